/** From ordered layers to the definition of an instance: merged, checked, every value with its trail. */
import { type Evaluation, evaluate, type ValueContext } from '../evaluation/evaluate.ts';
import { isComputed } from '../evaluation/expression.ts';
import { describeOrigin, distinctIssues, type Issue } from '../issue.ts';
import { describePath, type JsonObject } from '../json.ts';
import { nearest } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { Definition } from './definition.ts';
import { facsOf } from './facs.ts';
import { checkLayer } from './layer-rules.ts';
import { mergeRoots, OF_THE_ESTATE } from './merge.ts';
import { overlayModules } from './module-layers.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { topFields, UNSUPPORTED } from './schema.ts';
import { type Problem, readFields } from './shape.ts';
import { type Standing, toSettings } from './to-settings.ts';
import { trailOf } from './trail.ts';
import { type Clash, find, type MappingNode, nearestTo, toJson } from './value-node.ts';

/** What is resolved: the layers, weakest first, and how many of them belong to the project as a whole. */
export interface Subject {
  readonly project: string;
  readonly instance: string;
  readonly layers: readonly ParsedLayer[];
  /** Layers that may say `instances:` and `projects:`, by name. */
  readonly shared: ReadonlySet<string>;
  readonly standing: Standing;
  readonly computing: Computing;
}

/** What values are computed with: variables of the environment, and the engine where any layer has Liquid. */
export type Computing = Pick<ValueContext, 'variables' | 'engine'>;

/**
 * The definition, or every problem in any of its layers. Issues: `definition/unknown-key`, `definition/value`,
 * `definition/missing`, `definition/misplaced`, `definition/unsupported`, `definition/operator`,
 * `definition/expression`, and those of `evaluate`. A near miss of a known key at the top is a warning: other keys are
 * free there.
 */
export function resolveDefinition(subject: Subject): Result<Definition> {
  const { project, instance, layers: written, shared, standing } = subject;
  const layers = overlayModules(written);
  const owner = { ...standing, project, instance };
  const clashes: Clash[] = [];
  const merged = mergeRoots(layers, OF_THE_ESTATE, clashes);
  const { value, ...evaluation } = computeValues(merged, subject);
  const problems: Problem[] = [];
  const report = (problem: Problem) => {
    const source = nearestTo(merged, problem.at)?.value;
    if (source?.kind !== 'scalar' || !evaluation.failed.has(source)) problems.push(problem);
  };
  const checked = readFields(topFields, value, [], report);
  // Hosts without a home would be news about the same mistake.
  const isNews = evaluation.issues.length === 0 && problems.every(({ at }) => at[0] !== 'home');
  const settings = isNews ? toSettings(checked, owner, report) : undefined;
  const issues = [
    ...written.flatMap(checkLayer),
    ...evaluation.issues,
    ...written.filter((layer) => !shared.has(layer.name)).flatMap(misplacedKeys),
    ...written.flatMap(unsupportedKeys),
    ...clashes.map(describeClash),
    ...problems.map((problem) => toIssue(problem, merged)),
  ];
  if (issues.length > 0 || settings === undefined) return invalid(...distinctIssues(issues));
  const definition: Definition = {
    project,
    instance,
    layers: written.map(({ name, file }) => ({ name, file })),
    value,
    settings,
    trail: (path) => {
      // What is said of the estate is no value of the instance, but people ask who said it.
      const root = OF_THE_ESTATE.has(String(path[0])) ? mergeRoots(layers) : merged;
      const found = find(root, path);
      return found.kind === 'found' ? trailOf({ layers, root }, path, toJson(found.value)) : undefined;
    },
  };
  return valid(definition, nearMisses(value, merged));
}

/** Most definitions compute nothing: whether a layer does is found out once, whatever number of instances has it. */
function computeValues(merged: MappingNode, subject: Subject): Evaluation {
  if (subject.layers.some((layer) => isComputed(layer.root)))
    return evaluate(merged, { ...subject.computing, names: namesFor(subject) });
  return { value: toJson(merged) as JsonObject, issues: [], computed: new Map(), failed: new Set() };
}

function namesFor({ project, instance, standing }: Subject) {
  const { channel, environment } = standing;
  return { facs: facsOf({ project, instance, environment }), channel: channel ?? null };
}

/** The issue behind a problem: where the strongest layer wrote the value, or the nearest thing around it. */
export function toIssue(problem: Problem, merged: MappingNode): Issue {
  const path = describePath(problem.at);
  const found = nearestTo(merged, problem.at);
  const origin = problem.about === 'key' ? found?.key : found?.value.origin;
  return {
    code: problem.code,
    message: problem.message,
    path,
    ...(origin === undefined ? {} : { origin }),
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
  };
}

function describeClash({ edit, beneath }: Clash): Issue {
  const message = `there is no list to add to or take from: what is beneath stands at ${describeOrigin(beneath)}`;
  return { code: 'definition/operator', message, hint: 'write the whole list', origin: edit };
}

function misplacedKeys(layer: ParsedLayer): Issue[] {
  return ['instances', 'projects', 'facsimile'].flatMap((key) => {
    const member = layer.root.members.get(key);
    if (member === undefined) return [];
    const message = `${key} belongs in the facsimile layer${key === 'instances' ? ' or that of the project' : ''}`;
    return [{ code: 'definition/misplaced', message, path: key, origin: member.key }];
  });
}

function unsupportedKeys(layer: ParsedLayer): Issue[] {
  return UNSUPPORTED.flatMap((key) => {
    const member = layer.root.members.get(key);
    if (member === undefined) return [];
    return [
      {
        code: 'definition/unsupported',
        message: `${key} is not supported by this version`,
        path: key,
        origin: member.key,
      },
    ];
  });
}

function nearMisses(value: JsonObject, merged: MappingNode): Issue[] {
  const known = Object.keys(topFields);
  return Object.keys(value).flatMap((key) => {
    const near = known.includes(key) ? undefined : nearest(key, known);
    if (near === undefined || near in value) return [];
    const origin = merged.members.get(key)?.key ?? merged.origin;
    return [
      {
        code: 'definition/near-miss',
        message: `${key} is a free key`,
        path: key,
        hint: `did you mean "${near}"?`,
        origin,
      },
    ];
  });
}
