/** Other processes, by their number. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** True while the process runs; one that is dead and only waits to be counted does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // proc(5): the state is the first letter after the name in parentheses.
    return process.platform !== 'linux' || !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits until the process no longer runs; the test's own limit of time ends a wait in vain. */
export async function untilGone(pid: number): Promise<void> {
  while (isRunning(pid)) await wait(10);
}
