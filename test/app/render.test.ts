/** `facs render` of a real repository: what lies in the folder afterwards, what is refused, and one digest everywhere. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundle } from '../../src/build/bundle.ts';
import { facs } from '../support/facs.ts';
import { makeRepository, type Repository, writeFiles } from '../support/repositories.ts';
import { describeWith, tool } from '../support/tools.ts';

const FILES = {
  'define/facsimile.yaml': 'projects: {shop: {}}\ninstances: {production: {}, dev.ann: {}}\n',
  'define/shop.yaml': [
    'name: Shop',
    'since: 2024-03-31 02:30:00',
    'modules: [db]',
    'install:',
    '  groups:',
    '    - {type: copy, dir: src}',
    '    - {type: copy, files: [$SRC_DIR$/tools/start]}',
    '',
  ].join('\n'),
  'define/production.yaml': [
    'deploy:',
    '  user: app',
    '  home: /srv/shop',
    '  nodes: {web: [w1, w2], db: [d1]}',
    'hosts:',
    ...['w1', 'w2', 'd1'].map(
      (name) =>
        `  ${name}: {address: 127.0.0.1, host_keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPAk2xXp6BUNh8R5Yf6J9nC2G9jcEWNQOSF3FB0mxk3z]}`,
    ),
    '',
  ].join('\n'),
  'define/dev.yaml': 'deploy: {destdir: /srv/shop}\n',
  'define/ann.yaml': 'name: Shop of Ann\n',
  'src/app.js': 'console.log(1)\n',
  'src/deep/è.txt': 'x\n',
  'tools/start*': '#!/bin/sh\n',
  'src/latest': '-> app.js',
  'extra/robots.txt': 'User-agent: *\n',
  'tmpl/_ALL_/_DEPLOY_/etc/shop.ini': [
    '[shop]',
    'name = {{ definition.name | ini }}',
    'since = {{ definition.since | date: "%c" }}',
    'release = {{ release.githash }} {{ release.committed_at | date }}',
    '{% for h in hosts %}',
    'host = {{ h.name }}',
    '{% endfor %}',
    '',
  ].join('\n'),
  'tmpl/_ALL_/_DEPLOY_/etc/db.env': 'PASSWORD={{ module.db.password | shell }}\n',
  'tmpl/_ALL_/init.sql': 'alter role {{ module.db.username }} password {{ module.db.password | sql }};\n',
};

let home = '';
let repo: Repository;
let env: Record<string, string> = {};
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'facs-render-'));
  repo = await makeRepository(join(home, 'shop'));
  await repo.commit(FILES);
  execFileSync(tool('age-keygen'), ['-o', join(home, 'key')], { stdio: 'ignore' });
  env = { HOME: home, SOPS_AGE_KEY_FILE: join(home, 'key'), XDG_CONFIG_HOME: join(home, 'config') };
});
afterAll(() => rm(home, { recursive: true, force: true }));

const render = (words: readonly string[], more: Record<string, string> = {}) =>
  facs(repo.folder, ['render', ...words], { ...env, ...more });

/** `mode text` of everything below a folder. */
async function look(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1);
    if (entry.isSymbolicLink()) found[name] = `→ ${await readlink(path)}`;
    else if (entry.isFile())
      found[name] = `${((await stat(path)).mode & 0o777).toString(8)} ${await readFile(path, 'utf8')}`;
  }
  return found;
}

describeWith(['age-keygen'], 'facs render', () => {
  let out = '';
  beforeEach(async () => {
    out = join(home, 'out');
    await rm(out, { recursive: true, force: true });
  });

  it('writes what every host gets, and what is made beside it, with modes of their own', async () => {
    const { code, stdout, data } = await render([
      'shop',
      'production',
      repo.git('rev-parse', 'HEAD'),
      '--src-dir',
      '.',
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    const found = await look(out);
    const password = /PASSWORD=(\S+)/.exec(found['_DEPLOY_/etc/db.env'] ?? '')?.[1];
    expect(password).toMatch(/^[0-9a-f-]{36}$/);
    const { '.facsimile-render.json': note, ...files } = found;
    const head = repo.git('rev-parse', 'HEAD');
    expect(files).toEqual({
      '_DEPLOY_/src/app.js': '644 console.log(1)\n',
      '_DEPLOY_/src/deep/è.txt': '644 x\n',
      '_DEPLOY_/src/latest': '→ app.js',
      '_DEPLOY_/start': '755 #!/bin/sh\n',
      '_DEPLOY_/robots.txt': '644 User-agent: *\n',
      '_DEPLOY_/etc/shop.version': expect.stringMatching(/^644 \S+\n$/),
      '_DEPLOY_/etc/shop.ini': `644 [shop]\nname = Shop\nsince = Sun Mar 31 02:30:00 2024\nrelease = ${head} Friday, January 2, 2026 at 3:04 am +0000\nhost = w1\nhost = w2\nhost = d1\n`,
      '_DEPLOY_/etc/db.env': `600 PASSWORD=${password}\n`,
      'init.sql': `600 alter role db password '${password}';\n`,
    });
    expect(JSON.parse((note ?? '').replace(/^\d+ /, ''))).toMatchObject({ instance: 'production', release: head });
    const [tree] = data.trees;
    expect(tree).toEqual({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      hosts: ['w1', 'w2', 'd1'],
      files: 8,
      folders: ['.'],
    });
    expect(stdout).toBe(`${tree.digest}  8 files  w1, w2, d1\n`);
  });

  it('gives each host a folder where they differ, and only those that are chosen', async () => {
    await writeFiles(repo.folder, { 'tmpl/_TARGET_/db/_DEPLOY_/only': 'db' });
    try {
      const { data } = await render(['production', '--src-dir', '.', '--out', out]);
      expect(data.trees.map((tree: { hosts: unknown; folders: unknown }) => [tree.hosts, tree.folders])).toEqual([
        [
          ['w1', 'w2'],
          ['w1', 'w2'],
        ],
        [['d1'], ['d1']],
      ]);
      expect((await readdir(out)).sort()).toEqual(['.facsimile-render.json', 'd1', 'w1', 'w2']);
      expect(await look(join(out, 'd1/_DEPLOY_'))).toMatchObject({ only: '644 db' });
      await render(['production', '--src-dir', '.', '--out', out, '--target', 'db']);
      expect((await readdir(out)).sort()).toEqual(['.facsimile-render.json', '_DEPLOY_', 'init.sql']);
    } finally {
      await rm(join(repo.folder, 'tmpl/_TARGET_'), { recursive: true });
    }
  });

  it('takes nothing of its own folder for source', async () => {
    await writeFiles(repo.folder, { 'define/dev.ann.yaml': 'install: {groups: [{type: copy, dir: .}]}\n' });
    try {
      const first = await render(['dev.ann', '--src-dir', '.', '--out', out]);
      const again = await render(['dev.ann', '--src-dir', '.', '--out', out]);
      expect(again.data.trees).toEqual(first.data.trees);
      expect(Object.keys(await look(out))).toContain('_DEPLOY_/tools/start');
      expect(Object.keys(await look(out)).join()).not.toContain('.facsimile/');
    } finally {
      await rm(join(repo.folder, 'define/dev.ann.yaml'));
    }
  });

  it('renders an instance without hosts too', async () => {
    const { data } = await render(['dev.ann', '--src-dir', '.', '--out', out]);
    expect(data.trees[0].hosts).toEqual(['localhost']);
    expect((await look(out))['_DEPLOY_/etc/shop.ini']).toContain('name = Shop of Ann');
  });

  it('replaces what it wrote before, all of it, and nothing that it did not write', async () => {
    await render(['production', '--src-dir', '.', '--out', out]);
    await writeFile(join(out, '_DEPLOY_/stale'), '');
    await render(['production', '--src-dir', '.', '--out', out]);
    expect(await look(out)).not.toHaveProperty('_DEPLOY_/stale');

    const theirs = join(home, 'theirs');
    await mkdir(join(theirs, '.git'), { recursive: true });
    await writeFile(join(theirs, '.git/HEAD'), 'x');
    const refused = await render(['production', '--src-dir', '.', '--out', theirs]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('did not write: .git') });
    expect(await readdir(theirs, { recursive: true })).toEqual(['.git', '.git/HEAD']);
  });

  it('writes nothing in a dry run', async () => {
    const before = await render(['production', '--src-dir', '.', '--out', out]);
    await rm(out, { recursive: true });
    const dry = await render(['production', '--src-dir', '.', '--out', out, '--dry-run']);
    expect(dry.data.trees).toEqual(before.data.trees);
    await expect(stat(out)).rejects.toThrow('ENOENT');
  });

  it('refuses a name that no template knows: where, which line, what instead; nothing is changed', async () => {
    await writeFiles(repo.folder, { 'tmpl/production/_DEPLOY_/broken': 'a\nb {{ definition.naem }}\n' });
    try {
      const { code, stderr } = await render(['production', '--src-dir', '.', '--out', out]);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /^tmpl\/production\/_DEPLOY_\/broken:2:6: undefined name definition\.naem, in a template of production \(did you mean "name"\?\)\n/,
      );
      expect(stderr).toContain('>> 2| b {{ definition.naem }}\n');
      await expect(stat(out)).rejects.toThrow('ENOENT');
    } finally {
      await rm(join(repo.folder, 'tmpl/production'), { recursive: true });
    }
  });

  it('refuses a file whose name is not UTF-8', async () => {
    const odd = Buffer.concat([Buffer.from(join(repo.folder, 'extra/odd-')), Buffer.from([0xff])]);
    await writeFile(odd, '');
    try {
      const { code, stderr } = await render(['production', '--src-dir', '.', '--out', out]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('is not UTF-8')]);
    } finally {
      await rm(odd);
    }
  });

  it('fails without the key of a state that it needs, listing the recipients; nothing is changed', async () => {
    await render(['production', '--src-dir', '.', '--out', out]);
    const state = await readFile(join(repo.folder, '.facsimile/state/production.yaml'));
    const before = await look(out);
    const { code, stderr } = await render(['production', '--src-dir', '.', '--out', out], {
      SOPS_AGE_KEY_FILE: '/nowhere',
    });
    expect(code).toBe(1);
    const recipient = execFileSync(tool('age-keygen'), ['-y', join(home, 'key')], { encoding: 'utf8' }).trim();
    expect(stderr).toContain(recipient);
    expect(stderr).toContain('next: ');
    expect(await look(out)).toEqual(before);
    expect(await readFile(join(repo.folder, '.facsimile/state/production.yaml'))).toEqual(state);
  });
});

/** The Node of this machine that is not the one of node_modules, which `PATH` would find. */
function systemNode(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  return folders
    .map((folder) => join(folder, 'node'))
    .find((path) => {
      try {
        return execFileSync(path, ['--version'], { encoding: 'utf8' }).startsWith('v');
      } catch {
        return false;
      }
    });
}

describe('the program as it is shipped gives one digest', () => {
  let cli = '';
  beforeAll(async () => {
    await bundle(join(home, 'dist'));
    cli = join(home, 'dist/cli.js');
    await render(['production', '--src-dir', '.', '--out', join(home, 'first')]);
  });

  function digest(node: string, more: Record<string, string>, umask: string): string {
    const script = `umask ${umask}; exec "$@"`;
    const words = [
      '-c',
      script,
      'sh',
      node,
      cli,
      'render',
      'production',
      '--src-dir',
      '.',
      '--out',
      join(home, 'again'),
      '--json',
    ];
    const variables = { PATH: process.env['PATH'], ...env, ...more };
    const { trees } = JSON.parse(execFileSync('sh', words, { cwd: repo.folder, env: variables, encoding: 'utf8' }));
    return trees.map((tree: { digest: string }) => tree.digest).join();
  }

  const places = [
    ['here', {}, '022'],
    ['under another umask', {}, '077'],
    ['in another zone and language', { TZ: 'Europe/Berlin', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }, '002'],
    ['on the other side of the world', { TZ: 'Pacific/Chatham', LC_ALL: 'C' }, '022'],
  ] as const;

  it.each(places)('on the Node of development, %s', async (_, more, umask) => {
    const { data } = await render(['production', '--src-dir', '.', '--out', join(home, 'first')]);
    expect(digest(process.execPath, more, umask)).toBe(data.trees[0].digest);
  });

  const older = systemNode();
  it.skipIf(older === undefined).each(places)(`on ${older}, %s`, async (_, more, umask) => {
    expect(digest(older ?? '', more, umask)).toBe(digest(process.execPath, {}, '022'));
  });
});
