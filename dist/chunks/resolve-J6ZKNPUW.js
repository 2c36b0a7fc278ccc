
// src/commands/resolve.ts
import { openForHost$18 as openForHost } from "./common.js";
import { toYaml$70 as toYaml } from "./common.js";
import { usageFailure$75 as usageFailure } from "./common.js";
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { asHost$87 as asHost, places$87 as places, subject$87 as subject, version$87 as version } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
    const { resolveAll } = await import("./resolve-all-UYS3VDGW.js");
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
