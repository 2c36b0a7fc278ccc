/** The layers of a subinstance, over those of the instances that it lies over (F-94). */
import { fileOrigin, type Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { instanceLayers, type KnownLayers, orderLayers } from './layer-order.ts';
import { mergeLayers } from './merge.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { lineLayers, lineOf, parentIn } from './subinstance.ts';
import type { Owner } from './to-settings.ts';

/** Names of its layers, weakest first, and the instance whose state it has. */
export interface Overlaid {
  readonly roots: readonly string[];
  readonly root: string;
}

/** What is known around an instance. `exists`: whether there is an instance of that name. */
export interface Around {
  readonly known: KnownLayers;
  readonly available: readonly string[];
  exists(instance: string): Result<unknown>;
}

/**
 * What an instance lies over has to exist, and to lie over no other in the end. Issues: `definition/subinstance`; for an
 * instance that is not there as `exists` gives them; and as `orderLayers`.
 */
export function overlayInstance(subject: Owner, { known, available, exists }: Around): Result<Overlaid> {
  const { project, instance } = subject;
  const order = (names: readonly string[]) => orderLayers(names, known, available);
  const own = order(instanceLayers(project, instance));
  if (!own.ok) return own;
  if (parentIn(own.value) === undefined) return valid({ roots: instanceLayers(project, instance), root: instance });
  const line = lineOf(subject, known);
  if (!line.ok) return line;
  const { instances, parents } = line.value;
  const missing = parents.flatMap(({ name, origin }) => {
    const found = exists(name);
    return found.ok ? [] : found.issues.map((issue) => ({ ...issue, path: 'subinstance_of', origin }));
  });
  if (missing.length > 0) return invalid(...missing);
  const [root = instance] = instances;
  const roots = lineLayers(project, instances);
  const [all, ofRoot] = [order(roots), order(instanceLayers(project, root))];
  if (!all.ok) return all;
  if (!ofRoot.ok) return ofRoot;
  if (scopeOf(all.value) !== scopeOf(ofRoot.value)) return invalid(otherScope(instance, root, all.value));
  return valid({ roots, root });
}

function scopeOf(layers: readonly ParsedLayer[]) {
  return mergeLayers(layers)['state_scope'] ?? 'instance';
}

/** A subinstance that kept its state elsewhere would share nothing. */
function otherScope(instance: string, root: string, layers: readonly ParsedLayer[]): Issue {
  const said = layers.findLast((layer) => layer.root.members.has('state_scope'));
  const origin = said?.root.members.get('state_scope')?.value.origin ?? fileOrigin('definition');
  const message = `${instance} shares the state of ${root}, and cannot say otherwise whose that is`;
  return { code: 'definition/subinstance', message, path: 'state_scope', origin };
}
