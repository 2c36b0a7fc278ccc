/** `facs hosts`: the machines of an instance, by target. */
import { openDefinition } from '../app/open-definition.ts';
import type { Host, Settings } from '../core/definition/settings.ts';
import { defineInputs } from '../core/inputs/input.ts';
import { places, subject, version } from '../core/inputs/shared.ts';
import type { JsonObject } from '../core/json.ts';
import { defineCommand } from './command.ts';

/** Prints every target with its hosts. */
export const hostsCommand = defineCommand({
  name: 'hosts',
  summary: 'List the hosts of an instance, by target.',
  inputs: defineInputs({ ...subject, ...version, ...places }),
  run: async (inputs, { ports }) => {
    const { project, instance, settings } = await openDefinition(inputs, ports);
    const targets = Object.fromEntries(settings.targets.map(({ name, hosts }) => [name, [...hosts]]));
    return {
      data: { project, instance, targets, hosts: settings.hosts.map(toData) },
      text: describeHosts(settings),
    };
  },
});

function describeHosts({ targets, hosts, deploy }: Settings): string {
  if (targets.length === 0)
    return deploy.destdir === undefined ? 'no hosts: deploy.nodes is empty' : `this machine: ${deploy.destdir}`;
  const lines = targets.flatMap((target) => [
    `${target.name}:`,
    ...target.hosts.flatMap((name) =>
      hosts.filter((host) => host.name === name).map((host) => `  ${describeHost(host)}`),
    ),
  ]);
  return lines.join('\n');
}

function describeHost({ name, user, address, port, home, region, labels }: Host): string {
  const words = [
    ...(region === undefined ? [] : [`region=${region}`]),
    ...Object.entries(labels).map((pair) => pair.join('=')),
  ];
  return [name, `${user}@${address}:${port}`, home, ...words].join('  ');
}

function toData({ name, targets, address, port, user, home, region, labels, platform, hostKeys }: Host): JsonObject {
  return {
    ...{ name, targets: [...targets], address, port, user, home },
    ...(region === undefined ? {} : { region }),
    labels: { ...labels },
    ...(platform === undefined ? {} : { platform }),
    hostKeys: [...hostKeys],
  };
}
