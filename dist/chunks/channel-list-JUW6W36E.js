const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  listChannels
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
  describeRelease
} from "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/commands/channel-list.ts
import { defineInputs$82 as defineInputs } from "#common";
import { metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { describeTable$93 as describeTable } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
