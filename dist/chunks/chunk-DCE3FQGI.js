import {
  readMapping
} from "./chunk-IKWEXBVC.js";
import {
  parseDocument
} from "./chunk-GXCMU6WR.js";

// src/core/meta/channel.ts
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { isGithash$91 as isGithash } from "./common.js";
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
function withHold(text, reason) {
  const document = parseDocument(text ?? "");
  if (reason !== void 0) document.set("hold", reason);
  else if (document.has("hold")) document.delete("hold");
  return document.toString();
}
function isNoReason(reason) {
  return NOTHING.includes(reason.trim());
}
function textOf(member) {
  const text = member?.value.kind === "scalar" ? String(member.value.value ?? "") : "";
  return NOTHING.includes(text) ? void 0 : text;
}

export {
  parseChannel,
  withRelease,
  withHold,
  isNoReason
};
