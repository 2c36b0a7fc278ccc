const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  openForHost
} from "./chunk-CEH3E3PU.js";
import "./chunk-QNEN4M7J.js";

// src/commands/resolve.ts
import { toYaml$67 as toYaml } from "#common";
import { usageFailure$72 as usageFailure } from "#common";
import { defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { asHost$84 as asHost, places$84 as places, subject$84 as subject, version$84 as version } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var resolveCommand = defineCommand({
  name: "resolve",
  summary: "Show the definition of an instance, merged from its layers; with --all those of all instances.",
  inputs: defineInputs({
    project: subject.project,
    instance: text({
      positional: true,
      required: true,
      unless: "all",
      placeholder: "INSTANCE",
      help: "The instance, for example production.eu."
    }),
    ...version,
    all: flag({ help: "Every instance that the definitions list, of PROJECT or of all projects." }),
    ...asHost,
    ...places
  }),
  outputs: {
    definition: "The merged definition, as JSON; empty with all.",
    channel: "The channel that the instance follows; empty when it follows none, and with all.",
    environment: "The environment that guards the instance; empty when none does, and with all.",
    hosts: "Names of its hosts, as a JSON list; empty with all.",
    instances: "What was resolved, as a JSON list of {project, instance, channel, environment}: for a matrix of jobs."
  },
  action: { name: "resolve", title: "Facsimile resolve", icon: "layers", color: "blue" },
  run: async ({ instance, ...inputs }, { ports }) => {
    if (instance !== void 0) {
      if (inputs.all) throw usageFailure("INSTANCE and --all exclude each other", "resolve");
      return describeOne(await openForHost({ ...inputs, instance }, ports));
    }
    if (inputs.host !== void 0) throw usageFailure("--host and --all exclude each other", "resolve");
    if (inputs.version !== void 0)
      throw usageFailure("--all shows definitions as they are now: leave VERSION out", "resolve");
    const { resolveAll } = await import("./resolve-all-OP3Q4ZF7.js");
    return describeAll(await resolveAll(inputs, ports));
  }
});
function describeOne(definition) {
  const { value, settings } = definition;
  const { channel = "", environment = "" } = settings;
  const hosts = JSON.stringify(settings.hosts.map((host) => host.name));
  const instances = JSON.stringify([toMatrix(definition)]);
  return {
    data: toData(definition),
    text: toYaml(value),
    outputs: { definition: JSON.stringify(value), channel, environment, hosts, instances }
  };
}
function describeAll(projects) {
  const definitions = projects.flatMap((each) => each.definitions);
  const patterns = projects.flatMap(describePatterns);
  const rows = [
    ...definitions.map(toRow),
    ...patterns.map(({ project, pattern, channel }) => [project, pattern, channel, "a pattern"])
  ];
  return {
    data: { instances: definitions.map(toData), patterns },
    text: describeTable(rows).join("\n"),
    outputs: { instances: JSON.stringify(definitions.map(toMatrix)) }
  };
}
function toData(definition) {
  const layers = definition.layers.map((layer) => ({ ...layer }));
  return { ...toMatrix(definition), layers, definition: definition.value };
}
function toMatrix({ project, instance, settings: { channel = "", environment = "" } }) {
  return { project, instance, channel, environment };
}
function toRow({ project, instance, settings: { channel = "", hosts } }) {
  return [project, instance, channel, hosts.length === 1 ? "1 host" : `${hosts.length} hosts`];
}
function describePatterns({ project, listed, patterns }) {
  return patterns.map(({ pattern, instances }) => {
    const { channel = "", environment = "" } = listed.get(pattern) ?? {};
    return { project, pattern, channel, environment, instances: [...instances] };
  });
}
export {
  resolveCommand
};
