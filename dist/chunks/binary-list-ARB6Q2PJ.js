import {
  describeBinaries,
  toBinaryData
} from "./chunk-YQM4EXEC.js";
import "./chunk-N5ORFAFN.js";
import "./chunk-DWXHLSI5.js";
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
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/commands/binary-list.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
