/** What a release asks of source repositories: what a build made, where a name points now, where submodules lie. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceRepos } from '../../../src/adapters/git/source-repos.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository, writeFiles } from '../../support/repositories.ts';

let temporary: Awaited<ReturnType<typeof openTemporary>>;
let app: Repository;
beforeAll(async () => {
  temporary = await openTemporary();
  app = await makeRepository(join(temporary.folder, 'app'));
});
afterAll(() => temporary.remove());

function reposIn(cwd: string) {
  return sourceRepos({ variables: { ...process.env, ...CLEAN_GIT }, cwd, topDir: '.facsimile' });
}

describe('what a build made', () => {
  it('is no change as long as it is not tracked, and neither is our own folder', async () => {
    await app.commit({ 'built/tracked': 'a', 'src/x': 'x' });
    await writeFiles(app.folder, { 'built/new': '', 'builtin/new': '', '.facsimile/cache/x': '', app: '' });
    const repos = reposIn(app.folder);
    expect((await repos.workTree('.')).dirty).toEqual(['app', 'built/new', 'builtin/new']);
    expect((await repos.workTree('.', ['built', 'app'])).dirty).toEqual(['builtin/new']);
    expect((await reposIn(join(app.folder, 'src')).workTree('.', ['../built', '../app'])).dirty).toContain(
      'builtin/new',
    );
    await writeFiles(app.folder, { 'built/tracked': 'b' });
    expect((await repos.workTree('.', ['built', 'app'])).dirty).toEqual(['built/tracked', 'builtin/new']);
  });
});

describe('a name', () => {
  it('is what the repository says now: a branch, a tag, HEAD, a githash', async () => {
    const moving = await makeRepository(join(temporary.folder, 'moving'));
    const first = await moving.commit({ a: '1' });
    moving.git('tag', '--annotate', '--message', 'one', 'v1');
    const repos = reposIn(temporary.folder);
    const ask = (name: string) => repos.resolve(moving.folder, name);
    expect(await Promise.all(['main', 'v1', 'HEAD', first.slice(0, 8), first].map(ask))).toEqual(Array(5).fill(first));
    const second = await moving.commit({ a: '2' });
    expect(await Promise.all(['main', 'v1', 'HEAD'].map(ask))).toEqual([second, first, second]);
    expect(await Promise.all(['nothing', 'deadbeefdead'].map(ask))).toEqual([undefined, undefined]);
  });
});

describe('a submodule', () => {
  it('with a relative URL lies beside the origin, not beside the clone', async () => {
    const theme = await makeRepository(join(temporary.folder, 'upstream/theme'));
    const pinned = await theme.commit({ a: '' });
    const shop = await makeRepository(join(temporary.folder, 'upstream/shop'));
    shop.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../theme', 'vendor/theme');
    const githash = await shop.commit({});
    const clone = join(temporary.folder, 'elsewhere/clone');
    shop.git('clone', '--quiet', shop.folder, clone);
    expect(await reposIn(temporary.folder).submodules(clone, githash)).toEqual([
      { path: 'vendor/theme', url: theme.folder, githash: pinned },
    ]);
  });
});
