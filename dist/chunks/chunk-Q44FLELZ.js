const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  sha256
} from "./chunk-M3KARG6Z.js";
import {
  bytesToHex,
  utf8ToBytes
} from "./chunk-ITJBLXQ5.js";

// src/core/deploy/plan.ts
import { comparePaths$81 as comparePaths } from "#common";
import { isObject$87 as isObject } from "#common";
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
