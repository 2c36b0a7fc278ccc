const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readChannel
} from "./chunk-K5IPVNVH.js";
import {
  readRelease
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

// src/commands/channel-show.ts
import { defineInputs$82 as defineInputs } from "#common";
import { channelInput$84 as channelInput, metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var inputs = defineInputs({ project: subject.project, ...channelInput, ...metaPlaces });
var channelShowCommand = defineCommand({
  name: "channel show",
  summary: "Show the release that a channel maps to.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const { name, release, hold } = await readChannel(snapshot, project, given.channel);
    const record = release === void 0 ? void 0 : await readRelease(snapshot, project, release);
    const held = hold === void 0 ? [] : [`held: ${hold}`];
    const mapped = record === void 0 ? `${project} ${name} maps to ${release ?? "nothing yet"}` : describeRecord(record);
    return {
      data: { project, channel: name, hold: hold ?? null, release: record ?? null },
      text: [...held, mapped].join("\n")
    };
  }
});
export {
  channelShowCommand
};
