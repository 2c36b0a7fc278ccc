/** Source repositories: what a work tree is, what a commit holds, and copies of what lies elsewhere. */
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sourceRepos } from '../../../src/adapters/git/source-repos.ts';
import type { FileSet } from '../../../src/core/files.ts';
import { type GitHttp, openGitHttp } from '../../support/git-http.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository } from '../../support/repositories.ts';

const variables = { ...process.env, ...CLEAN_GIT };
let temporary: Awaited<ReturnType<typeof openTemporary>>;
let app: Repository;
let first = '';
let second = '';

beforeAll(async () => {
  temporary = await openTemporary();
  app = await makeRepository(join(temporary.folder, 'app'));
  first = await app.commit({ 'a.txt': 'one\n', 'bin/run*': '#!/bin/sh\n', 'sub/deep/b.txt': 'b\n' });
  app.git('tag', 'v1');
  second = await app.commit({ 'a.txt': 'two\n' });
  app.git('tag', '--annotate', '--message', 'two', 'v2');
});
afterAll(() => temporary.remove());

function reposIn(cwd: string, more: Readonly<Record<string, string>> = {}) {
  return sourceRepos({ variables: { ...variables, ...more }, cwd, topDir: '.facsimile' });
}

async function textOf(files: FileSet, path: string): Promise<string | undefined> {
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

describe('a work tree', () => {
  it('is known from any folder in it', async () => {
    const repos = reposIn(join(app.folder, 'sub/deep'));
    expect(await repos.root('.')).toBe(app.folder);
    expect(await repos.workTree('.')).toEqual({
      root: app.folder,
      within: 'sub/deep',
      head: { githash: second, committedAt: 1767323045 },
      dirty: [],
      url: app.folder,
      tags: ['v2'],
    });
  });

  it('is dirty by changed, added, removed, renamed and untracked files, and looking changes nothing', async () => {
    const odd = await makeRepository(join(temporary.folder, 'dirty'));
    await odd.commit({ 'changed.txt': 'a', 'gone.txt': 'b', 'old name.txt': 'c', '.gitignore': 'ignored\n' });
    await writeFile(join(odd.folder, 'changed.txt'), 'other');
    await writeFile(join(odd.folder, 'new\tüñ "file".txt'), '');
    await writeFile(join(odd.folder, 'ignored'), '');
    await rm(join(odd.folder, 'gone.txt'));
    odd.git('mv', 'old name.txt', 'new name.txt');
    const before = odd.git('rev-parse', ':changed.txt');
    const { dirty } = await reposIn(odd.folder).workTree('.');
    expect([...dirty].sort()).toEqual(
      ['changed.txt', 'gone.txt', 'new\tüñ "file".txt', 'new name.txt', 'old name.txt'].sort(),
    );
    expect(odd.git('rev-parse', ':changed.txt')).toBe(before);
  });

  it('names its origin without user, password and .git', async () => {
    const cloned = await makeRepository(join(temporary.folder, 'named'));
    await cloned.commit({ a: '' });
    cloned.git('remote', 'add', 'origin', 'https://me:secret@example.org/team/app.git');
    expect((await reposIn(cloned.folder).workTree('.')).url).toBe('https://example.org/team/app');
  });

  it('must be there, and must have a commit', async () => {
    const repos = reposIn(temporary.folder);
    expect(await repos.root('.')).toBeUndefined();
    await expect(repos.workTree('.')).rejects.toMatchObject({ kind: 'operation', code: 'git/not-a-repo' });
    const empty = await makeRepository(join(temporary.folder, 'empty'));
    await expect(reposIn(empty.folder).workTree('.')).rejects.toMatchObject({ code: 'git/no-commit' });
  });
});

describe('a repository on this machine', () => {
  const find = (revision: string) => reposIn(temporary.folder).find(app.folder, revision);

  it('finds commits by githash, its beginning, and tags of both kinds', async () => {
    expect(await find(first)).toEqual({ githash: first, committedAt: 1767323045 });
    expect((await find(first.slice(0, 7)))?.githash).toBe(first);
    expect((await find('v1'))?.githash).toBe(first);
    expect((await find('v2'))?.githash).toBe(second);
  });

  it.each(['v3', 'main', 'HEAD', 'HEAD~1', '--all', 'abcdef0', '0'.repeat(40), '', '../app'])(
    'has no %j',
    async (revision) => {
      expect(await find(revision)).toBeUndefined();
    },
  );

  it('is read where it is: nothing is copied', async () => {
    await find(first);
    expect(existsSync(join(temporary.folder, '.facsimile'))).toBe(false);
  });
});

describe('the files of a commit', () => {
  it('are those of the commit, by name, kind and bytes', async () => {
    const files = await reposIn(temporary.folder).files(app.folder, first, '');
    expect(await files.list('')).toEqual([
      { path: 'a.txt', kind: 'file' },
      { path: 'bin/run', kind: 'executable' },
      { path: 'sub/deep/b.txt', kind: 'file' },
    ]);
    expect(await files.list('sub')).toEqual([{ path: 'sub/deep/b.txt', kind: 'file' }]);
    expect(await files.list('su')).toEqual([]);
    expect(await textOf(files, 'a.txt')).toBe('one\n');
    expect(await files.read('nothing')).toBeUndefined();
    expect(files.locate('a.txt')).toBe(`app@${first.slice(0, 7)}/a.txt`);
  });

  it('can be those below a folder', async () => {
    const files = await reposIn(temporary.folder).files(app.folder, first, 'sub');
    expect(await files.list('')).toEqual([{ path: 'deep/b.txt', kind: 'file' }]);
    expect(await textOf(files, 'deep/b.txt')).toBe('b\n');
    expect(await (await reposIn(temporary.folder).files(app.folder, first, 'none')).list('')).toEqual([]);
  });

  it('may have odd names, links, submodules, and any bytes', async () => {
    const odd = await makeRepository(join(temporary.folder, 'odd'));
    const names = [
      'a\nb',
      'tab\there',
      '"quoted"',
      ' spaces ',
      'ünïcödé',
      '-dash',
      'back\\slash',
      ':colon',
      '~',
      '\u{1F600}',
    ];
    await odd.commit(Object.fromEntries(names.map((name) => [name, `text of ${name}`])));
    const binary = Uint8Array.from({ length: 300_000 }, (_, i) => i % 256);
    await writeFile(join(odd.folder, 'binary'), binary);
    await writeFile(join(odd.folder, 'nothing'), '');
    await odd.commit({ link: '-> ../outside' });
    odd.git('update-index', '--add', '--cacheinfo', `160000,${first},lib/app`);
    odd.git('config', '--file', '.gitmodules', 'submodule.a.b.path', 'lib/app');
    odd.git('config', '--file', '.gitmodules', 'submodule.a.b.url', '../app');
    odd.git('add', '.gitmodules');
    odd.git('commit', '--quiet', '--message', 'submodule');
    const githash = odd.git('rev-parse', 'HEAD');
    const repos = reposIn(temporary.folder);
    const files = await repos.files(odd.folder, githash, '');
    const kinds = new Map((await files.list('')).map(({ path, kind }) => [path, kind]));
    for (const name of names) expect(await textOf(files, name), name).toBe(`text of ${name}`);
    expect([kinds.get('link'), await textOf(files, 'link')]).toEqual(['link', '../outside']);
    expect([kinds.get('lib/app'), await files.read('lib/app')]).toEqual(['submodule', undefined]);
    const [read, empty] = await Promise.all([files.read('binary'), files.read('nothing')]);
    expect(read).toEqual(binary);
    expect(empty).toEqual(new Uint8Array());
    expect(await repos.submodules(odd.folder, githash)).toEqual([{ path: 'lib/app', url: app.folder, githash: first }]);
    expect(await repos.submodules(app.folder, first)).toEqual([]);
  });

  it('are not touched by filters and line endings that the user has set', async () => {
    const plain = await makeRepository(join(temporary.folder, 'plain'));
    const githash = await plain.commit({ '.gitattributes': '*.txt text eol=crlf\n', 'a.txt': 'one\ntwo\n' });
    const config = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.autocrlf', GIT_CONFIG_VALUE_0: 'true' };
    const files = await reposIn(temporary.folder, config).files(plain.folder, githash, '');
    expect(await textOf(files, 'a.txt')).toBe('one\ntwo\n');
  });

  it('can be read by hundreds at once', async () => {
    const many = await makeRepository(join(temporary.folder, 'many'));
    const githash = await many.commit(
      Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f/${i}`, `${i}\n`.repeat(i)])),
    );
    const files = await reposIn(temporary.folder).files(many.folder, githash, '');
    const entries = await files.list('');
    const texts = await Promise.all(entries.map(({ path }) => textOf(files, path)));
    expect(entries.every(({ path }, i) => texts[i] === `${path.slice(2)}\n`.repeat(Number(path.slice(2))))).toBe(true);
  });
});

describe('a repository behind https', () => {
  let server: GitHttp;
  let url = '';
  const token = (cwd: string) => reposIn(cwd, { GITHUB_SERVER_URL: server.url, GITHUB_TOKEN: 't0ken' });

  beforeAll(async () => {
    const served = join(temporary.folder, 'served');
    app.git('clone', '--quiet', '--bare', app.folder, join(served, 'app.git'));
    server = await openGitHttp({ folder: served, tokens: { t0ken: 'read' } });
    url = `${server.url}/app`;
  });
  afterAll(() => server.close());
  afterEach(() => rm(join(temporary.folder, 'cwd'), { recursive: true, force: true }));

  it('is fetched once for a commit, whole or not at all, and then read without the network', async () => {
    const cwd = join(temporary.folder, 'cwd');
    const repos = token(cwd);
    const files = await repos.files(`${url}.git`, first, 'sub');
    expect(await textOf(files, 'deep/b.txt')).toBe('b\n');
    const asked = server.requests.length;
    expect(await repos.find(url, first)).toEqual({ githash: first, committedAt: 1767323045 });
    expect((await repos.find(url, first.slice(0, 8)))?.githash).toBe(first);
    expect(await textOf(await repos.files(url, first, ''), 'a.txt')).toBe('one\n');
    expect(server.requests.length).toBe(asked);
    const [cache = ''] = await readdir(join(cwd, '.facsimile/cache/repos'));
    expect(await readdir(join(cwd, '.facsimile/cache/repos', cache))).toEqual([`${first}.git`]);
  });

  it('finds tags and beginnings of githashes, and says when there is no such commit', async () => {
    const repos = token(join(temporary.folder, 'cwd'));
    expect((await repos.find(url, 'v2'))?.githash).toBe(second);
    expect((await repos.find(url, first.slice(0, 7)))?.githash).toBe(first);
    expect(await repos.find(url, 'v9')).toBeUndefined();
    expect(await repos.find(url, '0'.repeat(40))).toBeUndefined();
    await expect(repos.files(url, '0'.repeat(40), '')).rejects.toMatchObject({ code: 'git/no-commit' });
  });

  it('may be fetched by several at once', async () => {
    const cwd = join(temporary.folder, 'cwd');
    const texts = Array.from({ length: 5 }, async () => textOf(await token(cwd).files(url, second, ''), 'a.txt'));
    expect(await Promise.all(texts)).toEqual(Array(5).fill('two\n'));
    const [cache = ''] = await readdir(join(cwd, '.facsimile/cache/repos'));
    expect(await readdir(join(cwd, '.facsimile/cache/repos', cache))).toEqual([`${second}.git`]);
  });

  it('says that it is denied, or not there, by a code, and leaves nothing', async () => {
    const cwd = join(temporary.folder, 'cwd');
    await expect(reposIn(cwd).find(url, first)).rejects.toMatchObject({ code: 'git/denied' });
    await expect(token(cwd).find(`${server.url}/nothing`, first)).rejects.toMatchObject({ code: 'git/no-repo' });
    await expect(reposIn(cwd).find('http://127.0.0.1:1/app', first)).rejects.toMatchObject({ code: 'git/unreachable' });
    for (const cache of await readdir(join(cwd, '.facsimile/cache/repos')))
      expect(await readdir(join(cwd, '.facsimile/cache/repos', cache))).toEqual([]);
  });

  it('is reached the way the work tree reaches it, though records name it without user and password', async () => {
    const clone = await makeRepository(join(temporary.folder, 'clone'));
    await clone.commit({ a: '' });
    clone.git('remote', 'add', 'origin', `${url.replace('://', '://me:t0ken@')}.git`);
    const repos = reposIn(clone.folder);
    const state = await repos.workTree('.');
    expect(state.url).toBe(url);
    expect((await repos.find(state.url, 'v1'))?.githash).toBe(first);
  });
});

describe('whether a commit is pushed', () => {
  it('is asked of origin, as it is now', async () => {
    const clone = await makeRepository(join(temporary.folder, 'pushing'));
    const origin = await makeRepository(join(temporary.folder, 'origin'));
    origin.git('config', 'receive.denyCurrentBranch', 'ignore');
    const one = await clone.commit({ a: '1' });
    const repos = reposIn(clone.folder);
    expect(await repos.isPushed(clone.folder, one)).toBe(false);
    clone.git('remote', 'add', 'origin', '../origin');
    expect(await repos.isPushed(clone.folder, one)).toBe(false);
    clone.git('push', '--quiet', 'origin', 'main');
    const two = await clone.commit({ a: '2' });
    expect(await repos.isPushed(clone.folder, one)).toBe(true);
    expect(await repos.isPushed(clone.folder, two)).toBe(false);
    clone.git('push', '--quiet', 'origin', `${two}:refs/tags/v1`);
    expect(await repos.isPushed(clone.folder, two)).toBe(true);
    // Somebody else went on from there: what origin has now, the clone has never seen.
    const other = await makeRepository(join(temporary.folder, 'other'));
    other.git('pull', '--quiet', '../origin', 'refs/tags/v1');
    await other.commit({ a: '3' });
    other.git('push', '--quiet', '../origin', 'HEAD:main');
    origin.git('tag', '--delete', 'v1');
    expect(await repos.isPushed(clone.folder, two)).toBe(true);
  });
});
