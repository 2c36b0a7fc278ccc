/** Layers: which files take part, in which order, and what they merge into. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Files, openProof, type Proof, readTree, write } from '../support/proof.ts';

let proof: Proof;
afterEach(() => proof.remove());

const open = async (files: Files) => {
  proof = await openProof(files);
};

/** Names of the layers of an instance of shop, weakest first, without the shipped one. */
async function layersOf(instance: string): Promise<readonly string[]> {
  const { layers } = await proof.data('resolve', 'shop', instance);
  return layers.map(({ name }: { name: string }) => name).slice(1);
}

describe('F-20 the order of layers', () => {
  it('is facsimile, the project, then each part of the name; later ones win', async () => {
    await open({
      'define/facsimile.json': '{ "who": "facsimile", "a": 1 }',
      'define/dev.json': '{ "who": "dev", "b": 1 }',
      'define/dev0.json': '{ "who": "dev0" }',
    });
    expect(await layersOf('dev.dev0')).toEqual(['facsimile', 'dev', 'dev0']);
    expect(await proof.definition('dev.dev0')).toMatchObject({ who: 'dev0', a: 1, b: 1 });
    await write(proof, { 'define/shop.json': '{ "who": "shop" }', 'define/dev.dev0.json': '{ "who": "dev.dev0" }' });
    expect(await layersOf('dev.dev0')).toEqual(['facsimile', 'shop', 'dev', 'dev0', 'dev.dev0']);
    expect(await proof.definition('dev.dev0')).toMatchObject({ who: 'dev.dev0' });
  });

  it('goes to any depth, and every value says which layer set it', async () => {
    const parts = ['a', 'b', 'c', 'd', 'e', 'f'];
    await open(
      Object.fromEntries(parts.map((part, i) => [`define/${part}.yaml`, `who: ${part}\ndepth: { at${i}: ${part} }\n`])),
    );
    const instance = parts.join('.');
    expect(await layersOf(instance)).toEqual(parts);
    expect(await proof.definition(instance)).toMatchObject({ who: 'f', depth: { at0: 'a', at5: 'f' } });
    const { stdout } = await proof.run('explain', 'shop', instance, 'who');
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'who: f',
      expect.stringContaining('set at define/f.yaml:1:6 (layer f)'),
      expect.stringContaining('overrode e at define/e.yaml:1:6 (layer e)'),
    ]);
  });
});

describe('F-21 one file for a name', () => {
  it.each([
    ['yaml', 'yml'],
    ['json', 'yaml'],
    ['json', 'toml'],
  ])('is read from .%s, and a second one in .%s is refused', async (one, other) => {
    const texts: Files = { yaml: 'text: x\n', yml: 'text: y\n', json: '{ "text": "x" }', toml: 'text = "y"\n' };
    await open({ [`define/dev.${one}`]: texts[one] ?? '' });
    expect(await proof.definition('dev')).toMatchObject({ text: 'x' });
    await write(proof, { [`define/dev.${other}`]: texts[other] ?? '' });
    const [line] = await proof.refusal('resolve', 'shop', 'dev');
    expect(line).toContain('two files for one layer "dev": ');
    for (const file of [`define/dev.${one}`, `define/dev.${other}`]) expect(line).toContain(file);
  });
});

describe('F-22 layers that are not there', () => {
  it('are passed over, but never all of them, and never a whole part of a name that nothing lists', async () => {
    await open({ 'define/dev.yaml': 'text: dev\n' });
    expect(await layersOf('dev')).toEqual(['dev']);
    expect(await proof.refusal('resolve', 'shop', 'dve')).toEqual([
      'no layer for instance "dve" of project "shop" in define: looked for facsimile, shop, dve (layers there: dev)',
    ]);
    expect(await proof.refusal('resolve', 'shop', 'dev.dev0')).toEqual([
      expect.stringContaining('instance "dev.dev0": no layer dev0.yaml'),
    ]);
    await write(proof, { 'define/facsimile.yaml': 'instances: { dev.*: {} }\n' });
    expect(await layersOf('dev.dev0')).toEqual(['facsimile', 'dev']);
    expect((await proof.refusal('resolve', 'shop', 'prod'))[0]).toContain('there is no instance "prod"');
  });
});

const GOLDEN = {
  'define/facsimile.json': '{ "a": { "x": 1, "l": [1, 2], "s": "str", "d": { "k": 1 } }, "z": 1 }',
  'define/shop.json': '{ "a": { "y": 2 } }',
  'define/dev.json': '{ "a": { "l": [9], "s": { "now": "dict" }, "d": "scalar" }, "z": null }',
  'define/dev0.yaml': 'a:\n  x: 100\n',
};

const INSTALL = { 'config/install.json': '{ "a": { "x": "from-install" } }' };

describe('F-23 config/install', () => {
  it('of the source is the last layer of all, and says itself which key it is about', async () => {
    await open({ ...GOLDEN, ...INSTALL });
    const { a, z } = await proof.definition('dev.dev0');
    expect({ a, z }).toEqual({ a: { x: 'from-install', l: [9], s: { now: 'dict' }, d: 'scalar', y: 2 }, z: null });
    expect((await layersOf('dev.dev0')).slice(-2)).toEqual(['dev0', 'config/install']);
    const { stdout } = await proof.run('explain', 'shop', 'dev.dev0', 'a.x');
    expect(stdout).toContain('set at config/install.json:1:15');
    expect(stdout).toContain('overrode 100 at define/dev0.yaml:2:6');
  });

  it('is that of the release, wherever the other layers come from', async () => {
    await open({
      'config/install.yaml': 'install: { groups: [{ files: [one.txt] }] }\n',
      ...{ 'one.txt': '1', 'two.txt': '2' },
    });
    proof.project.git('tag', 'v1');
    await proof.project.commit({ 'config/install.yaml': 'install: { groups: [{ files: [two.txt] }] }\n' });
    await write(
      { ...proof, project: { ...proof.project, folder: proof.folder } },
      { 'apart/dev.yaml': 'text: apart\n' },
    );
    const words = ['--define', join(proof.folder, 'apart'), '--out', join(proof.folder, 'out')];
    await proof.data('render', 'shop', 'dev', 'v1', ...words);
    expect(Object.keys(readTree(join(proof.folder, 'out/_DEPLOY_')))).toEqual(['etc/shop.version', 'one.txt']);
    expect(Object.keys(await proof.render('dev', '--define', join(proof.folder, 'apart')))).toContain(
      '_DEPLOY_/two.txt',
    );
  });
});

describe('F-24 mappings', () => {
  it('merge key by key, to any depth', async () => {
    await open({
      'define/dev.yaml': 'db: { host: localhost, pool: { min: 1, max: 5 } }\n',
      'define/dev0.yaml': 'db: { pool: { max: 9 }, name: shop }\n',
    });
    const { db } = await proof.definition('dev.dev0');
    expect(db).toEqual({ host: 'localhost', pool: { min: 1, max: 9 }, name: 'shop' });
  });
});

describe('F-25 lists, single values, and one in the place of the other', () => {
  it('replace what was beneath them, and so does null', async () => {
    await open(GOLDEN);
    const { a, z } = await proof.definition('dev.dev0');
    expect({ a, z }).toEqual({ a: { x: 100, l: [9], s: { now: 'dict' }, d: 'scalar', y: 2 }, z: null });
  });
});

describe('F-27 a definition', () => {
  it('is read when it is needed, and never changes: neither by a template, nor by being read', async () => {
    await open({
      'define/facsimile.yaml': 'instances: { dev: {} }\n',
      'define/dev.yaml': 'db: { name: shop }\nlist: [b, a]\n',
      'define/broken.yaml': 'a: [\n',
      'define/tmpl/_ALL_/_DEPLOY_/1':
        '{% assign definition = "mine" %}\n{% assign sorted = env.list | sort | reverse | concat: env.list %}\n{{ definition }} {{ sorted | join }}\n',
      'define/tmpl/_ALL_/_DEPLOY_/2': '{{ definition.db.name }} {{ env.list | join }} {{ instance.list | size }}\n',
    });
    // A layer that takes no part is not even parsed.
    const before = await proof.definition('dev');
    expect(await proof.render('dev')).toMatchObject({ '_DEPLOY_/1': 'mine b a b a\n', '_DEPLOY_/2': 'shop b a 2\n' });
    expect(await proof.definition('dev')).toEqual(before);
  });
});

describe('F-28 what a deploy needs', () => {
  it.each([
    [
      'a user and a home for its hosts',
      'deploy: { nodes: { web: [w1] } }\n',
      'dev.yaml:1:20: host w1 has no user: set deploy.user or hosts.w1.user',
      'dev.yaml:1:20: host w1 has no home: set home, deploy.home or hosts.w1.home',
    ],
    [
      'hosts or a folder, not both',
      'home: /x\ndeploy: { user: a, nodes: { web: [w1] }, destdir: /y }\n',
      'dev.yaml:2:51: deploy.destdir is for a deploy without nodes: remove one of them',
    ],
  ])('is %s', async (_, text, ...lines) => {
    await open({ 'define/facsimile.yaml': 'instances: { dev: {} }\n', 'define/dev.yaml': text });
    expect(await proof.refusal('resolve', 'shop', 'dev')).toEqual(lines.map((line) => `define/${line}`));
  });

  it('is a host or a folder, when it comes to deploying; the folder is the one destination', async () => {
    await open({
      'define/facsimile.yaml': 'instances: { dev: {}, here: {} }\n',
      'define/here.yaml': 'deploy: { destdir: ../out }\n',
    });
    const githash = proof.project.git('rev-parse', 'HEAD');
    expect((await proof.refusal('deploy', 'shop', 'dev', githash)).join('\n')).toMatch(/deploy\.destdir/);
    await proof.data('deploy', 'shop', 'here', githash);
    expect((await proof.run('status', 'shop', 'here')).stdout).toContain(githash.slice(0, 12));
  });
});

describe('F-29 free keys', () => {
  it('are whatever a project likes, and templates read them', async () => {
    await open({
      'define/facsimile.yaml': 'instances: { dev: {} }\ncontact: ops@example.com\n',
      'define/dev.yaml': 'db: { hosts: [a, b], "odd key": { on: true } }\n',
      'define/tmpl/_ALL_/_DEPLOY_/free':
        '{{ definition.contact }} {{ definition.db.hosts | join: "," }} {{ definition.db["odd key"].on }}\n',
    });
    expect((await proof.render('dev'))['_DEPLOY_/free']).toBe('ops@example.com a,b true\n');
  });
});

describe('F-30 codecs', () => {
  it.each([
    ['json', '{ "text": "ü", "n": 3, "on": true, "none": null, "list": [1, "a"] }'],
    ['yaml', 'text: ü\nn: 3\non: true\nnone: null\nlist: [1, a]\n'],
    ['yml', 'text: "ü"\nn: 3\non: true\nnone: ~\nlist:\n- 1\n- a\n'],
  ])('.%s means the same values', async (extension, text) => {
    await open({ [`define/dev.${extension}`]: text });
    const { text: word, n, on, none, list } = await proof.definition('dev');
    expect({ word, n, on, none, list }).toEqual({ word: 'ü', n: 3, on: true, none: null, list: [1, 'a'] });
  });

  it('.toml too, and no other ending is a layer', async () => {
    await open({
      'define/dev.toml': 'text = "ü"\n[db]\nport = 5432\n',
      'define/dev.ini': '[broken',
      'define/dev.mysql': '',
    });
    expect(await proof.definition('dev')).toMatchObject({ text: 'ü', db: { port: 5432 } });
  });
});

describe('F-31 state', () => {
  it('is written as one encrypted YAML file, whatever the layers are written in', async () => {
    for (const layer of [{ 'define/dev.json': '{ "modules": ["db"] }' }, { 'define/dev.toml': 'modules = ["db"]\n' }]) {
      await proof?.remove();
      await open({ ...layer, 'define/tmpl/_ALL_/_DEPLOY_/db': '{{ module.db.password }}' });
      const { '_DEPLOY_/db': password = '' } = await proof.render('dev');
      const { 'state/dev.yaml': state = '', ...others } = readTree(join(proof.project.folder, '.facsimile'));
      expect([Object.keys(others), password.length > 20]).toEqual([[], true]);
      expect(state).toMatch(/^passwd:\n {4}db: ENC\[AES256_GCM,/);
      expect(state).not.toContain(password);
    }
  });
});
