/** `facs resolve --all`: a whole estate at once. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { makeRepository, writeFiles } from '../support/repositories.ts';

const ESTATE = {
  'define/facsimile.yaml': [
    'projects:',
    '  shop: { instances: { production.eu: { channel: stable, environment: prod }, dev.*: { channel: edge } } }',
    '  docs: {}',
    'instances: { staging: { channel: edge } }',
    'deploy: { user: app }',
  ].join('\n'),
  'define/shop.yaml': 'home: /srv/shop\n',
  'define/docs.yaml': 'home: /srv/docs\n',
  'define/production.yaml': 'deploy: { nodes: { web: [web1, web2] } }\n',
  'define/dev.alice.yaml': 'mine: 1\n',
};
let root = '';
let count = 0;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'facs-all-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function estate(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(root, String(count++));
  await writeFiles(folder, files);
  return folder;
}

describe('facs resolve --all', () => {
  it('gives every instance of every project as data, and the patterns that stand for others', async () => {
    const folder = await estate(ESTATE);
    const { data } = await facs(folder, ['resolve', '--all']);
    const names = data.instances.map((each: { project: string; instance: string }) => [each.project, each.instance]);
    expect(names).toEqual([
      ['shop', 'production.eu'],
      ['shop', 'dev.alice'],
      ['shop', 'staging'],
      ['docs', 'staging'],
    ]);
    expect(data.patterns).toEqual([
      { project: 'shop', pattern: 'dev.*', channel: 'edge', environment: '', instances: ['dev.alice'] },
    ]);
  });

  it('gives of each exactly what it gives of one', async () => {
    const folder = await estate(ESTATE);
    const all = await facs(folder, ['resolve', '--all']);
    for (const each of all.data.instances)
      expect(each).toEqual((await facs(folder, ['resolve', each.project, each.instance])).data);
  });

  it('B-14: gives each environment its whole configuration, defaults and all', async () => {
    const { data } = await facs(await estate(ESTATE), ['resolve', 'shop', '--all']);
    const [production, dev] = data.instances.map((each: { definition: object }) => each.definition);
    expect(production).toMatchObject({ home: '/srv/shop', deploy: { user: 'app', nodes: { web: ['web1', 'web2'] } } });
    expect(dev).toMatchObject({ home: '/srv/shop', mine: 1, deploy: { user: 'app', nodes: {}, keep_releases: 5 } });
  });

  it('B-16: prints definitions that are definitions again', async () => {
    const all = await facs(await estate(ESTATE), ['resolve', 'shop', '--all']);
    for (const { instance, definition } of all.data.instances) {
      const folder = await estate({
        'define/facsimile.yaml': `projects: { shop: {} }\ninstances: { ${instance}: {} }\n`,
        [`define/${instance}.json`]: JSON.stringify(definition),
      });
      expect((await facs(folder, ['resolve', instance])).data.definition).toEqual(definition);
    }
  });

  it('prints one document of JSON, or a line per instance', async () => {
    const folder = await estate(ESTATE);
    const cli = join(import.meta.dirname, '../../src/cli/cli.ts');
    const run = (...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
        cwd: folder,
        encoding: 'utf8',
      });
      return [status, stdout, stderr];
    };
    const [code, json] = run('resolve', 'shop', '--all', '--json');
    expect([code, JSON.parse(String(json)).instances.length]).toEqual([0, 3]);
    expect(run('resolve', '--all', 'docs')).toEqual([0, 'docs  staging  edge  0 hosts\n', '']);
    expect((await facs(folder, ['resolve', '--all'])).stdout).toBe(
      [
        'shop  production.eu  stable  2 hosts',
        'shop  dev.alice      edge    0 hosts',
        'shop  staging        edge    0 hosts',
        'docs  staging        edge    0 hosts',
        'shop  dev.*          edge    a pattern',
        '',
      ].join('\n'),
    );
  });

  it('tells the problems of all layers of all instances at once, each once', async () => {
    const folder = await estate({
      ...ESTATE,
      'define/facsimile.yaml': `${ESTATE['define/facsimile.yaml']}\nhome: srv\n`,
      'define/shop.yaml': 'deploy: { usr: x }\n',
      'define/docs.yaml': 'a: [\n',
      'define/eu.yaml': 'inherit: [hots]\n',
      'define/dev.alice.yaml': 'hosts: { w: { port: 0 } }\n',
    });
    const { code, stderr } = await facs(folder, ['resolve', '--all']);
    expect(code).toBe(2);
    const places = stderr.split('\n').map((line) => line.split(' ')[0]);
    expect(places.toSorted()).toEqual([
      'define/dev.alice.yaml:1:21:',
      'define/docs.yaml:2:1:',
      'define/eu.yaml:1:11:',
      'define/facsimile.yaml:6:7:',
      'define/shop.yaml:1:11:',
    ]);
  });

  it('reads the folder define/ of meta', async () => {
    const meta = await makeRepository(join(root, 'meta'));
    await meta.commit({ ...ESTATE, 'facsimile.yaml': 'format: 1\n' });
    const elsewhere = await estate({ 'some/file': '' });
    const { data, stderr } = await facs(elsewhere, ['resolve', 'docs', '--all', '--meta', meta.folder]);
    expect([stderr, data?.instances[0].layers[1].file]).toEqual([
      '',
      expect.stringMatching(/^meta@.*\/facsimile.yaml$/),
    ]);
  });

  it('reads the commit that --define-ref names', async () => {
    const repository = await makeRepository(join(root, 'pinned'));
    const before = await repository.commit(ESTATE);
    await repository.commit({ 'define/facsimile.yaml': 'projects: { docs: {} }\ninstances: { staging: {} }\n' });
    const count = async (...words: string[]) =>
      (await facs(repository.folder, ['resolve', '--all', ...words])).data.instances.length;
    expect([await count(), await count('--define-ref', before), await count('--define', 'define')]).toEqual([1, 4, 1]);
    expect(await count('--define', 'define', '--define-ref', before)).toBe(4);
  });

  it.each<[string, Readonly<Record<string, string>>, readonly string[], number, string]>([
    [
      'nothing is listed',
      { 'define/shop.yaml': '' },
      ['shop'],
      2,
      'define:1:1: nothing lists the instances of project "shop" (list them under instances: in the facsimile layer)',
    ],
    [
      'no project is known',
      { 'define/a.yaml': '' },
      [],
      2,
      'PROJECT: which project? (name it, or list it under projects: in the facsimile layer)',
    ],
    [
      'the project is unknown',
      ESTATE,
      ['shp'],
      2,
      'PROJECT: there is no project "shp" (did you mean "shop"? projects: shop, docs)',
    ],
    ['an instance is named too', ESTATE, ['shop', 'staging'], 64, 'INSTANCE and --all exclude each other'],
  ])('refuses when %s', async (_, files, words, code, message) => {
    const ran = await facs(await estate(files), ['resolve', ...words, '--all']);
    expect(ran).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });

  it('is needed where no instance is named', async () => {
    expect(await facs(await estate(ESTATE), ['resolve', '--all=false'])).toMatchObject({ code: 64 });
  });
});
