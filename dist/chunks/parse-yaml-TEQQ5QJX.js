import {
  NodeReader,
  readYaml
} from "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/core/definition/parse-yaml.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
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
