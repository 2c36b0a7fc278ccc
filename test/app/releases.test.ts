import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listChannels, readChannel } from '../../src/app/channels.ts';
import type { MetaSnapshot } from '../../src/app/ports/meta-repo.ts';
import { chooseProject, listProjects } from '../../src/app/projects.ts';
import { binariesOf, findRelease, listReleases, toChosenRelease } from '../../src/app/releases.ts';
import { projectPath } from '../../src/core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../../src/core/meta/project.ts';
import { binary, GITHASH, OTHER_GITHASH, release } from '../core/meta/records.ts';
import { adding, makeMeta, openPlayground, type Playground, utf8 } from '../support/meta.ts';
import { mapping, oldRelease, tellStory } from '../support/shop.ts';

const TWIN = `${GITHASH.slice(0, 10)}${'0'.repeat(30)}`;

let ground: Playground;
let snapshot: MetaSnapshot;
beforeAll(async () => {
  ground = await openPlayground();
  const meta = await makeMeta(join(ground.folder, 'meta.git'), join(ground.folder, 'top'));
  await tellStory(meta);
  await meta.append(adding({ ...release, githash: TWIN, version: '1.5.0', tag: 'v1.5.0', committedAt: 1 }));
  const other = { ...release, project: 'blog', githash: '99'.repeat(20), version: '1.3.0', tag: 'nightly' };
  const blog = { path: projectPath('blog'), bytes: utf8(encodeProject(FIRST_PROJECT)), basedOn: undefined };
  await meta.append({ ...adding(), changed: [blog], message: 'blog' });
  await meta.append({
    ...adding({ ...other, githash: 'bb'.repeat(20), version: '1.3.0', tag: 'again' }),
    message: 'twice',
  });
  await meta.append(mapping('stable', GITHASH));
  snapshot = await meta.snapshot();
});
afterAll(() => ground.remove());

describe('a release is found', () => {
  it.each([
    ['1.4.0', GITHASH],
    ['v1.4.0', GITHASH],
    [GITHASH, GITHASH],
    [GITHASH.slice(0, 11), GITHASH],
    [OTHER_GITHASH.slice(0, 7), OTHER_GITHASH],
    ['again', 'bb'.repeat(20)],
  ])('by %s', async (version, githash) => {
    expect(await findRelease(snapshot, 'shop', version)).toMatchObject({ githash });
  });

  it('by a beginning that several share not at all: all of them are named', async () => {
    await expect(findRelease(snapshot, 'shop', GITHASH.slice(0, 7))).rejects.toMatchObject({
      kind: 'input',
      issues: [{ code: 'release/ambiguous', message: expect.stringMatching(/1\.5\.0.*1\.4\.0|1\.4\.0.*1\.5\.0/) }],
    });
    await expect(findRelease(snapshot, 'shop', '1.3.0')).rejects.toMatchObject({
      issues: [{ code: 'release/ambiguous' }],
    });
  });

  it.each([
    ['1.4.', 'did you mean "1.4.0"?'],
    ['v9', 'the newest are 1.4.0'],
    ['1a2b3', 'the newest are'],
    ['*', 'the newest are'],
  ])('by %s not at all, and the nearest or newest are named', async (version, hint) => {
    await expect(findRelease(snapshot, 'shop', version)).rejects.toMatchObject({
      issues: [{ code: 'release/unknown', hint: expect.stringContaining(hint) }],
    });
  });

  it('in no project that does not exist', async () => {
    await expect(findRelease(snapshot, 'shpo', '1.4.0')).rejects.toMatchObject({
      issues: [{ code: 'project/unknown', hint: 'did you mean "shop"?' }],
    });
    await expect(findRelease(snapshot, 'blog', '1.4.0')).rejects.toMatchObject({
      issues: [{ hint: 'none was created yet: facs release create' }],
    });
  });
});

it('releases are listed newest commit first, and have their binaries', async () => {
  const listed = (await listReleases(snapshot, 'shop')).map(({ tag }) => tag);
  expect(listed).toEqual(['v1.4.0', 'again', 'v1.3.0', 'v1.5.0']);
  expect(await binariesOf(snapshot, 'shop', GITHASH)).toEqual([binary]);
  expect(await toChosenRelease(snapshot, oldRelease)).toMatchObject({ version: '1.3.0', binaries: [] });
  expect(await toChosenRelease(snapshot, release)).toMatchObject({
    githash: GITHASH,
    binaries: [{ name: 'server', platform: 'linux-x64', sha256: binary.sha256 }],
  });
});

it('channels come in the order of promotion, each with what it maps to', async () => {
  const channels = await listChannels(snapshot, 'shop');
  expect(channels.map(({ name, release }) => [name, release])).toEqual([
    ['edge', undefined],
    ['stable', GITHASH],
  ]);
  expect(await readChannel(snapshot, 'shop', 'stable')).toMatchObject({ release: GITHASH, hold: undefined });
});

it('the project may be left out only where there is one', async () => {
  expect(await listProjects(snapshot)).toEqual(['blog', 'shop']);
  expect(await chooseProject(snapshot, 'shop')).toBe('shop');
  await expect(chooseProject(snapshot, undefined)).rejects.toMatchObject({
    issues: [{ code: 'project/which', message: 'which project? there are blog, shop' }],
  });
});
