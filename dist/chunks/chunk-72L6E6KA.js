const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readInstance
} from "./chunk-COYKDJOY.js";
import {
  openDefinition
} from "./chunk-WPHURB37.js";
import {
  gatherDefinition
} from "./chunk-PN3W7LI2.js";
import {
  chooseProject
} from "./chunk-2GVTZCY7.js";
import {
  isFailure
} from "./chunk-42LGJTFO.js";

// src/app/deploy/deployed-definition.ts
async function gatherDeployed(inputs, ports, meta) {
  if (meta === void 0) return openDefinition(inputs, ports);
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
