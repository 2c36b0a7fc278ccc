/** A trace for people: from code to hosts. */
import { describeMoment } from '../calendar.ts';
import { describeTable } from '../table.ts';
import { describeRelease } from './describe.ts';
import type { Clue, Trace, TracedDeployment, TracedRelease } from './trace.ts';

const SHORT = 12;

/** First what the word means, then every release behind it; no trailing line break. */
export function describeTrace({ clues, releases }: Trace): string {
  return [...clues.map(describeClue), ...releases.flatMap(releaseLines)].join('\n');
}

function describeClue({ kind, project, name, releases }: Clue): string {
  const unused = releases.length === 0 ? ' (no deployment used it)' : '';
  return `${kind} ${name} of ${project}${unused}`;
}

function releaseLines(traced: TracedRelease): string[] {
  const { project, githash, release, binaries, channels, deployments, running } = traced;
  const repos = release?.repos.map(({ name, githash, url }) => [name, githash, url]) ?? [];
  const packed = binaries.map(({ name, platform, sha256, url }) => [`${name}.${platform}`, `sha256:${sha256}`, url]);
  const ran = deployments.map((each) => [
    each.instance,
    describeMoment(each.begunAt),
    each.id,
    definitionsOf(each, githash),
  ]);
  const hosts = running.map(({ instance, host, tree }) => [instance, host, `tree ${tree.slice(0, SHORT)}`]);
  return [
    '',
    release === undefined
      ? `release ${project} ${githash}: not recorded`
      : `release ${project} ${describeRelease(release)}, committed ${describeMoment(release.committedAt * 1000)}`,
    ...section('code', repos),
    ...section('binaries', packed),
    ...section('channels', channels.length === 0 ? [] : [[channels.join(', ')]]),
    ...section('deployments', ran),
    ...section('runs on', hosts),
  ];
}

/** Those of the release itself go without saying. */
function definitionsOf({ definitions }: TracedDeployment, release: string): string {
  return definitions === '' || definitions === release ? '' : `definitions ${definitions.slice(0, SHORT)}`;
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`  ${title}`, ...describeTable(rows).map((line) => `    ${line}`)];
}
