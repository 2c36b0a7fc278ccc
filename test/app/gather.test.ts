/** Which release and which definitions a command is about: real repositories, a real meta repo. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatherInputs } from '../../src/app/gather/places.ts';
import { type Gathered, gather } from '../../src/app/gather.ts';
import type { Meta } from '../../src/app/ports/meta-repo.ts';
import { toEnvironment } from '../../src/cli/environment.ts';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { channelPath, projectPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject } from '../../src/core/meta/project.ts';
import { wire } from '../../src/wire.ts';
import { makeMeta, utf8 } from '../support/meta.ts';
import { keptTalk } from '../support/quiet-talk.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository, writeFiles } from '../support/repositories.ts';

let root = '';
let remove: () => Promise<void>;
let shop: Repository;
let meta: Meta;
let v1 = '';
let v2 = '';
const said: string[] = [];

const at = (...path: string[]) => join(root, ...path);

beforeAll(async () => {
  ({ folder: root, remove } = await openTemporary());
  shop = await makeRepository(at('shop'));
  v1 = await shop.commit({
    'define/facsimile.yaml':
      'instances: { staging: {channel: edge}, eu: {channel: stable}, lab: {}, odd: {channel: beta} }\n',
    'define/shop.yaml': 'text: one\n',
    'app.txt': 'one',
  });
  shop.git('tag', 'v1');
  v2 = await shop.commit({ 'define/shop.yaml': 'text: two\n', 'app.txt': 'two' });
  shop.git('tag', 'v2');
  await shop.commit({ 'define/shop.yaml': 'text: three\n', 'app.txt': 'three' });
  await writeFiles(shop.folder, { 'app.txt': 'changed', 'new.txt': 'new' });
  await Promise.all(['empty', 'top'].map((name) => mkdir(at(name))));
  meta = await makeMeta(at('meta.git'), at('top'));
  await meta.append({
    added: [
      { path: projectPath('shop'), bytes: utf8(encodeProject({ channels: ['edge', 'next', 'stable'] })) },
      recorded(v1, '1.0', shop.folder),
      recorded(v2, '2.0', shop.folder),
    ],
    changed: [channel('edge', v2), channel('stable', v1)],
    message: 'two releases',
  });
});
afterAll(() => remove());

function recorded(githash: string, version: string, url: string) {
  const repos = [{ name: 'shop', url, githash, path: '' }];
  const record = {
    kind: 'release' as const,
    project: 'shop',
    githash,
    version,
    tag: `v${version}`,
    committedAt: 7,
    repos,
  };
  return { path: recordPath('shop', record), bytes: encodeRecord(record) };
}

function channel(name: string, githash: string) {
  return { path: channelPath('shop', name), bytes: utf8(`release: ${githash}\n`), basedOn: undefined };
}

async function gatherIn(cwd: string, inputs: Partial<GatherInputs> & { instance: string }): Promise<Gathered> {
  const talk = keptTalk();
  const environment = toEnvironment({ ...process.env, ...CLEAN_GIT }, cwd, 'ann');
  try {
    return await gather({ project: 'shop', 'top-dir': at('top'), ...inputs }, wire(environment, talk));
  } finally {
    said.splice(0, said.length, ...talk.lines);
  }
}

async function outcome(gathering: Promise<Gathered>) {
  const { definition, release, definitionsAt } = await gathering;
  const bytes = await release.source.read('app.txt');
  return {
    githash: release.githash,
    text: definition.value['text'],
    source: bytes && new TextDecoder().decode(bytes),
    channel: release.channel,
    definitionsAt: definitionsAt.githash,
  };
}

/** Files right in the define folder. */
async function listNames({ files, folder }: Gathered['define']): Promise<string[]> {
  return (await files.list(folder)).map(({ path }) => path.slice(folder === '' ? 0 : folder.length + 1));
}

async function refusal(gathering: Promise<Gathered>): Promise<string> {
  return gathering.then(
    () => 'done',
    (error) => `${error.issues?.[0]?.code ?? error.code}: ${error.message}`,
  );
}

describe('in the work tree of the project', () => {
  it('the channel of the instance gives the release, and the release gives the definitions', async () => {
    const found = { githash: v2, text: 'two', source: 'two', channel: 'edge', definitionsAt: v2 };
    expect(await outcome(gatherIn(shop.folder, { instance: 'staging', meta: at('meta.git') }))).toEqual(found);
    expect(await outcome(gatherIn(shop.folder, { instance: 'eu', meta: at('meta.git') }))).toEqual({
      ...{ githash: v1, text: 'one', source: 'one', channel: 'stable', definitionsAt: v1 },
    });
    expect(await outcome(gatherIn(join(shop.folder, 'define'), { instance: 'staging', meta: at('meta.git') }))).toEqual(
      found,
    );
  });

  it.each([['1.0'], ['v1.0'], ['githash']])('VERSION %s takes the place of the channel', async (word) => {
    const version = word === 'githash' ? v1.slice(0, 8) : word;
    const found = await gatherIn(shop.folder, { instance: 'staging', version, meta: at('meta.git') });
    expect(await outcome(Promise.resolve(found))).toMatchObject({ githash: v1, text: 'one', source: 'one' });
    expect(found.release).toMatchObject({ version: '1.0', tag: 'v1.0', committedAt: 7, dirty: false });
    expect(found.release.channel).toBeUndefined();
    expect(found.seen?.snapshot.commit).toMatch(/^[0-9a-f]{40}$/);
  });

  it('VERSION is a tag or githash of the repo when there is no meta', async () => {
    const found = await gatherIn(shop.folder, { instance: 'lab', version: 'v1' });
    expect(await outcome(Promise.resolve(found))).toMatchObject({ githash: v1, text: 'one', source: 'one' });
    expect(found.release).toMatchObject({
      ...{ version: '1', tag: 'v1', committedAt: 1767323045, binaries: [] },
      repos: [{ name: 'shop', url: shop.folder, githash: v1, path: '' }],
    });
  });

  it('PROJECT may be left out where meta has only one', async () => {
    const found = await gatherIn(shop.folder, { project: undefined, instance: 'staging', meta: at('meta.git') });
    expect(found.definition.project).toBe('shop');
  });

  it.each([
    ['without meta or VERSION', { instance: 'staging' }, 'release/which: VERSION: which release?'],
    ['an unknown version', { instance: 'staging', version: 'v9' }, 'release/unknown: VERSION: '],
    ['a githash in no repo', { instance: 'staging', version: '0123456789' }, 'release/unknown: VERSION: '],
    [
      'an unknown instance',
      { instance: 'stagin', meta: 'meta.git' },
      'definition/unknown-instance: define/facsimile.yaml:1:1: there is no instance "stagin" (did you mean "staging"?',
    ],
    [
      'an unknown version in meta',
      { instance: 'eu', version: '3.0', meta: 'meta.git' },
      'release/unknown: VERSION: shop has no release 3.0',
    ],
    [
      'an instance without a channel',
      { instance: 'lab', meta: 'meta.git' },
      'release/no-channel: define/facsimile.yaml:1:63: "lab" follows no channel',
    ],
    [
      'an unknown channel',
      { instance: 'odd', meta: 'meta.git' },
      'channel/unknown: define/facsimile.yaml:1:87: shop has no channel "beta"',
    ],
    [
      'an unknown project',
      { project: 'shopp', instance: 'eu', meta: 'meta.git' },
      'project/unknown: PROJECT: the meta repo has no project shopp',
    ],
    ['a meta repo that is not one', { instance: 'eu', meta: 'shop' }, 'meta/not-meta: '],
  ] as const)('%s is refused', async (_, inputs, text) => {
    const given = 'meta' in inputs ? { ...inputs, meta: at(inputs.meta) } : inputs;
    expect((await refusal(gatherIn(shop.folder, given))).slice(0, text.length)).toBe(text);
  });
});

describe('away from the project', () => {
  it('an instance belongs to the channel whose release says so', async () => {
    expect(await outcome(gatherIn(at('empty'), { instance: 'staging', meta: at('meta.git') }))).toEqual({
      ...{ githash: v2, text: 'two', source: 'two', channel: 'edge', definitionsAt: v2 },
    });
    expect(
      await outcome(gatherIn(at('empty'), { instance: 'lab', version: '1.0', meta: at('meta.git') })),
    ).toMatchObject({
      ...{ githash: v1, text: 'one' },
    });
  });

  it('so it is in the work tree of another project', async () => {
    const other = await makeRepository(at('other'));
    await other.commit({ 'define/facsimile.yaml': 'instances: { staging: {channel: edge} }\ntext: other\n' });
    expect(await outcome(gatherIn(other.folder, { instance: 'staging', meta: at('meta.git') }))).toMatchObject({
      text: 'two',
    });
  });

  it.each([
    [
      'that no channel claims',
      'lab',
      'release/no-channel: no channel of shop has a release whose definitions let "lab"',
    ],
    ['that no release knows', 'nowhere', 'definition/unknown-instance: shop@'],
  ])('an instance %s is refused', async (_, instance, text) => {
    const refused = await refusal(gatherIn(at('empty'), { instance, meta: at('meta.git') }));
    expect(refused.slice(0, text.length)).toBe(text);
  });

  it('without meta it says where it looked for definitions', async () => {
    expect(await refusal(gatherIn(at('empty'), { instance: 'staging', version: 'v1' }))).toBe(
      'definition/no-folder: there are no definitions: looked for layers in define, config/facsimile, facsimile, config/facsimile.json ' +
        '(name their folder with --define, or run this where they are)',
    );
  });
});

describe('definitions in a repo of their own', () => {
  const layer = () =>
    `projects: { shop: { repo: ${shop.folder} } }\ninstances: { staging: {channel: edge} }\ntext: apart\n`;

  it('are those of its last commit, with a word about changes', async () => {
    const estate = await makeRepository(at('estate'));
    const head = await estate.commit({ 'define/facsimile.yaml': layer() });
    await writeFile(at('estate/define/facsimile.yaml'), `${layer()}more: 1\n`);
    const found = await outcome(
      gatherIn(estate.folder, { project: undefined, instance: 'staging', meta: at('meta.git') }),
    );
    expect(found).toEqual({ githash: v2, text: 'apart', source: 'two', channel: 'edge', definitionsAt: head });
    expect(said).toEqual([
      'warning: 1 changed files in define/ are not used: definitions are those of the last commit (commit them, or use --define)',
    ]);
  });

  it('may be those of meta, at its tip', async () => {
    const own = await makeMeta(at('own.git'), at('top'));
    await own.append({
      added: [
        { path: projectPath('shop'), bytes: utf8(encodeProject({ channels: ['edge'] })) },
        { path: 'define/facsimile.yaml', bytes: utf8(layer()) },
        recorded(v1, '1.0', 'https://gone.example/shop'),
      ],
      changed: [channel('edge', v1)],
      message: 'definitions',
    });
    const { commit } = await own.snapshot();
    const found = await gatherIn(shop.folder, { project: undefined, instance: 'staging', meta: at('own.git') });
    expect(await outcome(Promise.resolve(found))).toEqual({
      ...{ githash: v1, text: 'apart', source: 'one', channel: 'edge', definitionsAt: commit },
    });
    expect(found.definition.trail(['text'])?.origin).toMatchObject({
      file: `own.git@${commit.slice(0, 7)}/define/facsimile.yaml`,
    });
  });

  it('may be any folder, as it is, with --define', async () => {
    await writeFiles(at('plain'), { 'facsimile.yaml': layer() });
    const inputs = { instance: 'staging', meta: at('meta.git'), define: at('plain') };
    expect(await outcome(gatherIn(shop.folder, inputs))).toEqual({
      ...{ githash: v2, text: 'apart', source: 'two', channel: 'edge', definitionsAt: undefined },
    });
    const { version, ...rest } = { version: 'v1', instance: 'staging', define: at('plain') };
    expect(await outcome(gatherIn(at('empty'), { version, ...rest }))).toMatchObject({ githash: v1, source: 'one' });
  });
});

describe('--src-dir', () => {
  it('is the work tree as it is', async () => {
    const head = shop.git('rev-parse', 'HEAD');
    const found = await gatherIn(at('empty'), { instance: 'lab', 'src-dir': shop.folder });
    expect(await outcome(Promise.resolve(found))).toEqual({
      ...{ githash: head, text: 'three', source: 'changed', channel: undefined, definitionsAt: head },
    });
    expect(found.release).toMatchObject({ dirty: true, tag: '', version: '', committedAt: 1767323045 });
    expect((await found.release.source.list('')).map(({ path }) => path)).toContain('new.txt');
    expect(await listNames(found.define)).toEqual(['facsimile.yaml', 'shop.yaml']);
  });

  it('with VERSION is that commit of it', async () => {
    const found = await gatherIn(at('empty'), { instance: 'lab', version: 'v2', 'src-dir': shop.folder });
    expect(await outcome(Promise.resolve(found))).toMatchObject({ githash: v2, text: 'two', source: 'two' });
    expect(found.release).toMatchObject({ dirty: false, tag: 'v2', version: '2' });
  });

  it('is refused beside --meta, but for a dry run', async () => {
    const inputs = { instance: 'lab', 'src-dir': shop.folder, meta: at('meta.git') };
    expect(await refusal(gatherIn(at('empty'), inputs))).toMatch(/^gather\/src-dir-and-meta: --src-dir: /);
    expect((await gatherIn(at('empty'), { ...inputs, 'dry-run': true })).release.dirty).toBe(true);
  });
});

describe('a channel that does not agree with its release', () => {
  it('is refused: the work tree says one thing, the release another', async () => {
    const moved = await makeRepository(at('moved'));
    const old = await moved.commit({ 'define/facsimile.yaml': 'instances: { eu: {channel: stable} }\n' });
    await moved.commit({ 'define/facsimile.yaml': 'instances: { eu: {channel: edge} }\n' });
    const own = await makeMeta(at('moved.git'), at('top'));
    const project = { path: projectPath('shop'), bytes: utf8(encodeProject({ channels: ['edge', 'stable'] })) };
    await own.append({
      added: [project, recorded(old, '1.0', moved.folder)],
      changed: [channel('edge', old)],
      message: 'x',
    });
    expect(await refusal(gatherIn(moved.folder, { instance: 'eu', meta: at('moved.git') }))).toBe(
      `release/other-channel: "eu" follows edge here, but in the release that edge maps to (${old.slice(0, 12)}) it follows stable (name a VERSION)`,
    );
  });
});
