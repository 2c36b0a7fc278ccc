/** Times several ways of doing one thing, in turns, so that a busy moment of the machine strikes all alike. */
import { performance } from 'node:perf_hooks';

/** One way of doing it. `run` does it once, and throws when it was not done; `prepare` comes before it and is not timed. */
export interface Way {
  readonly name: string;
  prepare?(): Promise<void> | void;
  run(round: number): Promise<void> | void;
}

/** Milliseconds over all rounds: the median, and the middle half. */
export interface Timing {
  readonly medianMs: number;
  readonly lowMs: number;
  readonly highMs: number;
}

/** The timing of each way, in the order given. One more round before the first warms caches and is not counted. */
export async function race(rounds: number, ways: readonly Way[]): Promise<readonly Timing[]> {
  const times = ways.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [i, way] of ways.entries()) {
      await way.prepare?.();
      const start = performance.now();
      await way.run(round);
      if (round >= 0) times[i]?.push(performance.now() - start);
    }
  }
  return times.map(toTiming);
}

function toTiming(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { medianMs: at(0.5), lowMs: at(0.25), highMs: at(0.75) };
}
