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

// src/core/yaml/read-mapping.ts
import { invalid$91 as invalid, valid$91 as valid } from "#common";
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
