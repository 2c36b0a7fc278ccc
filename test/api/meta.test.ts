import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newEvent, openMemoryMeta, openMeta, parseFile, toFile } from '../../src/api/meta.ts';
import type { MetaAt } from '../../src/api/meta-at.ts';
import { channelPath, recordPath } from '../../src/core/meta/paths.ts';
import { ALL_RECORDS, begin, binary, end, GITHASH, release, tree } from '../core/meta/records.ts';
import { makeBare } from '../support/bare-repo.ts';
import { type GithubEstate, openGithubEstate } from '../support/github-estate.ts';
import { firstFiles, git, makeMeta, openPlayground, type Playground, utf8 } from '../support/meta.ts';
import { encodeText, TEXTS, writeSchemaOfTomorrow } from '../support/schema-of-tomorrow.ts';
import { describeWith } from '../support/tools.ts';

const RELEASE = recordPath('shop', release);
const EDGE = channelPath('shop', 'edge');

let ground: Playground;
let github: GithubEstate;
let apiUrl: string | undefined;

beforeAll(async () => {
  ground = await openPlayground();
  github = await openGithubEstate();
  apiUrl = process.env['GITHUB_API_URL'];
  process.env['GITHUB_API_URL'] = github.server.url;
});
afterAll(async () => {
  if (apiUrl === undefined) delete process.env['GITHUB_API_URL'];
  else process.env['GITHUB_API_URL'] = apiUrl;
  await github.close();
  await ground.remove();
});

const places: readonly (readonly [string, () => Promise<MetaAt>])[] = [
  ['in memory', () => openMemoryMeta({ who: 'ann' })],
  [
    'in a folder',
    async () => {
      const bare = join(ground.folder, `${Math.random()}.git`);
      await makeMeta(bare, join(ground.folder, 'maker'));
      return openMeta(bare, { topDir: join(ground.folder, 'top'), who: 'ann' });
    },
  ],
  [
    'on GitHub',
    async () => {
      const address = await github.newAddress();
      await github.writer('ann').init(address, firstFiles());
      return openMeta(address.url, { token: 'token-of-ann', topDir: join(ground.folder, 'top') });
    },
  ],
];

describe.each(places)('a meta repo %s', (_, open) => {
  let meta: MetaAt;
  beforeAll(async () => {
    meta = await open();
  });

  it('gets, lists and sets; what was opened stays as it was, and the same commit is the same for ever', async () => {
    const { commit, unchanged } = await meta.set(ALL_RECORDS.filter((record) => record !== tree));
    expect(unchanged).toBe(false);
    expect([await meta.get(RELEASE), await meta.list('shop')]).toEqual([undefined, []]);
    const now = await meta.at();
    expect(now.commit).toBe(commit);
    expect(await now.list('shop/releases')).toEqual([RELEASE]);
    expect(await now.get(RELEASE)).toMatchObject({ path: RELEASE, record: release });
    const several = await now.getAll([recordPath('shop', begin), 'nowhere', recordPath('shop', end)]);
    expect([several[0], several[2]]).toMatchObject([{ record: begin }, { record: end }]);
    expect(several[1]).toBeUndefined();
    await now.set([{ ...release, githash: 'ee'.repeat(20) }]);
    const pinned = await meta.at(commit.slice(0, 10));
    expect(await pinned.list()).toEqual(await now.list());
    expect(await (await meta.at()).list('shop/releases')).toHaveLength(2);
    expect(await pinned.list('shop/releases')).toEqual([RELEASE]);
  });

  it('sets a tree, whose project only its place says, and texts by compare-and-swap', async () => {
    await meta.set(
      [toFile(tree, 'shop'), { path: EDGE, to: 'release: a\n', was: undefined }],
      'a tree\n\nand a channel',
    );
    const now = await meta.at();
    const was = await now.get(EDGE);
    expect(was).toEqual({ path: EDGE, bytes: utf8('release: a\n') });
    expect((await now.get(recordPath('shop', tree)))?.record).toMatchObject(tree);
    await now.set([{ path: EDGE, to: `release: ${GITHASH}\n`, was }]);
    await expect(now.set([{ path: EDGE, to: 'release: c\n', was }])).rejects.toMatchObject({ code: 'meta/changed' });
    await expect(now.set([{ path: EDGE, to: 'x', was: undefined }])).rejects.toMatchObject({ code: 'meta/changed' });
  });

  it('sets nothing twice, and nothing else in the place of what is there', async () => {
    await meta.set([binary]);
    expect((await meta.set([binary])).unchanged).toBe(true);
    const { commit } = await meta.at();
    await expect(meta.set([release, { ...binary, size: 1 }])).rejects.toMatchObject({
      code: 'meta/exists',
      retry: 'never',
    });
    expect((await meta.at()).commit).toBe(commit);
  });

  it('refuses what has no place, or another one', async () => {
    const file = toFile(release);
    const place = (message: string) => ({
      kind: 'input',
      issues: [{ code: 'meta/place', message: expect.stringContaining(message) }],
    });
    const { commit } = await meta.at();
    for (const [item, refusal] of [
      [{ ...file, path: 'shop/releases/00/x.binpb' }, place(`this record belongs at ${RELEASE}`)],
      [{ ...file, path: 'blog/releases/00/x.binpb' }, place('this record belongs at')],
      [{ path: 'x/y.binpb', bytes: utf8('text') }, { issues: [{ code: 'meta/not-a-record' }] }],
      [{ path: 'notes.txt', bytes: utf8('text') }, place('only records')],
      [{ path: RELEASE, to: 'x', was: undefined }, place('a record is never changed')],
      [{ path: EDGE, to: 'x', was: file }, place('was shop/releases')],
      [{ ...release, githash: '../../x' }, place('not a full githash')],
      [{ ...release, project: '../x' }, place('is no name for a project')],
      [tree, place('is no name for a project')],
    ] as const)
      await expect(meta.set([item]), JSON.stringify(item)).rejects.toMatchObject(refusal);
    await expect(meta.at('nowhere')).rejects.toMatchObject({ issues: [{ code: 'meta/revision' }] });
    expect((await meta.at()).commit).toBe(commit);
  });

  it('takes events of other programs', async () => {
    const event = newEvent({ project: 'shop', event: 'docs-built', fields: { pages: '12' }, who: 'docs' });
    expect(Math.abs(event.at - Date.now())).toBeLessThan(120_000);
    await meta.set([event]);
    expect((await (await meta.at()).get(recordPath('shop', event)))?.record).toMatchObject({ ...event });
    expect(() => newEvent({ project: '../x', event: 'hold', fields: { A: '' } })).toThrow(
      expect.objectContaining({
        issues: [{ code: 'event/kind' }, { code: 'meta/name' }, { code: 'event/field' }].map((issue) =>
          expect.objectContaining(issue),
        ),
      }),
    );
  });
});

describeWith(['protoc'], 'a file that a later version wrote', () => {
  it('goes from one meta repo into another byte for byte, by way of a program that does not understand it', async () => {
    const schema = join(ground.folder, 'schema');
    writeSchemaOfTomorrow(schema);
    const file = parseFile(RELEASE, encodeText(schema, TEXTS.release));
    expect(file.record).toMatchObject(release);
    const audit = parseFile('shop/audits/x.binpb', encodeText(schema, TEXTS.audit));
    expect(audit.record).toEqual({ kind: 'unknown' });
    const from = await openMemoryMeta();
    await from.set([file, audit]);
    const bare = join(ground.folder, 'copy.git');
    await makeMeta(bare, join(ground.folder, 'maker'));
    const to = await openMeta(bare, { topDir: join(ground.folder, 'top') });
    const read = await (await from.at()).getAll([RELEASE, audit.path]);
    await to.set(read.filter((each) => each !== undefined));
    const copied = await (await to.at()).getAll([RELEASE, audit.path]);
    expect(copied.map((each) => each?.bytes)).toEqual([file.bytes, audit.bytes]);
    // Set as a value, it would be today's record of the same release: nothing is to do.
    expect((await to.set([release])).unchanged).toBe(true);
  });
});

describe('opening', () => {
  it('may be at a commit, and says what is wrong with an address', async () => {
    const bare = join(ground.folder, 'pinned.git');
    await makeMeta(bare, join(ground.folder, 'maker'));
    const first = git(bare, 'rev-parse', 'main');
    const options = { topDir: join(ground.folder, 'top') };
    await (await openMeta(bare, options)).set([release]);
    const pinned = await openMeta(bare, { ...options, at: first.slice(0, 7) });
    expect([pinned.commit, pinned.url, await pinned.list()]).toEqual([first, bare, ['facsimile.yaml']]);
    const empty = join(ground.folder, 'empty.git');
    makeBare(empty);
    await expect(openMeta(empty, options)).rejects.toMatchObject({
      kind: 'input',
      issues: [{ code: 'meta/not-meta' }],
    });
    await expect(openMeta(bare, { ...options, at: 'v9' })).rejects.toMatchObject({
      issues: [{ code: 'meta/revision' }],
    });
  });
});
