/** From a view, whose values are computed when they are read, to plain data with all of them computed. */
import { toObject } from '../definition/value-node.ts';
import type { Issue } from '../issue.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Cell, cycleIssue } from './cell.ts';
import { isInterruption } from './interruption.ts';

/** A mapping can be put into others by name, and those again: so much may come of that. */
const MAX_VALUES = 1_000_000;
const MAX_DEPTH = 100;

/** Stands where a secret is, so that nothing takes it for a value: no shape of a definition accepts it. */
export const SECRET = Symbol('secret') as unknown as Json;

/** Plain data, how many values it holds and how deep it is. */
interface Plain {
  readonly json: Json;
  readonly size: number;
  readonly depth: number;
}

const NOTHING: Plain = { json: null, size: 1, depth: 0 };

/** Reads everything once, whatever stands in the way of some of it. */
export class Materializer {
  private readonly done = new Map<object, Plain>();
  /** Containers that are being read, with the number of cells above each. */
  private readonly open = new Map<object, number>();
  private readonly above: Cell[] = [];
  private latest: Cell | undefined;
  private readonly cells: ReadonlyMap<unknown, Cell>;
  private readonly report: (issue: Issue, cell: Cell | undefined) => void;

  constructor(cells: ReadonlyMap<unknown, Cell>, report: (issue: Issue, cell: Cell | undefined) => void) {
    this.cells = cells;
    this.report = report;
  }

  /** The data, `SECRET` where one is; `null`, or for all of it nothing, where an issue was reported. */
  read(root: object): JsonObject {
    const { json } = this.enter(root);
    return isObject(json) ? json : toObject([]);
  }

  private convert(value: unknown): Plain {
    if (value === null || value === undefined) return NOTHING;
    if (typeof value === 'string' || typeof value === 'boolean' || value === SECRET || isExact(value))
      return { json: value as Json, size: 1, depth: 0 };
    return isContainer(value) ? this.enter(value) : this.refuse(describe(value));
  }

  private enter(container: object): Plain {
    const known = this.done.get(container);
    if (known !== undefined) return known;
    const since = this.open.get(container);
    if (since !== undefined) return this.refuseCycle(this.above.slice(since));
    this.open.set(container, this.above.length);
    const members = Object.keys(container).map((key) => [key, this.readMember(container, key)] as const);
    this.open.delete(container);
    const plain = this.join(container, members);
    this.done.set(container, plain);
    return plain;
  }

  private readMember(container: object, key: string): Plain {
    const property = Object.getOwnPropertyDescriptor(container, key);
    const cell = this.cells.get(property?.get);
    if (cell === undefined) return this.convert(property?.value);
    this.above.push(cell);
    this.latest = cell;
    const plain = this.convert(readCell(property?.get));
    this.above.pop();
    return plain;
  }

  private join(container: object, members: readonly (readonly [string, Plain])[]): Plain {
    const size = members.reduce((sum, [, plain]) => sum + plain.size, 1);
    const depth = members.reduce((most, [, plain]) => Math.max(most, plain.depth), 0) + 1;
    if (size > MAX_VALUES) return this.refuse(`this comes to more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) return this.refuse(`this comes to more than ${MAX_DEPTH} levels`);
    const json = Array.isArray(container)
      ? members.map(([, plain]) => plain.json)
      : toObject(members.map(([key, plain]) => [key, plain.json]));
    return { json, size, depth };
  }

  private refuse(message: string): Plain {
    this.report({ code: 'definition/failed', message }, this.above.at(-1) ?? this.latest);
    return NOTHING;
  }

  private refuseCycle(cycle: readonly Cell[]): Plain {
    this.report(cycleIssue('hold', cycle), cycle[0]);
    return NOTHING;
  }
}

/** Null for a value that is wrong: that was told where it was found. */
function readCell(get: (() => unknown) | undefined): unknown {
  try {
    return get?.();
  } catch (error) {
    if (isInterruption(error)) return error.reason.kind === 'secret' ? SECRET : null;
    throw error;
  }
}

function isExact(value: unknown): value is number {
  if (typeof value !== 'number') return false;
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

/** A list or mapping; an object of the engine is none. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}

function describe(value: unknown): string {
  return typeof value === 'number'
    ? 'this comes to a number that cannot be kept exactly'
    : 'this comes to no value that a definition can hold';
}
