import {
  readChannel
} from "./chunk-BN4GKCKH.js";
import {
  isNoReason,
  withHold
} from "./chunk-DCE3FQGI.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/hold-channel.ts
import { hasCode$75 as hasCode, inputFailure$75 as inputFailure, operationFailure$75 as operationFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
async function holdChannel(meta, { project, channel, hold }) {
  if (hold !== void 0 && isNoReason(hold)) throw noReason(hold);
  if (hold === channel.hold) return void 0;
  const { name, path, bytes } = channel;
  const text2 = withHold(bytes === void 0 ? void 0 : new TextDecoder().decode(bytes), hold);
  const message = `${project} ${name}: ${hold === void 0 ? `hold ended (${channel.hold})` : `held: ${hold}`}`;
  const changed = [{ path, bytes: new TextEncoder().encode(text2), basedOn: bytes }];
  try {
    return (await meta.append({ added: [], changed, message: message.replace(/\s+/g, " ") })).commit;
  } catch (error) {
    throw hasCode(error, "meta/changed") ? await moved(meta, { project, channel, hold }) : error;
  }
}
async function moved(meta, { project, channel, hold }) {
  const now = await readChannel(await meta.snapshot(), project, channel.name);
  const say = ({ release, hold: why }) => `at ${release ?? "nothing"}${why === void 0 ? "" : `, held: ${why}`}`;
  return operationFailure({
    code: "channel/moved",
    message: `${project} ${channel.name} was ${say(channel)} and is ${say(now)} now: ${hold === void 0 ? "not let go" : "not held"}`,
    target: channel.path,
    retry: "safe",
    next: "run the same command again if you still want to"
  });
}
function noReason(hold) {
  const hint = "say why it is held with --reason, or end a hold with --release";
  const message = hold === "" ? "a hold needs a reason" : `"${hold}" is no reason`;
  return inputFailure({ code: "channel/hold", message, hint, origin: inputOrigin("--reason") });
}

// src/commands/channel-hold.ts
import { usageFailure$75 as usageFailure } from "./common.js";
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { channelInput$87 as channelInput, dryRun$87 as dryRun, metaPlaces$87 as metaPlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  project: subject.project,
  ...channelInput,
  reason: text({ placeholder: "WORDS", help: "Why; whoever is stopped by it reads this." }),
  release: flag({ help: "End the hold instead." }),
  ...metaPlaces,
  ...dryRun
});
var channelHoldCommand = defineCommand({
  name: "channel hold",
  summary: "Keep a channel where it is, for a reason, until --release: no promotion, and no deploy of what follows it.",
  inputs,
  run: async (given, { ports }) => {
    if (given.release && given.reason !== void 0)
      throw usageFailure("--release ends a hold, --reason begins one: one of them is meant", "channel hold");
    const meta = await openMeta(ports, given);
    const snapshot = await meta.snapshot();
    const project = await chooseProject(snapshot, given.project);
    const channel = await readChannel(snapshot, project, given.channel);
    const hold = given.release ? void 0 : (given.reason ?? "").replace(/\s+/g, " ").trim();
    const commit = given["dry-run"] ? void 0 : await holdChannel(meta, { project, channel, hold });
    const changed = channel.hold !== hold;
    const state = hold === void 0 ? "is not held" : `is held: ${hold}`;
    return {
      data: {
        ...{ project, channel: channel.name, hold: hold ?? null, was: channel.hold ?? null, changed },
        commit: commit ?? null
      },
      text: `${project} ${channel.name} ${state}${changed ? "" : " (as before)"}`
    };
  }
});
export {
  channelHoldCommand
};
