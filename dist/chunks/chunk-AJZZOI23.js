import {
  isLocalUrl
} from "./chunk-LHH4TCB6.js";
import {
  readMapping
} from "./chunk-IKWEXBVC.js";
import {
  isMap,
  parseDocument
} from "./chunk-GXCMU6WR.js";

// src/core/release/lock-file.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var LOCK_FILE = "facsimile.lock";
var KEYS = ["url", "revision", "githash"];
var NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
function parseLock(text, path) {
  const read = readMapping({ text, file: path, area: "lock", thing: path });
  if (!read.ok) return read;
  const { members, origin } = read.value;
  const repos = members.get("repos")?.value ?? { kind: "mapping", members: /* @__PURE__ */ new Map(), origin };
  const others = [...members.keys()].filter((key) => key !== "repos");
  const isEmpty = repos.kind === "scalar" && (repos.value === "" || repos.value === null);
  if (others.length > 0 || repos.kind !== "mapping" && !isEmpty)
    return invalid(issue("lock/invalid", `${path} holds one mapping, repos: {NAME: {url, githash}}`, repos.origin));
  const problems = [];
  const found = [...repos.kind === "mapping" ? repos.members : []].map(([name, member]) => {
    problems.push(...checkRepo(name, member));
    return toRepo(name, member);
  });
  return problems.length > 0 ? invalid(...problems) : valid(found.sort((a, b) => a.name < b.name ? -1 : 1));
}
function withRepo(text, { name, url, revision, githash }) {
  const document = parseDocument(text === "" ? NEW_FILE : text, { schema: "failsafe" });
  const values = Object.entries({ url, revision, githash }).filter(([, value]) => value !== void 0);
  const repos = document.get("repos");
  if (!isMap(repos) || repos.items.length === 0) document.set("repos", { [name]: Object.fromEntries(values) });
  else for (const [key, value] of values) setText(document, ["repos", name, key], value);
  return document.toString({ lineWidth: 0 });
}
var NEW_FILE = `# Repositories that a release is built from besides its submodules.
# \`facs release lock\` writes the githash that each revision names; commit this file.
repos:
`;
function setText(document, path, value) {
  if (document.getIn(path) !== value) document.setIn(path, value);
}
function checkRepo(name, { key: origin, value: entry }) {
  const wrong = (message, hint) => issue("lock/invalid", `${name}: ${message}`, origin, hint);
  if (!NAME.test(name)) return [wrong("is no name for a repository", "use letters, digits, dots, - and _")];
  if (entry.kind !== "mapping") return [wrong("must be a mapping with url and githash")];
  const problems = [...entry.members].flatMap(([key, { value }]) => {
    if (!KEYS.includes(key)) return [wrong(`unknown key ${key}`, `its keys are ${KEYS.join(", ")}`)];
    return value.kind === "scalar" ? [] : [wrong(`${key} must be text`)];
  });
  const url = textOf(entry.members.get("url")) ?? "";
  if (!entry.members.has("url") || url === "" && problems.length === 0) problems.push(wrong("has no url"));
  if (url !== "" && isLocalUrl(url) && !/^(file:\/\/)?\//.test(url))
    problems.push(wrong(`${url} is a path that means something else on every machine`, "write a URL"));
  return problems;
}
function toRepo(name, { key: origin, value }) {
  const members = value.kind === "mapping" ? value.members : /* @__PURE__ */ new Map();
  const [url = "", revision, githash] = KEYS.map((key) => textOf(members.get(key)));
  return {
    ...{ name, url, origin },
    ...revision === void 0 ? {} : { revision },
    ...githash === void 0 ? {} : { githash }
  };
}
function textOf(member) {
  return member?.value.kind === "scalar" ? String(member.value.value ?? "") : void 0;
}
function issue(code, message, origin, hint) {
  return { code, message, origin, ...hint === void 0 ? {} : { hint } };
}

export {
  LOCK_FILE,
  parseLock,
  withRepo
};
