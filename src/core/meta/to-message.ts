/** From records to the messages of `define/meta`. The same record gives the same message, field for field. */
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { comparePaths } from '../files.ts';
import type { TreeEntry } from '../tree/tree.ts';
import { HostOutcome } from './gen/facsimile/meta/v1/deployment_pb.ts';
import { type Record as RecordMessage, RecordSchema } from './gen/facsimile/meta/v1/record_pb.ts';
import type { TreeEntrySchema } from './gen/facsimile/meta/v1/tree_pb.ts';
import type {
  DeploymentBegin,
  DeploymentEnd,
  EventFile,
  MetaEvent,
  MetaRecord,
  ReleaseRecord,
  TreeRecord,
} from './record.ts';

type Kind = NonNullable<MessageInitShape<typeof RecordSchema>['kind']>;

/** The schema's word for each outcome. */
export const OUTCOMES = {
  activated: HostOutcome.ACTIVATED,
  unchanged: HostOutcome.UNCHANGED,
  reverted: HostOutcome.REVERTED,
  failed: HostOutcome.FAILED,
  skipped: HostOutcome.SKIPPED,
} as const;

/** The message of a record. @throws bug: an unknown record, which only readers meet. */
export function toMessage(record: MetaRecord): RecordMessage {
  return create(RecordSchema, { kind: toKind(record) });
}

function toKind(record: MetaRecord): Kind {
  switch (record.kind) {
    case 'release':
      return { case: 'release', value: toRelease(record) };
    case 'binary':
      return { case: 'binary', value: { ...record, size: BigInt(record.size) } };
    case 'tree':
      return { case: 'tree', value: toTree(record) };
    case 'deployment-begin':
      return { case: 'deploymentBegin', value: toBegin(record) };
    case 'deployment-end':
      return { case: 'deploymentEnd', value: toEnd(record) };
    case 'event':
      return { case: 'event', value: toEvent(record) };
    case 'unknown':
      throw new Error('an unknown record cannot be written');
  }
}

function toRelease(record: ReleaseRecord) {
  return {
    ...record,
    committedAt: BigInt(record.committedAt),
    repos: record.repos.map((repo) => ({ ...repo })),
  };
}

function toTree(record: TreeRecord) {
  return { ...record, entries: record.entries.map(toEntry), removed: [...record.removed] };
}

function toEntry({ path, mode, content }: TreeEntry): MessageInitShape<typeof TreeEntrySchema> {
  switch (content.kind) {
    case 'file':
      return {
        path,
        mode,
        content: { case: 'file', value: { sha256: content.sha256, size: BigInt(content.size) } },
      };
    case 'secret':
      return { path, mode, content: { case: 'secret', value: { hmacSha256: content.hmac } } };
    case 'link':
      return { path, mode, content: { case: 'link', value: { target: content.target } } };
    case 'dir':
      return { path, mode, content: { case: 'dir', value: {} } };
  }
}

function toBegin(record: DeploymentBegin) {
  return {
    ...record,
    begunAtMs: BigInt(record.begunAt),
    hosts: record.hosts.map((host) => ({ ...host, targets: [...host.targets] })),
  };
}

function toEnd(record: DeploymentEnd) {
  return {
    ...record,
    endedAtMs: BigInt(record.endedAt),
    hosts: record.hosts.map((host) => ({ ...host, outcome: OUTCOMES[host.outcome] })),
  };
}

function toEvent(record: MetaEvent) {
  const fields = Object.entries(record.fields).sort(([a], [b]) => comparePaths(a, b));
  return {
    id: record.id,
    kind: record.event,
    project: record.project,
    instance: record.instance,
    fields: fields.map(([name, value]) => ({ name, value })),
    who: record.who,
    runUrl: record.runUrl,
    atMs: BigInt(record.at),
    inputs: (record.inputs ?? []).map(toEventFile),
    outputs: (record.outputs ?? []).map(toEventFile),
  };
}

function toEventFile({ path, sha256, size }: EventFile) {
  return { path, sha256, size: BigInt(size) };
}
