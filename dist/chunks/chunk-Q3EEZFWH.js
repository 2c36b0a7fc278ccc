const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/time.ts
var UNITS_MS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
var WHOLE = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
var PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
function parseDuration(text) {
  const trimmed = text.trim();
  if (!WHOLE.test(trimmed)) {
    return invalid({
      code: "time/duration",
      message: `"${text}" is not a duration`,
      hint: "write it like 30s, 10m or 1h30m"
    });
  }
  let totalMs = 0;
  for (const [, amount, unit] of trimmed.matchAll(PART)) totalMs += Number(amount) * (UNITS_MS[unit ?? ""] ?? 0);
  return valid(totalMs);
}
function describeDuration(durationMs) {
  if (durationMs < 1e3) return `${Math.round(durationMs)} ms`;
  if (durationMs < 6e4) return `${(durationMs / 1e3).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1e3);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, "0")} s`;
}

export {
  parseDuration,
  describeDuration
};
