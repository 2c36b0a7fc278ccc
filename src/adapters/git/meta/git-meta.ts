/** One open meta repo: what it is now, appends, proposals, locks. */
import type { Appended, Meta, MetaChange } from '../../../app/ports/meta-repo.ts';
import { denied, unreachable } from '../../meta/meta-failure.ts';
import { readMissing } from '../../meta/missing-files.ts';
import { commitOn, type Landing } from './land.ts';
import { landInTurn } from './land-in-turn.ts';
import { freeLock, readLock, swapLock, takeLock } from './lock-refs.ts';
import { metaFailures } from './meta-failure.ts';
import { patiently } from './patience.ts';
import type { Tip } from './remote.ts';
import { checkTip } from './seen-tip.ts';
import { findCommit, openSnapshot, readTipFiles } from './snapshot.ts';

/** How long what was seen while opening, or while taking a lock, counts as now. */
const FRESH_MS = 500;

/** The repo behind a landing. @param tip What was seen while opening it: a snapshot right afterwards is of that. */
export function openMeta(landing: Landing, tip: Tip): Meta {
  const { place } = landing;
  let last = tip;
  let freshUntil = landing.now() + FRESH_MS;
  const refresh = async () => {
    if (landing.now() >= freshUntil) last = await readTip(landing);
    freshUntil = 0;
    return last;
  };
  const guard = <T>(work: () => Promise<T>) => {
    // Whatever comes of it, others may have done something meanwhile.
    freshUntil = 0;
    return metaFailures(place, work);
  };
  return {
    url: place.url,
    snapshot: async () => openSnapshot(landing, { commit: (await refresh()).commit ?? '', isBranch: true }),
    at: async (revision) => {
      const commit = await readRevision(landing, revision);
      return commit === undefined ? undefined : openSnapshot(landing, { commit, isBranch: commit === last.commit });
    },
    append: async (change, ending) => {
      // Files that only appear can be grafted on any tip; whether a mutable one is as wanted, only the newest tells.
      if (change.changed.length > 0) last = await readTip(landing);
      const appended = await guard(() => landInTurn(landing, last, change, ending));
      last = { ...last, commit: appended.commit };
      return appended;
    },
    propose: (branch, change) => guard(async () => propose(landing, await readTip(landing), branch, change)),
    readLock: (ref) => guard(() => patiently(landing, () => readLock(landing, ref))),
    swapLock: (ref, expected, holder) =>
      guard(async () => {
        if (expected !== undefined) return swapLock(landing, ref, { expected, holder });
        const { held, isTip } = await takeLock(landing, ref, { holder, tip: last });
        if (isTip) freshUntil = landing.now() + FRESH_MS;
        return held;
      }),
    freeLock: (ref, expected) => guard(() => freeLock(landing, ref, expected)),
  };
}

/**
 * The tip as the server has it now; the copy then holds all of it but blobs.
 * @throws operation `meta/…`; `meta/rewound` and `meta/rewritten` when it does not follow what was seen before.
 */
export function readTip(landing: Landing): Promise<Tip> {
  const { place, remote, objects } = landing;
  const look = async (): Promise<Tip> => {
    const tip = await remote.look();
    if (tip.commit === undefined || (await objects.read(tip.commit)) !== undefined) return tip;
    return { branch: tip.branch, commit: await remote.fetch(`refs/heads/${tip.branch}`) };
  };
  return metaFailures(place, async () => {
    const { branch, commit } = await patiently(landing, look);
    return { branch, commit: await checkTip(landing, commit, async () => (await patiently(landing, look)).commit) };
  });
}

/** A branch or tag as the server has it now, else a commit of the history that is here. @throws operation `meta/…`. */
function readRevision(landing: Landing, revision: string): Promise<string | undefined> {
  const { place, remote, objects } = landing;
  return metaFailures(place, () =>
    patiently(landing, async () => {
      for (const ref of [`refs/heads/${revision}`, `refs/tags/${revision}`]) {
        const commit = await remote.lookAt(`${ref}^{}`, ref);
        if (commit === undefined) continue;
        if ((await objects.read(commit)) === undefined) await remote.fetch(ref);
        return commit;
      }
      return findCommit(landing, revision);
    }),
  );
}

async function propose(landing: Landing, tip: Tip, branch: string, change: MetaChange): Promise<Appended> {
  const files = await readMissing(readTipFiles(landing, tip.commit), change);
  if (files.length === 0) return { commit: tip.commit ?? '', unchanged: true };
  const source = await commitOn(landing, tip.commit, files, change.message);
  const outcome = await landing.remote.push({ source, ref: `refs/heads/${branch}`, expected: 'any' });
  if (outcome.kind === 'landed') return { commit: source, unchanged: false };
  throw (outcome.kind === 'denied' ? denied : unreachable)(landing.place.url, outcome.said);
}
