const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  isLocalUrl
} from "./chunk-TO4YQPUN.js";
import {
  LineCounter,
  isMap,
  isObject,
  isScalar,
  parseDocument
} from "./chunk-NSLUIHBZ.js";
import {
  fileOrigin
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/release/lock-file.ts
var LOCK_FILE = "facsimile.lock";
var KEYS = ["url", "revision", "githash"];
var NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
function parseLock(text, path) {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines });
  const broken = document.errors.map(
    ({ message, linePos }) => issue("lock/yaml", message, fileOrigin(path, linePos?.[0].line, linePos?.[0].col))
  );
  if (broken.length > 0) return invalid(...broken);
  const value = document.toJS() ?? {};
  const others = isObject(value) ? Object.keys(value).filter((key) => key !== "repos") : [""];
  const repos = isObject(value) ? value["repos"] || {} : {};
  if (others.length > 0 || !isObject(repos))
    return invalid(issue("lock/invalid", `${path} holds one mapping, repos: {NAME: {url, githash}}`, fileOrigin(path)));
  const problems = [];
  const found = Object.entries(repos).map(([name, entry]) => {
    const origin = originOf(document, name, { path, lines });
    problems.push(...checkRepo(name, entry, origin));
    return { ...isObject(entry) ? entry : {}, name, origin };
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
function checkRepo(name, entry, origin) {
  const wrong = (message, hint) => issue("lock/invalid", `${name}: ${message}`, origin, hint);
  if (!NAME.test(name)) return [wrong("is no name for a repository", "use letters, digits, dots, - and _")];
  if (!isObject(entry)) return [wrong("must be a mapping with url and githash")];
  const problems = Object.entries(entry).flatMap(([key, value]) => {
    if (!KEYS.includes(key)) return [wrong(`unknown key ${key}`, `its keys are ${KEYS.join(", ")}`)];
    return typeof value === "string" ? [] : [wrong(`${key} must be text`)];
  });
  const { url } = entry;
  if (url === void 0 || url === "") problems.push(wrong("has no url"));
  if (typeof url === "string" && isLocalUrl(url) && !/^(file:\/\/)?\//.test(url) && url !== "")
    problems.push(wrong(`${url} is a path that means something else on every machine`, "write a URL"));
  return problems;
}
function originOf(document, name, { path, lines }) {
  const repos = document.get("repos");
  const pair = isMap(repos) ? repos.items.find(({ key }) => isScalar(key) && key.value === name) : void 0;
  const offset = isScalar(pair?.key) ? pair.key.range?.[0] : void 0;
  if (offset === void 0) return fileOrigin(path);
  const { line, col } = lines.linePos(offset);
  return fileOrigin(path, line, col);
}
function issue(code, message, origin, hint) {
  return { code, message, origin, ...hint === void 0 ? {} : { hint } };
}

export {
  LOCK_FILE,
  parseLock,
  withRepo
};
