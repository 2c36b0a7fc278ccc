// src/core/sops/value-place.ts
import { isObject$90 as isObject } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
function parsePlace(root, text) {
  const keys = text.startsWith("[") ? bracketed(text) : dotted(root, text);
  if (keys !== void 0 && keys.length > 0 && keys.every((key) => key !== "") && keys[0] !== "sops")
    return valid(keys);
  const hint = 'write passwd.db, or ["passwd"]["db"] where keys hold dots';
  return invalid({ code: "state/key", message: `"${text}" is no place in a file of secrets`, hint });
}
function valueAt(root, place) {
  return place.reduce((value, key) => {
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : void 0;
  }, root);
}
function withValueAt(root, place, value) {
  const [key = "", ...rest] = place;
  const others = Object.entries(root).filter(([name]) => name !== key);
  const before = Object.hasOwn(root, key) ? root[key] : void 0;
  if (rest.length === 0 && value === void 0) return Object.fromEntries(others);
  if (rest.length > 0 && before !== void 0 && before !== null && !isObject(before)) return void 0;
  const changed = rest.length === 0 ? value : withValueAt(isObject(before) ? before : {}, rest, value);
  if (changed === void 0) return void 0;
  const entries = Object.entries(root).map(([name, member]) => [
    name,
    name === key ? changed : member
  ]);
  return Object.fromEntries(before === void 0 ? [...entries, [key, changed]] : entries);
}
function bracketed(text) {
  const parts = [...text.matchAll(/\[("(?:[^"\\]|\\.)*")\]/g)];
  if (parts.map(([whole]) => whole).join("") !== text) return void 0;
  try {
    return parts.map(([, key = '""']) => String(JSON.parse(key)));
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function dotted(value, text) {
  const known = isObject(value) ? Object.keys(value) : [];
  const longest = known.filter((key) => text === key || text.startsWith(`${key}.`)).sort((a, b) => b.length - a.length)[0];
  if (longest === void 0) return text.split(".");
  const rest = text.slice(longest.length + 1);
  return text === longest ? [longest] : [longest, ...dotted(isObject(value) ? value[longest] : void 0, rest)];
}

export {
  parsePlace,
  valueAt,
  withValueAt
};
