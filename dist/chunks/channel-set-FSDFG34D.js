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
} from "./chunk-ZPERNU7F.js";
import "./chunk-K5IPVNVH.js";
import "./chunk-MA7YGVBO.js";
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-OJPPOND5.js";
import "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/commands/channel-set.ts
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { channelInput$84 as channelInput, dryRun$84 as dryRun, metaPlaces$84 as metaPlaces, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
