import {
  listChannels
} from "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  readRelease
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

// src/commands/channel-list.ts
import { defineInputs$85 as defineInputs } from "./common.js";
import { metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
