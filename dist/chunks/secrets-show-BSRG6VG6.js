const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  parsePlace,
  valueAt
} from "./chunk-3IMUJPIC.js";
import {
  findSecrets
} from "./chunk-PQ6TIK4J.js";
import "./chunk-JQ3AAMRL.js";
import "./chunk-TWSPRJCF.js";
import "./chunk-KG6K2PSM.js";
import "./chunk-NH3IMKON.js";
import "./chunk-QNEN4M7J.js";

// src/app/secrets/show-secrets.ts
import { inputFailure$68 as inputFailure, unwrap$68 as unwrap } from "#common";
import { inputOrigin$81 as inputOrigin } from "#common";
import { isObject$83 as isObject } from "#common";
async function showSecrets(inputs2, ports, environment) {
  const { project, instance, store, bytes } = await findSecrets(inputs2, ports, environment);
  const files = await ports.stateFiles();
  const whole = await files.open(store.shown, bytes);
  const value = inputs2.key === void 0 ? whole : pick(whole, inputs2.key);
  const shown = { project, instance, path: store.shown, value: inputs2.reveal ? value : masked(value) };
  if (!inputs2.reveal || inputs2.key !== void 0) return shown;
  return { ...shown, text: await files.openText(store.shown, bytes) };
}
function pick(whole, key) {
  const value = valueAt(whole, unwrap(parsePlace(whole, key)));
  if (value !== void 0) return value;
  const message = `nothing is kept at "${key}"`;
  throw inputFailure({
    code: "state/key",
    message,
    hint: `there are ${Object.keys(whole).join(", ")}`,
    origin: inputOrigin("--key")
  });
}
function masked(value) {
  if (Array.isArray(value)) return value.map(masked);
  if (!isObject(value)) return value === null ? null : "***";
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, masked(member)]));
}

// src/commands/secrets-show.ts
import { toYaml$64 as toYaml } from "#common";
import { defineInputs$78 as defineInputs, flag$78 as flag, text$78 as text } from "#common";
import { places$80 as places, subject$80 as subject } from "#common";
import { defineCommand$25 as defineCommand } from "#common";
var inputs = defineInputs({
  ...subject,
  key: text({ placeholder: "KEY", help: 'Only the value there, as it is: passwd.db, or ["passwd"]["db"].' }),
  reveal: flag({ help: "Show values although nobody sits before a terminal: what is piped may be logged." }),
  ...places
});
var secretsShowCommand = defineCommand({
  name: "secrets show",
  summary: "Show what the encrypted state of an instance holds.",
  inputs,
  run: async (given, { ports, environment, screen }) => {
    const revealed = given.reveal || screen?.interactive === true;
    const shown = await showSecrets({ ...given, reveal: revealed }, ports, environment);
    const { project, instance, path, value } = shown;
    if (!revealed) ports.talk.say(`${path}: values are shown on a terminal, and with --reveal`);
    const asText = typeof value === "string" ? value : toYaml(value);
    return {
      data: { project, instance, state: path, revealed, value },
      text: (shown.text ?? asText).trimEnd()
    };
  }
});
export {
  secretsShowCommand
};
