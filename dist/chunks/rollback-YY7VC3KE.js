import {
  toOutcome
} from "./chunk-DFMS57WP.js";
import "./chunk-CTUX5EJ7.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";

// src/commands/rollback.ts
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { access$87 as access, dryRun$87 as dryRun, places$87 as places, selection$87 as selection, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
    const { rollback } = await import("./rollback-X3JF3TNN.js");
    return toOutcome(await rollback(given, context), given["dry-run"]);
  }
});
export {
  rollbackCommand
};
