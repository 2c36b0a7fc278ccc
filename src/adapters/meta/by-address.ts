/** Which adapter a meta repo is reached by: its address says so. */
import type { MetaRepo } from '../../app/ports/meta-repo.ts';
import { isGithubAddress } from '../github/meta/address.ts';

/** The adapters, each loaded when an address first asks for it. */
export interface Adapters {
  /** For URLs and folders that git understands. */
  git(): Promise<MetaRepo>;
  /** For `github:owner/name`. */
  github(): Promise<MetaRepo>;
}

/** Meta repos at any address. */
export function metaRepoByAddress({ git, github }: Adapters): MetaRepo {
  const adapterOf = ({ url }: { readonly url: string }) => (isGithubAddress(url) ? github() : git());
  return {
    open: async (address) => (await adapterOf(address)).open(address),
    init: async (address, change) => (await adapterOf(address)).init(address, change),
  };
}
