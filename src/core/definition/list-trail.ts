/** Who set each item of a list that merge words put together from several layers. */
import type { Json } from '../json.ts';
import type { Setting, Trail, ValuePath } from './definition.ts';
import { identify } from './list-edit.ts';
import type { Merged } from './trail.ts';
import { find, type ListNode, toJson, type ValueNode } from './value-node.ts';
import { isSettled, writtenAt } from './written.ts';

/** The list as it came out, and the lists and edits that it came from, strongest first. */
export interface EditedList {
  readonly items: readonly ValueNode[];
  readonly sources: readonly { readonly layer: string; readonly list: ListNode }[];
}

/** The list at `path`, when its strongest layer edits it. Undefined for anything else. */
export function findEdited({ layers, root }: Merged, path: ValuePath): EditedList | undefined {
  const found = find(root, path);
  if (found.kind !== 'found' || found.value.kind !== 'list') return undefined;
  const sources: { layer: string; list: ListNode }[] = [];
  for (const { layer, node, alone } of writtenAt(layers, path)) {
    if (node?.kind === 'list') sources.push({ layer: layer.name, list: node });
    if (alone || node === undefined || isSettled(node)) break;
  }
  return sources[0]?.list.edit === undefined ? undefined : { items: found.value.items, sources };
}

/** The item with the layer that gave it its place. */
export function settingOfItem({ sources }: EditedList, item: ValueNode): Setting {
  const source = sources.find(({ list }) => list.items.includes(item));
  return { value: toJson(item), layer: source?.layer ?? '', origin: item.origin };
}

/** Items that a stronger layer removed, or gave another place. */
export function lostItems({ items, sources }: EditedList): readonly Setting[] {
  return sources.flatMap(({ layer, list }) =>
    list.items
      .filter((item) => !items.includes(item))
      .map((item) => ({ value: toJson(item), layer, origin: item.origin })),
  );
}

/** @param path Begins with the number of the item. */
export function itemTrail(list: EditedList, [step = 0, ...rest]: ValuePath, value: Json): Trail | undefined {
  const item = list.items[Number(step)];
  const found = item === undefined ? undefined : find(item, rest);
  if (item === undefined || found?.kind !== 'found') return undefined;
  const { layer } = settingOfItem(list, item);
  const name = identify(item);
  const before = list.sources.flatMap((source) =>
    source.list.items
      .filter((each) => each !== item && identify(each) === name)
      .map((each) => ({ value: toJson(each), layer: source.layer, origin: each.origin })),
  );
  return { value, layer, origin: found.value.origin, overrode: rest.length === 0 ? before : [] };
}
