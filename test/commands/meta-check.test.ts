/** `facs meta check`: what commits do to a meta repo, read over HTTP or from a clone, and only what they touch. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneFolder } from '../../src/adapters/git/meta/clone.ts';
import { recordPath } from '../../src/core/meta/paths.ts';
import { binary, OTHER_GITHASH } from '../core/meta/records.ts';
import { facs } from '../support/facs.ts';
import { type GitHttp, openGitHttp } from '../support/git-http.ts';
import { git, openPlayground, type Playground } from '../support/meta.ts';
import { randomOf } from '../support/random.ts';
import { writeRandomMeta } from '../support/random-meta.ts';
import { makeRepository, type Repository, writeFiles } from '../support/repositories.ts';
import { storyInMemory } from '../support/story-places.ts';

const TOKEN = 'read-me';
const NOBODY = '0'.repeat(40);

let ground: Playground;
let server: GitHttp;
let bare = '';
let work: Repository;
beforeAll(async () => {
  ground = await openPlayground();
  const story = await storyInMemory(ground.folder);
  // Only the first project: the names below are free then.
  await writeRandomMeta(story, randomOf(7), { steps: 30, states: [] });
  bare = await story.pour();
  git(bare, 'config', 'receive.denyNonFastForwards', 'false');
  server = await openGitHttp({ folder: ground.folder, tokens: { [TOKEN]: 'read' } });
  work = await makeRepository(join(ground.folder, 'work'));
  work.git('remote', 'add', 'origin', bare);
});
afterAll(async () => {
  await server?.close();
  await ground?.remove();
});

const overHttp = (range: string, more: string[] = []) => {
  const variables = { FACS_META: `${server.url}/meta.git`, FACS_META_TOKEN: TOKEN };
  return facs(ground.folder, ['meta', 'check', range, ...more], variables);
};
const inFolder = (range: string, folder = bare) => facs(ground.folder, ['meta', 'check', range], { FACS_META: folder });
/** A commit on a branch of its own, from where main is. */
const branch = async (name: string, files: Readonly<Record<string, string>>, ...remove: string[]) => {
  work.git('fetch', '--quiet', 'origin', 'main');
  work.git('checkout', '--quiet', '-B', name, 'FETCH_HEAD');
  if (remove.length > 0) work.git('rm', '--quiet', '-r', '--', ...remove);
  const commit = await work.commit(files, name);
  work.git('push', '--quiet', '--force', 'origin', `${name}:${name}`);
  return commit;
};
const codes = ({ data }: { data: { findings: { code: string }[] } }) => data.findings.map(({ code }) => code);
const main = () => git(bare, 'rev-parse', 'main');
const records = () => git(bare, 'ls-tree', '-r', '--name-only', 'main', 'shop/releases').split('\n');

describe('a push', () => {
  it('that adds what may be added is fine, over HTTP and in a clone; only what it touches is read', async () => {
    const commit = await branch('fine', { 'README.md': 'hello', 'shop/flags/edge.json': '{"flags":{}}' });
    for (const checked of [await overHttp(`main..fine`), await inFolder(`main..fine`)]) {
      expect(checked).toMatchObject({ code: 0, stderr: '', data: { commit, commits: 1, files: 2, findings: [] } });
      expect(checked.stdout).toBe('1 commit and 2 files are as they should be\n');
    }
    const copy = cloneFolder(join(ground.folder, '.facsimile'), `${server.url}/meta.git`);
    const blobs = git(copy, 'cat-file', '--batch-all-objects', '--batch-check=%(objecttype)').match(/blob/g) ?? [];
    expect(blobs.length).toBeLessThan(10);
  });

  it('that breaks something is told with path, commit and remedy', async () => {
    const [first = ''] = records();
    const files = { 'shop/channels/edge.yaml': `release: ${OTHER_GITHASH}\n`, 'shop/notes.txt': 'mine' };
    const commit = await branch('bad', files, first);
    const checked = await overHttp(`main..${commit}`);
    expect(checked).toMatchObject({ code: 1 });
    expect(checked.data.findings).toEqual(
      [
        ['reference/missing', 'shop/channels/edge.yaml'],
        ['file/unknown', 'shop/notes.txt'],
        ['history/removed', first],
      ]
        .map(([code, path]) => ({
          ...{ code, path, commit, severity: 'error' },
          ...{ message: expect.any(String), remedy: expect.stringMatching(/./) },
        }))
        .sort((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1)),
    );
    expect(checked.stderr).toContain('3 things are wrong with');
    expect(checked.stdout).toContain(`error: ${first}, commit ${commit.slice(0, 12)}: this commit removes`);
    expect(await inFolder(`main..bad`)).toMatchObject({
      code: 1,
      data: checked.data.url && { findings: checked.data.findings },
    });
  });

  it('is not blamed for what others broke before it', async () => {
    await branch('bad', { 'shop/notes.txt': 'mine' });
    const after = await work.commit({ 'README.md': 'innocent' });
    work.git('push', '--quiet', '--force', 'origin', 'HEAD:bad');
    expect(await inFolder(`${after}~1..bad`)).toMatchObject({ code: 0 });
    expect(codes(await inFolder('bad'))).toContain('file/unknown');
  });

  it('that takes back the channel which a file is of is told by that file', async () => {
    await branch('listed', {
      'shop/project.yaml': 'channels: [edge, nightly]\n',
      'shop/channels/nightly.yaml': 'hold: yes\n',
    });
    work.git('commit', '--quiet', '--allow-empty', '--message', 'later');
    await work.commit({ 'shop/project.yaml': 'channels: [edge]\n' });
    work.git('push', '--quiet', '--force', 'origin', 'HEAD:listed');
    const { data } = await inFolder('listed~1..listed');
    const commit = work.git('rev-parse', 'HEAD');
    const path = 'shop/channels/nightly.yaml';
    expect(data.findings).toContainEqual(expect.objectContaining({ code: 'channel/unknown', path, commit }));
  });

  it('without what was there before is a rewind, also where what is new has nothing wrong', async () => {
    const commit = await branch('other', { 'README.md': 'other' });
    const { code, data, stdout } = await inFolder(`fine..other`);
    expect(code).toBe(1);
    expect(data.findings).toMatchObject([{ code: 'history/rewound', commit, path: '' }]);
    expect(stdout).toContain(`push without force`);
    // Of a branch with another beginning nothing is the same.
    work.git('checkout', '--quiet', '--orphan', 'alone');
    await work.commit({ 'facsimile.yaml': 'format: 1\n' });
    work.git('push', '--quiet', '--force', 'origin', 'HEAD:alone');
    expect(codes(await inFolder('main..alone'))).toEqual(['history/rewound']);
  });

  it('that makes the branch is all of it', async () => {
    const commits = Number(git(bare, 'rev-list', '--count', 'main'));
    for (const range of [`${NOBODY}..main`, 'main', main()])
      expect(await overHttp(range)).toMatchObject({ code: 0, data: { commits } });
  });

  it('with objects that git would refuse is refused', async () => {
    const lines = execFileSync('git', ['-C', bare, 'ls-tree', 'main']);
    const [first = ''] = lines.toString().split('\n');
    const [, mode = '', , hash = '', name = ''] = /^(\d+) (\w+) (\w+)\t(.*)$/.exec(first) ?? [];
    const item = Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex')]);
    const twice = { input: Buffer.concat([item, item]), encoding: 'utf8' as const };
    const words = ['hash-object', '-t', 'tree', '-w', '--stdin', '--literally'];
    const tree = execFileSync('git', ['-C', bare, ...words], twice).trim();
    const commit = work.git('--git-dir', bare, 'commit-tree', tree, '-p', main(), '-m', 'twice');
    const { code, data } = await inFolder(`main..${commit}`);
    expect(code).toBe(1);
    expect(data.findings.map((each: { code: string }) => each.code)).toContain('git/malformed');
  });
});

describe('a pull request', () => {
  it('is what it brings to the branch, however far that went meanwhile; the merge is found by its own name', async () => {
    const proposed = await branch('proposal', { 'README.md': 'proposed' });
    const moved = await branch('moved', { 'LICENSE.md': 'moved' });
    git(bare, 'update-ref', 'refs/heads/trunk', moved);
    expect(await inFolder(`trunk...${proposed}`)).toMatchObject({ code: 0, data: { commits: 1, files: 1 } });
    expect(codes(await inFolder(`trunk..${proposed}`))).toEqual(['history/rewound']);
    const tree = git(bare, 'merge-tree', '--write-tree', 'trunk', proposed);
    const merged = work.git('--git-dir', bare, 'commit-tree', tree, '-p', moved, '-p', proposed, '-m', 'Merge');
    git(bare, 'update-ref', 'refs/pull/7/merge', merged);
    for (const head of [merged, 'refs/pull/7/merge'])
      expect(await overHttp(`${moved}...${head}`)).toMatchObject({ code: 0, data: { commit: merged, findings: [] } });
  });

  it('cannot hide a removal in its merge', async () => {
    const [first = ''] = records();
    const proposed = await branch('hidden', { 'README.md': 'harmless' });
    work.git('rm', '--quiet', '--', first);
    const tree = work.git('write-tree');
    const merged = work.git('commit-tree', tree, '-p', main(), '-p', proposed, '-m', 'Merge');
    work.git('reset', '--quiet', '--hard');
    work.git('push', '--quiet', '--force', 'origin', `${merged}:refs/heads/hidden`);
    const { data } = await overHttp(`${main()}...${merged}`);
    expect(data.findings).toMatchObject([{ code: 'history/removed', path: first, commit: merged }]);
  });

  it('may take back a breach of its own: that is worth a look, and no more', async () => {
    const [first = ''] = records();
    await branch('mended', {}, first);
    work.git('checkout', '--quiet', 'HEAD~1', '--', first);
    await work.commit({});
    work.git('push', '--quiet', '--force', 'origin', 'HEAD:mended');
    const { code, data, stdout } = await inFolder('main...mended');
    expect(code).toBe(0);
    expect(data.findings).toMatchObject([{ code: 'history/removed', severity: 'warning', path: first }]);
    expect(stdout).toContain('are as they should be, 1 warning');
  });

  it('may take a file from among the records that never was one', async () => {
    await branch('junk', { [recordPath('shop', { ...binary, release: OTHER_GITHASH })]: 'junk' });
    const before = work.git('rev-parse', 'HEAD');
    work.git('rm', '--quiet', '-r', 'shop/binaries');
    work.git('checkout', '--quiet', 'HEAD~1', '--', 'shop/binaries');
    await work.commit({});
    work.git('push', '--quiet', '--force', 'origin', 'HEAD:junk');
    const { code, data } = await inFolder(`${before}..junk`);
    expect(data.findings).toMatchObject([{ code: 'history/removed', severity: 'warning' }]);
    expect(code).toBe(0);
  });
});

describe('what cannot be checked', () => {
  it.each([
    ['main..', 'names no commits'],
    ['..main', 'names no commits'],
    ['main....fine', 'names no commits'],
    ['--all', 'names no commits'],
    ['main..nowhere', 'has no commit nowhere'],
    [`${'12'.repeat(20)}..main`, `has no commit ${'12'.repeat(20)}`],
  ])('%s: %s', async (range, words) => {
    for (const run of [overHttp, inFolder]) {
      const { code, stderr, stdout } = await run(range);
      if (range.startsWith('--')) expect(code).toBe(64);
      else expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      if (!range.startsWith('--')) expect(stderr).toContain(words);
    }
  });

  it('is a clone without history or without files, a folder in a repository, and no meta repo at all', async () => {
    const clone = (name: string, ...words: string[]) => {
      const folder = join(ground.folder, name);
      git(ground.folder, 'clone', '--quiet', '--bare', '--no-local', ...words, `file://${bare}`, folder);
      return folder;
    };
    git(bare, 'config', 'uploadpack.allowFilter', 'true');
    const empty = join(ground.folder, 'empty.git');
    git(ground.folder, 'init', '--quiet', '--bare', empty);
    const code = await makeRepository(join(ground.folder, 'code'));
    await code.commit({ 'server.js': 'x' });
    await writeFiles(work.folder, { 'sub/x': '' });
    await writeFile(join(ground.folder, 'file'), '');
    for (const [folder, words] of [
      [clone('shallow.git', '--depth=1'), 'git fetch --unshallow'],
      [clone('partial.git', '--filter=blob:none'), 'partial clone'],
      [empty, 'it has no commits'],
      [code.folder, 'it has no facsimile.yaml'],
      [join(work.folder, 'sub'), 'inside of a git repository'],
      [join(ground.folder, 'file'), 'no such folder'],
      [join(ground.folder, 'nowhere'), 'no such folder'],
    ] as const) {
      for (const words of [['fsck'], ['check', 'HEAD']]) {
        const { code, stderr } = await facs(ground.folder, ['meta', ...words, '--meta', folder]);
        expect(code, folder).toBe(2);
        expect(stderr).toContain('--meta');
      }
      expect((await facs(ground.folder, ['meta', 'fsck', '--meta', folder])).stderr).toContain(words);
    }
  });

  it('is what nobody lets us read', async () => {
    const { code, stderr } = await facs(ground.folder, ['meta', 'check', 'HEAD'], {
      FACS_META: `${server.url}/meta.git`,
    });
    expect(code).toBe(1);
    expect(stderr).toContain('denies access');
  });
});

it('a detached clone is checked where it stands', async () => {
  const detached = join(ground.folder, 'detached');
  git(ground.folder, 'clone', '--quiet', bare, detached);
  git(detached, 'checkout', '--quiet', '--detach', 'HEAD~3');
  const commit = git(detached, 'rev-parse', 'HEAD');
  expect(await facs(detached, ['meta', 'fsck', '--meta', '.'])).toMatchObject({ code: 0, data: { commit } });
});

it('all of it over HTTP fetches every file in one go, and tells of a branch that this machine saw further on', async () => {
  const variables = { FACS_META: `${server.url}/meta.git`, FACS_META_TOKEN: TOKEN };
  const run = (...words: string[]) => facs(join(ground.folder), [...words, '--top-dir', 'fresh'], variables);
  const before = server.requests.length;
  expect(await run('meta', 'fsck')).toMatchObject({ code: 0, data: { findings: [] } });
  // Cloning takes four, asking for the tip one or two, and one batch of files no more than three.
  expect(server.requests.length - before).toBeLessThan(14);
  await run('meta', 'log');
  const tip = main();
  git(bare, 'update-ref', 'refs/heads/main', 'main~1');
  try {
    const { code, data } = await run('meta', 'fsck');
    expect(code).toBe(1);
    expect(data.findings).toMatchObject([{ code: 'history/rewound', commit: tip }]);
  } finally {
    git(bare, 'update-ref', 'refs/heads/main', tip);
  }
});
