import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { recordPath } from '../../src/core/meta/paths.ts';
import { begin, binary, GITHASH, OTHER_GITHASH, release } from '../core/meta/records.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { APP, tellStory } from '../support/shop.ts';

let ground: Playground;
let template = '';
let bare = '';
let count = 0;

beforeAll(async () => {
  ground = await openPlayground();
  template = join(ground.folder, 'template.git');
  await tellStory(await makeMeta(template, join(ground.folder, 'teller')));
});
afterAll(() => ground.remove());
beforeEach(() => {
  bare = join(ground.folder, `meta-${count++}.git`);
  git(ground.folder, 'clone', '-q', '--bare', template, bare);
});

const run = (...words: string[]) => facs(ground.folder, words, { FACS_META: bare });
const json = async (...words: string[]) => (await run(...words)).data;

describe('facs meta init', () => {
  it('makes a folder a meta repo, once', async () => {
    const where = join(ground.folder, 'fresh', 'meta.git');
    const first = await run('meta', 'init', where, '--recipient', 'age1qqqq,age1pppp');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('is a meta repo now');
    expect(git(where, 'ls-tree', '--name-only', 'main').split('\n')).toEqual([
      '.gitattributes',
      '.sops.yaml',
      'facsimile.yaml',
    ]);
    expect(git(where, 'show', 'main:.sops.yaml')).toContain('age: age1qqqq,age1pppp');
    const again = await run('meta', 'init', where);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain('already');
    expect(git(where, 'rev-list', '--count', 'main')).toBe('1');
  });

  it('refuses a repository of something else and leaves it as it was; a fresh one with a README is welcome', async () => {
    const code = join(ground.folder, 'code');
    git(ground.folder, 'init', '-q', '-b', 'main', code);
    await writeFile(join(code, 'README.md'), 'ours');
    const commit = (...words: string[]) => git(code, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', ...words);
    git(code, 'add', '.');
    commit('-qm', 'A README');
    git(ground.folder, 'clone', '-q', '--bare', code, 'fresh.git');
    expect(await run('meta', 'init', join(ground.folder, 'fresh.git'))).toMatchObject({ code: 0 });
    await writeFile(join(code, 'server.js'), 'code');
    git(code, 'add', '.');
    commit('-qm', 'A server');
    git(ground.folder, 'clone', '-q', '--bare', code, 'code.git');
    const before = git(join(ground.folder, 'code.git'), 'for-each-ref');
    const refused = await run('meta', 'init', join(ground.folder, 'code.git'));
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(
      'code.git holds something else: server.js (a meta repo is a repository of its own',
    );
    expect(git(join(ground.folder, 'code.git'), 'for-each-ref')).toBe(before);
  });

  it('writes nothing in a dry run, and nothing for a recipient that is none', async () => {
    const where = join(ground.folder, 'not', 'meta.git');
    expect(await run('meta', 'init', where, '--dry-run')).toMatchObject({ code: 0 });
    const refused = await run('meta', 'init', where, '--recipient', 'AGE-SECRET-KEY-1');
    expect(refused.code).toBe(2);
    expect((await facs(ground.folder, ['meta', 'log', '--meta', where])).code).toBe(2);
  });
});

describe('facs meta log and cat', () => {
  it('show who wrote what', async () => {
    const log = await json('meta', 'log');
    expect(log).toMatchObject([{ author: 'ann', message: 'the story of shop' }, { message: 'A meta repo' }]);
    expect(log[0].at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await json('meta', 'log', '--limit', '1')).toHaveLength(1);
    expect(await json('meta', 'log', 'facsimile.yaml')).toMatchObject([{ message: 'A meta repo' }]);
    expect((await run('meta', 'log', 'shop')).stdout).toMatch(/^[0-9a-f]{12} {2}\S+Z {2}ann {2}the story of shop\n$/);
  });

  it('show a record as text and as data, by path and by commit', async () => {
    const path = recordPath('shop', release);
    const shown = await run('meta', 'cat', path);
    expect(shown.stdout).toContain(`release shop 1.4.0 (${GITHASH.slice(0, 12)})`);
    expect(shown.stdout).toContain('vendor/theme');
    expect(await json('meta', 'cat', path)).toEqual([{ path, record: release }]);
    expect(await json('meta', 'cat', 'shop/project.yaml')).toMatchObject([{ text: expect.stringContaining('edge') }]);
    const commit = git(bare, 'rev-parse', '--short=10', 'main');
    const written: { path: string }[] = await json('meta', 'cat', commit);
    expect(written.map((each) => each.path)).toContain(recordPath('shop', begin));
    expect(written).toHaveLength(7);
    expect((await run('meta', 'cat', commit)).stdout).toContain('1 activated, 1 reverted');
  });

  it('are what git log -p shows through the textconv that init names', async () => {
    const clone = join(ground.folder, 'clone');
    git(ground.folder, 'clone', '-q', bare, clone);
    await writeFile(join(clone, '.gitattributes'), '*.binpb binary diff=facs\n');
    const cli = join(import.meta.dirname, '../../src/cli/cli.ts');
    git(clone, 'config', 'diff.facs.textconv', `${process.execPath} ${cli} meta cat --file`);
    const shown = git(clone, 'log', '-p', '-1', '--', recordPath('shop', binary));
    expect(shown).toContain('+  url: https://store.example/server.tar.gz');
  });

  it('refuse what is not there', async () => {
    const refused = await run('meta', 'cat', 'shop/project.yml');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('did you mean "shop/project.yaml"?');
    expect(await run('meta', 'cat')).toMatchObject({ code: 64 });
    const broken = join(ground.folder, 'broken.binpb');
    await writeFile(broken, 'hello');
    expect(await run('meta', 'cat', '--file', broken)).toMatchObject({ code: 2 });
    await writeFile(broken, encodeRecord(release));
    expect(await run('meta', 'cat', '--file', broken)).toMatchObject({ code: 0 });
  });
});

describe('facs channel', () => {
  it('maps a channel to a release by version, tag or githash, and remembers who did', async () => {
    expect((await run('channel', 'list')).stdout).toBe('edge    nothing yet\nstable  nothing yet\n');
    expect(await json('channel', 'set', 'shop', 'edge', '1.3.0')).toMatchObject({ from: null, to: OTHER_GITHASH });
    const set = await facs(ground.folder, ['channel', 'set', 'edge', 'v1.4.0'], { FACS_META: bare, USER: 'bob' });
    expect(set.stdout).toBe(`shop edge: 1.3.0 (${OTHER_GITHASH.slice(0, 12)}) -> 1.4.0 (${GITHASH.slice(0, 12)})\n`);
    expect(git(bare, 'show', 'main:shop/channels/edge.yaml')).toBe(`release: ${GITHASH}`);
    expect(await json('channel', 'show', 'edge')).toMatchObject({ channel: 'edge', release: { version: '1.4.0' } });
    expect(await json('channel', 'history', 'edge')).toMatchObject([
      { who: 'bob', from: OTHER_GITHASH, to: GITHASH, version: '1.4.0' },
      { from: null, to: OTHER_GITHASH, version: '1.3.0' },
    ]);
    expect((await run('channel', 'history', 'shop', 'edge')).stdout).toMatch(
      /bob +ffeeddccbbaa -> 1a2b3c4d5e6f {2}1\.4\.0/,
    );
  });

  it('changes nothing when it maps there already, or in a dry run', async () => {
    await run('channel', 'set', 'edge', '1.4.0');
    const before = git(bare, 'rev-parse', 'main');
    expect(await json('channel', 'set', 'edge', GITHASH.slice(0, 7))).toMatchObject({ changed: false, commit: null });
    expect((await run('channel', 'set', 'edge', '1.3.0', '--dry-run', '--rollback')).stdout).toContain('1.4.0');
    expect(git(bare, 'rev-parse', 'main')).toBe(before);
  });

  it.each([
    [['channel', 'set', 'shop', 'egde', '1.4.0'], 'did you mean "edge"?'],
    [['channel', 'set', 'shop', 'edge', '1.4.1'], 'did you mean "1.4.0"?'],
    [['channel', 'set', 'shop', 'edge', 'deadbeef'], 'shop has no release deadbeef'],
    [['channel', 'set', 'shpo', 'edge', '1.4.0'], 'did you mean "shop"?'],
    [['channel', 'set', '../x', 'edge', '1.4.0'], 'no project ../x'],
    [['channel', 'show', 'nightly'], 'its channels are edge, stable'],
    [['channel', 'history', 'nightly'], 'shop has no channel nightly'],
    [['promote', 'shop', 'nightly', '1.4.0'], 'shop has no channel nightly'],
    [['promote', 'shop', 'edge', '2.0.0'], 'shop has no release 2.0.0'],
    [['trace', '0123456789abcdef'], 'meta knows nothing of 0123456789abcdef'],
  ])('refuses %j with exit code 2 and changes nothing', async (words, message) => {
    const before = git(bare, 'for-each-ref');
    const refused = await run(...words);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain(message);
    expect(git(bare, 'for-each-ref')).toBe(before);
  });
});

describe('a meta repo that will not do', () => {
  it('is said to be none: no repo, no meta, nothing given', async () => {
    const plain = join(ground.folder, 'plain');
    await mkdir(plain, { recursive: true });
    const none = await run('channel', 'list', '--meta', plain);
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain(
      `--meta: ${plain} is not a meta repo: it is no git repository (facs meta init makes one`,
    );
    const missing = await facs(ground.folder, ['channel', 'list'], { FACS_META: '' });
    expect(missing).toMatchObject({ code: 2, stdout: '' });
    expect(missing.stderr).toContain('name it with --meta or FACS_META');
  });

  it('that denies the push fails with exit code 1, says what the server said, and nothing changed', async () => {
    const hook = join(bare, 'hooks', 'pre-receive');
    await mkdir(join(bare, 'hooks'), { recursive: true });
    await writeFile(hook, '#!/bin/sh\necho "records only from CI" >&2\nexit 1\n');
    await chmod(hook, 0o755);
    const before = git(bare, 'for-each-ref');
    for (const words of [
      ['channel', 'set', 'edge', '1.4.0'],
      ['promote', 'edge', '1.4.0'],
    ]) {
      const denied = await run(...words);
      expect(denied).toMatchObject({ code: 1, stdout: '' });
      expect(denied.stderr).toMatch(/pre-receive hook declined.*records only from CI/);
      expect(denied.stderr).toContain('next: check the rights');
    }
    expect(git(bare, 'for-each-ref')).toBe(before);
  });
});

describe('facs promote', () => {
  it('pushes a branch and says how to merge it, where there are no pull requests', async () => {
    await run('channel', 'set', 'edge', '1.3.0');
    const before = git(bare, 'rev-parse', 'main');
    const proposed = await run('promote', 'shop', 'edge', '1.4.0');
    expect(proposed).toMatchObject({ code: 0, stderr: expect.stringContaining('was not checked') });
    expect(proposed.stdout).toContain('git merge origin/promote/shop/edge && git push');
    expect(proposed.stdout).toContain('theme');
    expect(git(bare, 'rev-parse', 'main')).toBe(before);
    expect(git(bare, 'diff', '--stat', 'main', 'promote/shop/edge')).toMatch(
      /^shop\/channels\/edge.linux-x64.txt \| 6 \+{6}\n shop\/channels\/edge.yaml +\| 2 \+-\n 2 files/,
    );
    const clone = join(ground.folder, 'merge');
    git(ground.folder, 'clone', '-q', bare, clone);
    git(clone, 'merge', '-q', 'origin/promote/shop/edge');
    git(clone, 'push', '-q');
    expect(await json('channel', 'show', 'edge')).toMatchObject({ release: { githash: GITHASH } });
  });

  it('takes the first channel when none is named, the only project, and proposes nothing that is so already', async () => {
    expect(await json('promote', '1.4.0')).toMatchObject({ project: 'shop', channel: 'edge', changed: true });
    expect(await json('promote', 'stable', '1.4.0', '--dry-run', '--force', '--reason', 'x')).toMatchObject({
      channel: 'stable',
      branch: null,
    });
    await run('channel', 'set', 'edge', '1.4.0');
    expect(await json('promote', 'shop', '1.4.0')).toMatchObject({ channel: 'edge', changed: false, branch: null });
    expect(git(bare, 'for-each-ref', '--format=%(refname:short)')).toBe('main\npromote/shop/edge');
  });
});

describe('facs trace', () => {
  it.each([
    ['1.4.0', 'release'],
    ['v1.4.0', 'release'],
    [GITHASH.slice(0, 7), 'release'],
    ['edge', 'channel'],
    ['web1', 'host'],
    [binary.sha256, 'binary'],
    ['app.js', 'file'],
  ])('leads from %s to the code of every repo and on to the hosts', async (what, kind) => {
    await run('channel', 'set', 'edge', '1.4.0');
    await writeFile(join(ground.folder, 'app.js'), APP);
    const found = await json('trace', what);
    expect(found.clues).toMatchObject([{ kind, project: 'shop', releases: [GITHASH] }]);
    expect(found.releases).toMatchObject([
      {
        githash: GITHASH,
        version: '1.4.0',
        repos: [{ name: 'shop' }, { name: 'theme', githash: OTHER_GITHASH }],
        binaries: [{ name: 'server' }],
        channels: ['edge'],
        deployments: [{ instance: 'production.eu' }],
        running: [{ instance: 'production.eu', host: 'web1' }],
      },
    ]);
  });

  it('leads from the githash of any repo to every release that was built from it', async () => {
    const found = await json('trace', OTHER_GITHASH);
    expect(found.clues).toMatchObject([{ kind: 'repo' }, { kind: 'release' }, { kind: 'definitions' }]);
    expect(found.releases.map(({ githash }: { githash: string }) => githash).sort()).toEqual(
      [GITHASH, OTHER_GITHASH].sort(),
    );
    const text = (await run('trace', 'production.eu')).stdout;
    expect(text).toContain('instance production.eu of shop');
    expect(text).toMatch(/runs on\n +production\.eu {2}web1 {2}tree abababababab/);
    expect(text).toMatch(/release shop 1\.3\.0/);
  });

  it('says the sha256 of a file that no release holds', async () => {
    await writeFile(join(ground.folder, 'other.js'), await readFile(import.meta.filename));
    const refused = await run('trace', 'other.js');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/meta knows nothing of other\.js \(sha256:[0-9a-f]{64}\)/);
  });
});
