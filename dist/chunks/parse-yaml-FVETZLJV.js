const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  NodeReader,
  readYaml
} from "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/core/definition/parse-yaml.ts
import { invalid$91 as invalid, valid$91 as valid } from "#common";
var LAYER = { area: "definition", thing: "a layer", instead: 'use "inherit:" for a layer' };
function parseYaml({ name, file, text, listKey }) {
  const read = readYaml({ text, file, area: "definition", schema: "core" });
  if (!read.ok) return read;
  const reader = new NodeReader(read.value, LAYER);
  const root = reader.readRoot(listKey);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ name, file, root });
}
export {
  parseYaml
};
