import {
  planDigest
} from "./chunk-MDGD5745.js";

// src/core/deploy/saved-plan.ts
import { isObject$90 as isObject, parseShallowJson$90 as parseShallowJson } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var MAX_DEPTH = 20;
function parseSavedPlan(text, path) {
  const read = parseShallowJson(text, MAX_DEPTH);
  const printed = isObject(read) ? read : {};
  const plan = isObject(printed["plan"]) ? printed["plan"] : printed;
  if (!isPlan(plan)) return refuse(path, "plan/unreadable", "this is no plan", "facs plan --json prints one");
  if (typeof printed["unknown"] === "string")
    return refuse(path, "plan/unknown-tree", "it was made without the key of the state", "make it where the key is");
  const digest = planDigest(plan);
  const { planDigest: told } = printed;
  if (typeof told === "string" && told !== digest)
    return refuse(path, "plan/edited", "it was changed after it was made", "make a new one with facs plan --json");
  return valid({ plan, digest });
}
function isPlan(value) {
  if (!isObject(value)) return false;
  const { project, instance, release, channel, definitions, hosts } = value;
  const isNamed = [project, instance, channel].every((each) => typeof each === "string");
  const isHost = (host) => isObject(host) && typeof host["host"] === "string";
  if (!isNamed || !Array.isArray(hosts) || !hosts.every(isHost)) return false;
  return isObject(release) && typeof release["githash"] === "string" && isObject(definitions);
}
function refuse(path, code, message, hint) {
  return invalid({ code, message: `${path}: ${message}`, hint, origin: { kind: "input", name: "--plan" } });
}

// src/app/deploy/open-plan.ts
import { inputFailure$75 as inputFailure, operationFailure$75 as operationFailure, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
var SHOWN = 80;
async function openPlan(path, ports) {
  const bytes = await (await ports.files()).read(path);
  if (bytes !== void 0) return unwrap(parseSavedPlan(new TextDecoder().decode(bytes), path));
  throw inputFailure({
    code: "plan/missing",
    message: `${path} is not there`,
    hint: "facs plan --json >FILE writes one",
    origin: inputOrigin("--plan")
  });
}
function inputsOf({ plan }) {
  const { project, instance, release, channel, definitions, hosts } = plan;
  const isApart = definitions.githash !== "" && definitions.githash !== release.githash;
  return {
    ...{ project, instance },
    // A channel that maps to something else by now is told by the plan that comes of it.
    version: channel === "" ? release.githash : void 0,
    ...isApart && { "define-ref": definitions.githash },
    host: hosts.map(({ host }) => host)
  };
}
async function checkPlan(saved, plan) {
  if (saved === void 0 || planDigest(plan) === saved.digest) return;
  const { describeDifference } = await import("./unified-CVRNF4BR.js");
  const text = (given) => `${JSON.stringify(given, void 0, 2)}
`;
  const difference = describeDifference(
    { name: "the plan that was saved", text: text(saved.plan) },
    { name: "what would be done now", text: text(plan) }
  );
  const lines = (difference ?? "").split("\n");
  const rest = lines.length > SHOWN ? [`\u2026 and ${lines.length - SHOWN} more lines`] : [];
  throw operationFailure({
    code: "plan/moved",
    message: ["the world moved since the plan was made:", ...lines.slice(0, SHOWN), ...rest].join("\n"),
    target: `${plan.project} ${plan.instance}`,
    retry: "never",
    next: "look at what would be done now (facs plan), and deploy that"
  });
}

export {
  openPlan,
  inputsOf,
  checkPlan
};
