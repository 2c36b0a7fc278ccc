// src/app/open-meta.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
async function openMeta(ports, inputs) {
  return (await ports.metaRepo(inputs["top-dir"])).open(metaAddress(inputs));
}
function metaAddress(inputs) {
  const token = inputs["meta-token"];
  if (inputs.meta !== void 0) return { url: inputs.meta, ...token === void 0 ? {} : { token } };
  throw inputFailure({
    code: "meta/missing",
    message: "this command needs a meta repo",
    hint: "name it with --meta or FACS_META; facs meta init makes one",
    origin: inputOrigin("--meta")
  });
}

export {
  openMeta,
  metaAddress
};
