/** The keys that the product understands: what they become, and every way to get them wrong. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLayer } from '../../../src/core/definition/parse-layer.ts';
import { resolveInstance } from '../../../src/core/definition/resolve-instance.ts';
import { topFields } from '../../../src/core/definition/schema.ts';
import type { Settings } from '../../../src/core/definition/settings.ts';
import { propertiesOf } from '../../../src/core/definition/shape.ts';
import { unwrap } from '../../../src/core/error.ts';
import { folder, issuesOf, resolve, type Texts } from './layers.ts';

const BASE = readFileSync(join(import.meta.dirname, '../../../define/base.yaml'), 'utf8');

function settings(texts: Texts, instance = 'a'): Settings {
  return unwrap(resolve(texts, instance)).settings;
}

describe('settings', () => {
  it('have every default in place', () => {
    expect(settings({ a: '' })).toEqual({
      srcDir: '',
      deploy: {
        ...{
          layout: 'releases',
          shared: [],
          rootAllow: [],
          keepReleases: 5,
          postcmd: [],
          restart: [],
          lockWaitMs: 600_000,
          allowEmpty: false,
        },
        hooks: { once: [], before: [], after: [], drain: [], readd: [] },
        forwardOnly: false,
        skipUnreachable: false,
      },
      ...{ hosts: [], targets: [], install: [], modules: [], state: { instance: 'a' } },
    });
  });

  it('are the same with the shipped layer beneath: it says nothing but the defaults', async () => {
    const shipped = unwrap(await parseLayer({ name: '(shipped)', file: 'base.yaml', text: BASE }));
    const resolved = unwrap(
      resolveInstance(folder({ a: '' }), { project: 'p', instance: 'a' }, { shipped, variables: {} }),
    );
    expect(resolved.settings).toEqual(settings({ a: '' }));
  });

  it('hold hosts once, in definition order, with what is known of them over what deploy says', () => {
    const { hosts, targets } = settings({
      facsimile: 'home: ~/base\ndeploy: { user: app, home: /srv/app }\n',
      a: [
        'deploy: { nodes: { web: [w2, w1], db: [w1, d1] } }',
        'hosts:',
        '  w1: { address: 10.0.0.1, port: 2222, user: root, home: /opt/app, region: eu, labels: { rack: 7, ssd: true },',
        '        platform: linux-x64, host_keys: [ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA] }',
        '  unused: { address: ::1 }',
      ].join('\n'),
    });
    const plain = { port: 22, user: 'app', home: '/srv/app', labels: {}, hostKeys: [] };
    expect(targets).toEqual([
      { name: 'web', hosts: ['w2', 'w1'] },
      { name: 'db', hosts: ['w1', 'd1'] },
    ]);
    expect(hosts).toEqual([
      { name: 'w2', targets: ['web'], address: 'w2', ...plain },
      {
        ...{ name: 'w1', targets: ['web', 'db'], address: '10.0.0.1', port: 2222, user: 'root', home: '/opt/app' },
        ...{ region: 'eu', labels: { rack: '7', ssd: 'true' }, platform: 'linux-x64' },
        hostKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA'],
      },
      { name: 'd1', targets: ['db'], address: 'd1', ...plain },
    ]);
  });

  it.each([
    ['{ command: bin/check }', { kind: 'command', command: 'bin/check', withinMs: 60_000 }],
    ['{ url: http://127.0.0.1:80/up, within: 5s }', { kind: 'url', url: 'http://127.0.0.1:80/up', withinMs: 5000 }],
    ['{ tcp: db.local:5432 }', { kind: 'tcp', address: 'db.local', port: 5432, withinMs: 60_000 }],
    ['{ tcp: "5432", within: 1m30s }', { kind: 'tcp', address: '127.0.0.1', port: 5432, withinMs: 90_000 }],
    ['{ tcp: "[::1]:80" }', { kind: 'tcp', address: '::1', port: 80, withinMs: 60_000 }],
  ])('know health %s', (text, health) => {
    expect(settings({ a: `deploy: { health: ${text} }` }).deploy.health).toEqual(health);
  });

  it.each([
    ['2', { sizes: [{ kind: 'count', count: 2 }], pauseMs: 0 }],
    ['"25%"', { sizes: [{ kind: 'percent', percent: 25 }], pauseMs: 0 }],
    [
      '[1, 10%]',
      {
        sizes: [
          { kind: 'count', count: 1 },
          { kind: 'percent', percent: 10 },
        ],
        pauseMs: 0,
      },
    ],
    ['{ by: rack, pause: 30s }', { sizes: [{ kind: 'percent', percent: 100 }], by: 'rack', pauseMs: 30_000 }],
  ])('know waves written as %s', (written, waves) => {
    const { deploy } = settings({ a: `deploy: { waves: ${written}, failure_budget: 10%, rollback: forward-only }` });
    expect(deploy.waves).toEqual(waves);
    expect(deploy).toMatchObject({ failureBudget: { kind: 'percent', percent: 10 }, forwardOnly: true });
  });

  it('know hooks, commands and restarts, in order', () => {
    const { deploy } = settings({
      a: 'deploy:\n  hooks: { once: [migrate], after: [a, b] }\n  postcmd: [c]\n  restart: { "*.conf": nginx.service, "bin/*": sh bin/restart }\n',
    });
    expect(deploy.hooks).toEqual({ once: ['migrate'], before: [], after: ['a', 'b'], drain: [], readd: [] });
    expect(deploy.postcmd).toEqual(['c']);
    expect(deploy.restart).toEqual([
      { glob: '*.conf', command: 'systemctl restart nginx.service' },
      { glob: 'bin/*', command: 'sh bin/restart' },
    ]);
  });

  it('know install groups by their type', () => {
    const groups = [
      '- files: [a, b]',
      '- { type: copy, dir: public, pattern: ^public/, replace: "" }',
      '- { type: binary, name: server }',
      '- { type: binary, name: pages, into: www }',
      '- { type: tmpl, dir: tmpl, skip: \\.md$ }',
    ];
    expect(settings({ a: `install:\n  groups:\n    ${groups.join('\n    ')}\n` }).install).toEqual([
      { type: 'copy', files: ['a', 'b'], optfiles: [], glob: [], at: ['install', 'groups', 0] },
      {
        type: 'copy',
        files: [],
        optfiles: [],
        glob: [],
        dir: 'public',
        pattern: '^public/',
        replace: '',
        at: ['install', 'groups', 1],
      },
      { type: 'binary', name: 'server', into: '', at: ['install', 'groups', 2] },
      { type: 'binary', name: 'pages', into: 'www', at: ['install', 'groups', 3] },
      { type: 'tmpl', dir: 'tmpl', skip: '\\.md$', renderFiles: true, at: ['install', 'groups', 4] },
    ]);
  });

  it.each([
    ['[web, db]', ['web', 'db']],
    ['[{ name: db, daemon: shopdb }, { name: other, daemon: shopdb, anything: 1 }]', ['shopdb']],
    ['{ web: , db: { daemon: shopdb } }', ['web', 'shopdb']],
  ])('know modules %s', (text, names) => {
    const { modules } = settings({ a: `modules: ${text}` });
    expect([...new Set(modules.map(({ username }) => username))]).toEqual(names);
  });

  it('take null for a key that is not there', () => {
    expect(
      settings({ p: 'deploy: { keep_releases: 9 }', a: 'deploy: { keep_releases: , shared: }' }).deploy.keepReleases,
    ).toBe(5);
    expect(settings({ p: 'deploy: { keep_releases: 9 }', a: 'deploy:\n' }).deploy.keepReleases).toBe(5);
  });
});

describe('mistakes', () => {
  it.each([
    ['deploy: { usr: x }', 'define/a.yaml:1:11: unknown key deploy.usr (did you mean "user"?)'],
    [
      'deploy: { colour: red }',
      'define/a.yaml:1:11: unknown key deploy.colour (known: user, home, nodes, destdir, layout, shared, root_allow, keep_releases, health, hooks, waves, failure_budget, rollback, unreachable, postcmd, restart, libcheck, libcheck_ignorelist, lock_wait, allow_empty)',
    ],
    [
      'deploy: { hooks: { first: [x] } }',
      'define/a.yaml:1:20: unknown key deploy.hooks.first (known: once, before, after, drain, readd)',
    ],
    ['deploy: { keep_releases: 0 }', 'define/a.yaml:1:26: deploy.keep_releases must be a whole number from 1 to 1000'],
    [
      'deploy: { keep_releases: "5" }',
      'define/a.yaml:1:26: deploy.keep_releases must be a whole number from 1 to 1000',
    ],
    ['deploy: { lock_wait: 10 }', 'define/a.yaml:1:22: deploy.lock_wait must be a duration like 30s or 10m'],
    ['deploy: { allow_empty: yes }', 'define/a.yaml:1:24: deploy.allow_empty must be true or false'],
    [
      'deploy: { shared: [../x] }',
      'define/a.yaml:1:20: deploy.shared[0] must be a path inside the release, without ..',
    ],
    ['deploy: { shared: [/x] }', 'define/a.yaml:1:20: deploy.shared[0] must be a path inside the release, without ..'],
    ['deploy: { postcmd: restart }', 'define/a.yaml:1:20: deploy.postcmd must be a list'],
    ['deploy: { user: "-oProxy" }', 'define/a.yaml:1:17: deploy.user must be a user name'],
    ['home: srv/app', 'define/a.yaml:1:7: home must be an absolute path, or one that begins with ~/'],
    ['home: "/srv\\n/../etc"', 'define/a.yaml:1:7: home must be an absolute path, or one that begins with ~/'],
    [
      'deploy: { shared: ["a\\n/../../b"] }',
      'define/a.yaml:1:20: deploy.shared[0] must be a path inside the release, without ..',
    ],
    ['deploy: { destdir: "a\\tb" }', 'define/a.yaml:1:20: deploy.destdir must be a folder'],
    ['home: /srv/../etc', 'define/a.yaml:1:7: home must be an absolute path, or one that begins with ~/'],
    ['deploy: app', 'define/a.yaml:1:9: deploy must be a mapping'],
    ['deploy: { health: {} }', 'define/a.yaml:1:11: deploy.health must have exactly one of command, url, tcp'],
    [
      'deploy: { health: { url: http://a, tcp: b:1 } }',
      'define/a.yaml:1:11: deploy.health must have exactly one of command, url, tcp',
    ],
    [
      'deploy: { nodes: { Web: [] } }',
      'define/a.yaml:1:20: deploy.nodes: "Web" is not a target: small letters, digits, - and _',
    ],
    [
      'deploy: { user: u, home: /h, nodes: { web: [a/b] } }',
      'define/a.yaml:1:39: deploy.nodes.web: "a/b" cannot be a host (names are letters, digits, dots, - and _; anything else goes to hosts.NAME.address)',
    ],
    [
      'deploy: { user: u, nodes: { web: [a] } }',
      'define/a.yaml:1:29: host a has no home: set home, deploy.home or hosts.a.home',
    ],
    [
      'home: /h\ndeploy: { nodes: { web: [web1] } }\nhosts: { wbe1: { user: u } }',
      'define/a.yaml:2:20: host web1 has no user: set deploy.user or hosts.web1.user (did you mean "wbe1"?)',
    ],
    [
      'home: /h\ndeploy: { user: u, destdir: /d, nodes: { web: [a] } }',
      'define/a.yaml:2:29: deploy.destdir is for a deploy without nodes: remove one of them',
    ],
    ['hosts: { a: { host_key: x } }', 'define/a.yaml:1:15: unknown key hosts.a.host_key (did you mean "host_keys"?)'],
    [
      'hosts: { a: { host_keys: [AAAA] } }',
      'define/a.yaml:1:27: hosts.a.host_keys[0] must be a public host key as ssh-keyscan prints it, without the host: ssh-ed25519 AAAA…',
    ],
    ['hosts: { a: { port: 99999 } }', 'define/a.yaml:1:21: hosts.a.port must be a whole number from 1 to 65535'],
    [
      'install: { groups: [{ type: link }] }',
      'define/a.yaml:1:29: install.groups[0].type must be one of copy, binary, tmpl',
    ],
    [
      'install: { groups: [{ type: copy }] }',
      'define/a.yaml:1:21: install.groups[0]: a copy group needs files, optfiles, dir or glob',
    ],
    [
      'install: { groups: [{ files: [a], regex: b }] }',
      'define/a.yaml:1:35: unknown key install.groups[0].regex (known: type, files, optfiles, dir, glob, pattern, replace, system)',
    ],
    [
      'install: { groups: [{ files: [../a] }] }',
      'define/a.yaml:1:31: install.groups[0].files[0] must be a path inside the source, without ..',
    ],
    [
      'install: { groups: [{ files: [a], pattern: x }] }',
      'define/a.yaml:1:21: install.groups[0]: pattern and replace go together',
    ],
    [
      'install: { groups: [{ type: binary }] }',
      'define/a.yaml:1:21: install.groups[0]: a binary group needs the name of a binary',
    ],
    [
      'modules: { db: { password: x } }',
      'define/a.yaml:1:28: modules.db.password is not written by hand: the product finds it out, or keeps it in the state',
    ],
    ['modules: [{ daemon: 5 }]', 'define/a.yaml:1:11: modules[0] needs a name'],
    ['modules: [db, { name: db }]', 'define/a.yaml:1:23: modules[1] is the second module called db'],
    ['modules: { db: { daemon: 5 } }', 'define/a.yaml:1:26: modules.db.daemon must be letters, digits, dots, - and _'],
    ['modules: { db: { name: web } }', 'define/a.yaml:1:24: modules.db.name must be db, as its key'],
    [
      'modules: { db: { service: { n_instances: 2 } } }',
      'define/a.yaml:1:42: modules.db has 2 clones, which need a logical_name to be told apart by',
    ],
    [
      'modules: { db: { logical_name: x, service: { n_instances: 256 } } }',
      'define/a.yaml:1:59: modules.db.service.n_instances must be a whole number from 1 to 255',
    ],
    ['state_scope: host', 'define/a.yaml:1:14: state_scope must be instance or project'],
    ['subinstance_of: 5', 'define/a.yaml:1:17: subinstance_of must be an instance'],
    ['modules: web', 'define/a.yaml:1:10: modules must be a list or a mapping of modules'],
    ['instances: {}', 'define/a.yaml:1:1: instances belongs in the facsimile layer or that of the project'],
    ['projects: {}', 'define/a.yaml:1:1: projects belongs in the facsimile layer'],
    [
      'home: ~/x\nx: 1\ny: { home: { $unset: true } }\ndeploy: { nodes: { web: { $append: [w] } }, user: 1 }',
      'define/a.yaml:4:51: deploy.user must be a user name',
    ],
    [
      'deploy: { nodes: { web: { $append: [w] } } }\nhome: ~/x',
      'define/a.yaml:1:20: host w has no user: set deploy.user or hosts.w.user',
    ],
  ])('%s', (text, issue) => {
    expect(issuesOf(resolve({ a: text }, 'a'))).toEqual([issue]);
  });

  it('are told all at once, each in its own file', () => {
    const issues = issuesOf(
      resolve(
        {
          facsimile: 'deploy: { usr: x, nodes: { web: [w] } }\ninstances: { a: { chanel: edge } }',
          a: 'home: x\nx: "{{ y }}"',
        },
        'a',
      ),
    );
    expect(issues).toEqual([
      'define/a.yaml:2:4: undefined name y\n>> 1| {{ y }}\n         ^',
      'define/a.yaml:1:7: home must be an absolute path, or one that begins with ~/',
      'define/facsimile.yaml:1:11: unknown key deploy.usr (did you mean "user"?)',
      'define/facsimile.yaml:2:19: unknown key instances.a.chanel (did you mean "channel"?)',
    ]);
  });

  it('are told a hundred times of one mapping or list: a file of another kind is nothing else', () => {
    const many = (write: (i: number) => string) => Array.from({ length: 150 }, (_, i) => write(i)).join('');
    const hosts = issuesOf(resolve({ a: `hosts:\n${many((i) => `  h${i}: 1\n`)}` }, 'a'));
    expect(hosts).toHaveLength(101);
    expect(hosts.at(-1)).toBe('define/a.yaml:1:1: hosts: the rest was not looked at');
    const groups = issuesOf(resolve({ a: `install:\n  groups:\n${many(() => '  - 1\n')}` }, 'a'));
    expect(groups).toHaveLength(101);
  });

  it('that may be meant are warnings: other keys at the top are free', () => {
    const resolved = resolve({ a: 'instal: {}\ndb: {}\ncontact: x\nmoduls: []\n' }, 'a');
    expect(resolved.ok && resolved.warnings.map((each) => `${each.path}: ${each.hint}`)).toEqual([
      expect.stringContaining('list it under instances:'),
      'instal: did you mean "install"?',
      'moduls: did you mean "modules"?',
    ]);
  });
});

describe('the shipped layer', () => {
  it('names every key of the schema, with its default or an example', () => {
    const missing = keysOf(propertiesOf(topFields)).filter(
      (key) => !new RegExp(`^[# ]*(.*[ {,])?${key}:`, 'm').test(BASE),
    );
    expect(missing).toEqual([]);
  });
});

/** All keys at any depth that a mapping may have. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(
    schema as Record<string, { properties?: unknown; additionalProperties?: { properties?: unknown } }>,
  ).flatMap(([key, each]) => [key, ...keysOf(each?.properties), ...keysOf(each?.additionalProperties?.properties)]);
}
