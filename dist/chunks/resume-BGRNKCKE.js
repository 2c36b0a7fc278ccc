import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-DFMS57WP.js";
import "./chunk-CTUX5EJ7.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";

// src/commands/resume.ts
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { access$87 as access, dryRun$87 as dryRun, places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  ...subject,
  ...places,
  ...access,
  ...dryRun,
  local: flag({ help: "Going on on this machine (deploy.destdir) is meant, also on CI." }),
  reason: text({ placeholder: "WORDS", help: "Why, for the record." })
});
var resumeCommand = defineCommand({
  name: "resume",
  summary: "Go on with the last deployment of an instance: only hosts that failed or were not reached.",
  inputs,
  outputs: DEPLOY_OUTPUTS,
  action: { name: "resume", title: "Facsimile resume", icon: "play", color: "blue" },
  run: async (given, context) => {
    const { resume } = await import("./resume-LADWRBSI.js");
    const outcome = await resume(given, context);
    if (outcome.kind === "resumed") return toOutcome(outcome.deployed, given["dry-run"]);
    const { project, instance, deployment } = outcome;
    return {
      data: { deployment, hosts: [] },
      text: `${project} ${instance}: deployment ${deployment} is done on every host`,
      outputs: { deployment, release: "", changed: "false", "plan-digest": "", hosts: "[]" }
    };
  }
});
export {
  resumeCommand
};
