import {
  takeLock
} from "./chunk-7W3EYR4G.js";

// src/app/deploy/check-history.ts
import { operationFailure$75 as operationFailure } from "./common.js";
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
import { isFailure$75 as isFailure } from "./common.js";
async function whileLocked({ meta, wish, ports }, work) {
  const lock = await takeLock(meta, wish, ports);
  try {
    return await work(AbortSignal.any([wish.interruption, lock.lost]), lock);
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
