import {
  stateInputsFor
} from "./chunk-OEAUEXIH.js";

// src/app/gather-state.ts
import { loadDefinition$14 as loadDefinition } from "./common.js";
import { accept$13 as accept, findOnDisk$13 as findOnDisk } from "./common.js";
async function gatherState(inputs, ports, environment) {
  const where = { topDir: inputs["top-dir"], cwd: environment.cwd };
  if (inputs.meta === void 0) {
    const define = await findOnDisk(inputs, ports);
    const wanted = { ...define, project: inputs.project, instance: inputs.instance };
    const definition2 = accept(await loadDefinition(wanted, ports), ports.talk);
    return { definition: definition2, state: stateInputsFor({ definition: definition2, define }, where) };
  }
  const { gatherDefinition } = await import("./gather-SK4X7VK7.js");
  const { openMeta } = await import("./open-meta-7XLA4SRI.js");
  const { definition, place } = await gatherDefinition(inputs, ports);
  const meta = await openMeta(ports, { ...inputs, meta: inputs.meta });
  const seen = { meta, snapshot: await meta.snapshot() };
  return { definition, state: stateInputsFor({ definition, define: place, seen }, where) };
}

export {
  gatherState
};
