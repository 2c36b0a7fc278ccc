/** Pieces copied as they are: from copy groups and from `extra/`. */
import type { Definition } from '../../core/definition/definition.ts';
import type { FileEntry, FileSet } from '../../core/files.ts';
import { type CopyGroup, readCopyGroup } from '../../core/install/copy-group.ts';
import type { Origin } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { DEPLOY } from '../../core/tree/assemble.ts';
import { nameIssues } from '../../core/tree/path.ts';
import { mapBounded, type PieceSource, readPiece } from './pieces.ts';

/** What a copy group puts into every tree. Issues are those of `readCopyGroup`, where the group was written. */
export async function openCopies(
  source: FileSet,
  group: CopyGroup,
  definition: Definition,
): Promise<Result<PieceSource>> {
  const read = readCopyGroup(group, (...at) => whereWritten(definition, [...group.at, ...at]));
  if (!read.ok) return read;
  const planned = read.value.plan(await listAll(source, read.value.folders));
  if (!planned.ok) return planned;
  const pieces = await mapBounded(planned.value, ({ from, to }) => readPiece(source, from, DEPLOY + to));
  return valid(() => valid(pieces));
}

/** All files of `extra/`, by their path in it (F-95). Issues: `tree/name`. */
export async function openExtra(extra: FileSet): Promise<Result<PieceSource>> {
  const listing = await extra.list('');
  const issues = nameIssues(listing, (path) => extra.locate(path));
  if (issues.length > 0) return invalid(...issues);
  const pieces = await mapBounded(listing, (entry) => readPiece(extra, entry, DEPLOY + entry.path));
  return valid(() => valid(pieces));
}

/** Where the value at `path` was written, or the nearest thing around it. */
export function whereWritten(definition: Definition, path: readonly (string | number)[]): Origin | undefined {
  for (let length = path.length; length > 0; length--) {
    const trail = definition.trail(path.slice(0, length));
    if (trail !== undefined) return trail.origin;
  }
  return undefined;
}

async function listAll(source: FileSet, folders: readonly string[]): Promise<readonly FileEntry[]> {
  // A folder's list holds those of the folders in it.
  const outer = folders.filter(
    (one) => !folders.some((other) => other !== one && (other === '' || one.startsWith(`${other}/`))),
  );
  const lists = await Promise.all(outer.map((folder) => source.list(folder)));
  return lists.flat();
}
