const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  FORMAT_FILE
} from "./chunk-YCM4N6T2.js";
import {
  readMapping
} from "./chunk-DNB4XOF6.js";

// src/core/meta/format.ts
import { find$69 as find } from "#common";
import { fileOrigin$85 as fileOrigin } from "#common";
import { invalid$91 as invalid, valid$91 as valid } from "#common";
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
