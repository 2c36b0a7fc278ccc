/**
 * Every feature that Facsimile 1.1.1 had is proven here by its number, or the page for its users says what takes its
 * place. A proof runs the program on files and reads the disk; its title begins with the numbers that it shows.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/coming-from-facsimile.md'), 'utf8');

const rows = (letter: string, first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, i) => `${letter}-${String(first + i).padStart(2, '0')}`);

/** The features to account for. */
const ROWS = [...rows('F', 1, 72), ...rows('F', 80, 83), ...rows('F', 85, 89), ...rows('F', 90, 96)];

/** About word sizes, compilers, names of build folders and another engine: nothing of ours answers to them. */
const REPLACED = ['F-11', 'F-15', 'F-17', 'F-51'];

const proofs = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts') && name !== 'rows.test.ts')
  .map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), 'utf8') }));

/** Numbers at the beginning of a title: the first argument of a call. */
const proven = new Set(
  proofs.flatMap(({ text }) =>
    [...text.matchAll(/\(\s*['"`]((?:[A-Z]-\d{2,3}[ ,:]+)+)/g)].flatMap(
      ([, numbers = '']) => numbers.match(/[A-Z]-\d+/g) ?? [],
    ),
  ),
);

/** Numbers in the first column of a table, with something in the others. */
const replaced = new Set(
  [...PAGE.matchAll(/^\| ([A-Z]-\d{2,3}) \|[^|]{5,}\|[^|]{10,}\|$/gm)].map(([, number]) => number),
);

describe('every row is accounted for', () => {
  it.each(ROWS)('%s', (row) => {
    expect(proven.has(row) || replaced.has(row), 'a proof, or what replaces it').toBe(true);
  });
});

describe('the account is honest', () => {
  it('only rows about the inside of builds and the engine of templates are replaced in words', () => {
    expect([...replaced].sort()).toEqual(REPLACED);
    expect(REPLACED.filter((row) => proven.has(row))).toEqual([]);
  });

  it.each(proofs)('$name runs the program, and leaves none of its tests out', ({ text }) => {
    expect(text).toMatch(/'\.\.\/support\/proof\.ts'|'\.\/leaks\/driver\.ts'/);
    expect(text).not.toMatch(/\.(skip|todo|only|fails)\b/);
  });
});
