/** Identifiers that nobody else makes. */

/** ULIDs (sorted by time) for deployments and events, and other random names. */
export interface Ids {
  /** @param nowMs Milliseconds since 1970 that the id begins with. */
  ulid(nowMs: number): string;
  /** Lowercase UUIDv4, for passwords (F-35). */
  uuid(): string;
  /** That many random bytes. */
  bytes(count: number): Uint8Array;
}
