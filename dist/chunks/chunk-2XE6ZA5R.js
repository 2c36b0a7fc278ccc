const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/meta/names.ts
var RESERVED_PROJECTS = ["define", "state", "events"];
var SEGMENT = "[a-z0-9][a-z0-9_-]*";
var RULES = {
  project: { form: /^[A-Za-z0-9][A-Za-z0-9_-]*$/, words: "letters, digits, - and _" },
  instance: {
    form: new RegExp(`^${SEGMENT}(\\.${SEGMENT})*$`),
    words: "lowercase letters, digits, - and _, in parts joined by dots"
  },
  channel: { form: new RegExp(`^${SEGMENT}$`), words: "lowercase letters, digits, - and _" },
  // The last dot of `<name>.<platform>` parts the two, so a platform has none.
  binary: { form: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, words: "letters, digits, dots, - and _" },
  platform: { form: new RegExp(`^${SEGMENT}$`), words: "lowercase letters, digits, - and _, like linux-x64" }
};
var GITHASH = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
var SHA256 = /^[0-9a-f]{64}$/;
function parseName(kind, name) {
  const issue = checkName(kind, name);
  return issue === void 0 ? valid(name) : invalid(issue);
}
function isGithash(text) {
  return GITHASH.test(text);
}
function isSha256(text) {
  return SHA256.test(text);
}
function checkName(kind, name) {
  const { form, words } = RULES[kind];
  if (!form.test(name) || name.length > 100) {
    return { code: "meta/name", message: `"${name}" is no name for ${describeKind(kind)}`, hint: `use ${words}` };
  }
  if (name.endsWith(".lock")) return { code: "meta/name", message: `"${name}" may not end in .lock` };
  if (kind === "project" && RESERVED_PROJECTS.includes(name)) {
    return {
      code: "meta/name",
      message: `a project may not be called ${name}: the meta repo has a folder of that name`
    };
  }
  return void 0;
}
function describeKind(kind) {
  return { instance: "an instance", binary: "a binary file" }[kind] ?? `a ${kind}`;
}

export {
  parseName,
  isGithash,
  isSha256
};
