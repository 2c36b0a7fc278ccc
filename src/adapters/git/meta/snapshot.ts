/** The files of the meta repo at one commit. */

import type { MetaCommit, MetaSnapshot } from '../../../app/ports/meta-repo.ts';
import type { ReadTip } from '../../meta/missing-files.ts';
import type { ObjectReader } from '../object-reader.ts';
import type { Git } from '../run-git.ts';
import type { Clone } from './clone.ts';
import type { AskedCommit } from './index/coverage.ts';
import type { RecordIndex } from './index/record-index.ts';
import { PLAIN } from './plain-output.ts';
import { readBlobs } from './read-blobs.ts';
import type { Remote } from './remote.ts';
import { isBlob, type TreeReader } from './tree-reader.ts';
import { readVersions } from './versions.ts';

/** What reads the local copy. */
export interface Source {
  readonly git: Git;
  readonly clone: Clone;
  readonly objects: ObjectReader;
  readonly trees: TreeReader;
  readonly remote: Remote;
}

/** The commit as files. Blobs that the copy left out are fetched when they are read, all of a `readAll` at once. */
export function openSnapshot(
  source: Source & { readonly index: RecordIndex },
  { commit, isBranch }: AskedCommit,
): MetaSnapshot {
  const { trees, index } = source;
  const list = async (folder: string) => (await trees.walk(commit, folder)).map(({ path }) => path);
  const readAll = (paths: readonly string[]) => readFiles(source, commit, paths);
  return {
    commit,
    read: async (path) => (await readAll([path]))[0],
    readAll,
    find: (query) => index({ commit, isBranch }, query),
    readAt: async (githash, path) => (await readFiles(source, githash, [path]))[0],
    list,
    files: async (folder) => (await trees.walk(commit, folder)).map(({ path, kind }) => ({ path, kind })),
    children: async (folder) =>
      (await trees.children(commit, folder)).map(({ name, kind }) => (kind === 'folder' ? `${name}/` : name)),
    history: (path, limit) => readHistory(source, commit, path, limit),
    versions: (path) => readVersions(source, commit, path),
    touched: (revision) => readTouched(source, revision),
    includes: (githash) => isAncestor(source, githash, commit),
  };
}

/** The files at these paths of a commit, in this order; undefined for what is no file. */
export async function readFiles(
  source: Source,
  commit: string,
  paths: readonly string[],
): Promise<(Uint8Array | undefined)[]> {
  const items = await Promise.all(paths.map((path) => source.trees.find(commit, path)));
  const hashes = items.map((item) => (item !== undefined && isBlob(item) ? item.hash : undefined));
  const blobs = await readBlobs(source, new Set(hashes.filter((hash) => hash !== undefined)));
  return hashes.map((hash) => (hash === undefined ? undefined : blobs.get(hash)));
}

/** Reads of a tip; undefined for a repo without commits, which holds nothing. */
export function readTipFiles(source: Source, tip: string | undefined): ReadTip {
  return async (paths) => (tip === undefined ? [] : readFiles(source, tip, paths));
}

/** Blobs by hash; those that the copy left out are fetched in one go. @throws operation `meta/unreadable`. */
export /** Ends each field with a NUL, which no commit message holds. */
const HISTORY_FORMAT = '%H%x00%an%x00%ct%x00%B%x00';

async function readHistory(source: Source, commit: string, path: string, limit?: number): Promise<MetaCommit[]> {
  const { git, clone } = source;
  const words = ['log', `--format=tformat:${HISTORY_FORMAT}`, ...(limit === undefined ? [] : [`--max-count=${limit}`])];
  words.push(commit, ...(path === '' ? [] : ['--', path]));
  const fields = (await git.text(words, { cwd: clone.folder, env: PLAIN })).split('\0');
  const commits: MetaCommit[] = [];
  for (let i = 0; i + 3 < fields.length; i += 4) {
    const [githash = '', author = '', committedAt = '', message = ''] = fields.slice(i, i + 4);
    commits.push({ githash: githash.trim(), author, committedAt: Number(committedAt), message: message.trim() });
  }
  return commits;
}

/** The commit of the local copy that a githash, or its beginning, names; undefined when it has none. */
export async function findCommit(
  { git, clone }: Pick<Source, 'git' | 'clone'>,
  githash: string,
): Promise<string | undefined> {
  if (!/^[0-9a-f]{7,64}$/.test(githash)) return undefined;
  const named = await git.run(['rev-parse', '--verify', '--quiet', `${githash}^{commit}`], { cwd: clone.view });
  if (named.ending.kind !== 'exit' || named.ending.code !== 0) return undefined;
  return new TextDecoder().decode(named.stdout).trim();
}

async function readTouched(source: Source, revision: string) {
  const { git, clone } = source;
  const githash = await findCommit(source, revision);
  if (githash === undefined) return undefined;
  // Against the first parent, so that a merged promotion shows what it changed.
  const words = ['log', '-1', '-m', '--first-parent', '--format=', '--name-only', '-z', '--diff-filter=AMT', githash];
  const listed = await git.text(words, { cwd: clone.folder, env: PLAIN });
  return { githash, paths: listed.split('\0').filter((path) => path !== '') };
}

/** True when `githash` is `commit` or lies in its history. @source git-merge-base(1): 0 yes, 1 no; 128 also for a commit that is not there. */
export async function isAncestor(
  { git, clone }: Pick<Source, 'git' | 'clone'>,
  githash: string,
  commit: string,
): Promise<boolean> {
  const { ending } = await git.run(['merge-base', '--is-ancestor', githash, commit], { cwd: clone.view });
  return ending.kind === 'exit' && ending.code === 0;
}
