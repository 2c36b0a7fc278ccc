// src/core/install/exclude-rules.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
function parseExcludeRules(text, file) {
  const issues = [];
  let rules = [];
  text.split(/\r?\n/).forEach((line, i) => {
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
function isExcluded(rules, path) {
  if (rules.length === 0) return false;
  const parts = path.split("/");
  return parts.some((_, i) => {
    const at = `/${parts.slice(0, i + 1).join("/")}`;
    const isFile = i === parts.length - 1;
    const rule = rules.find(({ foldersOnly, regex }) => !(foldersOnly && isFile) && new RegExp(regex, "s").test(at));
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
function parseRule(line) {
  const [, sign = "-", pattern = ""] = /^(?:([+-])[ _])?(.*)$/s.exec(line) ?? [];
  const all = pattern.endsWith("/***");
  const name = all ? pattern.slice(0, -4) : pattern.endsWith("/") ? pattern.slice(0, -1) : pattern;
  const anywhere = name.startsWith("**") || name.startsWith("/") ? "" : "(/.*)?/";
  const body = toRegex(name, name.includes("\\") || /[*?[]/.test(name));
  if (name === "" || body === void 0) return void 0;
  const takes = sign === "+";
  const itself = { takes, foldersOnly: pattern.endsWith("/") || all, regex: `^${anywhere}${body}$` };
  return all ? [itself, { takes, foldersOnly: false, regex: `^${anywhere}${body}/.*$` }] : [itself];
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
