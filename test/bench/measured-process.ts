/** One run of a program on one core: how long, and how much memory at most. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WATCH = fileURLToPath(new URL('./measured-process.py', import.meta.url));

/**
 * `ms`: milliseconds that the core worked for it, which on one core is what it takes while nothing else runs; a machine
 * that does other things at the same time hardly changes it. `peakMb`: MB (10^6 bytes) of resident memory at the peak.
 */
export interface Measured {
  readonly ms: number;
  readonly peakMb: number;
}

/** What a program needs that uses this. */
export const MEASURING = ['taskset', 'python3'];

/**
 * Runs the words in `cwd`, bound to one core. The kernel counts, and its figures are of the one process, read when that is gone.
 * @source wait4(2).
 * @throws when it does not end well.
 */
export function measureProcess(words: readonly string[], cwd: string): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'facs-measured-'));
  try {
    const out = join(folder, 'used');
    execFileSync('taskset', ['-c', '0', 'python3', WATCH, out, ...words], {
      cwd,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [seconds = 0, kib = 0, code] = readFileSync(out, 'utf8').split(' ').map(Number);
    if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
    return { ms: seconds * 1000, peakMb: (kib * 1024) / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
