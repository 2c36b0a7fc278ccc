const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  stateInputsFor
} from "./chunk-G4KROG7V.js";

// src/app/gather-state.ts
import { loadDefinition$13 as loadDefinition } from "#common";
import { accept$12 as accept, findOnDisk$12 as findOnDisk } from "#common";
async function gatherState(inputs, ports, environment) {
  const where = { topDir: inputs["top-dir"], cwd: environment.cwd };
  if (inputs.meta === void 0) {
    const define = await findOnDisk(inputs, ports);
    const wanted = { ...define, project: inputs.project, instance: inputs.instance };
    const definition2 = accept(await loadDefinition(wanted, ports), ports.talk);
    return { definition: definition2, state: stateInputsFor({ definition: definition2, define }, where) };
  }
  const { gatherDefinition } = await import("./gather-K5G3LMO7.js");
  const { openMeta } = await import("./open-meta-FDD3QYQD.js");
  const { definition, place } = await gatherDefinition(inputs, ports);
  const meta = await openMeta(ports, { ...inputs, meta: inputs.meta });
  const seen = { meta, snapshot: await meta.snapshot() };
  return { definition, state: stateInputsFor({ definition, define: place, seen }, where) };
}

export {
  gatherState
};
