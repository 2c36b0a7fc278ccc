const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeBinaries,
  toBinaryData,
  toReleaseData
} from "./chunk-OUBS4F3H.js";
import "./chunk-D2BJ5IZA.js";
import "./chunk-YSOSO3KG.js";
import {
  listChannels
} from "./chunk-MYURJDSZ.js";
import {
  binariesOf,
  chooseProject,
  findRelease
} from "./chunk-7KPTXWG5.js";
import {
  describeRecord
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

// src/commands/release-show.ts
import { defineInputs$78 as defineInputs, text$78 as text } from "#common";
import { metaPlaces$80 as metaPlaces, subject$80 as subject } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
var inputs = defineInputs({
  project: subject.project,
  version: text({ positional: true, required: true, placeholder: "VERSION", help: "Githash, version or tag." }),
  ...metaPlaces
});
var releaseShowCommand = defineCommand({
  name: "release show",
  summary: "Show a release: its repositories, its binaries, and the channels that map to it.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const release = await findRelease(snapshot, project, given.version);
    const binaries = await binariesOf(snapshot, project, release.githash);
    const mapped = (await listChannels(snapshot, project)).filter((channel) => channel.release === release.githash);
    const channels = mapped.map(({ name }) => name);
    const lines = [
      describeRecord(release),
      ...binaries.length === 0 ? [] : ["binaries:"],
      ...describeBinaries(binaries).map((line) => `  ${line}`),
      channels.length === 0 ? "no channel maps to it" : `channels: ${channels.join(", ")}`
    ];
    return {
      data: { ...toReleaseData(release), binaries: binaries.map(toBinaryData), channels },
      text: lines.join("\n")
    };
  }
});
export {
  releaseShowCommand
};
