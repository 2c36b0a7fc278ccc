/** Sets of files by path: what a folder on disk and a folder of a git commit have in common. */

/** One file of a set. `path` is relative, with `/`, never with `..`; a link's bytes are its target. */
export interface FileEntry {
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'link' | 'submodule';
}

/**
 * A read-only set of files. `list` gives all files below a folder (`''`: all), however deep, ordered by the bytes
 * of their paths; a folder that is not there lists nothing. `read` gives undefined for a file that is not there.
 */
export interface FileSet {
  /** How the user knows it: `/srv/app`, `app@1a2b3c4`. Used in front of a path in messages. */
  readonly label: string;
  list(folder: string): Promise<readonly FileEntry[]>;
  read(path: string): Promise<Uint8Array | undefined>;
  /** The path as the user can open it: for origins. */
  locate(path: string): string;
}

/** Orders paths by their UTF-8 bytes, as git and the tree format do. */
export function comparePaths(a: string, b: string): number {
  // UTF-16 order differs from byte order only above the surrogates; comparing code points is right for both.
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
