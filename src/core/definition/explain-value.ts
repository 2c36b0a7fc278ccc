/** Where a value of a definition comes from: who set it, how it is computed, what it overrode. */
import { type Json, type JsonObject, valueAt } from '../json.ts';
import type { Setting, Trail, ValuePath } from './definition.ts';
import { mergeRoots } from './merge.ts';
import { ASIDE, type Reading } from './read-layers.ts';
import { trailOf } from './trail.ts';
import { find, holds, type MappingNode, type ScalarNode, stepInto, toJson, type ValueNode } from './value-node.ts';

/**
 * The trail of the value at `path`, undefined where there is none. What is said of the estate is no value of the
 * instance, but people ask who said it.
 */
export function explainValue(reading: Reading, path: ValuePath): Trail | undefined {
  const isAside = ASIDE.has(String(path[0]));
  const root = isAside ? mergeRoots(reading.layers) : reading.merged;
  const value = valueAt(isAside ? toJson(root) : reading.value, path);
  const written = writtenPart(root, path);
  const found = find(root, written);
  if (value === undefined || found.kind !== 'found') return undefined;
  const trail = trailOf({ layers: reading.layers, root }, written, toJson(found.value));
  if (trail === undefined) return undefined;
  const inside = path.slice(written.length);
  return {
    ...(inside.length === 0 ? trail : partOf(trail, inside)),
    value,
    ...computing(found.value, reading.evaluation.computed),
  };
}

/** All that a path can lead to: the values of the instance, and what its layers say of the estate. */
export function everythingSaid({ layers, value }: Reading): JsonObject {
  const said = toJson(mergeRoots(layers)) as JsonObject;
  return Object.assign(said, value);
}

/** As much of the path as somebody wrote: the rest lies inside a value that is computed. */
function writtenPart(root: MappingNode, path: ValuePath): ValuePath {
  let node: ValueNode = root;
  for (const [i, step] of path.entries()) {
    const next: ValueNode | undefined = stepInto(node, step)?.value;
    if (next === undefined) return path.slice(0, i);
    node = next;
  }
  return path;
}

/** What the trail of a whole says of a part of it. */
function partOf({ layer, origin, value, overrode }: Trail, inside: ValuePath): Trail {
  const parts = overrode.flatMap((setting): Setting[] => {
    const part: Json | undefined = valueAt(setting.value, inside);
    return part === undefined ? [] : [{ ...setting, value: part }];
  });
  return { layer, origin, value, overrode: parts };
}

function computing(
  node: ValueNode,
  computed: ReadonlyMap<ScalarNode, readonly string[]>,
): Pick<Trail, 'written' | 'environ'> {
  const environ = new Set<string>();
  let isComputed = false;
  // A mapping is told by the values in it.
  if (node.kind === 'mapping') return {};
  holds(node, (scalar) => {
    const read = computed.get(scalar);
    isComputed ||= read !== undefined;
    for (const name of read ?? []) environ.add(name);
    return false;
  });
  if (!isComputed) return {};
  return { written: toJson(node), ...(environ.size === 0 ? {} : { environ: [...environ] }) };
}
