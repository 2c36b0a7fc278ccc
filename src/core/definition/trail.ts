/** Who set a value, and what it overrode. */
import { isObject, type Json } from '../json.ts';
import type { Setting, Trail, ValuePath } from './definition.ts';
import { findEdited, itemTrail, lostItems, settingOfItem } from './list-trail.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type MappingNode, toJson } from './value-node.ts';
import { isSettled, writtenAt } from './written.ts';

/** The layers of a definition, weakest first, and what they merged into. */
export interface Merged {
  readonly layers: readonly ParsedLayer[];
  readonly root: MappingNode;
}

/**
 * The trail of the merged value at `path`. A mapping, or a list that merge words edit, belongs to the strongest layer
 * that wrote in it, and overrode only what is lost: what merged into it lives on.
 *
 * @param value The value at `path` in what the layers merge into.
 */
export function trailOf(merged: Merged, path: ValuePath, value: Json): Trail | undefined {
  const inList = path.findIndex((step) => typeof step === 'number');
  const around = inList < 0 ? undefined : findEdited(merged, path.slice(0, inList));
  if (around !== undefined) return itemTrail(around, path.slice(inList), value);
  const overrode: Setting[] = [];
  let winner: Setting | undefined;
  let merging = true;
  for (const { layer, node, alone } of writtenAt(merged.layers, path)) {
    if (node !== undefined) {
      const setting = { value: toJson(node), layer: layer.name, origin: node.origin };
      const joins =
        merging && (node.kind === 'mapping' ? isObject(value) : node.kind === 'list' && Array.isArray(value));
      if (winner === undefined) winner = setting;
      else if (!joins) overrode.push(setting);
    }
    if (alone || (node !== undefined && isSettled(node))) merging = false;
  }
  if (winner === undefined) return undefined;
  const edited = findEdited(merged, path);
  if (edited === undefined) return { ...winner, value, overrode };
  const items = edited.items.map((item) => settingOfItem(edited, item));
  return { ...winner, value, overrode: [...lostItems(edited), ...overrode], items };
}
