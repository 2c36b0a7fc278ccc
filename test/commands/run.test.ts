/** `facs run`: stages from a repository to a host that is this machine, without meta. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository, writeFiles } from '../support/repositories.ts';

let root = '';
let remove: () => Promise<void>;
let shop: Repository;
let githash = '';
const run = (...words: string[]) => facs(shop.folder, ['run', 'shop', ...words], CLEAN_GIT);
const runWith = (variables: Record<string, string>, ...words: string[]) =>
  facs(shop.folder, ['run', 'shop', ...words], { ...CLEAN_GIT, ...variables });
const top = (...path: string[]) => join(shop.folder, '.facsimile', ...path);
const text = (...path: string[]) => readFileSync(join(root, 'out', 'current', ...path), 'utf8');
/** Outcomes by stage, in order; how a run failed, if it did. */
const outcomes = ({ data, stderr }: Awaited<ReturnType<typeof run>>) =>
  data === undefined
    ? stderr
    : Object.fromEntries(data.stages.map(({ stage, outcome }: Record<string, string>) => [stage, outcome]));

beforeEach(async () => {
  ({ folder: root, remove } = await openTemporary());
  shop = await makeRepository(join(root, 'shop'));
  githash = await shop.commit({
    'define/facsimile.yaml': 'instances: { here: {}, hosts: {} }\n',
    'define/shop.yaml': [
      'install: { groups: [{ files: [a.txt] }, { type: binary, name: app, into: bin }] }',
      'build:',
      '  command: mkdir out && cat a.txt > out/app && env > out/env && ls -A > out/ls && echo building',
      '  binaries: { app: out }',
      '  environ: [COLOUR]',
      '',
    ].join('\n'),
    'define/here.yaml': `deploy: { destdir: ${join(root, 'out')} }\n`,
    'define/hosts.yaml': 'home: /srv\ndeploy: { user: app, nodes: { web: [w1, w2], db: [d1] } }\n',
    'a.txt': 'one',
    '.gitignore': '.facsimile\n',
  });
  shop.git('tag', 'v1.0.0');
});
afterEach(() => remove());

describe('a run', () => {
  it('goes through all stages: an export, a build, a rendering, a deploy', async () => {
    const ran = await run('here', 'v1.0.0');
    expect(ran).toMatchObject({ code: 0 });
    expect(outcomes(ran)).toEqual({ checkout: 'done', build: 'done', install: 'done', deploy: 'done' });
    expect(readFileSync(top('source', 'shop', githash, 'shop', 'a.txt'), 'utf8')).toBe('one');
    expect(readdirSync(top('binaries', 'shop', githash))).toEqual([`app.${process.platform}-${process.arch}.tar.gz`]);
    expect(readFileSync(top('release', 'shop', 'here', githash, '_DEPLOY_', 'bin', 'app'), 'utf8')).toBe('one');
    expect(text('bin', 'app')).toBe('one');
    expect(text('a.txt')).toBe('one');
    expect(ran.data.deployed.hosts).toMatchObject([{ host: 'localhost', outcome: 'activated' }]);
  });

  it('does nothing twice: the second finds checkout, build and hosts as it would make them', async () => {
    await run('here', 'v1.0.0');
    const again = await run('here', 'v1.0.0');
    expect(outcomes(again)).toEqual({
      checkout: 'unchanged',
      build: 'unchanged',
      install: 'done',
      deploy: 'unchanged',
    });
    expect(again.stderr).not.toContain('building');
    const anew = await run('here', 'v1.0.0', '--clean');
    expect(outcomes(anew)).toEqual({ checkout: 'done', build: 'done', install: 'done', deploy: 'unchanged' });
  });

  it('shows the build the commit alone, and of the caller’s variables only what is declared', async () => {
    await writeFiles(shop.folder, { 'stray.txt': 'not committed' });
    await runWith({ COLOUR: 'red', SECRET_TOKEN: 'hidden' }, 'here', 'v1.0.0');
    expect(text('bin', 'ls').trim().split('\n')).toEqual(['.gitignore', 'a.txt', 'define', 'out']);
    const names = text('bin', 'env')
      .split('\n')
      .map((line) => line.split('=')[0])
      .filter((name) => name !== '');
    const own = ['FACS_GITHASH', 'FACS_PLATFORM', 'FACS_PROJECT', 'FACS_VERSION', 'SOURCE_DATE_EPOCH'];
    const usual = ['HOME', 'LANG', 'LC_ALL', 'PATH', 'PWD', 'TZ'];
    expect(names.filter((name) => !['_', 'OLDPWD', 'SHLVL', 'TMPDIR'].includes(name ?? '')).sort()).toEqual(
      [...own, ...usual, 'COLOUR'].sort(),
    );
    expect(text('bin', 'env')).toContain('COLOUR=red');
    expect(existsSync(join(shop.folder, 'out'))).toBe(false);
  });

  it('stops at a build that fails, names it, and leaves no binary', async () => {
    await shop.commit({ 'define/shop.yaml': 'build: { command: echo oops >&2; exit 3, binaries: { app: out } }\n' });
    const { code, stderr } = await run('here', 'HEAD', '--devel', '--end', 'deploy');
    expect(code).toBe(1);
    expect(stderr).toContain('oops');
    expect(stderr).toMatch(/echo oops >&2; exit 3 ended with exit code 3 in \S+\/build\/shop\/\w+\/shop/);
    expect(stderr).toMatch(/failed after .*, last passed stage: checkout: shop here/);
    expect(existsSync(top('binaries'))).toBe(false);
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it('says what it begins and how long it took, and that it ends early', async () => {
    const { stderr } = await run('here', 'v1.0.0', '--end', 'build');
    expect(stderr).toContain(
      `begin: shop here 1.0.0 (${githash.slice(0, 12)}) by ann. shortened push, only to build stage`,
    );
    expect(stderr).toMatch(/done in [\d.]+ m?s: shop here 1\.0\.0/);
    expect(existsSync(join(root, 'out'))).toBe(false);
  });
});

describe('against development', () => {
  it('takes what the branch has now, leaves deploy out, and keeps releases as they are', async () => {
    await run('here', 'v1.0.0');
    await shop.commit({ 'a.txt': 'two' });
    const ran = await run('here', '--devel');
    expect(Object.keys(outcomes(ran))).toEqual(['checkout', 'build', 'install']);
    expect(ran.stderr).toContain('devel build');
    expect(readFileSync(top('release', 'shop', 'here', ran.data.release.githash, '_DEPLOY_', 'a.txt'), 'utf8')).toBe(
      'two',
    );
    expect(text('a.txt')).toBe('one');
    expect(outcomes(await run('here', 'v1.0.0', '--only', 'checkout'))).toEqual({ checkout: 'unchanged' });
    await run('here', '--devel', '--end', 'deploy');
    expect(text('a.txt')).toBe('two');
  });

  it('builds a work tree as it is each time, without a checkout, and deploys it only when that is said', async () => {
    await writeFiles(shop.folder, { 'a.txt': 'changed' });
    const ran = await run('here', '--src-dir', '.');
    expect(outcomes(ran)).toEqual({ checkout: 'unchanged', build: 'done', install: 'done' });
    await writeFiles(shop.folder, { 'a.txt': 'again' });
    expect(outcomes(await run('here', '--src-dir', '.', '--end', 'deploy'))).toMatchObject({
      build: 'done',
      deploy: 'done',
    });
    expect(text('bin', 'app')).toBe('again');
  });
});

describe('instead of running', () => {
  it('prints codecs, without an instance too', async () => {
    expect(await facs(root, ['run', '--list-codecs'])).toMatchObject({ code: 0, stdout: 'yaml\njson\ntoml\n' });
  });

  it('prints nodes by target, or that there are none', async () => {
    const { stdout } = await run('hosts', '--list-nodes');
    expect(stdout).toBe('\nNodes that this instance uses:\nweb:\n  w1\n  w2\ndb:\n  d1\n');
    expect((await run('here', '--list-nodes')).stdout).toBe(
      'cannot determine nodes, you are probably doing a localhost push.\n',
    );
  });

  it('prints a summary in the order of old, and makes nothing', async () => {
    const { stdout } = await run('here', 'v1.0.0', '--summary');
    const names = stdout
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0]);
    expect(names).toEqual([
      ...['Summary', 'release_environment', 'version', 'script_dir', 'top_dir', 'define_dir', 'deploy_dir'],
      ...['build_dir', 'release_dir', 'src_dir', 'state_dir', 'deploy_dir', 'repo', 'version=1.0.0 instance=here'],
    ]);
    expect(stdout).toContain(`release_dir: ${top('release', 'shop', 'here', githash)}\n`);
    expect(existsSync(top())).toBe(false);
  });

  it('prints several of them in one order, whatever the order of the flags', async () => {
    const { stdout } = await run('hosts', '--summary', '--list-nodes', '--list-codecs');
    expect(stdout).toMatch(/^yaml\njson\ntoml\n\nNodes that[\s\S]*\nSummary\n/);
  });
});

describe('usage', () => {
  it('wants an instance: exit code 64', async () => {
    expect(await facs(shop.folder, ['run'])).toMatchObject({ code: 64 });
    expect(await facs(shop.folder, ['run', '--list-nodes'])).toMatchObject({ code: 64 });
  });

  it('refuses a library path of one’s own unless told otherwise', async () => {
    const guarded = await runWith({ LD_LIBRARY_PATH: '/opt/lib' }, 'here', 'v1.0.0', '--only', 'checkout');
    expect(guarded).toMatchObject({ code: 2, stderr: expect.stringContaining('LD_LIBRARY_PATH is set') });
    expect(existsSync(top())).toBe(false);
    const words = ['here', 'v1.0.0', '--only', 'checkout', '--skip-env-check'];
    expect(await runWith({ LD_LIBRARY_PATH: '/opt/lib' }, ...words)).toMatchObject({ code: 0 });
  });
});
