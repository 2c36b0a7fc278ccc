import {
  utf8ToBytes
} from "./chunk-XPSAQ6XK.js";

// src/core/sops/leaf.ts
var SEALED = /^ENC\[AES256_GCM,data:([^,]+),iv:([^,]+),tag:([^,]+),type:([a-z]+)\]$/;
var BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
function isSealed(text) {
  const parts = SEALED.exec(text)?.slice(1, 4) ?? [];
  return parts.length > 0 && parts.every((part) => BASE64.test(part));
}
function placeOf(path) {
  return `${path.join(":")}:`;
}
function toPlain(value) {
  if (typeof value === "boolean") return plainOf("bool", value ? "True" : "False");
  if (typeof value === "string") return plainOf("str", value);
  if (Number.isSafeInteger(value)) return plainOf("int", String(value));
  return plainOf("float", formatFloat(value));
}
function plainOf(type, text) {
  return { type, text, bytes: utf8ToBytes(text) };
}
function toValue({ type, text }) {
  if (type === "comment") return void 0;
  if (type === "bool") return text === "True";
  if (type === "int" && Number.isSafeInteger(Number(text))) return Number(text);
  return type === "float" ? parseFloatText(text) : text;
}
var FORMS = {
  bool: (text) => ({ 1: "True", t: "True", true: "True", 0: "False", f: "False", false: "False" })[text.toLowerCase()],
  int: (text) => /^[-+]?\d{1,30}$/.test(text) ? toInt64(BigInt(text.replace(/^\+/, ""))) : void 0,
  float: (text) => FLOAT.test(text) ? formatFloat(parseFloatText(text)) : void 0,
  time: (text) => RFC3339.test(text) ? text : void 0
};
var FLOAT = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$|^[-+]?inf$|^nan$/i;
var RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[-+]\d\d:\d\d)$/;
function readPlain(type, bytes, text) {
  if (type === "str" || type === "bytes" || type === "comment") return { type, text, bytes };
  const spelled = FORMS[type]?.(text);
  return spelled === void 0 ? void 0 : plainOf(type, spelled);
}
function toInt64(value) {
  return BigInt.asIntN(64, value) === value ? String(value) : void 0;
}
function formatFloat(value) {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === void 0) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - whole.length)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, "0")}`;
}
function parseFloatText(text) {
  const [, sign, word = ""] = /^([-+]?)(inf|nan)$/i.exec(text) ?? [];
  if (word.toLowerCase() === "nan") return Number.NaN;
  if (word !== "") return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

export {
  SEALED,
  isSealed,
  placeOf,
  toPlain,
  plainOf,
  toValue,
  readPlain,
  toInt64,
  formatFloat,
  parseFloatText
};
