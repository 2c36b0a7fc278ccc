const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/app/tree/content.ts
import { hash } from "node:crypto";
function contentOf(bytes) {
  return {
    size: bytes.length,
    sha256: sha256Of(bytes),
    async *open() {
      yield bytes;
    }
  };
}
function sha256Of(bytes) {
  return hash("sha256", bytes, "hex");
}

export {
  contentOf,
  sha256Of
};
