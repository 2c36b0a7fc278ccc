/** Time, as a port: use-cases take it from here, the core gets it as a value. */

/** The wall clock and waiting. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  sleep(durationMs: number): Promise<void>;
}
