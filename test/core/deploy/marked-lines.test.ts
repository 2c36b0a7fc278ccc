import { expect, it } from 'vitest';
import { markedLines } from '../../../src/core/deploy/marked-lines.ts';

it.each([
  ['', []],
  ['facs staged\n', ['staged']],
  ['welcome\nfacs failed unpack\nfacs space 1\nbye', ['failed unpack', 'space 1']],
  ['facs a\nfacs b', ['a', 'b']],
  [' facs a\nxfacs b\nfacs\nfacsimile\n\nfacs  c\n', [' c']],
])('%j has of ours %j', (text, lines) => {
  expect(markedLines(text)).toEqual(lines);
});
