/** Trees and plain data: reading one as the other, and putting changed data into a tree that keeps the rest. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { toPlain, toValue } from './leaf.ts';
import type { Branch, List, Member, TreeNode } from './tree.ts';

/** The data, without comments. */
export function toJson(branch: Branch): JsonObject {
  const value: JsonObject = {};
  for (const item of branch.items) {
    if (item.kind === 'comment') continue;
    // Defined, not assigned: a key may be called __proto__.
    const property = { value: nodeValue(item.value), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(value, item.key, property);
  }
  return value;
}

/** The tree of data. */
export function toTree(value: JsonObject): Branch {
  const items = Object.entries(value).map(([key, member]): Member => ({ kind: 'member', key, value: toNode(member) }));
  return { kind: 'branch', items };
}

/**
 * The branch made to hold exactly `value`: what did not change stays as it was, comments too; what is new comes last.
 */
export function mergeTree(branch: Branch, value: JsonObject): Branch {
  const kept = branch.items.filter((item) => item.kind === 'comment' || Object.hasOwn(value, item.key));
  const merged = kept.map((item) =>
    item.kind === 'comment' ? item : { ...item, value: mergeNode(item.value, value[item.key] ?? null) },
  );
  const known = new Set(kept.flatMap((item) => (item.kind === 'comment' ? [] : [item.key])));
  const added = Object.entries(value).filter(([key]) => !known.has(key));
  return { kind: 'branch', items: [...merged, ...toTree(Object.fromEntries(added)).items] };
}

function mergeNode(node: TreeNode, value: Json): TreeNode {
  if (node.kind === 'branch' && isObject(value)) return mergeTree(node, value);
  return isSame(nodeValue(node), value) ? node : toNode(value);
}

function nodeValue(node: TreeNode): Json {
  if (node.kind === 'branch') return toJson(node);
  if (node.kind === 'null') return null;
  if (node.kind === 'leaf') return toValue(node.plain) ?? null;
  return node.items.flatMap((item) => (item.kind === 'comment' ? [] : [nodeValue(item)]));
}

function toNode(value: Json): TreeNode {
  if (value === null) return { kind: 'null' };
  if (isObject(value)) return toTree(value);
  if (!Array.isArray(value)) return { kind: 'leaf', plain: toPlain(value) };
  const list: List = { kind: 'list', items: value.map(toNode) };
  return list;
}

function isSame(a: Json, b: Json): boolean {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i] ?? null));
  if (!isObject(a)) return Object.is(a, b);
  if (!isObject(b) || Object.keys(a).length !== Object.keys(b).length) return false;
  return Object.keys(a).every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null));
}
