/** Records on their way into meta: files, and the commit message that says them as text. */
import { encodeRecord } from './codec.ts';
import { describeRecord, describeSubject } from './describe.ts';
import { recordPath } from './paths.ts';
import type { MetaRecord } from './record.ts';

/** Files to add in one commit, and its message. */
export interface RecordChange {
  readonly added: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  readonly message: string;
}

/** The change that adds these records, the first of which names the commit. */
export function toRecordChange(project: string, records: readonly MetaRecord[]): RecordChange {
  const added = records.map((record) => ({ path: recordPath(project, record), bytes: encodeRecord(record) }));
  const [first, ...others] = records.filter((record) => record.kind !== 'event');
  const binaries = others.length === 1 ? '1 binary' : `${others.length} binaries`;
  const more = others.every((record) => record.kind === 'binary') ? binaries : `${others.length} more records`;
  const subject = first === undefined ? 'events' : describeSubject(first);
  const body = records.map(describeRecord).join('\n\n');
  return { added, message: `${subject}${others.length === 0 ? '' : `, ${more}`}\n\n${body}\n` };
}
