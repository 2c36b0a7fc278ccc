import {
  toCheckOutcome
} from "./chunk-A5TMQPSW.js";
import "./chunk-4MSH5B5Z.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";

// src/commands/meta-fsck.ts
import { defineInputs$85 as defineInputs } from "./common.js";
import { metaPlaces$87 as metaPlaces } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({ ...metaPlaces });
var metaFsckCommand = defineCommand({
  name: "meta fsck",
  summary: "Check the whole meta repo: every commit, every file, every object.",
  inputs,
  run: async (given, { ports }) => {
    const { fsckMeta } = await import("./meta-fsck-OFIXZFPZ.js");
    return toCheckOutcome(await fsckMeta(given, ports));
  }
});
export {
  metaFsckCommand
};
