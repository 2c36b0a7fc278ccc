import {
  isAmbiguous
} from "./chunk-FSSPOVIT.js";
import {
  parseFloatText,
  plainOf
} from "./chunk-FT4SZ23G.js";
import {
  utf8ToBytes
} from "./chunk-XPSAQ6XK.js";

// src/core/sops/yaml-scalar.ts
var PRINTABLE = /^[\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
var PLAIN = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=\S))(?:.*[^\s:])?$/;
function blockLines({ type, text }) {
  const [, body = "", end = ""] = /^([\s\S]*?)(\n?)$/.exec(text) ?? [];
  const lines = body.split("\n");
  const isPlain = lines.every((line) => PRINTABLE.test(line) && !line.endsWith(" "));
  if (type !== "str" || !text.includes("\n") || !isPlain || /^[ \t\n]/.test(text) || /(?:^|\n)$/.test(body))
    return void 0;
  return [end === "" ? "|-" : "|", ...lines];
}
function inlineScalar(plain) {
  if (plain.type === "str" || plain.type === "bytes") return textScalar(plain);
  if (plain.type === "bool") return plain.text.toLowerCase();
  return plain.type === "float" ? floatScalar(plain.text) : plain.text;
}
function floatScalar(text) {
  const value = parseFloatText(text);
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  if (Object.is(value, -0)) return "-0.0";
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return text;
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}
function textScalar({ text, bytes }) {
  if (!isSame(utf8ToBytes(text), bytes)) return `!!binary ${base64(bytes)}`;
  if (text === "" || !PRINTABLE.test(text) || text.includes("	") || isAmbiguous(text)) return quoted(text);
  const isPlain = PLAIN.test(text) && !text.includes(": ") && !text.includes(" #") && !/^(?:---|\.\.\.)/.test(text);
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}
var ESCAPES = {
  ...{ '"': '\\"', "\\": "\\\\", "\0": "\\0", "\x07": "\\a", "\b": "\\b", "	": "\\t", "\n": "\\n", "\v": "\\v" },
  ...{ "\f": "\\f", "\r": "\\r", "\x1B": "\\e", "\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P" }
};
function quoted(text) {
  const escaped = Array.from(text, (letter) => {
    const known = ESCAPES[letter];
    if (known !== void 0 || PRINTABLE.test(letter) && letter !== "	") return known ?? letter;
    const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
    if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
    return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
  });
  return `"${escaped.join("")}"`;
}
var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.subarray(i, i + 3);
    const bits = a << 16 | (b ?? 0) << 8 | (c ?? 0);
    const letters = [18, 12, 6, 0].map((shift) => ALPHABET[bits >> shift & 63]);
    text += b === void 0 ? `${letters.slice(0, 2).join("")}==` : c === void 0 ? `${letters.slice(0, 3).join("")}=` : letters.join("");
  }
  return text;
}
function isSame(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

// src/core/sops/write-yaml.ts
var INDENT = 4;
var LONGEST_KEY = 1e3;
function writeYaml(tree) {
  return tree.map((branch) => `${branchLines(branch, 0).join("\n")}
`).join("---\n");
}
function branchLines({ items }, indent) {
  if (items.every(isComment)) return [...commentLines(items, indent), `${" ".repeat(indent)}{}`];
  return withComments(items, indent, (member) => memberLines(member, indent));
}
function withComments(items, indent, linesOf) {
  const lines = [];
  let waiting;
  for (const item of items) {
    const before = waiting === void 0 ? [] : [waiting];
    waiting = void 0;
    if (isComment(item)) {
      lines.push(...commentLines(before, indent));
      waiting = item;
      continue;
    }
    const written = linesOf(item);
    const [inline] = before;
    if (inline?.inline && written.length === 1 && isSingle(item)) lines.push(`${written[0]} #${inline.text}`);
    else lines.push(...commentLines(before, indent), ...written);
  }
  return [...lines, ...commentLines(waiting === void 0 ? [] : [waiting], indent)];
}
function isSingle(item) {
  const { kind } = item.kind === "member" ? item.value : item;
  return kind === "leaf" || kind === "null";
}
function memberLines({ key, value }, indent) {
  const name = inlineScalar(plainOf("str", key));
  const [first = "", ...rest] = valueLines(value, nextLevel(indent));
  const margin = " ".repeat(indent);
  if (name.length <= LONGEST_KEY) return [`${margin}${name}:${first}`, ...rest];
  return [`${margin}? ${name}`, `${margin}:${first}`, ...rest];
}
function valueLines(value, indent) {
  if (value.kind === "leaf" || value.kind === "null") return scalarLines(value, indent);
  if (value.items.length === 0) return [value.kind === "list" ? " []" : " {}"];
  return ["", ...value.kind === "list" ? listLines(value, indent) : branchLines(value, indent)];
}
function listLines({ items }, indent) {
  if (items.every(isComment)) return [...commentLines(items, indent), `${" ".repeat(indent)}[]`];
  return withComments(items, indent, (item) => itemLines(item, indent));
}
function itemLines(item, indent) {
  const margin = " ".repeat(indent);
  const within = indent + 2;
  if (item.kind === "leaf" || item.kind === "null" || item.items.length === 0) {
    const [first2, ...rest2] = valueLines(item, within);
    return [`${margin}-${first2}`, ...rest2];
  }
  const lines = item.kind === "list" ? listLines(item, within) : branchLines(item, within);
  const heads = lines.findIndex((line) => !line.startsWith("#", within));
  const [first = "", ...rest] = lines.slice(heads);
  return [...lines.slice(0, heads).map((line) => line.slice(2)), `${margin}- ${first.slice(within)}`, ...rest];
}
function scalarLines(node, indent) {
  if (node.kind !== "leaf") return [" null"];
  const [first, ...rest] = blockLines(node.plain) ?? [inlineScalar(node.plain)];
  return [` ${first}`, ...rest.map((line) => line === "" ? "" : `${" ".repeat(indent)}${line}`)];
}
function isComment(item) {
  return item.kind === "comment";
}
function commentLines(comments, indent) {
  return comments.map(({ text }) => `${" ".repeat(indent)}#${text}`);
}
function nextLevel(indent) {
  return INDENT * (Math.floor(indent / INDENT) + 1);
}
export {
  writeYaml
};
