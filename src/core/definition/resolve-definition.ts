/** From ordered layers to the definition of an instance: merged, checked, every value with its trail. */
import { openValues } from '../evaluation/evaluate.ts';
import { SECRET } from '../evaluation/materialize.ts';
import type { ExcludeRule } from '../install/exclude-rules.ts';
import { describeOrigin, distinctIssues, type Issue } from '../issue.ts';
import { describePath, type JsonObject, valueAt } from '../json.ts';
import { nearest } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { Definition } from './definition.ts';
import { everythingSaid, explainValue } from './explain-value.ts';
import { checkLayer } from './layer-rules.ts';
import { overridesOf } from './overrides.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type Computing, contextOf, type Reading, readLayers } from './read-layers.ts';
import { KNOWN_KEYS, UNSUPPORTED } from './schema.ts';
import type { Settings } from './settings.ts';
import type { Problem } from './shape.ts';
import { type Standing, toSettings } from './to-settings.ts';
import { type Clash, type MappingNode, nearestTo } from './value-node.ts';

/** What is resolved: the layers, weakest first, and how many of them belong to the project as a whole. */
export interface Subject {
  readonly project: string;
  readonly instance: string;
  readonly layers: readonly ParsedLayer[];
  /** Layers that may say `instances:` and `projects:`, by name. */
  readonly shared: ReadonlySet<string>;
  readonly standing: Standing;
  /** As `Definition.instances`. */
  readonly instances: () => readonly string[];
  /** As `Definition.excludes`. */
  readonly excludes: readonly ExcludeRule[];
  readonly computing: Computing;
}

/**
 * The definition, or every problem in any of its layers. Issues: `definition/unknown-key`, `definition/value`,
 * `definition/missing`, `definition/misplaced`, `definition/unsupported`, `definition/operator`,
 * `definition/expression`, `definition/secret`, and those of `evaluate`. A near miss of a known key at the top is a warning: other keys are
 * free there.
 */
export function resolveDefinition(subject: Subject): Result<Definition> {
  const { project, instance, layers: written, shared, standing } = subject;
  const reading = readLayers(written, subject);
  const overrides = overridesOf(written);
  const otherwise = new Map([...overrides.layers].map(([os, layer]) => [os, readLayers([...written, layer], subject)]));
  const all = [reading, ...otherwise.values()];
  // Hosts without a home would be news about the same mistake.
  const isNews = all.every(({ evaluation, problems }) => evaluation.issues.length === 0 && problems.every(isNoHome));
  const settings = isNews ? toSettings(reading, { ...standing, project, instance }, otherwise) : undefined;
  const issues = [
    ...written.flatMap(checkLayer),
    ...reading.evaluation.issues,
    ...written.filter((layer) => !shared.has(layer.name)).flatMap(misplacedKeys),
    ...written.flatMap(unsupportedKeys),
    ...overrides.issues,
    ...all.flatMap(issuesOf),
  ];
  if (issues.length > 0 || settings === undefined) return invalid(...distinctIssues(issues));
  const overridden = new Map([...otherwise].map(([os, over]) => [os, toOverridden(over, subject, settings)]));
  const definition = { ...toDefinition(reading, subject, settings), overridden };
  return valid(definition, nearMisses(reading.value, reading.merged));
}

function isNoHome({ at }: Problem): boolean {
  return at[0] !== 'home';
}

function issuesOf({ evaluation, clashes, problems, merged }: Reading): Issue[] {
  return [...evaluation.issues, ...clashes.map(describeClash), ...problems.map((problem) => toIssue(problem, merged))];
}

/** What may differ on hosts of one operating system differs; `home` and user stand in the hosts already. */
function toOverridden(reading: Reading, subject: Subject, settings: Settings): Definition {
  const { install, modules } = reading.checked;
  const own = { install: install?.groups ?? settings.install, modules: modules ?? settings.modules };
  return toDefinition(reading, subject, { ...settings, ...own });
}

function toDefinition(reading: Reading, subject: Subject, settings: Settings): Definition {
  const { project, instance, instances } = subject;
  const { written, layers, merged, value, evaluation } = reading;
  return {
    project,
    instance,
    layers: written.map(({ name, file }) => ({ name, file })),
    value,
    settings,
    excludes: subject.excludes,
    overridden: new Map(),
    instances,
    isSecret: (path) => valueAt(evaluation.value, path) === SECRET,
    sealed: new Map(
      layers.flatMap(({ file, sealed }) => (sealed && evaluation.sealed.has(file) ? [[file, sealed]] : [])),
    ),
    open: (unsealing) => (evaluation.sealed.size === 0 ? value : openValues(merged, contextOf(subject), unsealing)),
    everything: () => everythingSaid(reading),
    trail: (path) => explainValue(reading, path),
  };
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
  return Object.keys(value).flatMap((key) => {
    const near = KNOWN_KEYS.includes(key) ? undefined : nearest(key, KNOWN_KEYS);
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
