/** Releases and binaries as commands print them: JSON, lines, and a table for the summary of a workflow. */
import { describeMoment } from '../core/calendar.ts';
import type { JsonObject } from '../core/json.ts';
import { markdownCode } from '../core/markdown.ts';
import { describeRelease } from '../core/meta/describe.ts';
import type { BinaryRecord, ReleaseRecord } from '../core/meta/record.ts';
import { binaryLabel } from '../core/release/binary-word.ts';
import { describeTable } from '../core/table.ts';

/** `{project, release, version, tag, committedAt, repos: [{name, url, githash, path}]}`; `committedAt` is RFC 3339. */
export function toReleaseData({ project, githash, version, tag, committedAt, repos }: ReleaseRecord): JsonObject {
  return {
    ...{ project, release: githash, version, tag },
    committedAt: describeMoment(committedAt * 1000),
    repos: repos.map((repo) => ({ ...repo })),
  };
}

/** `{name, platform, sha256, size, url}`. */
export function toBinaryData({ name, platform, sha256, size, url }: BinaryRecord): JsonObject {
  return { name, platform, sha256, size, url };
}

/** One line per binary. */
export function describeBinaries(binaries: readonly BinaryRecord[]): string[] {
  return describeTable(
    binaries.map((binary) => [binaryLabel(binary), `sha256:${binary.sha256}`, `${binary.size} bytes`, binary.url]),
  );
}

/** Markdown: every repository, then every binary. */
export function summarizeRelease(release: ReleaseRecord, binaries: readonly BinaryRecord[]): string {
  const repos = release.repos.map(({ url, githash }) => `| ${markdownCode(url)} | ${markdownCode(githash)} |`);
  const packed = binaries.map((binary) => `| ${markdownCode(binaryLabel(binary))} | ${markdownCode(binary.sha256)} |`);
  const head = `### Release ${markdownCode(`${release.project} ${describeRelease(release)}`)}`;
  return [head, '', '| | |', '|---|---|', ...repos, ...packed, ''].join('\n');
}
