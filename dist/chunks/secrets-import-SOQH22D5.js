import {
  gatherState
} from "./chunk-SDAXHN2N.js";
import {
  readState
} from "./chunk-JUE3Q72V.js";
import {
  changeState
} from "./chunk-MXQAYWJN.js";
import "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import {
  DIGEST_KEY_BYTES,
  describeLack,
  extendState,
  isUiid
} from "./chunk-3QE2B653.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/secrets-import.ts
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { secret$95 as secret2 } from "./common.js";

// src/core/state/old-state.ts
import { describePath$90 as describePath } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { reveal$95 as reveal, secret$95 as secret } from "./common.js";
function parseOldState(root) {
  const reader = new OldStateReader();
  const old = reader.read(root);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid(old);
}
function missingFrom(state, old) {
  const issues = [];
  const clash = (path, message, origin) => issues.push({ code: "state/other-value", message: `${path} ${message}`, path, origin });
  const passwords = [...old.passwords].filter(([name, { value, origin }]) => {
    const there = state?.passwords.get(name);
    if (there !== void 0 && reveal(there) !== reveal(value))
      clash(`passwd.${name}`, "has another value in the state", origin);
    return there === void 0;
  });
  const uiids = [...old.uiids].filter(([name, { value, origin }]) => {
    const there = state?.uiids.get(name);
    const owner = [...state?.uiids ?? []].find(([, uiid]) => uiid === value)?.[0];
    if (there !== void 0 && there !== value)
      clash(`uiids.${name}`, `is ${there} in the state, not ${value}`, origin);
    else if (owner !== void 0 && owner !== name)
      clash(`uiids.${name}`, `is ${value}, which is the number of ${owner} in the state`, origin);
    return there === void 0;
  });
  if (issues.length > 0) return invalid(...issues);
  return valid({ passwords: new Map(passwords), uiids: new Map(uiids) });
}
var OldStateReader = class {
  issues = [];
  read(root) {
    const { passwd, instances } = this.section({ key: root.origin, value: root }, [], ["passwd", "instances"]);
    const { inmap, uiidmap } = this.section(instances, ["instances"], ["inmap", "uiidmap"]);
    const passwords = this.each(passwd, ["passwd"], { take: textIn, otherwise: "is no text" });
    const uiids = this.each(inmap, ["instances", "inmap"], { take: uiidIn, otherwise: "has no uiid from 1 to 255" });
    this.compare(uiidmap, uiids);
    return { passwords, uiids };
  }
  /** The members of a mapping that may have these and no others. */
  section(member, at, keys) {
    const members = this.members(member, at);
    for (const [key, { key: origin }] of members)
      if (!keys.includes(key)) this.refuse([...at, key], "is unknown", { origin, hint: hintFor(key, at, keys) });
    return Object.fromEntries(members);
  }
  each(member, at, { take, otherwise }) {
    const taken = /* @__PURE__ */ new Map();
    for (const [name, { value }] of this.members(member, at)) {
      const kept = take(value);
      if (kept === void 0) this.refuse([...at, name], otherwise, value);
      else taken.set(name, kept);
    }
    return taken;
  }
  /** Both maps say the same; one that was changed by hand may not. */
  compare(uiidmap, uiids) {
    const owners = /* @__PURE__ */ new Map();
    for (const [name, { value, origin }] of uiids) {
      const owner = owners.get(value);
      if (owner !== void 0) this.refuse(["instances", "inmap", name], `has the number of ${owner}`, { origin });
      owners.set(value, name);
    }
    for (const [uiid, { value }] of this.members(uiidmap, ["instances", "uiidmap"])) {
      const name = value.kind === "mapping" ? value.members.get("instance_name")?.value : void 0;
      const said = name?.kind === "scalar" ? name.value : void 0;
      if (said !== owners.get(Number(uiid)) || said === void 0)
        this.refuse(["instances", "uiidmap", uiid], "does not say the same as inmap", value);
    }
  }
  members(member, at) {
    const node = member?.value;
    if (node?.kind === "mapping") return node.members;
    if (node !== void 0 && !(node.kind === "scalar" && node.value === null)) this.refuse(at, "is no mapping", node);
    return /* @__PURE__ */ new Map();
  }
  refuse(at, what, { origin, hint }) {
    const path = describePath(at);
    const issue = { code: "state/old-form", message: `${path} ${what}`, path, origin };
    this.issues.push(hint === void 0 ? issue : { ...issue, hint });
  }
};
function hintFor(key, at, known) {
  if (key === "sops" && at.length === 0) return "this file is encrypted already: copy it to its place instead";
  return `${at.length === 0 ? "a state of Facsimile 1.1.1" : describePath(at)} has ${known.join(" and ")}`;
}
function textIn(node) {
  if (node.kind !== "scalar" || typeof node.value !== "string" || node.value === "") return void 0;
  return { value: secret(node.value), origin: node.origin };
}
function uiidIn(node) {
  const found = node.kind === "mapping" ? node.members.get("uiid")?.value : void 0;
  if (found?.kind !== "scalar") return void 0;
  const number = typeof found.value === "string" && /^\d{1,3}$/.test(found.value) ? Number(found.value) : found.value;
  return isUiid(number) ? { value: number, origin: found.origin } : void 0;
}

// src/app/secrets-import.ts
import { decodeText$11 as decodeText } from "./common.js";
async function importSecrets(inputs2, ports, environment) {
  const old = unwrap(await readOldState(inputs2.file, ports));
  for (const { value } of old.passwords.values()) ports.talk.mask(value);
  const { definition, state } = await gatherState(inputs2, ports, environment);
  const { project, instance } = definition;
  if (inputs2["dry-run"]) return { project, instance, ...await foresee(old, await readState(state, ports)) };
  let taken = NOTHING;
  const { path, outcome } = await changeState(state, ports, async (before) => {
    const missing = unwrap(missingFrom(before?.state, old));
    if (before !== void 0 && isNothing(missing)) return void 0;
    taken = missing;
    return { value: await add(before, missing, ports), what: `${describeLack(namesOf(missing))}, taken over` };
  });
  return { project, instance, path, outcome, ...namesOf(taken) };
}
var NOTHING = { passwords: /* @__PURE__ */ new Map(), uiids: /* @__PURE__ */ new Map() };
async function foresee(old, standing) {
  if (standing.kind === "locked") throw standing.failure;
  const isThere = standing.kind === "open";
  const missing = unwrap(missingFrom(isThere ? standing.state : void 0, old));
  const outcome = isThere ? isNothing(missing) ? "unchanged" : "completed" : "created";
  return { path: standing.path, outcome, ...namesOf(missing) };
}
async function readOldState(file, ports) {
  const bytes = await (await ports.files()).read(file);
  if (bytes === void 0) {
    const origin = inputOrigin("FILE");
    throw inputFailure({ code: "state/no-file", message: `there is no file ${file}`, origin });
  }
  const text2 = decodeText(bytes, file, "state");
  if (!text2.ok) return text2;
  const parsed = await parse({ name: "state", file, text: text2.value });
  return parsed.ok ? parseOldState(parsed.value.root) : parsed;
}
async function parse(text2) {
  if (text2.file.endsWith(".json")) return (await import("./parse-json-QSPGQ6GE.js")).parseJson(text2);
  return (await import("./parse-yaml-TEQQ5QJX.js")).parseYaml(text2);
}
async function add(before, { passwords, uiids }, ports) {
  const ids = await ports.ids();
  const isKeyless = before?.state.digestKey === void 0;
  return extendState(before?.value ?? {}, {
    passwords: new Map([...passwords].map(([name, { value }]) => [name, value])),
    uiids: new Map([...uiids].map(([name, { value }]) => [name, value])),
    digestKey: isKeyless ? secret2(ids.bytes(DIGEST_KEY_BYTES)) : void 0
  });
}
function namesOf({ passwords, uiids }) {
  return { usernames: [...passwords.keys()], instanceNames: [...uiids.keys()] };
}
function isNothing({ passwords, uiids }) {
  return passwords.size === 0 && uiids.size === 0;
}

// src/commands/secrets-import.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  ...subject,
  file: text({
    positional: true,
    required: true,
    placeholder: "FILE",
    help: "state.json or state.yaml of Facsimile 1.1.1, in clear."
  }),
  ...places,
  ...dryRun
});
var secretsImportCommand = defineCommand({
  name: "secrets import",
  summary: "Take the passwords and numbers of a plain state file of Facsimile 1.1.1 into the encrypted state.",
  inputs,
  run: async (given, { ports, environment }) => {
    const imported = await importSecrets(given, ports, environment);
    const { project, instance, path, outcome, usernames, instanceNames } = imported;
    if (!given["dry-run"])
      ports.talk.warn({
        code: "state/plain-file",
        message: `${given.file} still holds every password in clear`,
        hint: `destroy it now: shred -u ${given.file}; and whatever copies of it there are, in history and backups too`
      });
    return {
      data: {
        ...{ project, instance, outcome },
        state: path,
        passwords: [...usernames],
        uiids: [...instanceNames]
      },
      text: describe(imported, given["dry-run"])
    };
  }
});
function describe({ path, outcome, ...names }, isDry) {
  if (outcome === "unchanged") return `${path}: holds all of it already`;
  return `${path}: ${isDry ? "would be " : ""}${outcome}, with ${describeLack(names)}`;
}
export {
  secretsImportCommand
};
