const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  accept,
  findOnDisk
} from "./chunk-T7AAMPLI.js";
import {
  loadDefinition
} from "./chunk-RMGOG7U5.js";

// src/app/open-definition.ts
async function openDefinition(inputs, ports) {
  if (inputs.define === void 0 && (inputs.version !== void 0 || inputs.meta !== void 0)) {
    const { gatherDefinition } = await import("./gather-UYZH3RGO.js");
    return gatherDefinition(inputs, ports);
  }
  const place = await findOnDisk(inputs, ports);
  const { project, instance } = inputs;
  return accept(await loadDefinition({ ...place, project, instance }, await ports.shipped()), ports.talk);
}

export {
  openDefinition
};
