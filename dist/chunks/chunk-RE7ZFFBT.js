const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-ZWCWHVVO.js";

// src/commands/deploy.ts
import { choice$78 as choice, defineInputs$78 as defineInputs, flag$78 as flag, text$78 as text } from "#common";
import { access$80 as access, dryRun$80 as dryRun, places$80 as places, selection$80 as selection, subject$80 as subject, version$80 as version } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
var deployInputs = defineInputs({
  ...subject,
  ...version,
  ...places,
  ...selection,
  ...access,
  ...dryRun,
  check: choice(["changed", "all"], {
    default: "changed",
    help: "Which files to hash on the hosts: those that are sent or were touched, or all."
  }),
  local: flag({ help: "Deploying to this machine (deploy.destdir) is meant, also on CI." }),
  "skip-libcheck": flag({ help: "Deploy also what needs libraries that hosts lack (deploy.libcheck)." }),
  "release-hold": flag({ help: "End the hold of the instance that a rollback began." }),
  reason: text({ placeholder: "WORDS", help: "Why, for the record." })
});
var deployCommand = defineCommand({
  name: "deploy",
  summary: "Bring the hosts of an instance to a release.",
  inputs: deployInputs,
  outputs: DEPLOY_OUTPUTS,
  action: { name: "deploy", title: "Facsimile deploy", icon: "upload-cloud", color: "blue" },
  run: async (given, context) => {
    const { deploy } = await import("./deploy-2EMDTZLD.js");
    return toOutcome(await deploy(given, context), given["dry-run"]);
  }
});

export {
  deployInputs,
  deployCommand
};
