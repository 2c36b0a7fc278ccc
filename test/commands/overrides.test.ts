/** `overrides.<os>`: what is otherwise on hosts of one operating system (F-84). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { freshFolder } from '../support/fresh-folder.ts';
import { makeRepository, writeFiles } from '../support/repositories.ts';

const LAYERS = {
  'define/facsimile.yaml': [
    'instances: { a: , b: }',
    'home: /srv/shop',
    'deploy: { user: app, nodes: { web: [lin, mac, bsd] } }',
    'hosts:',
    '  lin: { platform: linux-x64 }',
    '  mac: { platform: darwin-arm64, user: admin }',
    '  bsd: { platform: freebsd-x64 }',
    'paths: { log: /var/log, tools: [sh] }',
    'log: "{{ definition.paths.log }}/shop.log"',
    'overrides:',
    '  darwin:',
    '    home: /Users/shop',
    '    deploy: { user: mac, home: { $unset: true } }',
    '    paths: { log: /Library/Logs, tools: { $append: [launchctl] } }',
    '    install: { groups: [{ files: [LICENSE] }] }',
    '  linux: { paths: { tools: { $append: [systemctl] } } }',
    '',
  ].join('\n'),
  'define/a.yaml':
    'deploy: { home: /opt/shop }\noverrides: { linux: { paths: { tools: { $prepend: [apt] } } }, plan9: }\n',
  'define/tmpl/_ALL_/_DEPLOY_/info': '{{ definition.log }} {{ definition.paths.tools | join: "," }}\n',
  'define/tmpl/overrides.darwin/_DEPLOY_/mac': '{{ host.home }}',
  LICENSE: 'free',
};
const here = freshFolder();

async function definitionOf(instance: string, ...words: string[]) {
  return (await facs(here.folder, ['resolve', 'shop', instance, ...words])).data.definition;
}

describe('overrides', () => {
  it('F-84 lie over all layers for the hosts of that system, by the same rule', async () => {
    await writeFiles(here.folder, LAYERS);
    const general = await definitionOf('a');
    expect([general.paths.tools, general.log, general.overrides]).toEqual([['sh'], '/var/log/shop.log', undefined]);
    expect((await definitionOf('a', '--host', 'bsd')).paths).toEqual(general.paths);
    const mac = await definitionOf('a', '--host', 'mac');
    expect([mac.paths.tools, mac.log, mac.home]).toEqual([
      ['sh', 'launchctl'],
      '/Library/Logs/shop.log',
      '/Users/shop',
    ]);
    expect((await definitionOf('a', '--host', 'lin')).paths.tools).toEqual(['apt', 'sh', 'systemctl']);
    expect((await definitionOf('b', '--host', 'lin')).paths.tools).toEqual(['sh', 'systemctl']);
  });

  it('F-84 give hosts their user and home; what a host says itself is stronger', async () => {
    await writeFiles(here.folder, LAYERS);
    const { data } = await facs(here.folder, ['hosts', 'shop', 'a', '--json']);
    expect(data.hosts.map((host: Record<string, string>) => [host['name'], host['user'], host['home']])).toEqual([
      ['lin', 'app', '/opt/shop'],
      ['mac', 'admin', '/Users/shop'],
      ['bsd', 'app', '/opt/shop'],
    ]);
  });

  it('F-84 are what the files of those hosts are rendered with', async () => {
    await writeFiles(here.folder, LAYERS);
    await (await makeRepository(here.folder)).commit({});
    const { stderr } = await facs(here.folder, ['render', 'shop', 'a', '--src-dir', '.', '--out', '../out']);
    expect(stderr).toBe('');
    const read = (path: string) => readFile(join(here.folder, '../out', path), 'utf8');
    expect(await read('lin/_DEPLOY_/info')).toBe('/var/log/shop.log apt,sh,systemctl\n');
    expect(await read('mac/_DEPLOY_/info')).toBe('/Library/Logs/shop.log sh,launchctl\n');
    expect(await read('bsd/_DEPLOY_/info')).toBe('/var/log/shop.log sh\n');
    expect([await read('mac/_DEPLOY_/mac'), await read('mac/_DEPLOY_/LICENSE')]).toEqual(['/Users/shop', 'free']);
    await expect(read('lin/_DEPLOY_/mac')).rejects.toThrow('ENOENT');
  });

  it('F-84 hold for this machine where an instance has no hosts', async () => {
    await writeFiles(here.folder, {
      'define/a.yaml':
        'word: any\ndeploy: { destdir: /tmp/x }\noverrides: { linux: { word: here }, darwin: { word: here } }\n',
      'define/tmpl/_ALL_/_DEPLOY_/word': '{{ definition.word }}',
    });
    await (await makeRepository(here.folder)).commit({});
    expect((await facs(here.folder, ['render', 'p', 'a', '--src-dir', '.', '--out', '../local'])).code).toBe(0);
    expect(await readFile(join(here.folder, '../local/_DEPLOY_/word'), 'utf8')).toBe('here');
  });

  it('explain shows them with their place', async () => {
    await writeFiles(here.folder, LAYERS);
    expect((await facs(here.folder, ['explain', 'shop', 'a', 'paths.log', '--host', 'mac'])).stdout).toBe(
      [
        'paths.log: /Library/Logs',
        '  set at define/facsimile.yaml:14:19 (layer overrides.darwin)',
        '  overrode /var/log at define/facsimile.yaml:8:15 (layer facsimile)',
        '',
      ].join('\n'),
    );
    expect((await facs(here.folder, ['explain', 'shop', 'a', 'paths.log', '--host', 'max'])).stderr).toBe(
      '--host: there is no host max (did you mean "mac"?)',
    );
  });

  it.each<[string, string, readonly string[]]>([
    [
      'a host without a platform',
      'deploy: { user: u, nodes: { web: [w] } }\nhome: ~/x\noverrides: { linux: { x: 1 } }',
      ['define/a.yaml:1:29: host w has no platform, and overrides go by it: set hosts.w.platform'],
    ],
    [
      'what is the same for all hosts',
      'overrides:\n  linux:\n    deploy: { restart: {}, user: u }\n    modules: [db]\n    inherit: [x]\n    rollout: 1',
      [
        'define/a.yaml:4:5: modules is the same for all hosts of an instance: it cannot stand under overrides',
        'define/a.yaml:5:5: inherit is the same for all hosts of an instance: it cannot stand under overrides',
        'define/a.yaml:6:5: rollout is the same for all hosts of an instance: it cannot stand under overrides',
        'define/a.yaml:3:15: deploy.restart is the same for all hosts of an instance: it cannot stand under overrides',
      ],
    ],
    [
      'something else than systems',
      'overrides: { linux-x64: {} }',
      ['define/a.yaml:1:14: overrides: "linux-x64" is no operating system: the first part of a platform, like linux'],
    ],
    [
      'something else than mappings',
      'overrides: { linux: 1, darwin: [x] }',
      [
        'define/a.yaml:1:14: overrides.linux must be a mapping',
        'define/a.yaml:1:24: overrides.darwin must be a mapping',
      ],
    ],
    [
      'a list of them',
      'overrides: [linux]',
      ['define/a.yaml:1:1: overrides must be a mapping by operating system: linux, darwin'],
    ],
    [
      'values that are wrong there',
      'overrides: { linux: { home: 5, deploy: { user: { $append: [1] } } } }',
      [
        expect.stringMatching(/^define\/a\.yaml:1:29: home must be an absolute path/),
        expect.stringMatching(/^define\/a\.yaml:1:42: deploy.user must be a user name/),
      ],
    ],
  ])('%s is refused', async (_, text, lines) => {
    await writeFiles(here.folder, { 'define/a.yaml': text });
    const { code, stderr } = await facs(here.folder, ['resolve', 'p', 'a']);
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual(lines);
  });

  it('--host and --all exclude each other', async () => {
    await writeFiles(here.folder, LAYERS);
    expect((await facs(here.folder, ['resolve', '--all', '--host', 'mac'])).code).toBe(64);
  });
});
