const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
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
  subject
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  flag,
  text
} from "./chunk-34VBN6EU.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-ZO5PUFDL.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/rollback.ts
var inputs = defineInputs({
  ...subject,
  version: text({
    positional: true,
    placeholder: "VERSION",
    help: "Githash (7 digits or more), version or tag. Absent: the good release that each host ran before."
  }),
  ...places,
  ...selection,
  ...access,
  ...dryRun,
  local: flag({ help: "Going back on this machine (deploy.destdir) is meant, also on CI." }),
  reason: text({ placeholder: "WORDS", help: "Why, for the record and the hold." }),
  until: text({ placeholder: "WHEN", help: "End the hold by itself at this moment, like 2026-03-01T09:00:00Z." })
});
var rollbackCommand = defineCommand({
  name: "rollback",
  summary: "Bring an instance back to what it ran before, or to a version, and hold it there.",
  inputs,
  run: async (given, context) => {
    const { rollback } = await import("./rollback-RERWCMAW.js");
    return toOutcome(await rollback(given, context), given["dry-run"]);
  }
});
export {
  rollbackCommand
};
