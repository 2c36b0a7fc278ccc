/** Which layers take part, and in which order. */
import type { Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { isLayerName, segmentsOf } from './names.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { hiddenKey } from './sealed-layer.ts';
import { holds, type ScalarNode } from './value-node.ts';

/** Layers read so far, by name; undefined for a name that has no file. */
export type KnownLayers = ReadonlyMap<string, ParsedLayer | undefined>;

/** Layers of every instance of a project, weakest first. */
export function projectLayers(project: string): readonly string[] {
  return [...new Set(['facsimile', project])];
}

/** The strongest layer, which lies with the source (F-23): `config/install.<ext>`. No file of the folder has that name. */
export const INSTALL_LAYER = 'config/install';

/** Layers of one instance, weakest first: `facsimile`, `p`, `a`, `b`, `a.b`. */
export function instanceLayers(project: string, instance: string): readonly string[] {
  return keepLast([...projectLayers(project), ...segmentsOf(instance), instance]);
}

/** Names of the layers that one brings along. */
export function inheritedBy(layer: ParsedLayer): readonly string[] {
  return namesOf(layer).map((name) => name.value);
}

/** Names that must still be read before the order is known: roots, and what the layers read so far inherit. */
export function missingLayers(roots: readonly string[], known: KnownLayers): readonly string[] {
  const inherited = [...known.values()].flatMap((layer) => (layer === undefined ? [] : inheritedBy(layer)));
  const wanted = [...roots, ...inherited];
  return [...new Set(wanted)].filter((name) => !known.has(name));
}

/**
 * The layers that take part, weakest first: what a layer inherits comes directly beneath it, left to right, to any
 * depth; each counts once, at its strongest place. A root without a file is skipped.
 *
 * Issues: `definition/inherit` (not a list of names), `definition/no-layer`, `definition/inherit-cycle`.
 *
 * @param available Names of all layer files of the folder, for "did you mean".
 */
export function orderLayers(
  roots: readonly string[],
  known: KnownLayers,
  available: readonly string[],
): Result<readonly ParsedLayer[]> {
  const order = new Orderer(known, available);
  const names = keepLast(roots.flatMap((name) => order.expand(name, [])));
  if (order.issues.size > 0) return invalid(...order.issues.values());
  return valid(names.flatMap((name) => known.get(name) ?? []));
}

class Orderer {
  /** By place, so that a layer reached on two ways complains once. */
  readonly issues = new Map<string, Issue>();
  private readonly expanded = new Map<string, readonly string[]>();
  private readonly known: KnownLayers;
  private readonly available: readonly string[];

  constructor(known: KnownLayers, available: readonly string[]) {
    this.known = known;
    this.available = available;
  }

  /** The layer and all that it brings along, weakest first. `above` are the layers that brought it. */
  expand(name: string, above: readonly string[]): readonly string[] {
    const done = this.expanded.get(name);
    if (done !== undefined) return done;
    const layer = this.known.get(name);
    if (layer === undefined) return [];
    this.checkForm(layer);
    const beneath = namesOf(layer).flatMap((inherited) => this.follow(inherited, [...above, name]));
    const all = keepLast([...beneath, name]);
    this.expanded.set(name, all);
    return all;
  }

  private follow(inherited: ScalarNode & { value: string }, above: readonly string[]): readonly string[] {
    const { value: name, origin } = inherited;
    if (above.includes(name)) {
      const cycle = [...above.slice(above.indexOf(name)), name].join(' → ');
      this.add({ code: 'definition/inherit-cycle', message: `layers inherit in a circle: ${cycle}`, origin });
      return [];
    }
    if (this.known.get(name) === undefined) {
      const hint = didYouMean(name, this.available) ?? `layers here: ${this.available.join(', ')}`;
      this.add({ code: 'definition/no-layer', message: `there is no layer "${name}" to inherit`, hint, origin });
    }
    return this.expand(name, above);
  }

  private checkForm(layer: ParsedLayer): void {
    const inherit = layer.root.members.get('inherit')?.value;
    if (inherit === undefined) return;
    const isList = inherit.kind === 'list' && inherit.edit === undefined;
    for (const item of isList ? inherit.items : [inherit]) {
      if (isList && isName(item)) continue;
      if (holds(item, ({ sealed }) => sealed !== undefined)) this.add({ ...hiddenKey('inherit'), origin: item.origin });
      else {
        const message = 'inherit is a list of layer names';
        this.add({ code: 'definition/inherit', message, hint: 'write inherit: [name]', origin: item.origin });
      }
    }
  }

  private add(issue: Issue & { origin: ScalarNode['origin'] }): void {
    const key = `${issue.origin.file}:${issue.origin.line}:${issue.origin.column}`;
    if (!this.issues.has(key)) this.issues.set(key, issue);
  }
}

function namesOf(layer: ParsedLayer): readonly (ScalarNode & { value: string })[] {
  const inherit = layer.root.members.get('inherit')?.value;
  return inherit?.kind === 'list' && inherit.edit === undefined ? inherit.items.filter(isName) : [];
}

function isName(node: { kind: string; value?: unknown }): node is ScalarNode & { value: string } {
  return node.kind === 'scalar' && typeof node.value === 'string' && isLayerName(node.value);
}

function keepLast(names: readonly string[]): readonly string[] {
  return names.filter((name, i) => names.lastIndexOf(name) === i);
}
