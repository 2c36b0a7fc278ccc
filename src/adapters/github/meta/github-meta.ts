/** One open meta repo on GitHub: what it is now, appends, proposals, locks. */
import type { Meta, MetaChange } from '../../../app/ports/meta-repo.ts';
import { notMeta } from '../../meta/meta-failure.ts';
import { type GithubRepo, metaFailures, type Tip } from './github-repo.ts';
import { openSnapshot } from './github-snapshot.ts';
import { landChange, propose } from './land.ts';
import { freeLock, readLock, swapLock } from './lock-refs.ts';
import { findRevision, readTip } from './tips.ts';

/** How long what was seen while opening counts as now. */
const FRESH_MS = 500;

/** How long GitHub may answer from before a write of ours: its readers lag behind its writers. */
const LAG_MS = 10_000;

/** The repository. @param opened Its tip as opening saw it: a snapshot right afterwards is of that. */
export function openMeta(repo: GithubRepo, opened: Tip): Meta {
  const guard = <T>(work: () => Promise<T>) => metaFailures(repo, work);
  const tips = trackTip(repo, opened);
  const append = async (change: MetaChange) => {
    // Files that only appear can be added to any tip; whether a mutable one is as wanted, only the newest tells.
    const tip = change.changed.length > 0 ? await tips.read() : tips.last();
    const appended = await landChange(repo, tip, change);
    if (!appended.unchanged) tips.landed(appended.commit);
    return appended;
  };
  return {
    url: repo.url,
    snapshot: () => guard(async () => openSnapshot(repo, (await tips.fresh()).commit)),
    at: (revision) =>
      guard(async () => {
        const commit = await findRevision(repo, revision);
        return commit === undefined ? undefined : openSnapshot(repo, commit);
      }),
    append: (change) => guard(() => append(change)),
    propose: (branch, change) => guard(async () => propose(repo, await tips.read(), branch, change)),
    readLock: (ref) => guard(() => readLock(repo, ref)),
    swapLock: (ref, expected, holder) => guard(() => swapLock(repo, opened.commit, ref, { expected, holder })),
    freeLock: (ref, expected) => guard(() => freeLock(repo, ref, expected)),
  };
}

/** Knows the newest tip that this process has seen or made. */
function trackTip(repo: GithubRepo, opened: Tip) {
  let last = opened;
  let freshUntil = repo.now() + FRESH_MS;
  let ours: { readonly commit: string; readonly until: number } | undefined;
  const passed = new Set<string>();
  const read = async (): Promise<Tip> => {
    const tip = await readTip(repo);
    if (tip === undefined) throw notMeta(repo.url, 'it has no commits');
    const isBehind = ours !== undefined && repo.now() < ours.until && passed.has(tip.commit);
    last = isBehind ? { ...tip, commit: ours?.commit ?? tip.commit } : tip;
    return last;
  };
  return {
    last: () => last,
    read,
    fresh: async () => {
      const isFresh = repo.now() < freshUntil;
      freshUntil = 0;
      return isFresh ? last : read();
    },
    landed: (commit: string) => {
      freshUntil = 0;
      passed.add(last.commit);
      ours = { commit, until: repo.now() + LAG_MS };
      last = { ...last, commit };
    },
  };
}
