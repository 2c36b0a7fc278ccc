/** How long a writer waits after a refusal. */

/** The first wait is up to this long; each further one up to twice the last. */
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5000;

/**
 * Milliseconds to wait after refusal number `attempt` (from 0). Full jitter: writers that lost together do not come back
 * together. @param random From 0 to below 1. @source AWS, "Exponential Backoff And Jitter".
 */
export function waitAfter(attempt: number, random: number): number {
  return random * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
}
