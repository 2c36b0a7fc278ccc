/** Reading the files of `tmpl/`. */
import type { FileSet } from '../../core/files.ts';
import { isLfsPointer } from '../../core/install/lfs.ts';
import { type Result, valid } from '../../core/result.ts';
import type { ChosenTemplate } from '../../core/template/folders.ts';
import { parseFrontMatter } from '../../core/template/front-matter.ts';
import { readBytes, readPiece } from './pieces.ts';
import type { Loaded } from './template-output.ts';

/**
 * Reads one file of `tmpl/`. Issues: those of front matter, `install/lfs`.
 * @param asItIs Nothing is to be rendered.
 * @throws operation `source/changed`.
 */
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
  const shown = folder.locate(entry.path);
  const front = parseFrontMatter(text, shown);
  if (!front.ok) return front;
  const file = { path, layer, shown, text: front.value.text, before: front.value.before };
  return valid({ file, front: front.value, executable: entry.kind === 'executable' });
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
