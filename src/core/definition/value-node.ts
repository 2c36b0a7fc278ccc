/** A parsed value that remembers, at every depth, where it was written. */
import type { FileOrigin } from '../issue.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ValuePath } from './definition.ts';

/** One value of a layer file. What merge words said of it stands beside it until all layers are merged (`settle`). */
export type ValueNode = ScalarNode | ListNode | MappingNode;

/** Text, number, truth value or null. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  readonly origin: FileOrigin;
  /** Where the value lies encrypted; what stands here in its place is `***`. */
  readonly sealed?: Sealed;
  /** `{ $unset: true }`: nothing is to be left here; the value is null. */
  readonly unset?: true;
}

/** A value that only a key opens: the file as the user can open it, and where in that. */
export interface Sealed {
  readonly file: string;
  readonly path: ValuePath;
}

/** Values in order. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ValueNode[];
  readonly origin: FileOrigin;
  /** What is to become of the list beneath; `items` are then what it makes of nothing. */
  readonly edit?: ListEdit;
  /** What an edit found beneath it and could do nothing with. */
  readonly clash?: Clash;
}

/** `{ $remove: […], $prepend: […], $append: […] }`: no value stands in it twice. */
export interface ListEdit {
  readonly remove: readonly ValueNode[];
  readonly prepend: readonly ValueNode[];
  readonly append: readonly ValueNode[];
}

/** A value that is no list, and the edit that met it. */
export interface Clash {
  readonly edit: FileOrigin;
  readonly beneath: FileOrigin;
}

/** Members by key, in the order in which they were written. */
export interface MappingNode {
  readonly kind: 'mapping';
  readonly members: ReadonlyMap<string, Member>;
  readonly origin: FileOrigin;
  /** `{ $replace: {…} }`: nothing of what is beneath stays. */
  readonly replaces?: true;
  /** A merge word stands somewhere in it. */
  readonly words?: true;
}

/** A value under its key; `key` is where the key stands. */
export interface Member {
  readonly key: FileOrigin;
  readonly value: ValueNode;
}

/** What a path leads to: a member, or a `cut` where something that is no mapping stands in the way. */
export type Found = (Member & { readonly kind: 'found' }) | { readonly kind: 'cut' } | { readonly kind: 'absent' };

/**
 * The plain value; of what is not settled, as it was written, with its merge words. Mappings have no prototype, so that a
 * key called `constructor` is a key like any other.
 */
export function toJson(node: ValueNode): Json {
  if (node.kind === 'scalar') return node.unset === true ? toObject([['$unset', true]]) : node.value;
  if (node.kind === 'list') return node.edit === undefined ? node.items.map(toJson) : editToJson(node.edit);
  const value: JsonObject = Object.create(null);
  for (const [key, member] of node.members) value[key] = toJson(member.value);
  return node.replaces === true ? toObject([['$replace', value]]) : value;
}

function editToJson({ remove, prepend, append }: ListEdit): JsonObject {
  const words = Object.entries({ $remove: remove, $prepend: prepend, $append: append });
  const said = words.filter(([, items]) => items.length > 0);
  return toObject((said.length > 0 ? said : words.slice(0, 1)).map(([word, items]) => [word, items.map(toJson)]));
}

/** True when any scalar in it, at any depth, passes. */
export function holds(node: ValueNode, test: (scalar: ScalarNode) => boolean): boolean {
  if (node.kind === 'scalar') return test(node);
  if (node.kind === 'list') return node.items.some((item) => holds(item, test));
  for (const member of node.members.values()) if (holds(member.value, test)) return true;
  return false;
}

/** A mapping without a prototype from its entries. */
export function toObject(entries: Iterable<readonly [string, Json]>): JsonObject {
  const object: JsonObject = Object.create(null);
  for (const [key, value] of entries) object[key] = value;
  return object;
}

/** Follows `path` from the root of a layer, or from any value. */
export function find(root: ValueNode, path: ValuePath): Found {
  let found: Member = { key: root.origin, value: root };
  for (const step of path) {
    const next: Member | undefined = stepInto(found.value, step);
    if (next === undefined) return { kind: found.value.kind === 'mapping' ? 'absent' : 'cut' };
    found = next;
  }
  return { kind: 'found', ...found };
}

/** What stands at `path`, or the nearest thing around it; undefined when not even the first step is there. */
export function nearestTo(root: MappingNode, path: ValuePath): Member | undefined {
  let found: Member | undefined;
  for (const step of path) {
    const next = stepInto(found?.value ?? root, step);
    if (next === undefined) break;
    found = next;
  }
  return found;
}

/** The member or item one step down. */
export function stepInto(node: ValueNode, step: string | number): Member | undefined {
  if (node.kind === 'mapping') return typeof step === 'string' ? node.members.get(step) : undefined;
  if (node.kind === 'scalar' || typeof step === 'string') return undefined;
  const item = node.items[step];
  return item === undefined ? undefined : { key: item.origin, value: item };
}
