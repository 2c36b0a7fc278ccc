/**
 * A large estate: 1,000 instances, each of six layers, 20 modules, 10,000 hosts; in the time of one
 * core, which other work on the machine hardly changes.
 *
 * Floor: the process itself, and reading 2.3 MB in 1,100 files once. Every layer is parsed once, however many instances
 * stand on it; what is left is a merge, a check and a print for each instance, so the time must grow as their number.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Row } from './benchmark.ts';
import { exponentOf } from './exponent.ts';
import { writeLargeEstate } from './large-estate.ts';
import { MEASURING, type Measured, measureProcess } from './measured-process.ts';

/** The first is what is asked for; the others show how the time grows, where what every start takes is small. */
const SIZES = [1000, 2000, 4000];
const ROUNDS = 5;
const GOALS = { oneMs: 150, allMs: 2000, peakMb: 500, exponent: 1.1 };

/** Resolves one instance of it, and all. */
export const estate: Benchmark = {
  name: 'estate',
  needs: MEASURING,
  async run(dist) {
    const folder = await mkdtemp(join(tmpdir(), 'facs-bench-'));
    try {
      return await measure([process.execPath, join(dist, 'cli.js'), 'resolve'], folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(resolve: readonly string[], folder: string): Promise<Row[]> {
  const all: (Measured & { readonly size: number })[] = [];
  const one: Measured[] = [];
  for (const size of SIZES) {
    const at = join(folder, String(size));
    const names = await writeLargeEstate(at, size);
    all.push({ size, ...median(() => measureProcess([...resolve, '--all', '--json'], at)) });
    one.push(median(() => measureProcess([...resolve, 'shop', names.at(-1) ?? ''], at)));
  }
  const of = `of ${SIZES[0]?.toLocaleString('en')} instances`;
  return [
    { title: `resolve one ${of}`, value: one[0]?.ms ?? NaN, unit: 'ms', goal: GOALS.oneMs },
    { title: `resolve all ${of}`, value: all[0]?.ms ?? NaN, unit: 'ms', goal: GOALS.allMs },
    { title: 'its memory at the peak', value: all[0]?.peakMb ?? NaN, unit: 'MB', goal: GOALS.peakMb },
    {
      title: `from there to ${SIZES.at(-1)?.toLocaleString('en')}, time grows to the power of`,
      value: exponentOf(all),
      unit: '',
      goal: GOALS.exponent,
    },
  ];
}

function median(run: () => Measured): Measured {
  const runs = Array.from({ length: ROUNDS }, run).sort((a, b) => a.ms - b.ms);
  const middle = runs[Math.floor(ROUNDS / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
