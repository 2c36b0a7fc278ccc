const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  DEPLOY_OUTPUTS,
  toOutcome
} from "./chunk-2NYM7HVO.js";
import "./chunk-EPRSYUYK.js";
import "./chunk-GVHSCTRY.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-IWLR6JVR.js";
import {
  access,
  dryRun,
  places,
  selection,
  subject,
  version
} from "./chunk-IVOVL5YW.js";
import {
  choice,
  defineCommand,
  defineInputs,
  flag,
  text
} from "./chunk-34VBN6EU.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-ZO5PUFDL.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/deploy.ts
var inputs = defineInputs({
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
  "release-hold": flag({ help: "End the hold of the instance that a rollback began." }),
  reason: text({ placeholder: "WORDS", help: "Why, for the record." })
});
var deployCommand = defineCommand({
  name: "deploy",
  summary: "Bring the hosts of an instance to a release.",
  inputs,
  outputs: DEPLOY_OUTPUTS,
  action: { name: "deploy", title: "Facsimile deploy", icon: "upload-cloud", color: "blue" },
  run: async (given, context) => {
    const { deploy } = await import("./deploy-SJRBFN3D.js");
    return toOutcome(await deploy(given, context), given["dry-run"]);
  }
});
export {
  deployCommand
};
