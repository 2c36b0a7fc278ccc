/** Freezes: times in which no channel moves and no channel deploys, by the clock of a place. */
import type { MappingNode, Member } from '../definition/value-node.ts';
import type { PlacedText, SmallReader } from './small-reader.ts';

/** One entry of `freezes:` in `project.yaml`. */
export interface Freeze {
  /** Empty: all channels of the project. */
  readonly channels: readonly string[];
  /** Name of a time zone, as IANA has it; its clock counts. */
  readonly zone: string;
  readonly reason: string;
  /** From the beginning, which belongs to it, to the end, which does not. */
  readonly window: Window;
}

/**
 * `once`: dates and times as a clock there shows them, `2026-12-20 16:00`. `weekly`: minutes since Monday 00:00 there;
 * an end before the beginning lies in the next week.
 */
export type Window =
  | { readonly kind: 'once'; readonly from: string; readonly until: string }
  | { readonly kind: 'weekly'; readonly from: number; readonly until: number; readonly end: string };

const KEYS = ['channels', 'from', 'until', 'zone', 'reason'];
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const ONCE = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[ T]((?:[01]\d|2[0-3]):[0-5]\d)$/;
const WEEKLY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]* +([01]\d|2[0-3]):([0-5]\d)$/i;
const HINT = 'write 2026-12-20 16:00 for once, or fri 16:00 for every week';

/** The freeze that is in force for a channel at a moment, in milliseconds since 1970; the first of several. */
export function freezeAt(freezes: readonly Freeze[], channel: string, now: number): Freeze | undefined {
  return freezes.find(
    ({ channels, zone, window }) => (channels.length === 0 || channels.includes(channel)) && covers(window, zone, now),
  );
}

/** `frozen until mon 08:00 (Europe/Paris): no Friday deploys`. */
export function describeFreeze({ window, zone, reason }: Freeze): string {
  return `frozen until ${window.kind === 'once' ? window.until : window.end} (${zone}): ${reason}`;
}

/** An entry; undefined, and noted in the reader, when it is none. */
export function readFreeze(entry: MappingNode, channels: readonly string[], reader: SmallReader): Freeze | undefined {
  const { members, origin } = entry;
  reader.expectKeys(entry, KEYS);
  const only = reader.texts('channels', members.get('channels'));
  for (const { text, origin } of only)
    if (!channels.includes(text))
      reader.refuse(origin, `there is no channel ${text}`, `there are ${channels.join(', ')}`);
  const [from, until, reason] = ['from', 'until', 'reason'].map((name) => need(name, members.get(name), entry, reader));
  const zone = readZone(reader.text('zone', members.get('zone')), reader);
  if (from === undefined || until === undefined || reason === undefined) return undefined;
  const window = readWindow(from, until, reader);
  if (window === undefined || zone === undefined) return undefined;
  const named = only.map(({ text }) => text);
  if (members.has('channels') && named.length === 0) reader.refuse(origin, 'channels: leave it out for all of them');
  return { channels: named, zone, reason: reason.text.replace(/\s+/g, ' '), window };
}

function covers(window: Window, zone: string, now: number): boolean {
  const { date, time, minuteOfWeek } = clockIn(zone, now);
  if (window.kind === 'once') return window.from <= `${date} ${time}` && `${date} ${time}` < window.until;
  const { from, until } = window;
  if (from < until) return from <= minuteOfWeek && minuteOfWeek < until;
  return from <= minuteOfWeek || minuteOfWeek < until;
}

function clockIn(zone: string, now: number) {
  const shown = clockOf(zone).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => shown.find((each) => each.type === type)?.value ?? '';
  const day = DAYS.indexOf(part('weekday').toLowerCase());
  return {
    date: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    minuteOfWeek: (day * 24 + Number(part('hour'))) * 60 + Number(part('minute')),
  };
}

/** @throws RangeError for a zone that is none. */
function clockOf(timeZone: string) {
  const two = '2-digit';
  const date = { year: 'numeric', month: two, day: two, weekday: 'short' } as const;
  return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...date, hour: two, minute: two });
}

function need(name: string, member: Member | undefined, { origin }: MappingNode, reader: SmallReader) {
  if (member === undefined) reader.refuse(origin, `a freeze needs ${name}`);
  return reader.text(name, member);
}

function readZone(given: PlacedText | undefined, reader: SmallReader): string | undefined {
  if (given === undefined) return 'UTC';
  try {
    clockOf(given.text);
    return given.text;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    reader.refuse(given.origin, `zone: "${given.text}" is no time zone`, 'write one like Europe/Paris, or UTC');
    return undefined;
  }
}

function readWindow(from: PlacedText, until: PlacedText, reader: SmallReader): Window | undefined {
  const [start, end] = [readMoment(from, reader), readMoment(until, reader)];
  if (start === undefined || end === undefined) return undefined;
  if (typeof start === 'string' && typeof end === 'string' && start < end)
    return { kind: 'once', from: start, until: end };
  if (typeof start === 'number' && typeof end === 'number' && start !== end)
    return { kind: 'weekly', from: start, until: end, end: until.text };
  const isMixed = typeof start !== typeof end;
  reader.refuse(
    until.origin,
    isMixed ? 'from and until: one form for both is meant' : 'until: it must be after from',
    HINT,
  );
  return undefined;
}

function readMoment({ text, origin }: PlacedText, reader: SmallReader): string | number | undefined {
  const [, date, time] = ONCE.exec(text) ?? [];
  if (date !== undefined) return `${date} ${time}`;
  const [, day, hour, minute] = WEEKLY.exec(text) ?? [];
  if (day !== undefined) return (DAYS.indexOf(day.toLowerCase()) * 24 + Number(hour)) * 60 + Number(minute);
  reader.refuse(origin, `"${text}" is no moment`, HINT);
  return undefined;
}
