const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeFiles,
  diffData
} from "./chunk-4YLPDJRG.js";
import "./chunk-IE44KEAP.js";
import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-CE5EMPYO.js";
import "./chunk-5YHQ2VIM.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/plan.ts
import { defineInputs$82 as defineInputs, flag$82 as flag } from "#common";
import { access$84 as access, places$84 as places, selection$84 as selection, subject$84 as subject, version$84 as version } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var planCommand = defineCommand({
  name: "plan",
  summary: "Show what a deploy would do, with the lines that would change; deploy --plan FILE carries it out unchanged.",
  inputs: defineInputs({
    ...subject,
    ...version,
    ...places,
    ...selection,
    ...access,
    local: flag({ help: "A deploy to this machine (deploy.destdir) is meant, also on CI." })
  }),
  outputs: DEPLOY_OUTPUTS,
  action: { name: "plan", title: "Facsimile plan", icon: "eye", color: "blue" },
  run: async (given, context) => {
    const { makePlan } = await import("./plan-O4I3OXTS.js");
    const planned = await makePlan({ ...given, "release-hold": false }, context);
    const outcome = toOutcome(planned.deployed, true);
    const diffs = planned.comparisons.map((comparison) => ({ ...diffData(comparison) }));
    const files = describeAll(planned);
    return {
      ...outcome,
      data: { ...outcome.data, diffs },
      text: [outcome.text, ...files].join("\n"),
      summary: [outcome.summary ?? "", ...files.map((text) => fenced(text))].join("\n\n")
    };
  }
});
function describeAll({ comparisons }) {
  return comparisons.map(describeFiles).filter((text) => text !== "");
}
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}diff
${text}
${fence}`;
}
export {
  planCommand
};
