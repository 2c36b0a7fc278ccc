const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/app/open-definition.ts
import { definitionForHost$49 as definitionForHost } from "#common";
import { unwrap$72 as unwrap } from "#common";
import { loadDefinition$13 as loadDefinition } from "#common";
import { accept$12 as accept, findOnDisk$12 as findOnDisk } from "#common";
async function openDefinition(inputs, ports) {
  const isOnDisk = inputs.define !== void 0 || inputs.version === void 0 && inputs.meta === void 0;
  if (!isOnDisk || inputs["define-ref"] !== void 0) {
    const { gatherDefinition } = await import("./gather-K5G3LMO7.js");
    return (await gatherDefinition(inputs, ports)).definition;
  }
  const place = await findOnDisk(inputs, ports);
  const { project, instance } = inputs;
  return accept(await loadDefinition({ ...place, project, instance }, ports), ports.talk);
}
async function openForHost(inputs, ports) {
  const definition = await openDefinition(inputs, ports);
  return inputs.host === void 0 ? definition : unwrap(definitionForHost(definition, inputs.host));
}

export {
  openDefinition,
  openForHost
};
