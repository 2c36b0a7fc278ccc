/** Files of `tmpl/`: reading them, and what their output becomes. */
import type { FileSet } from '../../core/files.ts';
import { isLfsPointer } from '../../core/install/lfs.ts';
import { fileOrigin, type Issue, type Origin } from '../../core/issue.ts';
import { type Result, valid } from '../../core/result.ts';
import type { ChosenTemplate } from '../../core/template/folders.ts';
import type { TemplateFile } from '../../core/template/render.ts';
import { contentOf, type Piece } from '../../core/tree/piece.ts';
import { readBytes, readPiece } from './pieces.ts';

/** A file of `tmpl/`, read: text to render, or a piece to copy because it is a link or no text. */
export type Loaded = { readonly file: TemplateFile; readonly executable: boolean } | { readonly piece: Piece };

/** Reads one file of `tmpl/`. Issue: `install/lfs`. @param asItIs Nothing is to be rendered. @throws operation `source/changed`. */
export async function loadTemplate(
  folder: FileSet,
  { path, layer, entry }: ChosenTemplate,
  asItIs: boolean,
): Promise<Result<Loaded>> {
  const bytes = asItIs || entry.kind === 'link' ? undefined : await readBytes(folder, entry.path);
  const text = bytes === undefined || isLfsPointer(bytes) ? undefined : toText(bytes);
  if (text === undefined) {
    const piece = await readPiece(folder, entry, path);
    return piece.ok ? valid({ piece: piece.value }) : piece;
  }
  const file = { path, layer, shown: folder.locate(entry.path), text };
  return valid({ file, executable: entry.kind === 'executable' });
}

/** Undefined for bytes that are no text: not UTF-8, or with a NUL. A byte order mark is text and stays. */
function toText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Where a person finds it. */
export function originOf(loaded: Loaded): Origin {
  return 'file' in loaded ? fileOrigin(loaded.file.shown) : loaded.piece.origin;
}

/** True for the output of a template that would lie outside the release folder. */
export function isOutside(path: string): boolean {
  return path.startsWith('_ROOT_/');
}

/** Why such a one is refused. */
export function outsideIssue(path: string, origin: Origin): Issue {
  return {
    code: 'tree/root',
    message: `${path}: files outside the release folder are not supported by this version`,
    hint: 'put it under _DEPLOY_/',
    origin,
  };
}

const made = new WeakMap<object, Piece>();

/** The piece of a rendered text, 0600 where it is secret; the same object for the same rendering, so that its bytes are hashed once. */
export function toPiece(
  file: TemplateFile,
  executable: boolean,
  rendered: { readonly text: string; readonly secret: boolean },
): Piece {
  const before = made.get(rendered);
  if (before !== undefined) return before;
  const content = contentOf(new TextEncoder().encode(rendered.text));
  // A secret is for its owner alone.
  const mode = `0${executable ? 7 : 6}${rendered.secret ? '00' : executable ? '55' : '44'}`;
  const body = { kind: 'file', content, secret: rendered.secret } as const;
  const piece: Piece = { path: file.path, mode, body, origin: fileOrigin(file.shown) };
  made.set(rendered, piece);
  return piece;
}
