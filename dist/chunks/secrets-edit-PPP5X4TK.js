import {
  findSecrets,
  replaceSecrets
} from "./chunk-SYF3QZT3.js";
import "./chunk-SDAXHN2N.js";
import {
  parseState
} from "./chunk-3QE2B653.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";

// src/app/secrets/edit-secrets.ts
import { isFailure$75 as isFailure, unwrap$75 as unwrap } from "./common.js";
async function editSecrets(inputs, ports, environment) {
  const file = await findSecrets(inputs, ports, environment);
  const { project, instance, store, bytes } = file;
  const files = await ports.stateFiles();
  let sealed;
  const seal = async (text) => {
    sealed = await files.sealText(store.shown, text, bytes);
    if (sealed !== void 0) unwrap(parseState(await files.open(store.shown, sealed), store.shown));
  };
  await (await ports.person()).edit({
    name: store.shown.split("/").at(-1) ?? "",
    text: await files.openText(store.shown, bytes),
    review: (text) => issuesOf(() => seal(text))
  });
  if (sealed !== void 0) await replaceSecrets(file, sealed, "edited");
  return { project, instance, path: store.shown, changed: sealed !== void 0 };
}
async function issuesOf(work) {
  try {
    await work();
    return [];
  } catch (error) {
    if (isFailure(error) && error.kind === "input") return error.issues;
    throw error;
  }
}

// src/commands/secrets-edit.ts
import { defineInputs$85 as defineInputs } from "./common.js";
import { places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var secretsEditCommand = defineCommand({
  name: "secrets edit",
  summary: "Edit the encrypted state of an instance with $EDITOR.",
  inputs: defineInputs({ ...subject, ...places }),
  run: async (given, { ports, environment }) => {
    const { project, instance, path, changed } = await editSecrets(given, ports, environment);
    return {
      data: { project, instance, state: path, changed },
      text: `${path}: ${changed ? "written" : "unchanged"}`
    };
  }
});
export {
  secretsEditCommand
};
