/** Events that say who made a record: the record itself holds only what its source determines. */
import type { BinaryRecord, MetaEvent, ReleaseRecord } from './record.ts';

/** Who writes, when. */
export interface Writer {
  readonly who: string;
  /** Empty outside of CI. */
  readonly runUrl: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** `release-recorded` or `binary-recorded`. */
export function toRecordedEvent(record: ReleaseRecord | BinaryRecord, id: string, writer: Writer): MetaEvent {
  const { project } = record;
  return {
    kind: 'event',
    id,
    event: `${record.kind}-recorded`,
    project,
    instance: '',
    fields: fieldsOf(record),
    ...writer,
  };
}

function fieldsOf(record: ReleaseRecord | BinaryRecord): Readonly<Record<string, string>> {
  if (record.kind === 'release') return { release: record.githash };
  const { name, platform, release, sha256 } = record;
  return { name, platform, release, sha256 };
}
