import {
  describeMove,
  isDone,
  planPromotion,
  setChannel
} from "./chunk-SMHA7UNR.js";
import "./chunk-YUTHG3RS.js";
import "./chunk-FOJKRAMO.js";
import "./chunk-P6Q4JOVJ.js";
import "./chunk-YODFIPFU.js";
import "./chunk-UWRVC44L.js";
import "./chunk-HIPR4ACX.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import "./chunk-QXTDGWVD.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-PI6E2RBN.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/commands/channel-set.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { channelInput$87 as channelInput, consent$87 as consent, dryRun$87 as dryRun, metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  project: subject.project,
  ...channelInput,
  version: text({ positional: true, required: true, placeholder: "VERSION", help: "Githash, version or tag." }),
  ...consent,
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
    const wish = { ...given, project, topDir: given["top-dir"] };
    const promotion = await planPromotion({ meta, snapshot }, wish, ports);
    const commit = given["dry-run"] ? void 0 : await setChannel(meta, promotion);
    const { channel, to, files, forced } = promotion;
    return {
      data: {
        project,
        channel: channel.name,
        from: channel.release ?? null,
        to: to.githash,
        changed: !isDone(promotion),
        files: files.map(({ path }) => path),
        forced: [...forced],
        commit: commit ?? null
      },
      text: describe(promotion)
    };
  }
});
function describe(promotion) {
  const { project, channel, to, isThere, files, forced } = promotion;
  const subject2 = `${project} ${channel.name}`;
  if (!isThere)
    return [`${subject2}: ${describeMove(promotion)}`, ...forced.map((rule) => `forced past ${rule}`)].join("\n");
  const there = `${subject2} maps to ${to.githash} already`;
  return files.length === 0 ? there : [there, ...files.map(({ path }) => `${path} is written anew`)].join("\n");
}
export {
  channelSetCommand
};
