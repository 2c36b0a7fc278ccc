import {
  decodeLockNote,
  encodeLockNote
} from "./chunk-6LJ3Z5AI.js";
import {
  lockRef
} from "./chunk-TOVEXTTC.js";

// src/app/deploy/instance-lock.ts
import { operationFailure$75 as operationFailure } from "./common.js";
import { describeDuration$97 as describeDuration } from "./common.js";

// src/app/deploy/kept-lock.ts
var RENEWALS_PER_LEASE = 3;
function keepLock(meta, { name, note, leaseMs, held, since }, { clock, talk }) {
  const lost = new AbortController();
  let mine = held;
  let renewal = Promise.resolve();
  const timer = setInterval(() => {
    renewal = renewal.then(renew);
  }, leaseMs / RENEWALS_PER_LEASE);
  let lease = leaseFrom(since);
  return {
    lost: lost.signal,
    endWith: (work) => {
      const ended = renewal.then(() => end(work));
      renewal = ended.then(
        () => void 0,
        () => void 0
      );
      return ended;
    },
    free: async () => {
      stop();
      await renewal;
      if (!lost.signal.aborted && mine !== void 0) await meta.freeLock(name, mine.commit);
    }
  };
  function leaseFrom(start) {
    return setTimeout(() => lose("the lock could not be renewed"), start + leaseMs - clock.now());
  }
  async function end(work) {
    const own = lost.signal.aborted || mine === void 0 ? void 0 : { name, commit: mine.commit };
    const appended = await work(own);
    if (appended.freed !== true) return appended;
    stop();
    mine = void 0;
    return appended;
  }
  async function renew() {
    if (lost.signal.aborted || mine === void 0) return;
    const start = clock.now();
    try {
      const next = await meta.swapLock(name, mine.commit, note);
      if (next === void 0) return lose("the lock was taken over");
      mine = next;
      clearTimeout(lease);
      if (!lost.signal.aborted) lease = leaseFrom(start);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      talk.warn({ code: "lock/renewal", message: `the lock could not be renewed: ${message}` });
    }
  }
  function lose(reason) {
    stop();
    lost.abort(reason);
  }
  function stop() {
    clearInterval(timer);
    clearTimeout(lease);
  }
}

// src/app/deploy/instance-lock.ts
var LEASE_MS = 5 * 6e4;
var LONGEST_PAUSE_MS = 5e3;
async function takeLock(meta, wish, ports) {
  const name = lockRef(wish.project, wish.instance);
  const leaseMs = wish.leaseMs ?? LEASE_MS;
  const note = encodeLockNote({ ...wish, leaseMs, byHand: false });
  const taken = await waitForLock(meta, { name, note, wish }, ports);
  return keepLock(meta, { name, note, leaseMs, ...taken }, ports);
}
async function leaveLock(meta, wish, ports) {
  const note = encodeLockNote({ ...wish, leaseMs: 0, byHand: true });
  await waitForLock(meta, { name: lockRef(wish.project, wish.instance), note, wish }, ports);
}
async function waitForLock(meta, { name, note, wish }, { clock, talk }) {
  const begun = clock.now();
  const first = await meta.swapLock(name, void 0, note);
  if (first !== void 0) return { held: first, since: begun };
  let seen;
  for (; ; ) {
    const other = await meta.readLock(name);
    const now = clock.now();
    const byHand = other === void 0 ? void 0 : decodeLockNote(other.holder);
    if (byHand?.byHand === true) throw lockedByHand(byHand, wish);
    if (other !== void 0 && other.commit !== seen?.commit) {
      seen = { commit: other.commit, since: now };
      talk.say(describeWait(decodeLockNote(other.holder), wish));
    }
    const isOver = other === void 0 || seen !== void 0 && now - seen.since >= decodeLockNote(other.holder).leaseMs;
    if (isOver) {
      const since = clock.now();
      const held = await meta.swapLock(name, other?.commit, note);
      if (held !== void 0) return { held, since };
    }
    if (wish.interruption.aborted) throw interrupted(wish);
    if (clock.now() - begun >= wish.waitMs && other !== void 0) throw stillHeld(decodeLockNote(other.holder), wish);
    await clock.sleep(Math.min(LONGEST_PAUSE_MS, Math.max(50, wish.waitMs / 10)) * (0.5 + Math.random() / 2));
  }
}
function describeWait(note, wish) {
  const [patience, lease] = [wish.waitMs, note.leaseMs].map(describeDuration);
  return `waiting up to ${patience}: ${describeHolder(note, wish)}; if that run died, its lock is over after ${lease}`;
}
function describeHolder({ holder, runUrl, reason }, { project, instance }) {
  const details = [runUrl, reason].filter((text) => text !== "").join(", ");
  return `${project} ${instance} is locked by ${holder}${details === "" ? "" : ` (${details})`}`;
}
function stillHeld(note, wish) {
  return operationFailure({
    code: "lock/held",
    message: `${describeHolder(note, wish)}, still after ${describeDuration(wish.waitMs)}`,
    target: `${wish.project} ${wish.instance}`,
    retry: "safe",
    next: `wait for that run; if it died, its lock is over after ${describeDuration(note.leaseMs)}`
  });
}
function lockedByHand(note, wish) {
  const { project, instance } = wish;
  return operationFailure({
    code: "lock/by-hand",
    message: describeHolder(note, wish),
    target: `${project} ${instance}`,
    retry: "never",
    next: `facs lock ${project} ${instance} --release frees it; whoever took it had a reason`
  });
}
function interrupted({ project, instance }) {
  const message = `interrupted while waiting for the lock of ${project} ${instance}`;
  return operationFailure({ code: "deploy/interrupted", message, retry: "safe" });
}

export {
  takeLock,
  leaveLock
};
