const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  listChannels
} from "./chunk-MYURJDSZ.js";
import {
  chooseProject,
  readRelease
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

// src/commands/channel-list.ts
import { defineInputs$78 as defineInputs } from "#common";
import { metaPlaces$80 as metaPlaces, subject$80 as subject } from "#common";
import { describeTable$89 as describeTable } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
var inputs = defineInputs({ project: subject.project, ...metaPlaces });
var channelListCommand = defineCommand({
  name: "channel list",
  summary: "Show what the channels of a project map to, in the order of promotion.",
  inputs,
  run: async (given, { ports }) => {
    const snapshot = await (await openMeta(ports, given)).snapshot();
    const project = await chooseProject(snapshot, given.project);
    const channels = await listChannels(snapshot, project);
    const rows = await Promise.all(
      channels.map(async ({ name, release, hold }) => ({
        project,
        channel: name,
        release: release ?? null,
        version: release === void 0 ? "" : (await readRelease(snapshot, project, release))?.version ?? "",
        hold: hold ?? null
      }))
    );
    const lines = rows.map(({ channel, release, version, hold }) => [
      channel,
      release === null ? "nothing yet" : describeRelease({ version, githash: release }),
      hold === null ? "" : `held: ${hold}`
    ]);
    return { data: rows, text: describeTable(lines).join("\n") };
  }
});
export {
  channelListCommand
};
