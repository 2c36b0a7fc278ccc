/** Numbers of clones: from 1, never given to another, no more than fit into a byte. */
import { expect, it } from 'vitest';
import { unwrap } from '../../../src/core/error.ts';
import { allocateUiids } from '../../../src/core/state/uiids.ts';

const names = (name: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${name}d.${from + i}`);

it.each([
  ['from 1', {}, names('web', 0, 2), { 'webd.0': 1, 'webd.1': 2, 'webd.2': 3 }],
  [
    'above the highest that was ever given, also where one in between is free',
    { 'old.0': 2, 'old.1': 7 },
    ['webd.0'],
    { 'webd.0': 8 },
  ],
  ['the last one', { 'old.0': 254 }, ['webd.0'], { 'webd.0': 255 }],
  ['none for nobody', { 'old.0': 255 }, [], {}],
])('%s', (_, taken, wanted, expected) => {
  expect(Object.fromEntries(unwrap(allocateUiids(new Map(Object.entries(taken)), wanted)))).toEqual(expected);
});

it('there are 255, and whoever asks for more is named', () => {
  expect(allocateUiids(new Map([['old.0', 253]]), names('web', 0, 3))).toMatchObject({
    ok: false,
    issues: [{ code: 'state/uiids', message: expect.stringMatching(/^webd\.2, webd\.3 cannot have a uiid/) }],
  });
});
