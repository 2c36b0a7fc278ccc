/** Sets of files by path: what a folder on disk and a folder of a git commit have in common. */
import type { Content } from './tree/tree.ts';

/** One file of a set. `path` is relative, with `/`, never with `..`; a link's bytes are its target. */
export interface FileEntry {
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'link' | 'submodule';
}

/** What of a folder's files is asked for. */
export type Only = 'direct' | 'names';

/**
 * A read-only set of files. `list` gives all files below a folder (`''`: all), however deep, ordered by the bytes
 * of their paths; a folder that is not there lists nothing. `direct` asks only for those that lie right in it, `names`
 * also cares not which of them are executable; neither needs to be heeded: they save looking at what nobody asked for.
 * `read` gives undefined for a file that is not there.
 */
export interface FileSet {
  /** How the user knows it: `/srv/app`, `app@1a2b3c4`. Used in front of a path in messages. */
  readonly label: string;
  list(folder: string, only?: Only): Promise<readonly FileEntry[]>;
  read(path: string): Promise<Uint8Array | undefined>;
  /**
   * The digest of a large file, and its bytes in parts, without ever holding all of them. Undefined for any other: what
   * is small, no regular file, not there, or in a set that can only read the whole.
   */
  measure?(path: string): Promise<Content | undefined>;
  /** The path as the user can open it: for origins. */
  locate(path: string): string;
}

/** What lies below `folder` of a set, as a set of its own. */
export function below(set: FileSet, folder: string): FileSet {
  if (folder === '') return set;
  const inside = (path: string) => (path === '' ? folder : `${folder}/${path}`);
  return {
    label: set.label,
    list: async (path, only) =>
      (await set.list(inside(path), only)).map((entry) => ({ ...entry, path: entry.path.slice(folder.length + 1) })),
    read: (path) => set.read(inside(path)),
    measure: async (path) => set.measure?.(inside(path)),
    locate: (path) => set.locate(inside(path)),
  };
}

/** The set less all that lies below `folder`. */
export function without(set: FileSet, folder: string): FileSet {
  const isOutside = (path: string) => !path.startsWith(`${folder}/`);
  return {
    ...set,
    list: async (path, only) => (await set.list(path, only)).filter((entry) => isOutside(entry.path)),
    read: async (path) => (isOutside(path) ? set.read(path) : undefined),
    measure: async (path) => (isOutside(path) ? set.measure?.(path) : undefined),
  };
}

/** Orders paths by their UTF-8 bytes, as git and the tree format do. */
export function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return byteRank(left) - byteRank(right);
  }
  return a.length - b.length;
}

/** UTF-16 puts the surrogates before U+E000; in UTF-8 what they stand for comes last. */
function byteRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
