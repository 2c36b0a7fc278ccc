/**
 * Hashing and packing 25,000 files, 2.7 GB: what a first deploy does with a large source before the network takes over.
 *
 * Floor: `tar c | sha256sum`, two processes on two cores that read every file once; 2.7 GB through a pipe. Ours reads
 * every file twice, as the digest decides what is sent: once to hash it, once to pack it; one process, and no more memory
 * than it takes to know 25,000 names. Files are of 0 to 600 kB, their bytes cannot be compressed.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Benchmark, Row } from './benchmark.ts';
import { bundleScript } from './bundle-script.ts';
import { race } from './race.ts';

const FILES = 25_000;
const BYTES = 2_700_000_000;
const ROUNDS = 3;
/** 80 % of its rate. */
const GOALS = { ratio: 1 / 0.8, peakMb: 300 };

/** Of files on this disk. */
export const packing: Benchmark = {
  name: 'packing',
  needs: ['tar', 'sha256sum'],
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'facs-bench-'));
    try {
      await writeFiles(join(folder, 'files'));
      await bundleScript('pack-tree.ts', folder);
      return await measure(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(folder: string): Promise<readonly Row[]> {
  const cwd = join(folder, 'files');
  const peaks: number[] = [];
  const [ours, floor] = await race(ROUNDS, [
    { name: 'pack-tree', run: () => void peaks.push(packTree(join(folder, 'pack-tree.js'), cwd)) },
    { name: 'tar | sha256sum', run: () => void execFileSync('sh', ['-c', 'tar cf - . | sha256sum'], { cwd }) },
  ]);
  if (ours === undefined || floor === undefined) throw new Error('nothing was measured');
  return [
    { title: 'hash and pack 25,000 files, 2.7 GB', ours, floor, kind: 'ratio', goal: GOALS.ratio },
    { title: 'its memory at the peak', value: Math.max(...peaks), unit: 'MB', goal: GOALS.peakMb },
  ];
}

/** The memory that it took. @throws when the stream was shorter than its files. */
function packTree(script: string, cwd: string): number {
  const answer = JSON.parse(execFileSync(process.execPath, [script], { cwd, encoding: 'utf8' }));
  if (answer.bytes < BYTES) throw new Error(`the stream has ${answer.bytes} bytes`);
  return answer.peakMb;
}

/** Sizes rise and fall around their mean, in folders of 250. */
async function writeFiles(folder: string): Promise<void> {
  const pool = randomBytes(4_000_000);
  const mean = BYTES / FILES;
  for (let i = 0; i < FILES; i++) {
    const at = join(folder, `d${Math.floor(i / 250)}`);
    if (i % 250 === 0) await mkdir(at, { recursive: true });
    const size = Math.ceil(mean * (SHARES[i % SHARES.length] ?? 1));
    await writeFile(join(at, `f${i}`), pool.subarray((i * 97) % 2_000_000, ((i * 97) % 2_000_000) + size));
  }
}

/** Most files are small, most bytes are in large ones; the mean is 1. */
const SHARES: readonly number[] = [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.74, 1, 2, 5.5];
