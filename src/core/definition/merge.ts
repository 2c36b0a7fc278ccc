/**
 * The one merge rule: mappings by key, everything else replaces; merge words say where it shall be otherwise.
 * `(a over b) over c` is `a over (b over c)`, whatever they are: what a word says waits for the layers beneath it.
 */
import { fileOrigin } from '../issue.ts';
import type { JsonObject } from '../json.ts';
import { applyEdit, editNode, joinEdits } from './list-edit.ts';
import type { ParsedLayer } from './parse-layer.ts';
import {
  type Clash,
  type ListEdit,
  type ListNode,
  type MappingNode,
  type Member,
  toJson,
  type ValueNode,
} from './value-node.ts';

/** Directions to ourselves, not values. */
const DIRECTIVES: ReadonlySet<string> = new Set(['inherit']);

/** What layers say of the whole estate: no value of any one instance. */
export const OF_THE_ESTATE: ReadonlySet<string> = new Set(['instances', 'projects', 'facsimile']);

/** The layers, weakest first, as one mapping of plain values. Keys keep the place where they first appeared. */
export function mergeLayers(layers: readonly ParsedLayer[]): JsonObject {
  return toJson(mergeRoots(layers)) as JsonObject;
}

/**
 * The same with places: each value stands where its strongest layer wrote it. None of the layers is changed.
 *
 * @param without Keys at the top to leave out.
 * @param clashes Takes every edit that met something else than a list.
 */
export function mergeRoots(
  layers: readonly ParsedLayer[],
  without: ReadonlySet<string> = new Set(),
  clashes: Clash[] = [],
): MappingNode {
  const nothing: MappingNode = { kind: 'mapping', members: new Map(), origin: fileOrigin('definition') };
  return settle(layers.map(({ root }) => leaveOut(root, without)).reduce(mergeMappings, nothing), clashes);
}

function leaveOut(root: MappingNode, without: ReadonlySet<string>): MappingNode {
  const members = [...root.members].filter(([key]) => !DIRECTIVES.has(key) && !without.has(key));
  return members.length === root.members.size ? root : { ...root, members: new Map(members) };
}

/** `stronger` over `weaker`, words still waiting for what may lie beneath. Neither is changed. */
export function mergeNodes(weaker: ValueNode, stronger: ValueNode): ValueNode {
  if (isEdit(stronger)) return editOver(weaker, stronger);
  if (stronger.kind !== 'mapping' || stronger.replaces === true) return stronger;
  // What is no mapping leaves nothing of what lies further down.
  return weaker.kind === 'mapping' ? mergeMappings(weaker, stronger) : { ...stronger, replaces: true, words: true };
}

/** What a mapping comes down to when nothing lies beneath: the words are done. @param clashes As for `mergeRoots`. */
export function settle(mapping: MappingNode, clashes: Clash[]): MappingNode {
  if (mapping.words !== true) return mapping;
  const members = new Map<string, Member>();
  for (const [key, { key: origin, value }] of mapping.members) {
    if (value.kind === 'scalar' && value.unset === true) continue;
    members.set(key, { key: origin, value: settleValue(value, clashes) });
  }
  return { kind: 'mapping', members, origin: mapping.origin };
}

function settleValue(node: ValueNode, clashes: Clash[]): ValueNode {
  if (node.kind === 'mapping') return settle(node, clashes);
  if (node.kind === 'scalar' || (node.edit === undefined && node.clash === undefined)) return node;
  if (node.clash !== undefined) clashes.push(node.clash);
  return { kind: 'list', items: node.items, origin: node.origin };
}

function mergeMappings(weaker: MappingNode, stronger: MappingNode): MappingNode {
  const members = new Map(weaker.members);
  let words = weaker.words === true || stronger.words === true;
  for (const [key, member] of stronger.members) {
    const merged = mergeMember(members.get(key), member);
    members.set(key, merged);
    words ||= merged.value.kind === 'mapping' && merged.value.words === true;
  }
  const replaces = weaker.replaces === true ? { replaces: weaker.replaces } : {};
  return { kind: 'mapping', members, origin: stronger.origin, ...replaces, ...(words ? { words } : {}) };
}

function mergeMember(weaker: Member | undefined, stronger: Member): Member {
  return weaker === undefined ? stronger : { key: stronger.key, value: mergeNodes(weaker.value, stronger.value) };
}

type EditNode = ListNode & { readonly edit: ListEdit };

function isEdit(node: ValueNode): node is EditNode {
  return node.kind === 'list' && node.edit !== undefined;
}

function editOver(weaker: ValueNode, { items, edit, origin }: EditNode): ValueNode {
  if (weaker.kind !== 'list') {
    const isNothing = weaker.kind === 'scalar' && weaker.value === null;
    return { kind: 'list', items, origin, ...(isNothing ? {} : { clash: { edit: origin, beneath: weaker.origin } }) };
  }
  if (weaker.edit !== undefined) return editNode(joinEdits(weaker.edit, edit), origin);
  const { clash } = weaker;
  return { kind: 'list', items: applyEdit(weaker.items, edit), origin, ...(clash === undefined ? {} : { clash }) };
}
