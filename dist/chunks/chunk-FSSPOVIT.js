import {
  formatFloat,
  plainOf,
  toInt64
} from "./chunk-FT4SZ23G.js";

// src/core/sops/go-scalar.ts
var NULLS = /* @__PURE__ */ new Set(["", "~", "null", "Null", "NULL"]);
var TRUE = /* @__PURE__ */ new Set(["true", "True", "TRUE"]);
var FALSE = /* @__PURE__ */ new Set(["false", "False", "FALSE"]);
var NAN = /^\.(?:nan|NaN|NAN)$/;
var INFINITY = /^([-+]?)\.(?:inf|Inf|INF)$/;
var FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
var INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/;
var TIME = /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:\.(\d+))?(Z|[-+]\d\d:\d\d))|(?: (\d\d?):(\d\d?):(\d\d?)(?:\.(\d+))?))?$/;
function resolveScalar(text) {
  if (NULLS.has(text)) return void 0;
  if (TRUE.has(text) || FALSE.has(text)) return plainOf("bool", TRUE.has(text) ? "True" : "False");
  if (NAN.test(text)) return plainOf("float", "NaN");
  const infinity = INFINITY.exec(text);
  if (infinity !== null) return plainOf("float", infinity[1] === "-" ? "-Inf" : "+Inf");
  if (!/^[-+.0-9]/.test(text)) return plainOf("str", text);
  return resolveTime(text) ?? resolveNumber(text.replaceAll("_", "")) ?? plainOf("str", text);
}
function resolveNumber(text) {
  const [whole, sign, hex, binary, octal, decimal] = INTEGER.exec(text) ?? [];
  if (whole !== void 0) {
    const digits = hex !== void 0 ? `0x${hex}` : binary !== void 0 ? `0b${binary}` : octal;
    const value = BigInt(decimal ?? (octal === void 0 ? digits ?? "0" : `0o${octal}`));
    const fitting = toInt64(sign === "-" ? -value : value);
    if (fitting !== void 0) return plainOf("int", fitting);
    if (decimal === void 0) return void 0;
  }
  return FLOAT.test(text) ? plainOf("float", formatFloat(Number(text))) : void 0;
}
function resolveTime(text) {
  const [whole, year = "", month = "", day = "", ...rest] = TIME.exec(text) ?? [];
  if (whole === void 0) return void 0;
  const [h = "0", m = "0", s = "0", fraction, zone, h2, m2, s2, fraction2] = rest;
  const clock = [h2 ?? h, m2 ?? m, s2 ?? s].map(Number);
  const [hours = 0, minutes = 0, seconds = 0] = clock;
  if (!isDay(Number(year), Number(month), Number(day)) || hours > 23 || minutes > 59 || seconds > 59) return void 0;
  const parts = (fraction ?? fraction2 ?? "").slice(0, 9).replace(/0+$/, "");
  const two = (value) => String(value).padStart(2, "0");
  const offset = zone === void 0 || /^[-+]00:00$/.test(zone) ? "Z" : zone;
  return plainOf(
    "time",
    `${year}-${two(month)}-${two(day)}T${clock.map(two).join(":")}${parts === "" ? "" : `.${parts}`}${offset}`
  );
}
function isDay(year, month, day) {
  const isLeap = year % 4 === 0 && year % 100 !== 0 || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
var OLD_BOOL = /^(?:y|Y|n|N|yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF)$/;
var BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
function isAmbiguous(text) {
  return resolveScalar(text)?.type !== "str" || OLD_BOOL.test(text) || BASE_60.test(text) || text === "<<";
}

export {
  resolveScalar,
  isAmbiguous
};
