const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  parsePlace,
  valueAt
} from "./chunk-ZHKSF2C3.js";
import {
  findSecrets
} from "./chunk-GDMVQACU.js";
import "./chunk-HGEZ7N4S.js";
import "./chunk-G4KROG7V.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-NH3IMKON.js";
import "./chunk-QNEN4M7J.js";

// src/app/secrets/show-secrets.ts
import { inputFailure$72 as inputFailure, unwrap$72 as unwrap } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
import { isObject$87 as isObject } from "#common";
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
import { toYaml$67 as toYaml } from "#common";
import { defineInputs$82 as defineInputs, flag$82 as flag, text$82 as text } from "#common";
import { places$84 as places, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
