// src/core/sops/rules.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";

// src/core/sops/go-regex.ts
var SPELLINGS = [
  [/\(\?P</g, "(?<"],
  [/\\A/g, "(?<![\\s\\S])"],
  [/\\z/g, "(?![\\s\\S])"],
  [/\[:alpha:\]/g, "A-Za-z"],
  [/\[:digit:\]/g, "0-9"],
  [/\[:alnum:\]/g, "0-9A-Za-z"],
  [/\[:lower:\]/g, "a-z"],
  [/\[:upper:\]/g, "A-Z"],
  [/\[:space:\]/g, "\\s"],
  [/\[:word:\]/g, "\\w"]
];
function goRegex(text) {
  const [, flags = "", written = ""] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(text) ?? [];
  const source = SPELLINGS.reduce((done, [from, to]) => done.replace(from, to), written);
  const expression = compile(source, `${flags}u`) ?? compile(source, flags);
  return expression === void 0 ? void 0 : (subject) => expression.test(subject);
}
function compile(source, flags) {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}

// src/core/sops/rules.ts
var RULE_NAMES = [
  "unencrypted_suffix",
  "encrypted_suffix",
  "unencrypted_regex",
  "encrypted_regex",
  "unencrypted_comment_regex",
  "encrypted_comment_regex"
];
var DEFAULT_RULE = {
  name: "unencrypted_suffix",
  argument: "_unencrypted",
  macOnlyEncrypted: false
};
function readRule(fields) {
  const macOnlyEncrypted = fields["mac_only_encrypted"] === true;
  const named = RULE_NAMES.filter((name2) => isPresent(fields[name2]));
  const [name, second] = named;
  if (second !== void 0) return invalid({ code: "state/rules", message: `${named.join(" and ")}: only one may be` });
  if (name === void 0) return valid({ ...DEFAULT_RULE, macOnlyEncrypted });
  const given = fields[name];
  if (typeof given === "object") return invalid({ code: "state/rules", message: `${name} is no text` });
  const argument = String(given);
  if (name.endsWith("_regex") && goRegex(argument) === void 0)
    return invalid({ code: "state/rules", message: `${name} is no regular expression that we know: ${argument}` });
  return valid({ name, argument, macOnlyEncrypted });
}
function compileRule({ name, argument }) {
  const regex = name.endsWith("_regex") ? goRegex(argument) : void 0;
  const matches = (text) => regex?.(text) ?? text.endsWith(argument);
  const whenMatched = name.startsWith("encrypted");
  if (!name.includes("comment")) return ({ path }) => path.some(matches) === whenMatched;
  return ({ comments, isComment }) => {
    const asked = isComment && whenMatched ? [...comments.slice(0, -1), (comments.at(-1) ?? []).slice(0, -1)] : comments;
    return asked.some((texts) => texts.some(matches)) === whenMatched;
  };
}
function isPresent(value) {
  if (Array.isArray(value)) return value.length > 0;
  return value !== void 0 && value !== null && value !== "" && value !== false && value !== 0;
}

export {
  goRegex,
  RULE_NAMES,
  DEFAULT_RULE,
  readRule,
  compileRule,
  isPresent
};
