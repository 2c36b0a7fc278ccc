import { describe, expect, it } from 'vitest';
import { missingTools, parseHostFacts } from '../../../src/core/deploy/host-facts.ts';

const about = (release: string, tree: string) => JSON.stringify({ release, tree, version: '1.0', deployment: 'D' });
const SHA = 'a'.repeat(64);

const ANSWER = [
  'Welcome to host web1!',
  'facs probe 1',
  'facs sha256 sha256sum',
  `facs kept one ${about('r1', 't1')}`,
  `facs kept two ${about('r2', 't2')}`,
  'facs kept three {"half',
  'facs history good one D1',
  'facs history good two D2',
  'facs history bad three D3',
  'facs current two',
  'facs home /home/shop/app',
  'facs writable yes',
  'facs space 4096',
  'facs stat gnu',
  'facs renamer T',
  'facs manifest two',
  `644 1 7 ${SHA}\t./facs end`,
  'facs base two',
  'facs drift ./facs end',
  'facs end',
  '',
].join('\n');

describe('the answer of a probe', () => {
  it('is found behind a greeting, and knows what to go back to', () => {
    const facts = parseHostFacts(ANSWER);
    expect(facts).toMatchObject({
      home: '/home/shop/app',
      current: 'two',
      previous: 'one',
      writable: true,
      spaceKib: 4096,
      base: 'two',
    });
    expect(facts?.kept.map(({ name, outcome, about }) => [name, outcome, about?.release])).toEqual([
      ['one', 'good', 'r1'],
      ['two', 'good', 'r2'],
      ['three', 'bad', undefined],
    ]);
    expect(facts?.manifests.get('two')?.has('facs end')).toBe(true);
    expect(facts?.drift).toEqual(new Set(['./facs end']));
  });

  it('counts for nothing when it breaks off', () => {
    expect(parseHostFacts(ANSWER.replace(/facs end\n$/, ''))).toBeUndefined();
    expect(parseHostFacts('Your account has expired')).toBeUndefined();
  });

  it('goes back to no release that failed later, or that a rollback left', () => {
    const backFrom = (...lines: string[]) =>
      parseHostFacts(ANSWER.replace('facs current two', [...lines, 'facs current two'].join('\n')))?.previous;
    expect(backFrom('facs history bad one D4')).toBeUndefined();
    expect(backFrom('facs history left one D4')).toBeUndefined();
    expect(backFrom('facs history bad one D4', 'facs history good one D5')).toBe('one');
  });

  it('names what to install, alternatives together', () => {
    const facts = parseHostFacts('facs probe 1\nfacs lacks tar\nfacs sha256 none\nfacs renamer none\nfacs end\n');
    expect(facts && missingTools(facts)).toEqual([
      'tar',
      'one of sha256sum, shasum, openssl, sha256',
      'one of mv with -T (coreutils), mv with -h (BSD), perl',
    ]);
  });
});
