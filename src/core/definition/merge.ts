/** The one merge rule: mappings by key, everything else replaces. */
import { fileOrigin } from '../issue.ts';
import type { JsonObject } from '../json.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type MappingNode, type Member, toJson, type ValueNode } from './value-node.ts';

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
 */
export function mergeRoots(layers: readonly ParsedLayer[], without: ReadonlySet<string> = new Set()): MappingNode {
  const nothing: MappingNode = { kind: 'mapping', members: new Map(), origin: fileOrigin('definition') };
  return layers.map(({ root }) => leaveOut(root, without)).reduce(mergeMappings, nothing);
}

function leaveOut(root: MappingNode, without: ReadonlySet<string>): MappingNode {
  const members = [...root.members].filter(([key]) => !DIRECTIVES.has(key) && !without.has(key));
  return members.length === root.members.size ? root : { ...root, members: new Map(members) };
}

function mergeMappings(weaker: MappingNode, stronger: MappingNode): MappingNode {
  const members = new Map(weaker.members);
  for (const [key, member] of stronger.members) members.set(key, mergeMember(members.get(key), member));
  return { kind: 'mapping', members, origin: stronger.origin };
}

function mergeMember(weaker: Member | undefined, stronger: Member): Member {
  return weaker === undefined ? stronger : { key: stronger.key, value: mergeNodes(weaker.value, stronger.value) };
}

/** Lists and scalars replace, and so does `null`. */
function mergeNodes(weaker: ValueNode, stronger: ValueNode): ValueNode {
  return weaker.kind === 'mapping' && stronger.kind === 'mapping' ? mergeMappings(weaker, stronger) : stronger;
}
