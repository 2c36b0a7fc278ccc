/** Text files whose lines are in order of bytes: a line is found by bisection, whatever the size of the file. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** One such file. Lines are ASCII and end with `\n`; offsets are bytes, and always those of the first byte of a line. */
export interface SortedLines {
  readonly size: number;
  /** Offset of the first line that is not before `text`; `size` when there is none. */
  firstAtLeast(text: string): number;
  /** The line there, without its end; undefined at `size`. */
  lineAt(offset: number): string | undefined;
  /** Offset of the line before; undefined for the first. */
  before(offset: number): number | undefined;
}

const BLOCK = 8192;
/** 4 MB a file: what is asked for again lies close together. */
const BLOCKS_KEPT = 512;

/** The file, which never changes and must have `size` bytes. @throws what the system says; an Error when it has not. */
export function openSortedLines(path: string, size: number): SortedLines {
  const blockAt = keepBlocks(path);
  if (statSync(path).size !== size || (size > 0 && !blockAt(Math.floor((size - 1) / BLOCK)).endsWith('\n')))
    throw new Error(`${path} is not whole`);
  const textAt = (offset: number) => blockAt(Math.floor(offset / BLOCK)).slice(offset % BLOCK);
  const lineAt = (offset: number) => {
    if (offset >= size) return undefined;
    let text = textAt(offset);
    let end = text.indexOf('\n');
    for (let at = offset + text.length; end < 0 && at < size; at += BLOCK) {
      text += textAt(at);
      end = text.indexOf('\n');
    }
    return text.slice(0, end < 0 ? text.length : end);
  };
  /** Of the first line that begins at `offset` or behind it. */
  const startFrom = (offset: number) => (offset === 0 ? 0 : offset + (lineAt(offset - 1)?.length ?? 0));
  const firstAtLeast = (text: string) => {
    let [low, high] = [0, size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const start = startFrom(middle);
      const line = start < high ? (lineAt(start) ?? '') : undefined;
      if (line !== undefined && line < text) low = start + line.length + 1;
      // No line between the two begins in this half, or none that is before the text.
      else high = Math.min(middle, start);
    }
    return low;
  };
  const before = (offset: number) => {
    if (offset === 0) return undefined;
    for (let at = offset - 1; at > 0; ) {
      const block = Math.floor((at - 1) / BLOCK);
      const found = blockAt(block).lastIndexOf('\n', (at - 1) % BLOCK);
      if (found >= 0) return block * BLOCK + found + 1;
      at = block * BLOCK;
    }
    return 0;
  };
  return { size, firstAtLeast, lineAt, before };
}

/** Blocks of the file as text; the last one is shorter. The file is open only for a moment: nobody has to close it. */
function keepBlocks(path: string): (block: number) => string {
  const kept = new Map<number, string>();
  return (block) => {
    const known = kept.get(block);
    if (known !== undefined) return known;
    const text = readPart(path, block * BLOCK, BLOCK);
    if (kept.size >= BLOCKS_KEPT) kept.clear();
    kept.set(block, text);
    return text;
  };
}

function readPart(path: string, start: number, length: number): string {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(length);
    return buffer.toString('latin1', 0, readSync(handle, buffer, 0, length, start));
  } finally {
    closeSync(handle);
  }
}
