import {
  chooseNewRecipients
} from "./chunk-UMY22Z4M.js";
import {
  parseState,
  secretsOf
} from "./chunk-3QE2B653.js";
import {
  openStore
} from "./chunk-OEAUEXIH.js";

// src/app/change-state.ts
import { unwrap$75 as unwrap } from "./common.js";
var ATTEMPTS = 8;
async function openState(store, bytes, ports) {
  const value = await (await ports.stateFiles()).open(store.shown, bytes);
  const state = unwrap(parseState(value, store.shown));
  for (const each of secretsOf(state)) ports.talk.mask(each);
  return { value, state };
}
async function changeState(inputs, ports, change) {
  const store = openStore(inputs, ports);
  let outcome = "unchanged";
  for (let attempt = 1; ; attempt++) {
    const bytes = await store.read();
    const before = bytes === void 0 ? void 0 : await openState(store, bytes, ports);
    const wanted = await change(before);
    if (wanted === void 0 && before !== void 0) return { opened: before, path: store.shown, outcome };
    if (wanted === void 0) throw new Error(`${store.shown} is neither there nor to be made`);
    const sealed = await seal(store, wanted.value, bytes, ports);
    const message = `State of ${inputs.instance}${before === void 0 ? ", with " : ": "}${wanted.what}`;
    if (await store.replace({ bytes: sealed, basedOn: bytes, message })) {
      outcome = before === void 0 ? "created" : "completed";
      ports.talk.say(`${store.shown}: ${outcome}`);
    } else if (attempt >= ATTEMPTS) throw store.busy();
  }
}
async function seal(store, value, previous, ports) {
  const files = await ports.stateFiles();
  if (previous !== void 0) return files.seal(store.shown, value, { previous });
  return files.seal(store.shown, value, await chooseNewRecipients(store, ports));
}

export {
  openState,
  changeState
};
