const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  toVersionOutcome,
  versionInputs
} from "./chunk-2KA6XS4V.js";
import "./chunk-4MOJTQZX.js";
import "./chunk-QNEN4M7J.js";

// src/commands/version-release.ts
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
    const { releaseVersionFile } = await import("./version-release-MRGLZOUU.js");
    return toVersionOutcome(await releaseVersionFile(given, ports), given["dry-run"]);
  }
});
export {
  versionReleaseCommand
};
