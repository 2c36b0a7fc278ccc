import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSortedLines } from '../../../../src/adapters/git/meta/index/sorted-lines.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facs-lines-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Short words, equal beginnings, and now and then a line longer than what is read at once. */
const word = fc.oneof(
  { weight: 9, arbitrary: fc.stringMatching(/^[ -~]{1,9}$/) },
  { weight: 9, arbitrary: fc.stringMatching(/^[ab]{0,5}\t[0-2]{2}$/) },
  { weight: 1, arbitrary: fc.integer({ min: 5000, max: 20_000 }).map((length) => 'b'.repeat(length)) },
);

it('a line is found by bisection wherever it is, and so is the one before it', () =>
  fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 900, size: 'max' }), fc.array(word), async (words, asked) => {
      const lines = words.toSorted((a, b) => (a < b ? -1 : 1));
      const path = join(folder, 'lines');
      const text = lines.map((line) => `${line}\n`).join('');
      await writeFile(path, text);
      const opened = openSortedLines(path, text.length);
      const starts = lines.map((_, i) => lines.slice(0, i).reduce((sum, line) => sum + line.length + 1, 0));
      for (const text of [...asked, ...words.slice(0, 20), '', '~'.repeat(10)]) {
        const i = lines.findIndex((line) => line >= text);
        const at = opened.firstAtLeast(text);
        expect(at).toBe(i < 0 ? opened.size : starts[i]);
        expect(opened.lineAt(at)).toBe(i < 0 ? undefined : lines[i]);
        const last = i < 0 ? lines.length : i;
        expect(opened.before(at)).toBe(last === 0 ? undefined : starts[last - 1]);
      }
    }),
    { numRuns: 60 },
  ));

it('a file that is not as it should be is refused', async () => {
  const path = join(folder, 'other');
  await writeFile(path, 'a\nb\nc');
  expect(() => openSortedLines(path, 5)).toThrow('not whole');
  expect(() => openSortedLines(path, 4)).toThrow('not whole');
  expect(() => openSortedLines(join(folder, 'none'), 0)).toThrow('ENOENT');
});
