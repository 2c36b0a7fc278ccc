/** `instances:` and `projects:` — what exists, and what it follows. */
import { type FileOrigin, type Issue, inputOrigin } from '../issue.ts';
import { parseName } from '../meta/names.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { isPattern, matchesPattern, segmentsOf } from './names.ts';
import type { Instances, Projects } from './project-list.ts';
import type { CheckedInstance } from './schema.ts';

/**
 * What the list says of an instance: its own entry, else the first pattern that fits.
 * Issues: `meta/name`, `definition/unknown-instance`.
 */
export function findInstance(instances: Instances, instance: string, origin: FileOrigin): Result<CheckedInstance> {
  const named = parseName('instance', instance);
  if (!named.ok) return named;
  const own = instances.get(instance);
  if (own !== undefined) return valid(own);
  const names = [...instances.keys()];
  const found = instances.get(findEntry(names, instance) ?? '');
  if (found !== undefined) return valid(found);
  const near = didYouMean(
    instance,
    names.filter((each) => !isPattern(each)),
  );
  const hint = `${near === undefined ? '' : `${near} `}instances: ${names.join(', ')}`;
  const message = `there is no instance "${instance}"`;
  return invalid({ code: 'definition/unknown-instance', message, hint, origin, path: 'instances' });
}

/** The entry of the list that stands for an instance: its own name, else the first pattern that fits. */
export function findEntry(names: readonly string[], instance: string): string | undefined {
  if (names.includes(instance)) return instance;
  return names.find((each) => isPattern(each) && matchesPattern(each, instance));
}

/**
 * Without a list: every segment must have a layer, or a misspelt name would pass for the base definition (D-13).
 *
 * @param looked Where layers were looked for, as the user knows it.
 * @param available Names of the layers there.
 */
export function checkUnlisted(instance: string, available: readonly string[], looked: string): Result<undefined> {
  const named = parseName('instance', instance);
  if (!named.ok) return named;
  const missing = segmentsOf(instance).filter((segment) => !available.includes(segment));
  if (missing.length > 0)
    return invalid(...missing.map((segment) => noLayer(segment, instance, { available, looked })));
  const message = `there is no list of instances in ${looked}: "${instance}" is taken because each part has a layer`;
  return valid(undefined, [{ code: 'definition/no-instances', message, hint: 'list it under instances:' }]);
}

/**
 * The project that is meant: the one given, or the only one.
 *
 * @param instances What exists: a given word that is one of these was meant as an instance.
 * Issues: `meta/name`, `definition/unknown-project`, `definition/which-project`.
 */
export function chooseProject(
  given: string | undefined,
  projects: Projects | undefined,
  instances?: Instances,
): Result<string> {
  const names = [...(projects?.keys() ?? [])];
  if (given === undefined) {
    const [only] = names;
    if (only !== undefined && names.length === 1) return valid(only);
    const hint =
      names.length === 0
        ? 'name it, or list it under projects: in the facsimile layer'
        : `projects: ${names.join(', ')}`;
    return invalid({
      code: 'definition/which-project',
      message: 'which project?',
      hint,
      origin: inputOrigin('PROJECT'),
    });
  }
  const named = parseName('project', given);
  if (!named.ok) return named;
  if (projects === undefined || projects.has(given)) return valid(given);
  const near = didYouMean(given, names);
  const hint = `${near === undefined ? '' : `${near} `}projects: ${names.join(', ')}`;
  const message = `there is no project "${given}"`;
  return invalid({
    code: 'definition/unknown-project',
    message,
    hint: near === undefined && instances?.has(given) ? describeLeftOut(given, names) : hint,
    origin: inputOrigin('PROJECT'),
  });
}

/** `deploy staging 1.2.0`: the first of so many words is the project. */
function describeLeftOut(instance: string, projects: readonly string[]): string {
  const [only = ''] = projects;
  const project = projects.length === 1 ? only : 'PROJECT';
  return `"${instance}" is an instance: with more words after it, write the project before it: ${project} ${instance} …`;
}

function noLayer(
  segment: string,
  instance: string,
  { available, looked }: { available: readonly string[]; looked: string },
): Issue {
  const here = available.length === 0 ? 'no layers there' : `layers there: ${available.join(', ')}`;
  const hint = [didYouMean(segment, available), here].filter((each) => each !== undefined).join(' ');
  return {
    code: 'definition/no-layer',
    message: `instance "${instance}": no layer ${segment}.yaml, .yml, .json or .toml in ${looked}`,
    hint,
  };
}
