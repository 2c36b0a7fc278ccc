import {
  listDeployed
} from "./chunk-YUTHG3RS.js";
import {
  gatherDeployed
} from "./chunk-DX7AJJBZ.js";
import {
  toRecordChange
} from "./chunk-OZENGT3G.js";
import {
  leaveLock
} from "./chunk-7W3EYR4G.js";
import {
  decodeLockNote
} from "./chunk-6LJ3Z5AI.js";
import "./chunk-Y7NMZYUV.js";
import "./chunk-T5RWSUF5.js";
import {
  eventOf
} from "./chunk-KJVIZ5M4.js";
import "./chunk-MDGD5745.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-LHH4TCB6.js";
import "./chunk-ZUGTOIAK.js";
import "./chunk-65BOJNPC.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import {
  describeRecord,
  describeSubject
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import {
  lockRef
} from "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/lock-instance.ts
import { inputFailure$75 as inputFailure, operationFailure$75 as operationFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { parseName$91 as parseName } from "./common.js";
async function lockInstance(inputs2, around) {
  const { ports } = around;
  if (!inputs2.release && inputs2.reason === void 0) throw noReason();
  const meta = await openMeta(ports, inputs2);
  const name = await findInstance(meta, inputs2, around);
  if (inputs2.release) return release(meta, name, { ...around, isDryRun: inputs2["dry-run"] });
  return take(meta, name, inputs2, around);
}
async function take(meta, name, { reason = "", wait, "dry-run": isDryRun }, around) {
  const { actor: holder, runUrl = "" } = around.environment;
  const outcome = { ...name, lock: { holder, reason }, released: void 0 };
  if (isDryRun) return outcome;
  const interruption = await around.ports.interruption();
  await leaveLock(meta, { ...name, holder, runUrl, reason, waitMs: wait, interruption, byHand: true }, around.ports);
  await record(meta, name, { event: "locked", fields: { reason } }, around);
  return outcome;
}
async function release(meta, name, { isDryRun, ...around }) {
  const ref = lockRef(name.project, name.instance);
  const held = await meta.readLock(ref);
  if (held === void 0) return { ...name, lock: void 0, released: void 0 };
  const { holder, reason, byHand } = decodeLockNote(held.holder);
  if (!byHand) throw ofARun(name, held);
  const outcome = { ...name, lock: void 0, released: { holder, reason } };
  if (isDryRun) return outcome;
  await meta.freeLock(ref, held.commit);
  await record(meta, name, { event: "lock-released", fields: { holder, reason } }, around);
  return outcome;
}
async function record(meta, name, what, { ports, environment }) {
  const at = ports.clock.now();
  const event = eventOf(name, { id: (await ports.ids()).ulid(at), at, ...what }, environment);
  const message = `${describeSubject(event)}

${describeRecord(event)}
`;
  await meta.append({ ...toRecordChange(name.project, [event]), changed: [], message });
}
async function findInstance(meta, inputs2, { ports }) {
  const snapshot = await meta.snapshot();
  const project = await chooseProject(snapshot, inputs2.project);
  const instance = unwrap(parseName("instance", inputs2.instance));
  if ((await listDeployed(snapshot, project)).includes(instance)) return { project, instance };
  const { definition } = await gatherDeployed(inputs2, ports, meta);
  return { project: definition.project, instance: definition.instance };
}
function noReason() {
  const hint = "say why with --reason, or release a lock with --release";
  return inputFailure({ code: "lock/reason", message: "a lock needs a reason", hint, origin: inputOrigin("--reason") });
}
function ofARun({ project, instance }, { holder }) {
  const { holder: who, runUrl, reason } = decodeLockNote(holder);
  const details = [runUrl, reason].filter((text2) => text2 !== "").join(", ");
  return operationFailure({
    code: "lock/held",
    message: `${project} ${instance} is locked by a run of ${who}${details === "" ? "" : ` (${details})`}, not by hand`,
    target: `${project} ${instance}`,
    retry: "safe",
    next: "wait for that run; if it died, its lock ends by itself with its lease"
  });
}

// src/commands/lock.ts
import { usageFailure$75 as usageFailure } from "./common.js";
import { defineInputs$85 as defineInputs, duration$85 as duration, flag$85 as flag, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  ...subject,
  reason: text({ placeholder: "WORDS", help: "Why; whoever is stopped by it reads this." }),
  release: flag({ help: "Release the lock instead, whoever took it." }),
  wait: duration({ default: "10m", help: "Longest wait for a run that is at work on the instance." }),
  ...places,
  ...dryRun
});
var lockCommand = defineCommand({
  name: "lock",
  summary: "Stop all deployments of an instance, for a reason, until --release.",
  inputs,
  run: async (given, context) => {
    if (given.release && given.reason !== void 0)
      throw usageFailure("--release ends a lock, --reason begins one: one of them is meant", "lock");
    const { project, instance, lock, released } = await lockInstance(given, context);
    const name = `${project} ${instance}`;
    const freed = released === void 0 ? "was not locked" : `is free: ${released.holder} had locked it (${released.reason})`;
    return {
      data: {
        ...{ project, instance },
        lock: lock === void 0 ? null : { ...lock },
        released: released === void 0 ? null : { ...released }
      },
      text: lock === void 0 ? `${name} ${freed}` : `${name} is locked: ${lock.reason}`
    };
  }
});
export {
  lockCommand
};
