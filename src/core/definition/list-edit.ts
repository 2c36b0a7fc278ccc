/**
 * What `$remove`, `$prepend` and `$append` make of a list. One rule, the same that layers follow: what is named counts
 * once, at its strongest place. So an edit done twice is an edit done once, and two edits are one again.
 */
import { describeOrigin } from '../issue.ts';
import { isObject, type Json } from '../json.ts';
import { holds, type ListEdit, type ListNode, toJson, type ValueNode } from './value-node.ts';

/** The list with the edit done: what it names goes, then its first items come first and its last ones last. */
export function applyEdit(items: readonly ValueNode[], { remove, prepend, append }: ListEdit): readonly ValueNode[] {
  return [...prepend, ...without(items, [...remove, ...prepend, ...append]), ...append];
}

/** Both edits as one: to any list it does what the weaker and then the stronger would. */
export function joinEdits(weaker: ListEdit, stronger: ListEdit): ListEdit {
  const named = [...stronger.remove, ...stronger.prepend, ...stronger.append];
  const prepend = [...stronger.prepend, ...without(weaker.prepend, named)];
  const append = [...without(weaker.append, named), ...stronger.append];
  const removed = [...without(weaker.remove, stronger.remove), ...stronger.remove];
  return { remove: without(removed, [...prepend, ...append]), prepend, append };
}

/** An edit as a node; `items` are what it makes of nothing. */
export function editNode(edit: ListEdit, origin: ListNode['origin']): ListNode {
  return { kind: 'list', items: [...edit.prepend, ...edit.append], origin, edit };
}

/**
 * The same text for equal values, and for no others. The order of keys does not count. What is encrypted equals only
 * itself: nobody knows what it is.
 */
export function identify(node: ValueNode): string {
  const text = JSON.stringify(inOrder(toJson(node)));
  return holds(node, ({ sealed }) => sealed !== undefined) ? `${text} at ${describeOrigin(node.origin)}` : text;
}

function without(items: readonly ValueNode[], named: readonly ValueNode[]): readonly ValueNode[] {
  if (named.length === 0) return items;
  const names = new Set(named.map(identify));
  return items.filter((item) => !names.has(identify(item)));
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return { mapping: keys.map((key) => [key, inOrder(value[key] ?? null)]) };
}
