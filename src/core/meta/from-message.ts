/** From the messages of `define/meta` to records; the counterpart of `to-message.ts`. */
import type { EntryContent, TreeEntry } from '../tree/tree.ts';
import type {
  DeploymentBegin as BeginMessage,
  Copy as CopyMessage,
  DeploymentEnd as EndMessage,
  HostOutcome as OutcomeMessage,
} from './gen/facsimile/meta/v1/deployment_pb.ts';
import type { Event as EventMessage, EventFile as FileMessage } from './gen/facsimile/meta/v1/event_pb.ts';
import type { Record as RecordMessage } from './gen/facsimile/meta/v1/record_pb.ts';
import type { Release as ReleaseMessage } from './gen/facsimile/meta/v1/release_pb.ts';
import type { TreeEntry as EntryMessage, Tree as TreeMessage } from './gen/facsimile/meta/v1/tree_pb.ts';
import type {
  Copy,
  DeploymentBegin,
  DeploymentEnd,
  EventFile,
  HostOutcome,
  MetaEvent,
  MetaRecord,
  ReleaseRecord,
  TreeRecord,
} from './record.ts';
import { OUTCOMES } from './to-message.ts';

/** The record in a message; `unknown` for a kind that this version does not know. */
export function fromMessage({ kind }: RecordMessage): MetaRecord {
  switch (kind.case) {
    case 'release':
      return fromRelease(kind.value);
    case 'binary': {
      const { project, release, name, platform, sha256, size, url } = kind.value;
      return { kind: 'binary', project, release, name, platform, sha256, size: Number(size), url };
    }
    case 'tree':
      return fromTree(kind.value);
    case 'deploymentBegin':
      return fromBegin(kind.value);
    case 'deploymentEnd':
      return fromEnd(kind.value);
    case 'event':
      return fromEvent(kind.value);
    default:
      return { kind: 'unknown' };
  }
}

function fromRelease({ project, githash, version, tag, committedAt, repos }: ReleaseMessage): ReleaseRecord {
  return {
    kind: 'release',
    project,
    githash,
    version,
    tag,
    committedAt: Number(committedAt),
    repos: repos.map(({ name, url, githash, path }) => ({ name, url, githash, path })),
  };
}

function fromTree({ digest, entries, base, removed }: TreeMessage): TreeRecord {
  return { kind: 'tree', digest, entries: entries.flatMap(fromEntry), base, removed };
}

function fromEntry({ path, mode, content }: EntryMessage): TreeEntry[] {
  const found = fromContent(content);
  return found === undefined ? [] : [{ path, mode, content: found }];
}

function fromContent(content: EntryMessage['content']): EntryContent | undefined {
  switch (content.case) {
    case 'file':
      return { kind: 'file', sha256: content.value.sha256, size: Number(content.value.size) };
    case 'secret':
      return { kind: 'secret', hmac: content.value.hmacSha256 };
    case 'link':
      return { kind: 'link', target: content.value.target };
    case 'dir':
      return { kind: 'dir' };
    default:
      return undefined;
  }
}

function fromBegin(message: BeginMessage): DeploymentBegin {
  const { id, project, instance, release, version, channel, planDigest, who, runUrl, reason, resumes, partial } =
    message;
  return {
    kind: 'deployment-begin',
    id,
    project,
    instance,
    release,
    version,
    channel,
    definitions: { url: message.definitions?.url ?? '', githash: message.definitions?.githash ?? '' },
    planDigest,
    hosts: message.hosts.map(({ host, targets, from, to }) => ({
      host,
      targets,
      ...(from === undefined ? {} : { from: fromCopy(from) }),
      to: { release: to?.release ?? '', tree: to?.tree ?? '' },
    })),
    who,
    runUrl,
    reason,
    begunAt: Number(message.begunAtMs),
    resumes,
    partial,
  };
}

function fromEnd({ id, project, instance, hosts, endedAtMs, onceOn }: EndMessage): DeploymentEnd {
  return {
    kind: 'deployment-end',
    id,
    project,
    instance,
    hosts: hosts.map(({ host, outcome, now, code, message }) => ({
      host,
      outcome: fromOutcome(outcome),
      ...(now === undefined ? {} : { now: fromCopy(now) }),
      code,
      message,
    })),
    endedAt: Number(endedAtMs),
    onceOn,
  };
}

/** An outcome that a later version added is read as the most careful one. */
function fromOutcome(outcome: OutcomeMessage): HostOutcome {
  const words = Object.entries(OUTCOMES) as [HostOutcome, OutcomeMessage][];
  return words.find(([, value]) => value === outcome)?.[0] ?? 'failed';
}

function fromEvent(message: EventMessage): MetaEvent {
  const { id, kind, project, instance, fields, who, runUrl, atMs, inputs, outputs } = message;
  return {
    kind: 'event',
    id,
    event: kind,
    project,
    instance,
    fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    who,
    runUrl,
    at: Number(atMs),
    ...(inputs.length === 0 ? {} : { inputs: inputs.map(fromEventFile) }),
    ...(outputs.length === 0 ? {} : { outputs: outputs.map(fromEventFile) }),
  };
}

function fromEventFile({ path, sha256, size }: FileMessage): EventFile {
  return { path, sha256, size: Number(size) };
}

function fromCopy({ release, tree }: CopyMessage): Copy {
  return { release, tree };
}
