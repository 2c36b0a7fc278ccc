// src/app/tree/content.ts
const { hash } = process.getBuiltinModule("node:crypto");
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
