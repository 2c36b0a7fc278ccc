/** Landing changes on the branch of records, whoever else writes meanwhile. */
import type { Appended, MetaChange } from '../../../app/ports/meta-repo.ts';
import { outOfTime, unreachable } from '../../meta/meta-failure.ts';
import { readMissing } from '../../meta/missing-files.ts';
import { waitAfter } from '../../meta/waiting.ts';
import { readHistory } from './commits.ts';
import { readTipFiles } from './files.ts';
import { type GithubRepo, metaFailures, type Tip } from './github-repo.ts';
import type { NewestTip } from './newest-tip.ts';
import { forceRef } from './refs.ts';
import { commitOnBranch, writeCommit } from './write-commit.ts';

/** Lost answers in a row before GitHub counts as unreachable. */
const UNREACHABLE_TRIES = 4;

/** Commits to look at for one of our own whose answer was lost: others may have come on top of it. */
const LOOK_BACK = 100;

/**
 * One commit on the tip with all that it lacks. A branch that moved means: look again, check everything on the new tip,
 * and once more.
 * @throws operation `meta/exists`, `meta/changed`, `meta/denied`, `meta/limited`, `meta/unreachable`, `meta/deadline`, and
 *   as `NewestTip.read`.
 */
export async function landChange(repo: GithubRepo, newest: NewestTip, change: MetaChange): Promise<Appended> {
  const start = repo.now();
  const lost: string[] = [];
  let tip = newest.last();
  for (let attempt = 0; ; attempt++) {
    const files = await readMissing(readTipFiles(repo, tip.commit), change);
    if (files.length === 0) return settled(repo, tip, lost, change.message);
    const outcome = await commitOnBranch(repo, tip, files, change.message);
    if (outcome.kind === 'landed') {
      await newest.landed(outcome.commit);
      return { commit: outcome.commit, unchanged: false };
    }
    if (outcome.kind === 'unreachable') lost.push(tip.commit);
    if (lost.length === UNREACHABLE_TRIES) throw unreachable(repo.url, outcome.said);
    if (repo.now() - start >= repo.deadlineMs) throw outOfTime(repo.url, attempt + 1, repo.deadlineMs, outcome.said);
    await repo.sleep(waitAfter(attempt, repo.random()));
    tip = await newest.read();
  }
}

/** A commit on the tip that only `branch` leads to; the branch is put there, whatever it was at. @throws operation `meta/…`. */
export async function propose(repo: GithubRepo, tip: Tip, branch: string, change: MetaChange): Promise<Appended> {
  return metaFailures(repo, async () => {
    const files = await readMissing(readTipFiles(repo, tip.commit), change);
    if (files.length === 0) return { commit: tip.commit, unchanged: true };
    const { message } = change;
    const { oid: commit } = await writeCommit(repo, { onto: tip.commit, parents: [tip.commit], files, message });
    // In one step: a branch that lay at the tip for a moment would close its own pull request.
    await forceRef(repo, `refs/heads/${branch}`, commit);
    return { commit, unchanged: false };
  });
}

/** All of it is there already: because an answer to our own commit was lost, or because somebody wrote the same. */
async function settled(repo: GithubRepo, tip: Tip, lost: readonly string[], message: string): Promise<Appended> {
  const line = lost.length === 0 ? [] : await readHistory(repo, tip.commit, '', LOOK_BACK);
  const ours = line.find((commit) => lost.includes(commit.parent ?? '') && commit.message === message.trim());
  return ours === undefined ? { commit: tip.commit, unchanged: true } : { commit: ours.githash, unchanged: false };
}
