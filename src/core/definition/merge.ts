/** The one merge rule: mappings by key, everything else replaces. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { toJson, toObject } from './value-node.ts';

// Directions to ourselves, not values of the instance.
const DIRECTIVES = new Set(['inherit']);

/** The layers, weakest first, as one mapping. Keys keep the place where they first appeared. */
export function mergeLayers(layers: readonly ParsedLayer[]): JsonObject {
  const merged = layers.map((layer) => toJson(layer.root)).reduce(merge, toObject([])) as JsonObject;
  return toObject(Object.entries(merged).filter(([key]) => !DIRECTIVES.has(key)));
}

/** `stronger` over `weaker`: lists and scalars replace, and so does `null`. Neither is changed. */
export function merge(weaker: Json, stronger: Json): Json {
  if (!isObject(weaker) || !isObject(stronger)) return stronger;
  const merged = toObject(Object.entries(weaker));
  for (const [key, value] of Object.entries(stronger)) {
    const before = merged[key];
    merged[key] = before === undefined ? value : merge(before, value);
  }
  return merged;
}
