/** A file that should hold a record: that it does, in the place that is its own, saying what it must. */
import { decodeRecord } from '../codec.ts';
import { recordPath } from '../paths.ts';
import type { MetaRecord } from '../record.ts';
import { errorIn, type Finding, type Subject, warningIn } from './finding.ts';
import { recordProblems } from './record-problems.ts';

/** What is to be done about a record that cannot be right. Most were never written by facs. */
export const RECORD_REMEDY =
  'find out who wrote it; if it was right once, put the file back as it was, else remove it by a commit';

/** The record, when it can be read, and what is wrong with it. */
export interface CheckedRecord {
  readonly record?: MetaRecord;
  readonly findings: readonly Finding[];
}

/** Findings: `record/unreadable`, `record/place`, `record/value`, and the warning `record/unknown`. */
export function checkRecord(subject: Subject, bytes: Uint8Array): CheckedRecord {
  const decoded = decodeRecord(bytes, subject.path);
  if (!decoded.ok) {
    const [issue] = decoded.issues;
    return { findings: [errorIn(subject, 'record/unreadable', issue?.message ?? '', RECORD_REMEDY)] };
  }
  const record = decoded.value;
  if (record.kind === 'unknown') return { record, findings: [unknown(subject)] };
  const values = recordProblems(record).map((words) => errorIn(subject, 'record/value', words, RECORD_REMEDY));
  return { record, findings: [...checkPlace(subject, record), ...values] };
}

/** The path follows from what a record says, and is found by it: elsewhere it is lost, or stands for something else. */
function checkPlace(subject: Subject, record: MetaRecord): readonly Finding[] {
  const [project = ''] = subject.path.split('/');
  if ('project' in record && record.project !== project) {
    const message = `it says that it is of project "${record.project}", and lies in ${project}`;
    return [errorIn(subject, 'record/place', message, RECORD_REMEDY)];
  }
  try {
    const place = recordPath(project, record);
    if (place === subject.path) return [];
    return [errorIn(subject, 'record/place', `what it says belongs at ${place}`, RECORD_REMEDY)];
  } catch (error) {
    // Names and ids that no path may hold.
    if (!(error instanceof Error)) throw error;
    return [errorIn(subject, 'record/place', `what it says belongs nowhere: ${error.message}`, RECORD_REMEDY)];
  }
}

function unknown(subject: Subject): Finding {
  const message = 'it is a record of a kind that this facs does not know, and was not checked';
  return warningIn(subject, 'record/unknown', message, 'a newer facs wrote it: update this one');
}
