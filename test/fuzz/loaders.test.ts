/**
 * Hostile input: every loader gives the right value or a clear error with its place, soon and in little memory; it never
 * crashes, and nothing is left behind in what all values share.
 *
 * FACS_FUZZ_SEED repeats a run, FACS_FUZZ_COUNT sets how many random inputs each loader gets.
 */
import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeFuzz, type FuzzReport, fuzz } from './fuzz.ts';
import { LOADERS } from './loaders.ts';

const SEED = process.env['FACS_FUZZ_SEED'] ?? randomBytes(4).toString('hex');
const COUNT = Number(process.env['FACS_FUZZ_COUNT'] ?? 300);
const AT_LEAST = 10_000;
const PATIENCE_MS = 600_000;

describe(`hostile input, FACS_FUZZ_SEED=${SEED}`, () => {
  const reports = new Map<string, FuzzReport>();

  beforeAll(async () => {
    const waiting = [...LOADERS];
    const work = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
        reports.set(next.name, await fuzz(next, SEED, COUNT));
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
    const lines = [...reports.values()].map(describeFuzz);
    console.log([`FACS_FUZZ_SEED=${SEED} FACS_FUZZ_COUNT=${COUNT}`, ...lines.sort()].join('\n'));
  }, PATIENCE_MS);

  it.each(LOADERS.map(({ name }) => name))('%s: the right value or a clear error', (name) => {
    const report = reports.get(name);
    expect(report?.defects).toEqual([]);
    // A loader that refuses everything would pass, too.
    expect(report?.read).toBeGreaterThan(0);
  });

  it(`${AT_LEAST} inputs and more were tried`, () => {
    const tried = [...reports.values()].reduce((sum, { inputs }) => sum + inputs, 0);
    expect(tried).toBeGreaterThanOrEqual(AT_LEAST);
  });
});
