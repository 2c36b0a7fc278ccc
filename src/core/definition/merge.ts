/** The one merge rule: mappings by key, everything else replaces. */
import { fileOrigin } from '../issue.ts';
import type { JsonObject } from '../json.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type MappingNode, type Member, toJson, type ValueNode } from './value-node.ts';

// Directions to ourselves, not values of the instance.
const DIRECTIVES = new Set(['inherit']);

/** The layers, weakest first, as one mapping of plain values. Keys keep the place where they first appeared. */
export function mergeLayers(layers: readonly ParsedLayer[]): JsonObject {
  return toJson(mergeRoots(layers)) as JsonObject;
}

/** The same with places: each value stands where its strongest layer wrote it. None of the layers is changed. */
export function mergeRoots(layers: readonly ParsedLayer[]): MappingNode {
  const nothing: MappingNode = { kind: 'mapping', members: new Map(), origin: fileOrigin('definition') };
  const merged = layers.map((layer) => layer.root).reduce(mergeMappings, nothing);
  return { ...merged, members: new Map([...merged.members].filter(([key]) => !DIRECTIVES.has(key))) };
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
