import {
  sha256
} from "./chunk-TRFWPX5H.js";
import {
  bytesToHex,
  utf8ToBytes
} from "./chunk-XPSAQ6XK.js";

// src/core/deploy/plan.ts
import { comparePaths$84 as comparePaths } from "./common.js";
import { isObject$90 as isObject } from "./common.js";
var NO_CHANGES = { added: [], changed: [], removed: [] };
var NO_COMMANDS = { before: [], postcmd: [], after: [], restart: [] };
function planDigest(plan) {
  return bytesToHex(sha256(utf8ToBytes(stableJson(plan))));
}
function isUnchanged(plan) {
  return plan.hosts.every((host) => host.action === "unchanged");
}
function stableJson(value) {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== void 0);
  return `{${keys.sort(comparePaths).map((key) => `${JSON.stringify(key)}:${stableJson(value[key])}`).join(",")}}`;
}

export {
  NO_CHANGES,
  NO_COMMANDS,
  planDigest,
  isUnchanged
};
