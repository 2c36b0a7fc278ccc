const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  openDefinition
} from "./chunk-WPHURB37.js";
import {
  accept
} from "./chunk-T7AAMPLI.js";
import "./chunk-RMGOG7U5.js";
import {
  places,
  subject,
  version
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  text
} from "./chunk-34VBN6EU.js";
import "./chunk-2XE6ZA5R.js";
import {
  describePath,
  isObject
} from "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import {
  didYouMean
} from "./chunk-MQ4C672U.js";
import "./chunk-ZO5PUFDL.js";
import {
  describeOrigin
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/core/definition/describe.ts
function describeTrail(definition, path, trail) {
  if (isObject(trail.value) && Object.keys(trail.value).length > 0) {
    return leavesOf(trail.value, path).map((leaf) => describeLeaf(leaf, definition.trail(leaf))).join("\n");
  }
  const overrode = trail.overrode.map((setting) => `  overrode ${describeSetting(setting)}`);
  return [`${describePath(path)}: ${inline(trail.value)}`, `  set at ${describePlace(trail)}`, ...overrode].join("\n");
}
function trailData(path, trail) {
  return { path: describePath(path), ...settingData(trail), overrode: trail.overrode.map(settingData) };
}
function settingData({ value, layer, origin }) {
  const place = origin.kind === "file" ? { file: origin.file, line: origin.line, column: origin.column } : {};
  return { value, layer, ...place };
}
function leavesOf(value, path) {
  return Object.entries(value).flatMap(([key, below]) => {
    const at = [...path, key];
    return isObject(below) && Object.keys(below).length > 0 ? leavesOf(below, at) : [at];
  });
}
function describeLeaf(path, trail) {
  return trail === void 0 ? "" : `${describePath(path)}: ${inline(trail.value)}  # ${describePlace(trail)}`;
}
function describeSetting(setting) {
  return `${inline(setting.value)} at ${describePlace(setting)}`;
}
function describePlace({ origin, layer }) {
  return `${describeOrigin(origin)} (layer ${layer})`;
}
function inline(value) {
  return typeof value === "string" && /^[\w./@:~+-]+$/.test(value) ? value : JSON.stringify(value);
}

// src/core/definition/value-path.ts
function parseValuePath(root, text2) {
  const path = [];
  let value = root;
  let rest = text2;
  while (rest !== "") {
    const step = nextStep(value, rest);
    if (step === void 0) return nothingThere(text2, path, { value, rest });
    path.push(step.key);
    value = step.value;
    rest = step.rest;
  }
  return valid(path);
}
function nextStep(value, rest) {
  if (Array.isArray(value)) {
    const [written = "", digits = ""] = /^(?:\[(\d+)\]|(\d+)(?![^.[]))\.?/.exec(rest)?.filter((part) => part !== void 0) ?? [];
    const item = digits === "" ? void 0 : value[Number(digits)];
    return item === void 0 ? void 0 : { key: Number(digits), value: item, rest: rest.slice(written.length) };
  }
  if (!isObject(value)) return void 0;
  const key = Object.keys(value).filter((each) => rest.startsWith(each) && /^(\.(?!$)|\[|$)/.test(rest.slice(each.length))).sort((a, b) => b.length - a.length)[0];
  const next = key === void 0 ? void 0 : value[key];
  if (key === void 0 || next === void 0) return void 0;
  return { key, value: next, rest: rest.slice(key.length).replace(/^\./, "") };
}
function nothingThere(text2, path, { value, rest }) {
  const keys = isObject(value) ? Object.keys(value) : [];
  const within = path.length === 0 ? "the definition" : describePath(path);
  const known = keys.length === 0 ? `${within} has nothing below it` : `${within} has: ${keys.join(", ")}`;
  const hint = didYouMean(rest.split(/[.[]/)[0] ?? "", keys) ?? known;
  return invalid({ code: "definition/nothing-there", message: `nothing is set at "${text2}"`, hint });
}

// src/commands/explain.ts
var explainCommand = defineCommand({
  name: "explain",
  summary: "Show where a value of a definition was set, and what it overrode.",
  inputs: defineInputs({
    ...subject,
    key: text({
      positional: true,
      required: true,
      placeholder: "KEY",
      help: "Path of the value: deploy.user, or deploy.nodes.web[0]."
    }),
    ...version,
    ...places
  }),
  run: async (inputs, { ports }) => {
    const definition = await openDefinition(inputs, ports);
    const path = accept(parseValuePath(definition.value, inputs.key), ports.talk);
    const trail = definition.trail(path);
    if (trail === void 0) throw new Error(`no layer says who set ${inputs.key}`);
    return { data: trailData(path, trail), text: describeTrail(definition, path, trail) };
  }
});
export {
  explainCommand
};
