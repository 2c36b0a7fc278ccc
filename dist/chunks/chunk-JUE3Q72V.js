import {
  changeState,
  openState
} from "./chunk-MXQAYWJN.js";
import {
  DIGEST_KEY_BYTES,
  allocateUiids,
  describeLack,
  extendState,
  lackOf
} from "./chunk-3QE2B653.js";
import {
  openStore
} from "./chunk-OEAUEXIH.js";

// src/app/state.ts
import { hasCode$75 as hasCode, unwrap$75 as unwrap } from "./common.js";
import { secret$95 as secret } from "./common.js";
async function readState(inputs, ports) {
  const store = openStore(inputs, ports);
  const bytes = await store.read();
  if (bytes === void 0) return { kind: "absent", path: store.shown };
  try {
    return { kind: "open", path: store.shown, state: (await openState(store, bytes, ports)).state };
  } catch (error) {
    if (hasCode(error, "state/no-key")) return { kind: "locked", failure: error };
    throw error;
  }
}
async function ensureState(inputs, ports) {
  if (inputs.needs.usernames.length > 0) return completeState(inputs, ports);
  const standing = await readState(inputs, ports);
  const isNameless = standing.kind === "open" ? standing.state.digestKey === void 0 : standing.kind === "absent" && inputs.hasSecrets;
  if (isNameless !== true) return standing;
  try {
    return await completeState(inputs, ports);
  } catch (error) {
    if (hasCode(error, "state/no-key")) return { kind: "locked", failure: error };
    throw error;
  }
}
async function completeState(inputs, ports) {
  const { needs } = inputs;
  const { opened, path } = await changeState(inputs, ports, async (before) => {
    const lack = lackOf(before?.state, needs);
    if (lack === void 0) return void 0;
    return { value: await extend(before, lack, ports), what: describeLack(lack) };
  });
  return { kind: "open", path, state: opened.state };
}
async function extend(before, lack, ports) {
  const ids = await ports.ids();
  return extendState(before?.value ?? {}, {
    passwords: new Map(lack.usernames.map((name) => [name, secret(ids.uuid())])),
    uiids: unwrap(allocateUiids(before?.state.uiids ?? /* @__PURE__ */ new Map(), lack.instanceNames)),
    digestKey: lack.digestKey ? secret(ids.bytes(DIGEST_KEY_BYTES)) : void 0
  });
}

export {
  readState,
  ensureState
};
