import {
  parsePlace,
  valueAt
} from "./chunk-THXXMA5P.js";
import {
  findSecrets
} from "./chunk-SYF3QZT3.js";
import "./chunk-SDAXHN2N.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";

// src/app/secrets/show-secrets.ts
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { isObject$90 as isObject } from "./common.js";
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
import { toYaml$70 as toYaml } from "./common.js";
import { defineInputs$85 as defineInputs, flag$85 as flag, text$85 as text } from "./common.js";
import { places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
