import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  byBrought,
  byCopy,
  byGithash,
  byHold,
  byHost,
  byInstance,
  byName,
  bySha256,
  KEYS_VERSION,
  keysOf,
} from '../../../src/core/meta/record-keys.ts';
import { ALL_RECORDS, begin, binary, end, event, GITHASH, OTHER_GITHASH, release, tree } from './records.ts';

/** What every kind of record was found by, of each version. */
const VERSIONS: Readonly<Record<number, string>> = { 1: 'bb55f6899e2741f6' };

describe('a record is found', () => {
  it.each([
    [
      'a release by every repo, its version and its tag',
      release,
      [byGithash(OTHER_GITHASH), byName('1.4.0'), byName('v1.4.0')],
    ],
    ['a binary by its bytes', binary, [bySha256(binary.sha256)]],
    ['a tree by the files in it', tree, [bySha256('ef'.repeat(32))]],
    [
      'a begin by what hosts had and get, by instance and host',
      begin,
      [
        byCopy(GITHASH),
        byCopy(OTHER_GITHASH),
        byHost('web2', 'production.eu'),
        byInstance('production.eu', 'web1'),
        byInstance('production.eu'),
      ],
    ],
    [
      'an end by what it brought',
      end,
      [byCopy(OTHER_GITHASH), byBrought('production.eu', 'web1', { release: GITHASH, tree: tree.digest })],
    ],
    ['a hold by its instance', event, [byHold('production.eu')]],
  ])('%s', (_, record, keys) => {
    expect(keysOf(record)).toEqual(expect.arrayContaining(keys));
    expect(new Set(keysOf(record)).size).toBe(keysOf(record).length);
  });

  it('by keys that are one line of ASCII, whatever stands in it', () => {
    const keys = keysOf({ ...release, version: '1.0\n\t ü€𝄞', tag: '\u0000~' });
    for (const key of keys) expect(key).toMatch(/^[ -~]+$/);
  });

  it('by the same keys as before, or the version of the keys goes up: an index on disk would lack them', () => {
    const all = ALL_RECORDS.map((record) => keysOf(record));
    const digest = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
    expect(digest).toBe(VERSIONS[KEYS_VERSION]);
  });
});
