
// src/commands/hosts.ts
import { openDefinition$18 as openDefinition } from "./common.js";
import { defineInputs$85 as defineInputs } from "./common.js";
import { places$87 as places, subject$87 as subject, version$87 as version } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var hostsCommand = defineCommand({
  name: "hosts",
  summary: "List the hosts of an instance, by target.",
  inputs: defineInputs({ ...subject, ...version, ...places }),
  run: async (inputs, { ports }) => {
    const { project, instance, settings } = await openDefinition(inputs, ports);
    const targets = Object.fromEntries(settings.targets.map(({ name, hosts }) => [name, [...hosts]]));
    return {
      data: { project, instance, targets, hosts: settings.hosts.map(toData) },
      text: describeHosts(settings)
    };
  }
});
function describeHosts({ targets, hosts, deploy }) {
  if (targets.length === 0)
    return deploy.destdir === void 0 ? "no hosts: deploy.nodes is empty" : `this machine: ${deploy.destdir}`;
  const lines = targets.flatMap((target) => [
    `${target.name}:`,
    ...target.hosts.flatMap(
      (name) => hosts.filter((host) => host.name === name).map((host) => `  ${describeHost(host)}`)
    )
  ]);
  return lines.join("\n");
}
function describeHost({ name, user, address, port, home, region, labels }) {
  const words = [
    ...region === void 0 ? [] : [`region=${region}`],
    ...Object.entries(labels).map((pair) => pair.join("="))
  ];
  return [name, `${user}@${address}:${port}`, home, ...words].join("  ");
}
function toData({ name, targets, address, port, user, home, region, labels, platform, hostKeys }) {
  return {
    ...{ name, targets: [...targets], address, port, user, home },
    ...region === void 0 ? {} : { region },
    labels: { ...labels },
    ...platform === void 0 ? {} : { platform },
    hostKeys: [...hostKeys]
  };
}
export {
  hostsCommand
};
