const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  isGithubAddress
} from "./chunk-K7PMQCBS.js";
import "./chunk-QNEN4M7J.js";

// src/adapters/meta/by-address.ts
function metaRepoByAddress({ git, github }) {
  const adapterOf = ({ url }) => isGithubAddress(url) ? github() : git();
  return {
    open: async (address) => (await adapterOf(address)).open(address),
    init: async (address, change) => (await adapterOf(address)).init(address, change)
  };
}
export {
  metaRepoByAddress
};
