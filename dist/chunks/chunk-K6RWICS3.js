const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  decodeLockNote,
  encodeLockNote
} from "./chunk-YCYPFPUJ.js";
import {
  lockRef
} from "./chunk-YCM4N6T2.js";

// src/app/deploy/check-history.ts
import { operationFailure$72 as operationFailure } from "#common";
async function checkHistory(members, seen) {
  if (seen === void 0) return;
  const tips = new Map(
    members.flatMap(({ host, facts }) => facts.metaTip === void 0 ? [] : [[facts.metaTip, host]])
  );
  for (const [tip, host] of tips) {
    if (await seen.snapshot.includes(tip)) continue;
    throw operationFailure({
      code: "meta/rewound",
      message: `${host.name} was deployed from commit ${tip.slice(0, 12)} of meta, which ${seen.meta.url} does not have`,
      target: seen.meta.url,
      retry: "never",
      next: `find out who rewrote it; if this meta repo rightly took the place of another, remove .facsimile/meta from the home of each host`
    });
  }
}

// src/app/deploy/while-locked.ts
import { isFailure$72 as isFailure } from "#common";

// src/app/deploy/instance-lock.ts
import { operationFailure$72 as operationFailure2 } from "#common";
import { describeDuration$94 as describeDuration } from "#common";

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
    free: async () => {
      stop();
      await renewal;
      if (!lost.signal.aborted) await meta.freeLock(name, mine.commit);
    }
  };
  function leaseFrom(start) {
    return setTimeout(() => lose("the lock could not be renewed"), start + leaseMs - clock.now());
  }
  async function renew() {
    if (lost.signal.aborted) return;
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
  const note = encodeLockNote({ ...wish, leaseMs });
  const taken = await waitForLock(meta, { name, note, wish }, ports);
  return keepLock(meta, { name, note, leaseMs, ...taken }, ports);
}
async function waitForLock(meta, { name, note, wish }, { clock, talk }) {
  const begun = clock.now();
  let seen;
  for (; ; ) {
    const other = await meta.readLock(name);
    const now = clock.now();
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
  return operationFailure2({
    code: "lock/held",
    message: `${describeHolder(note, wish)}, still after ${describeDuration(wish.waitMs)}`,
    target: `${wish.project} ${wish.instance}`,
    retry: "safe",
    next: `wait for that run; if it died, its lock is over after ${describeDuration(note.leaseMs)}`
  });
}
function interrupted({ project, instance }) {
  const message = `interrupted while waiting for the lock of ${project} ${instance}`;
  return operationFailure2({ code: "deploy/interrupted", message, retry: "safe" });
}

// src/app/deploy/while-locked.ts
async function whileLocked({ meta, wish, ports }, work) {
  const lock = await takeLock(meta, wish, ports);
  try {
    return await work(AbortSignal.any([wish.interruption, lock.lost]));
  } finally {
    await lock.free().catch((error) => {
      if (!isFailure(error)) throw error;
      ports.talk.warn({ code: "lock/free", message: `the lock could not be freed: ${error.message}` });
    });
  }
}

export {
  checkHistory,
  whileLocked
};
