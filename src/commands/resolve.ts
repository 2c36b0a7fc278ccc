/** `facs resolve`: the definition of an instance, merged from its layers; or of all of them. */
import { openForHost } from '../app/open-definition.ts';
import type { ResolvedProject } from '../app/resolve-all.ts';
import type { Definition } from '../core/definition/definition.ts';
import { toYaml } from '../core/definition/to-yaml.ts';
import { usageFailure } from '../core/error.ts';
import { defineInputs, flag, text } from '../core/inputs/input.ts';
import { asHost, places, subject, version } from '../core/inputs/shared.ts';
import type { JsonObject } from '../core/json.ts';
import { describeTable } from '../core/table.ts';
import { defineCommand, type Outcome } from './command.ts';

/**
 * Prints the merged definition as YAML; with `--all` a line per instance.
 *
 * Data: `{project, instance, channel, environment, layers: [{name, file}], definition}`; with `--all` `{instances}`, a
 * list of these in the order of projects and their instances, and `{patterns}`, a list of `{project, pattern, channel,
 * environment, instances}`: entries that stand for names that need no entry, and those of them that have a layer.
 */
export const resolveCommand = defineCommand({
  name: 'resolve',
  summary: 'Show the definition of an instance, merged from its layers; with --all those of all instances.',
  inputs: defineInputs({
    project: subject.project,
    instance: text({
      positional: true,
      required: true,
      unless: 'all',
      placeholder: 'INSTANCE',
      help: 'The instance, for example production.eu.',
    }),
    ...version,
    all: flag({ help: 'Every instance that the definitions list, of PROJECT or of all projects.' }),
    ...asHost,
    ...places,
  }),
  outputs: {
    definition: 'The merged definition, as JSON; empty with all.',
    channel: 'The channel that the instance follows; empty when it follows none, and with all.',
    environment: 'The environment that guards the instance; empty when none does, and with all.',
    hosts: 'Names of its hosts, as a JSON list; empty with all.',
    instances: 'What was resolved, as a JSON list of {project, instance, channel, environment}: for a matrix of jobs.',
  },
  action: { name: 'resolve', title: 'Facsimile resolve', icon: 'layers', color: 'blue' },
  run: async ({ instance, ...inputs }, { ports }) => {
    if (instance !== undefined) {
      if (inputs.all) throw usageFailure('INSTANCE and --all exclude each other', 'resolve');
      return describeOne(await openForHost({ ...inputs, instance }, ports));
    }
    if (inputs.host !== undefined) throw usageFailure('--host and --all exclude each other', 'resolve');
    if (inputs.version !== undefined)
      throw usageFailure('--all shows definitions as they are now: leave VERSION out', 'resolve');
    // One instance is what most runs ask for: they load nothing for many.
    const { resolveAll } = await import('../app/resolve-all.ts');
    return describeAll(await resolveAll(inputs, ports));
  },
});

function describeOne(definition: Definition): Outcome {
  const { value, settings } = definition;
  const { channel = '', environment = '' } = settings;
  const hosts = JSON.stringify(settings.hosts.map((host) => host.name));
  const instances = JSON.stringify([toMatrix(definition)]);
  return {
    data: toData(definition),
    text: toYaml(value),
    outputs: { definition: JSON.stringify(value), channel, environment, hosts, instances },
  };
}

function describeAll(projects: readonly ResolvedProject[]): Outcome {
  const definitions = projects.flatMap((each) => each.definitions);
  const patterns = projects.flatMap(describePatterns);
  const rows = [
    ...definitions.map(toRow),
    ...patterns.map(({ project, pattern, channel }) => [project, pattern, channel, 'a pattern']),
  ];
  return {
    data: { instances: definitions.map(toData), patterns },
    text: describeTable(rows).join('\n'),
    outputs: { instances: JSON.stringify(definitions.map(toMatrix)) },
  };
}

function toData(definition: Definition): JsonObject {
  const layers = definition.layers.map((layer) => ({ ...layer }));
  return { ...toMatrix(definition), layers, definition: definition.value };
}

function toMatrix({ project, instance, settings: { channel = '', environment = '' } }: Definition) {
  return { project, instance, channel, environment };
}

function toRow({ project, instance, settings: { channel = '', hosts } }: Definition): string[] {
  return [project, instance, channel, hosts.length === 1 ? '1 host' : `${hosts.length} hosts`];
}

function describePatterns({ project, listed, patterns }: ResolvedProject) {
  return patterns.map(({ pattern, instances }) => {
    const { channel = '', environment = '' } = listed.get(pattern) ?? {};
    return { project, pattern, channel, environment, instances: [...instances] };
  });
}
