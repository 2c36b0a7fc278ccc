/** Records that lie by date: that they were written when they say. */
import { describeMoment } from '../../calendar.ts';
import { isUlid, ulidTime } from '../ulid.ts';
import { type Finding, type Subject, warningIn } from './finding.ts';

/** Writers that cannot reach meta try for minutes; what is later by days has another story. */
const APART_MS = 2 * 86_400_000;

/** `record/time`. @param committedAt Of the commit that brought it, seconds since 1970; undefined when nobody knows. */
export function checkTime(subject: Subject, committedAt: number | undefined): readonly Finding[] {
  const [, id = ''] = /\/\d+\/\d\d\/\d\d\/([^/.]+)\.(?:(?:begin|end)\.)?binpb$/.exec(subject.path) ?? [];
  if (committedAt === undefined || !isUlid(id)) return [];
  const at = ulidTime(id);
  if (Math.abs(at - committedAt * 1000) <= APART_MS) return [];
  const message = `its id is of ${describeMoment(at)}, and the commit that brought it is of ${describeMoment(committedAt * 1000)}`;
  const remedy = 'ask who wrote it: a clock was wrong, or something was written into the past';
  return [warningIn(subject, 'record/time', message, remedy)];
}
