const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  listChannels
} from "./chunk-SPQQYKQZ.js";
import {
  describeBinaries,
  toBinaryData,
  toReleaseData
} from "./chunk-2O7I5VDS.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-IWLR6JVR.js";
import {
  binariesOf,
  chooseProject,
  findRelease
} from "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import {
  describeRecord
} from "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import "./chunk-NH3IMKON.js";
import {
  metaPlaces,
  subject
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  text
} from "./chunk-34VBN6EU.js";
import "./chunk-2XE6ZA5R.js";
import "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-MQ4C672U.js";
import "./chunk-RB4T4KKB.js";
import "./chunk-ZO5PUFDL.js";
import "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/commands/release-show.ts
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
