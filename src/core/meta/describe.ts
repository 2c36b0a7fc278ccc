/** Records as text: for commit messages, `facs meta cat` and `git log -p`. Never parsed again. */
import { describeMoment } from '../calendar.ts';
import type { EntryContent } from '../tree/tree.ts';
import type {
  Copy,
  DeploymentBegin,
  DeploymentEnd,
  EventFile,
  MetaEvent,
  MetaRecord,
  ReleaseRecord,
  TreeRecord,
} from './record.ts';

const SHORT = 12;

/** One line: what a record says, for the subject of a commit. `release shop 1.4.0 (1a2b3c4d5e6f)`. */
export function describeSubject(record: MetaRecord): string {
  switch (record.kind) {
    case 'release':
      return `release ${record.project} ${named(record.version, record.githash)}`;
    case 'binary':
      return `binary ${record.project} ${record.name}.${record.platform} of ${short(record.release)}`;
    case 'tree':
      return `tree ${short(record.digest)}`;
    case 'deployment-begin':
      return `deploy ${record.project} ${record.instance}: begin ${named(record.version, record.release)}`;
    case 'deployment-end':
      return `deploy ${record.project} ${record.instance}: end, ${describeOutcomes(record)}`;
    case 'event':
      return `event ${record.project}${record.instance === '' ? '' : ` ${record.instance}`}: ${record.event}`;
    case 'unknown':
      return 'a record of a kind that this version does not know';
  }
}

/** `1.4.0 (1a2b3c4d5e6f)`, or the short githash alone for a release without a version. */
export function describeRelease({ version, githash }: Pick<ReleaseRecord, 'version' | 'githash'>): string {
  return named(version, githash);
}

/** The whole record, a `name: value` per line, lists indented; no trailing line break. */
export function describeRecord(record: MetaRecord): string {
  return [describeSubject(record), ...linesOf(record).map((line) => `  ${line}`)].join('\n');
}

function linesOf(record: MetaRecord): string[] {
  switch (record.kind) {
    case 'release':
      return releaseLines(record);
    case 'binary':
      return [
        `release: ${record.release}`,
        `sha256: ${record.sha256}`,
        `size: ${record.size} bytes`,
        `url: ${record.url}`,
      ];
    case 'tree':
      return treeLines(record);
    case 'deployment-begin':
      return beginLines(record);
    case 'deployment-end':
      return endLines(record);
    case 'event':
      return eventLines(record);
    case 'unknown':
      return [];
  }
}

function releaseLines(record: ReleaseRecord): string[] {
  return [
    `githash: ${record.githash}`,
    ...said('version', record.version),
    ...said('tag', record.tag),
    `committed: ${describeMoment(record.committedAt * 1000)}`,
    'repos:',
    ...record.repos.map(
      ({ name, url, githash, path }) => `  ${name} ${githash} ${url}${path === '' ? '' : ` at ${path}`}`,
    ),
  ];
}

function treeLines(record: TreeRecord): string[] {
  return [
    `digest: ${record.digest}`,
    ...said('base', record.base),
    'entries:',
    ...record.entries.map(({ path, mode, content }) => `  ${mode} ${describeContent(content)}\t${path}`),
    ...record.removed.map((path) => `  removed\t${path}`),
  ];
}

/** `sha256:<hex> <size>`, `hmac-sha256:<hex>`, `link -> <target>` or `dir`. */
function describeContent(content: EntryContent): string {
  switch (content.kind) {
    case 'file':
      return `sha256:${content.sha256} ${content.size}`;
    case 'secret':
      return `hmac-sha256:${content.hmac}`;
    case 'link':
      return `link -> ${content.target}`;
    case 'dir':
      return 'dir';
  }
}

function beginLines(record: DeploymentBegin): string[] {
  const { url, githash } = record.definitions;
  return [
    `id: ${record.id}`,
    `release: ${record.release}`,
    ...said('channel', record.channel),
    ...said('definitions', githash === '' ? '' : `${githash} ${url}`),
    `plan: ${record.planDigest}`,
    `begun: ${describeMoment(record.begunAt)}`,
    ...said('who', record.who),
    ...said('run', record.runUrl),
    ...said('reason', record.reason),
    ...said('resumes', record.resumes),
    ...(record.partial ? ['partial: only some hosts of the instance'] : []),
    'hosts:',
    ...record.hosts.map(({ host, from, to }) => `  ${host}: ${describeCopy(from)} -> ${describeCopy(to)}`),
  ];
}

function endLines(record: DeploymentEnd): string[] {
  return [
    `id: ${record.id}`,
    `ended: ${describeMoment(record.endedAt)}`,
    ...said('once on', record.onceOn),
    'hosts:',
    ...record.hosts.map(({ host, outcome, now, code, message }) => {
      const why = code === '' ? '' : ` (${code}: ${message})`;
      return `  ${host}: ${outcome}, runs ${describeCopy(now)}${why}`;
    }),
  ];
}

function eventLines(record: MetaEvent): string[] {
  return [
    `id: ${record.id}`,
    ...Object.entries(record.fields).map(([name, value]) => `${name}: ${value}`),
    `at: ${describeMoment(record.at)}`,
    ...said('who', record.who),
    ...said('run', record.runUrl),
    ...fileLines('inputs', record.inputs),
    ...fileLines('outputs', record.outputs),
  ];
}

function fileLines(title: string, files: readonly EventFile[] = []): string[] {
  if (files.length === 0) return [];
  return [`${title}:`, ...files.map(({ path, sha256, size }) => `  ${path} sha256:${sha256}, ${size} bytes`)];
}

function describeOutcomes({ hosts }: DeploymentEnd): string {
  const counts = new Map<string, number>();
  for (const { outcome } of hosts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'no host';
}

function describeCopy(copy: Copy | undefined): string {
  return copy === undefined ? 'nothing' : `${short(copy.release)}-${short(copy.tree)}`;
}

function named(version: string, githash: string): string {
  return version === '' ? short(githash) : `${version} (${short(githash)})`;
}

function short(hex: string): string {
  return hex.slice(0, SHORT);
}

function said(name: string, value: string): string[] {
  return value === '' ? [] : [`${name}: ${value}`];
}
