/** A developer's own instance, behind a name that all of them share (B-15). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { freshFolder } from '../support/fresh-folder.ts';
import { makeRepository, writeFiles } from '../support/repositories.ts';

const SHOP = {
  'define/facsimile.yaml': 'instances: { dev.*: , staging: }\nport: 80\n',
  'define/dev.yaml': 'port: 8000\n',
  'define/dev.alice.yaml': 'port: 8001\n',
  'define/bob.yaml': 'port: 8002\n',
  'define/tmpl/_ALL_/_DEPLOY_/port': '{{ definition.port }}',
  '.gitignore': '/.facsimile/\n/run/\n',
};
const here = freshFolder(SHOP);

describe('B-15 with an instance in .facsimile/instance', () => {
  it('one word means for each developer what is theirs, with the same code and the same commands', async () => {
    const repository = await makeRepository(here.folder);
    await repository.commit({});
    for (const [developer, port] of [
      ['alice', '8001'],
      ['bob', '8002'],
    ] as const) {
      await writeFiles(here.folder, { '.facsimile/instance': `dev.${developer}\n` });
      const rendered = await facs(here.folder, ['render', 'shop', 'dev', '--src-dir', '.', '--out', 'run']);
      expect([rendered.code, rendered.stderr]).toEqual([0, `dev is dev.${developer} here, by .facsimile/instance`]);
      expect(await readFile(join(here.folder, 'run/_DEPLOY_/port'), 'utf8')).toBe(port);
      expect(repository.git('status', '--porcelain')).toBe('');
    }
  });

  it('other names mean themselves, and without the file every name does', async () => {
    expect((await facs(here.folder, ['resolve', 'shop', 'dev'])).stderr).toContain('there is no instance "dev"');
    await writeFiles(here.folder, { '.facsimile/instance': 'dev.alice' });
    const resolve = async (instance: string) => (await facs(here.folder, ['resolve', 'shop', instance])).data;
    expect((await resolve('dev')).instance).toBe('dev.alice');
    expect((await resolve('dev.bob')).definition.port).toBe(8002);
    expect((await resolve('staging')).definition.port).toBe(80);
    const { stdout } = await facs(here.folder, ['explain', 'shop', 'dev', 'port']);
    expect(stdout).toContain('port: 8001\n  set at define/dev.alice.yaml:1:7');
    expect((await facs(here.folder, ['diff', 'shop', 'staging', 'dev', '--define', 'define'])).stdout).toContain(
      '8001',
    );
  });

  it('lies where --top-dir says', async () => {
    await writeFiles(here.folder, { 'mine/instance': 'dev.bob\r\n' });
    expect((await facs(here.folder, ['resolve', 'shop', 'dev', '--top-dir', 'mine'])).data.instance).toBe('dev.bob');
  });

  it.each([
    ['', '.facsimile/instance:1:1: this file names one instance (write one line: dev.alice)'],
    ['dev.alice\ndev.bob\n', '.facsimile/instance:1:1: this file names one instance (write one line: dev.alice)'],
    [
      'dev.Alice',
      '.facsimile/instance:1:1: "dev.Alice" is no name for an instance (use lowercase letters, digits, - and _, in parts joined by dots)',
    ],
  ])('%j in it is refused', async (text, issue) => {
    await writeFiles(here.folder, { '.facsimile/instance': text });
    const { code, stderr } = await facs(here.folder, ['resolve', 'shop', 'dev']);
    expect([code, stderr]).toEqual([2, issue]);
  });
});
