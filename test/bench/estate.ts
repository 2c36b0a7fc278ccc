/**
 * A large estate: 1,000 instances, each of six layers, 20 modules, 10,000 hosts; on one core.
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
import { type Measured, measureProcess } from './measured-process.ts';

const SIZES = [125, 250, 500, 1000];
const ROUNDS = 5;
const GOALS = { oneMs: 150, allMs: 2000, peakMb: 500, exponent: 1.1 };

/** Resolves one instance of it, and all. */
export const estate: Benchmark = {
  name: 'estate',
  needs: ['taskset'],
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
  const all: { readonly size: number; readonly run: Measured }[] = [];
  const one: Measured[] = [];
  for (const size of SIZES) {
    const names = await writeLargeEstate(join(folder, String(size)), size);
    const at = join(folder, String(size));
    all.push({ size, run: await median(() => measureProcess([...resolve, '--all', '--json'], at)) });
    if (size === SIZES.at(-1))
      one.push(await median(() => measureProcess([...resolve, 'shop', names.at(-1) ?? ''], at)));
  }
  const largest = all.at(-1)?.run;
  const single = one.at(-1);
  if (largest === undefined || single === undefined) throw new Error('nothing was measured');
  const of = `of ${SIZES.at(-1)?.toLocaleString('en')} instances`;
  return [
    { title: `resolve one ${of}`, value: single.ms, unit: 'ms', goal: GOALS.oneMs },
    { title: `resolve all ${of}`, value: largest.ms, unit: 'ms', goal: GOALS.allMs },
    { title: `its memory at the peak`, value: largest.peakMb, unit: 'MB', goal: GOALS.peakMb },
    {
      title: `time grows as the number to the power of`,
      value: exponentOf(all.map(({ size, run: { ms } }) => ({ size, ms }))),
      unit: '',
      goal: GOALS.exponent,
    },
  ];
}

async function median(run: () => Promise<Measured>): Promise<Measured> {
  const runs: Measured[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await run());
  const middle = runs.sort((a, b) => a.ms - b.ms)[Math.floor(ROUNDS / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
