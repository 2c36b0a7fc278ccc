import {
  FORMAT_FILE
} from "./chunk-TOVEXTTC.js";
import {
  readMapping
} from "./chunk-IKWEXBVC.js";

// src/core/meta/format.ts
import { find$72 as find } from "./common.js";
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var FORMAT = 1;
function parseFormat(text) {
  const root = readMapping({ text, file: FORMAT_FILE, area: "meta", thing: FORMAT_FILE });
  if (!root.ok) return root;
  const found = find(root.value, ["format"]);
  const format = found.kind === "found" && found.value.kind === "scalar" ? String(found.value.value) : "";
  if (format === String(FORMAT)) return valid(FORMAT);
  const newer = /^\d+$/.test(format) && Number(format) > FORMAT;
  return invalid({
    code: "meta/format",
    message: newer ? `this meta repo has format ${format}, facs knows ${FORMAT}` : `the ${FORMAT_FILE} of this meta repo does not say "format: ${FORMAT}"`,
    origin: found.kind === "found" ? found.key : fileOrigin(FORMAT_FILE),
    ...newer ? { hint: "a newer facs wrote it: update this one" } : {}
  });
}
function encodeFormat() {
  return `# This is the meta repo of a Facsimile installation: releases, channels, deployments.
format: ${FORMAT}
`;
}

export {
  parseFormat,
  encodeFormat
};
