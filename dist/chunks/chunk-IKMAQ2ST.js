import {
  parseInstant
} from "./chunk-62VG25O6.js";
import {
  readChannel
} from "./chunk-BN4GKCKH.js";
import {
  readProject
} from "./chunk-W7XQXRYD.js";
import {
  describeFreeze,
  freezeAt
} from "./chunk-B7LGTJMV.js";

// src/app/deploy/hold.ts
import { operationFailure$75 as operationFailure } from "./common.js";
function holdAt(state, now) {
  const hold = state?.hold;
  if (hold === void 0 || hold.until === "") return hold;
  const until = parseInstant(hold.until);
  return until !== void 0 && until.seconds * 1e3 + until.milliseconds <= now ? void 0 : hold;
}
async function refusalByHold(snapshot, { project, instance, channel }, { state, now }) {
  const held = (message, next, code = "deploy/held") => operationFailure({ code, message, target: `${project} ${instance}`, retry: "never", next });
  const hold = holdAt(state, now);
  if (hold !== void 0) {
    return held(
      `${project} ${instance} ${describeHold(hold)}`,
      "deploy with --release-hold to end that, or name a VERSION to deploy in spite of it"
    );
  }
  const [{ hold: reason }, { freezes }] = await Promise.all([
    readChannel(snapshot, project, channel),
    readProject(snapshot, project)
  ]);
  const inSpite = "name a VERSION to deploy in spite of it";
  if (reason !== void 0) {
    const next = `facs channel hold ${project} ${channel} --release ends that, or ${inSpite}`;
    return held(`channel ${channel} of ${project} is held: ${reason}`, next);
  }
  const freeze = freezeAt(freezes, channel, now);
  if (freeze === void 0) return void 0;
  return held(`channel ${channel} of ${project} is ${describeFreeze(freeze)}`, `wait, or ${inSpite}`, "deploy/frozen");
}
function describeHold({ release, who, until, reason }) {
  const at = release === "" ? "" : ` at ${release.slice(0, 12)}`;
  return `is held${at} by ${who}${until === "" ? "" : ` until ${until}`}${reason === "" ? "" : `: ${reason}`}`;
}

export {
  holdAt,
  refusalByHold
};
