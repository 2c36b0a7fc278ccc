import {
  findSecrets,
  replaceSecrets
} from "./chunk-SYF3QZT3.js";
import "./chunk-SDAXHN2N.js";
import {
  warnOfOne
} from "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/secrets/rotate-secrets.ts
import { unwrap$75 as unwrap } from "./common.js";
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
import { defineInputs$85 as defineInputs } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
