/** Dates of templates against `Date` of a machine set to UTC, and inputs that are none. */
import { describe, expect, it } from 'vitest';
import { describeInstant, parseInstant } from '../../../src/core/instant.ts';
import { DATE_FILTERS } from '../../../src/core/template/date.ts';

const date = (value: unknown, format?: string) => DATE_FILTERS['date']?.(value, format);

describe('a moment shows as the calendar has it', () => {
  it.each([0, -1, 951_782_400, 1_709_164_800, 1_711_851_000, 4_107_542_399, -62_135_596_800, 253_402_300_799])(
    '%d',
    (seconds) => {
      const real = new Date(seconds * 1000);
      const shown = describeInstant({ seconds, milliseconds: 0 });
      expect([shown.year, shown.month, shown.day, shown.hour, shown.minute, shown.second, shown.weekday]).toEqual([
        ...[real.getUTCFullYear(), real.getUTCMonth() + 1, real.getUTCDate()],
        ...[real.getUTCHours(), real.getUTCMinutes(), real.getUTCSeconds(), real.getUTCDay()],
      ]);
    },
  );
});

describe('a text is a moment', () => {
  it.each([
    '2024-02-29',
    '2024-03-31T02:30:00',
    '2024-03-31 02:30:00.250',
    '1969-12-31T23:59:59Z',
    '2024-05-31T12:00:00+05:30',
    '2000-01-01T00:00:00-0800',
  ])('%s', (text) => {
    const zoned = /[Z]$|[+-]\d\d:?\d\d$/.test(text) || text.length === 10 ? text : `${text.replace(' ', 'T')}Z`;
    const instant = parseInstant(text);
    expect((instant?.seconds ?? 0) * 1000 + (instant?.milliseconds ?? 0)).toBe(Date.parse(zoned));
  });

  it.each([
    'yesterday',
    '2024-02-30',
    '2024-13-01',
    '24-01-01',
    '2024-01-01T25:00',
    {},
    [],
    true,
    Number.POSITIVE_INFINITY,
  ])('or not: %s', (value) => {
    expect(parseInstant(value)).toBeUndefined();
  });
});

describe('strftime', () => {
  it.each([
    ['%Y-%m-%dT%H:%M:%S%:z %z %Z', '2024-03-05T07:08:09+00:00 +0000 UTC'],
    ['%a %A %b %B %e|%-d|%_d|%3d %j', 'Tue Tuesday Mar March  5|5| 5|005 065'],
    ['%I:%M %p %P %l %-l %k', '07:08 AM am  7 7  7'],
    ['%F %T %D %R %r', '2024-03-05 07:08:09 03/05/24 07:08 07:08:09 AM'],
    ['%s %L %u %w %y %C %^a %% %n%t|%Q', '1709622489 250 2 2 24 20 TUE % \n\t|%Q'],
  ])('%s', (format, expected) => {
    expect(date('2024-03-05T07:08:09.250Z', format)).toBe(expected);
  });

  it('writes the fixed formats, and nothing for nothing', () => {
    expect(DATE_FILTERS['date_to_xmlschema']?.(1_709_622_489)).toBe('2024-03-05T07:08:09+00:00');
    expect(DATE_FILTERS['date_to_rfc822']?.(1_709_622_489)).toBe('Tue, 05 Mar 2024 07:08:09 +0000');
    expect(date(1_709_622_489)).toBe('Tuesday, March 5, 2024 at 7:08 am +0000');
    expect(date(null)).toBeNull();
  });

  it.each(['now', 'today', 'soon'])('refuses %s', (value) => {
    expect(() => date(value)).toThrow();
  });
});
