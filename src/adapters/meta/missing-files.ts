/** What of a change is still to be written on a given tip: natural keys and compare-and-swap, checked before a push. */
import type { AddedFile, ChangedFile, MetaChange } from '../../app/ports/meta-repo.ts';
import { isSameRecord } from '../../core/meta/codec.ts';
import { changedMeanwhile, recordedOtherwise } from './meta-failure.ts';
import { safePath } from './safe-path.ts';

/** A file of the next commit. */
export interface NewFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The files at these paths of the tip, in this order; undefined for what is not there. */
export type ReadTip = (paths: readonly string[]) => Promise<readonly (Uint8Array | undefined)[]>;

/**
 * The files that the tip does not hold yet; empty when it has all of them.
 * @throws operation `meta/exists`, `meta/changed`.
 */
export async function readMissing(readTip: ReadTip, { added, changed }: MetaChange): Promise<readonly NewFile[]> {
  const files = await readTip([...added, ...changed].map(({ path }) => safePath(path)));
  const newFiles = added.filter((file, i) => isToAdd(file, files[i]));
  const newVersions = changed.filter((file, i) => isToChange(file, files[added.length + i]));
  return [...newFiles, ...newVersions];
}

function isToAdd(file: AddedFile, there: Uint8Array | undefined): boolean {
  if (there === undefined) return true;
  const same = file.path.endsWith('.binpb') ? isSameRecord(file.bytes, there) : isSame(file.bytes, there);
  if (!same) throw recordedOtherwise(file.path);
  return false;
}

function isToChange(file: ChangedFile, there: Uint8Array | undefined): boolean {
  if (isSame(there, file.bytes)) return false;
  if (!isSame(there, file.basedOn)) throw changedMeanwhile(file.path);
  return true;
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Buffer.compare(a, b) === 0;
}
