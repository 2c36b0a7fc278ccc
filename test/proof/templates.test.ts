/** Templates: which are found, what they see, what they write, and what is said of those that fail. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Files, openProof, type Proof, readTree, write } from '../support/proof.ts';
import { findTool } from '../support/tools.ts';

let proof: Proof;
afterEach(() => proof.remove());

const LISTED = 'projects: { shop: {} }\ninstances: { dev.dev0: {}, dev.dev1: {}, "*": {} }\n';
const PASSWORD = '0b6f4b6e-51b5-4a9c-8d3c-9a6f1de4b0a7';

async function open(files: Files): Promise<void> {
  proof = await openProof({ 'define/facsimile.yaml': LISTED, ...files });
}

/** The text of one rendered file. */
async function rendered(path: string, instance = 'dev.dev0', ...words: string[]): Promise<string | undefined> {
  return (await proof.render(instance, ...words))[path];
}

const refusal = (instance = 'dev.dev0') =>
  proof.refusal('render', 'shop', instance, '--src-dir', '.', '--out', join(proof.folder, 'out'));

const modeOf = (path: string) => (statSync(join(proof.folder, 'rendered', path)).mode & 0o777).toString(8);

/** Keeps the password of a module, as the state of Facsimile 1.1.1 had it. */
async function keepPassword(instance: string, name: string): Promise<void> {
  const state = { passwd: { [name]: PASSWORD }, instances: { inmap: {}, uiidmap: {} } };
  await write(proof, { 'state.json': JSON.stringify(state) });
  await proof.data('secrets', 'import', 'shop', instance, 'state.json');
}

describe('F-44 what a template sees', () => {
  it('facs, instance, definition, env, module and filename, and what is new beside them', async () => {
    await open({
      'define/shop.yaml': 'db: { host: db1 }\nmodules: [web]\n',
      'define/dev.yaml': 'deploy: { user: app, home: /srv/shop, nodes: { web: [w1] } }\n',
      'define/tmpl/_ALL_/_DEPLOY_/etc/x': [
        '{{ facs.name }} {{ facs.release_environment }} {{ facs.version | default: "none" }}',
        '{{ instance.db.host }} {{ definition.db.host }} {{ env.db.host }}',
        '{% for pair in module %}',
        '{{ pair[0] }}={{ pair[1].username }}',
        '{% endfor %}',
        '{{ filename }}',
        '{{ instances | join: "," }} {{ host.name }} {{ target }} {{ hosts[0].address }} {{ release.githash | size }}',
        '',
      ].join('\n'),
    });
    expect((await rendered('_DEPLOY_/etc/x'))?.split('\n')).toEqual([
      ...['shop dev.dev0 none', 'db1 db1 db1', 'web=web', '_DEPLOY_/etc/x', 'dev.dev0,dev.dev1 w1 web w1 40', ''],
    ]);
  });
});

describe('F-45 folders of templates', () => {
  it('_ALL_, then each layer, then target and host: the later one wins a path; a folder that is not there is fine', async () => {
    const folders = ['_ALL_', 'dev', 'dev0', 'dev.dev0', '_TARGET_/web', '_HOST_/w1'];
    await open({
      'define/dev.yaml': 'deploy: { user: app, home: /srv/shop, nodes: { web: [w1, w2] } }\n',
      ...Object.fromEntries(
        folders.flatMap((name, i) => folders.slice(i).map((_, j) => [`define/tmpl/${name}/f${i + j}`, name])),
      ),
      'define/tmpl/staging/f0': 'not ours',
    });
    const found = await proof.render('dev.dev0');
    const own = Object.entries(found).filter(([path]) => path.startsWith('w1/f'));
    expect(own).toEqual(folders.map((name, i) => [`w1/f${i}`, name === '_HOST_/w1' ? name : folders[i]]));
    expect(found['w2/f5']).toBe('_TARGET_/web');
  });

  it('of another name that looks meant is refused', async () => {
    await open({ 'define/tmpl/_HOSTS_/w1/x': '' });
    expect((await refusal())[0]).toMatch(/_HOSTS_\/w1\/x:1:1: .*_HOSTS_ of templates \(did you mean "_HOST_"\?\)/);
  });
});

describe('F-46 the walk', () => {
  it('renders every file at its own path, also an empty one; an executable template stays executable', async () => {
    await open({
      'define/tmpl/_ALL_/_DEPLOY_/a/b/c/d': '{{ facs.name }}',
      'define/tmpl/_ALL_/_DEPLOY_/empty': '',
      'define/tmpl/_ALL_/_DEPLOY_/run*': '#!/bin/sh\n',
    });
    const found = await proof.render('dev.dev0');
    expect(found).toMatchObject({ '_DEPLOY_/a/b/c/d': 'shop', '_DEPLOY_/empty': '' });
    expect([modeOf('_DEPLOY_/run'), modeOf('_DEPLOY_/empty')]).toEqual(['755', '644']);
  });

  it('front matter says otherwise: mode, path, and not to render', async () => {
    await open({
      'define/shop.yaml': 'modules: [web]\n',
      'define/tmpl/_ALL_/_DEPLOY_/a':
        '---\nmode: 0640\npath: "_DEPLOY_/etc/{{ facs.name }}.conf"\n---\n{{ facs.name }}\n',
      'define/tmpl/_ALL_/_DEPLOY_/b': '---\nrender: false\nmode: 0755\n---\n{{ kept }}\n',
      'define/tmpl/_ALL_/_DEPLOY_/c': '---\nmode: 0440\n---\n{{ module.web.password }}{% include "_DEPLOY_/a" %}',
      'define/tmpl/_ALL_/_DEPLOY_/d': '---\n---\n---\nfirst: document\n---\n',
    });
    const found = await proof.render('dev.dev0');
    expect(found).toMatchObject({
      '_DEPLOY_/etc/shop.conf': 'shop\n',
      '_DEPLOY_/b': '{{ kept }}\n',
      '_DEPLOY_/c': expect.stringMatching(/^[0-9a-f-]{36}shop\n$/),
      '_DEPLOY_/d': '---\nfirst: document\n---\n',
    });
    expect(['_DEPLOY_/etc/shop.conf', '_DEPLOY_/b', '_DEPLOY_/c'].map(modeOf)).toEqual(['640', '755', '440']);
    await write(proof, { 'define/tmpl/_ALL_/_DEPLOY_/e': '---\npath: _DEPLOY_/b\n---\n' });
    expect((await refusal())[0]).toMatch(
      /_ALL_\/_DEPLOY_\/b and _ALL_\/_DEPLOY_\/e would both be written to _DEPLOY_\/b/,
    );
  });
});

describe('F-47 where the output goes', () => {
  it('_DEPLOY_ to hosts, _ROOT_ to where the definition allows, all else beside them', async () => {
    await open({
      'define/shop.yaml': 'deploy: { root_allow: [/etc/cron.d] }\n',
      'define/dev.yaml': 'deploy: { destdir: ../there }\n',
      'define/tmpl/_ALL_/_DEPLOY_/app.conf': 'a',
      'define/tmpl/_ALL_/init.sql': 'b',
    });
    const words = ['shop', 'dev.dev0', '--src-dir', '.', '--out', join(proof.folder, 'rendered')];
    const plain = await proof.data('render', ...words);
    await write(proof, { 'define/tmpl/_ALL_/init.sql': 'c', 'define/tmpl/_ALL_/notes': 'd' });
    expect((await proof.data('render', ...words)).trees[0].digest).toBe(plain.trees[0].digest);
    await write(proof, { 'define/tmpl/_ALL_/_ROOT_/etc/cron.d/shop': '* * * * * {{ facs.name }}\n' });
    expect((await proof.data('render', ...words)).trees[0].digest).not.toBe(plain.trees[0].digest);
    expect(readTree(join(proof.folder, 'rendered'))).toMatchObject({
      '_DEPLOY_/app.conf': 'a',
      '_ROOT_/etc/cron.d/shop': '* * * * * shop\n',
      'init.sql': 'c',
    });
    const planned = await proof.refusal('deploy', 'shop', 'dev.dev0', '--src-dir', '.', '--dry-run');
    expect(planned[0]).toMatch(
      /\/etc\/cron\.d\/shop lies outside the release folder: this version renders it and puts it on no host/,
    );
    await write(proof, { 'define/tmpl/_ALL_/_ROOT_/etc/sudoers': '' });
    expect((await refusal())[0]).toMatch(
      /\/etc\/sudoers lies outside the release folder, and deploy\.root_allow does not name it/,
    );
  });
});

describe('F-48 skip', () => {
  it('leaves out folders by their path and files by their bare name', async () => {
    const names = ['.hidden', 'a/.hidden', '.git-like/x', 'a/b.bak', 'bak/x', 'a/x'];
    await open({
      'define/shop.yaml': 'install: { groups: [{ type: tmpl, dir: tmpl, skip: "^\\\\.|\\\\.bak$" }] }\n',
      ...Object.fromEntries(names.map((name) => [`define/tmpl/_ALL_/${name}`, ''])),
    });
    await proof.render('dev.dev0');
    const found = readdirSync(join(proof.folder, 'rendered'), { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => found.includes(name))).toEqual(['bak/x', 'a/x']);
  });
});

/** A template of 1.1.1, and the same in Liquid: only the head of the loop and a name that may be missing differ. */
const JINJA = [
  '-- made by hand once, by the machine ever since',
  '{% for k, each in module.items() %}',
  '  {% if each.db %}',
  '    {% if each.db.name %}',
  'create database if not exists {{each.db.name}};',
  "grant all on {{each.db.name}}.* to '{{each.name}}'@'localhost' identified by '{{each.password}}';",
  "grant all on {{each.db.name}}.* to '{{each.name}}'@'%.%.int' identified by '{{each.password}}';",
  '    {% endif %}',
  '',
  '  {% for table in each.db.selectable %}',
  "grant select on {{table}} to '{{each.name}}'@'localhost' identified by '{{each.password}}';",
  '  {% endfor %}',
  '  {% for table in each.db.writable %}',
  "grant all on {{table}} to '{{each.name}}'@'localhost' identified by '{{each.password}}';",
  '  {% endfor %}',
  '',
  '  {% endif %}',
  '{% endfor %}',
  '',
  'flush privileges;',
  '',
  '',
].join('\n');
const LIQUID = JINJA.replace(
  '{% for k, each in module.items() %}',
  '{% for pair in module %}\n{% assign each = pair[1] %}',
).replace(
  /( +\{% for table in each\.db\.(\w+) %\}\n[^\n]+\n +\{% endfor %\})/g,
  '  {% if each.db.$2 %}\n$1\n  {% endif %}',
);
const GRANTED = [
  '-- made by hand once, by the machine ever since',
  'create database if not exists shop;',
  `grant all on shop.* to 'shop'@'localhost' identified by '${PASSWORD}';`,
  `grant all on shop.* to 'shop'@'%.%.int' identified by '${PASSWORD}';`,
  '',
  `grant select on old.people to 'shop'@'localhost' identified by '${PASSWORD}';`,
  '',
  '',
  'flush privileges;',
  '',
  '',
].join('\n');
const MODULE = '- { name: shop, db: { name: shop, selectable: [old.people] } }\n- { name: plain }\n';
const INI =
  '\n[database]\nhost={{instance.db.host}}\ndatabase={{module.shop.db.name}}\nuser={{module.shop.username}}\npassword={{module.shop.password}}\n\n';
const WITH_DATABASE: Files = {
  'define/shop.yaml': 'db: { host: localhost }\n',
  'define/modules.yaml': MODULE,
  'define/tmpl/_ALL_/init.sql': LIQUID,
  'define/tmpl/_ALL_/_DEPLOY_/etc/database.ini': INI,
};

/** What Jinja2 makes of it with the settings of 1.1.1; undefined where it is not installed. */
function jinja(template: string, context: object): string | undefined {
  const program = [
    'import json, sys',
    'try:',
    '    import jinja2',
    'except ImportError:',
    '    sys.exit(3)',
    'given = json.load(sys.stdin)',
    'settings = dict(trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)',
    'sys.stdout.write(jinja2.Environment(**settings).from_string(given["template"]).render(**given["context"]))',
  ].join('\n');
  const python = findTool('python3');
  if (python === undefined) return undefined;
  try {
    return execFileSync(python, ['-c', program], { input: JSON.stringify({ template, context }), encoding: 'utf8' });
  } catch (error) {
    if ((error as { status?: number }).status === 3) return undefined;
    throw error;
  }
}

describe('F-49, F-96: the bytes of a ported template', () => {
  it('are those of Jinja2 as 1.1.1 set it: db of modules becomes databases and grants', async () => {
    await open(WITH_DATABASE);
    await keepPassword('dev.dev0', 'shop');
    const found = await proof.render('dev.dev0');
    expect(found['init.sql']).toBe(GRANTED);
    expect(found['_DEPLOY_/etc/database.ini']).toBe(
      `\n[database]\nhost=localhost\ndatabase=shop\nuser=shop\npassword=${PASSWORD}\n\n`,
    );
    const shop = {
      name: 'shop',
      username: 'shop',
      password: PASSWORD,
      db: { name: 'shop', selectable: ['old.people'] },
    };
    const context = { module: { shop, plain: { name: 'plain' } }, instance: { db: { host: 'localhost' } } };
    expect([found['init.sql'], undefined]).toContain(jinja(JINJA, context));
    expect([found['_DEPLOY_/etc/database.ini'], undefined]).toContain(jinja(INI, context));
  });

  it('hold a password, so they are for their owner alone', async () => {
    await open(WITH_DATABASE);
    await proof.render('dev.dev0');
    expect([modeOf('init.sql'), modeOf('_DEPLOY_/etc/database.ini')]).toEqual(['600', '600']);
  });
});

describe('F-50 a name that is not there', () => {
  it('is an error with its place, its line, its layer and the nearest name; if and default may ask for it', async () => {
    await open({
      'define/shop.yaml': 'db: { host: db1 }\nempty: ""\nnone: []\n',
      'define/tmpl/_ALL_/_DEPLOY_/fine': '{% if definition.nope %}x{% endif %}{{ definition.nope | default: "y" }}',
    });
    expect(await rendered('_DEPLOY_/fine')).toBe('y');
    const lines = ['one', 'two', 'three', 'four', 'host {{ definition.db.hots }}', 'six', 'seven', 'eight', 'nine', ''];
    await write(proof, { 'define/tmpl/dev/_DEPLOY_/broken': `---\nmode: 0600\n---\n${lines.join('\n')}` });
    expect(await refusal()).toEqual([
      'define/tmpl/dev/_DEPLOY_/broken:8:9: undefined name definition.db.hots, in a template of dev (did you mean "host"?)',
      '    5| two',
      '    6| three',
      '    7| four',
      '>>  8| host {{ definition.db.hots }}',
      '               ^',
      '    9| six',
      '   10| seven',
      '   11| eight',
    ]);
  });
});

describe('F-52 templates go with the source', () => {
  it('a release is rendered by its own templates, whatever lies on disk now', async () => {
    await open({ 'define/tmpl/_ALL_/_DEPLOY_/x': 'one', 'define/tmpl/_ALL_/_DEPLOY_/y': 'gone later' });
    proof.project.git('tag', 'v1');
    rmSync(join(proof.project.folder, 'define/tmpl/_ALL_/_DEPLOY_/y'));
    await proof.project.commit({ 'define/tmpl/_ALL_/_DEPLOY_/x': 'two' });
    proof.project.git('tag', 'v2');
    await write(proof, { 'define/tmpl/_ALL_/_DEPLOY_/x': 'three' });
    const out = join(proof.folder, 'out');
    const at = async (version: string) => {
      await proof.data('render', 'shop', 'dev.dev0', version, '--src-dir', '.', '--out', out);
      return Object.entries(readTree(join(out, '_DEPLOY_'))).filter(([path]) => !path.startsWith('etc/'));
    };
    expect(await at('v1')).toEqual([
      ['x', 'one'],
      ['y', 'gone later'],
    ]);
    expect(await at('v2')).toEqual([['x', 'two']]);
    expect(readFileSync(join(proof.project.folder, 'define/tmpl/_ALL_/_DEPLOY_/x'), 'utf8')).toBe('three');
  });
});
