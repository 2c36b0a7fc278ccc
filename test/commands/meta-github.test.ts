import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelPath, projectPath, recordPath } from '../../src/core/meta/paths.ts';
import type { ReleaseRecord } from '../../src/core/meta/record.ts';
import { toRecordChange } from '../../src/core/meta/record-change.ts';
import { GITHASH, release } from '../core/meta/records.ts';
import { facs } from '../support/facs.ts';
import { type GithubEstate, openGithubEstate } from '../support/github-estate.ts';
import { git, openPlayground, type Playground, utf8 } from '../support/meta.ts';
import { CLEAN_GIT, makeRepository } from '../support/repositories.ts';
import { tellStory } from '../support/shop.ts';

let ground: Playground;
let estate: GithubEstate;
let env: NodeJS.ProcessEnv;
let address = '';
let folder = '';

beforeAll(async () => {
  ground = await openPlayground();
  estate = await openGithubEstate();
  address = (await estate.newAddress()).url;
  folder = estate.folderOf({ url: address });
  env = { GITHUB_API_URL: estate.server.url, FACS_META: address, FACS_META_TOKEN: 'token-of-ann' };
});
afterAll(async () => {
  await estate.close();
  await ground.remove();
});

const onGithub = (...words: string[]) => facs(ground.folder, words, env);
const inFolder = (...words: string[]) => facs(ground.folder, words, { FACS_META: folder });

describe('a meta repo at github:acme/meta', () => {
  it('is made, and then is what every command reads and writes, as if it were at hand', async () => {
    expect(await onGithub('meta', 'init', address)).toMatchObject({ code: 0, data: { created: true } });
    await tellStory(await estate.writer('ann').open({ url: address }));
    for (const words of [
      ['meta', 'log'],
      ['meta', 'log', channelPath('shop', 'edge')],
      ['meta', 'cat', recordPath('shop', release)],
      ['release', 'list', 'shop'],
      ['channel', 'list', 'shop'],
      ['channel', 'history', 'shop', 'edge'],
      ['trace', GITHASH],
      ['trace', 'web1'],
    ]) {
      const here = await inFolder(...words);
      expect([words, here.code, here.stderr]).toEqual([words, 0, '']);
      expect(await onGithub(...words)).toEqual(here);
    }
  });

  it('takes what a command writes, and refuses what it would refuse anywhere', async () => {
    const set = await onGithub('channel', 'set', 'shop', 'edge', GITHASH);
    expect(set).toMatchObject({ code: 0, stderr: expect.stringContaining('was not checked') });
    expect((await inFolder('channel', 'show', 'shop', 'edge')).data).toMatchObject({ release: { githash: GITHASH } });
    const unknown = await onGithub('channel', 'set', 'shop', 'edge', '1234567');
    expect(unknown).toEqual(await inFolder('channel', 'set', 'shop', 'edge', '1234567'));
    expect(unknown.code).not.toBe(0);
  });

  it('is all that a road from a release to a running copy needs: record, pull request, lock, deployment, rollback', async () => {
    const shop = await makeRepository(join(ground.folder, 'shop-code'));
    const [first = '', second = ''] = [
      await shop.commit({
        'define/facsimile.yaml': 'projects: { store: {} }\ninstances: { here: { channel: edge } }\n',
        'define/store.yaml': 'install: { groups: [{ files: [app.txt] }] }\n',
        'define/here.yaml': 'deploy: { destdir: out }\n',
        '.gitignore': 'out/\n.facsimile/\n',
        'app.txt': 'one',
      }),
      await shop.commit({ 'app.txt': 'two' }),
    ];
    const run = async (...words: string[]) => {
      const ended = await facs(shop.folder, words, { ...env, ...CLEAN_GIT, GITHUB_TOKEN: 'token-of-ann' });
      expect([words, ended.code, ended.stderr]).toEqual([words, 0, expect.not.stringContaining('token-of')]);
      return ended;
    };
    const text = () => readFileSync(join(shop.folder, 'out/current/app.txt'), 'utf8');
    const released = [first, second].map((githash): ReleaseRecord => {
      const repos = [{ name: 'store', url: shop.folder, githash, path: '' }];
      return { ...release, project: 'store', githash, version: '', tag: '', repos };
    });
    const channels = { path: projectPath('store'), bytes: utf8('channels: [edge]\n'), basedOn: undefined };
    const meta = await estate.writer('ann').open({ url: address });
    await meta.append({ ...toRecordChange('store', released), changed: [channels] });
    await run('channel', 'set', 'store', 'edge', first);
    await run('deploy', 'store', 'here');
    expect(text()).toBe('one');
    const promoted = await run('promote', 'store', 'edge', second);
    expect(estate.server.pulls).toMatchObject([
      { repository: 'acme/meta-0', head: 'promote/store/edge', state: 'open' },
    ]);
    expect(promoted.stdout).toContain('https://github.com/acme/meta-0/pull/1');
    git(folder, 'update-ref', 'refs/heads/main', 'promote/store/edge');
    await run('deploy', 'store', 'here');
    expect(text()).toBe('two');
    await run('rollback', 'store', 'here');
    expect(text()).toBe('one');
    const deployments = git(folder, 'ls-tree', '-r', '--name-only', 'main', 'store/deployments').split('\n');
    expect(deployments.map((path) => path.replace(/.*\.(\w+)\.binpb/, '$1'))).toEqual([
      'begin',
      'end',
      'begin',
      'end',
      'begin',
      'end',
    ]);
    expect(git(folder, 'for-each-ref', 'refs/facsimile')).toBe('');
    expect(git(folder, 'fsck', '--strict', '--no-dangling')).toBe('');
    expect(git(folder, 'rev-list', '--merges', 'main')).toBe('');
  });

  it('keeps no copy of it, only which tip was seen last', async () => {
    const kept = join(ground.folder, '.facsimile', 'meta');
    // The copy is that of the folder, which the comparison above made.
    expect(await readdir(kept)).toEqual([expect.stringMatching(/^\w{16}\.git$/), 'github.com-acme-meta-0.seen']);
    expect(await readdir(join(kept, 'github.com-acme-meta-0.seen'))).toEqual(['seen-tip']);
  });

  it('that the token does not see ends with what to do, and nothing of the token', async () => {
    const { code, stderr } = await facs(ground.folder, ['meta', 'log'], { ...env, FACS_META: 'github:acme/hidden' });
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /github\.com\/acme\/hidden denies access: Could not resolve to a Repository .*check the rights of the token/s,
    );
    expect(stderr).not.toContain('token-of-ann');
    const wrong = await facs(ground.folder, ['meta', 'log'], { ...env, FACS_META: 'github:acme' });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('write it like github:acme/meta')]);
  });
});
