const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  binaryLabel
} from "./chunk-SKZ3SRNB.js";
import {
  markdownCode
} from "./chunk-YSOSO3KG.js";
import {
  describeRelease
} from "./chunk-HP3UBCFD.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";

// src/commands/release-data.ts
import { describeTable$93 as describeTable } from "#common";
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
  toReleaseData,
  toBinaryData,
  describeBinaries,
  summarizeRelease
};
