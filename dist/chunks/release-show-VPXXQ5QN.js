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
} from "./chunk-5CBSGEIS.js";
import "./chunk-SKZ3SRNB.js";
import "./chunk-YSOSO3KG.js";
import {
  listChannels
} from "./chunk-K5IPVNVH.js";
import {
  binariesOf,
  findRelease
} from "./chunk-MA7YGVBO.js";
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-OJPPOND5.js";
import {
  describeRecord
} from "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/commands/release-show.ts
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
