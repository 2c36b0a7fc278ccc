const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeBinaries,
  toBinaryData
} from "./chunk-OUBS4F3H.js";
import "./chunk-D2BJ5IZA.js";
import "./chunk-YSOSO3KG.js";
import {
  binariesOf,
  chooseProject,
  findRelease
} from "./chunk-7KPTXWG5.js";
import {
  describeRelease
} from "./chunk-SGREDNFV.js";
import "./chunk-Q6YWCMS3.js";
import "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-NH3IMKON.js";
import {
  openMeta
} from "./chunk-H7RMXVDE.js";
import "./chunk-QNEN4M7J.js";

// src/commands/binary-list.ts
import { defineInputs$78 as defineInputs, text$78 as text } from "#common";
import { metaPlaces$80 as metaPlaces, subject$80 as subject } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
var inputs = defineInputs({
  project: subject.project,
  version: text({ positional: true, required: true, placeholder: "VERSION", help: "Githash, version or tag." }),
  ...metaPlaces
});
var binaryListCommand = defineCommand({
  name: "binary list",
  summary: "List the binaries of a release.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const release = await findRelease(snapshot, project, given.version);
    const binaries = await binariesOf(snapshot, project, release.githash);
    const none = `${project} ${describeRelease(release)} has no binaries`;
    return {
      data: binaries.map(toBinaryData),
      text: binaries.length === 0 ? none : describeBinaries(binaries).join("\n")
    };
  }
});
export {
  binaryListCommand
};
