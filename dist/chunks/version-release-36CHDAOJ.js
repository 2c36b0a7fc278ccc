import {
  toVersionOutcome,
  versionInputs
} from "./chunk-GRGMKSVC.js";
import "./chunk-FOJKRAMO.js";

// src/commands/version-release.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  version: text({
    positional: true,
    placeholder: "VERSION",
    help: "Three numbers. Absent: the next patch, or what the present version comes before."
  }),
  ...versionInputs
});
var versionReleaseCommand = defineCommand({
  name: "version release",
  summary: "Release the project: set its version, merge the default branch into release, tag, push, go on.",
  inputs,
  run: async (given, { ports }) => {
    const { releaseVersionFile } = await import("./version-release-YFQRTHWL.js");
    return toVersionOutcome(await releaseVersionFile(given, ports), given["dry-run"]);
  }
});
export {
  versionReleaseCommand
};
