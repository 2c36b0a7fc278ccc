import {
  bytesToHex,
  hexToBytes
} from "./chunk-XPSAQ6XK.js";

// src/core/state/state.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { describePath$90 as describePath, isObject$90 as isObject } from "./common.js";
import { invalid$94 as invalid2, valid$94 as valid2 } from "./common.js";
import { reveal$95 as reveal, secret$95 as secret } from "./common.js";

// src/core/state/uiids.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var HIGHEST_UIID = 255;
function isUiid(value) {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= HIGHEST_UIID;
}
function allocateUiids(taken, names) {
  const highest = Math.max(0, ...taken.values());
  const given = new Map(names.map((name, i) => [name, highest + 1 + i]));
  if (highest + names.length <= HIGHEST_UIID) return valid(given);
  const issue = {
    code: "state/uiids",
    message: `${names.slice(HIGHEST_UIID - highest).join(", ")} cannot have a uiid: ${HIGHEST_UIID} is the highest, and none is given out twice`,
    path: "modules",
    hint: "lower n_instances"
  };
  return invalid(issue);
}

// src/core/state/state.ts
var DIGEST_KEY_BYTES = 32;
var SECTIONS = ["passwd", "uiids", "values", "hosts", "directories", "digest_key"];
var SHORTEST_MASKED = 4;
var DIRECTORY = new RegExp("^(?![\\s\\S]*\\p{Cc})(\\/|~\\/|(?![/~]))(?!(.*\\/)?\\.{1,2}(\\/|$))[\\s\\S]+$", "u");
function parseState(value, shown) {
  const issues = [];
  const complain = (path, message) => {
    const at = describePath(path);
    issues.push({ code: "state/form", path: at, message: `${at} ${message}`, origin: fileOrigin(shown) });
  };
  const section = (name, of) => {
    const given = value[name] ?? {};
    if (!isObject(given)) complain([name], `is no mapping of ${of}`);
    return Object.entries(isObject(given) ? given : {});
  };
  const read = (name, of, accept) => new Map(
    section(name, of).flatMap(([key2, item]) => {
      const accepted = accept(item);
      if (typeof accepted !== "string") return [[key2, accepted]];
      complain([name, key2], accepted);
      return [];
    })
  );
  const passwords = read(
    "passwd",
    "user names to passwords",
    (item) => typeof item === "string" && item !== "" ? secret(item) : "is no text"
  );
  const uiids = read("uiids", "clones to numbers", (item) => isUiid(item) ? item : "is no number from 1 to 255");
  for (const [name, uiid] of uiids) {
    const first = [...uiids].find(([, each]) => each === uiid)?.[0];
    if (first !== void 0 && first !== name) complain(["uiids", name], `is the number of ${first} too`);
  }
  const hosts = read("hosts", "hosts to their values", (item) => isObject(item) ? secret(item) : "is no mapping");
  const values = secret(Object.fromEntries(section("values", "names to values")));
  const directories = readDirectories(value["directories"], complain);
  const key = value["digest_key"];
  if (key !== void 0 && !isDigestKey(key)) complain(["digest_key"], `is not ${DIGEST_KEY_BYTES} bytes in hex`);
  if (issues.length > 0) return invalid2(...issues);
  const digestKey = isDigestKey(key) ? secret(hexToBytes(key)) : void 0;
  return valid2({ passwords, uiids, values, hosts, directories, digestKey });
}
function lackOf(state, needs) {
  const usernames = needs.usernames.filter((name) => state?.passwords.has(name) !== true);
  const instanceNames = needs.instanceNames.filter((name) => state?.uiids.has(name) !== true);
  const digestKey = state?.digestKey === void 0;
  if (usernames.length === 0 && instanceNames.length === 0 && !digestKey) return void 0;
  return { usernames, instanceNames, digestKey };
}
function extendState(value, { passwords, uiids, digestKey }) {
  const added = new Map([...passwords].map(([name, password]) => [name, reveal(password)]));
  const key = digestKey === void 0 ? {} : { digest_key: bytesToHex(reveal(digestKey)) };
  return { ...value, ...grown(value, "passwd", added), ...grown(value, "uiids", uiids), ...key };
}
function secretsOf({ passwords, values, hosts }) {
  const kept = [values, ...hosts.values()].flatMap((each) => textsOf(reveal(each)));
  return [...passwords.values(), ...kept.map(secret)];
}
function describeLack({ usernames, instanceNames }) {
  const passwords = usernames.length === 0 ? [] : [`passwords of ${usernames.join(", ")}`];
  const uiids = instanceNames.length === 0 ? [] : [`uiids of ${instanceNames.join(", ")}`];
  return [...passwords, ...uiids].join("; ") || "the key of its digests";
}
function textsOf(value) {
  if (typeof value === "object") return value === null ? [] : Object.values(value).flatMap(textsOf);
  return String(value).length < SHORTEST_MASKED ? [] : [String(value)];
}
function grown(value, name, added) {
  const before = value[name];
  if (added.size === 0) return {};
  return { [name]: { ...isObject(before) ? before : {}, ...Object.fromEntries(added) } };
}
function readDirectories(value, complain) {
  if (value === void 0 || value === null) return [];
  if (!Array.isArray(value)) complain(["directories"], "is no list of folders");
  const items = Array.isArray(value) ? value : [];
  return items.flatMap((item, i) => {
    if (typeof item === "string" && DIRECTORY.test(item)) return [item];
    complain(["directories", i], "is no folder: absolute, below ~/, or below shared");
    return [];
  });
}
function isDigestKey(value) {
  return typeof value === "string" && /^[0-9a-f]+$/.test(value) && value.length === DIGEST_KEY_BYTES * 2;
}

export {
  isUiid,
  allocateUiids,
  DIGEST_KEY_BYTES,
  SECTIONS,
  parseState,
  lackOf,
  extendState,
  secretsOf,
  describeLack
};
