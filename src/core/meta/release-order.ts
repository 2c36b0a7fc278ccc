/** Which of two releases is the later one. */
import { parseVersion, type Version } from '../version/version.ts';
import type { ReleaseRecord } from './record.ts';

/**
 * True when a channel that goes from `from` to `to` goes back. Versions decide where both have one that can be compared:
 * a fix of an old line is older than the new line, whenever it was made. Else the dates of their commits do.
 */
export function isBackwards(from: ReleaseRecord, to: ReleaseRecord): boolean {
  const [old, wanted] = [parseVersion(from.version), parseVersion(to.version)];
  const order = old.ok && wanted.ok ? compareVersions(wanted.value, old.value) : 0;
  return order === 0 ? to.committedAt < from.committedAt : order < 0;
}

/** Negative: `a` is older. @source https://semver.org/spec/v2.0.0.html, point 11; a fourth number counts what came after. */
function compareVersions(a: Version, b: Version): number {
  for (const [i, number] of a.release.entries()) if (number !== b.release[i]) return number - (b.release[i] ?? 0);
  const since = (a.since ?? 0) - (b.since ?? 0);
  return since === 0 ? compareIdentifiers(a.before, b.before) : since;
}

function compareIdentifiers(a: readonly string[] | undefined, b: readonly string[] | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  for (const [i, word] of a.entries()) {
    const other = b[i];
    if (other === undefined) return 1;
    const order = compareWords(word, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareWords(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
