/** Subinstances: instances that lie over another like one more layer, and share its state (F-94). */
import type { FileOrigin, Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { instanceLayers, type KnownLayers, orderLayers } from './layer-order.ts';
import type { ParsedLayer } from './parse-layer.ts';

/** The instance that another one lies over, and where that is written. */
export interface Parent {
  readonly name: string;
  readonly origin: FileOrigin;
}

/** An instance with all that it lies over, the root first and itself last, and where each step is written. */
export interface Line {
  readonly instances: readonly string[];
  /** Of every instance but the last. */
  readonly parents: readonly Parent[];
}

/** What the strongest of an instance's own layers says. @param ordered Weakest first. */
export function parentIn(ordered: readonly ParsedLayer[]): Parent | undefined {
  const said = ordered.findLast(({ root }) => root.members.has('subinstance_of'));
  const node = said?.root.members.get('subinstance_of')?.value;
  return node?.kind === 'scalar' && typeof node.value === 'string' && node.value !== ''
    ? { name: node.value, origin: node.origin }
    : undefined;
}

/** The instances that these lie over directly, each once. Layers that cannot be ordered say nothing here. */
export function parentsOf(project: string, instances: readonly string[], known: KnownLayers): readonly string[] {
  // Few estates have any.
  if (![...known.values()].some((layer) => layer?.root.members.has('subinstance_of'))) return [];
  const parents = instances.flatMap((instance) => {
    const ordered = orderLayers(instanceLayers(project, instance), known, []);
    return (ordered.ok ? parentIn(ordered.value)?.name : undefined) ?? [];
  });
  return [...new Set(parents)];
}

/** Follows an instance to the one that lies over no other. Issue: `definition/subinstance` for a circle. */
export function lineOf(
  { project, instance }: { readonly project: string; readonly instance: string },
  known: KnownLayers,
): Result<Line> {
  const instances = [instance];
  const parents: Parent[] = [];
  for (let name = instance; ; ) {
    const ordered = orderLayers(instanceLayers(project, name), known, []);
    const parent = ordered.ok ? parentIn(ordered.value) : undefined;
    if (parent === undefined) return valid({ instances, parents });
    if (instances.includes(parent.name)) return invalid(circle([...instances].reverse(), parent));
    instances.unshift(parent.name);
    parents.unshift(parent);
    name = parent.name;
  }
}

/** Names of the layers of a line, weakest first: what is its own of each instance lies over those before it. */
export function lineLayers(project: string, instances: readonly string[]): readonly string[] {
  return [...new Set(instances.flatMap((name) => instanceLayers(project, name)))];
}

function circle(way: readonly string[], { name, origin }: Parent): Issue {
  const round = [...way.slice(way.indexOf(name)), name].join(' → ');
  const message = `instances are subinstances of each other in a circle: ${round}`;
  return { code: 'definition/subinstance', message, path: 'subinstance_of', origin };
}
