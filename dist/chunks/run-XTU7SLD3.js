import {
  deployInputs
} from "./chunk-4FTXAYEO.js";
import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-DFMS57WP.js";
import {
  CODECS
} from "./chunk-APA3QI5J.js";
import {
  STAGES
} from "./chunk-GPNJEAAX.js";
import "./chunk-CTUX5EJ7.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";

// src/commands/run.ts
import { usageFailure$75 as usageFailure } from "./common.js";
import { defineInputs$85 as defineInputs, flag$85 as flag, pairs$85 as pairs, text$85 as text } from "./common.js";
import { storePlaces$87 as storePlaces } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";

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
    const { findProjectWord, openPlugin } = await import("./open-plugin-JYY3N66B.js");
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
      const { describeRun } = await import("./describe-run-3SL4I63Y.js");
      return describeRun({ ...given, instance }, { codecs, nodes, summary }, context);
    }
    const { run } = await import("./run-SJ62JGKY.js");
    return toRunOutcome(await run({ ...given, instance, taken }, context), given["dry-run"]);
  }
});
export {
  runCommand
};
