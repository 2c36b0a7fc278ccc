/** What a state file may hold, what it lacks, and adding just that. */
import { describe, expect, it } from 'vitest';
import { reveal, secret } from '../../../src/core/secret.ts';
import { extendState, lackOf, parseState } from '../../../src/core/state/state.ts';

const KEY = '0f'.repeat(32);

it('passwords and the digest key are read as secrets, other keys left alone', () => {
  const parsed = parseState({ passwd: { db: 'x' }, digest_key: KEY, uiids: { a: 1 } }, 'state.yaml');
  if (!parsed.ok) throw new Error('refused');
  expect(JSON.stringify(parsed.value)).toBe('{"passwords":{"db":"***"},"digestKey":"***"}');
  expect(parsed.value.digestKey && reveal(parsed.value.digestKey)).toEqual(new Uint8Array(32).fill(15));
});

it.each([
  [{ passwd: ['x'] }, 'passwd is no mapping'],
  [{ passwd: { db: 1 } }, 'passwd.db is no text'],
  [{ digest_key: 'short' }, 'digest_key is not 32 bytes in hex'],
])('%j is refused', (value, message) => {
  const parsed = parseState(value, 'state.yaml');
  expect(parsed.ok ? [] : parsed.issues).toMatchObject([
    { code: 'state/form', message: expect.stringContaining(message), origin: { file: 'state.yaml' } },
  ]);
});

describe('what is lacking', () => {
  const full = { passwords: { db: secret('x') }, digestKey: secret(new Uint8Array(32)) };
  it.each([
    ['all of it', undefined, ['db'], { usernames: ['db'], digestKey: true }],
    ['one password', full, ['db', 'web'], { usernames: ['web'], digestKey: false }],
    ['the key', { ...full, digestKey: undefined }, ['db'], { usernames: [], digestKey: true }],
    ['nothing', full, ['db'], undefined],
  ])('%s', (_, state, usernames, expected) => {
    expect(lackOf(state, usernames)).toEqual(expected);
  });
});

it('only what was lacking is added', () => {
  const before = { note: 'mine', passwd: { db: 'old' }, digest_key: KEY };
  expect(extendState(before, { web: secret('new') }, undefined)).toEqual({
    ...before,
    passwd: { db: 'old', web: 'new' },
  });
});
