/** Layers as one: merged, computed, every known key checked. */
import { type Evaluation, evaluate, type ValueContext } from '../evaluation/evaluate.ts';
import { isComputed } from '../evaluation/expression.ts';
import type { JsonObject } from '../json.ts';
import { facsOf } from './facs.ts';
import { mergeRoots, OF_THE_ESTATE } from './merge.ts';
import { overlayModules } from './module-layers.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type Checked, OVERRIDES, topFields } from './schema.ts';
import { type Problem, type Report, readFields } from './shape.ts';
import type { Standing } from './to-settings.ts';
import { type Clash, type MappingNode, nearestTo, toJson } from './value-node.ts';

/** What layers say that is no value of the instance itself: of the estate, and of single operating systems. */
export const ASIDE: ReadonlySet<string> = new Set([...OF_THE_ESTATE, OVERRIDES]);

/** What values are computed with: variables of the environment, and the engine where any layer has Liquid. */
export type Computing = Pick<ValueContext, 'variables' | 'engine'>;

/** Whose layers they are. */
export interface Reader {
  readonly project: string;
  readonly instance: string;
  readonly standing: Standing;
  readonly computing: Computing;
}

/** What layers came to, and all that is wrong with it. */
export interface Reading {
  /** As they were given, weakest first. */
  readonly written: readonly ParsedLayer[];
  /** With what they say of modules from the side beneath each. */
  readonly layers: readonly ParsedLayer[];
  readonly merged: MappingNode;
  readonly value: JsonObject;
  readonly checked: Checked;
  readonly evaluation: Omit<Evaluation, 'value'>;
  readonly clashes: readonly Clash[];
  readonly problems: readonly Problem[];
  /** Adds to `problems`, unless it is about a value that came to nothing anyway. */
  readonly report: Report;
}

/** @param written Weakest first. */
export function readLayers(written: readonly ParsedLayer[], reader: Reader): Reading {
  const layers = overlayModules(written);
  const clashes: Clash[] = [];
  const merged = mergeRoots(layers, ASIDE, clashes);
  const { value, ...evaluation } = computeValues(merged, written, reader);
  const problems: Problem[] = [];
  const report = (problem: Problem) => {
    const source = nearestTo(merged, problem.at)?.value;
    if (source?.kind !== 'scalar' || !evaluation.failed.has(source)) problems.push(problem);
  };
  const checked = readFields(topFields, value, [], report);
  return { written, layers, merged, value, checked, evaluation, clashes, problems, report };
}

/** Most definitions compute nothing: whether a layer does is found out once, whatever number of instances has it. */
function computeValues(merged: MappingNode, written: readonly ParsedLayer[], reader: Reader): Evaluation {
  if (written.some((layer) => isComputed(layer.root)))
    return evaluate(merged, { ...reader.computing, names: namesFor(reader) });
  return { value: toJson(merged) as JsonObject, issues: [], computed: new Map(), failed: new Set() };
}

function namesFor({ project, instance, standing }: Reader) {
  const { channel, environment } = standing;
  return { facs: facsOf({ project, instance, environment }), channel: channel ?? null };
}
