const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  parsePlace,
  valueAt,
  withValueAt
} from "./chunk-ZHKSF2C3.js";
import {
  gatherState
} from "./chunk-HGEZ7N4S.js";
import {
  changeState
} from "./chunk-3P4WD6R4.js";
import {
  SECTIONS,
  parseState
} from "./chunk-CH6KZLHF.js";
import "./chunk-HY6UVF2Z.js";
import "./chunk-2CACDQBC.js";
import "./chunk-G4KROG7V.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/secrets/set-secret.ts
import { problemOfKey$40 as problemOfKey, problemOfNumber$40 as problemOfNumber, problemOfText$40 as problemOfText } from "#common";
import { inputFailure$72 as inputFailure, unwrap$72 as unwrap } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
import { didYouMean$89 as didYouMean } from "#common";
import { invalid$91 as invalid, valid$91 as valid } from "#common";
import { reveal$92 as reveal } from "#common";
async function setSecret(inputs2, ports, environment) {
  const { definition, state } = await gatherState(inputs2, ports, environment);
  const { project, instance } = definition;
  const value = inputs2.unset ? void 0 : unwrap(await askValue(inputs2, ports));
  const { path, outcome } = await changeState(state, ports, async (before) => {
    if (before === void 0 && value === void 0) throw noState(inputs2.key);
    const root = before?.value ?? {};
    const place = unwrap(parsePlace(root, inputs2.key));
    unwrap(requireSection(root, place));
    if (before !== void 0 && isSame(valueAt(root, place), value)) return void 0;
    const changed = withValueAt(root, place, value);
    if (changed === void 0) throw inTheWay(inputs2.key);
    unwrap(parseState(changed, "the state"));
    return { value: changed, what: `${place.join(".")} ${value === void 0 ? "taken away" : "set"}` };
  });
  return { project, instance, path, outcome };
}
function requireSection(root, [first = ""]) {
  if (Object.hasOwn(root, first) || SECTIONS.some((name) => name === first)) return valid(void 0);
  const message = `nothing reads "${first}" in a state`;
  const hint = didYouMean(first, SECTIONS) ?? `what is yours stands below values: values.${first}`;
  return invalid({ code: "state/key", message, hint, origin: inputOrigin("KEY") });
}
async function askValue({ key, as }, ports) {
  const told = await (await ports.person()).tellSecret(`${key}: `);
  ports.talk.mask(told);
  return as === "text" ? valid(reveal(told)) : parseJson(told);
}
function parseJson(told) {
  try {
    const value = JSON.parse(reveal(told));
    const wrong = problemIn(value);
    return wrong === void 0 ? valid(value) : invalid({ code: "state/value", message: `the value holds ${wrong}` });
  } catch (error) {
    if (error instanceof SyntaxError) return invalid({ code: "state/value", message: "the value is no JSON" });
    throw error;
  }
}
function problemIn(value) {
  if (typeof value === "number") return problemOfNumber(value);
  if (typeof value === "string") return problemOfText(value);
  if (typeof value !== "object" || value === null) return void 0;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  if (keys.some((key) => problemOfKey(key) !== void 0)) return "a key that cannot be one";
  return Object.values(value).map(problemIn).find((problem) => problem !== void 0);
}
function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
function inTheWay(key) {
  const message = `${key} lies below something that is no mapping`;
  return inputFailure({ code: "state/key", message, origin: inputOrigin("KEY") });
}
function noState(key) {
  const message = `there is no state yet to take "${key}" out of`;
  return inputFailure({ code: "state/key", message, origin: inputOrigin("KEY") });
}

// src/commands/secrets-set.ts
import { choice$82 as choice, defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { places$84 as places, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var inputs = defineInputs({
  ...subject,
  key: text({
    positional: true,
    required: true,
    placeholder: "KEY",
    help: 'Where it is kept: values.stripe_key, or ["values"]["a.b"].'
  }),
  as: choice(["text", "json"], { default: "text", help: "What the value is." }),
  unset: flag({ help: "Take the value away instead." }),
  ...places
});
var secretsSetCommand = defineCommand({
  name: "secrets set",
  summary: "Keep a value in the encrypted state of an instance: asked for, or read from stdin, never from the command line.",
  inputs,
  run: async (given, { ports, environment }) => {
    const { project, instance, path, outcome } = await setSecret(given, ports, environment);
    return {
      data: { project, instance, state: path, key: given.key, outcome },
      text: outcome === "unchanged" ? `${path}: unchanged` : `${path}: ${given.key} ${given.unset ? "taken away" : "set"}`
    };
  }
});
export {
  secretsSetCommand
};
