/** What a benchmark says: how far ours is from the floor, against the goal. */
import type { Timing } from './race.ts';

/** One line of the table. */
export interface Row {
  readonly title: string;
  readonly ours: Timing;
  readonly floor: Timing;
  /** `ratio`: times the floor. `difference`: milliseconds over it. */
  readonly kind: 'ratio' | 'difference';
  readonly goal: number;
}

/** A benchmark, and the programs without which its numbers would mean nothing. */
export interface Benchmark {
  readonly name: string;
  readonly needs: readonly string[];
  /** @param dist Folder with a fresh build. */
  run(dist: string): Promise<readonly Row[]>;
}

/** What is held against the goal. */
export function scoreOf({ ours, floor, kind }: Row): number {
  return kind === 'ratio' ? ours.medianMs / floor.medianMs : ours.medianMs - floor.medianMs;
}

/** One line for a person. */
export function describeRow(row: Row): string {
  const score = scoreOf(row);
  const form = (value: number) => (row.kind === 'ratio' ? `${value.toFixed(2)} ×` : `+${value.toFixed(1)} ms`);
  return [
    row.title.padEnd(44),
    `${form(score).padStart(10)}  goal ≤ ${form(row.goal)}  ${score <= row.goal ? 'met' : 'MISSED'}`.padEnd(38),
    `ours ${describeTiming(row.ours)}, floor ${describeTiming(row.floor)}`,
  ].join(' ');
}

function describeTiming({ medianMs, lowMs, highMs }: Timing): string {
  return `${medianMs.toFixed(1)} ms (${lowMs.toFixed(1)}–${highMs.toFixed(1)})`;
}
