// src/core/run/stages.ts
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var STAGES = ["checkout", "build", "install", "deploy"];
function chooseStages(stages, wish) {
  const { start, end, only, devel } = wish;
  const unknown = Object.entries({ start, end, only }).flatMap(
    ([flag, name]) => name === void 0 || stages.includes(name) ? [] : [unknownStage(flag, name, stages)]
  );
  if (only !== void 0 && (start !== void 0 || end !== void 0)) {
    const message = "stage option 'only' cannot be used with start or end";
    unknown.push({ code: "run/only", message, hint: "leave one of them out", origin: inputOrigin("--only") });
  }
  if (unknown.length > 0) return invalid(...unknown);
  if (only !== void 0) return valid([only]);
  const first = start === void 0 ? 0 : stages.indexOf(start);
  const last = end === void 0 ? stages.length - 1 : stages.indexOf(end);
  const chosen = stages.slice(first, last + 1).filter((stage) => stage !== "deploy" || !devel || end === "deploy");
  if (chosen.length > 0) return valid(chosen);
  const hint = devel ? "with --devel the stage deploy has to be named: --only deploy" : `in order: ${stages.join(", ")}`;
  return invalid({
    code: "run/no-stages",
    message: "start and end produce no stages",
    hint,
    origin: inputOrigin("--start")
  });
}
function isStandardStage(name) {
  return STAGES.some((stage) => stage === name);
}
function unknownStage(flag, name, stages) {
  const hint = didYouMean(name, stages) ?? `there are ${stages.join(", ")}`;
  return { code: "run/stage", message: `stage '${name}' does not exist`, hint, origin: inputOrigin(`--${flag}`) };
}

export {
  STAGES,
  chooseStages,
  isStandardStage
};
