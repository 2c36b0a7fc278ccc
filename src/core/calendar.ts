/** Moments as dates, without a clock: UTC, proleptic Gregorian. */

const DAY_MS = 86_400_000;
const DAYS_PER_ERA = 146_097;

/** A day of the calendar; `month` and `day` count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * The day, in UTC, of a moment in milliseconds since 1970.
 * @source Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
 */
export function toDay(atMs: number): CalendarDay {
  // Years begin in March here, so that the leap day is the last of its year.
  const sinceMarch0000 = Math.floor(atMs / DAY_MS) + 719_468;
  const era = Math.floor(sinceMarch0000 / DAYS_PER_ERA);
  const dayOfEra = sinceMarch0000 - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** `2026-03-01T09:05:00Z`: a moment in milliseconds since 1970, to the second. */
export function describeMoment(atMs: number): string {
  const { year, month, day } = toDay(atMs);
  const seconds = Math.floor((((atMs % DAY_MS) + DAY_MS) % DAY_MS) / 1000);
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}Z`;
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}
