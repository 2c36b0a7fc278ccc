const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/app/open-meta.ts
import { inputFailure$72 as inputFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
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
