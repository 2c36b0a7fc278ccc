/** What the fields of a record must say, whoever wrote it: the comments of `define/meta` as code. */
import { describeMoment } from '../../calendar.ts';
import { isGithash, isSha256 } from '../names.ts';
import type {
  BinaryRecord,
  Copy,
  DeploymentBegin,
  DeploymentEnd,
  MetaEvent,
  MetaRecord,
  ReleaseRecord,
} from '../record.ts';
import { isUlid, ulidTime } from '../ulid.ts';
import { treeProblems } from './tree-problems.ts';

/** How far the time of an id and the time that its record states may lie apart: a plan may wait long for its begin. */
const APART_MS = 86_400_000;

const EVENT_KIND = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Problems in words; empty for a record that may be as it is. Its place is not looked at. */
export function recordProblems(record: MetaRecord): readonly string[] {
  switch (record.kind) {
    case 'release':
      return releaseProblems(record);
    case 'binary':
      return binaryProblems(record);
    case 'tree':
      return treeProblems(record);
    case 'deployment-begin':
      return beginProblems(record);
    case 'deployment-end':
      return endProblems(record);
    case 'event':
      return eventProblems(record);
    case 'unknown':
      return [];
  }
}

function releaseProblems({ githash, repos }: ReleaseRecord): string[] {
  const [first] = repos;
  return [
    ...(first === undefined ? ['it names no repository'] : []),
    ...(first !== undefined && first.githash !== githash ? ['its first repository is at another githash'] : []),
    ...repos.flatMap(({ name, url, githash: at }) => [
      ...filled({ 'the name of a repository': name }),
      ...urlProblems(`the URL of ${name}`, url),
      ...(isGithash(at) ? [] : [`the githash of ${name} is none: "${at}"`]),
    ]),
  ];
}

function binaryProblems({ release, sha256, size, url }: BinaryRecord): string[] {
  return [
    ...(isGithash(release) ? [] : [`its release is no githash: "${release}"`]),
    ...(isSha256(sha256) ? [] : [`its SHA-256 is none: "${sha256}"`]),
    ...(size > 0 ? [] : ['its size is 0']),
    ...urlProblems('its URL', url),
  ];
}

function beginProblems(record: DeploymentBegin): string[] {
  const { id, release, definitions, planDigest, hosts, who, begunAt, resumes } = record;
  return [
    ...(isGithash(release) ? [] : [`its release is no githash: "${release}"`]),
    ...(definitions.githash === '' || isGithash(definitions.githash) ? [] : ['its definitions are at no githash']),
    ...(isSha256(planDigest) ? [] : ['the digest of its plan is none']),
    ...(resumes === '' || isUlid(resumes) ? [] : [`"${resumes}", which it goes on with, is no id`]),
    ...filled({ 'who started it': who }),
    ...twice(hosts.map(({ host }) => host)),
    ...hosts.flatMap(({ host, from, to }) => [
      ...filled({ 'the name of a host': host }),
      ...copyProblems(`what ${host} is to run`, to),
      ...(from === undefined ? [] : copyProblems(`what ${host} ran before`, from)),
    ]),
    ...timeProblems(id, begunAt),
  ];
}

function endProblems({ hosts, endedAt }: DeploymentEnd): string[] {
  return [
    ...(endedAt > 0 ? [] : ['it does not say when it was written']),
    ...twice(hosts.map(({ host }) => host)),
    ...hosts.flatMap(({ host, now }) => (now === undefined ? [] : copyProblems(`what ${host} runs`, now))),
  ];
}

function eventProblems({ id, event, who, at, inputs = [], outputs = [] }: MetaEvent): string[] {
  return [
    ...(EVENT_KIND.test(event) ? [] : [`"${event}" is no kind of event`]),
    ...filled({ 'who did it': who }),
    ...[...inputs, ...outputs].flatMap(({ path, sha256 }) =>
      isSha256(sha256) ? [] : [`the SHA-256 of the file ${path} is none`],
    ),
    ...timeProblems(id, at),
  ];
}

function copyProblems(what: string, { release, tree }: Copy): string[] {
  return [
    ...(isGithash(release) ? [] : [`the release of ${what} is no githash: "${release}"`]),
    ...(isSha256(tree) ? [] : [`the tree of ${what} is no digest: "${tree}"`]),
  ];
}

function timeProblems(id: string, at: number): string[] {
  if (at <= 0) return ['it does not say when it was written'];
  if (!isUlid(id) || Math.abs(ulidTime(id) - at) <= APART_MS) return [];
  return [`its id is of ${describeMoment(ulidTime(id))}, and it says that it was written ${describeMoment(at)}`];
}

function urlProblems(what: string, url: string): string[] {
  if (url === '') return [`${what} is empty`];
  const [, user] = /^https?:\/\/([^/]*)@/i.exec(url) ?? [];
  return user === undefined ? [] : [`${what} holds a user or password`];
}

function filled(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([what, text]) => (text === '' ? [`it does not say ${what}`] : []));
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))].map(
    (name) => `host ${name} is there twice`,
  );
}
