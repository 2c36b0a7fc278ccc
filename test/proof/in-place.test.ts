/** Files right in home, as rsync put them for Facsimile 1.1.1. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Files, openProof, type Proof, readTree, write } from '../support/proof.ts';

let proof: Proof;
const home = (...path: string[]) => join(proof.folder, 'home', ...path);

beforeEach(async () => {
  proof = await openProof({
    'config/facsimile/facsimile.yaml': 'projects: { shop: {} }\ninstances: { here: {} }\n',
    'config/facsimile/shop.yaml': 'install: { groups: [{ dir: $SRC_DIR$/files }] }\n',
    'config/facsimile/here.yaml': 'deploy: { destdir: ../home, layout: inplace }\n',
    'files/etc/shop.conf': 'one',
    'files/shop/main.py': 'main',
    'files/shop/main.pyc': 'compiled here',
  });
});
afterEach(() => proof.remove());

function lay(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(home(path)), { recursive: true });
    writeFileSync(home(path), text);
  }
}

const deploy = (...words: string[]) => proof.data('deploy', 'shop', 'here', '--src-dir', '.', ...words);
const found = () => {
  const { 'etc/shop.version': _, ...files } = readTree(home());
  return files;
};

describe('F-75 files go right into home', () => {
  it('and nothing else there is taken away', async () => {
    lay({ 'etc/own.conf': 'own', 'other/x': 'x', 'etc/shop.conf': 'old' });
    await deploy();
    const first = { 'etc/own.conf': 'own', 'other/x': 'x', 'etc/shop.conf': 'one' };
    expect(found()).toEqual({ ...first, 'shop/main.py': 'main', 'shop/main.pyc': 'compiled here' });
    await write(proof, { 'files/etc/second.conf': 'two' });
    await proof.project.git('rm', '-q', '-f', 'files/etc/shop.conf');
    await deploy();
    expect(found()).toMatchObject({ ...first, 'etc/second.conf': 'two' });
  });
});

describe('F-76 cruft', () => {
  it('is cleared away in the folder of the project, if the release has one, and the plan says so', async () => {
    lay({ 'shop/old/cruft.py': 'cruft', 'shopping/x': 'x' });
    const planned = await deploy('--dry-run');
    expect(planned.plan.hosts[0].files.removed).toEqual(['shop/old/cruft.py']);
    expect(found()).toEqual({ 'shop/old/cruft.py': 'cruft', 'shopping/x': 'x' });
    await deploy();
    expect(Object.keys(found())).toEqual(['etc/shop.conf', 'shop/main.py', 'shop/main.pyc', 'shopping/x']);
    lay({ 'shop/late.py': 'late' });
    await proof.project.git('rm', '-q', '-r', '-f', 'files/shop');
    await deploy();
    expect(found()).toMatchObject({ 'shop/late.py': 'late', 'shop/main.py': 'main' });
  });
});

describe('F-77 exclude.rsync', () => {
  it('names what is neither sent nor cleared away', async () => {
    await write(proof, { 'config/facsimile/exclude.rsync': '# compiled\n*.pyc\n/uploads/\n' });
    lay({ 'shop/main.pyc': 'compiled there', 'shop/uploads/x.jpg': 'jpg', 'shop/cruft': 'cruft' });
    await deploy();
    expect(found()).toEqual({
      'etc/shop.conf': 'one',
      'shop/main.py': 'main',
      'shop/main.pyc': 'compiled there',
      'shop/uploads/x.jpg': 'jpg',
    });
  });

  it('also keeps files out of releases in folders of their own; what is no pattern is refused with its line', async () => {
    await write(proof, {
      'config/facsimile/exclude.rsync': '*.pyc\n',
      'config/facsimile/here.yaml': 'deploy: { destdir: ../home }\n',
    });
    await deploy();
    expect(Object.keys(readTree(home('current')))).toEqual(['etc/shop.conf', 'etc/shop.version', 'shop/main.py']);
    await write(proof, { 'config/facsimile/exclude.rsync': '*.pyc\n[a\n' });
    const refused = await proof.refusal('deploy', 'shop', 'here', '--src-dir', '.');
    expect(refused[0]).toMatch(/config\/facsimile\/exclude\.rsync:2:1: "\[a" is no pattern/);
  });
});

describe('what lies in place', () => {
  it('is compared and mended among the files of others: those of the release, and what is new in its own folder', async () => {
    await write(proof, { 'config/facsimile/exclude.rsync': '*.log\n' });
    await proof.project.commit({ 'files/etc/more.conf': 'more', 'files/shop/data.txt': 'data' });
    lay({ 'etc/own.conf': 'own' });
    await deploy();
    const verify = (...words: string[]) => proof.run('verify', 'shop', 'here', '--src-dir', '.', ...words);
    const told = async (...words: string[]) => {
      const { data } = await verify(...words);
      const [{ drift, mended, failure }] = data.hosts;
      expect(failure).toBeUndefined();
      const lines = (list: readonly { kind: string; path: string }[]) =>
        list.map(({ kind, path }) => `${kind} ${path}`);
      return { drift: lines(drift), mended: lines(mended) };
    };
    expect(await told()).toEqual({ drift: [], mended: [] });
    lay({ 'etc/shop.conf': 'by hand', 'shop/extra.py': 'extra', 'shop/x.log': 'log', 'etc/other.conf': 'other' });
    rmSync(home('shop/data.txt'));
    const drift = ['changed etc/shop.conf', 'missing shop/data.txt', 'added shop/extra.py'];
    expect(await told()).toEqual({ drift, mended: [] });
    expect(await told('--repair')).toEqual({ drift: [], mended: drift });
    expect(found()).toMatchObject({ 'etc/own.conf': 'own', 'etc/other.conf': 'other', 'shop/x.log': 'log' });
    expect(found()).toMatchObject({ 'etc/shop.conf': 'one', 'shop/data.txt': 'data' });
    expect(found()).not.toHaveProperty('shop/extra.py');
    expect(await told()).toEqual({ drift: [], mended: [] });
    // What is a folder now may be somebody's.
    rmSync(home('etc/more.conf'));
    lay({ 'etc/more.conf/inside': 'mine' });
    expect((await verify('--repair')).code).not.toBe(0);
    expect(found()).toMatchObject({ 'etc/more.conf/inside': 'mine' });
  });
});

describe('F-79 the way back', () => {
  it('goes to the release before, file by file, and holds nothing back of what others put there', async () => {
    await proof.project.commit({ 'files/etc/shop.conf': 'one' });
    await deploy();
    await write(proof, { 'files/etc/shop.conf': 'two', 'files/shop/second.py': 'second' });
    await deploy();
    lay({ 'etc/own.conf': 'own' });
    await proof.data('rollback', 'shop', 'here');
    expect(found()).toEqual({
      'etc/own.conf': 'own',
      'etc/shop.conf': 'one',
      'shop/main.py': 'main',
      'shop/main.pyc': 'compiled here',
    });
    expect((await proof.data('status', 'shop', 'here')).hosts[0].live.outcome).toBe('good');
  });
});
