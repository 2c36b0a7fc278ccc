/** One file on its way into a tree: from a template, from `extra/`, or from an install group. */
import type { Origin } from '../issue.ts';
import type { Content } from './tree.ts';

/** What the piece is made of. `secret`: its bytes came from a secret, so its digest is keyed. */
export type PieceBody =
  | { readonly kind: 'file'; readonly content: Content; readonly secret: boolean }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'dir' };

/** A file, link or empty folder, and where a person can find what it was made from. `mode` is four octal digits. */
export interface Piece {
  readonly path: string;
  readonly mode: string;
  readonly body: PieceBody;
  readonly origin: Origin;
}

/** Modes of a tree: nothing of the packing machine's umask survives. */
export const MODE = { file: '0644', executable: '0755', link: '0777', dir: '0755' } as const;
