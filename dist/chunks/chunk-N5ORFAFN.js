// src/core/release/binary-word.ts
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { parseName$91 as parseName } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var FORM = /^(?<name>[^=]+)\.(?<platform>[^.=]+)=(?<path>.+)$/s;
function parseBinaryWords(words) {
  const read = words.map(parseWord);
  const issues = read.flatMap((each) => each.ok ? [] : each.issues);
  const outputs = read.flatMap((each) => each.ok ? [each.value] : []);
  const labels = outputs.map(binaryLabel);
  const twice = labels.filter((label, i) => labels.indexOf(label) < i);
  for (const label of new Set(twice))
    issues.push({ code: "binary/twice", message: `${label} is given twice`, origin: inputOrigin("--binary") });
  return issues.length > 0 ? invalid(...issues) : valid(outputs);
}
function binaryLabel({ name, platform }) {
  return `${name}.${platform}`;
}
function parseWord(word) {
  const { name, platform, path } = FORM.exec(word)?.groups ?? {};
  if (name === void 0 || platform === void 0 || path === void 0) {
    const hint = "write NAME.PLATFORM=FILE|DIR, like server.linux-x64=build";
    return invalid({
      code: "binary/word",
      message: `"${word}" names no binary`,
      hint,
      origin: inputOrigin("--binary")
    });
  }
  const issues = checkNames({ binary: name, platform });
  return issues.length > 0 ? invalid(...issues) : valid({ name, platform, path });
}
function checkNames(names) {
  return Object.entries(names).flatMap(([kind, name]) => {
    const parsed = parseName(kind, name);
    return parsed.ok ? [] : parsed.issues.map((issue) => ({ ...issue, origin: inputOrigin("--binary") }));
  });
}

export {
  parseBinaryWords,
  binaryLabel
};
