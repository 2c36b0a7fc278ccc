import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { channelPath, recordPath } from '../../../../src/core/meta/paths.ts';
import { release, tree } from '../../../core/meta/records.ts';
import { adding, git, makeMeta, metaRepoIn, openPlayground, type Playground, utf8 } from '../../../support/meta.ts';

const WRITERS = 12;

let ground: Playground;
let bare = '';
beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  await makeMeta(bare, join(ground.folder, 'ann'));
});
afterEach(() => ground.remove());

const open = () => metaRepoIn(join(ground.folder, 'ann')).repo.open({ url: bare });
const treeOf = (i: number) => ({ ...tree, digest: String(i).padStart(64, '0') });

it(`${WRITERS} writers of one process share commits, and every message is kept`, async () => {
  const writers = await Promise.all(Array.from({ length: WRITERS }, open));
  const appends = writers.map((meta, i) => meta.append({ ...adding(treeOf(i)), message: `writer ${i}` }));
  const landed = await Promise.all(appends);
  expect(landed.every(({ unchanged }) => !unchanged)).toBe(true);
  // The first goes at once, all others wait for it, and go together.
  expect(git(bare, 'rev-list', '--count', 'main')).toBe('3');
  const messages = git(bare, 'log', '--format=%B', 'main');
  landed.forEach(({ commit }, i) => {
    expect(messages).toContain(`writer ${i}\n`);
    expect(git(bare, 'log', '--format=%H', '--', recordPath('shop', treeOf(i)))).toBe(commit);
  });
  expect(git(bare, 'log', '-1', '--format=%s', 'main')).toBe(`${WRITERS - 1} changes`);
});

it('one that is refused fails alone', async () => {
  const [a, b, c, d] = [await open(), await open(), await open(), await open()];
  await a.append(adding(release));
  const results = await Promise.allSettled([
    a.append(adding(treeOf(1))),
    b.append(adding(treeOf(2))),
    c.append(adding({ ...release, version: '9.9.9' })),
    d.append(adding(release)),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(results[2]).toMatchObject({ reason: { code: 'meta/exists' } });
  expect(results[3]).toMatchObject({ value: { unchanged: true } });
});

it('a mutable file is changed by a commit of its own', async () => {
  const path = channelPath('shop', 'edge');
  const [a, b, c] = [await open(), await open(), await open()];
  await Promise.all([
    a.append(adding(treeOf(1))),
    b.append({ added: [], changed: [{ path, bytes: utf8('release: x\n'), basedOn: undefined }], message: 'promote' }),
    c.append(adding(treeOf(2))),
  ]);
  expect(git(bare, 'log', '--format=%s', '--', path)).toBe('promote');
  expect(git(bare, 'show', '--format=', '--name-only', git(bare, 'log', '--format=%H', '--', path))).toBe(path);
});
