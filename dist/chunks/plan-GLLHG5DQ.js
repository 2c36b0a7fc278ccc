import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-DFMS57WP.js";
import {
  describeFiles,
  diffData
} from "./chunk-FNELXMAO.js";
import "./chunk-TI5EHMG3.js";
import "./chunk-CTUX5EJ7.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";

// src/commands/plan.ts
import { defineInputs$85 as defineInputs, flag$85 as flag } from "./common.js";
import { access$87 as access, places$87 as places, selection$87 as selection, subject$87 as subject, version$87 as version } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
    const { makePlan } = await import("./plan-EIF6KGDH.js");
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
