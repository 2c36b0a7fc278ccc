/** Pieces copied as they are: from copy groups and from `extra/`. */
import type { Definition } from '../../core/definition/definition.ts';
import type { FileSet } from '../../core/files.ts';
import { type CopyGroup, readCopyGroup } from '../../core/install/copy-group.ts';
import type { Origin } from '../../core/issue.ts';
import { collect, invalid, type Result, valid } from '../../core/result.ts';
import { DEPLOY } from '../../core/tree/assemble.ts';
import { nameIssues } from '../../core/tree/path.ts';
import type { Piece } from '../../core/tree/piece.ts';
import { mapBounded, type PieceSource, readPiece } from './pieces.ts';

/** What a copy group puts into every tree. Issues: those of `readCopyGroup`, where the group was written; `install/lfs`. */
export async function openCopies(
  source: FileSet,
  group: CopyGroup,
  definition: Definition,
): Promise<Result<PieceSource>> {
  const read = readCopyGroup(group, (...at) => whereWritten(definition, [...group.at, ...at]));
  if (!read.ok) return read;
  const lists = await Promise.all(read.value.folders.map(({ path, only }) => source.list(path, only)));
  const planned = read.value.plan(lists.flat());
  if (!planned.ok) return planned;
  return always(await mapBounded(planned.value, ({ from, to }) => readPiece(source, from, DEPLOY + to)));
}

/** All files of `extra/`, by their path in it (F-95). Issues: `tree/name`, `install/lfs`. */
export async function openExtra(extra: FileSet): Promise<Result<PieceSource>> {
  const listing = await extra.list('');
  const issues = nameIssues(listing, (path) => extra.locate(path));
  if (issues.length > 0) return invalid(...issues);
  return always(await mapBounded(listing, (entry) => readPiece(extra, entry, DEPLOY + entry.path)));
}

/** The same pieces for every host. */
function always(read: readonly Result<Piece>[]): Result<PieceSource> {
  const pieces = collect(read);
  return pieces.ok ? valid(() => pieces) : pieces;
}

/** Where the value at `path` was written, or the nearest thing around it. */
export function whereWritten(definition: Definition, path: readonly (string | number)[]): Origin | undefined {
  for (let length = path.length; length > 0; length--) {
    const trail = definition.trail(path.slice(0, length));
    if (trail !== undefined) return trail.origin;
  }
  return undefined;
}
