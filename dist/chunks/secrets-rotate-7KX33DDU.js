const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  findSecrets,
  replaceSecrets
} from "./chunk-GDMVQACU.js";
import "./chunk-HGEZ7N4S.js";
import {
  warnOfOne
} from "./chunk-HY6UVF2Z.js";
import "./chunk-2CACDQBC.js";
import "./chunk-G4KROG7V.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/secrets/rotate-secrets.ts
import { unwrap$72 as unwrap } from "#common";
async function rotateSecrets(inputs, ports, environment) {
  const file = await findSecrets(inputs, ports, environment);
  const { project, instance, store, bytes } = file;
  const files = await ports.stateFiles();
  const fresh = await files.rotate(store.shown, bytes);
  const { recipients } = unwrap(await files.inspect(store.shown, fresh));
  warnOfOne(store.shown, recipients, ports);
  if (inputs["dry-run"] !== true) await replaceSecrets(file, fresh, "a new data key");
  return { project, instance, path: store.shown, recipients };
}

// src/commands/secrets-rotate.ts
import { defineInputs$82 as defineInputs } from "#common";
import { dryRun$84 as dryRun, places$84 as places, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
var secretsRotateCommand = defineCommand({
  name: "secrets rotate",
  summary: "Encrypt the state of an instance anew, with a new data key for the same recipients.",
  inputs: defineInputs({ ...subject, ...places, ...dryRun }),
  run: async (given, { ports, environment }) => {
    const { project, instance, path, recipients } = await rotateSecrets(given, ports, environment);
    const done = given["dry-run"] ? "would be encrypted anew" : "encrypted anew";
    return {
      data: { project, instance, state: path, recipients: [...recipients] },
      text: `${path}: ${done}, for ${recipients.join(", ")}; the passwords in it are the same`
    };
  }
});
export {
  secretsRotateCommand
};
