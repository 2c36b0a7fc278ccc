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
  parseState
} from "./chunk-CH6KZLHF.js";
import "./chunk-G4KROG7V.js";
import "./chunk-ITJBLXQ5.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-NH3IMKON.js";
import "./chunk-QNEN4M7J.js";

// src/app/secrets/edit-secrets.ts
import { isFailure$72 as isFailure, unwrap$72 as unwrap } from "#common";
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
import { defineInputs$82 as defineInputs } from "#common";
import { places$84 as places, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
