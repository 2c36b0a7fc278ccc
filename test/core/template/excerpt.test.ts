/** What is shown around a mistake. */
import { expect, it } from 'vitest';
import { drawExcerpt } from '../../../src/core/template/excerpt.ts';

const TEXT = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join('\n');

it('three lines on either side, the caret under the column', () => {
  expect(drawExcerpt(TEXT, 8, 6).split('\n')).toEqual([
    ...['    5| line 5', '    6| line 6', '    7| line 7'],
    ...['>>  8| line 8', '            ^', '    9| line 9', '   10| line 10', '   11| line 11'],
  ]);
});

it('fewer where the file begins or ends', () => {
  expect(drawExcerpt(TEXT, 1, 1).split('\n')).toEqual([
    ...['>> 1| line 1', '      ^', '   2| line 2', '   3| line 3', '   4| line 4'],
  ]);
  expect(drawExcerpt('a', 1, 2)).toBe('>> 1| a\n       ^');
});

it('tabs keep their width under the line, and line ends of Windows are not shown', () => {
  expect(drawExcerpt('\ta\tb {{ x }}\r\n', 1, 6)).toBe('>> 1| \ta\tb {{ x }}\n      \t \t  ^\n   2| ');
});
