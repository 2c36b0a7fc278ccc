/**
 * Dates in templates, in UTC and English whatever the machine is set to. LiquidJS would ask JavaScript's `Date`, which
 * knows the machine's zone (and skips an hour where that zone did) and the clock.
 */
import { describeInstant, type Instant, parseInstant } from '../instant.ts';

const FORMAT = '%A, %B %-e, %Y at %-l:%M %P %z';
const DIRECTIVE = /%([-_0^]*)(\d*)(:?)([A-Za-z%])/g;

/**
 * The filters that write dates: `date` takes strftime's directives, the others are fixed formats. A value is seconds
 * since 1970 or an ISO date; null stays null.
 * @throws Error for anything else, `now` too: the same inputs would not give the same bytes.
 */
export const DATE_FILTERS: Readonly<Record<string, (value: unknown, format?: unknown) => unknown>> = {
  date: (value, format) => formatDate(value, typeof format === 'string' ? format : FORMAT),
  date_to_xmlschema: (value) => formatDate(value, '%Y-%m-%dT%H:%M:%S%:z'),
  date_to_rfc822: (value) => formatDate(value, '%a, %d %b %Y %H:%M:%S %z'),
  date_to_string: (value) => formatDate(value, '%d %b %Y'),
  date_to_long_string: (value) => formatDate(value, '%d %B %Y'),
};

function formatDate(value: unknown, format: string): unknown {
  if (value === null || value === undefined) return value;
  if (value === 'now' || value === 'today')
    throw new Error('templates have no clock; release.committed_at is the time of the release');
  const instant = parseInstant(value);
  if (instant === undefined) throw new Error('this is neither seconds since 1970 nor a date like 2024-05-31T12:00:00Z');
  return format.replace(DIRECTIVE, (whole, flags: string, width: string, colon: string, letter: string) => {
    const parts = describeInstant(instant);
    if (letter === 'z') return colon === '' ? '+0000' : '+00:00';
    const compound = COMPOUND[letter];
    if (compound !== undefined) return String(formatDate(value, compound));
    const part = PARTS[letter]?.(parts, instant);
    return part === undefined ? whole : pad(part, flags, width);
  });
}

/** What a directive stands for: its text, the width and filler of numbers. */
interface Part {
  readonly text: string;
  readonly width: number;
  readonly filler: '0' | ' ';
}

const number = (value: number, width: number, filler: '0' | ' ' = '0'): Part => ({
  text: String(value),
  width,
  filler,
});
const word = (text: string): Part => ({ text, width: 0, filler: ' ' });

const COMPOUND: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

type Parts = ReturnType<typeof describeInstant>;

/** @source strftime(3), in the POSIX locale. */
const PARTS: Readonly<Record<string, (parts: Parts, instant: Instant) => Part>> = {
  A: ({ weekday }) => word(DAYS[weekday] ?? ''),
  a: ({ weekday }) => word((DAYS[weekday] ?? '').slice(0, 3)),
  B: ({ month }) => word(MONTHS[month - 1] ?? ''),
  b: ({ month }) => word((MONTHS[month - 1] ?? '').slice(0, 3)),
  h: ({ month }) => word((MONTHS[month - 1] ?? '').slice(0, 3)),
  C: ({ year }) => number(Math.floor(year / 100), 2),
  d: ({ day }) => number(day, 2),
  e: ({ day }) => number(day, 2, ' '),
  H: ({ hour }) => number(hour, 2),
  k: ({ hour }) => number(hour, 2, ' '),
  I: ({ hour }) => number(hour % 12 || 12, 2),
  l: ({ hour }) => number(hour % 12 || 12, 2, ' '),
  j: ({ dayOfYear }) => number(dayOfYear, 3),
  L: (_, { milliseconds }) => number(milliseconds, 3),
  M: ({ minute }) => number(minute, 2),
  m: ({ month }) => number(month, 2),
  P: ({ hour }) => word(hour < 12 ? 'am' : 'pm'),
  p: ({ hour }) => word(hour < 12 ? 'AM' : 'PM'),
  S: ({ second }) => number(second, 2),
  s: (_, { seconds }) => number(seconds, 1),
  u: ({ weekday }) => number(weekday || 7, 1),
  w: ({ weekday }) => number(weekday, 1),
  Y: ({ year }) => number(year, 4),
  y: ({ year }) => number(((year % 100) + 100) % 100, 2),
  Z: () => word('UTC'),
  n: () => word('\n'),
  t: () => word('\t'),
  '%': () => word('%'),
};

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

function pad({ text, width, filler }: Part, flags: string, asked: string): string {
  const cased = flags.includes('^') ? text.toUpperCase() : text;
  if (flags.includes('-')) return cased;
  const fill = flags.includes('0') ? '0' : flags.includes('_') ? ' ' : filler;
  return cased.padStart(asked === '' ? width : Number(asked), fill);
}
