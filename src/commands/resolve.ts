/** `facs resolve`: the definition of an instance, merged from its layers. */
import { openDefinition } from '../app/open-definition.ts';
import { toYaml } from '../core/definition/to-yaml.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { places, subject, version } from '../core/inputs/shared.ts';
import { defineCommand } from './command.ts';

/** Prints the merged definition as YAML. */
export const resolveCommand = defineCommand({
  name: 'resolve',
  summary: 'Show the definition of an instance, merged from its layers.',
  inputs: defineInputs({ ...subject, ...version, ...places }),
  outputs: {
    definition: 'The merged definition, as JSON.',
    channel: 'The channel that the instance follows; empty when it follows none.',
    environment: 'The environment that guards the instance; empty when none does.',
    hosts: 'Names of its hosts, as a JSON list.',
  },
  action: { name: 'resolve', title: 'Facsimile resolve', icon: 'layers', color: 'blue' },
  run: async (inputs, { ports }) => {
    const { project, instance, layers, value, settings } = await openDefinition(inputs, ports);
    const { channel = '', environment = '', hosts } = settings;
    const names = hosts.map((host) => host.name);
    return {
      data: {
        project,
        instance,
        channel,
        environment,
        layers: layers.map((layer) => ({ ...layer })),
        definition: value,
      },
      text: toYaml(value),
      outputs: { definition: JSON.stringify(value), channel, environment, hosts: JSON.stringify(names) },
    };
  },
});
