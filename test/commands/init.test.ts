/** `facs init`: what it writes, that it works at once, and what it leaves alone. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { facs } from '../support/facs.ts';
import { makeRepository, type Repository, writeFiles } from '../support/repositories.ts';

const SCHEMA = JSON.parse(await readFile(join(import.meta.dirname, '../../define/schema.json'), 'utf8'));
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtr0bDgQ6M9xEl6cyvLfUPd3bMUVOpF9G7S6Z9rXo1A';
const WRITTEN = ['define/facsimile.yaml', 'define/shop.yaml', 'define/staging.yaml', 'tmpl/_ALL_/_DEPLOY_/page.html'];
let root = '';
let shop: Repository;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'facs-init-'));
  await writeFiles(root, { '.ssh/known_hosts': `web1.example.com ${KEY}\n` });
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(async () => {
  shop = await makeRepository(join(root, String(count++), 'shop'));
});

const run = (words: readonly string[], cwd = shop.folder) => facs(cwd, words, { HOME: root });
const init = (...words: string[]) => run(['init', ...words]);
const read = (path: string) => readFile(join(shop.folder, path), 'utf8');

/** Every file with its time: equal before and after means that nothing was touched. */
async function picture(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const entry of await readdir(shop.folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name).slice(shop.folder.length + 1);
    if (entry.isFile() && !path.startsWith('.git/')) found[path] = (await stat(join(shop.folder, path))).mtimeMs;
  }
  return found;
}

describe('facs init', () => {
  it('writes what resolves and renders at once', async () => {
    expect(await init('--host', 'deploy@web1.example.com')).toMatchObject({ code: 0, stderr: '' });
    expect(Object.keys(await picture()).sort()).toEqual(WRITTEN);
    const resolved = await run(['resolve', 'staging']);
    expect(resolved).toMatchObject({ code: 0, stderr: '', data: { project: 'shop', channel: 'edge' } });
    expect(resolved.data.definition.hosts.web1).toEqual({
      address: 'web1.example.com',
      user: 'deploy',
      host_keys: [KEY],
    });
    await shop.commit({});
    const rendered = await run(['render', 'staging', '--src-dir', '.', '--out', join(root, 'out')]);
    expect(rendered).toMatchObject({ code: 0, stderr: '', data: { release: { dirty: false } } });
    expect(await readFile(join(root, 'out/_DEPLOY_/page.html'), 'utf8')).toBe('<h1>Hello from web1</h1>\n');
  });

  it('needs to be told nothing, and works outside of git', async () => {
    const folder = join(root, 'no-git', 'My Shop!');
    await writeFiles(folder, { 'index.html': '' });
    const { data } = await run(['init'], folder);
    expect([data.project, data.instances, data.next[0]]).toEqual(['My-Shop', ['staging'], 'facs resolve staging']);
    expect(await run(['resolve', 'staging'], folder)).toMatchObject({ code: 0, stderr: '' });
  });

  it('names the project after its origin, and begins at the top of the work tree', async () => {
    await shop.commit({ 'deep/er/file': '' });
    shop.git('remote', 'add', 'origin', 'git@example.com:team/corner.git');
    const { data } = await run(['init', '--instance', 'dev.ann,production'], join(shop.folder, 'deep/er'));
    expect(data.project).toBe('corner');
    expect(parse(await read('define/facsimile.yaml'))).toEqual({
      projects: { corner: {} },
      instances: { 'dev.ann': { channel: 'edge' }, production: { channel: 'stable' } },
    });
    const all = await run(['resolve', '--all']);
    expect(all.data.instances).toHaveLength(2);
  });

  it('names the schema in each layer, and keeps to it', async () => {
    await init('--host', 'a,b:2222,10.0.0.1');
    const check = new Ajv2020({ strict: false }).compile(SCHEMA);
    for (const path of WRITTEN.filter((name) => name.startsWith('define/'))) {
      const text = await read(path);
      expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=${SCHEMA.$id}`);
      expect([path, check(parse(text)), check.errors]).toEqual([path, true, null]);
    }
  });

  it('changes nothing the second time', async () => {
    await init();
    const before = await picture();
    const { data } = await init();
    expect(await picture()).toEqual(before);
    expect(new Set(data.files.map(({ change }: { change: string }) => change))).toEqual(new Set(['kept']));
  });

  it('writes nothing with --dry-run, and shows all of it', async () => {
    const { stdout } = await init('--dry-run');
    expect(await picture()).toEqual({});
    for (const path of WRITTEN) expect(stdout).toContain(`would be written: ${path}\n`);
    expect(stdout).toContain('\n    greeting: Hello\n');
  });

  it('goes on where it was killed', async () => {
    await init();
    const whole = await Promise.all(WRITTEN.map(read));
    for (const path of ['define/facsimile.yaml', 'define/staging.yaml']) await rm(join(shop.folder, path));
    await init();
    expect(await Promise.all(WRITTEN.map(read))).toEqual(whole);
  });

  it('overwrites nothing', async () => {
    const mine = {
      'define/shop.yaml': 'mine: 1\n',
      'tmpl/_ALL_/_DEPLOY_/page.html': 'mine',
    };
    await writeFiles(shop.folder, mine);
    await init();
    expect(await read('define/shop.yaml')).toBe('mine: 1\n');
    expect(await read('tmpl/_ALL_/_DEPLOY_/page.html')).toBe('mine');
  });

  it.each([
    ['define/production.yaml', 'define'],
    ['config/facsimile/shop.yaml', 'config/facsimile'],
  ])('leaves definitions alone that somebody has begun: %s', async (path, found) => {
    await writeFiles(shop.folder, { [path]: 'mine: 1\n' });
    const { data, stdout } = await init();
    expect([data.found, data.next]).toEqual([found, ['facs resolve --all']]);
    expect(Object.keys(await picture()).sort()).toEqual([path]);
    expect(stdout).toContain(`${found} has definitions already: they stay as they are\n`);
  });

  it('says which host keys nobody here knows', async () => {
    const { stdout, data } = await init('--host', 'web1.example.com,web2.example.com');
    expect(data.unpinned).toEqual(['web2.example.com']);
    expect(stdout).toContain('the key of web2.example.com is not in ~/.ssh/known_hosts: compare what ssh-keyscan');
  });

  it.each<[readonly string[], string]>([
    [['define'], 'a project may not be called define'],
    [['--instance', 'Staging,shop.eu'], '"Staging" is no name for an instance'],
    [['--instance', 'shop.eu'], '--instance: instance "shop.eu" would share a layer with the project'],
    [['--host', 'a b,-oProxyCommand=x'], '--host: "a b" is no host'],
  ])('refuses %j and writes nothing', async (words, message) => {
    expect(await init(...words)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
    expect(await picture()).toEqual({});
  });
});
