import {
  toCheckOutcome
} from "./chunk-A5TMQPSW.js";
import "./chunk-4MSH5B5Z.js";
import "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";

// src/commands/meta-check.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { metaPlaces$87 as metaPlaces } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  range: text({
    positional: true,
    required: true,
    placeholder: "RANGE",
    help: "A..B: a push from A to B. A...B: what B brings to A, as a pull request does. B: all that it has."
  }),
  ...metaPlaces
});
var metaCheckCommand = defineCommand({
  name: "meta check",
  summary: "Check what a push or a pull request does to the meta repo; only what it touches is read.",
  inputs,
  outputs: { findings: "How many things were found, warnings too." },
  action: { name: "meta-check", title: "Facsimile meta check", icon: "shield", color: "green" },
  run: async (given, { ports }) => {
    const { checkMeta } = await import("./meta-check-2RTTVHZ5.js");
    return toCheckOutcome(await checkMeta(given, ports));
  }
});
export {
  metaCheckCommand
};
