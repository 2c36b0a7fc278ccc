import {
  isGithubAddress
} from "./chunk-D6CTNM23.js";

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
