/** One deployment of an instance at a time: a ref of the meta repo, taken and renewed by compare-and-swap. */
import { operationFailure } from '../../core/error.ts';
import { decodeLockNote, encodeLockNote, type LockNote } from '../../core/meta/lock-note.ts';
import { lockRef } from '../../core/meta/paths.ts';
import { describeDuration } from '../../core/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meta } from '../ports/meta-repo.ts';
import type { Talk } from '../ports/talk.ts';
import { type InstanceLock, keepLock, type TakenLock } from './kept-lock.ts';

/** A lock that its holder does not renew for so long is over. */
const LEASE_MS = 5 * 60_000;
const LONGEST_PAUSE_MS = 5000;

/** What to lock, for whom, and how long to wait for whoever holds it. */
export interface LockWish {
  readonly project: string;
  readonly instance: string;
  readonly holder: string;
  readonly runUrl: string;
  readonly reason: string;
  readonly waitMs: number;
  /** Breaks the waiting off. */
  readonly interruption: AbortSignal;
  readonly leaseMs?: number;
  /** It is to stay until it is released. */
  readonly byHand?: true;
}

/** What is used besides the meta repo. */
export interface LockPorts {
  readonly clock: Clock;
  readonly talk: Talk;
}

/**
 * Waits in line and takes the lock; from then on it renews itself.
 * @throws operation `lock/held` when waiting was in vain, `lock/by-hand` at once where a person locked it, `deploy/interrupted`; and as `Meta.swapLock`.
 */
export async function takeLock(meta: Meta, wish: LockWish, ports: LockPorts): Promise<InstanceLock> {
  const name = lockRef(wish.project, wish.instance);
  const leaseMs = wish.leaseMs ?? LEASE_MS;
  const note = encodeLockNote({ ...wish, leaseMs, byHand: false });
  const taken = await waitForLock(meta, { name, note, wish }, ports);
  return keepLock(meta, { name, note, leaseMs, ...taken }, ports);
}

/**
 * Waits in line and takes a lock that stays until somebody releases it.
 * @throws operation `lock/by-hand`, and as `takeLock`.
 */
export async function leaveLock(meta: Meta, wish: LockWish, ports: LockPorts): Promise<void> {
  const note = encodeLockNote({ ...wish, leaseMs: 0, byHand: true });
  await waitForLock(meta, { name: lockRef(wish.project, wish.instance), note, wish }, ports);
}

async function waitForLock(
  meta: Meta,
  { name, note, wish }: { readonly name: string; readonly note: string; readonly wish: LockWish },
  { clock, talk }: LockPorts,
): Promise<Pick<TakenLock, 'held' | 'since'>> {
  const begun = clock.now();
  // Most often nobody has it: then taking it without a look saves a trip.
  const first = await meta.swapLock(name, undefined, note);
  if (first !== undefined) return { held: first, since: begun };
  let seen: { readonly commit: string; readonly since: number } | undefined;
  for (;;) {
    const other = await meta.readLock(name);
    const now = clock.now();
    const byHand = other === undefined ? undefined : decodeLockNote(other.holder);
    if (byHand?.byHand === true) throw lockedByHand(byHand, wish);
    if (other !== undefined && other.commit !== seen?.commit) {
      seen = { commit: other.commit, since: now };
      talk.say(describeWait(decodeLockNote(other.holder), wish));
    }
    // Only our own clock counts, and only what we watched ourselves: clocks of others may be wrong.
    const isOver =
      other === undefined || (seen !== undefined && now - seen.since >= decodeLockNote(other.holder).leaseMs);
    if (isOver) {
      const since = clock.now();
      const held = await meta.swapLock(name, other?.commit, note);
      if (held !== undefined) return { held, since };
    }
    if (wish.interruption.aborted) throw interrupted(wish);
    if (clock.now() - begun >= wish.waitMs && other !== undefined) throw stillHeld(decodeLockNote(other.holder), wish);
    await clock.sleep(Math.min(LONGEST_PAUSE_MS, Math.max(50, wish.waitMs / 10)) * (0.5 + Math.random() / 2));
  }
}

function describeWait(note: LockNote, wish: LockWish): string {
  const [patience, lease] = [wish.waitMs, note.leaseMs].map(describeDuration);
  return `waiting up to ${patience}: ${describeHolder(note, wish)}; if that run died, its lock is over after ${lease}`;
}

function describeHolder({ holder, runUrl, reason }: LockNote, { project, instance }: LockWish): string {
  const details = [runUrl, reason].filter((text) => text !== '').join(', ');
  return `${project} ${instance} is locked by ${holder}${details === '' ? '' : ` (${details})`}`;
}

function stillHeld(note: LockNote, wish: LockWish) {
  return operationFailure({
    code: 'lock/held',
    message: `${describeHolder(note, wish)}, still after ${describeDuration(wish.waitMs)}`,
    target: `${wish.project} ${wish.instance}`,
    retry: 'safe',
    next: `wait for that run; if it died, its lock is over after ${describeDuration(note.leaseMs)}`,
  });
}

function lockedByHand(note: LockNote, wish: LockWish) {
  const { project, instance } = wish;
  return operationFailure({
    code: 'lock/by-hand',
    message: describeHolder(note, wish),
    target: `${project} ${instance}`,
    retry: 'never',
    next: `facs lock ${project} ${instance} --release frees it; whoever took it had a reason`,
  });
}

function interrupted({ project, instance }: LockWish) {
  const message = `interrupted while waiting for the lock of ${project} ${instance}`;
  return operationFailure({ code: 'deploy/interrupted', message, retry: 'safe' });
}
