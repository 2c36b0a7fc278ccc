import {
  readInstance
} from "./chunk-Y7NMZYUV.js";
import {
  gatherDefinition
} from "./chunk-3CZVO4XC.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";

// src/app/deploy/deployed-definition.ts
import { isFailure$75 as isFailure } from "./common.js";
import { openDefinition$18 as openDefinition } from "./common.js";
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
