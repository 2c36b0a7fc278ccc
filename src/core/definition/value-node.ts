/** A parsed value that remembers, at every depth, where it was written. */
import type { FileOrigin } from '../issue.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ValuePath } from './definition.ts';

/** One value of a layer file. */
export type ValueNode = ScalarNode | ListNode | MappingNode;

/** Text, number, truth value or null. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: null | boolean | number | string;
  readonly origin: FileOrigin;
}

/** Values in order. */
export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly ValueNode[];
  readonly origin: FileOrigin;
}

/** Members by key, in the order in which they were written. */
export interface MappingNode {
  readonly kind: 'mapping';
  readonly members: ReadonlyMap<string, Member>;
  readonly origin: FileOrigin;
}

/** A value under its key; `key` is where the key stands. */
export interface Member {
  readonly key: FileOrigin;
  readonly value: ValueNode;
}

/** What a path leads to: a member, or a `cut` where something that is no mapping stands in the way. */
export type Found = (Member & { readonly kind: 'found' }) | { readonly kind: 'cut' } | { readonly kind: 'absent' };

/** The plain value. Mappings have no prototype, so that a key called `constructor` is a key like any other. */
export function toJson(node: ValueNode): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toJson);
  return toObject([...node.members].map(([key, member]) => [key, toJson(member.value)]));
}

/** A mapping without a prototype from its entries. */
export function toObject(entries: Iterable<readonly [string, Json]>): JsonObject {
  const object: JsonObject = Object.create(null);
  for (const [key, value] of entries) object[key] = value;
  return object;
}

/** Follows `path` from the root of a layer. */
export function find(root: MappingNode, path: ValuePath): Found {
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

function stepInto(node: ValueNode, step: string | number): Member | undefined {
  if (node.kind === 'mapping') return typeof step === 'string' ? node.members.get(step) : undefined;
  if (node.kind === 'scalar' || typeof step === 'string') return undefined;
  const item = node.items[step];
  return item === undefined ? undefined : { key: item.origin, value: item };
}
