/** A server that did not answer once is asked again. */
import type { Clock } from '../../../app/ports/clock.ts';
import { hasCode } from '../../../core/error.ts';

const TRIES = 3;
const WAIT_MS = 400;

/** The result of `work`, which only reads; tried a few times as long as it fails with `git/unreachable`. */
export async function patiently<T>(clock: Pick<Clock, 'sleep'>, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !hasCode(error, 'git/unreachable')) throw error;
      await clock.sleep(Math.random() * WAIT_MS * attempt);
    }
  }
}
