/** The projects that definitions register: under `projects:`, or in the list that Facsimile 1.1.1 kept (F-03). */
import type { CheckedInstance, CheckedProject } from './schema.ts';
import type { Report } from './shape.ts';

/** Instances or patterns, in definition order. */
export type Instances = ReadonlyMap<string, CheckedInstance>;

/** Projects, in definition order. */
export type Projects = ReadonlyMap<string, CheckedProject>;

/** What the two lists may say of a project; the old one knows no instances. */
type Listed = Omit<CheckedProject, 'instances'>;

/**
 * Both lists as one: those of `projects:` first. Undefined where there is neither.
 *
 * @param report Told `definition/two-lists` of a project that stands in both: one of them would be passed over.
 */
export function joinProjects(
  projects: Projects | undefined,
  components: ReadonlyMap<string, Listed> | undefined,
  report: Report,
): Projects | undefined {
  if (components === undefined) return projects;
  for (const name of components.keys()) {
    if (projects?.has(name) !== true) continue;
    const message = `project "${name}" stands under projects: and under facsimile.components`;
    const at = ['facsimile', 'components', name];
    report({ code: 'definition/two-lists', at, message, hint: 'keep the one under projects:', about: 'key' });
  }
  const old = [...components].map(([name, says]) => [name, { ...says, instances: undefined }] as const);
  return new Map([...(projects ?? []), ...old]);
}

/**
 * The instances of a project: its own in `projects:`, then those of `instances:`. Where both name one, the project's
 * own word is stronger, key by key. Undefined where nothing lists any.
 */
export function joinInstances(own: Instances | undefined, shared: Instances | undefined): Instances | undefined {
  if (own === undefined || shared === undefined) return own ?? shared;
  const joined = [...own].map(([name, says]) => [name, joinInstance(says, shared.get(name))] as const);
  return new Map([...joined, ...[...shared].filter(([name]) => !own.has(name))]);
}

function joinInstance(own: CheckedInstance, shared: CheckedInstance | undefined): CheckedInstance {
  return { channel: own.channel ?? shared?.channel, environment: own.environment ?? shared?.environment };
}
