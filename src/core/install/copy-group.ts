/** Copy groups: which files of the source go where in the tree. */
import picomatch from 'picomatch';
import type { InstallGroup } from '../definition/settings.ts';
import type { FileEntry, Only } from '../files.ts';
import type { Issue, Origin } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { collect, invalid, type Result, valid } from '../result.ts';
import { pathProblem } from '../tree/path.ts';
import { createRewrite, type Rewrite } from './rewrite.ts';
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
  readonly folders: readonly { readonly path: string; readonly only?: Only }[];
  plan(listing: readonly FileEntry[]): Result<readonly Copy[]>;
}

/**
 * Reads a copy group. Files land by their path, or by their bare name when written with `$SRC_DIR$`; a folder's files by
 * their path, or counted from the folder when that was written with `$SRC_DIR$` (D-08). `pattern` and `replace` rewrite
 * the path first (F-57). A glob chooses among the files of the folder, or of the whole source (F-62).
 *
 * Issues of reading: `install/token`, `install/outside`; of planning: `install/missing` (also an empty folder, and a
 * glob that nothing matches), `install/submodule`, `install/name`.
 */
export function readCopyGroup(group: CopyGroup, place: Place): Result<CopyPlan> {
  const { dir = group.glob.length > 0 ? '.' : undefined, pattern, replace } = group;
  const files = collect([...readFiles(group.files, 'files', place), ...readFiles(group.optfiles, 'optfiles', place)]);
  const folder = dir === undefined ? valid(undefined) : locate(parseSourcePath(dir), place('dir'));
  const globs = collect(group.glob.map((written, i) => readGlob(written, place('glob', i))));
  const rewrite = locate(createRewrite(pattern, replace), place('pattern'));
  const issues = [files, folder, globs, rewrite].flatMap((read) => (read.ok ? [] : read.issues));
  if (!files.ok || !folder.ok || !globs.ok || !rewrite.ok) return invalid(...issues);
  const wish: Wish = { files: files.value, folder: folder.value, globs: globs.value, rewrite: rewrite.value, place };
  // What is right in the folder of a file says that it is there, what is right in itself that it is a folder.
  const near = wish.files.flatMap(({ source: { path } }) => [parentOf(path), path]);
  const folders = [...new Set(near)].map((path) => ({ path, only: 'direct' as const }));
  return valid({
    folders: folder.value === undefined ? folders : [...folders, { path: folder.value.path }],
    plan: (listing) => planCopies(listing, wish),
  });
}

interface WantedFile {
  readonly source: SourcePath;
  readonly mayBeMissing: boolean;
  readonly origin: Origin | undefined;
}

interface Wish {
  readonly files: readonly WantedFile[];
  readonly folder: SourcePath | undefined;
  readonly globs: readonly Glob[];
  readonly rewrite: Rewrite;
  readonly place: Place;
}

interface Glob {
  readonly written: string;
  readonly origin: Origin | undefined;
}

function readGlob(written: string, origin: Origin | undefined): Result<Glob> {
  const tokens = locate(replaceTokens(written), origin);
  return tokens.ok ? valid({ written, origin }) : tokens;
}

function readFiles(written: readonly string[], key: 'files' | 'optfiles', place: Place): Result<WantedFile>[] {
  return written.map((file, i) => {
    const origin = place(key, i);
    const source = locate(parseSourcePath(file), origin);
    return source.ok ? valid({ source: source.value, mayBeMissing: key === 'optfiles', origin }) : source;
  });
}

function planCopies(listing: readonly FileEntry[], wish: Wish): Result<readonly Copy[]> {
  const byPath = new Map(listing.map((entry) => [entry.path, entry]));
  const copies = wish.files.flatMap(({ source, mayBeMissing, origin }): Result<Copy>[] => {
    const from = byPath.get(source.path);
    if (from !== undefined) return [locate(toCopy(from, fileDestination(wish.rewrite(source.written))), origin)];
    return mayBeMissing ? [] : [locate(invalid(missingFile(source, listing)), origin)];
  });
  if (wish.folder !== undefined) copies.push(...planFolder([...byPath.values()], wish.folder, wish));
  return collect(copies);
}

function planFolder(listing: readonly FileEntry[], folder: SourcePath, wish: Wish): Result<Copy>[] {
  const { globs, rewrite, place } = wish;
  const inside = listing.filter(({ path }) => folder.path === '' || path.startsWith(`${folder.path}/`));
  const where = folder.path === '' ? 'the source' : `the folder ${folder.path}`;
  const nothing = folder.path === '' ? 'the source is empty' : `the source has no folder ${folder.path}`;
  if (inside.length === 0) return [locate(invalid({ code: 'install/missing', message: nothing }), place('dir'))];
  const chosen = globs.map(({ written, origin }): Result<readonly FileEntry[]> => {
    const matches = picomatch(written, { dot: true });
    const found = inside.filter(({ path }) => matches(fromFolder(path, folder)));
    const message = `${where} has no file that matches ${written}`;
    return found.length > 0 ? valid(found) : locate(invalid({ code: 'install/missing', message }), origin);
  });
  const all = collect(chosen);
  if (!all.ok) return [all];
  const wanted = globs.length === 0 ? inside : [...new Set(all.value.flat())];
  return wanted.map((entry) => locate(toCopy(entry, folderDestination(entry.path, folder, rewrite)), place('dir')));
}

function fileDestination(written: string): string {
  return isRooted(written) ? written.slice(written.lastIndexOf('/') + 1) : written;
}

function folderDestination(path: string, folder: SourcePath, rewrite: Rewrite): string {
  const inner = fromFolder(path, folder);
  const written = rewrite(folder.written === '' ? path : `${folder.written}/${inner}`);
  return isRooted(written) ? inner : written;
}

function fromFolder(path: string, folder: SourcePath): string {
  return folder.path === '' ? path : path.slice(folder.path.length + 1);
}

function toCopy(from: FileEntry, to: string): Result<Copy> {
  if (from.kind === 'submodule')
    return invalid({
      code: 'install/submodule',
      message: `${from.path} is a submodule, and .gitmodules does not say where its repository is`,
      hint: 'name it there, or pack what you need of it into a binary',
    });
  const problem = pathProblem(to);
  if (problem === undefined) return valid({ from, to });
  return invalid({ code: 'install/name', message: `${from.path} cannot be copied: ${problem}` });
}

function missingFile({ path }: SourcePath, listing: readonly FileEntry[]): Issue {
  const message = `the source has no file ${path}`;
  if (listing.some((entry) => entry.path.startsWith(`${path}/`)))
    return { code: 'install/missing', message, hint: 'it is a folder: write it as dir' };
  const names = listing.map((entry) => entry.path);
  const hint = didYouMean(path, names);
  return { code: 'install/missing', message, ...(hint === undefined ? {} : { hint }) };
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The result, its issues placed at `origin` where they have no place of their own. */
function locate<T>(result: Result<T>, origin: Origin | undefined): Result<T> {
  if (result.ok || origin === undefined) return result;
  return invalid(...result.issues.map((issue) => ({ origin, ...issue })));
}
