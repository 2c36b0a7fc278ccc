const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  gatherState
} from "./chunk-HGEZ7N4S.js";
import {
  openStore
} from "./chunk-G4KROG7V.js";

// src/app/secrets/secrets-file.ts
import { operationFailure$72 as operationFailure } from "#common";
async function findSecrets(inputs, ports, environment) {
  const { definition, state } = await gatherState(inputs, ports, environment);
  const store = openStore(state, ports);
  const bytes = await store.read();
  if (bytes === void 0)
    throw operationFailure({
      code: "state/absent",
      message: `${store.shown} does not exist yet`,
      target: store.shown,
      retry: "never",
      next: "a deploy makes it, and so does facs secrets set"
    });
  const { project, instance } = definition;
  return { project, instance, inputs: state, store, bytes };
}
async function replaceSecrets({ store, bytes, instance }, fresh, what) {
  if (await store.replace({ bytes: fresh, basedOn: bytes, message: `State of ${instance}: ${what}` })) return;
  throw operationFailure({
    code: "state/moved",
    message: `${store.shown} was changed by somebody else meanwhile: nothing was written`,
    target: store.shown,
    retry: "safe",
    next: "look at what they changed, then run the same command again"
  });
}

export {
  findSecrets,
  replaceSecrets
};
