/** `facs run` as whoever starts it sees it; what its stages do is proven in test/proof. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { isRunning, untilGone } from '../support/processes.ts';
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

describe('a build', () => {
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

  it('is ended, with all that it started, when the run is', async () => {
    await shop.commit({
      'define/shop.yaml': 'build: { command: sleep 300 & echo $! ; wait, binaries: { app: out } }\n',
    });
    const cli = join(import.meta.dirname, '../../src/cli/cli.ts');
    const words = [cli, 'run', 'shop', 'here', '--devel', '--end', 'build'];
    const child = spawn(process.execPath, words, { cwd: shop.folder, env: { ...process.env, ...CLEAN_GIT } });
    const started = await new Promise<number>((resolve) => {
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const pid = /^\s+(\d+)$/m.exec(said)?.[1];
        if (pid !== undefined) resolve(Number(pid));
      });
    });
    expect(isRunning(started)).toBe(true);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
    await untilGone(started);
    expect(existsSync(top('binaries'))).toBe(false);
  });
});

describe('what a run prints', () => {
  it('is stages with what each did, and of the last what a deploy prints', async () => {
    const { data, stdout } = await run('here', 'v1.0.0');
    const [checkout, build, install, deploy] = data.stages;
    expect(data).toMatchObject({
      project: 'shop',
      instance: 'here',
      release: { githash, version: '1.0.0', dirty: false },
    });
    expect(checkout).toMatchObject({ outcome: 'done', repos: [{ name: 'shop', githash, folder: 'shop' }] });
    expect(build).toMatchObject({ outcome: 'done', binaries: [{ name: 'app', sha256: expect.any(String) }] });
    expect(install).toMatchObject({ outcome: 'done', trees: [{ hosts: ['localhost'], files: 5 }] });
    expect(deploy).toMatchObject({ outcome: 'done', deployment: data.deployed.deployment });
    expect(data.deployed.hosts).toMatchObject([{ host: 'localhost', outcome: 'activated' }]);
    expect(stdout).toMatch(
      /^checkout: \S+ made\n {2}shop {2}\w{12}[\s\S]*\nbuild: kept in[\s\S]*\ninstall: [\s\S]*\ndeploy: done\n/,
    );
  });

  it('is what deploys failed, with exit code 1, and what the stages before did', async () => {
    await shop.commit({
      'define/here.yaml': `deploy: { destdir: ${join(root, 'out')}, hooks: { before: ["exit 4"] } }\n`,
    });
    const { code, stdout, stderr } = await run('here', '--devel', '--end', 'deploy');
    expect(code).toBe(1);
    expect(stdout).toContain('deploy: failed\n');
    expect(stderr).toContain('before: exit 4 ended with 4');
    expect(stderr).toContain('last passed stage: install');
  });
});

describe('usage', () => {
  it('wants an instance: exit code 64', async () => {
    expect(await facs(shop.folder, ['run'])).toMatchObject({ code: 64 });
    expect(await facs(shop.folder, ['run', '--list-nodes'])).toMatchObject({ code: 64 });
  });
});
