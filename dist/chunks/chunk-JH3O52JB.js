const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readInstance
} from "./chunk-YCYPFPUJ.js";
import {
  gatherDefinition
} from "./chunk-6VLHPVTV.js";
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import {
  openDefinition
} from "./chunk-CEH3E3PU.js";

// src/app/deploy/deployed-definition.ts
import { isFailure$72 as isFailure } from "#common";
async function gatherDeployed(inputs, ports, meta) {
  if (meta === void 0) return { definition: await openDefinition(inputs, ports), at: { label: "" } };
  try {
    return await gatherDefinition(inputs, ports);
  } catch (error) {
    const isWithoutChannel = isFailure(error) && error.kind === "input" && error.issues.some(({ code }) => code === "release/no-channel");
    const version = isWithoutChannel ? await lastRelease(inputs, meta) : void 0;
    if (version === void 0) throw error;
    return gatherDefinition({ ...inputs, version }, ports);
  }
}
async function lastRelease({ project, instance }, meta) {
  const snapshot = await meta.snapshot();
  const state = await readInstance(snapshot, { project: await chooseProject(snapshot, project), instance });
  return state?.deployments.at(-1)?.begin.release;
}

export {
  gatherDeployed
};
