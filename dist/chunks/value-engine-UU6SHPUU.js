import {
  createEngine,
  isStateMissing,
  problemOfTemplate,
  renderLimits,
  require_liquid_node,
  rootCause,
  tellCause
} from "./chunk-Z4AQQSQI.js";
import "./chunk-BLVV6LKW.js";
import "./chunk-62VG25O6.js";
import "./chunk-JAWLCWRX.js";
import {
  __toESM
} from "./chunk-SEWDMQ6Q.js";

// src/core/template/value-engine.ts
var import_liquidjs = __toESM(require_liquid_node(), 1);
import { notSet$77 as notSet } from "./common.js";
import { HOMEDIR$80 as HOMEDIR } from "./common.js";
import { isInterruption$81 as isInterruption } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var OF_TEMPLATES = ["release", "state", "module", "clones", "target", "host", "hosts", "filename", "flags"];
var PARTS = /\{%-?\s*(raw|comment)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{\{(?:"[^"]*"|'[^']*'|[^"'])*?\}\}|\{%(?:"[^"]*"|'[^']*'|[^"'])*?%\}|%HOMEDIR%/g;
function createValueEngine() {
  const engine = createEngine(() => void 0, { trimTags: false });
  const parsed = /* @__PURE__ */ new Map();
  const parseOnce = (text) => {
    const templates = parsed.get(text) ?? parse(engine, text);
    parsed.set(text, templates);
    return templates;
  };
  return {
    open: (scope) => {
      const limits = renderLimits();
      return (text, hasReadSecret) => {
        try {
          const context = new import_liquidjs.Context(scope, engine.options, { sync: true }, { liquid: engine });
          return valid(compute(engine, parseOnce(text), Object.assign(context, limits)));
        } catch (error) {
          const cause = rootCause(error);
          if (isInterruption(cause) || isStateMissing(cause) || cause instanceof RangeError) throw cause;
          const source = hasReadSecret() ? text : void 0;
          return invalid(toIssue(error, { scope, filters: Object.keys(engine.filters), source }));
        }
      };
    }
  };
}
function compute(engine, templates, context) {
  const [only] = templates;
  return templates.length === 1 && only instanceof import_liquidjs.Output ? (0, import_liquidjs.toValueSync)(expressionOf(only, engine).value(context, false)) : String(engine.renderSync(templates, context));
}
function parse(engine, text) {
  const problem = problemOfTemplate(text);
  if (problem !== void 0) throw new Error(problem);
  const templates = engine.parse(text);
  if (!text.includes(HOMEDIR)) return templates;
  return engine.parse(text.replace(PARTS, (part) => part === HOMEDIR ? "{{ environ.HOME }}" : part));
}
function expressionOf({ token }, engine) {
  const tokenizer = new import_liquidjs.Tokenizer(token.input, engine.options.operators, token.file, token.contentRange);
  return new import_liquidjs.Value(tokenizer.readFilteredValue(), engine);
}
function toIssue(error, known) {
  const { context: excerpt } = error;
  const cause = rootCause(error);
  const issue = tell(cause, tellCause(cause, { area: "definition", ...known }));
  return { ...issue, ...excerpt === void 0 ? {} : { excerpt } };
}
function tell({ variableName = "", code, message }, issue) {
  if (code === "ENOENT") return { code: "definition/failed", message: "a value cannot include templates" };
  const [first = "", second] = variableName.split(".");
  if (first === "environ" && second !== void 0) return notSet(second);
  if (OF_TEMPLATES.includes(variableName))
    return { ...issue, hint: "only templates know it: a definition is the same for every host and release" };
  return / not closed/.test(message) ? { ...issue, hint: "to write the braces themselves, put them between {% raw %} and {% endraw %}" } : issue;
}
export {
  createValueEngine
};
