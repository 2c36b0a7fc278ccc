/** Versions of a project: three numbers as semver has them, or four as Facsimile 1.1.1 counted them. */
import { invalid, type Result, valid } from '../result.ts';

/** The parts of three numbers that can be raised by name. */
export const PARTS = ['major', 'minor', 'patch'] as const;

/** One of {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/**
 * `1.2.3`; with a fourth number what was made since that release (`1.2.3.4`), with identifiers what comes before it
 * (`1.3.0-dev.2`).
 */
export interface Version {
  readonly release: readonly [major: number, minor: number, patch: number];
  readonly since?: number;
  readonly before?: readonly string[];
}

const NUMBER = '(0|[1-9]\\d{0,8})';
const FORM = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:\\.${NUMBER}|-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?$`);

/** @returns Or the issue `version/form`. @source https://semver.org/spec/v2.0.0.html, points 2 and 9. */
export function parseVersion(text: string): Result<Version> {
  const found = FORM.exec(text);
  const [, major, minor, patch, since, before] = found ?? [];
  const identifiers = before?.split('.') ?? [];
  if (found === null || identifiers.some((each) => /^0\d+$/.test(each))) return invalid(wrongForm(text));
  return valid({
    release: [Number(major), Number(minor), Number(patch)],
    ...(since === undefined ? {} : { since: Number(since) }),
    ...(before === undefined ? {} : { before: identifiers }),
  });
}

/** As it is written. */
export function describeVersion({ release, since, before }: Version): string {
  const behind = since === undefined ? '' : `.${since}`;
  return `${release.join('.')}${behind}${before === undefined ? '' : `-${before.join('.')}`}`;
}

/**
 * The next one in development: its last number is one higher. `part` raises that part instead and sets what is behind it
 * to 0; of a version before a release `patch` is that release.
 * @returns Or the issue `version/part` for one that counts by its fourth number.
 */
export function bumpVersion(version: Version, part?: Part): Result<Version> {
  const { release, since, before } = version;
  if (part === undefined && since !== undefined) return valid({ release, since: since + 1 });
  if (part === undefined && before !== undefined) return valid({ release, before: raiseLast(before) });
  if (since !== undefined) return invalid(noPart(version));
  const [major, minor, patch] = release;
  if (part === 'major') return valid({ release: [major + 1, 0, 0] });
  if (part === 'minor') return valid({ release: [major, minor + 1, 0] });
  return valid({ release: [major, minor, before === undefined ? patch + 1 : patch] });
}

/**
 * What is released: `wanted`, else the next patch, else what a version before a release comes before.
 * @returns Or the issue `version/form` (three numbers are wanted), `version/older`.
 */
export function releaseVersion(current: Version, wanted?: Version): Result<Version> {
  const [major, minor, patch] = current.release;
  const next: Version = { release: [major, minor, current.before === undefined ? patch + 1 : patch] };
  if (wanted === undefined) return valid(next);
  if (wanted.since !== undefined || wanted.before !== undefined) {
    const hint = 'a release has three numbers, like 1.3.0';
    return invalid({ code: 'version/form', message: `${describeVersion(wanted)} is no release`, hint });
  }
  const least: Version = current.before === undefined ? { release: [major, minor, patch + 1] } : next;
  if (compare(wanted, least) >= 0) return valid(wanted);
  const message = `${describeVersion(wanted)} is not after ${describeVersion(current)}`;
  return invalid({ code: 'version/older', message, hint: `${describeVersion(least)} is the lowest that is` });
}

/** What development goes on with after a release: undefined where versions are raised by hand. */
export function developmentAfter(release: Version, { since, before }: Version): Version | undefined {
  const [major, minor, patch] = release.release;
  if (since !== undefined) return { release: release.release, since: 1 };
  if (before === undefined) return undefined;
  const word = before.find((each) => !/^\d+$/.test(each)) ?? 'dev';
  return { release: [major, minor, patch + 1], before: [word, '1'] };
}

function compare(a: Version, b: Version): number {
  const differing = a.release.findIndex((number, i) => number !== b.release[i]);
  return differing < 0 ? 0 : (a.release[differing] ?? 0) - (b.release[differing] ?? 0);
}

function raiseLast(identifiers: readonly string[]): readonly string[] {
  const last = identifiers.findLastIndex((each) => /^\d+$/.test(each));
  if (last < 0) return [...identifiers, '1'];
  return identifiers.map((each, i) => (i === last ? String(Number(each) + 1) : each));
}

function wrongForm(text: string) {
  const hint = 'three numbers as semver has them (1.2.3, 1.3.0-dev.1), or four (1.2.3.4)';
  return { code: 'version/form', message: `"${text}" is no version`, hint };
}

function noPart(version: Version) {
  const message = `${describeVersion(version)} counts by its fourth number`;
  return { code: 'version/part', message, hint: 'a release is named instead: facs version release 1.3.0' };
}
