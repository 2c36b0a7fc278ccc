/** Layers as one: merged, computed, every known key checked. */
import { type Evaluation, evaluate, hideSecrets, plainly } from '../evaluation/evaluate.ts';
import type { ValueContext } from '../evaluation/evaluator.ts';
import { holdsDeferred } from '../evaluation/expression.ts';
import { SECRET } from '../evaluation/materialize.ts';
import { describePath, type JsonObject, valueAt } from '../json.ts';
import { facsOf } from './facs.ts';
import { mergeRoots, OF_THE_ESTATE } from './merge.ts';
import { overlayModules } from './module-layers.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type Checked, OVERRIDES, topFields } from './schema.ts';
import { ENCRYPT_LESS } from './sealed-layer.ts';
import { type Problem, type Report, readFields } from './shape.ts';
import type { Standing } from './to-settings.ts';
import { type Clash, type MappingNode, nearestTo } from './value-node.ts';

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
  /** As it may be shown. */
  readonly value: JsonObject;
  readonly checked: Checked;
  readonly evaluation: Evaluation;
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
  const evaluation = computeValues(merged, written, reader);
  const problems: Problem[] = [];
  const report = (problem: Problem) => {
    const source = nearestTo(merged, problem.at)?.value;
    const isTold = source?.kind === 'scalar' && evaluation.failed.has(source);
    const isSecret = valueAt(evaluation.value, problem.at) === SECRET;
    if (!isTold) problems.push(isSecret ? secretSetting(problem) : problem);
  };
  const checked = readFields(topFields, evaluation.value, [], report);
  const value = evaluation.sealed.size === 0 ? evaluation.value : hideSecrets(evaluation.value);
  return { written, layers, merged, value, checked, evaluation, clashes, problems, report };
}

/** Most definitions compute nothing: whether a layer does is found out once, whatever number of instances has it. */
function computeValues(merged: MappingNode, written: readonly ParsedLayer[], reader: Reader): Evaluation {
  const isPlain = !written.some((layer) => holdsDeferred(layer.root));
  return isPlain ? plainly(merged) : evaluate(merged, contextOf(reader));
}

/** What the product acts on is shown in plans, records and logs, and told to hosts. */
function secretSetting({ at }: Problem): Problem {
  const message = `${describePath(at)} is a secret, and only templates can have one`;
  return { code: 'definition/secret', at, message, hint: ENCRYPT_LESS };
}

/** What values of these layers may know. */
export function contextOf({ project, instance, standing, computing }: Reader): ValueContext {
  const { channel, environment } = standing;
  return { ...computing, names: { facs: facsOf({ project, instance, environment }), channel: channel ?? null } };
}
