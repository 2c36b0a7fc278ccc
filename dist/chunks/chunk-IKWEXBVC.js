import {
  NodeReader,
  readYaml
} from "./chunk-VCFYUUPC.js";

// src/core/yaml/read-mapping.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
function readMapping({ thing, ...file }) {
  const read = readYaml({ ...file, schema: "failsafe" });
  if (!read.ok) return read;
  const reader = new NodeReader(read.value, { area: file.area, thing });
  const root = reader.readRoot();
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid(root);
}

export {
  readMapping
};
