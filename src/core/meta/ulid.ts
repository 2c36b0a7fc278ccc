/** ULIDs: ids that sort by time and say when they were made. */
import { toDay } from '../calendar.ts';

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const FORM = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const TIME_DIGITS = 10;

/** True for 26 digits of Crockford's base 32, uppercase. @source github.com/ulid/spec */
export function isUlid(text: string): boolean {
  return FORM.test(text);
}

/** Milliseconds since 1970 that the id begins with. */
export function ulidTime(id: string): number {
  return [...id.slice(0, TIME_DIGITS)].reduce((ms, digit) => ms * DIGITS.length + DIGITS.indexOf(digit), 0);
}

/** `<yyyy>/<mm>/<dd>/<id>`: the day, in UTC, is the one in the id, so that the place follows from the id alone. */
export function datedPath(id: string): string {
  if (!isUlid(id)) throw new Error(`not a ULID: ${id}`);
  const { year, month, day } = toDay(ulidTime(id));
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0'), id].join('/');
}
