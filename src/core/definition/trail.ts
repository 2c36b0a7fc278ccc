/** Who set a value, and what it overrode. */
import { isObject, type Json } from '../json.ts';
import type { Setting, Trail, ValuePath } from './definition.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { find, toJson } from './value-node.ts';

/**
 * The trail of the merged value at `path`. A mapping belongs to the strongest layer that wrote in it, and overrode
 * only what is lost: weaker mappings that merged into it live on.
 *
 * @param layers Weakest first.
 * @param merged The value at `path` in what they merge into.
 */
export function trailOf(layers: readonly ParsedLayer[], path: ValuePath, merged: Json): Trail | undefined {
  const overrode: Setting[] = [];
  let winner: Setting | undefined;
  let merging = isObject(merged);
  for (const layer of layers.toReversed()) {
    const found = find(layer.root, path);
    if (found.kind === 'cut') merging = false;
    if (found.kind !== 'found') continue;
    const value = toJson(found.value);
    const setting = { value, layer: layer.name, origin: found.value.origin };
    if (!isObject(value)) merging = false;
    if (winner === undefined) winner = setting;
    else if (!merging) overrode.push(setting);
  }
  return winner === undefined ? undefined : { ...winner, value: merged, overrode };
}

/** The value at `path`, or undefined. */
export function valueAt(root: Json, path: ValuePath): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else return undefined;
  }
  return value;
}
