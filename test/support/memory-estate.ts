/** Meta repos in memory, for the contract. */
import { addCommit, BRANCH, lineOf, type MemoryStore, newHistory } from '../../src/adapters/memory/history.ts';
import { memoryMetaRepo } from '../../src/adapters/memory/memory-meta-repo.ts';
import type { MetaEstate } from '../contract/meta-estate.ts';

/** An estate whose repositories are gone with it. */
export async function openMemoryEstate(): Promise<MetaEstate> {
  const store: MemoryStore = new Map();
  const historyOf = (url: string) => store.get(url) ?? newHistory();
  return {
    writer: (actor) => memoryMetaRepo({ store, actor, now: Date.now }),
    newAddress: async () => {
      const url = `memory:${store.size}`;
      store.set(url, newHistory());
      return { url };
    },
    commit: async ({ url }, files) => {
      const history = historyOf(url);
      const changed = Object.entries(files).map(([path, content]) => ({ path, bytes: toBytes(content) }));
      const parent = history.branches.get(BRANCH);
      const commit = addCommit(history, { parent, changed, author: 'zoe', message: 'by hand', atMs: Date.now() });
      history.branches.set(BRANCH, commit);
      return commit;
    },
    tag: async ({ url }, name, commit) => void historyOf(url).tags.set(name, commit),
    line: async ({ url }, branch = BRANCH) => {
      const history = historyOf(url);
      return lineOf(history, history.branches.get(branch)).map(({ githash }) => githash);
    },
    authorOf: (name) => name,
    close: async () => store.clear(),
  };
}

function toBytes(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}
