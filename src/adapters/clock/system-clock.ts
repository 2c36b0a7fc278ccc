/** The machine's own clock. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../app/ports/clock.ts';

/** Wall clock and timers of this process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (durationMs) => wait(durationMs),
};
