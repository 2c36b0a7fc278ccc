/** A source as the checks see it: commits, folders, blobs. */
import type { FolderItem, HistoryFolder, MetaHistory } from '../../../../app/ports/meta-history.ts';
import { isAncestor } from '../snapshot.ts';
import { readTree, type TreeItem } from '../tree-reader.ts';
import type { HistorySource } from './history-source.ts';
import { findRangeProblems } from './range-problems.ts';
import { findProblems } from './read-problems.ts';
import { readSteps } from './read-steps.ts';

/** Folders that are read at once: enough that git never waits, few enough to hold. */
const FOLDERS_AT_ONCE = 256;

/** @param broken Objects that git must not be asked for. */
export function toHistory(source: HistorySource, broken: ReadonlySet<string> = new Set()): MetaHistory {
  const { git, view, folder, store, tip } = source;
  const reader = { view, git, clone: { view, folder, branch: '' } };
  return {
    ...{ url: source.url, tip, seen: source.seen },
    resolve: (revision) => source.resolve(revision),
    includes: (commit, ancestor) => isAncestor(reader, ancestor, commit),
    mergeBase: async (one, other) => {
      const { stdout } = await git.run(['merge-base', one, other], { cwd: view });
      return new TextDecoder().decode(stdout).trim() || undefined;
    },
    steps: (range) => readSteps(git, view, range),
    folders: (commit) => walk(source, broken, commit),
    folder: (commit, path) => find(source, broken, { commit, path }),
    readAll: (hashes) =>
      readBlobs(
        source,
        hashes.filter((hash) => !broken.has(hash)),
      ),
    problems: ({ from, to }) =>
      from === undefined
        ? findProblems(git, folder, to)
        : findRangeProblems(git, { folder, objects: store }, { from, to }),
    avoiding: (objects) => toHistory(source, new Set([...broken, ...objects])),
  };
}

async function* walk(
  source: HistorySource,
  broken: ReadonlySet<string>,
  commit: string,
): AsyncGenerator<HistoryFolder> {
  const waiting: { readonly path: string; readonly hash: string }[] = [
    { path: '', hash: await treeOf(source, commit) },
  ];
  while (waiting.length > 0) {
    const next = waiting.splice(-FOLDERS_AT_ONCE);
    const read = await Promise.all(
      next.map(async ({ path, hash }) => ({ path, items: await readItems(source, broken, hash) })),
    );
    for (const folder of read) {
      for (const { name, kind, hash } of folder.items) {
        if (kind === 'folder') waiting.push({ path: folder.path === '' ? name : `${folder.path}/${name}`, hash });
      }
      yield folder;
    }
  }
}

async function find(
  source: HistorySource,
  broken: ReadonlySet<string>,
  { commit, path }: { readonly commit: string; readonly path: string },
): Promise<readonly FolderItem[]> {
  let items = await readItems(source, broken, await treeOf(source, commit));
  for (const part of path.split('/').filter((each) => each !== '')) {
    const next = items.find(({ name }) => name === part);
    if (next?.kind !== 'folder') return [];
    items = await readItems(source, broken, next.hash);
  }
  return items;
}

async function treeOf({ git, view }: HistorySource, commit: string): Promise<string> {
  const { stdout } = await git.run(['rev-parse', '--verify', '--quiet', `${commit}^{tree}`], { cwd: view });
  return new TextDecoder().decode(stdout).trim();
}

async function readItems(
  { objects }: HistorySource,
  broken: ReadonlySet<string>,
  hash: string,
): Promise<readonly TreeItem[]> {
  if (hash === '' || broken.has(hash)) return [];
  return readTree(objects, hash);
}

async function readBlobs(source: HistorySource, hashes: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const readAll = async (wanted: readonly string[]) => {
    await Promise.all(
      wanted.map(async (hash) => {
        const bytes = await source.objects.read(hash);
        if (bytes !== undefined) found.set(hash, bytes);
      }),
    );
    return wanted.filter((hash) => !found.has(hash));
  };
  const missing = await readAll(hashes);
  if (missing.length === 0 || source.fetchBlobs === undefined) return found;
  await source.fetchBlobs(missing);
  await readAll(missing);
  return found;
}
