/** `facs version`: what is left when something ends it, signatures, and forms that Facsimile 1.1.1 did not know. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { wrapGit } from '../support/git-wrapper.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository } from '../support/repositories.ts';
import { makeKeyPair } from '../support/sshd.ts';
import { describeWith } from '../support/tools.ts';

const CLI = resolve(import.meta.dirname, '../../src/cli/cli.ts');

let root = '';
let origin = '';
let remove: () => Promise<void>;
let shop: Repository;
const at = (...words: string[]) =>
  execFileSync('git', words, { cwd: origin, env: { ...process.env, ...CLEAN_GIT }, encoding: 'utf8' }).trim();
const run = (...words: string[]) => facs(shop.folder, ['version', ...words], CLEAN_GIT);

beforeEach(async () => {
  ({ folder: root, remove } = await openTemporary());
  origin = join(root, 'origin.git');
  shop = await makeRepository(join(root, 'shop'));
  await shop.commit({ VERSION: '1.2.3.4\n', 'a.txt': 'a\n' });
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
  shop.git('remote', 'add', 'origin', origin);
  shop.git('push', '--quiet', 'origin', 'main', 'main:release');
});
afterEach(() => remove());

/** Runs the program itself, with a `git` that does as `script` says, until something kills it. */
async function runKilled(script: string, ...words: string[]): Promise<void> {
  const PATH = await wrapGit(join(root, 'bin'), script);
  const env = { ...process.env, ...CLEAN_GIT, PATH };
  const child = spawn(process.execPath, [CLI, 'version', ...words], { cwd: shop.folder, env, stdio: 'ignore' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

const BEFORE_PUSH = 'case "$1" in push) kill -KILL $PPID; exit 1 ;; esac; exec "$real" "$@"';
const AFTER_PUSH = 'case "$1" in push) "$real" "$@"; kill -KILL $PPID; exit 1 ;; esac; exec "$real" "$@"';

describe('a run that is killed', () => {
  it.each([
    ['before', BEFORE_PUSH],
    ['after', AFTER_PUSH],
  ])('%s its push is finished by the next: one release, no second one', async (when, script) => {
    await runKilled(script, 'release');
    expect(at('tag')).toBe(when === 'before' ? '' : '1.2.4');
    expect(shop.git('status', '--porcelain')).toBe('');
    const { stdout, data } = await run('release');
    expect(stdout).toContain('an earlier run had begun 1.2.4: it is finished now');
    expect(data).toMatchObject({ version: '1.2.4', next: '1.2.4.1', finished: true });
    expect(at('tag')).toBe('1.2.4');
    expect(at('show', 'main:VERSION')).toBe('1.2.4.1');
    expect(at('show', 'release:VERSION')).toBe('1.2.4');
    expect(shop.git('rev-parse', 'HEAD')).toBe(at('rev-parse', 'main'));
    expect(shop.git('status', '--porcelain')).toBe('');
    expect((await run('release')).data).toMatchObject({ version: '1.2.5', finished: false });
  });

  it.each([BEFORE_PUSH, AFTER_PUSH])('raises a version once, too', async (script) => {
    await runKilled(script, 'bump');
    expect((await run('bump', '--dry-run')).stdout).toContain('it would be finished');
    expect((await run('bump')).data).toMatchObject({ version: '1.2.3.5', finished: true });
    expect([at('tag'), at('show', 'main:VERSION')]).toEqual(['1.2.3.5', '1.2.3.5']);
    expect(shop.git('rev-parse', 'HEAD')).toBe(at('rev-parse', 'main'));
  });
});

describe('an origin that refuses', () => {
  it('one branch takes none of it, and nothing is left here', async () => {
    writeFileSync(join(origin, 'hooks/update'), '#!/bin/sh\ncase $1 in *release) echo "protected!"; exit 1 ;; esac\n');
    chmodSync(join(origin, 'hooks/update'), 0o755);
    const before = [at('rev-parse', 'main'), shop.git('rev-parse', 'HEAD')];
    const { code, stderr } = await run('release');
    expect(code).toBe(1);
    expect(stderr).toContain('origin did not take main, release, 1.2.4');
    expect(stderr).toContain('nothing, here and there');
    expect([at('rev-parse', 'main'), shop.git('rev-parse', 'HEAD')]).toEqual(before);
    expect([at('tag'), shop.git('tag')]).toEqual(['', '']);
  });

  it('may have taken it before the line broke: that counts', async () => {
    const PATH = await wrapGit(
      join(root, 'bin'),
      'case "$1" in push) "$real" "$@"; exit 128 ;; esac; exec "$real" "$@"',
    );
    expect(await facs(shop.folder, ['version', 'bump'], { ...CLEAN_GIT, PATH })).toMatchObject({ code: 0 });
    expect(at('tag')).toBe('1.2.3.5');
  });
});

describeWith(['ssh-keygen'], 'signatures', () => {
  it('are made where git is configured to sign, and verify', async () => {
    const { publicKey } = makeKeyPair(join(root, 'key'));
    writeFileSync(join(root, 'signers'), `ann@example.com ${publicKey}\n`);
    const config = {
      'gpg.format': 'ssh',
      'user.signingKey': join(root, 'key'),
      'gpg.ssh.allowedSignersFile': join(root, 'signers'),
      'tag.gpgSign': 'true',
    };
    for (const [key, value] of Object.entries(config)) shop.git('config', key, value);
    await run('release');
    shop.git('verify-tag', '1.2.4');
    expect(() => shop.git('verify-commit', '1.2.4^{commit}')).toThrow();
    expect(at('cat-file', 'tag', '1.2.4')).toContain('-----BEGIN SSH SIGNATURE-----');
    shop.git('config', 'commit.gpgSign', 'true');
    await run('bump');
    shop.git('verify-tag', '1.2.4.2');
    shop.git('verify-commit', '1.2.4.2^{commit}');
  });

  it('that cannot be made stop everything', async () => {
    const config = { 'gpg.format': 'ssh', 'user.signingKey': join(root, 'none'), 'tag.gpgSign': 'true' };
    for (const [key, value] of Object.entries(config)) shop.git('config', key, value);
    expect(await run('bump')).toMatchObject({ code: 1, stderr: expect.stringContaining('could not sign') });
    expect([shop.git('tag'), at('tag'), at('show', 'main:VERSION')]).toEqual(['', '', '1.2.3.4']);
  });
});

describe('other forms', () => {
  it('three numbers in package.json and its lock, tagged with a v where the others are', async () => {
    const lock = { name: 'shop', version: '1.2.3', packages: { '': { name: 'shop', version: '1.2.3' } } };
    shop.git('rm', '--quiet', 'VERSION');
    await shop.commit({
      'package.json': '{\n\t"name": "shop",\n\t"version": "1.2.3"\n}\n',
      'package-lock.json': JSON.stringify(lock, null, 2),
    });
    shop.git('tag', 'v1.2.3');
    shop.git('push', '--quiet', 'origin', 'main', 'v1.2.3');
    expect((await run('bump', '--part', 'minor')).data).toMatchObject({ version: '1.3.0', tag: 'v1.3.0' });
    const read = (name: string) => readFileSync(join(shop.folder, name), 'utf8');
    expect(read('package.json')).toBe('{\n\t"name": "shop",\n\t"version": "1.3.0"\n}\n');
    expect(JSON.parse(read('package-lock.json'))).toMatchObject({
      version: '1.3.0',
      packages: { '': { version: '1.3.0' } },
    });
    expect((await run('release', 'v2.0.0')).data).toMatchObject({ tag: 'v2.0.0', next: null });
    expect(at('rev-parse', 'release^2')).toBe(at('rev-parse', 'main'));
    expect((await run('bump', '--part', 'tiny')).code).toBe(64);
  });

  it('a version before a release becomes it; the first release makes the branch', async () => {
    shop.git('push', '--quiet', 'origin', ':release');
    await shop.commit({ VERSION: '# semver\n1.3.0-dev.4' });
    shop.git('push', '--quiet', 'origin', 'main');
    expect((await run('bump')).data).toMatchObject({ version: '1.3.0-dev.5' });
    expect((await run('release')).data).toMatchObject({ version: '1.3.0', next: '1.3.1-dev.1' });
    expect(at('show', 'main:VERSION')).toBe('# semver\n1.3.1-dev.1');
    expect(at('rev-parse', 'release')).toBe(at('rev-parse', 'main~1'));
  });

  it('--dry-run changes nothing at all', async () => {
    const refs = [at('for-each-ref'), shop.git('for-each-ref')];
    const { stdout, data } = await run('release', '--dry-run');
    expect(stdout).toContain('would raise VERSION from 1.2.3.4 to 1.2.4');
    expect(stdout).toContain('would push main, release, 1.2.4 to origin');
    expect(data).toMatchObject({ githash: null, next: '1.2.4.1' });
    expect([at('for-each-ref'), shop.git('for-each-ref')]).toEqual(refs);
  });
});
