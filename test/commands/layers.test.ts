/** Layers as files on disk: which take part, in which order, in which formats (F-20 … F-32). */
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { facs } from '../support/facs.ts';
import { freshFolder } from '../support/fresh-folder.ts';
import { makeRepository, writeFiles } from '../support/repositories.ts';

const SHIPPED = parse(readFileSync(join(import.meta.dirname, '../../define/base.yaml'), 'utf8'));
const here = freshFolder();

/** Names of the layers, without the shipped one, and the definition without what that says. */
async function resolve(...words: readonly string[]) {
  const { data, stderr } = await facs(here.folder, ['resolve', ...words]);
  if (data === undefined) throw new Error(stderr);
  const own = Object.fromEntries(Object.entries(data.definition).filter(([key]) => !(key in SHIPPED)));
  const layers = data.layers.slice(1).map((layer: { name: string; file: string }) => `${layer.name}=${layer.file}`);
  return { layers, own, data };
}

describe('the layers of an instance', () => {
  it('F-20 F-22 are its files, weakest first, and those that are not there are passed over', async () => {
    await writeFiles(here.folder, {
      'define/facsimile.json': '{"set": "facsimile", "low": 1}',
      'define/dev.json': '{"set": "dev"}',
      'define/dev0.json': '{"set": "dev0"}',
    });
    const { layers, own } = await resolve('p', 'dev.dev0');
    expect(layers).toEqual(['facsimile=define/facsimile.json', 'dev=define/dev.json', 'dev0=define/dev0.json']);
    expect(own).toEqual({ set: 'dev0', low: 1 });
  });

  it('F-23 F-24 F-25 merge by one rule, with config/install over all of them', async () => {
    await writeFiles(here.folder, {
      'config/facsimile/facsimile.json': '{"a": {"x": 1, "l": [1, 2], "s": "str", "d": {"k": 1}}, "z": 1}',
      'config/facsimile/p.json': '{"a": {"y": 2}}',
      'config/facsimile/dev.json': '{"a": {"l": [9], "s": {"now": "dict"}, "d": "scalar"}, "z": null}',
      'config/facsimile/dev0.yaml': 'a: {x: 100}\n',
      'config/install.json': '{"a": {"x": "from-install"}}',
    });
    const { layers, own } = await resolve('p', 'dev.dev0');
    expect(own).toEqual({ a: { x: 'from-install', l: [9], s: { now: 'dict' }, d: 'scalar', y: 2 }, z: null });
    expect(layers.at(-1)).toBe('config/install=config/install.json');
    const { stdout } = await facs(here.folder, ['explain', 'p', 'dev.dev0', 'a.x']);
    expect(stdout).toBe(
      [
        'a.x: from-install',
        '  set at config/install.json:1:13 (layer config/install)',
        '  overrode 100 at config/facsimile/dev0.yaml:1:8 (layer dev0)',
        '  overrode 1 at config/facsimile/facsimile.json:1:13 (layer facsimile)',
        '',
      ].join('\n'),
    );
  });

  it('F-23 config/install lies in the folder of the project, and may inherit', async () => {
    await writeFiles(here.folder, {
      'define/facsimile.yaml': 'projects: { shop: { src_dir: services/shop } }\ninstances: { a: }\nx: 1\n',
      'define/tools.yaml': 'y: 2\n',
      'services/shop/config/install.toml': 'inherit = ["tools"]\nx = 3\n',
      'config/install.yaml': 'x: no\n',
    });
    const { layers, own } = await resolve('shop', 'a');
    expect(layers.slice(1)).toEqual(['tools=define/tools.yaml', 'config/install=services/shop/config/install.toml']);
    expect([own['x'], own['y']]).toEqual([3, 2]);
    const all = (await facs(here.folder, ['resolve', '--all', '--json'])).data;
    expect(JSON.stringify(all)).toContain('"x":3');
  });

  it('F-23 config/install is that of the release, wherever the definitions are', async () => {
    const shop = await makeRepository(join(here.folder, 'shop'));
    const estate = await makeRepository(join(here.folder, 'estate'));
    await estate.commit({
      'define/facsimile.yaml': `projects: { shop: { repo: ${shop.folder} } }\ninstances: { a: }\nword: apart\n`,
      'define/tmpl/_ALL_/_DEPLOY_/word': '{{ definition.word }}',
    });
    const first = await shop.commit({ 'config/install.yaml': 'word: first\n' });
    await shop.commit({ 'config/install.yaml': 'word: second\n' });
    const render = (version: string) =>
      facs(estate.folder, ['render', 'shop', 'a', version, '--out', join(here.folder, version.slice(0, 7))]);
    expect((await render(first)).stderr).toBe('');
    expect((await facs(estate.folder, ['resolve', 'shop', 'a', first])).data.definition.word).toBe('first');
    expect((await facs(estate.folder, ['resolve', 'shop', 'a', '--define', 'define'])).data.definition.word).toBe(
      'apart',
    );
    expect(await readFile(join(here.folder, first.slice(0, 7), '_DEPLOY_/word'), 'utf8')).toBe('first');
    const fromTree = [
      'render',
      'shop',
      'a',
      '--src-dir',
      shop.folder,
      '--define',
      'define',
      '--out',
      join(here.folder, 'tree'),
    ];
    expect((await facs(estate.folder, fromTree)).stderr).toBe('');
    expect(await readFile(join(here.folder, 'tree/_DEPLOY_/word'), 'utf8')).toBe('second');
  });

  it('F-23 config/install of the own repository is that of the release too', async () => {
    const shop = await makeRepository(join(here.folder, 'shop'));
    const files = { 'define/facsimile.yaml': 'projects: { shop: }\ninstances: { a: }\n' };
    const first = await shop.commit({ ...files, 'config/install.yaml': 'word: first\n' });
    await shop.commit({ 'config/install.yaml': 'word: second\n' });
    const word = async (...words: string[]) =>
      (await facs(shop.folder, ['resolve', 'shop', 'a', ...words])).data.definition.word;
    expect([await word(), await word(first), await word('--src-dir', '.')]).toEqual(['second', 'first', 'second']);
  });

  it('F-21 one layer in two files is an error that names both', async () => {
    await writeFiles(here.folder, {
      'define/a.toml': '',
      'define/a.yml': '',
      'config/install.json': '{}',
      'config/install.yml': '',
    });
    const { code, stderr } = await facs(here.folder, ['resolve', 'p', 'a']);
    expect(code).toBe(2);
    expect(stderr.split('\n')).toEqual([
      'define/a.yml:1:1: two files for one layer "a": define/a.toml and define/a.yml (keep one)',
      'config/install.yml:1:1: two files for one layer "config/install": config/install.json and config/install.yml (keep one)',
    ]);
  });

  it('F-22 an instance without any file is refused', async () => {
    await writeFiles(here.folder, { 'define/other.yaml': '' });
    const { code, stderr } = await facs(here.folder, ['resolve', 'p', 'a']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'no layer for instance "a" of project "p" in define: looked for facsimile, p, a (layers there: other)',
    );
  });

  it('F-30 may be YAML, JSON and TOML, side by side, and each value keeps its place', async () => {
    await writeFiles(here.folder, {
      'define/facsimile.toml': 'a = 2026-01-01\n[deploy]\nuser = "app"\n[[list]]\nn = 1\n',
      'define/p.json': '{\n  "b": 1.5\n}',
      'define/dev.yml': 'c: text\nlist: { $append: [{ n: 2 }] }\n',
    });
    const { own } = await resolve('p', 'dev');
    expect(own).toEqual({ a: '2026-01-01', b: 1.5, c: 'text', list: [{ n: 1 }, { n: 2 }] });
    const { stdout } = await facs(here.folder, ['explain', 'p', 'dev', 'list']);
    expect(stdout).toBe(
      [
        'list: [{"n":1},{"n":2}]',
        '  set at define/dev.yml:2:1 (layer dev)',
        '  [0] {"n":1} at define/facsimile.toml:4:3 (layer facsimile)',
        '  [1] {"n":2} at define/dev.yml:2:19 (layer dev)',
        '',
      ].join('\n'),
    );
    expect((await facs(here.folder, ['explain', 'p', 'dev', 'deploy.user'])).stdout).toContain(
      'define/facsimile.toml:3:8',
    );
  });
});

describe('config/facsimile.json', () => {
  const LAYERS = {
    facsimile: { instances: { 'dev.*': {} }, deploy: { user: 'app' } },
    dev: { inherit: ['tools'], deploy: { user: 'dev' } },
    tools: { tools: [1] },
    'dev.alice': { tools: { $append: [2] } },
    other: null,
  };

  it('holds all layers in one file, each value with its place', async () => {
    await writeFiles(here.folder, { 'config/facsimile.json': JSON.stringify(LAYERS, null, 2) });
    const { layers, own } = await resolve('p', 'dev.alice');
    const file = 'config/facsimile.json';
    expect(layers).toEqual([`facsimile=${file}`, `tools=${file}`, `dev=${file}`, `dev.alice=${file}`]);
    expect(own).toMatchObject({ tools: [1, 2] });
    const { stdout } = await facs(here.folder, ['explain', 'p', 'dev.alice', 'deploy.user']);
    expect(stdout).toBe(
      [
        'deploy.user: dev',
        '  set at config/facsimile.json:15:15 (layer dev)',
        '  overrode app at config/facsimile.json:7:15 (layer facsimile)',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['{ "modules": [{ "name": "db" }, "web"], "a": {} }', ['db', 'web']],
    ['{ "modules": { "db": null }, "a": {} }', ['db']],
  ])('may hold the modules too: %s', async (text, names) => {
    await writeFiles(here.folder, { 'config/facsimile.json': text });
    const { modules } = (await resolve('p', 'a')).data.definition;
    expect(Object.keys(modules)).toEqual(names);
  });

  it('has templates beside it or at the top, and folders of layers come before it', async () => {
    await writeFiles(here.folder, {
      'config/facsimile.json': '{ "facsimile": { "instances": { "a": null }, "word": "single" } }',
      'config/tmpl/_ALL_/_DEPLOY_/word': '{{ definition.word }}',
    });
    const repository = await makeRepository(here.folder);
    await repository.commit({});
    const render = await facs(here.folder, ['render', 'p', 'a', '--src-dir', '.', '--out', '../single']);
    expect(render.stderr).toBe('');
    expect(await readFile(join(here.folder, '../single/_DEPLOY_/word'), 'utf8')).toBe('single');
    await rm(join(here.folder, '../single'), { recursive: true });
    await writeFiles(here.folder, { 'facsimile/a.yaml': 'word: folder\n' });
    expect((await resolve('p', 'a')).own).toEqual({ word: 'folder' });
  });

  it.each([
    ['{ "facsimile": [] }', 'config/facsimile.json:1:3: layer "facsimile" must be a mapping'],
    ['{ "facsimile": { "$replace": {} } }', 'config/facsimile.json:1:3: layer "facsimile" must be a mapping'],
    [
      '{ "../x": {}, "a": {} }',
      'config/facsimile.json:1:3: "../x" cannot be a layer (the keys at the top are names of layers: facsimile, projects, parts of instances)',
    ],
    ['{ "a": 1, }', expect.stringMatching(/^config\/facsimile\.json:1:\d+: not JSON: /)],
    ['{ "a": { "inherit": ["a"] } }', 'config/facsimile.json:1:22: layers inherit in a circle: a → a'],
  ])('%s is refused', async (text, issue) => {
    await writeFiles(here.folder, { 'config/facsimile.json': text });
    const { code, stderr } = await facs(here.folder, ['resolve', 'p', 'a']);
    expect([code, stderr]).toEqual([2, issue]);
  });
});
