/** The exact files that a host gets. Same digest = same copy. */
import type { Piece } from './piece.ts';

/** What a path of a tree holds. `sha256` and `hmac` are lowercase hex; `size` in bytes. */
export type EntryContent =
  | { readonly kind: 'file'; readonly sha256: string; readonly size: number }
  /** A file that holds a secret: keyed, so that nobody guesses it from a public record. */
  | { readonly kind: 'secret'; readonly hmac: string }
  | { readonly kind: 'link'; readonly target: string }
  /** An empty folder; folders with files in them are not entries. */
  | { readonly kind: 'dir' };

/** One path of a tree. `path` begins with `_DEPLOY_/` or `_ROOT_/`; `mode` is four octal digits. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly content: EntryContent;
}

/** Entries in order of path bytes, and the digest over them (lowercase hex). */
export interface Tree {
  readonly digest: string;
  readonly entries: readonly TreeEntry[];
}

/** The bytes behind an entry of kind `file` or `secret`; `sha256` is over them, also for a secret. Never recorded. */
export interface Content {
  readonly size: number;
  readonly sha256: string;
  open(): AsyncIterable<Uint8Array>;
}

/**
 * A tree with the bytes to make it, by entry path. Generated artefacts lie beside it, by a path without a prefix;
 * they stay on the machine that made them (F-47).
 */
export interface BuiltTree {
  readonly tree: Tree;
  readonly contents: ReadonlyMap<string, Content>;
  readonly artefacts: ReadonlyMap<string, Piece>;
}
