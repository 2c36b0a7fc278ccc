/** Locks as refs of the meta repo: compare-and-swap pushes of commits that are unique to their run. */
import { randomUUID } from 'node:crypto';
import type { HeldLock } from '../../../app/ports/meta-repo.ts';
import { holderOf, toLockMessage } from '../../meta/lock-commit.ts';
import { denied, unreachable } from '../../meta/meta-failure.ts';
import { commitOn, type Landing } from './land.ts';
import type { PushOutcome } from './push-refusal.ts';
import type { Push, Tip } from './remote.ts';

/** The lock as it stands; undefined when nobody holds it. */
export async function readLock(landing: Landing, ref: string): Promise<HeldLock | undefined> {
  const commit = await landing.remote.lookAt(ref);
  if (commit === undefined) return undefined;
  const known = await landing.objects.read(commit);
  if (known !== undefined) return heldLock(commit, known);
  // It may be freed or taken between the two questions: what was fetched is what counts.
  const fetched = await fetchLock(landing, ref);
  const object = fetched === undefined ? undefined : await landing.objects.read(fetched);
  return fetched === undefined || object === undefined ? undefined : heldLock(fetched, object);
}

/** How a lock is to change. */
export interface Swap {
  /** The commit that it was seen at; undefined for none. */
  readonly expected: string | undefined;
  readonly holder: string;
}

/** Takes or renews it; undefined when it was not at `expected` any more. @throws operation `meta/denied`, `meta/unreachable`. */
export async function swapLock(landing: Landing, ref: string, swap: Swap): Promise<HeldLock | undefined> {
  const push = await pushFor(landing, ref, swap);
  return heldBy(landing, push, await landing.remote.push(push));
}

/**
 * As `swapLock` for a lock that nobody is known to hold, and tells in the same trip whether the branch is still at `tip`:
 * whoever takes a lock wants to know.
 */
export async function takeLock(
  landing: Landing,
  ref: string,
  { holder, tip }: Pick<Swap, 'holder'> & { readonly tip: Tip },
) {
  const push = await pushFor(landing, ref, { expected: undefined, holder });
  const { commit } = tip;
  const outcome = await (commit === undefined
    ? landing.remote.push(push)
    : landing.remote.pushBeside(push, { ...tip, commit }));
  return { held: await heldBy(landing, push, outcome), isTip: 'isTip' in outcome && outcome.isTip };
}

async function pushFor(landing: Landing, ref: string, { expected, holder }: Swap): Promise<Push> {
  const source = await commitOn(landing, undefined, [], toLockMessage(holder, randomUUID()));
  return { source, ref, expected: { commit: expected ?? '' } };
}

async function heldBy(landing: Landing, push: Push, outcome: PushOutcome): Promise<HeldLock | undefined> {
  const { source: commit, ref } = push;
  if (outcome.kind === 'denied') throw denied(landing.place.url, outcome.said);
  // An answer that was lost may have been a yes.
  const isOurs = outcome.kind === 'landed' || (await landing.remote.lookAt(ref)) === commit;
  if (!isOurs && outcome.kind === 'unreachable') throw unreachable(landing.place.url, outcome.said);
  if (!isOurs) return undefined;
  // Read back, so that whoever took the lock and whoever sees it know the same of it.
  const object = await landing.objects.read(commit);
  if (object === undefined)
    throw new Error(`the commit ${commit} that holds ${ref} was written here and cannot be read`);
  return heldLock(commit, object);
}

/** Frees the lock if it is still at `expected`; another's is left alone. @throws operation `meta/denied`, `meta/unreachable`. */
export async function freeLock(landing: Landing, ref: string, expected: string): Promise<void> {
  const outcome = await landing.remote.push({ source: '', ref, expected: { commit: expected } });
  if (outcome.kind === 'landed' || (await landing.remote.lookAt(ref)) !== expected) return;
  throw outcome.kind === 'denied'
    ? denied(landing.place.url, outcome.said)
    : unreachable(landing.place.url, outcome.said);
}

async function fetchLock({ remote }: Landing, ref: string): Promise<string | undefined> {
  try {
    return await remote.fetch(ref);
  } catch (error) {
    // Git says only in words that the server has no such ref: asking once more tells it apart from a real failure.
    if ((await remote.lookAt(ref)) === undefined) return undefined;
    throw error;
  }
}

/** The message of a commit object, without the line that makes it unique, and its date. */
function heldLock(commit: string, object: Uint8Array): HeldLock {
  const text = new TextDecoder().decode(object);
  const [, seconds = '0'] = /^committer .*> (\d+) /m.exec(text) ?? [];
  const message = text.slice(text.indexOf('\n\n') + 2);
  return { commit, holder: holderOf(message), renewedAt: Number(seconds) * 1000 };
}
