const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  CODECS
} from "./chunk-WOD4ADGE.js";
import {
  STAGES
} from "./chunk-6SOTHPDY.js";
import {
  deployInputs
} from "./chunk-TL5VWBNY.js";
import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-CE5EMPYO.js";
import "./chunk-5YHQ2VIM.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/run.ts
import { usageFailure$72 as usageFailure } from "#common";
import { defineInputs$82 as defineInputs, flag$82 as flag, pairs$82 as pairs, text$82 as text } from "#common";
import { storePlaces$84 as storePlaces } from "#common";
import { defineCommand$26 as defineCommand } from "#common";

// src/commands/run-outcome.ts
function toRunOutcome({ gathered, stages, deployed, failed }, isDryRun) {
  const { definition, release } = gathered;
  const { project, instance } = definition;
  const { githash, version, dirty } = release;
  const last = deployed === void 0 ? void 0 : toOutcome(deployed, isDryRun);
  const none = { deployment: "", release: githash, changed: "false", "plan-digest": "", hosts: "[]" };
  const outcomes = stages.map(({ stage, outcome }) => ({ stage, outcome }));
  return {
    data: {
      ...{ project, instance, release: { githash, version, dirty } },
      stages: stages.map(({ stage, outcome, data }) => ({ stage, outcome, ...data })),
      deployed: last?.data ?? null
    },
    text: stages.map(describeStage).join("\n"),
    outputs: { ...none, ...last?.outputs, stages: JSON.stringify(outcomes) },
    summary: [stages.map(describeInMarkdown).join("\n"), ...last?.summary === void 0 ? [] : [last.summary]].join(
      "\n\n"
    ),
    ...failed === void 0 ? {} : { failed }
  };
}
function describeStage({ stage, lines }) {
  const [first = "", ...rest] = lines;
  return [`${stage}: ${first}`, ...rest.map((line) => `  ${line}`)].join("\n");
}
function describeInMarkdown({ stage, outcome }) {
  return `- **${stage}**: ${outcome}`;
}

// src/commands/run.ts
var stageWords = `${STAGES.slice(0, -1).join(", ")} or ${STAGES.at(-1)}, or a stage of the project\u2019s own`;
var inputs = defineInputs({
  ...deployInputs,
  instance: text({
    positional: true,
    required: true,
    unless: "list-codecs",
    placeholder: "INSTANCE",
    help: "The instance, for example production.eu."
  }),
  start: text({ placeholder: "STAGE", help: `Begin with this stage: ${stageWords}.` }),
  end: text({ placeholder: "STAGE", help: "End after this stage." }),
  only: text({ placeholder: "STAGE", help: "This stage alone." }),
  devel: flag({
    help: "Build what the default branch, or the branch VERSION, has now; deploy only if --end or --only says so."
  }),
  clean: flag({ help: "Make the checkout and the build anew. What is recorded is never built again." }),
  ...storePlaces,
  "skip-env-check": flag({ help: "Run also where LD_LIBRARY_PATH is set." }),
  option: pairs({
    help: "An option that the project\u2019s plugin declares; on a command line also --NAME VALUE, see the end of the help."
  }),
  "list-codecs": flag({ help: "Print the name endings of layer files, and run nothing." }),
  "list-nodes": flag({ help: "Print the hosts of the instance by target, and run nothing." }),
  summary: flag({ help: "Print what a run would be about and its folders, and run nothing." })
});
var taken = Object.keys(inputs);
var runCommand = defineCommand({
  name: "run",
  summary: "Go through the stages of a project: check out a release, build it, install it here, deploy it.",
  inputs,
  widen: async ({ places, given }, ports) => {
    const { findProjectWord, openPlugin } = await import("./open-plugin-EMTYQXHD.js");
    const [define, srcDir, topDir = ".facsimile"] = ["define", "src-dir", "top-dir"].map((name) => given[name]?.[0]);
    const wish = { define, "src-dir": srcDir, "top-dir": topDir };
    const project = await findProjectWord(places, wish, ports);
    return (await openPlugin({ ...wish, project, taken }, ports)).options;
  },
  outputs: { ...DEPLOY_OUTPUTS, stages: "JSON list of {stage, outcome}." },
  action: { name: "run", title: "Facsimile run", icon: "play", color: "blue" },
  run: async ({ instance, ...given }, context) => {
    const { "list-codecs": codecs, "list-nodes": nodes, summary } = given;
    if (instance === void 0 && (nodes || summary)) throw usageFailure("INSTANCE is missing", "run");
    if (instance === void 0) return { data: { codecs: [...CODECS] }, text: CODECS.join("\n") };
    if (codecs || nodes || summary) {
      const { describeRun } = await import("./describe-run-WQX6XM7V.js");
      return describeRun({ ...given, instance }, { codecs, nodes, summary }, context);
    }
    const { run } = await import("./run-5Z23HU4W.js");
    return toRunOutcome(await run({ ...given, instance, taken }, context), given["dry-run"]);
  }
});
export {
  runCommand
};
