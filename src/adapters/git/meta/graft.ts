/** What of a change is still to be written on a given tip: natural keys and compare-and-swap, checked before a push. */

import type { AddedFile, ChangedFile, MetaChange } from '../../../app/ports/meta-repo.ts';
import { type OperationFailure, operationFailure } from '../../../core/error.ts';
import { isSameRecord } from '../../../core/meta/codec.ts';
import { readFiles, type Source } from './snapshot.ts';

/** A file of the next commit. */
export interface NewFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * The files that the tip does not hold yet; empty when it has all of them.
 * @param tip Undefined for a repo without commits.
 * @throws operation `meta/exists`, `meta/changed`.
 */
export async function readMissing(
  source: Source,
  tip: string | undefined,
  { added, changed }: MetaChange,
): Promise<readonly NewFile[]> {
  const paths = [...added, ...changed].map(({ path }) => path);
  const files = tip === undefined ? [] : await readFiles(source, tip, paths);
  const newFiles = added.filter((file, i) => isToAdd(file, files[i]));
  const newVersions = changed.filter((file, i) => isToChange(file, files[added.length + i]));
  return [...newFiles, ...newVersions];
}

function isToAdd(file: AddedFile, there: Uint8Array | undefined): boolean {
  if (there === undefined) return true;
  const same = file.path.endsWith('.binpb') ? isSameRecord(file.bytes, there) : isSame(file.bytes, there);
  if (!same) throw exists(file.path);
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

function exists(path: string): OperationFailure {
  return operationFailure({
    code: 'meta/exists',
    message: `${path} is recorded already, with other content; what was written once is never changed`,
    target: path,
    retry: 'never',
    next: `facs meta cat ${path} shows what is recorded`,
  });
}

function changedMeanwhile(path: string): OperationFailure {
  return operationFailure({
    code: 'meta/changed',
    message: `${path} was changed by somebody else meanwhile`,
    target: path,
    retry: 'safe',
    next: `facs meta log ${path} shows who changed it; look at it, then run the same command again`,
  });
}
