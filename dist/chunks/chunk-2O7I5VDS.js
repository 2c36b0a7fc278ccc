const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  markdownCode
} from "./chunk-YSOSO3KG.js";
import {
  describeTable
} from "./chunk-IWLR6JVR.js";
import {
  describeRelease
} from "./chunk-SGREDNFV.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import {
  parseName
} from "./chunk-2XE6ZA5R.js";
import {
  inputOrigin
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/release/binary-word.ts
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

// src/commands/release-data.ts
function toReleaseData({ project, githash, version, tag, committedAt, repos }) {
  return {
    ...{ project, release: githash, version, tag },
    committedAt: describeMoment(committedAt * 1e3),
    repos: repos.map((repo) => ({ ...repo }))
  };
}
function toBinaryData({ name, platform, sha256, size, url }) {
  return { name, platform, sha256, size, url };
}
function describeBinaries(binaries) {
  return describeTable(
    binaries.map((binary) => [binaryLabel(binary), `sha256:${binary.sha256}`, `${binary.size} bytes`, binary.url])
  );
}
function summarizeRelease(release, binaries) {
  const repos = release.repos.map(({ url, githash }) => `| ${markdownCode(url)} | ${markdownCode(githash)} |`);
  const packed = binaries.map((binary) => `| ${markdownCode(binaryLabel(binary))} | ${markdownCode(binary.sha256)} |`);
  const head = `### Release ${markdownCode(`${release.project} ${describeRelease(release)}`)}`;
  return [head, "", "| | |", "|---|---|", ...repos, ...packed, ""].join("\n");
}

export {
  parseBinaryWords,
  binaryLabel,
  toReleaseData,
  toBinaryData,
  describeBinaries,
  summarizeRelease
};
