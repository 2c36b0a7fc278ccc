import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeMoment } from '../../src/core/calendar.ts';

it('a moment reads as the platform itself would write it, to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_000 }), (ms) => {
      expect(describeMoment(ms)).toBe(`${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`);
    }),
  );
});
