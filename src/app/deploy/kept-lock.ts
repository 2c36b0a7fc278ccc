/** A lock in our hands: renewed while we work, given up when it may be somebody else's, freed at the end. */
import type { Clock } from '../ports/clock.ts';
import type { Appended, HeldLock, Meta, OwnLock } from '../ports/meta-repo.ts';
import type { Talk } from '../ports/talk.ts';

const RENEWALS_PER_LEASE = 3;

/** A lock that is ours. */
export interface InstanceLock {
  /**
   * Done, with the reason as a text, when others may have it: somebody took it over, or it could not be renewed for
   * its whole lease, after which anybody may.
   */
  readonly lost: AbortSignal;
  /** Lets the work, an append, end it: no renewal comes between. Without it the lock is lost, and not ours to end. */
  endWith(work: (own: OwnLock | undefined) => Promise<Appended>): Promise<Appended>;
  /** Ends it, unless it has ended; never somebody else's. */
  free(): Promise<void>;
}

/** The lock as it was taken. */
export interface TakenLock {
  /** Name of its ref. */
  readonly name: string;
  readonly note: string;
  readonly leaseMs: number;
  readonly held: HeldLock;
  /** Milliseconds since 1970, from before it was taken: nobody else can have seen it earlier. */
  readonly since: number;
}

/** Renews the lock until it is freed or lost. */
export function keepLock(
  meta: Meta,
  { name, note, leaseMs, held, since }: TakenLock,
  { clock, talk }: { readonly clock: Clock; readonly talk: Talk },
): InstanceLock {
  const lost = new AbortController();
  let mine: HeldLock | undefined = held;
  let renewal: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewal = renewal.then(renew);
  }, leaseMs / RENEWALS_PER_LEASE);
  // A renewal that hangs must not hide that the lease is over: this does not wait for it.
  let lease = leaseFrom(since);
  return {
    lost: lost.signal,
    endWith: (work) => {
      const ended = renewal.then(() => end(work));
      renewal = ended.then(
        () => undefined,
        () => undefined,
      );
      return ended;
    },
    free: async () => {
      stop();
      await renewal;
      if (!lost.signal.aborted && mine !== undefined) await meta.freeLock(name, mine.commit);
    },
  };

  function leaseFrom(start: number): NodeJS.Timeout {
    return setTimeout(() => lose('the lock could not be renewed'), start + leaseMs - clock.now());
  }

  async function end(work: (own: OwnLock | undefined) => Promise<Appended>): Promise<Appended> {
    const own = lost.signal.aborted || mine === undefined ? undefined : { name, commit: mine.commit };
    const appended = await work(own);
    if (appended.freed !== true) return appended;
    stop();
    mine = undefined;
    return appended;
  }

  async function renew(): Promise<void> {
    if (lost.signal.aborted || mine === undefined) return;
    const start = clock.now();
    try {
      const next = await meta.swapLock(name, mine.commit, note);
      if (next === undefined) return lose('the lock was taken over');
      mine = next;
      clearTimeout(lease);
      if (!lost.signal.aborted) lease = leaseFrom(start);
    } catch (error) {
      // The lease is longer than one renewal: the next one may go better.
      const message = error instanceof Error ? error.message : String(error);
      talk.warn({ code: 'lock/renewal', message: `the lock could not be renewed: ${message}` });
    }
  }

  function lose(reason: string): void {
    stop();
    lost.abort(reason);
  }

  function stop(): void {
    clearInterval(timer);
    clearTimeout(lease);
  }
}
