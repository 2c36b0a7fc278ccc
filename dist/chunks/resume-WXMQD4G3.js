const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-CE5EMPYO.js";
import "./chunk-5YHQ2VIM.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/resume.ts
import { defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { access$84 as access, dryRun$84 as dryRun, places$84 as places, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
    const { resume } = await import("./resume-MCXPGQZR.js");
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
