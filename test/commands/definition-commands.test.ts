/** `facs resolve`, `explain`, `hosts` as programs: what they print, their exit codes, and that they change nothing. */
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder } from '../support/fresh-folder.ts';
import { makeRepository, writeFiles } from '../support/repositories.ts';

const CLI = join(import.meta.dirname, '../../src/cli/cli.ts');
const LAYERS = {
  'define/facsimile.yaml':
    'projects: { shop: }\ninstances:\n  production.eu: { channel: stable, environment: prod }\n  dev.*: {}\ndeploy: { user: app }\n',
  'define/production.yaml': 'home: /srv/shop\ndeploy:\n  user: shop\n  nodes: { web: [web1, web2], db: [web2] }\n',
  'define/eu.json': '{ "hosts": { "web1": { "address": "10.0.0.1", "region": "eu", "labels": { "rack": "b7" } } } }',
};
const here = freshFolder();

function facs(words: readonly string[], cwd = here.folder, env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...words], { cwd, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** Every path below the folder with its bytes and time: equal before and after means that nothing was touched. */
async function picture(of: string): Promise<unknown> {
  const paths = (await readdir(of, { recursive: true })).sort();
  const see = async (path: string) => {
    const found = await stat(join(of, path));
    return [path, found.mtimeMs, found.isFile() ? await readFile(join(of, path), 'hex') : ''];
  };
  return Promise.all(paths.map(see));
}

async function refuses(files: Readonly<Record<string, string>>, words: readonly string[]) {
  await writeFiles(here.folder, files);
  const before = await picture(here.folder);
  const ran = facs(words);
  expect(await picture(here.folder)).toEqual(before);
  return { ...ran, stderr: ran.stderr.trimEnd().split('\n') };
}

describe('facs resolve', () => {
  it('prints the merged definition as YAML, needs no git, and leaves PROJECT out where there is one', async () => {
    await writeFiles(here.folder, LAYERS);
    const before = await picture(here.folder);
    const { code, stdout, stderr } = facs(['resolve', 'production.eu'], here.folder, { PATH: '/nowhere' });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('deploy:\n  nodes:\n    web:\n      - web1\n      - web2\n');
    expect(stdout).toContain('  user: shop\n');
    expect(stdout).toContain('  keep_releases: 5\n');
    expect(await picture(here.folder)).toEqual(before);
  });

  it('prints data with --json', async () => {
    await writeFiles(here.folder, LAYERS);
    const { stdout } = facs(['resolve', 'shop', 'production.eu', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ project: 'shop', instance: 'production.eu', channel: 'stable', environment: 'prod' },
      layers: [
        { name: '(shipped)', file: 'facsimile:define/base.yaml' },
        { name: 'facsimile', file: 'define/facsimile.yaml' },
        { name: 'production', file: 'define/production.yaml' },
        { name: 'eu', file: 'define/eu.json' },
      ],
      definition: { home: '/srv/shop', deploy: { user: 'shop' } },
    });
  });

  it('finds definitions in each of their homes, by --define, and at the top of the work tree', async () => {
    await writeFiles(here.folder, {
      'config/facsimile/a.yaml': 'text: config',
      'facsimile/a.yaml': 'text: last',
      'else/a.yml': 'text: named',
    });
    expect(facs(['resolve', 'p', 'a']).stdout).toContain('text: config\n');
    expect(facs(['resolve', 'p', 'a', '--define', 'else']).stdout).toContain('text: named\n');
    expect(facs(['resolve', 'p', 'a', '--define', '.'], join(here.folder, 'facsimile')).stdout).toContain(
      'text: last\n',
    );
    const tree = await makeRepository(join(here.folder, 'tree'));
    await writeFiles(tree.folder, { 'define/a.yaml': 'text: top', 'sub/deep/file': '' });
    expect(facs(['resolve', 'p', 'a'], join(tree.folder, 'sub/deep')).stdout).toContain('text: top\n');
  });
});

describe('facs explain', () => {
  it('says where a value was set, and what it overrode', async () => {
    await writeFiles(here.folder, LAYERS);
    expect(facs(['explain', 'shop', 'production.eu', 'deploy.user']).stdout).toBe(
      [
        'deploy.user: shop',
        '  set at define/production.yaml:3:9 (layer production)',
        '  overrode app at define/facsimile.yaml:5:17 (layer facsimile)',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(facs(['explain', 'production.eu', 'deploy.user', '--json']).stdout)).toEqual({
      ...{
        path: 'deploy.user',
        value: 'shop',
        layer: 'production',
        file: 'define/production.yaml',
        line: 3,
        column: 9,
      },
      overrode: [{ value: 'app', layer: 'facsimile', file: 'define/facsimile.yaml', line: 5, column: 17 }],
    });
  });

  it('says it of each value of a mapping', async () => {
    await writeFiles(here.folder, LAYERS);
    expect(facs(['explain', 'production.eu', 'hosts']).stdout).toBe(
      [
        'hosts.web1.address: 10.0.0.1  # define/eu.json:1:35 (layer eu)',
        'hosts.web1.region: eu  # define/eu.json:1:57 (layer eu)',
        'hosts.web1.labels.rack: b7  # define/eu.json:1:83 (layer eu)',
        '',
      ].join('\n'),
    );
  });
});

describe('facs hosts', () => {
  it('lists targets with their hosts', async () => {
    await writeFiles(here.folder, LAYERS);
    expect(facs(['hosts', 'production.eu']).stdout).toBe(
      [
        'web:',
        '  web1  shop@10.0.0.1:22  /srv/shop  region=eu  rack=b7',
        '  web2  shop@web2:22  /srv/shop',
        'db:',
        '  web2  shop@web2:22  /srv/shop',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(facs(['hosts', 'production.eu', '--json']).stdout)).toMatchObject({
      targets: { web: ['web1', 'web2'], db: ['web2'] },
      hosts: [
        { name: 'web1', targets: ['web'], address: '10.0.0.1', region: 'eu', labels: { rack: 'b7' } },
        { name: 'web2', targets: ['web', 'db'], address: 'web2', hostKeys: [] },
      ],
    });
  });

  it('says when the deploy is to this machine', async () => {
    await writeFiles(here.folder, { 'define/a.yaml': 'deploy: { destdir: /srv/here }' });
    expect(facs(['hosts', 'p', 'a']).stdout).toBe('this machine: /srv/here\n');
  });
});

describe('bad input ends with exit code 2, says where, and changes nothing', () => {
  it.each<[string, Readonly<Record<string, string>>, string, readonly string[]]>([
    [
      'a missing layer',
      { 'define/a.yaml': 'x: 1\ninherit: [hots]\n', 'define/hosts.yaml': '' },
      'a',
      ['define/a.yaml:2:11: there is no layer "hots" to inherit (did you mean "hosts"?)'],
    ],
    [
      'a missing layer of an instance that nothing lists',
      { 'define/dev.yaml': '' },
      'dev.bob',
      ['instance "dev.bob": no layer bob.yaml, .yml, .json or .toml in define (layers there: dev)'],
    ],
    [
      'misspelt keys, all at once',
      { 'define/facsimile.yaml': 'deploy:\n  usr: app\n', 'define/a.yaml': 'hosts:\n  w:\n    prot: 22\n' },
      'a',
      [
        'define/facsimile.yaml:2:3: unknown key deploy.usr (did you mean "user"?)',
        'define/a.yaml:3:5: unknown key hosts.w.prot (did you mean "port"?)',
      ],
    ],
    [
      'an unknown instance',
      LAYERS,
      'production.ue',
      [
        'define/facsimile.yaml:2:1: there is no instance "production.ue" (did you mean "production.eu"? instances: production.eu, dev.*)',
      ],
    ],
    [
      'two files for a layer',
      { 'define/a.yaml': '', 'define/a.json': '{}' },
      'a',
      ['define/a.yaml:1:1: two files for one layer "a": define/a.json and define/a.yaml (keep one)'],
    ],
    [
      'broken files, all at once',
      {
        'define/facsimile.yaml': 'a: [\n',
        'define/a.json': '{ "b": 1, "b": 2 }',
        'define/p.toml': 'd =',
        'define/a.b.yaml': 'c: *d',
      },
      'a.b',
      [
        'define/facsimile.yaml:2:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
        'define/p.toml:1:4: not TOML: Unspecified values are invalid',
        'define/a.json:1:11: "b" is written twice: first on line 1',
        'define/a.b.yaml:1:4: *d stands for nothing: no &d before it',
      ],
    ],
    [
      'a layer that is a link',
      { 'define/b.yaml': '', 'define/a.yaml': '-> b.yaml' },
      'a',
      ['define/a.yaml:1:1: layer "a" is a link (write inherit: [NAME] in a file)'],
    ],
    [
      'no definitions',
      { 'define/README.md': '' },
      'a',
      [
        'there are no definitions: looked for layers in define, config/facsimile, facsimile, config/facsimile.json (name their folder with --define, or run this where they are)',
      ],
    ],
  ])('%s', async (_, files, instance, lines) => {
    const { code, stdout, stderr } = await refuses(files, ['resolve', files === LAYERS ? 'shop' : 'p', instance]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toEqual(lines);
  });

  it('a layer that is not UTF-8', async () => {
    await mkdir(join(here.folder, 'define'));
    await writeFile(join(here.folder, 'define/a.yaml'), Uint8Array.of(0x61, 0x3a, 0x20, 0xff));
    const { code, stderr } = facs(['resolve', 'p', 'a']);
    expect([code, stderr]).toEqual([2, 'define/a.yaml:1:1: no UTF-8 text (save it as UTF-8)\n']);
  });

  it.each([
    ['a folder that is not there', ['resolve', 'p', 'a', '--define', 'none/define'], 'the folder none is not there\n'],
    [
      'a folder without layers',
      ['resolve', 'p', 'a', '--define', 'empty'],
      '--define: there are no definitions in empty (layers are files like facsimile.yaml right in that folder)\n',
    ],
    [
      'a key that is not set',
      ['explain', 'p', 'a', 'deploy.usr', '--define', 'plain'],
      'nothing is set at "deploy.usr" (did you mean "user"?)\n',
    ],
  ])('%s', async (_, words, text) => {
    await writeFiles(here.folder, {
      'plain/facsimile.yaml': 'instances: { a: }\ndeploy: { user: x }',
      'empty/README.md': '',
    });
    const { code, stderr } = facs(words);
    expect([code, stderr]).toEqual([2, text]);
  });

  it.each([[['resolve']], [['resolve', 'p', 'a', 'v', 'more']], [['explain', 'a']], [['hosts', 'a', '--defin', 'x']]])(
    '%j is bad usage: exit code 64',
    (words) => {
      expect(facs(words).code).toBe(64);
    },
  );
});
