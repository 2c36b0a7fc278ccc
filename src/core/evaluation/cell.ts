/** A value that is computed when somebody first asks for it, and never again. */
import type { ValuePath } from '../definition/definition.ts';
import type { ScalarNode } from '../definition/value-node.ts';
import { describeOrigin, type Issue } from '../issue.ts';
import { describePath } from '../json.ts';

/** A place in the definition, by the one around it: a path that costs nothing until it is wanted. */
export interface Place {
  readonly within: Place | undefined;
  readonly key: string | number;
}

/** A text to compute or a secret to open, and how far that is. `secret`: it has a value that is not for all eyes. */
export interface Cell {
  readonly node: ScalarNode;
  readonly place: Place;
  state: 'untouched' | 'running' | 'done' | 'failed' | 'secret';
  /** What it came to; a list or mapping may hold cells in turn. */
  value: unknown;
  /** Values that lean on each other beneath it: 0 when it reads no other that is computed. */
  height: number;
  /** Whether it is, or leans on, a secret that was opened. */
  secret: boolean;
  /** Of one that failed: what was told, of itself or of what it leans on. */
  failure: Issue | undefined;
  /** Variables of the environment that it read itself. */
  readonly environ: Set<string>;
}

/** A cell that nobody has asked for yet. */
export function newCell(node: ScalarNode, place: Place): Cell {
  const untouched = { state: 'untouched', value: undefined, height: 0, secret: false, failure: undefined } as const;
  return { ...untouched, node, place, environ: new Set() };
}

/** The keys on the way to a place. */
export function pathOf(place: Place): ValuePath {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.within) path.unshift(at.key);
  return path;
}

/**
 * `definition/cycle`: these cells need or hold each other, each the next and the last one the first. It is told from the
 * place that comes first, wherever it was entered.
 */
export function cycleIssue(how: 'need' | 'hold', cycle: readonly Cell[]): Issue {
  const start = cycle.reduce((first, cell, i) => (comesBefore(cell, cycle[first]) ? i : first), 0);
  const told = [...cycle.slice(start), ...cycle.slice(0, start)];
  const steps = told.map((cell) => `${nameOf(cell)} (${describeOrigin(cell.node.origin)})`);
  const [first] = told;
  if (first === undefined) throw new Error('a cycle has at least one value');
  const message = `values ${how} each other in a circle: ${[...steps, nameOf(first)].join(' → ')}`;
  return { code: 'definition/cycle', message, path: nameOf(first), origin: first.node.origin };
}

function comesBefore({ node: { origin: a } }: Cell, other: Cell | undefined): boolean {
  if (other === undefined) return true;
  const { origin: b } = other.node;
  if (a.file !== b.file) return a.file < b.file;
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function nameOf({ place }: Cell): string {
  return describePath(pathOf(place));
}
