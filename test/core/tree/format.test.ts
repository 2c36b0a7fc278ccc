/** The text of a tree and its digest, against values worked out by hand with sha256sum and openssl. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secret } from '../../../src/core/secret.ts';
import { encodeTree, keyedDigest, linkTargets, makeTree, parseTree } from '../../../src/core/tree/format.ts';
import type { TreeEntry } from '../../../src/core/tree/tree.ts';

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

const ENTRIES: readonly TreeEntry[] = [
  { path: '_DEPLOY_/bin/run', mode: '0755', content: { kind: 'file', sha256: sha('#!/bin/sh\n'), size: 10 } },
  { path: '_DEPLOY_/cache', mode: '0755', content: { kind: 'dir' } },
  { path: '_DEPLOY_/etc/db.ini', mode: '0600', content: { kind: 'secret', hmac: sha('keyed') } },
  { path: '_DEPLOY_/latest', mode: '0777', content: { kind: 'link', target: 'bin/run' } },
  { path: '_DEPLOY_/with space\tand tab', mode: '0644', content: { kind: 'file', sha256: sha(''), size: 0 } },
];

const TEXT = [
  'facsimile-tree-v1',
  `0755 sha256:${sha('#!/bin/sh\n')} 10\t_DEPLOY_/bin/run`,
  '0755 dir\t_DEPLOY_/cache',
  `0600 hmac-sha256:${sha('keyed')}\t_DEPLOY_/etc/db.ini`,
  `0777 link:${sha('bin/run')}\t_DEPLOY_/latest`,
  `0644 sha256:${sha('')} 0\t_DEPLOY_/with space\tand tab`,
  '',
].join('\n');

describe('the text of a tree', () => {
  it('is one line per entry under its header', () => {
    expect(encodeTree(ENTRIES)).toBe(TEXT);
  });

  it('gives the digest, whatever order the entries come in', () => {
    expect(makeTree([...ENTRIES].reverse())).toEqual({ digest: sha(TEXT), entries: ENTRIES });
  });

  it('orders by the bytes of the path, not by UTF-16', () => {
    const dir = (path: string): TreeEntry => ({ path, mode: '0755', content: { kind: 'dir' } });
    const paths = ['_DEPLOY_/a-b', '_DEPLOY_/a/b', '_DEPLOY_/ab', '_DEPLOY_/é', '_DEPLOY_/\uE000', '_DEPLOY_/😀'];
    expect(makeTree(paths.toReversed().map(dir)).entries.map((entry) => entry.path)).toEqual(paths);
  });

  it('comes back as the same tree, with the targets of its links beside it', () => {
    expect(parseTree(TEXT, linkTargets(ENTRIES))).toEqual({ ok: true, value: makeTree(ENTRIES), warnings: [] });
  });

  it.each([
    ['another format', 'facsimile-tree-v2\n'],
    ['no end of line', TEXT.slice(0, -1)],
    ['a line out of form', `${TEXT}0644 sha256:12 1\t_DEPLOY_/z\n`],
    ['a line out of order', `${TEXT}0755 dir\t_DEPLOY_/a\n`],
    ['the same path twice', `facsimile-tree-v1\n0755 dir\t_DEPLOY_/a\n0755 dir\t_DEPLOY_/a\n`],
    ['a path that leaves the tree', 'facsimile-tree-v1\n0755 dir\t_DEPLOY_/../etc\n'],
    ['a link with another target', `facsimile-tree-v1\n0777 link:${sha('x')}\t_DEPLOY_/latest\n`],
  ])('is refused with %s', (_, text) => {
    const parsed = parseTree(text, linkTargets(ENTRIES));
    expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.code)).toContain('tree/unreadable');
  });
});

it('the digest of a secret is keyed, over the sha256 of its bytes', () => {
  const key = new Uint8Array(32).fill(7);
  const expected = createHmac('sha256', key)
    .update(Buffer.from(sha('hunter2'), 'hex'))
    .digest('hex');
  expect(keyedDigest(secret(key), sha('hunter2'))).toBe(expected);
});
