import {
  describeBinaries,
  toBinaryData,
  toReleaseData
} from "./chunk-YQM4EXEC.js";
import "./chunk-N5ORFAFN.js";
import "./chunk-DWXHLSI5.js";
import {
  listChannels
} from "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  binariesOf,
  findRelease
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import {
  describeRecord
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/commands/release-show.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
