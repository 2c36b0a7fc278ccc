import {
  gatherState
} from "./chunk-SDAXHN2N.js";
import {
  openStore
} from "./chunk-OEAUEXIH.js";

// src/app/secrets/secrets-file.ts
import { operationFailure$75 as operationFailure } from "./common.js";
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
