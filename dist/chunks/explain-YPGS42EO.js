import {
  describeTrail,
  trailData
} from "./chunk-TI5EHMG3.js";

// src/commands/explain.ts
import { accept$13 as accept } from "./common.js";
import { openForHost$18 as openForHost } from "./common.js";

// src/core/definition/value-path.ts
import { describePath$90 as describePath, isObject$90 as isObject } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
function parseValuePath(root, text2) {
  const path = [];
  let value = root;
  let rest = text2;
  while (rest !== "") {
    const step = nextStep(value, rest);
    if (step === void 0) return nothingThere(text2, path, { value, rest });
    path.push(step.key);
    value = step.value;
    rest = step.rest;
  }
  return valid(path);
}
function nextStep(value, rest) {
  if (Array.isArray(value)) {
    const [written = "", digits = ""] = /^(?:\[(\d+)\]|(\d+)(?![^.[]))\.?/.exec(rest)?.filter((part) => part !== void 0) ?? [];
    const item = digits === "" ? void 0 : value[Number(digits)];
    return item === void 0 ? void 0 : { key: Number(digits), value: item, rest: rest.slice(written.length) };
  }
  if (!isObject(value)) return void 0;
  const key = Object.keys(value).filter((each) => rest.startsWith(each) && /^(\.(?!$)|\[|$)/.test(rest.slice(each.length))).sort((a, b) => b.length - a.length)[0];
  const next = key === void 0 ? void 0 : value[key];
  if (key === void 0 || next === void 0) return void 0;
  return { key, value: next, rest: rest.slice(key.length).replace(/^\./, "") };
}
function nothingThere(text2, path, { value, rest }) {
  const keys = isObject(value) ? Object.keys(value) : [];
  const within = path.length === 0 ? "the definition" : describePath(path);
  const items = Array.isArray(value) && value.length > 0 ? `${within} has items 0 to ${value.length - 1}` : void 0;
  const nothing = items ?? `${within} has nothing below it`;
  const known = keys.length === 0 ? nothing : `${within} has: ${keys.join(", ")}`;
  const hint = didYouMean(rest.split(/[.[]/)[0] ?? "", keys) ?? known;
  return invalid({ code: "definition/nothing-there", message: `nothing is set at "${text2}"`, hint });
}

// src/commands/explain.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { asHost$87 as asHost, places$87 as places, subject$87 as subject, version$87 as version } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var explainCommand = defineCommand({
  name: "explain",
  summary: "Show where a value of a definition was set, and what it overrode.",
  inputs: defineInputs({
    ...subject,
    key: text({
      positional: true,
      required: true,
      placeholder: "KEY",
      help: "Path of the value: deploy.user, or deploy.nodes.web[0]."
    }),
    ...version,
    ...asHost,
    ...places
  }),
  run: async (inputs, { ports }) => {
    const definition = await openForHost(inputs, ports);
    const path = accept(parseValuePath(definition.everything(), inputs.key), ports.talk);
    const trail = definition.trail(path);
    if (trail === void 0) throw new Error(`no layer says who set ${inputs.key}`);
    return { data: trailData(definition, path, trail), text: describeTrail(definition, path, trail) };
  }
});
export {
  explainCommand
};
