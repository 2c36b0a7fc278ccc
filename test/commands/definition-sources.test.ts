/**
 * Where definitions come from, through to the host: each source is deployed to a folder of this machine, with real
 * repositories and a real meta repo. What was used is read from the disk and from meta, not from what the command says.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { git } from '../support/meta.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository, writeFiles } from '../support/repositories.ts';

let root = '';
let remove: () => Promise<void>;
let shop: Repository;
let estate: Repository;
const at = (...path: string[]) => join(root, ...path);

/** Where `live` is deployed to. A host remembers its meta repo: each has a folder of its own. */
let out = '';

/** `text` is what the template writes. */
const layers = (text: string, more = '') =>
  `${more}instances: { live: { channel: edge } }\ntext: ${text}\ndeploy: { destdir: ${out} }\n`;

beforeAll(async () => {
  ({ folder: root, remove } = await openTemporary());
  shop = await makeRepository(at('shop'));
  shop.git('init', '--quiet', '--bare', '--initial-branch=main', at('shop.git'));
  shop.git('remote', 'add', 'origin', at('shop.git'));
  await writeFiles(at('bare/define'), { 'facsimile.yaml': layers('bare') });
});
afterAll(() => remove());

async function run(cwd: string, ...words: string[]) {
  const done = await facs(cwd, [...words, '--top-dir', at('top')], { ...CLEAN_GIT });
  return { ...done, words: words.join(' ') };
}

/** Deploys `live` and gives what the host then says of itself. */
async function deploy(cwd: string, ...words: string[]) {
  const done = await run(cwd, 'deploy', ...words);
  expect(done, done.stderr).toMatchObject({ code: 0 });
  const about = JSON.parse(readFileSync(join(out, 'current/.facsimile.json'), 'utf8'));
  return { text: readFileSync(join(out, 'current/text'), 'utf8'), about, stdout: done.stdout };
}

/** A meta repo with one release of shop per commit, the first of which is on edge. */
async function makeMeta(name: string, releases: readonly { readonly tag: string }[]): Promise<string> {
  const meta = at(name);
  expect(await run(root, 'meta', 'init', meta)).toMatchObject({ code: 0 });
  for (const { tag } of releases)
    expect(await run(shop.folder, 'release', 'create', 'shop', '--tag', tag, '--meta', meta)).toMatchObject({
      code: 0,
    });
  const [first] = releases;
  const words = ['channel', 'set', 'shop', 'edge', first?.tag ?? '', '--meta', meta];
  expect(await run(root, ...words)).toMatchObject({ code: 0 });
  return meta;
}

async function commitShop(files: Readonly<Record<string, string>>, tag: string): Promise<string> {
  const githash = await shop.commit(files);
  shop.git('tag', tag);
  shop.git('push', '--quiet', 'origin', 'main', tag);
  return githash;
}

/** Commits to a meta repo as a person would. */
async function commitToMeta(meta: string, files: Readonly<Record<string, string>>): Promise<string> {
  const clone = `${meta}.clone`;
  shop.git('clone', '--quiet', meta, clone);
  await writeFiles(clone, files);
  git(clone, 'add', '--all');
  git(clone, '-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', 'commit', '--quiet', '--message', 'define');
  git(clone, 'push', '--quiet', 'origin', 'HEAD');
  return git(clone, 'rev-parse', 'HEAD');
}

describe('definitions in the project’s own repository', () => {
  let first = '';
  let second = '';
  let later = '';
  let meta = '';

  beforeAll(async () => {
    out = at('out-own');
    const files = {
      'define/facsimile.yaml': layers('one'),
      'define/tmpl/_ALL_/_DEPLOY_/text': '{{ definition.text }}',
    };
    first = await commitShop(files, 'v1');
    second = await commitShop({ 'define/facsimile.yaml': layers('two') }, 'v2');
    meta = await makeMeta('own-meta.git', [{ tag: 'v1' }, { tag: 'v2' }]);
    shop.git('checkout', '--quiet', '-b', 'later');
    later = await shop.commit({ 'define/facsimile.yaml': layers('later') });
    shop.git('push', '--quiet', 'origin', 'later');
    shop.git('checkout', '--quiet', 'main');
  });

  it('are those of the release, in its work tree and away from it', async () => {
    for (const folder of [shop.folder, root]) {
      const { text, about, stdout } = await deploy(folder, 'shop', 'live', '--meta', meta);
      expect([text, about.release, about.definitions.githash]).toEqual(['one', first, first]);
      expect(stdout).toContain(`shop live: 1 (${first.slice(0, 12)}) from channel edge\n`);
    }
  });

  it.each([
    ['a tag', 'v2', 'two', () => second],
    ['a branch', 'later', 'later', () => later],
    ['a githash', 'githash', 'two', () => second],
  ])('are pinned to %s by --define-ref; the release stays', async (_, ref, wanted, githash) => {
    const words = ['shop', 'live', '--meta', meta, '--define-ref', ref === 'githash' ? second.slice(0, 9) : ref];
    for (const folder of [shop.folder, root]) {
      const { text, about, stdout } = await deploy(folder, ...words);
      expect([text, about.release, about.definitions]).toEqual([
        wanted,
        first,
        { url: at('shop.git'), githash: githash() },
      ]);
      expect(stdout).toContain(`from channel edge, definitions ${githash().slice(0, 12)}\n`);
    }
  });

  it('are pinned at the branch of origin where the work tree does not have it', async () => {
    const clone = at('shop-clone');
    shop.git('clone', '--quiet', '--single-branch', '--branch', 'main', '--no-tags', at('shop.git'), clone);
    const { about } = await deploy(clone, 'shop', 'live', '--meta', meta, '--define-ref', 'later');
    expect(about.definitions.githash).toBe(later);
  });

  it('say in meta, in status and in trace which commit they were', async () => {
    await deploy(shop.folder, 'shop', 'live', '--meta', meta, '--define-ref', 'later');
    const status = await run(root, 'status', 'shop', 'live', '--meta', meta);
    expect(status.data.last).toMatchObject({ state: 'ended', definitions: { url: at('shop.git'), githash: later } });
    expect(status.stdout).toContain(`deployed with the definitions ${later.slice(0, 12)} of ${at('shop.git')}\n`);
    const id: string = status.data.last.id;
    const [path = ''] = git(meta, 'ls-tree', '-r', '--name-only', 'HEAD')
      .split('\n')
      .filter((each) => each.endsWith(`${id}.begin.binpb`));
    const record = await run(root, 'meta', 'cat', path, '--meta', meta);
    expect(record.data[0].record).toMatchObject({
      release: first,
      definitions: { url: at('shop.git'), githash: later },
    });
    const traced = await run(root, 'trace', later.slice(0, 10), '--meta', meta);
    expect(traced.data.clues).toEqual([
      { kind: 'definitions', project: 'shop', name: `${later} for live`, releases: [first] },
    ]);
    expect(traced.stdout).toMatch(new RegExp(`^ {4}live .* definitions ${later.slice(0, 12)}$`, 'm'));
  });

  it('are read by resolve, explain, hosts and render too', async () => {
    const places = ['--define-ref', 'later'];
    expect((await run(shop.folder, 'resolve', 'shop', 'live', ...places)).data.definition.text).toBe('later');
    const explained = await run(shop.folder, 'explain', 'shop', 'live', 'text', ...places);
    expect(explained.stdout).toMatch(/^text: later\n {2}set at shop@[0-9a-f]{7}\/define\/facsimile\.yaml:2:7 /);
    expect((await run(shop.folder, 'hosts', 'shop', 'live', ...places)).stdout).toBe(`this machine: ${out}\n`);
    const render = ['render', 'shop', 'live', '--src-dir', '.', '--out', at('rendered'), ...places];
    expect(await run(shop.folder, ...render)).toMatchObject({ code: 0 });
    expect(readFileSync(at('rendered/_DEPLOY_/text'), 'utf8')).toBe('later');
  });

  it('lie in the nearest folder, in the work tree and in every commit of it', async () => {
    const mono = await makeRepository(at('mono'));
    const one = await mono.commit({
      'define/facsimile.yaml': layers('top'),
      'services/shop/define/facsimile.yaml': layers('nested'),
      'services/shop/define/tmpl/_ALL_/_DEPLOY_/text': '{{ definition.text }}',
    });
    const inside = at('mono/services/shop');
    expect((await run(inside, 'resolve', 'shop', 'live')).data.definition.text).toBe('nested');
    for (const pin of [
      ['--src-dir', '.'],
      ['--src-dir', '.', '--define-ref', 'main'],
    ]) {
      const { text, about } = await deploy(inside, 'shop', 'live', one, ...pin);
      expect([text, about.definitions.githash]).toEqual(['nested', one]);
    }
  });
});

describe('definitions in a repository of their own', () => {
  let first = '';
  let second = '';
  let meta = '';
  const projects = () => `projects: { shop: { repo: ${at('shop.git')} }, docs: { repo: ${at('docs.git')} } }\n`;

  beforeAll(async () => {
    out = at('out-estate');
    meta = await makeMeta('estate-meta.git', [{ tag: 'v2' }]);
    estate = await makeRepository(at('estate'));
    first = await estate.commit({ 'define/facsimile.yaml': layers('estate', projects()) });
    second = await estate.commit({ 'define/facsimile.yaml': layers('estate two', projects()) });
    estate.git('tag', 'before', first);
  });

  it('are those of its last commit; templates stay with the code', async () => {
    await writeFiles(estate.folder, { 'define/live.yaml': 'text: not committed\n' });
    const { text, about } = await deploy(estate.folder, 'shop', 'live', '--meta', meta);
    expect([text, about.definitions]).toEqual(['estate two', { url: estate.folder, githash: second }]);
    expect(about.release).toBe(shop.git('rev-parse', 'v2'));
    estate.git('clean', '--quiet', '--force');
  });

  it('are pinned by --define-ref, also of the folder that --define names', async () => {
    const pinned = await deploy(estate.folder, 'shop', 'live', '--meta', meta, '--define-ref', 'before');
    expect([pinned.text, pinned.about.definitions.githash]).toEqual(['estate', first]);
    const words = ['shop', 'live', '--meta', meta, '--define', at('estate/define')];
    const named = await deploy(shop.folder, ...words, '--define-ref', 'before');
    expect([named.text, named.about.definitions]).toEqual(['estate', { url: estate.folder, githash: first }]);
  });

  it('that --define names are of a commit only as long as they are as committed', async () => {
    const words = ['shop', 'live', '--meta', meta, '--define', at('estate/define')];
    expect((await deploy(root, ...words)).about.definitions).toEqual({ url: estate.folder, githash: second });
    await writeFiles(estate.folder, { 'define/live.yaml': 'text: on disk\n' });
    const changed = await deploy(root, ...words);
    expect([changed.text, changed.about.definitions]).toEqual(['on disk', { url: '', githash: '' }]);
    estate.git('clean', '--quiet', '--force');
    await writeFiles(at('plain/define'), { 'facsimile.yaml': layers('plain', projects()) });
    const plain = await deploy(root, 'shop', 'live', '--meta', meta, '--define', at('plain/define'));
    expect([plain.text, plain.about.definitions]).toEqual(['plain', { url: '', githash: '' }]);
  });
});

describe('a conglomerate', () => {
  it('says for each project where its code is and which instances it has, and is told where they are wrong', async () => {
    out = at('out-conglomerate');
    const meta = await makeMeta('conglomerate-meta.git', [{ tag: 'v2' }]);
    const many = await makeRepository(at('conglomerate'));
    const facsimile = [
      'projects:',
      '  shop:',
      `    repo: ${at('shop.git')}`,
      '    instances: { live: { channel: edge }, odd: { channel: beta } }',
      '  docs: { instances: { print: {} } }',
      `deploy: { destdir: ${out} }`,
      '',
    ].join('\n');
    const githash = await many.commit({
      'define/facsimile.yaml': facsimile,
      'define/shop.yaml': 'text: of the shop\n',
      'define/docs.yaml': 'text: of the docs\n',
    });
    const { text, about } = await deploy(many.folder, 'shop', 'live', '--meta', meta);
    expect([text, about.definitions]).toEqual(['of the shop', { url: many.folder, githash }]);
    const odd = await run(many.folder, 'deploy', 'shop', 'odd', '--meta', meta);
    expect([odd.code, odd.stderr]).toEqual([
      2,
      expect.stringMatching(/conglomerate@[0-9a-f]{7}\/define\/facsimile\.yaml:4:59: shop has no channel "beta"/),
    ]);
    expect((await run(many.folder, 'resolve', 'docs', 'print')).data.definition.text).toBe('of the docs');
    const other = await run(many.folder, 'resolve', 'docs', 'live');
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('there is no instance "live"')]);
  });
});

describe('definitions in meta', () => {
  it('are those of its tip; --define-ref pins a commit, and programs beside them stay programs', async () => {
    out = at('out-meta');
    const meta = await makeMeta('define-meta.git', [{ tag: 'v2' }]);
    const first = await commitToMeta(meta, {
      'define/facsimile.yaml': layers('meta'),
      'define/tmpl/_ALL_/_DEPLOY_/text': '{{ definition.text }}',
      'define/tmpl/_ALL_/_DEPLOY_/bin/start*': '#!/bin/sh\n',
      'define/extra/bin/stop*': '#!/bin/sh\n',
      'define/extra/bin/end': '-> stop',
    });
    git(`${meta}.clone`, 'tag', 'first');
    git(`${meta}.clone`, 'push', '--quiet', 'origin', 'first');
    const tip = await deploy(root, 'shop', 'live', '--meta', meta);
    expect([tip.text, tip.about.definitions.url]).toEqual(['meta', meta]);
    for (const path of ['bin/start', 'bin/stop', 'bin/end'])
      expect(statSync(join(out, 'current', path)).mode & 0o777, path).toBe(0o755);
    await writeFiles(`${meta}.clone`, { 'define/facsimile.yaml': layers('meta two') });
    git(`${meta}.clone`, 'pull', '--quiet', '--rebase', '--autostash', 'origin', 'main');
    git(
      `${meta}.clone`,
      '-c',
      'user.name=Ann',
      '-c',
      'user.email=a@example.com',
      'commit',
      '--quiet',
      '--all',
      '--message',
      'two',
    );
    git(`${meta}.clone`, 'push', '--quiet', 'origin', 'HEAD:main');
    expect((await deploy(root, 'shop', 'live', '--meta', meta)).text).toBe('meta two');
    for (const ref of [first, first.slice(0, 8), 'first']) {
      const pinned = await deploy(root, 'shop', 'live', '--meta', meta, '--define-ref', ref);
      expect([pinned.text, pinned.about.definitions]).toEqual(['meta', { url: meta, githash: first }]);
    }
  });
});

describe('--define-ref', () => {
  it.each([
    [
      'a name that the repository does not have',
      'shop',
      'nowhere',
      /^--define-ref: .*shop\.git, where the definitions come from, has no branch, tag or commit nowhere /,
    ],
    [
      'a folder that is in no repository',
      'bare',
      'main',
      /^--define-ref: define has no commits to choose definitions from: it lies in no git repository /,
    ],
  ])('refuses %s, with exit code 2', async (_, folder, ref, message) => {
    const refused = await run(at(folder), 'resolve', 'shop', 'live', '--define-ref', ref);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  it('is no flag of commands that gather no definitions', async () => {
    expect((await run(shop.folder, 'release', 'create', '--define-ref', 'main')).code).toBe(64);
  });
});
