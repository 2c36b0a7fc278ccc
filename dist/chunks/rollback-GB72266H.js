const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  toOutcome
} from "./chunk-CE5EMPYO.js";
import "./chunk-5YHQ2VIM.js";
import "./chunk-DQ3CXKIN.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/rollback.ts
import { defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { access$84 as access, dryRun$84 as dryRun, places$84 as places, selection$84 as selection, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
    const { rollback } = await import("./rollback-RTSEDMZK.js");
    return toOutcome(await rollback(given, context), given["dry-run"]);
  }
});
export {
  rollbackCommand
};
