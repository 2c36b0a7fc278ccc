/** Runs of recorded releases: sources from the record alone, binaries once and for all, events, and dry runs that leave no trace. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { picture, readTree } from '../support/proof.ts';
import { openReleaseEstate, type ReleaseEstate } from '../support/release-estate.ts';
import { CLEAN_GIT, writeFiles } from '../support/repositories.ts';
import { describeWith, tool } from '../support/tools.ts';

const CLI = join(import.meta.dirname, '../../src/cli/cli.ts');
const PLATFORM = `${process.platform}-${process.arch}`;

let estate: ReleaseEstate;
let githash = '';
const run = (...words: string[]) => estate.run('run', 'shop', ...words);
const top = (...path: string[]) => join(estate.shop.folder, '.facsimile', ...path);
/** What meta was told of runs, newest first. */
const told = () =>
  [...estate.onMeta('log', '--format=%s').matchAll(/run-(begun|done|failed)/g)].map(([, what]) => what);
const lastCommit = () => estate.onMeta('log', '-1', '--format=%B');

beforeAll(async () => {
  estate = await openReleaseEstate();
  githash = await estate.publish(
    {
      'define/facsimile.yaml':
        'projects: { shop: {} }\ninstances: { here: {}, broken: {}, follows: { channel: edge } }\n',
      'define/shop.yaml': [
        'build:',
        '  command: mkdir out && cat vendor/theme/theme.css vendor/theme/icons/icon.svg ../library/lib.js > out/app && echo building',
        '  binaries: { app: out }',
        'install: { groups: [{ type: binary, name: app }] }',
        '',
      ].join('\n'),
      'define/here.yaml': `deploy: { destdir: ${estate.folder}/out }\n`,
      'define/broken.yaml': `deploy: { destdir: ${estate.folder}/broken, hooks: { before: ["exit 4"] } }\n`,
      'define/follows.yaml': `deploy: { destdir: ${estate.folder}/follows }\n`,
      '.gitignore': '.facsimile\n',
    },
    'v1.0.0',
  );
  expect(await estate.run('release', 'create')).toMatchObject({ code: 0 });
});
afterAll(() => estate.remove());

describeWith(['strace'], 'a dry run', () => {
  it('F-69, D-05: changes no file, speaks to nobody, and prints the whole plan', () => {
    const words = ['run', 'shop', 'here', 'v1.0.0', '--src-dir', '.', '--end', 'deploy'];
    const before = picture(estate.folder);
    const { stdout, calls } = trace(...words, '--dry-run');
    expect(calls.some((call) => call.includes('define/shop.yaml'))).toBe(true);
    expect(calls.filter(isEffect)).toEqual([]);
    expect(picture(estate.folder)).toEqual(before);
    for (const part of ['checkout: ', 'build: would run mkdir out', 'install: ', 'deploy: shop here: 1.0.0'])
      expect(stdout).toContain(part);
    expect(stdout).toContain('tree: unknown (app would be built first)');
    // The same eyes see what a run does that is none.
    const real = trace(...words.slice(0, 4), '--only', 'checkout', '--top-dir', join(estate.folder, 'seen'));
    expect(real.calls.filter(isEffect).some((call) => call.includes('/seen/source/shop/'))).toBe(true);
  });

  it('F-69: leaves meta, caches and hosts as they were', async () => {
    const before = picture(estate.folder);
    const TMPDIR = mkdtempSync(join(tmpdir(), 'facs-own-'));
    const { code, stdout, stderr } = await estate.runWith({ TMPDIR }, 'run', 'shop', 'here', 'v1.0.0', '--dry-run');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain(`in a clean export at .facsimile/build/shop/${githash}, for app.${PLATFORM}`);
    expect(picture(estate.folder)).toEqual(before);
    expect(readdirSync(TMPDIR)).toEqual([]);
    rmdirSync(TMPDIR);
  });
});

describeWith(['git'], 'a recorded release', () => {
  it('F-67: is checked out with its submodules, two levels deep, and what its lock pins beside it', async () => {
    expect(await run('here', 'v1.0.0', '--only', 'checkout')).toMatchObject({ code: 0 });
    const files = readTree(top('source', 'shop', githash));
    expect(files).toMatchObject({
      'library/lib.js': 'one',
      'shop/vendor/theme/theme.css': 'one',
      'shop/vendor/theme/icons/icon.svg': '<svg/>',
    });
  });

  it('F-67: comes back from its record alone, without definitions or a work tree', async () => {
    const out = join(estate.folder, 'reproduced');
    const words = ['release', 'checkout', 'shop', '1.0.0', '--out', out, '--top-dir', join(estate.folder, 'top')];
    const { data, code } = await estate.run(...words);
    expect(code).toBe(0);
    expect(data.repos.map(({ folder }: { readonly folder: string }) => folder)).toEqual([
      ...['shop', 'shop/vendor/theme', 'shop/vendor/theme/icons', 'library'],
    ]);
    expect(readTree(out)).toEqual(readTree(top('source', 'shop', githash)));
    expect((await estate.run(...words)).data.reused).toBe(true);
    expect((await estate.run('release', 'checkout', 'shop', '9.9', '--out', out)).code).toBe(2);
    // What somebody else put there is neither taken for a release nor taken away.
    for (const more of [[], ['--clean']]) {
      const refused = await estate.run('release', 'checkout', 'shop', '1.0.0', '--out', estate.library.folder, ...more);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('holds something else') });
    }
    expect(readdirSync(estate.library.folder)).toContain('lib.js');
  });

  it('F-68: is built once: its binary is recorded, and nobody builds it again', async () => {
    const first = await run('here', 'v1.0.0', '--end', 'build');
    expect(first.stderr).toContain('building');
    expect(first.data.stages[1]).toMatchObject({ outcome: 'done', binaries: [{ name: 'app', platform: PLATFORM }] });
    expect((await estate.run('release', 'show', 'shop', '1.0.0')).data.binaries).toMatchObject([
      { name: 'app', platform: PLATFORM, sha256: first.data.stages[1].binaries[0].sha256 },
    ]);
    for (const more of [[], ['--clean']]) {
      const again = await run('here', 'v1.0.0', '--end', 'build', ...more);
      expect([again.code, again.data.stages[1].outcome]).toEqual([0, 'unchanged']);
      expect(again.stderr).not.toContain('building');
    }
    expect(existsSync(top('binaries'))).toBe(false);
  });

  it('F-68: needs a store before anything is done, when it is still to be built', async () => {
    await estate.publish({ 'a.txt': 'one' }, 'v1.1.0');
    await estate.run('release', 'create');
    const refused = await estate.runWith({ FACS_STORE: '' }, 'run', 'shop', 'here', 'v1.1.0');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('a binary needs a store') });
    expect(refused.stderr).not.toContain('stage checkout');
  });

  it('F-72: tells meta that a run begins, and how long it took; deploying is facs deploy with its records', async () => {
    const before = told().length;
    const ran = await run('here', 'v1.0.0');
    expect(ran.code).toBe(0);
    expect(ran.stderr).toMatch(/begin: shop here 1\.0\.0 \(\w{12}\).* by ann/);
    expect(told().slice(0, told().length - before)).toEqual(['done', 'begun']);
    const records = estate.onMeta('ls-tree', '-r', '--name-only', 'HEAD', 'shop/deployments/here/').split('\n');
    expect(records.map((path) => /(\w+)\.(begin|end)\.binpb$/.exec(path)?.slice(1))).toEqual([
      [ran.data.deployed.deployment, 'begin'],
      [ran.data.deployed.deployment, 'end'],
    ]);
    expect(estate.onMeta('for-each-ref', 'refs/facsimile/locks')).toBe('');
    expect(readFileSync(join(estate.folder, 'out/current/app'), 'utf8')).toBe('one<svg/>one');
  });

  it('F-72: tells which stage was the last to pass when it fails, and that it was to end early', async () => {
    const failed = await run('broken', 'v1.0.0');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('last passed stage: install');
    const last = lastCommit();
    expect(last).toContain('run-failed');
    expect(last).toMatch(/passed\W+install/);
    const { stderr } = await run('here', 'v1.0.0', '--end', 'checkout');
    expect(stderr).toContain('. shortened push, only to checkout stage');
    // Nobody else has to know of a checkout.
    expect(lastCommit()).toBe(last);
  });

  it('F-69: is planned without keeping a copy of its binaries', async () => {
    await run('here', 'v1.0.0');
    rmSync(top('cache'), { recursive: true });
    const before = picture(estate.folder);
    const { stdout, code } = await run('here', 'v1.0.0', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/build: is built already[\s\S]*install: .* would be rendered\n {2}\w{12} {2}2 files/);
    expect(picture(estate.folder)).toEqual(before);
  });

  it('F-63: is deployed only if its channel still maps to what this run went through', async () => {
    await estate.run('channel', 'set', 'shop', 'edge', '1.0.0');
    const move = `${process.execPath} ${CLI} channel set shop edge 1.1.0 --meta ${estate.meta}`;
    const stages = `['checkout', { name: 'meanwhile', run: ({ command }) => command('${move}') }, 'deploy']`;
    await writeFiles(estate.shop.folder, { 'define/shop.mjs': `export const stages = ${stages};` });
    const moved = await run('follows');
    rmSync(join(estate.shop.folder, 'define/shop.mjs'));
    expect(moved.code).toBe(1);
    expect(moved.stderr).toMatch(/edge is at \w{12} by now, and this run is about \w{12}/);
    expect(existsSync(join(estate.folder, 'follows'))).toBe(false);
  });

  it('D-06: is no branch: --devel is not deployed where it would have to be recorded', async () => {
    const refused = await run('here', '--devel', '--end', 'deploy');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('a branch is no release') });
    const before = told().length;
    const built = await run('here', '--devel');
    expect(built).toMatchObject({ code: 0 });
    expect(built.data.stages.map(({ stage }: { readonly stage: string }) => stage)).not.toContain('deploy');
    expect(told().length).toBe(before);
  });
});

/** Runs the program under strace, from the shop, without meta. Gives the system calls of all its processes. */
function trace(...words: string[]): { readonly stdout: string; readonly calls: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'facs-trace-'));
  const filter = `trace=${[...CHANGES, 'openat', 'connect'].join(',')}`;
  const strace = ['-ff', '-qq', '-s', '256', '-o', join(folder, 'log'), '-e', filter];
  try {
    const stdout = execFileSync(tool('strace'), [...strace, process.execPath, CLI, ...words], {
      cwd: estate.shop.folder,
      encoding: 'utf8',
      env: { ...process.env, ...CLEAN_GIT },
      stdio: ['ignore', 'pipe', 'pipe'], // what it says on stderr is part of the failure
    });
    // A file for each process: no call is torn apart by another one's.
    const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    return { stdout, calls: logs.flatMap((log) => log.split('\n')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const CHANGES = [
  ...[
    'mkdir',
    'mkdirat',
    'rmdir',
    'unlink',
    'unlinkat',
    'rename',
    'renameat',
    'renameat2',
    'link',
    'linkat',
    'symlink',
  ],
  ...[
    'symlinkat',
    'chmod',
    'fchmod',
    'fchmodat',
    'chown',
    'fchown',
    'fchownat',
    'truncate',
    'ftruncate',
    'creat',
    'mknodat',
  ],
  ...['utimensat', 'bind', 'setxattr'],
];

/** True for a call that worked and left something: on disk, but for devices, or with another machine. */
function isEffect(call: string): boolean {
  if (/= -1 E|^$|^---|^\+\+\+/.test(call)) return false;
  if (/\bopenat\(/.test(call)) return /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)/.test(call) && !/"\/dev\//.test(call);
  if (/\bconnect\(/.test(call)) return !/AF_UNIX/.test(call);
  return /\b\w+\(/.test(call);
}
