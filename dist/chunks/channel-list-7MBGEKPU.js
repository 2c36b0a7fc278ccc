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
  describeTable
} from "./chunk-IWLR6JVR.js";
import {
  chooseProject,
  readRelease
} from "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import {
  describeRelease
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

// src/commands/channel-list.ts
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
