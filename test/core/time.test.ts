/** Durations. */
import { describe, expect, it } from 'vitest';
import { describeDuration, parseDuration } from '../../src/core/time.ts';

describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['10m', 600_000],
    ['1h30m', 5_400_000],
    ['250ms', 250],
    ['1.5s', 1500],
    [' 2d ', 172_800_000],
  ])('%s', (text, durationMs) => {
    expect(parseDuration(text)).toMatchObject({ ok: true, value: durationMs });
  });

  it.each(['', '10', '10abc', 's', '-1s', '1m30', '1 m'])('refuses "%s"', (text) => {
    expect(parseDuration(text)).toMatchObject({ ok: false, issues: [{ hint: 'write it like 30s, 10m or 1h30m' }] });
  });
});

describe('describeDuration', () => {
  it.each([
    [12.4, '12 ms'],
    [4230, '4.2 s'],
    [185_000, '3 m 05 s'],
  ])('%d ms', (durationMs, text) => {
    expect(describeDuration(durationMs)).toBe(text);
  });
});
