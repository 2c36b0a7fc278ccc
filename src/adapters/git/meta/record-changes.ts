/** Which records one state of meta has and another has not, from git's trees: equal folders are never looked into. */
import { isRecordPath, RECORD_FOLDERS } from '../../../core/meta/paths.ts';
import type { ObjectReader } from '../object-reader.ts';
import { type FoundFile, isBlob, readTree, type TreeItem, type TreeReader } from './tree-reader.ts';

/** A folder before and now, as trees; undefined where it is not there. */
export interface FolderPair {
  readonly path: string;
  readonly before: string | undefined;
  readonly now: string | undefined;
}

/** Records that are new, and paths of records that are gone or hold other bytes than before. */
export interface RecordChanges {
  readonly added: readonly FoundFile[];
  readonly gone: readonly string[];
}

/** Folders that hold records and are not the same in both commits; undefined: a state without any. */
export async function changedFolders(
  trees: TreeReader,
  before: string | undefined,
  now: string | undefined,
): Promise<readonly FolderPair[]> {
  const [old, fresh] = await Promise.all([before, now].map((commit) => recordFolders(trees, commit)));
  const paths = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].sort();
  return paths
    .map((path) => ({ path, before: old?.get(path), now: fresh?.get(path) }))
    .filter((pair) => pair.before !== pair.now);
}

async function recordFolders(trees: TreeReader, commit: string | undefined): Promise<ReadonlyMap<string, string>> {
  if (commit === undefined) return new Map();
  const projects = (await trees.children(commit, '')).filter(({ kind }) => kind === 'folder');
  const inside = await Promise.all(
    projects.map(async ({ name }) =>
      (await trees.children(commit, name))
        .filter((item) => item.kind === 'folder' && RECORD_FOLDERS.includes(item.name))
        .map((item) => [`${name}/${item.name}`, item.hash] as const),
    ),
  );
  return new Map(inside.flat());
}

/**
 * The changes in a folder, part by part in no particular order: together they would be too much for memory.
 * @param only `gone`: what is new need not be told, and is not looked at.
 */
export async function* readChanges(
  objects: ObjectReader,
  folder: FolderPair,
  only?: 'gone',
): AsyncGenerator<RecordChanges> {
  const pairs = await itemPairs(objects, folder);
  // One after the other here, all at once below: a part is what one day, or one of 256 shards, holds.
  for (const pair of pairs) yield await changesOf(objects, pair, only);
}

interface ItemPair {
  readonly path: string;
  readonly before: TreeItem | undefined;
  readonly now: TreeItem | undefined;
}

async function itemPairs(objects: ObjectReader, { path, before, now }: FolderPair): Promise<ItemPair[]> {
  const [old, fresh] = await Promise.all(
    [before, now].map((hash) => (hash === undefined ? [] : readTree(objects, hash))),
  );
  const known = new Map(old?.map((item) => [item.name, item]));
  const there = new Set(fresh?.map(({ name }) => name));
  return [
    ...(fresh ?? []).map((item) => ({ path: `${path}/${item.name}`, before: known.get(item.name), now: item })),
    ...(old ?? [])
      .filter(({ name }) => !there.has(name))
      .map((item) => ({ path: `${path}/${item.name}`, before: item, now: undefined })),
  ].filter((pair) => pair.before?.hash !== pair.now?.hash);
}

async function changesOf(objects: ObjectReader, pair: ItemPair, only: 'gone' | undefined): Promise<RecordChanges> {
  const { path, before, now } = pair;
  if (only === 'gone' && before === undefined) return { added: [], gone: [] };
  const own = {
    added: now !== undefined && isRecord(path, now) ? [{ path, kind: now.kind, hash: now.hash }] : [],
    gone: before !== undefined && isRecord(path, before) ? [path] : [],
  };
  const folder = { path, before: treeOf(before), now: treeOf(now) };
  if (folder.before === undefined && folder.now === undefined) return own;
  const inside = await Promise.all((await itemPairs(objects, folder)).map((each) => changesOf(objects, each, only)));
  return {
    added: [...own.added, ...inside.flatMap(({ added }) => added)],
    gone: [...own.gone, ...inside.flatMap(({ gone }) => gone)],
  };
}

function treeOf(item: TreeItem | undefined): string | undefined {
  return item?.kind === 'folder' ? item.hash : undefined;
}

function isRecord(path: string, item: TreeItem): item is TreeItem & { kind: FoundFile['kind'] } {
  return isBlob(item) && isRecordPath(path);
}
