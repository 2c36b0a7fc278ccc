/** The words, where definitions live, and which projects there are. */
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openProof, type Proof, readTree, write } from '../support/proof.ts';
import { makeRepository } from '../support/repositories.ts';

let proof: Proof;
afterEach(() => proof.remove());

it('F-01 project, module, instance, target, definition and state are one thing each, from the file to the disk', async () => {
  proof = await openProof({
    'define/facsimile.yaml': 'projects: { shop: {}, docs: {} }\ninstances: { dev.dev0: {} }\nmodules: [{ name: db }]\n',
    'define/shop.yaml': 'colour: green\n',
    'define/dev0.yaml': 'deploy: { user: app, nodes: { frontend: [web1], database: [db1] } }\nhome: /srv/shop\n',
    'define/tmpl/_ALL_/_DEPLOY_/all':
      '{{ facs.project }} {{ facs.instance }} {{ definition.colour | default: "none" }} {{ module.db.username }}={{ module.db.password }}\n',
    'define/tmpl/_TARGET_/database/_DEPLOY_/only': '{{ target }} {{ host.name }}\n',
  });
  const shop = await proof.render('dev.dev0');
  expect(Object.keys(shop)).toEqual([
    'db1/_DEPLOY_/all',
    'db1/_DEPLOY_/etc/shop.version',
    'db1/_DEPLOY_/only',
    'web1/_DEPLOY_/all',
    'web1/_DEPLOY_/etc/shop.version',
  ]);
  expect(shop['db1/_DEPLOY_/only']).toBe('database db1\n');
  const [, password = ''] = /^shop dev\.dev0 green db=(\S{20,})\n$/.exec(shop['web1/_DEPLOY_/all'] ?? '') ?? [];
  expect(password).not.toBe('');
  // "Instance data is shared across projects": the state belongs to the instance.
  await proof.data('render', 'docs', 'dev.dev0', '--src-dir', '.', '--out', join(proof.folder, 'docs'));
  expect(readTree(join(proof.folder, 'docs'))['web1/_DEPLOY_/all']).toBe(`docs dev.dev0 none db=${password}\n`);
});

it('F-02 definitions live with the source, or in a repository of their own', async () => {
  proof = await openProof({
    'config/facsimile/facsimile.json': '{ "instances": { "dev": {} }, "text": "with the source" }',
  });
  expect(await proof.definition('dev')).toMatchObject({ text: 'with the source' });
  const estate = await makeRepository(join(proof.folder, 'estate'));
  await estate.commit({
    'facsimile/facsimile.json': `{ "facsimile": { "components": { "shop": { "repo": "${proof.project.folder}" } } },
      "instances": { "dev": {} }, "text": "of its own", "deploy": { "destdir": "${join(proof.folder, 'out')}" },
      "install": { "groups": [{ "files": ["config/facsimile/facsimile.json"] }] } }`,
  });
  const githash = proof.project.git('rev-parse', 'HEAD');
  const define = join(estate.folder, 'facsimile');
  expect(await proof.definition('dev', '--define', define)).toMatchObject({ text: 'of its own' });
  await proof.data('deploy', 'shop', 'dev', githash, '--define', define);
  const deployed = readTree(join(proof.folder, 'out/current'));
  expect(deployed['config/facsimile/facsimile.json']).toContain('with the source');
});

it('F-02 config/facsimile.json holds all layers in one file; the folder config/facsimile is stronger', async () => {
  const layers = { facsimile: { instances: { dev: {} }, text: 'facsimile' }, dev: { text: 'dev, in one file' } };
  proof = await openProof({ 'config/facsimile.json': JSON.stringify(layers) });
  expect(await proof.definition('dev')).toMatchObject({ text: 'dev, in one file' });
  await write(proof, { 'config/facsimile/dev.json': '{ "text": "dev, in the folder" }' });
  expect(await proof.definition('dev')).toMatchObject({ text: 'dev, in the folder' });
});

it('F-03 facsimile.components registers projects with their repositories; others are refused by name', async () => {
  const components = '{ "shop": { "class": "Facsimile", "repo": "/srv/shop.git", "src_dir": "code" }, "docs": {} }';
  proof = await openProof({
    'facsimile/facsimile.json': `{ "facsimile": { "components": ${components} }, "instances": { "dev": {} } }`,
    'facsimile/shop.json': '{ "text": "shop" }',
    'facsimile/docs.json': '{ "text": "docs" }',
  });
  expect(await proof.definition('dev')).toMatchObject({ text: 'shop' });
  expect((await proof.data('resolve', 'docs', 'dev')).definition).toMatchObject({ text: 'docs' });
  expect(await proof.refusal('resolve', 'dcs', 'dev')).toEqual([
    'PROJECT: there is no project "dcs" (did you mean "docs"? projects: shop, docs)',
  ]);
  await write(proof, {
    'facsimile/facsimile.json': '{ "facsimile": { "components": { "shop": { "class": "VirtualEnv" } } } }',
  });
  expect(await proof.refusal('resolve', 'shop', 'dev')).toEqual([
    expect.stringContaining(
      'facsimile/facsimile.json:1:53: facsimile.components.shop.class must be Facsimile: what another',
    ),
  ]);
});

it('F-92 two instances with equal layers get the same bytes, but for what holds a password', async () => {
  proof = await openProof({
    'define/facsimile.yaml':
      'instances: { staging: {}, production: {} }\nmodules: [db]\ninstall: { groups: [{ files: [app.txt] }] }\n',
    'define/staging.yaml': 'inherit: [full]\n',
    'define/production.yaml': 'inherit: [full]\n',
    'define/full.yaml': 'workers: 4\n',
    'define/tmpl/_ALL_/_DEPLOY_/app.ini': 'workers={{ definition.workers }}\n',
    'define/tmpl/_ALL_/_DEPLOY_/db.ini': 'password={{ module.db.password }}\n',
    'app.txt': 'the app\n',
  });
  const [staging, production] = [await proof.render('staging'), await proof.render('production')];
  const { '_DEPLOY_/db.ini': one, ...same } = staging;
  const { '_DEPLOY_/db.ini': other, ...copy } = production;
  expect(Object.keys(same)).toEqual(['_DEPLOY_/app.ini', '_DEPLOY_/app.txt', '_DEPLOY_/etc/shop.version']);
  expect(copy).toEqual(same);
  expect(one).toMatch(/^password=\S{20,}\n$/);
  expect(other).toMatch(/^password=\S{20,}\n$/);
  expect(other).not.toBe(one);
});

it('F-93 a region is a part of the name: the same dev4 has other hosts in ch0 and in ch1', async () => {
  proof = await openProof({
    'define/facsimile.json': '{ "instances": { "dev4.ch0": {}, "dev4.ch1": {} }, "home": "/srv/shop" }',
    'define/dev4.json': '{ "size": "small", "deploy": { "user": "dev4" } }',
    'define/ch0.json':
      '{ "deploy": { "nodes": { "web": ["zrh1", "zrh2"] } }, "hosts": { "zrh1": { "region": "ch0" } } }',
    'define/ch1.json': '{ "deploy": { "nodes": { "web": ["gva1"] } } }',
    'define/tmpl/_ALL_/_DEPLOY_/peers': '{{ definition.size }} {{ hosts | map: "name" | join: " " }}\n',
  });
  expect((await proof.run('hosts', 'shop', 'dev4.ch0')).stdout).toBe(
    'web:\n  zrh1  dev4@zrh1:22  /srv/shop  region=ch0\n  zrh2  dev4@zrh2:22  /srv/shop\n',
  );
  expect((await proof.run('hosts', 'shop', 'dev4.ch1')).stdout).toBe('web:\n  gva1  dev4@gva1:22  /srv/shop\n');
  expect((await proof.render('dev4.ch0'))['_DEPLOY_/peers']).toBe('small zrh1 zrh2\n');
  expect((await proof.render('dev4.ch1'))['_DEPLOY_/peers']).toBe('small gva1\n');
});
