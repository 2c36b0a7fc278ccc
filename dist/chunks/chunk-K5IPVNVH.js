const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  readProject
} from "./chunk-CNVGTS4K.js";
import {
  channelPath
} from "./chunk-YCM4N6T2.js";
import {
  readMapping
} from "./chunk-DNB4XOF6.js";
import {
  parseDocument
} from "./chunk-KXKHB2HM.js";

// src/app/channels.ts
import { inputFailure$72 as inputFailure, unwrap$72 as unwrap } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";

// src/core/meta/channel.ts
import { didYouMean$89 as didYouMean } from "#common";
import { invalid$91 as invalid, valid$91 as valid } from "#common";
import { isGithash$88 as isGithash } from "#common";
var KEYS = ["release", "hold"];
var NOTHING = ["", "false", "null", "~"];
function parseChannel(text, path) {
  const read = readMapping({ text, file: path, area: "channel", thing: "a channel file" });
  if (!read.ok) return read;
  const { members } = read.value;
  const issues = [...members].flatMap(([name, member]) => check(name, member));
  if (issues.length > 0) return invalid(...issues);
  return valid({ release: textOf(members.get("release")), hold: textOf(members.get("hold")) });
}
function check(name, member) {
  const { key, value } = member;
  if (!KEYS.includes(name)) {
    const hint = didYouMean(name, KEYS) ?? `its keys are ${KEYS.join(", ")}`;
    return [{ code: "channel/invalid", message: `unknown key ${name}`, hint, origin: key }];
  }
  const refuse = (message) => [{ code: "channel/invalid", message, origin: value.origin }];
  if (value.kind !== "scalar") return refuse(`${name}: one text is meant`);
  const text = textOf(member);
  const isWrong = name === "release" && text !== void 0 && !isGithash(text);
  return isWrong ? refuse(`release: "${text}" is not a full githash`) : [];
}
function withRelease(text, githash) {
  const document = parseDocument(text ?? "");
  document.set("release", githash);
  return document.toString();
}
function textOf(member) {
  const text = member?.value.kind === "scalar" ? String(member.value.value ?? "") : "";
  return NOTHING.includes(text) ? void 0 : text;
}

// src/app/channels.ts
import { didYouMean$89 as didYouMean2 } from "#common";
import { decodeText$10 as decodeText } from "#common";
async function listChannels(snapshot, project) {
  const { channels } = await readProject(snapshot, project);
  const paths = channels.map((channel) => channelPath(project, channel));
  const files = await snapshot.readAll(paths);
  return channels.map((name, i) => toStoredChannel(name, paths[i] ?? "", files[i]));
}
async function readChannel(snapshot, project, channel) {
  const { channels } = await readProject(snapshot, project);
  if (!channels.includes(channel)) {
    throw inputFailure({
      code: "channel/unknown",
      message: `${project} has no channel ${channel}`,
      hint: didYouMean2(channel, channels) ?? `its channels are ${channels.join(", ")}`,
      origin: inputOrigin("CHANNEL")
    });
  }
  const path = channelPath(project, channel);
  return toStoredChannel(channel, path, await snapshot.read(path));
}
function toStoredChannel(name, path, bytes) {
  const text = bytes === void 0 ? "" : unwrap(decodeText(bytes, path, "channel"));
  return { name, path, bytes, ...unwrap(parseChannel(text, path)) };
}

export {
  parseChannel,
  withRelease,
  listChannels,
  readChannel
};
