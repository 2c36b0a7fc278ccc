/** The machine's own clock. */
import type { Clock } from '../../app/ports/clock.ts';

/** Wall clock and timers of this process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // The promises of node:timers bring the whole of Node's streams with them, which every start would pay.
  sleep: (durationMs) => new Promise((done) => void setTimeout(done, durationMs)),
};
