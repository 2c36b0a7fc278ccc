const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeMove,
  planPromotion,
  setChannel
} from "./chunk-7CC3VYAP.js";
import "./chunk-SPQQYKQZ.js";
import {
  chooseProject
} from "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import "./chunk-NH3IMKON.js";
import {
  channelInput,
  dryRun,
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

// src/commands/channel-set.ts
var inputs = defineInputs({
  project: subject.project,
  ...channelInput,
  version: text({ positional: true, required: true, placeholder: "VERSION", help: "Githash, version or tag." }),
  ...metaPlaces,
  ...dryRun
});
var channelSetCommand = defineCommand({
  name: "channel set",
  summary: "Map a channel to a release, at once. facs promote asks for a review first.",
  inputs,
  run: async (given, { ports }) => {
    const meta = await openMeta(ports, given);
    const snapshot = await meta.snapshot();
    const project = await chooseProject(snapshot, given.project);
    const promotion = await planPromotion(snapshot, project, given.channel, given.version);
    const commit = given["dry-run"] ? void 0 : await setChannel(meta, promotion);
    const { channel, to, isThere } = promotion;
    const subject2 = `${project} ${channel.name}`;
    return {
      data: {
        project,
        channel: channel.name,
        from: channel.release ?? null,
        to: to.githash,
        changed: !isThere,
        commit: commit ?? null
      },
      text: isThere ? `${subject2} maps to ${to.githash} already` : `${subject2}: ${describeMove(promotion)}`
    };
  }
});
export {
  channelSetCommand
};
