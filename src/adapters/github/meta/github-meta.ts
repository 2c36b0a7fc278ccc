/** One open meta repo on GitHub: what it is now, appends, proposals, locks. */
import type { Meta, MetaChange } from '../../../app/ports/meta-repo.ts';
import { type GithubRepo, metaFailures } from './github-repo.ts';
import { openSnapshot } from './github-snapshot.ts';
import { landChange, propose } from './land.ts';
import { freeLock, readLock, swapLock } from './lock-refs.ts';
import type { NewestTip } from './newest-tip.ts';
import { findRevision } from './tips.ts';

/** The repository. @param tip As opening saw it: a snapshot right afterwards is of that. */
export function openMeta(repo: GithubRepo, tip: NewestTip): Meta {
  const guard = <T>(work: () => Promise<T>) => metaFailures(repo, work);
  const { commit: opened } = tip.last();
  return {
    url: repo.url,
    snapshot: () => guard(async () => openSnapshot(repo, (await tip.fresh()).commit)),
    at: (revision) =>
      guard(async () => {
        const commit = await findRevision(repo, revision);
        return commit === undefined ? undefined : openSnapshot(repo, commit);
      }),
    append: (change) => guard(() => append(repo, tip, change)),
    propose: (branch, change) => guard(async () => propose(repo, await tip.read(), branch, change)),
    readLock: (ref) => guard(() => readLock(repo, ref)),
    swapLock: (ref, expected, holder) => guard(() => swapLock(repo, opened, ref, { expected, holder })),
    freeLock: (ref, expected) => guard(() => freeLock(repo, ref, expected)),
  };
}

async function append(repo: GithubRepo, tip: NewestTip, change: MetaChange) {
  // Files that only appear can be added to any tip; whether a mutable one is as wanted, only the newest tells.
  if (change.changed.length > 0) await tip.read();
  return landChange(repo, tip, change);
}
