/** Chance that can be repeated: the same seed gives the same sequence. */

/** Draws from a sequence. */
export interface Random {
  /** A whole number from 0, less than `below`. */
  below(below: number): number;
  chance(share: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** FACS_SEED, else a seed of today: printed by whoever uses it, so that a failure can be repeated. */
export function chooseSeed(): number {
  return Number(process.env['FACS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
}

/** @source mulberry32 by Tommy Ettinger, public domain. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (below) => Math.floor(next() * below),
    chance: (share) => next() < share,
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T,
  };
}
