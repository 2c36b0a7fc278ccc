/** What a benchmark says: how far ours is from the floor, against the goal. */
import type { Timing } from './race.ts';

/** One line of the table: a race against a floor, or a figure that must not be exceeded. */
export type Row = Race | Figure;

/** Ours beside its floor. */
export interface Race {
  readonly title: string;
  readonly ours: Timing;
  readonly floor: Timing;
  /** `ratio`: times the floor. `difference`: milliseconds over it. */
  readonly kind: 'ratio' | 'difference';
  readonly goal: number;
}

/** A figure by itself: what is asked for holds on this machine, not beside another program. */
export interface Figure {
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number;
}

/** A benchmark, and the programs without which its numbers would mean nothing. */
export interface Benchmark {
  readonly name: string;
  readonly needs: readonly string[];
  /** @param dist Folder with a fresh build. */
  run(dist: string): Promise<readonly Row[]>;
}

/** One line for a person. */
export function describeRow(row: Row): string {
  return 'value' in row ? describeFigure(row) : describeRace(row);
}

function describeFigure({ title, value, unit, goal }: Figure): string {
  const form = (number: number) => `${number >= 10 ? number.toFixed(0) : number.toFixed(2)} ${unit}`.trim();
  return `${title.padEnd(44)} ${form(value).padStart(10)}  goal ≤ ${form(goal)}  ${value <= goal ? 'met' : 'MISSED'}`;
}

function describeRace(row: Race): string {
  const score = row.kind === 'ratio' ? row.ours.medianMs / row.floor.medianMs : row.ours.medianMs - row.floor.medianMs;
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
