/** Text without the secrets that a command has met. */
import { expect, it } from 'vitest';
import { maskedText } from '../../src/app/masked-text.ts';
import { secret } from '../../src/core/secret.ts';

it.each([
  [['hunter2'], 'psql: hunter2 is wrong, hunter2!\n', 'psql: *** is wrong, ***!\n'],
  [['hunter', 'hunter2'], 'hunter2 hunter\n', '*** ***\n'],
  [['$& (.*)'], 'a $& (.*) b\n', 'a *** b\n'],
  [['-----BEGIN\nabcdef\n}\n'], 'abcdef\n}\n', '***\n}\n'],
  [['-----BEGIN\r\nabcdef\r\n'], 'line 2: abcdef\n', 'line 2: ***\n'],
  [['one\ntwo lines'], 'all of one\ntwo lines\n', 'all of ***\n'],
  [['', 'abc'], 'abc is too short\n', 'abc is too short\n'],
  [[], 'as it is\n', 'as it is\n'],
])('%j: %j shows as %j', (secrets, text, shown) => {
  const masked = maskedText();
  for (const each of secrets) masked.mask(secret(each));
  expect(masked.without(text)).toBe(shown);
});
