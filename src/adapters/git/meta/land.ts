/** Landing a change on the branch, whoever else pushes meanwhile. */

import type { Appended, MetaChange, OwnLock } from '../../../app/ports/meta-repo.ts';
import { denied, outOfTime, unreachable } from '../../meta/meta-failure.ts';
import { type NewFile, readMissing } from '../../meta/missing-files.ts';
import { waitAfter } from '../../meta/waiting.ts';
import type { Place } from './address.ts';
import type { RecordIndex } from './index/record-index.ts';
import { freshRef, type Push, type Tip } from './remote.ts';
import { checkTip, noteSeen } from './seen-tip.ts';
import { readTipFiles, type Source } from './snapshot.ts';
import { type Author, writeCommit } from './write-commit.ts';

/** Where and how to land. */
export interface Landing extends Source {
  readonly place: Place;
  readonly index: RecordIndex;
  readonly author: Author;
  /** How long to go on after refusals. */
  readonly deadlineMs: number;
  now(): number;
  sleep(durationMs: number): Promise<void>;
  /** A number from 0 to below 1. */
  random(): number;
}

/** A change to land, and the lock that ends with it. */
export interface Wish {
  readonly change: MetaChange;
  readonly ending?: OwnLock | undefined;
}

/** Lost answers in a row before the server counts as unreachable. */
const UNREACHABLE_TRIES = 4;

/**
 * Pushes changes as one commit on the tip; gives what each came to. Every refusal that is not for good means: fetch,
 * check everything again on the new tip, graft the same files on it, push again.
 * @throws operation `meta/exists`, `meta/changed`, `meta/denied`, `meta/unreachable`, `meta/deadline`.
 */
export async function landChanges(landing: Landing, from: Tip, wishes: readonly Wish[]): Promise<readonly Appended[]> {
  const changes = wishes.map(({ change }) => change);
  const start = landing.now();
  let tip = from;
  let pushed: string | undefined;
  let lost = 0;
  for (let attempt = 0; ; attempt++) {
    const missing = await Promise.all(changes.map((change) => readMissing(readTipFiles(landing, tip.commit), change)));
    const files = missing.flat();
    if (files.length === 0 && tip.commit !== undefined) {
      const all = await settled(landing, tip.commit, pushed);
      return changes.map(() => all);
    }
    const commit = await commitOn(landing, tip.commit, files, describeChanges(changes));
    pushed = commit;
    const push = { source: commit, ref: `refs/heads/${tip.branch}` };
    if (attempt === 0 && (await landEnding(landing, push, wishes))) {
      await noteSeen(landing.clone.folder, commit).catch(() => undefined);
      return missing.map((own, i) => ({ commit, unchanged: own.length === 0, freed: wishes[i]?.ending !== undefined }));
    }
    const outcome = await landing.remote.push(push);
    if (outcome.kind === 'landed') {
      // It has landed, whatever the disk makes of remembering it.
      await noteSeen(landing.clone.folder, commit).catch(() => undefined);
      return missing.map((own) => ({ commit, unchanged: outcome.already || own.length === 0 }));
    }
    lost = outcome.kind === 'unreachable' ? lost + 1 : 0;
    if (outcome.kind === 'denied') throw denied(landing.place.url, outcome.said);
    if (lost === UNREACHABLE_TRIES) throw unreachable(landing.place.url, outcome.said);
    if (landing.now() - start >= landing.deadlineMs)
      throw outOfTime(landing.place.url, attempt + 1, landing.deadlineMs, outcome.said);
    await landing.sleep(waitAfter(attempt, landing.random()));
    tip = await newTip(landing, tip);
  }
}

/**
 * Lands the commit together with the end of the locks that end with it, which saves a trip. False: none of it was done,
 * be it that the server cannot do all or nothing, or that somebody moved one of them; or an answer was lost. The commit
 * then lands by itself, and the locks are for their holders to free.
 */
async function landEnding({ remote }: Landing, push: Push, wishes: readonly Wish[]): Promise<boolean> {
  const ends = wishes.flatMap(({ ending }) => {
    return ending === undefined ? [] : [{ source: '', ref: ending.name, expected: { commit: ending.commit } }];
  });
  return ends.length > 0 && (await remote.pushTogether([push, ...ends])).kind === 'landed';
}

/** A commit of these files on `parent`, in the local copy only. */
export function commitOn(
  landing: Landing,
  parent: string | undefined,
  files: readonly NewFile[],
  message: string,
): Promise<string> {
  const { git, clone, author } = landing;
  const atMs = landing.now();
  return writeCommit(git, clone.folder, { ref: freshRef(atMs), parent, files, message, author, atMs });
}

/** The message of one change as it is; of several, their number and all of their messages. */
function describeChanges(changes: readonly MetaChange[]): string {
  const messages = changes.map(({ message }) => message);
  return messages.length === 1 ? messages.join() : [`${messages.length} changes`, ...messages].join('\n\n');
}

/** All of it is there already: because an answer to our own push was lost, or because somebody wrote the same. */
async function settled(landing: Landing, tip: string, pushed: string | undefined): Promise<Appended> {
  if (pushed === undefined) return { commit: tip, unchanged: true };
  const words = ['merge-base', '--is-ancestor', pushed, tip];
  const { ending } = await landing.git.run(words, { cwd: landing.clone.folder });
  const ours = ending.kind === 'exit' && ending.code === 0;
  return ours ? { commit: pushed, unchanged: false } : { commit: tip, unchanged: true };
}

async function newTip(landing: Landing, last: Tip): Promise<Tip> {
  const { remote } = landing;
  const { branch, commit } = last.commit === undefined ? await remote.look() : last;
  if (commit === undefined) return { branch, commit };
  const fetch = () => remote.fetch(`refs/heads/${branch}`);
  return { branch, commit: await checkTip(landing, await fetch(), fetch) };
}
