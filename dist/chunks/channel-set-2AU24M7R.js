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
} from "./chunk-MMJCUBGF.js";
import "./chunk-MYURJDSZ.js";
import {
  chooseProject
} from "./chunk-7KPTXWG5.js";
import "./chunk-SGREDNFV.js";
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

// src/commands/channel-set.ts
import { defineInputs$78 as defineInputs, text$78 as text } from "#common";
import { channelInput$80 as channelInput, dryRun$80 as dryRun, metaPlaces$80 as metaPlaces, subject$80 as subject } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
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
