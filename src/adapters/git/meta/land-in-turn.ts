/** Writers of one process to one meta repo take turns; records that wait meanwhile land together, in one commit. */
import type { Appended, MetaChange, OwnLock } from '../../../app/ports/meta-repo.ts';
import { hasCode } from '../../../core/error.ts';
import { type Landing, landChanges } from './land.ts';
import type { Tip } from './remote.ts';

/** A change whose turn has not come yet. */
interface Waiting {
  readonly landing: Landing;
  readonly from: Tip;
  readonly change: MetaChange;
  readonly ending: OwnLock | undefined;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** By folder of the local copy; there while somebody writes. */
const queues = new Map<string, Waiting[]>();

/** Failures that the others of a commit need not share: each then tries alone. */
const OF_ONE_CHANGE = ['meta/exists', 'meta/changed', 'meta/denied'];

/**
 * Lands the change as `landChanges` does. Writers of other processes are met on the server; those of this one would
 * only refuse each other's pushes, so they wait, and a wait costs less than a refusal. A change of mutable files, such
 * as a promotion, always is a commit of its own.
 */
export function landInTurn(landing: Landing, from: Tip, change: MetaChange, ending?: OwnLock): Promise<Appended> {
  return new Promise((resolve, reject) => {
    const own = { landing, from, change, ending, resolve, reject };
    const key = landing.clone.folder;
    const queue = queues.get(key);
    if (queue !== undefined) queue.push(own);
    else {
      queues.set(key, [own]);
      void takeTurns(key);
    }
  });
}

async function takeTurns(key: string): Promise<void> {
  const queue = queues.get(key) ?? [];
  let newest: Tip | undefined;
  for (let group = takeGroup(queue); group.length > 0; group = takeGroup(queue)) {
    newest = await landGroup(group, newest);
  }
  queues.delete(key);
}

/** The first that waits, and all others that can share its commit: only new files, no path twice. */
function takeGroup(queue: Waiting[]): readonly Waiting[] {
  const group = queue.splice(0, 1);
  if (group.some(({ change }) => change.changed.length > 0)) return group;
  const paths = new Set(group.flatMap(({ change }) => pathsOf(change)));
  const waiting = queue.splice(0);
  for (const each of waiting) {
    const own = pathsOf(each.change);
    const joins = each.change.changed.length === 0 && !own.some((path) => paths.has(path));
    (joins ? group : queue).push(each);
    if (joins) for (const path of own) paths.add(path);
  }
  return group;
}

/** @param newest What the last group of this queue landed: newer than what those that waited saw. */
async function landGroup(group: readonly Waiting[], newest: Tip | undefined): Promise<Tip | undefined> {
  const [first] = group;
  if (first === undefined) return newest;
  const from = newest ?? first.from;
  try {
    const landed = await landChanges(first.landing, from, group);
    group.forEach(({ resolve }, i) => void resolve(landed[i] ?? { commit: '', unchanged: true }));
    return { branch: from.branch, commit: landed[0]?.commit };
  } catch (error) {
    if (group.length > 1 && OF_ONE_CHANGE.some((code) => hasCode(error, code))) return landEach(group, newest);
    for (const { reject } of group) reject(error);
    return newest;
  }
}

async function landEach(group: readonly Waiting[], newest: Tip | undefined): Promise<Tip | undefined> {
  let tip = newest;
  for (const each of group) tip = await landGroup([each], tip);
  return tip;
}

function pathsOf({ added, changed }: MetaChange): string[] {
  return [...added, ...changed].map(({ path }) => path);
}
