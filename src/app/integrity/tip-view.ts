/** What lies where at one commit: all of it, read once, or only the folders that are asked for. */
import type { Version } from '../../core/meta/integrity/ledger.ts';
import type { FolderItem, HistoryFolder, MetaHistory } from '../ports/meta-history.ts';

/** Files of a commit by path. */
export interface TipView {
  /** Undefined for what is no file there. */
  entry(path: string): Version | undefined | Promise<Version | undefined>;
  folder(path: string): Promise<readonly FolderItem[]>;
}

/** A commit of which all is known. */
export interface WholeTip extends TipView {
  readonly files: ReadonlyMap<string, Version>;
  readonly folders: readonly HistoryFolder[];
}

/** Reads all folders. @throws as `MetaHistory.folders`. */
export async function readWholeTip(history: MetaHistory, commit: string): Promise<WholeTip> {
  const files = new Map<string, Version>();
  const folders = new Map<string, HistoryFolder>();
  for await (const folder of history.folders(commit)) {
    folders.set(folder.path, folder);
    for (const item of folder.items) if (item.kind !== 'folder') files.set(inside(folder.path, item.name), item);
  }
  return {
    files,
    folders: [...folders.values()],
    entry: (path) => files.get(path),
    folder: async (path) => folders.get(path)?.items ?? [],
  };
}

/** Reads folders when something of them is asked for, each once. */
export function openTip(history: MetaHistory, commit: string): TipView {
  const known = new Map<string, Promise<readonly FolderItem[]>>();
  const folder = (path: string) => {
    const items = known.get(path) ?? history.folder(commit, path);
    known.set(path, items);
    return items;
  };
  return {
    folder,
    entry: async (path) => {
      const cut = path.lastIndexOf('/');
      const item = (await folder(path.slice(0, Math.max(0, cut)))).find(({ name }) => name === path.slice(cut + 1));
      return item === undefined || item.kind === 'folder' ? undefined : item;
    },
  };
}

/** The path of a name in a folder. */
export function inside(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A commit that brought the path, or of a folder, something in it; empty when nobody knows. */
export async function commitFor(tip: TipView, path: string, commitOf: (path: string) => string): Promise<string> {
  const own = commitOf(path);
  if (own !== '') return own;
  const last = (await tip.folder(path)).at(-1);
  return last === undefined ? '' : commitFor(tip, inside(path, last.name), commitOf);
}
