/** Raising versions and releasing, on a real origin. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProof, type Proof, picture, write } from '../support/proof.ts';
import { CLEAN_GIT, makeRepository } from '../support/repositories.ts';

let proof: Proof;
let origin = '';
const git = (...words: string[]) => proof.project.git(...words);
const at = (...words: string[]) =>
  execFileSync('git', words, { cwd: origin, env: { ...process.env, ...CLEAN_GIT }, encoding: 'utf8' }).trim();

/** A project whose version is `version`, pushed to an origin that has nothing else. */
async function open(version: string, branch = 'main'): Promise<void> {
  proof = await openProof({ 'config/VERSION': `# the version of shop\n${version}\n`, 'a.txt': 'a\n' });
  origin = join(proof.folder, 'origin.git');
  git('branch', '--move', branch);
  execFileSync('git', ['init', '--quiet', '--bare', `--initial-branch=${branch}`, origin]);
  git('remote', 'add', 'origin', origin);
  git('push', '--quiet', 'origin', branch);
}

beforeEach(() => open('1.2.3.4', 'master'));
afterEach(() => proof.remove());

/** What a refusal must leave alone: everything. */
async function refused(...words: string[]): Promise<string> {
  const before = [picture(proof.project.folder), picture(origin)];
  const ran = await proof.run('version', ...words);
  expect(ran.code, ran.stdout).toBe(2);
  expect([picture(proof.project.folder), picture(origin)]).toEqual(before);
  return ran.stderr;
}

describe('facs version bump', () => {
  it('F-90: raises the fourth number, commits, tags and pushes', async () => {
    const was = git('rev-parse', 'HEAD');
    const { stdout } = await proof.run('version', 'bump');
    expect(stdout).toContain('raised config/VERSION from 1.2.3.4 to 1.2.3.5');
    expect(at('show', 'master:config/VERSION')).toBe('# the version of shop\n1.2.3.5');
    expect(at('log', '-2', '--format=%s %H', 'master').split('\n')).toEqual([
      expect.stringMatching(/^set version 1\.2\.3\.5 /),
      `change ${was}`,
    ]);
    expect(at('cat-file', '-t', '1.2.3.5')).toBe('tag');
    expect(at('for-each-ref', '--format=%(contents:subject)', 'refs/tags/1.2.3.5')).toBe('version 1.2.3.5');
    expect(at('rev-parse', '1.2.3.5^{commit}')).toBe(at('rev-parse', 'master'));
    expect(git('rev-parse', 'HEAD')).toBe(at('rev-parse', 'master'));
    expect(git('status', '--porcelain')).toBe('');
    await proof.data('version', 'bump');
    expect(at('show', 'master:config/VERSION')).toContain('\n1.2.3.6');
  });

  it('F-90: any argument is refused', async () => {
    expect((await proof.run('version', 'bump', '1.2.3.9')).code).toBe(64);
    expect(at('tag')).toBe('');
  });

  it('F-90: on another branch, with changes, with commits that are not pushed or not here, each is refused', async () => {
    git('switch', '--quiet', '--create', 'work');
    await write(proof, { 'a.txt': 'b\n', 'new.txt': 'new\n' });
    const both = await refused('bump');
    expect(both).toContain('work is checked out, and versions are raised on the default branch (git switch master)');
    expect(both).toContain('changes that are not committed: a.txt, new.txt');
    git('switch', '--quiet', 'master');
    await proof.project.commit({ 'a.txt': 'b\n' });
    expect(await refused('bump')).toContain('are not pushed to origin (git push origin master)');
    git('push', '--quiet', 'origin', 'master');
    git('reset', '--quiet', '--hard', 'HEAD~1');
    expect(await refused('bump')).toContain('not here (git pull --rebase origin master)');
    git('checkout', '--quiet', '--detach');
    expect(await refused('bump')).toContain('no branch is checked out');
    git('remote', 'remove', 'origin');
    expect(await refused('bump')).toContain('has no origin');
  });

  it('F-90: config/VERSION comes before facsimile/VERSION; neither is refused', async () => {
    await proof.project.commit({ 'facsimile/VERSION': '7.0.0.0\n' });
    git('push', '--quiet', 'origin', 'master');
    expect((await proof.data('version', 'bump', '--dry-run')).version).toBe('1.2.3.5');
    for (const file of ['config/VERSION', 'facsimile/VERSION']) {
      rmSync(join(proof.project.folder, file));
      await proof.project.commit({});
      git('push', '--quiet', 'origin', 'master');
      if (file === 'config/VERSION') expect((await proof.data('version', 'bump', '--dry-run')).version).toBe('7.0.0.1');
    }
    expect(await refused('bump')).toContain('write 0.1.0 into config/VERSION');
  });
});

describe('facs version release', () => {
  it('F-91: releases the next patch on the branch release, and development goes on', async () => {
    git('push', '--quiet', 'origin', 'master:release');
    await proof.project.commit({ 'a.txt': 'b\n' });
    git('push', '--quiet', 'origin', 'master');
    const old = at('rev-parse', 'release');
    const ran = await proof.data('version', 'release');
    expect(ran).toMatchObject({ was: '1.2.3.4', version: '1.2.4', next: '1.2.4.1', finished: false });
    expect(at('log', '--format=%s', 'master').split('\n')).toEqual([
      ...['set version 1.2.4.1', 'set version 1.2.4', 'change', 'change'],
    ]);
    expect(at('show', 'release:config/VERSION')).toBe('# the version of shop\n1.2.4');
    expect(at('show', 'release:a.txt')).toBe('b');
    expect(at('rev-parse', 'release^1', 'release^2').split('\n')).toEqual([old, at('rev-parse', 'master~1')]);
    expect(at('rev-parse', '1.2.4^{commit}')).toBe(at('rev-parse', 'release'));
    expect(at('cat-file', '-t', '1.2.4')).toBe('tag');
    expect(git('rev-parse', 'HEAD')).toBe(at('rev-parse', 'master'));
    expect(git('status', '--porcelain')).toBe('');
  });

  it('F-91: releases again and again; the version never stands in the way, other contradictions do', async () => {
    await proof.data('version', 'release');
    await proof.data('version', 'bump');
    await proof.data('version', 'release', '2.0.0');
    expect(at('show', 'release:config/VERSION')).toContain('\n2.0.0');
    expect(at('show', 'master:config/VERSION')).toContain('\n2.0.0.1');
    git('switch', '--quiet', '--create', 'fix', 'refs/tags/2.0.0');
    await proof.project.commit({ 'a.txt': 'fixed\n' });
    git('push', '--quiet', 'origin', 'fix:release');
    git('switch', '--quiet', 'master');
    await proof.project.commit({ 'a.txt': 'otherwise\n' });
    git('push', '--quiet', 'origin', 'master');
    const tags = at('tag');
    const { code, stderr } = await proof.run('version', 'release');
    expect(code).toBe(2);
    expect(stderr).toContain('master and release contradict each other in a.txt');
    expect([at('tag'), git('tag')]).toEqual([tags, tags]);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('F-91: an explicit version has three numbers and is after the present one', async () => {
    expect(await refused('release', '2.0.0.1')).toContain('three numbers');
    expect(await refused('release', '1.2')).toContain('"1.2" is no version');
    expect(await refused('release', '1.2.3')).toContain('1.2.3 is not after 1.2.3.4');
    expect((await proof.run('version', 'release', '2.0.0', 'more')).code).toBe(64);
  });

  it('F-91: what is refused for bump is refused here, and a tag that is taken', async () => {
    await write(proof, { 'a.txt': 'b\n' });
    expect(await refused('release')).toContain('not committed: a.txt');
    git('checkout', '--quiet', 'a.txt');
    git('tag', '1.2.4');
    expect(await refused('release')).toContain('the tag 1.2.4 is there already, though not at origin');
    git('push', '--quiet', 'origin', '1.2.4');
    expect(await refused('release')).toContain('the tag 1.2.4 is there already (set another version');
  });

  it('F-91: the release pins submodules as the default branch does; one that moved is refused', async () => {
    const theme = await makeRepository(join(proof.folder, 'theme'));
    const first = await theme.commit({ 'style.css': 'a' });
    const local = ['-c', 'protocol.file.allow=always'];
    git(...local, 'submodule', '--quiet', 'add', theme.folder, 'theme');
    await proof.project.commit({});
    git('push', '--quiet', 'origin', 'master', 'master:release');
    const second = await theme.commit({ 'style.css': 'b' });
    execFileSync('git', [...local, 'pull', '--quiet'], { cwd: join(proof.project.folder, 'theme') });
    expect(await refused('release')).toContain('not committed: theme (commit or stash them; git submodule update');
    await proof.project.commit({});
    git('push', '--quiet', 'origin', 'master');
    expect(at('rev-parse', 'release:theme')).toBe(first);
    await proof.data('version', 'release');
    expect(at('rev-parse', 'release:theme')).toBe(second);
    expect(git('status', '--porcelain')).toBe('');
  });
});
