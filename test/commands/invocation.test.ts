/** From words to a command. */
import { expect, it } from 'vitest';
import { readInvocation } from '../../src/commands/invocation.ts';

const noPorts = () => {
  throw new Error('no command that exists was named');
};

it.each([
  ['deploi staging', 'unknown command deploi (did you mean "deploy"?)'],
  [
    'release',
    'unknown command release (there are release create, release list, release show, release checkout, release lock)',
  ],
  ['binary --json', 'unknown command binary (there are binary add, binary list)'],
  ['binary remove x', 'unknown command binary remove (there are binary add, binary list)'],
  ['channel lst', 'unknown command channel lst (did you mean "channel list"?)'],
  ['xyzzy', 'unknown command xyzzy'],
])('refuses "%s" and names what there is', async (words, message) => {
  await expect(readInvocation(words.split(' '), noPorts)).rejects.toMatchObject({ kind: 'usage', message });
});
