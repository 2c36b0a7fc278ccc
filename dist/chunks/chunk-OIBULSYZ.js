const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  FORMAT_FILE
} from "./chunk-3SVSA3EF.js";
import {
  isObject,
  parseDocument
} from "./chunk-NSLUIHBZ.js";
import {
  fileOrigin
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/meta/format.ts
var FORMAT = 1;
function parseFormat(text) {
  const value = parseDocument(text).toJS();
  const format = isObject(value) ? value["format"] : void 0;
  if (format === FORMAT) return valid(FORMAT);
  const newer = typeof format === "number" && format > FORMAT;
  return invalid({
    code: "meta/format",
    message: newer ? `this meta repo has format ${format}, facs knows ${FORMAT}` : `the ${FORMAT_FILE} of this meta repo does not say "format: ${FORMAT}"`,
    origin: fileOrigin(FORMAT_FILE),
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
