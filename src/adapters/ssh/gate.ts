/** Lets so many through at once; the others wait in line. */

/** Runs `work` as soon as fewer than the limit are running. */
export type Gate = <T>(work: () => Promise<T>) => Promise<T>;

/** A gate of its own. @param limit At least 1. */
export function makeGate(limit: number): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The place is handed on, so that nobody slips in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
