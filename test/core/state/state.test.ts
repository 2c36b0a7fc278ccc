/** What a state file may hold, what it lacks, and adding just that. */
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { reveal, secret } from '../../../src/core/secret.ts';
import { describeLack, extendState, lackOf, parseState, secretsOf } from '../../../src/core/state/state.ts';
import { stateWith } from '../../support/definitions.ts';

const KEY = '0f'.repeat(32);

const NONE = { usernames: [], instanceNames: [] };

it('all that is kept is read, secrets as secrets; other keys are left alone', () => {
  const given = {
    passwd: { db: 'x' },
    uiids: { 'webd.0': 1 },
    values: { token: 'y', deep: { er: 1 } },
    hosts: { w1: { token: 'z' } },
    directories: ['/srv/data', '~/cache', 'uploads/big'],
    digest_key: KEY,
    note: 'mine',
  };
  const parsed = parseState(given, 'state.yaml');
  if (!parsed.ok) throw new Error('refused');
  const { passwords, uiids, values, hosts, directories, digestKey } = parsed.value;
  expect(inspect(parsed.value)).not.toMatch(/'[xyz]'/);
  expect([...passwords].map(([name, password]) => [name, reveal(password)])).toEqual([['db', 'x']]);
  expect([...uiids]).toEqual([['webd.0', 1]]);
  expect(reveal(values)).toEqual(given.values);
  expect([...hosts].map(([name, own]) => [name, reveal(own)])).toEqual([['w1', { token: 'z' }]]);
  expect(directories).toEqual(given.directories);
  expect(digestKey && reveal(digestKey)).toEqual(new Uint8Array(32).fill(15));
});

it.each([
  [{ passwd: ['x'] }, 'passwd is no mapping'],
  [{ passwd: { db: 1 } }, 'passwd.db is no text'],
  [{ digest_key: 'short' }, 'digest_key is not 32 bytes in hex'],
  [{ uiids: { 'webd.0': 0 } }, 'uiids.webd.0 is no number from 1 to 255'],
  [{ uiids: { 'webd.0': 2, 'dbd.0': 2 } }, 'uiids.dbd.0 is the number of webd.0 too'],
  [{ values: 'x' }, 'values is no mapping'],
  [{ hosts: { w1: 'x' } }, 'hosts.w1 is no mapping'],
  [{ directories: '/srv' }, 'directories is no list'],
  [{ directories: ['/srv/../etc'] }, 'directories[0] is no folder'],
  [{ directories: ['/srv', '/a\nb'] }, 'directories[1] is no folder'],
  [{ directories: ['~root/x'] }, 'directories[0] is no folder'],
])('%j is refused', (value, message) => {
  const parsed = parseState(value, 'state.yaml');
  expect(parsed.ok ? [] : parsed.issues).toMatchObject([
    { code: 'state/form', message: expect.stringContaining(message), origin: { file: 'state.yaml' } },
  ]);
});

describe('what is lacking', () => {
  const full = stateWith({ db: 'x' }, { uiids: new Map([['webd.0', 1]]) });
  const needs = { usernames: ['db'], instanceNames: ['webd.0'] };
  it.each([
    ['all of it', undefined, needs, { ...needs, digestKey: true }],
    ['one password', full, { ...needs, usernames: ['db', 'web'] }, { ...NONE, usernames: ['web'], digestKey: false }],
    [
      'one number',
      full,
      { ...NONE, instanceNames: ['webd.0', 'webd.1'] },
      { ...NONE, instanceNames: ['webd.1'], digestKey: false },
    ],
    ['the key', { ...full, digestKey: undefined }, needs, { ...NONE, digestKey: true }],
    ['nothing', full, needs, undefined],
    [
      'what an object has from birth',
      full,
      { ...NONE, usernames: ['constructor'] },
      { ...NONE, usernames: ['constructor'], digestKey: false },
    ],
  ])('%s', (_, state, wanted, expected) => {
    expect(lackOf(state, wanted)).toEqual(expected);
  });

  it.each([
    [{ usernames: ['db', 'web'], instanceNames: ['webd.0'] }, 'passwords of db, web; uiids of webd.0'],
    [NONE, 'the key of its digests'],
  ])('in words', (lack, words) => {
    expect(describeLack(lack)).toBe(words);
  });
});

it('only what was lacking is added', () => {
  const before = { note: 'mine', passwd: { db: 'old' }, digest_key: KEY };
  const added = { passwords: new Map([['web', secret('new')]]), uiids: new Map([['webd.0', 1]]), digestKey: undefined };
  expect(extendState(before, added)).toEqual({ ...before, passwd: { db: 'old', web: 'new' }, uiids: { 'webd.0': 1 } });
});

it('what must not be seen is named for masking, short texts aside', () => {
  const state = stateWith({ db: 'pw' }, { values: secret({ a: 'long enough', b: [{ c: 12345 }], d: 'x' }) });
  expect(secretsOf(state).map(reveal)).toEqual(['pw', 'long enough', '12345']);
});
