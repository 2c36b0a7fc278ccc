// src/core/install/exclude-rules.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
function parseExcludeRules(text, file) {
  const issues = [];
  let rules = [];
  const lines = text.length > MAX_TEXT ? [] : text.split(/\r?\n/);
  if (lines.length === 0 || lines.length > MAX_LINES) return invalid(tooLarge(file));
  lines.forEach((line, i) => {
    if (line.trim() === "" || /^[#;]/.test(line)) return;
    if (line === "!") rules = [];
    else {
      const found = parseRule(line);
      if (found !== void 0) rules.push(...found);
      else issues.push(unknown(line, fileOrigin(file, i + 1, 1)));
    }
  });
  return issues.length > 0 ? invalid(...issues) : valid(rules);
}
var compiled = /* @__PURE__ */ new WeakMap();
function regexOf(rule) {
  const known = compiled.get(rule) ?? new RegExp(rule.regex, "s");
  compiled.set(rule, known);
  return known;
}
function isExcluded(rules, path) {
  if (rules.length === 0) return false;
  const parts = path.split("/");
  return parts.some((_, i) => {
    const at = `/${parts.slice(0, i + 1).join("/")}`;
    const isFile = i === parts.length - 1;
    const rule = rules.find((each) => !(each.foldersOnly && isFile) && regexOf(each).test(at));
    return rule?.takes === false;
  });
}
function excludeLine({ takes, foldersOnly, regex }) {
  return `${takes ? "+" : "-"} ${foldersOnly ? "d" : "-"} ${regex}`;
}
function unknown(line, origin) {
  const hint = 'write a pattern, "+ " or "- " before it, "# " and a comment, or ! alone; [[:alpha:]] and the like are not known';
  return { code: "exclude/pattern", message: `"${line}" is no pattern`, hint, origin };
}
var MAX_LINES = 1e3;
var MAX_TEXT = 1e6;
function tooLarge(file) {
  const message = `more than ${MAX_LINES} lines, or ${MAX_TEXT} letters`;
  return { code: "exclude/too-large", message, hint: "name folders and patterns", origin: fileOrigin(file) };
}
var LONGEST = 4096;
function parseRule(line) {
  if (line.length > LONGEST) return void 0;
  const [, sign = "-", pattern = ""] = /^(?:([+-])[ _])?(.*)$/s.exec(line) ?? [];
  const all = pattern.endsWith("/***");
  const name = all ? pattern.slice(0, -4) : pattern.endsWith("/") ? pattern.slice(0, -1) : pattern;
  const anywhere = name.startsWith("**") || name.startsWith("/") ? "" : "(/.*)?/";
  const body = toRegex(name, name.includes("\\") || /[*?[]/.test(name));
  if (name === "" || body === void 0 || !isRegex(body)) return void 0;
  const takes = sign === "+";
  const itself = { takes, foldersOnly: pattern.endsWith("/") || all, regex: `^${anywhere}${body}$` };
  return all ? [itself, { takes, foldersOnly: false, regex: `^${anywhere}${body}/.*$` }] : [itself];
}
function isRegex(text) {
  try {
    return new RegExp(text, "s") !== void 0;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
function toRegex(pattern, wild) {
  let regex = "";
  for (let i = 0; i < pattern.length; i++) {
    const letter = pattern[i] ?? "";
    if (letter === "\\" && wild) regex += literal(pattern[++i] ?? "\\");
    else if (letter === "*") {
      const many = pattern[i + 1] === "*";
      if (many) while (pattern[i + 1] === "*") i++;
      regex += many ? ".*" : "[^/]*";
    } else if (letter === "?") regex += "[^/]";
    else if (letter === "[") {
      const [whole, not = "", inside = ""] = /^\[([!^]?)(\]?[^\]\\]*)\]/.exec(pattern.slice(i)) ?? [];
      if (whole === void 0 || inside === "" || inside.includes("[:")) return void 0;
      regex += `[${not === "" ? "" : "^/"}${inside.replace(/^\]/, "\\]").replace(/^\^/, "\\^")}]`;
      i += whole.length - 1;
    } else regex += literal(letter);
  }
  return regex;
}
function literal(letter) {
  if (letter === "^" || letter === "\\") return `\\${letter}`;
  return /[.$*+?()[\]{}|]/.test(letter) ? `[${letter === "]" ? "\\]" : letter}]` : letter;
}

export {
  parseExcludeRules,
  isExcluded,
  excludeLine
};
