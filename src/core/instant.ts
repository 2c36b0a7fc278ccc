/** Moments in UTC, by arithmetic alone: the core has no `Date`, and no zone to be wrong about. */
import { type CalendarDay, toDay } from './calendar.ts';

/** Whole seconds since 1970 (negative before), and the milliseconds beyond them (0 to 999). */
export interface Instant {
  readonly seconds: number;
  readonly milliseconds: number;
}

/** A moment as a calendar and a clock show it in UTC. Day of the year from 1; weekday from 0, Sunday. */
export interface CalendarTime extends CalendarDay {
  readonly dayOfYear: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY = 86_400;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d\d):?(\d\d))?$/i;

/** Seconds since 1970 as a number or digits, or an ISO date (UTC when it names no zone). Undefined: none of these. */
export function parseInstant(value: unknown): Instant | undefined {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return toInstant(Number(value), 0);
  if (typeof value === 'number') {
    const seconds = Math.floor(value);
    return toInstant(seconds, Math.floor((value - seconds) * 1000));
  }
  return typeof value === 'string' ? parseIso(value) : undefined;
}

/** What a calendar and a clock in UTC show at that moment. */
export function describeInstant({ seconds }: Instant): CalendarTime {
  const days = Math.floor(seconds / DAY);
  const clock = seconds - days * DAY;
  const date = toDay(days * DAY * 1000);
  return {
    ...date,
    dayOfYear: days - toDays(date.year, 1, 1) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(clock / 3600),
    minute: Math.floor(clock / 60) % 60,
    second: clock % 60,
  };
}

function toInstant(seconds: number, milliseconds: number): Instant | undefined {
  // JavaScript and most calendars end 8.64e12 seconds from 1970.
  return Math.abs(seconds) <= 8.64e12 ? { seconds, milliseconds } : undefined;
}

function parseIso(text: string): Instant | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const part = (index: number) => Number(match[index] ?? 0);
  const [year, month, day] = [part(1), part(2), part(3)];
  const days = toDays(year, month, day);
  const real = toDay(days * DAY * 1000);
  if (real.month !== month || real.day !== day || part(4) > 23 || part(5) > 59 || part(6) > 59) return undefined;
  const offset = (match[9] === '-' ? -1 : 1) * (part(10) * 3600 + part(11) * 60);
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return { seconds: days * DAY + part(4) * 3600 + part(5) * 60 + part(6) - offset, milliseconds };
}

/** Days since 1970-01-01. @source Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
function toDays(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
