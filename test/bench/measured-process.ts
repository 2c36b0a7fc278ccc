/** One run of a program on one core: how long, and how much memory at most. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** Milliseconds of wall time, MB (10^6 bytes) of resident memory at its peak, bytes that it printed. */
export interface Measured {
  readonly ms: number;
  readonly peakMb: number;
  readonly printed: number;
}

/** Runs the words in `cwd`, bound to one core. @throws when it does not end well. */
export async function measureProcess(words: readonly string[], cwd: string): Promise<Measured> {
  const start = performance.now();
  const child = spawn('taskset', ['-c', '0', ...words], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = 0;
  let peakMb = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.length;
  });
  // The kernel keeps the peak; it only has to be read before the process is gone.
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, readPeak(child.pid) ?? 0);
  }, 5);
  const code = await new Promise((done) => void child.on('close', done));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
  return { ms: performance.now() - start, peakMb, printed };
}

/** @source proc_pid_status(5), VmHWM in KiB. */
function readPeak(pid: number | undefined): number | undefined {
  try {
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kib === undefined ? undefined : (Number(kib) * 1024) / 1e6;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH')
      return undefined;
    throw error;
  }
}
