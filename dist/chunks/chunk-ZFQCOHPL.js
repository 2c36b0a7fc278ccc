import {
  STAGES,
  isStandardStage
} from "./chunk-GPNJEAAX.js";

// src/app/run/open-plugin.ts
import { isFailure$75 as isFailure, unwrap$75 as unwrap } from "./common.js";

// src/core/run/plugin.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { didYouMean$92 as didYouMean2 } from "./common.js";
import { invalid$94 as invalid2, valid$94 as valid2 } from "./common.js";

// src/core/run/plugin-options.ts
import { choice$85 as choice, duration$85 as duration, flag$85 as flag, integer$85 as integer, list$85 as list, text$85 as text } from "./common.js";
import { parseInputs$86 as parseInputs } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { isObject$90 as isObject } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var NAME = /^[a-z][a-z0-9-]*$/;
var KINDS = ["text", "flag", "integer", "duration", "list", "choice"];
var TEXTS = ["help", "default", "placeholder", "env"];
var KEYS = ["kind", "required", "words", ...TEXTS];
var COMMON = ["json", "help"];
function toOptionInputs(options, taken) {
  if (!isObject(options)) return { inputs: {}, problems: [problem("options must be an object")] };
  const entries = Object.entries(options);
  const problems = entries.flatMap(([name, option]) => checkOption(name, option, [...taken, ...COMMON]));
  if (problems.length > 0) return { inputs: {}, problems };
  const inputs = Object.fromEntries(entries.map(([name, option]) => [name, toInput(option)]));
  return { inputs, problems: checkDefaults(inputs) };
}
function parseOptions(words, inputs, variables) {
  const given = {};
  const issues = [];
  for (const word of words) {
    const [, name = word, value] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (value !== void 0 && Object.hasOwn(inputs, name)) given[name] = [...given[name] ?? [], value];
    else issues.push(unknownOption(name, Object.keys(inputs), value));
  }
  const parsed = parseInputs(inputs, given, variables, (name) => `--${name}`);
  if (!parsed.ok || issues.length > 0) return invalid(...issues, ...parsed.ok ? [] : parsed.issues);
  const values = Object.keys(inputs).map((name) => [name, parsed.value[name] ?? null]);
  return valid(Object.fromEntries(values));
}
function unknownOption(name, known, value) {
  const hint = value === void 0 ? "write NAME=VALUE" : didYouMean(name, known) ?? describeKnown(known);
  const message = value === void 0 ? `"${name}" has no value` : `the project has no option ${name}`;
  return { code: "input/value", message, hint, origin: inputOrigin("--option") };
}
function describeKnown(known) {
  return known.length === 0 ? "it has no plugin with options" : `it has ${known.join(", ")}`;
}
function checkOption(name, option, taken) {
  if (!NAME.test(name)) return [problem(`option "${name}": a name is small letters, digits and -`)];
  if (taken.includes(name)) return [problem(`option ${name}: facs run has a flag of that name`)];
  if (!isObject(option)) return [problem(`option ${name} must be an object: {kind, help}`)];
  const given = option;
  const wrong = (what, hint) => problem(`option ${name}: ${what}`, hint);
  const { kind, required, words } = given;
  return [
    ...Object.keys(given).flatMap(
      (key) => KEYS.includes(key) ? [] : [wrong(`unknown key ${key}`, didYouMean(key, KEYS))]
    ),
    ...KINDS.includes(String(kind)) ? [] : [wrong(`kind must be one of ${KINDS.join(", ")}`)],
    ...typeof given["help"] === "string" ? [] : [wrong("help must say what it means")],
    ...TEXTS.flatMap(
      (key) => given[key] === void 0 || typeof given[key] === "string" ? [] : [wrong(`${key} must be text`)]
    ),
    ...required === void 0 || typeof required === "boolean" ? [] : [wrong("required must be true or false")],
    ...kind === "choice" && !isWords(words) ? [wrong("a choice needs words: what may be chosen")] : []
  ];
}
function isWords(words) {
  return Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === "string");
}
function toInput({ kind, words = [], ...options }) {
  const { help, required = false, default: preset, placeholder, env } = options;
  const common = {
    help,
    ...placeholder === void 0 ? {} : { placeholder },
    ...env === void 0 ? {} : { env },
    ...preset === void 0 ? {} : { default: preset }
  };
  return { ...MAKERS[kind](common, words), required };
}
var MAKERS = {
  text: (common) => text(common),
  flag: (common) => flag(common),
  integer: (common) => integer(common),
  duration: (common) => duration(common),
  list: (common) => list(common),
  choice: (common, words) => choice(words, common)
};
function checkDefaults(inputs) {
  return Object.entries(inputs).flatMap(([name, input]) => {
    const parsed = input.default === void 0 ? valid(void 0) : input.parse([input.default]);
    return parsed.ok ? [] : parsed.issues.map(({ message }) => problem(`option ${name}: its default ${message}`));
  });
}
function problem(message, hint) {
  return { code: "plugin/option", message, ...hint === void 0 ? {} : { hint } };
}

// src/core/run/plugin.ts
var NO_PLUGIN = { stages: STAGES, options: {} };
var EXPORTS = ["stages", "options"];
var NAME2 = /^[a-z0-9][a-z0-9_-]*$/;
function parsePlugin(exported, file, taken) {
  const { stages = STAGES, options = {} } = exported;
  const inputs = toOptionInputs(options, taken);
  const problems = [...Object.keys(exported).flatMap(checkExport), ...checkStages(stages), ...inputs.problems];
  const issues = problems.map((problem3) => ({ ...problem3, origin: fileOrigin(file) }));
  return issues.length > 0 ? invalid2(...issues) : valid2({ file, stages, options: inputs.inputs });
}
function nameOf(stage) {
  return typeof stage === "string" ? stage : stage.name;
}
function checkExport(name) {
  if (EXPORTS.includes(name)) return [];
  const hint = didYouMean2(name, EXPORTS) ?? `it exports ${EXPORTS.join(" and ")}`;
  return [{ code: "plugin/export", message: `a plugin does not export ${name}`, hint }];
}
function checkStages(stages) {
  if (!Array.isArray(stages) || stages.length === 0) return [problem2("stages must be a list with at least one stage")];
  const problems = stages.flatMap((stage, i) => checkStage(stage, `stages[${i}]`));
  if (problems.length > 0) return problems;
  const names = stages.map(nameOf);
  const twice = names.filter((name, i) => names.indexOf(name) < i);
  return [...new Set(twice)].map((name) => problem2(`stage '${name}' is there twice`));
}
function checkStage(stage, at) {
  if (typeof stage === "string") {
    if (isStandardStage(stage)) return [];
    const hint = didYouMean2(stage, STAGES) ?? `of its own are ${STAGES.join(", ")}; yours are {name, run}`;
    return [problem2(`${at}: the product has no stage '${stage}'`, hint)];
  }
  if (typeof stage !== "object" || stage === null) return [problem2(`${at} must be a name, or {name, run}`)];
  const { name, run, help } = stage;
  return [
    ...typeof name === "string" && NAME2.test(name) ? [] : [problem2(`${at}.name must be small letters, digits, - and _`)],
    ...typeof run === "function" ? [] : [problem2(`${at}.run must be a function`)],
    ...help === void 0 || typeof help === "string" ? [] : [problem2(`${at}.help must be text`)]
  ];
}
function problem2(message, hint) {
  return { code: "plugin/stage", message, ...hint === void 0 ? {} : { hint } };
}

// src/app/run/open-plugin.ts
import { listProjects$14 as listProjects, nameProject$14 as nameProject } from "./common.js";
import { findOnDisk$13 as findOnDisk } from "./common.js";
var nameModules = (project) => [
  ...project === void 0 ? [] : [`${project}.mjs`],
  "facsimile.mjs"
];
async function openPlugin(wish, ports) {
  const place = await findPlace(wish, ports);
  if (place === void 0) return NO_PLUGIN;
  const { files, folder } = place;
  const project = wish.project ?? await guessProject(place);
  const names = (await files.list(folder, "names")).map(({ path: path2 }) => path2);
  const paths = nameModules(project).map((name) => folder === "" ? name : `${folder}/${name}`);
  const path = paths.find((each) => names.includes(each));
  if (path === void 0) return NO_PLUGIN;
  const file = files.locate(path);
  return unwrap(parsePlugin(await (await ports.plugins()).load(file), file, wish.taken));
}
async function findProjectWord(places, wish, ports) {
  const place = await findPlace(wish, ports);
  const listed = place === void 0 ? void 0 : await unlessBroken(listProjects(place));
  return listed === void 0 ? places[0] : places.find((word) => listed.has(word));
}
async function findPlace(wish, ports) {
  try {
    return await findOnDisk(wish, ports);
  } catch (error) {
    if (isFailure(error) && error.kind === "input") return void 0;
    throw error;
  }
}
async function guessProject(place) {
  return unlessBroken(nameProject(place, void 0));
}
async function unlessBroken(work) {
  try {
    return await work;
  } catch (error) {
    if (isFailure(error) && error.kind === "input") return void 0;
    throw error;
  }
}

export {
  parseOptions,
  nameOf,
  openPlugin,
  findProjectWord
};
