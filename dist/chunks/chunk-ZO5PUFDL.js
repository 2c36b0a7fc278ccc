const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/core/secret.ts
var hidden = /* @__PURE__ */ new WeakMap();
var Secret = class {
  constructor(value) {
    hidden.set(this, value);
  }
  toString() {
    return "***";
  }
  toJSON() {
    return "***";
  }
  /** What Node's inspector and console print. */
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};
function secret(value) {
  return new Secret(value);
}
function reveal(wrapped) {
  return hidden.get(wrapped);
}

export {
  secret,
  reveal
};
