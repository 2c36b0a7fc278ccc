import { expect, it } from 'vitest';
import { lineReader } from '../../src/adapters/line-reader.ts';

function linesOf(...chunks: readonly Uint8Array[]): string[] {
  const lines: string[] = [];
  const reader = lineReader((line) => void lines.push(line));
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  return lines;
}

it('lines are whole, however their bytes come, without their ends', () => {
  const bytes = Buffer.from('grün\r\nblau\n\nrest');
  const one = Array.from(bytes, (byte) => Buffer.from([byte]));
  expect(linesOf(bytes)).toEqual(['grün', 'blau', '', 'rest']);
  expect(linesOf(...one)).toEqual(['grün', 'blau', '', 'rest']);
});

it('a line that never ends comes in pieces, and nothing of it is kept', () => {
  const chunk = Buffer.alloc(50_000, 'x');
  const lines = linesOf(chunk, chunk, chunk, chunk, Buffer.from('\nnext\n'));
  expect(lines.join('')).toBe(`${'x'.repeat(200_000)}next`);
  expect(Math.max(...lines.map(({ length }) => length))).toBe(64 * 1024);
  expect(lines.at(-1)).toBe('next');
});
