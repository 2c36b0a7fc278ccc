import {
  binaryLabel
} from "./chunk-N5ORFAFN.js";
import {
  markdownCode
} from "./chunk-DWXHLSI5.js";
import {
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";

// src/commands/release-data.ts
import { describeTable$96 as describeTable } from "./common.js";
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
