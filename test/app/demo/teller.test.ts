/** The look of the demo. */
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { Teller } from '../../../src/app/demo/teller.ts';

it('numbers chapters, marks command lines and keeps output short', () => {
  expect(tell({ colors: false })).toEqual([
    'Title',
    '',
    '1  First',
    '   Some words.',
    '   $ facs hosts',
    '     a',
    '     b',
    '     … and 2 lines more',
    '',
    '2  Second',
    '     a',
    '     b',
    '     c',
  ]);
});

it('is coloured only where colours show, and never beyond a line', () => {
  const painted = tell({ colors: true });
  expect(painted[2]).toBe('\u001b[1m1  First\u001b[0m');
  expect(painted.map(stripVTControlCharacters)).toEqual(tell({ colors: false }));
  expect(painted.filter((line) => line.includes('\u001b[') && !line.endsWith('\u001b[0m'))).toEqual([]);
});

it('says nothing to nobody', () => {
  expect(() => new Teller(undefined).say('words')).not.toThrow();
});

function tell(screen: { readonly colors: boolean }): string[] {
  const lines: string[] = [];
  const teller = new Teller({ ...screen, interactive: false, print: (line) => void lines.push(line) });
  teller.title('Title');
  teller.chapter('First');
  teller.say('Some words.');
  teller.command('facs hosts');
  teller.output(['a', 'b', 'c', 'd'], 2);
  teller.chapter('Second');
  // One line more would take the place of the count, so it is shown.
  teller.output(['a', 'b', 'c'], 2);
  return lines;
}
