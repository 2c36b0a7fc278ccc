/** Locks as refs of a meta repo on GitHub: commits that are unique to their run, moved by compare-and-swap. */
import { randomUUID } from 'node:crypto';
import type { HeldLock } from '../../../app/ports/meta-repo.ts';
import { holderOf, toLockMessage } from '../../meta/lock-commit.ts';
import type { GithubRepo } from './github-repo.ts';
import { moveRef, type RefCommit, readRef } from './refs.ts';
import { writeCommit } from './write-commit.ts';

/** The lock as it stands; undefined when nobody holds it. @throws ApiFailure. */
export async function readLock(repo: GithubRepo, ref: string): Promise<HeldLock | undefined> {
  const found = await readRef(repo, ref);
  return found === undefined ? undefined : toHeldLock(found);
}

/**
 * Takes or renews it; undefined when it was not at `expected` any more. @throws ApiFailure.
 * @param onto Any commit that the repository has: the one of the lock must be of some tree.
 */
export async function swapLock(
  repo: GithubRepo,
  onto: string,
  ref: string,
  { expected, holder }: { readonly expected: string | undefined; readonly holder: string },
): Promise<HeldLock | undefined> {
  const message = toLockMessage(holder, randomUUID());
  const { oid, committedDate } = await writeCommit(repo, { onto, parents: [], files: [], message });
  // Commits of a lock have no history: none is ahead of another.
  if (!(await moveRef(repo, ref, { from: expected, to: oid, anywhere: true }))) return undefined;
  return toHeldLock({ oid, message, committedDate });
}

/** Frees the lock if it still is at `expected`; another's is left alone. @throws ApiFailure. */
export async function freeLock(repo: GithubRepo, ref: string, expected: string): Promise<void> {
  await moveRef(repo, ref, { from: expected, to: undefined });
}

function toHeldLock({ oid, message, committedDate }: RefCommit): HeldLock {
  return { commit: oid, holder: holderOf(message), renewedAt: Date.parse(committedDate) };
}
