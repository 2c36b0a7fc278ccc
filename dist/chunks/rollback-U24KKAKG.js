const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  toOutcome
} from "./chunk-ZWCWHVVO.js";
import "./chunk-5TR35WKJ.js";
import "./chunk-5ZFDRDTM.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/rollback.ts
import { defineInputs$78 as defineInputs, flag$78 as flag, text$78 as text } from "#common";
import { access$80 as access, dryRun$80 as dryRun, places$80 as places, selection$80 as selection, subject$80 as subject } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
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
    const { rollback } = await import("./rollback-TVN75E5E.js");
    return toOutcome(await rollback(given, context), given["dry-run"]);
  }
});
export {
  rollbackCommand
};
