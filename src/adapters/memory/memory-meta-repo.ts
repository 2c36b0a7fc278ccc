/** Meta repos in memory: for tests of whatever reads or writes one. They keep history and refuse what git would. */
import { randomUUID } from 'node:crypto';
import type { Appended, HeldLock, Meta, MetaChange, MetaRepo } from '../../app/ports/meta-repo.ts';
import { FORMAT_FILE } from '../../core/meta/paths.ts';
import { checkFormat, refuseOtherRepo } from '../meta/check-meta.ts';
import { notMeta } from '../meta/meta-failure.ts';
import { readMissing } from '../meta/missing-files.ts';
import { addCommit, BRANCH, filesAt, type History, type MemoryStore, newHistory } from './history.ts';
import { findCommit, openSnapshot } from './memory-snapshot.ts';

/** Who writes, by which clock (milliseconds since 1970), into which repositories. */
export interface MemoryWriter {
  readonly store: MemoryStore;
  readonly actor: string;
  now(): number;
}

/** Opens repositories of the writer's store. A URL names one that need not be there: `init` makes it. */
export function memoryMetaRepo(writer: MemoryWriter): MetaRepo {
  return {
    open: async ({ url }) => {
      const history = writer.store.get(url);
      const tip = history?.branches.get(BRANCH);
      if (history === undefined || tip === undefined) throw notMeta(url, 'it has no commits');
      checkFormat(url, filesAt(history, tip).get(FORMAT_FILE));
      return openMeta(url, history, writer);
    },
    init: async ({ url }, change) => {
      const history = writer.store.get(url) ?? newHistory();
      writer.store.set(url, history);
      const tip = history.branches.get(BRANCH);
      const files = filesAt(history, tip);
      if (tip !== undefined && files.has(FORMAT_FILE)) return { commit: tip, unchanged: true };
      refuseOtherRepo(url, [...new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''))]);
      return append(history, writer, change, BRANCH);
    },
  };
}

function openMeta(url: string, history: History, writer: MemoryWriter): Meta {
  const { locks } = history;
  return {
    url,
    snapshot: async () => openSnapshot(history, history.branches.get(BRANCH) ?? ''),
    at: async (revision) => {
      const named = history.branches.get(revision) ?? history.tags.get(revision);
      const commit = named ?? findCommit(history, revision)?.githash;
      return commit === undefined ? undefined : openSnapshot(history, commit);
    },
    append: async (change, ending) => {
      const appended = await append(history, writer, change, BRANCH);
      if (appended.unchanged || ending === undefined) return appended;
      const isOurs = locks.get(ending.name)?.commit === ending.commit;
      if (isOurs) locks.delete(ending.name);
      return { ...appended, freed: isOurs };
    },
    propose: (branch, change) => append(history, writer, change, branch),
    readLock: async (name) => locks.get(name),
    swapLock: async (name, expected, holder) => {
      if (locks.get(name)?.commit !== expected) return undefined;
      const held = newLock(holder, writer.now());
      locks.set(name, held);
      return held;
    },
    freeLock: async (name, expected) => {
      if (locks.get(name)?.commit === expected) locks.delete(name);
    },
  };
}

/** On the tip of the branch of records, whichever branch the commit is then the tip of. */
async function append(
  history: History,
  { actor, now }: MemoryWriter,
  change: MetaChange,
  branch: string,
): Promise<Appended> {
  for (;;) {
    const tip = history.branches.get(BRANCH);
    const files = filesAt(history, tip);
    const changed = await readMissing(async (paths) => paths.map((path) => files.get(path)), change);
    // Somebody else of this process may have had a turn meanwhile.
    if (history.branches.get(BRANCH) !== tip) continue;
    if (changed.length === 0) return { commit: tip ?? '', unchanged: true };
    const { message } = change;
    const commit = addCommit(history, { parent: tip, changed, author: actor, message, atMs: now() });
    history.branches.set(branch, commit);
    return { commit, unchanged: false };
  }
}

function newLock(holder: string, renewedAt: number): HeldLock {
  return {
    commit: randomUUID().replaceAll('-', '').padEnd(40, '0'),
    holder,
    renewedAt: Math.floor(renewedAt / 1000) * 1000,
  };
}
