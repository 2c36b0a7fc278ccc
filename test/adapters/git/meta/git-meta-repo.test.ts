import { copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Meta } from '../../../../src/app/ports/meta-repo.ts';
import { channelPath, recordPath } from '../../../../src/core/meta/paths.ts';
import { binary, GITHASH, release, tree } from '../../../core/meta/records.ts';
import {
  adding,
  firstFiles,
  git,
  makeMeta,
  metaRepoIn,
  openPlayground,
  type Playground,
  utf8,
} from '../../../support/meta.ts';

let ground: Playground;
let bare = '';
let meta: Meta;
beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  meta = await makeMeta(bare, join(ground.folder, 'ann'));
});
afterEach(() => ground.remove());

const open = (who: string) => metaRepoIn(join(ground.folder, who)).repo.open({ url: bare });

describe('an append', () => {
  it('is one commit with all its files, and the message that git log shows', async () => {
    const { commit, unchanged } = await meta.append({
      ...adding(release, binary, tree),
      message: 'release shop 1.4.0',
    });
    expect(unchanged).toBe(false);
    expect(git(bare, 'rev-parse', 'main')).toBe(commit);
    expect(git(bare, 'log', '--format=%an: %s', '-1')).toBe('ann: release shop 1.4.0');
    expect(git(bare, 'show', '--format=', '--name-status', 'HEAD').split('\n').sort()).toEqual(
      [release, binary, tree].map((record) => `A\t${recordPath('shop', record)}`).sort(),
    );
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('2');
    expect(git(bare, 'fsck', '--strict')).toBe('');
  });

  it('of what is there already changes nothing', async () => {
    await meta.append(adding(release));
    const before = git(bare, 'rev-parse', 'main');
    expect(await meta.append(adding(release))).toEqual({ commit: before, unchanged: true });
    expect(await (await open('bob')).append(adding(release))).toEqual({ commit: before, unchanged: true });
    expect(git(bare, 'rev-parse', 'main')).toBe(before);
  });

  it('with other bytes at an add-only path is refused whole', async () => {
    await meta.append(adding(release));
    const before = git(bare, 'rev-parse', 'main');
    const other = adding(binary, { ...release, version: '9.9.9' });
    await expect(meta.append(other)).rejects.toMatchObject({ code: 'meta/exists', retry: 'never' });
    await expect((await open('bob')).append(other)).rejects.toMatchObject({ code: 'meta/exists' });
    expect(git(bare, 'rev-parse', 'main')).toBe(before);
  });

  it('lands on a tip that others moved meanwhile, and both are kept', async () => {
    const bob = await open('bob');
    await meta.append(adding(release));
    const { unchanged } = await bob.append(adding(tree));
    expect(unchanged).toBe(false);
    const files = git(bare, 'ls-tree', '-r', '--name-only', 'main').split('\n');
    expect(files).toContain(recordPath('shop', release));
    expect(files).toContain(recordPath('shop', tree));
    expect(git(bare, 'log', '--merges', '--oneline')).toBe('');
  });

  it('that others did in the same moment is a no-op, found only when the push is refused', async () => {
    const bob = await open('bob');
    const { commit } = await meta.append(adding(release));
    expect(await bob.append(adding(release))).toEqual({ commit, unchanged: true });
    await meta.append(adding({ ...tree, digest: '77'.repeat(32) }));
    await expect(bob.append(adding({ ...release, tag: 'other' }))).rejects.toMatchObject({ code: 'meta/exists' });
  });
});

describe('a mutable file', () => {
  const path = channelPath('shop', 'edge');
  const to = (text: string, basedOn?: string) => ({
    added: [],
    changed: [{ path, bytes: utf8(text), basedOn: basedOn === undefined ? undefined : utf8(basedOn) }],
    message: text,
  });

  it('changes from what it was based on', async () => {
    await meta.append(to('a'));
    await (await open('bob')).append(to('b', 'a'));
    expect(git(bare, 'show', `main:${path}`)).toBe('b');
  });

  it('is refused when it moved on, whether that is seen before or after the push', async () => {
    const bob = await open('bob');
    await meta.append(to('a'));
    for (const based of [undefined, 'z']) {
      await expect(meta.append(to('c', based))).rejects.toMatchObject({ code: 'meta/changed' });
      await expect(bob.append(to('c', based))).rejects.toMatchObject({ code: 'meta/changed' });
    }
    expect(git(bare, 'show', `main:${path}`)).toBe('a');
  });

  it('that is as wanted already needs no commit, but only the newest tip tells', async () => {
    const bob = await open('bob');
    await meta.append(to('a'));
    expect((await bob.append(to('a'))).unchanged).toBe(true);
    await meta.append(to('b', 'a'));
    await expect(bob.append(to('a'))).rejects.toMatchObject({ code: 'meta/changed' });
  });
});

describe('a snapshot', () => {
  it('reads, lists and remembers, and stays as it was', async () => {
    const before = await meta.snapshot();
    await meta.append(adding(release, binary));
    const snapshot = await meta.snapshot();
    expect(await before.read(recordPath('shop', release))).toBeUndefined();
    expect(await snapshot.read(recordPath('shop', release))).toEqual(adding(release).added[0]?.bytes);
    expect(await snapshot.list('shop')).toEqual([recordPath('shop', binary), recordPath('shop', release)]);
    expect(await snapshot.list('')).toHaveLength(3);
    expect(await snapshot.list('nowhere')).toEqual([]);
    expect(await snapshot.children('')).toEqual(['facsimile.yaml', 'shop/']);
    expect(await snapshot.children('shop')).toEqual(['binaries/', 'releases/']);
    expect(await snapshot.readAll(['nowhere', 'facsimile.yaml', 'shop'])).toEqual([
      undefined,
      firstFiles().added[0]?.bytes,
      undefined,
    ]);
    expect(snapshot.commit).toBe(git(bare, 'rev-parse', 'main'));
  });

  it('may be of a branch, a tag or an older commit, which need not be in the branch of meta', async () => {
    const first = git(bare, 'rev-parse', 'main');
    const proposed = await meta.propose('promote/shop/edge', adding(release));
    await meta.append(adding(binary));
    const author = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
    git(bare, ...author, 'tag', '--annotate', '--message', 'x', 'mark', proposed.commit);
    const bob = await open('bob');
    for (const [revision, commit] of [
      ['promote/shop/edge', proposed.commit],
      ['mark', proposed.commit],
      [first.slice(0, 9), first],
    ] as const) {
      const snapshot = await bob.at(revision);
      expect([revision, snapshot?.commit]).toEqual([revision, commit]);
      expect(await snapshot?.list('shop')).toEqual(commit === first ? [] : [recordPath('shop', release)]);
    }
    expect([await bob.at('nowhere'), await bob.at('0123456789')]).toEqual([undefined, undefined]);
  });

  it('knows programs and links from files', async () => {
    const tree = join(ground.folder, 'tree');
    git(ground.folder, 'clone', '--quiet', bare, tree);
    await mkdir(join(tree, 'define'));
    await writeFile(join(tree, 'define/run'), '#!/bin/sh\n', { mode: 0o755 });
    await symlink('run', join(tree, 'define/start'));
    await writeFile(join(tree, 'define/text'), 'text');
    git(tree, 'add', '--all');
    git(tree, '-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '--quiet', '--message', 'define');
    git(tree, 'push', '--quiet', 'origin', 'HEAD');
    const snapshot = await (await open('bob')).snapshot();
    expect(await snapshot.files('define')).toEqual([
      { path: 'define/run', kind: 'executable' },
      { path: 'define/start', kind: 'link' },
      { path: 'define/text', kind: 'file' },
    ]);
    expect(await snapshot.read('define/start')).toEqual(utf8('run'));
  });

  it('knows who changed a path and what it was before', async () => {
    const path = channelPath('shop', 'edge');
    const change = (text: string, basedOn?: Uint8Array) =>
      meta.append({ added: [], changed: [{ path, bytes: utf8(text), basedOn }], message: `to ${text}\n\nbecause` });
    await change('a');
    await change('b', utf8('a'));
    const snapshot = await meta.snapshot();
    const [newest, oldest, ...more] = await snapshot.history(path);
    expect(newest).toMatchObject({ author: 'ann', message: 'to b\n\nbecause', githash: snapshot.commit });
    expect(Math.abs((newest?.committedAt ?? 0) - Date.now() / 1000)).toBeLessThan(60);
    expect(more).toEqual([]);
    expect(await snapshot.readAt(oldest?.githash ?? '', path)).toEqual(utf8('a'));
    expect(await snapshot.history('')).toHaveLength(3);
  });

  it('is of what the server has now, through a local copy that is behind', async () => {
    const bob = await open('bob');
    await meta.append(adding(release));
    await bob.snapshot();
    expect(await (await bob.snapshot()).read(recordPath('shop', release))).toBeDefined();
    expect(await (await (await open('bob')).snapshot()).read(recordPath('shop', release))).toBeDefined();
  });

  it('does not depend on the local copy: deleted, it is made again', async () => {
    await meta.append(adding(release));
    await rm(join(ground.folder, 'ann'), { recursive: true });
    expect((await (await open('ann')).snapshot()).commit).toBe(git(bare, 'rev-parse', 'main'));
  });

  it('knows what a commit wrote: a merge what it brought to the branch, anything else nothing', async () => {
    await meta.propose('promote/edge', adding(binary));
    await meta.append(adding(release));
    const clone = join(ground.folder, 'clone');
    git(ground.folder, 'clone', '-q', bare, clone);
    git(clone, '-c', 'user.name=x', '-c', 'user.email=x', 'merge', '-q', 'origin/promote/edge');
    git(clone, 'push', '-q');
    const snapshot = await meta.snapshot();
    expect((await snapshot.touched(snapshot.commit.slice(0, 9)))?.paths).toEqual([recordPath('shop', binary)]);
    const first = git(bare, 'rev-list', '--max-parents=0', 'main');
    expect(await snapshot.touched(first)).toEqual({ githash: first, paths: ['facsimile.yaml'] });
    for (const none of ['main', '0'.repeat(40), '-h', git(bare, 'rev-parse', 'main:facsimile.yaml')])
      expect(await snapshot.touched(none)).toBeUndefined();
  });

  it('leaves few refs in the local copy, however often it looked', async () => {
    const [copy = ''] = await readdir(join(ground.folder, 'ann', 'meta'));
    const tips = join(ground.folder, 'ann', 'meta', copy, 'refs', 'facsimile', 'tips');
    const [one = ''] = await readdir(tips);
    for (let i = 100; i < 200; i++) await copyFile(join(tips, one), join(tips, `000000000000${i}-old`));
    await meta.snapshot();
    await (await open('bob')).append(adding(release));
    expect((await (await meta.snapshot()).list('shop')).length).toBe(1);
    expect((await readdir(tips)).length).toBeLessThan(30);
    expect((await meta.append(adding(tree))).unchanged).toBe(false);
  });

  it('survives that the repo behind the URL is another one now', async () => {
    await rm(bare, { recursive: true });
    await makeMeta(bare, join(ground.folder, 'carol'));
    const snapshot = await (await open('ann')).snapshot();
    expect(await snapshot.list('')).toEqual(['facsimile.yaml']);
  });
});

describe('a proposal', () => {
  it('is a branch on the tip, replaced by the next one, and leaves the branch of records alone', async () => {
    const before = git(bare, 'rev-parse', 'main');
    await meta.propose('promote/edge', adding(release));
    const { commit } = await meta.propose('promote/edge', adding(binary));
    expect(git(bare, 'rev-parse', 'promote/edge')).toBe(commit);
    expect(git(bare, 'rev-parse', 'promote/edge^')).toBe(before);
    expect(git(bare, 'rev-parse', 'main')).toBe(before);
  });

  it('of nothing new makes no branch', async () => {
    await meta.append(adding(release));
    expect((await meta.propose('promote/edge', adding(release))).unchanged).toBe(true);
    expect(git(bare, 'branch', '--list')).toBe('* main');
  });
});

it('works the same whatever the user’s git config says', async () => {
  const hooks = join(ground.folder, 'hooks');
  await mkdir(hooks);
  await writeFile(join(hooks, 'pre-push'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const config = `[clone]\n\tdefaultRemoteName = upstream\n[init]\n\tdefaultRefFormat = reftable\n[core]\n\thooksPath = ${hooks}
[push]\n\tgpgSign = true\n\tfollowTags = true\n\tdefault = nothing\n[fetch]\n\tprune = true\n\tpruneTags = true
\trecurseSubmodules = true\n[log]\n\tshowSignature = true\n\tfollow = true\n\tshowRoot = false\n\tdecorate = full
[i18n]\n\tlogOutputEncoding = UTF-16\n[color]\n\tui = always\n[diff]\n\texternal = false\n\tnoprefix = true
[user]\n\tuseConfigOnly = true\n[commit]\n\tgpgSign = true\n[core]\n\tquotePath = true\n\tabbrev = 5\n`;
  const file = join(ground.folder, 'gitconfig');
  await writeFile(file, config);
  const variables = { ...process.env, GIT_CONFIG_GLOBAL: file, GIT_AUTHOR_NAME: 'Ångström' };
  const { repo } = metaRepoIn(join(ground.folder, 'bob'), { variables });
  const other = await repo.open({ url: bare });
  await meta.append(adding(tree));
  const { commit } = await other.append({ ...adding(release), message: 'grün' });
  const snapshot = await other.snapshot();
  expect(await snapshot.history('')).toMatchObject([{ githash: commit, author: 'Ångström', message: 'grün' }, {}, {}]);
  expect((await snapshot.touched(commit))?.paths).toEqual([recordPath('shop', release)]);
  expect((await snapshot.touched(git(bare, 'rev-list', '--max-parents=0', 'main')))?.paths).toEqual(['facsimile.yaml']);
  const lock = await other.swapLock('refs/facsimile/locks/shop/eu', undefined, 'bob');
  expect(await other.readLock('refs/facsimile/locks/shop/eu')).toEqual(lock);
  expect(git(bare, 'rev-parse', 'main')).toBe(commit);
});

describe('opening', () => {
  it('refuses a git repo that is no meta repo, a folder that is no repo, and one that is not there', async () => {
    const plain = join(ground.folder, 'plain');
    await mkdir(plain);
    for (const make of [async () => {}, async () => void git(plain, 'init', '-q'), async () => commitTo(plain)]) {
      await make();
      await expect(metaRepoIn(ground.folder).repo.open({ url: plain })).rejects.toMatchObject({
        kind: 'input',
        issues: [{ code: 'meta/not-meta', origin: { name: '--meta' } }],
      });
    }
    const nowhere = metaRepoIn(ground.folder).repo.open({ url: join(ground.folder, 'nowhere') });
    await expect(nowhere).rejects.toMatchObject({ issues: [{ code: 'meta/not-meta' }] });
  });

  it('refuses a format that a newer program wrote', async () => {
    const newer = join(ground.folder, 'newer.git');
    const files = [{ path: 'facsimile.yaml', bytes: utf8('format: 2\n') }];
    await metaRepoIn(ground.folder).repo.init({ url: newer }, { added: files, changed: [], message: 'x' });
    await expect(metaRepoIn(ground.folder).repo.open({ url: newer })).rejects.toMatchObject({
      issues: [{ code: 'meta/format', hint: expect.stringContaining('update') }],
    });
  });

  it('refuses a URL with a password in it, without repeating it', async () => {
    for (const url of ['https://me:pa55@example.invalid/x', 'https://t0ken@example.invalid/x']) {
      const failure = await metaRepoIn(ground.folder)
        .repo.open({ url })
        .catch((error: Error) => error);
      expect(failure).toMatchObject({ kind: 'input', issues: [{ code: 'meta/url' }] });
      expect(JSON.stringify(failure) + String(failure)).not.toMatch(/pa55|t0ken/);
    }
  });

  it('says that nobody answers', async () => {
    const gone = metaRepoIn(ground.folder).repo.open({ url: 'http://127.0.0.1:1/meta' });
    await expect(gone).rejects.toMatchObject({ kind: 'operation', code: 'meta/unreachable', retry: 'safe' });
  });
});

describe('init', () => {
  it('is a no-op on a meta repo', async () => {
    const { repo } = metaRepoIn(join(ground.folder, 'bob'));
    const before = git(bare, 'rev-parse', 'main');
    expect(await repo.init({ url: bare }, firstFiles())).toEqual({ commit: before, unchanged: true });
  });

  it('keeps the branch that an empty bare repo names, and what a repo held before', async () => {
    const trunk = join(ground.folder, 'trunk.git');
    git(ground.folder, 'init', '-q', '--bare', '-b', 'trunk', trunk);
    await metaRepoIn(ground.folder).repo.init({ url: trunk }, firstFiles());
    expect(git(trunk, 'ls-tree', '--name-only', 'trunk')).toBe('facsimile.yaml');
    const used = join(ground.folder, 'used');
    await mkdir(used);
    git(used, 'init', '-q', '-b', 'main');
    await commitTo(used);
    git(used, 'clone', '-q', '--bare', '.', `${used}.git`);
    await metaRepoIn(ground.folder).repo.init({ url: `${used}.git` }, firstFiles());
    expect(git(`${used}.git`, 'ls-tree', '--name-only', 'main').split('\n')).toEqual(['README', 'facsimile.yaml']);
  });

  it('does not touch a folder with other things in it', async () => {
    const other = join(ground.folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'thesis.txt'), GITHASH);
    const made = metaRepoIn(ground.folder).repo.init({ url: other }, firstFiles());
    await expect(made).rejects.toMatchObject({ kind: 'input', issues: [{ code: 'meta/not-meta' }] });
  });
});

async function commitTo(folder: string): Promise<void> {
  await writeFile(join(folder, 'README'), 'hello\n');
  git(folder, 'add', '.');
  git(folder, '-c', 'user.name=x', '-c', 'user.email=x@y', 'commit', '-qm', 'x');
}
