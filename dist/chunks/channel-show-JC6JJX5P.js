const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readChannel
} from "./chunk-SPQQYKQZ.js";
import {
  chooseProject,
  readRelease
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
  channelInput,
  metaPlaces,
  subject
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs
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

// src/commands/channel-show.ts
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
