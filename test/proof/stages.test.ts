/** The stages of a run, one by one: what each leaves on the disk, and what it leaves alone. */
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProof, type Proof, picture, readTree, write } from '../support/proof.ts';

const PLATFORM = `${process.platform}-${process.arch}`;
let proof: Proof;
let githash = '';
const run = (...words: string[]) => proof.run('run', 'shop', ...words);
const top = (...path: string[]) => join(proof.project.folder, '.facsimile', ...path);
const release = (instance: string, name = githash) => top('release', 'shop', instance, name);
const deployed = (path: string) => readFileSync(join(proof.folder, 'out/current', path), 'utf8');

/** Outcomes by stage, in order; how a run failed, if it did. */
async function outcomes(...words: string[]): Promise<unknown> {
  const { data, stderr, code } = await run(...words);
  if (code !== 0) return stderr;
  return Object.fromEntries(data.stages.map(({ stage, outcome }: Record<string, string>) => [stage, outcome]));
}

beforeEach(async () => {
  proof = await openProof({
    'define/facsimile.yaml': 'projects: { shop: {} }\ninstances: { here: {}, there: {} }\n',
    'define/shop.yaml': [
      'build: { command: mkdir out && cp a.txt out/app && ls -A > out/seen && echo building, binaries: { app: out } }',
      'install: { groups: [{ files: [a.txt] }, { type: binary, name: app, into: bin }] }',
      '',
    ].join('\n'),
    'define/here.yaml': 'deploy: { destdir: ../out }\n',
    'define/there.yaml': 'deploy: { destdir: ../there }\n',
    'define/tmpl/_ALL_/init.sql': '-- {{ facs.instance }}\n',
    'a.txt': 'one',
    '.gitignore': '.facsimile\n',
  });
  githash = proof.project.git('rev-parse', 'HEAD');
  proof.project.git('tag', 'v1.0.0');
});
afterEach(() => proof.remove());

describe('all stages', () => {
  it('F-63, F-65: go through checkout, build, install, deploy in this order, and say so', async () => {
    const { data, stderr, code } = await run('here', 'v1.0.0');
    expect(code).toBe(0);
    expect(data.stages.map(({ stage }: { readonly stage: string }) => stage)).toEqual([
      ...['checkout', 'build', 'install', 'deploy'],
    ]);
    expect(stderr).toMatch(
      /begin: [\s\S]*stage checkout[\s\S]*stage build[\s\S]*stage install[\s\S]*stage deploy[\s\S]*done in/,
    );
    expect([deployed('a.txt'), deployed('bin/app')]).toEqual(['one', 'one']);
  });

  it('F-65: end at the first that fails, and nothing of the later ones is done', async () => {
    await proof.project.commit({ 'define/shop.yaml': 'build: { command: exit 3, binaries: { app: out } }\n' });
    const { code, stderr } = await run('here', '--devel', '--end', 'deploy');
    expect(code).toBe(1);
    expect(stderr).not.toContain('stage install');
    expect(existsSync(top('release'))).toBe(false);
    expect(existsSync(join(proof.folder, 'out'))).toBe(false);
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown stage', ['--start', 'instal'], `--start: stage 'instal' does not exist (did you mean "install"?)`],
    [
      'only beside start or end',
      ['--only', 'build', '--end', 'build'],
      "stage option 'only' cannot be used with start or end",
    ],
    ['an end before the start', ['--start', 'deploy', '--end', 'build'], 'start and end produce no stages'],
  ])('F-64: refuse %s before anything is done', async (_, words, message) => {
    const refused = await run('here', 'v1.0.0', ...words);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(existsSync(top())).toBe(false);
  });

  it('F-64: are those that were asked for, both ends included', async () => {
    expect(await outcomes('here', 'v1.0.0', '--end', 'build')).toEqual({ checkout: 'done', build: 'done' });
    expect(await outcomes('here', 'v1.0.0', '--start', 'install')).toEqual({ install: 'done', deploy: 'done' });
    expect(await outcomes('here', 'v1.0.0', '--only', 'checkout')).toEqual({ checkout: 'unchanged' });
  });

  it('F-16: keep their work below --top-dir, by project and githash; only what is rendered by instance too', async () => {
    const elsewhere = join(proof.folder, 'top');
    for (const instance of ['here', 'there']) await run(instance, 'v1.0.0', '--end', 'install', '--top-dir', elsewhere);
    expect(Object.keys(readTree(elsewhere)).filter((path) => !path.startsWith('cache/'))).toEqual(
      [
        `binaries/shop/${githash}/app.${PLATFORM}.tar.gz`,
        ...['a.txt', 'define/facsimile.yaml', 'define/here.yaml', 'define/shop.yaml', 'define/there.yaml'].map(
          (path) => `build/shop/${githash}/shop/${path}`,
        ),
        `build/shop/${githash}/shop/define/tmpl/_ALL_/init.sql`,
        `build/shop/${githash}/shop/out/app`,
        `build/shop/${githash}/shop/out/seen`,
        ...['here', 'there'].flatMap((instance) =>
          ['_DEPLOY_/a.txt', '_DEPLOY_/bin/app', '_DEPLOY_/bin/seen', '_DEPLOY_/etc/shop.version', 'init.sql'].map(
            (path) => `release/shop/${instance}/${githash}/${path}`,
          ),
        ),
        ...['a.txt', 'define/facsimile.yaml', 'define/here.yaml', 'define/shop.yaml', 'define/there.yaml'].map(
          (path) => `source/shop/${githash}/shop/${path}`,
        ),
        `source/shop/${githash}/shop/define/tmpl/_ALL_/init.sql`,
      ].sort(),
    );
    expect(existsSync(top())).toBe(false);
  });
});

describe('checkout', () => {
  it('F-66: is clean, and one that is there is not touched unless --clean is given', async () => {
    await write(proof, { 'a.txt': 'changed', 'stray.txt': 'stray' });
    const path = top('source', 'shop', githash, 'shop', 'a.txt');
    expect(await outcomes('here', 'v1.0.0', '--only', 'checkout')).toEqual({ checkout: 'done' });
    expect(readdirSync(top('source', 'shop', githash, 'shop')).sort()).toEqual(['.gitignore', 'a.txt', 'define']);
    expect(readFileSync(path, 'utf8')).toBe('one');
    writeFileSync(path, 'mine');
    expect(await outcomes('here', 'v1.0.0', '--only', 'checkout')).toEqual({ checkout: 'unchanged' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(await outcomes('here', 'v1.0.0', '--only', 'checkout', '--clean')).toEqual({ checkout: 'done' });
    expect(readFileSync(path, 'utf8')).toBe('one');
  });

  it('F-66: takes a work tree as it is with --src-dir, and copies nothing', async () => {
    expect(await outcomes('here', '--src-dir', '.', '--only', 'checkout')).toEqual({ checkout: 'unchanged' });
    expect(existsSync(top())).toBe(false);
  });

  it('F-66: leaves nothing behind when it fails half way', async () => {
    await proof.project.commit({ 'facsimile.lock': `repos: { lib: { url: /nowhere, githash: ${'a'.repeat(40)} } }\n` });
    const failed = await run('here', '--devel', '--only', 'checkout');
    expect(failed.code).not.toBe(0);
    expect(failed.stderr).toContain('/nowhere');
    // A file that cannot be written ends it in the middle.
    const object = proof.project.git('rev-parse', `${githash}:a.txt`);
    const file = join(proof.project.folder, '.git/objects', object.slice(0, 2), object.slice(2));
    chmodSync(file, 0o644);
    rmSync(file);
    expect((await run('here', 'v1.0.0', '--only', 'checkout')).code).not.toBe(0);
    expect(existsSync(top('source')) ? readdirSync(top('source', 'shop')) : []).toEqual([]);
  });

  it('F-66: says that no repository is known', async () => {
    const { stderr, code } = await proof.run(
      'run',
      'shop',
      'here',
      'v1',
      '--define',
      '../shop/define',
      '--top-dir',
      '../t',
    );
    expect([code, stderr]).toEqual([2, expect.stringMatching(/VERSION: .* has no commit or tag v1/)]);
  });
});

describe('build', () => {
  it('F-68: happens beside the source, which stays as it is', async () => {
    const before = picture(join(proof.project.folder, 'define'));
    await run('here', 'v1.0.0', '--end', 'build');
    expect(existsSync(join(proof.project.folder, 'out'))).toBe(false);
    expect(existsSync(top('source', 'shop', githash, 'shop', 'out'))).toBe(false);
    expect(
      readFileSync(top('build', 'shop', githash, 'shop', 'out', 'seen'), 'utf8')
        .trim()
        .split('\n'),
    ).toEqual([...['.gitignore', 'a.txt', 'define', 'out']]);
    expect(picture(join(proof.project.folder, 'define'))).toEqual(before);
  });

  it('F-68: is nothing where the definition has none', async () => {
    await proof.project.commit({ 'define/shop.yaml': 'install: { groups: [{ files: [a.txt] }] }\n' });
    expect(await outcomes('here', '--devel')).toEqual({ checkout: 'done', build: 'unchanged', install: 'done' });
  });

  it('F-71: is done once, and again with --clean', async () => {
    expect((await run('here', 'v1.0.0', '--end', 'build')).stderr).toContain('building');
    expect((await run('there', 'v1.0.0', '--end', 'build')).stderr).not.toContain('building');
    expect((await run('here', 'v1.0.0', '--end', 'build', '--clean')).stderr).toContain('building');
  });

  it('F-82: that fails is told with its command, code and folder', async () => {
    await proof.project.commit({
      'define/shop.yaml': 'build: { command: echo no >&2; exit 7, binaries: { app: out } }\n',
    });
    const { stderr } = await run('here', '--devel', '--end', 'build');
    const at = proof.project.git('rev-parse', 'HEAD');
    expect(stderr).toContain(`echo no >&2; exit 7 ended with exit code 7 in ${top('build', 'shop', at, 'shop')}`);
    expect(stderr).toMatch(/^no$/m);
    expect(existsSync(top('binaries'))).toBe(false);
  });
});

describe('install', () => {
  it('D-24: clears what an earlier one left, beside _DEPLOY_ too', async () => {
    await run('here', 'v1.0.0', '--end', 'install');
    writeFileSync(join(release('here'), 'old.sql'), 'stale');
    writeFileSync(join(release('here'), '_DEPLOY_', 'old.txt'), 'stale');
    await run('here', 'v1.0.0', '--only', 'install');
    expect(readdirSync(release('here')).sort()).toEqual(['.facsimile-render.json', '_DEPLOY_', 'init.sql']);
    expect(existsSync(join(release('here'), '_DEPLOY_', 'old.txt'))).toBe(false);
  });

  it('F-16: writes the bytes that hosts then get', async () => {
    await run('here', 'v1.0.0');
    const installed = readTree(join(release('here'), '_DEPLOY_'));
    expect(readTree(join(proof.folder, 'out/current'))).toEqual(installed);
    expect(statSync(join(release('here'), '_DEPLOY_')).isDirectory()).toBe(true);
  });
});

describe('against development', () => {
  it('F-70, D-06: --devel takes what the branch has, and deploys only when that is said', async () => {
    await run('here', 'v1.0.0');
    await proof.project.commit({ 'a.txt': 'two' });
    const ran = await run('here', '--devel');
    expect(ran.stderr).toContain('devel build');
    expect(ran.data.stages.map(({ stage }: { readonly stage: string }) => stage)).toEqual([
      'checkout',
      'build',
      'install',
    ]);
    expect(deployed('a.txt')).toBe('one');
    expect(await outcomes('here', '--devel', '--only', 'deploy')).toEqual({ deploy: 'done' });
    expect(deployed('a.txt')).toBe('two');
  });

  it('F-70: --devel takes a branch by its name', async () => {
    proof.project.git('switch', '--quiet', '--create', 'next');
    const next = await proof.project.commit({ 'a.txt': 'next' });
    proof.project.git('switch', '--quiet', 'main');
    expect((await run('here', 'next', '--devel', '--end', 'install')).data.release.githash).toBe(next);
    expect(readFileSync(join(release('here', next), '_DEPLOY_', 'a.txt'), 'utf8')).toBe('next');
  });

  it('D-29: leaves the checkout of a release as it is, and finds it so', async () => {
    await run('here', 'v1.0.0', '--only', 'checkout');
    const before = picture(top('source', 'shop', githash));
    await proof.project.commit({ 'a.txt': 'two' });
    expect(await outcomes('here', '--devel', '--only', 'checkout')).toEqual({ checkout: 'done' });
    await proof.project.commit({ 'a.txt': 'three' });
    expect(await outcomes('here', '--devel', '--only', 'checkout')).toEqual({ checkout: 'done' });
    expect(picture(top('source', 'shop', githash))).toEqual(before);
    expect(readdirSync(top('source', 'shop'))).toHaveLength(3);
  });
});
