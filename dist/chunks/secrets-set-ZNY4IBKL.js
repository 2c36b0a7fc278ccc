import {
  parsePlace,
  valueAt,
  withValueAt
} from "./chunk-THXXMA5P.js";
import {
  gatherState
} from "./chunk-SDAXHN2N.js";
import {
  changeState
} from "./chunk-MXQAYWJN.js";
import "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import {
  SECTIONS,
  parseState
} from "./chunk-3QE2B653.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/secrets/set-secret.ts
import { problemOfKey$43 as problemOfKey, problemOfNumber$43 as problemOfNumber, problemOfText$43 as problemOfText } from "./common.js";
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { reveal$95 as reveal } from "./common.js";
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
import { choice$85 as choice, defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
