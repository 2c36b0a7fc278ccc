/** Where two definitions differ. */
import type { Definition, Trail, ValuePath } from '../definition/definition.ts';
import { toObject } from '../definition/value-node.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** A path at which two definitions differ: what each has there and who set it; undefined where nothing is set. */
export interface DifferingValue {
  readonly path: ValuePath;
  readonly a: Trail | undefined;
  readonly b: Trail | undefined;
}

/** All of them, at the depth where mappings end: a list is one value. In the order of `a`, then what only `b` has. */
export function differingValues(a: Definition, b: Definition): readonly DifferingValue[] {
  return differingPaths(a.value, b.value, []).map((path) => ({ path, a: a.trail(path), b: b.trail(path) }));
}

/** True for values that mean the same: the order of keys does not count, that of lists does. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  return isObject(a) && isObject(b) && keysOf(a, b).every((key) => isSame(a[key], b[key]));
}

/** The same value with its keys in the order of `model`: what then differs line by line differs in fact. */
export function orderedAs(model: Json | undefined, value: Json): Json {
  if (Array.isArray(value)) return value.map((item, i) => orderedAs(Array.isArray(model) ? model[i] : undefined, item));
  if (!isObject(value) || !isObject(model)) return value;
  const keys = keysOf(model, value).filter((key) => key in value);
  return toObject(keys.map((key) => [key, orderedAs(model[key], value[key] as Json)] as const));
}

function differingPaths(a: Json | undefined, b: Json | undefined, at: ValuePath): ValuePath[] {
  if (isSame(a, b)) return [];
  if (!isObject(a) || !isObject(b)) return [at];
  return keysOf(a, b).flatMap((key) => differingPaths(a[key], b[key], [...at, key]));
}

function keysOf(a: JsonObject, b: JsonObject): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
