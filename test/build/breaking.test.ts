import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLEAN_GIT } from '../support/repositories.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RELEASE = 'define/meta/facsimile/meta/v1/release.proto';

let work = '';
let origin = '';

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'facs-breaking-'));
  origin = join(work, 'origin');
  mkdirSync(join(origin, 'test'), { recursive: true });
  cpSync(join(ROOT, 'test/breaking'), join(origin, 'test/breaking'));
  cpSync(join(ROOT, 'define/meta'), join(origin, 'define/meta'), { recursive: true });
  git(origin, 'init', '--quiet', '--initial-branch=main');
  commit(origin);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const git = (folder: string, ...words: string[]) => {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
  const { status, stdout, stderr } = spawnSync('git', [...author, ...words], {
    cwd: folder,
    env: { ...process.env, ...CLEAN_GIT },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`);
  return stdout.trim();
};
const commit = (folder: string) => {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'x');
};
let count = 0;
const clone = (...words: string[]) => {
  const folder = join(work, `clone-${count++}`);
  git(work, 'clone', '--quiet', ...words, `file://${origin}`, folder);
  return folder;
};
/** Changes the schema as nobody may once it is released. */
const breakIt = (folder: string) => {
  const path = join(folder, RELEASE);
  writeFileSync(path, readFileSync(path, 'utf8').replace('string version = 3;', 'string number = 3;'));
};
const run = (folder: string) => {
  const PATH = [join(ROOT, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, ...CLEAN_GIT, PATH };
  const { status, stdout, stderr } = spawnSync('sh', ['test/breaking'], { cwd: folder, encoding: 'utf8', env });
  return { status, said: `${stdout}${stderr}` };
};

describe('before the first release', () => {
  it('a change that breaks is told, and refused by nobody', () => {
    const folder = clone();
    expect(run(folder)).toEqual({
      status: 0,
      said: expect.stringMatching(/NOT COMPARED: there is no release yet, and the schema is that/),
    });
    breakIt(folder);
    const before = run(folder);
    expect(before).toEqual({
      status: 0,
      said: expect.stringMatching(/no release yet; compared with the default branch at \w+\n/),
    });
    expect(before.said).toContain('changed name from "version" to "number"');
    expect(before.said).toContain('told, not refused');
    commit(folder);
    expect(run(folder).said).toContain('changed name from "version" to "number"');
  });

  it('says loudly why it compares nothing: no default branch, no history, no repository', () => {
    const alone = clone();
    git(alone, 'remote', 'remove', 'origin');
    expect(run(alone)).toEqual({
      status: 0,
      said: expect.stringContaining('NOT COMPARED: there is no release yet, and no default branch'),
    });
    commitMore(origin);
    expect(run(clone('--depth=1'))).toEqual({
      status: 0,
      said: expect.stringContaining('NOT COMPARED: this clone is shallow and has no tag'),
    });
    const plain = join(work, 'plain');
    cpSync(origin, plain, { recursive: true });
    rmSync(join(plain, '.git'), { recursive: true });
    expect(run(plain)).toEqual({ status: 0, said: expect.stringContaining('NOT COMPARED: this is no git repository') });
  });
});

describe('after a release', () => {
  beforeAll(() => {
    git(origin, 'tag', 'v0.1.0');
    git(origin, 'tag', 'v0');
    commitMore(origin);
  });

  it('a change that breaks fails, also when it is committed, tagged, or in a clone without history', () => {
    const folder = clone();
    expect(run(folder)).toEqual({ status: 0, said: 'buf breaking: compared with v0.1.0\n' });
    breakIt(folder);
    const refused = {
      status: 1,
      said: expect.stringMatching(/"version" to "number"[\s\S]*records that v0\.1\.0 wrote would be read otherwise/),
    };
    expect(run(folder)).toEqual(refused);
    commit(folder);
    git(folder, 'tag', 'v0.2.0');
    expect(run(folder)).toEqual(refused);
    const shallow = clone('--depth=1');
    git(shallow, 'fetch', '--quiet', '--depth=1', 'origin', 'refs/tags/v0.1.0:refs/tags/v0.1.0');
    breakIt(shallow);
    expect(run(shallow)).toEqual(refused);
  });

  it('a field that is added passes', () => {
    const folder = clone();
    const path = join(folder, RELEASE);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(
        'message Repo {',
        'message Repo {\n  // Why. Empty: none.\n  string why = 900;\n',
      ),
    );
    expect(run(folder)).toEqual({ status: 0, said: 'buf breaking: compared with v0.1.0\n' });
  });
});

function commitMore(folder: string): void {
  writeFileSync(join(folder, 'more'), String(Math.random()));
  commit(folder);
}
