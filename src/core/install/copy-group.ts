/** Copy groups: which files of the source go where in the tree. */
import type { InstallGroup } from '../definition/settings.ts';
import type { FileEntry } from '../files.ts';
import type { Issue, Origin } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { pathProblem } from '../tree/path.ts';
import { isRooted, parseSourcePath, replaceTokens, type SourcePath } from './source-path.ts';

/** A group of type `copy`. */
export type CopyGroup = Extract<InstallGroup, { readonly type: 'copy' }>;

/** One file to copy: from where in the source to where below the release folder. */
export interface Copy {
  readonly from: FileEntry;
  readonly to: string;
}

/** Where a part of the group was written: `files` with the index, or `dir`, `pattern`. */
export type Place = (...at: readonly (string | number)[]) => Origin | undefined;

/** What a group asks for, read once: the folders to list, then `plan` over what they hold. */
export interface CopyPlan {
  /** Folders of the source whose files `plan` needs; `''` is the root. */
  readonly folders: readonly string[];
  plan(listing: readonly FileEntry[]): Result<readonly Copy[]>;
}

/**
 * Reads a copy group. Files land by their path, or by their bare name when written with `$SRC_DIR$`; a folder's files by
 * their path, or counted from the folder when that was written with `$SRC_DIR$` (D-08). `pattern` and `replace` rewrite
 * the path first (F-57).
 *
 * Issues of reading: `install/token`, `install/outside`; of planning: `install/missing` (also an empty folder),
 * `install/submodule`, `install/name`.
 */
export function readCopyGroup(group: CopyGroup, place: Place): Result<CopyPlan> {
  const files = group.files.map((file, i) => locate(parseSourcePath(file), place('files', i)));
  const folder = group.dir === undefined ? valid(undefined) : locate(parseSourcePath(group.dir), place('dir'));
  const rewrite = locate(rewriter(group), place('pattern'));
  const issues = [...files, folder, rewrite].flatMap((read) => (read.ok ? [] : read.issues));
  if (!folder.ok || !rewrite.ok || issues.length > 0) return invalid(...issues);
  const wish: Wish = {
    files: files.flatMap((read, i) => (read.ok ? [{ source: read.value, origin: place('files', i) }] : [])),
    folder: folder.value,
    rewrite: rewrite.value,
    place,
  };
  const folders = wish.files.map(({ source }) => parentOf(source.path));
  if (folder.value !== undefined) folders.push(folder.value.path);
  return valid({ folders: [...new Set(folders)], plan: (listing) => planCopies(listing, wish) });
}

interface Wish {
  readonly files: readonly { readonly source: SourcePath; readonly origin: Origin | undefined }[];
  readonly folder: SourcePath | undefined;
  readonly rewrite: (written: string) => string;
  readonly place: Place;
}

function planCopies(listing: readonly FileEntry[], { files, folder, rewrite, place }: Wish): Result<readonly Copy[]> {
  const byPath = new Map(listing.map((entry) => [entry.path, entry]));
  const copies = files.map(({ source, origin }): Result<Copy> => {
    const from = byPath.get(source.path);
    if (from === undefined) return locate(invalid(missingFile(source, listing)), origin);
    return locate(toCopy(from, fileDestination(rewrite(source.written))), origin);
  });
  if (folder !== undefined) {
    const inside = listing.filter(({ path }) => folder.path === '' || path.startsWith(`${folder.path}/`));
    const issue = { code: 'install/missing', message: `the source has no folder ${folder.path}` };
    const found = inside.map((entry) => toCopy(entry, folderDestination(entry.path, folder, rewrite)));
    for (const copy of inside.length === 0 ? [invalid(issue)] : found) copies.push(locate(copy, place('dir')));
  }
  const issues = copies.flatMap((copy) => (copy.ok ? [] : copy.issues));
  return issues.length > 0 ? invalid(...issues) : valid(copies.flatMap((copy) => (copy.ok ? [copy.value] : [])));
}

function fileDestination(written: string): string {
  return isRooted(written) ? written.slice(written.lastIndexOf('/') + 1) : written;
}

function folderDestination(path: string, folder: SourcePath, rewrite: Wish['rewrite']): string {
  const fromFolder = folder.path === '' ? path : path.slice(folder.path.length + 1);
  const written = rewrite(folder.written === '' ? path : `${folder.written}/${fromFolder}`);
  return isRooted(written) ? fromFolder : written;
}

function toCopy(from: FileEntry, to: string): Result<Copy> {
  if (from.kind === 'submodule')
    return invalid({
      code: 'install/submodule',
      message: `${from.path} is a submodule: its files are in a repository of their own`,
      hint: 'pack what you need of it into a binary',
    });
  const problem = pathProblem(to);
  if (problem === undefined) return valid({ from, to });
  return invalid({ code: 'install/name', message: `${from.path} cannot be copied: ${problem}` });
}

function missingFile({ path }: SourcePath, listing: readonly FileEntry[]): Issue {
  const message = `the source has no file ${path}`;
  if (listing.some((entry) => entry.path.startsWith(`${path}/`)))
    return { code: 'install/missing', message, hint: 'it is a folder: write it as dir' };
  const hint = didYouMean(
    path,
    listing.map((entry) => entry.path),
  );
  return { code: 'install/missing', message, ...(hint === undefined ? {} : { hint }) };
}

/** Replaces every match, as the old installer did; `$1` and `\1` both mean the first group. */
function rewriter({ pattern, replace }: CopyGroup): Result<(written: string) => string> {
  if (pattern === undefined || replace === undefined) return valid((written) => written);
  const source = replaceTokens(pattern);
  if (!source.ok) return source;
  const expression = new RegExp(source.value, 'g');
  return valid((written) =>
    written.replace(expression, (...match: unknown[]) =>
      replace.replace(/\$\$|[$\\](\d)/g, (whole, index?: string) =>
        index === undefined ? whole.slice(1) : String(match[Number(index)] ?? ''),
      ),
    ),
  );
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The result, its issues placed at `origin` where they have no place of their own. */
function locate<T>(result: Result<T>, origin: Origin | undefined): Result<T> {
  if (result.ok || origin === undefined) return result;
  return invalid(...result.issues.map((issue) => ({ origin, ...issue })));
}
