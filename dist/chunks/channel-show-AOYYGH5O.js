const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readChannel
} from "./chunk-MYURJDSZ.js";
import {
  chooseProject,
  readRelease
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

// src/commands/channel-show.ts
import { defineInputs$78 as defineInputs } from "#common";
import { channelInput$80 as channelInput, metaPlaces$80 as metaPlaces, subject$80 as subject } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
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
