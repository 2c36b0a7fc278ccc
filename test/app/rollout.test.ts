import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Meta } from '../../src/app/ports/meta-repo.ts';
import { planRollout } from '../../src/app/rollout.ts';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { channelPath, projectPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject } from '../../src/core/meta/project.ts';
import type { ReleaseRecord } from '../../src/core/meta/record.ts';
import { wire } from '../../src/wire.ts';
import { makeMeta, utf8 } from '../support/meta.ts';
import { keptTalk } from '../support/quiet-talk.ts';
import { makeRepository, openTemporary, type Repository } from '../support/repositories.ts';

const LAYER = 'instances:\n  staging: { channel: edge }\n  eu: { channel: stable }\n  dev.*: { channel: edge }\n';
const NOTHING = '0'.repeat(40);
let folder: string;
let remove: () => Promise<void>;
let shop: Repository;
let meta: Meta;
let release: string;

beforeEach(async () => {
  ({ folder, remove } = await openTemporary());
  shop = await makeRepository(join(folder, 'shop'));
  release = await shop.commit({ 'define/facsimile.yaml': LAYER });
  await mkdir(join(folder, 'top'));
  meta = await makeMeta(join(folder, 'meta.git'), join(folder, 'top'));
  const project = { path: projectPath('shop'), bytes: utf8(encodeProject({ channels: ['edge', 'stable'] })) };
  await meta.append({ added: [project, recorded(release)], changed: [], message: 'first' });
});

afterEach(() => remove());

describe('the rollout of a push to meta', () => {
  it('names the instances that follow the channel which moved', async () => {
    const before = await tip();
    await move('edge', release);
    expect(await plan(before)).toEqual([{ project: 'shop', instance: 'staging', channel: 'edge', release }]);
  });

  it('is empty when no channel moved', async () => {
    await move('edge', release);
    const before = await tip();
    await meta.append({ added: [{ path: 'shop/x.txt', bytes: utf8('x') }], changed: [], message: 'else' });
    expect(await plan(before)).toEqual([]);
  });

  it('counts everything when the push made the branch', async () => {
    await move('edge', release);
    await move('stable', release);
    expect((await plan(NOTHING)).map(({ instance }) => instance)).toEqual(['staging', 'eu']);
  });

  it('reads who follows from the definitions of the release that the channel maps to now', async () => {
    const before = await tip();
    const next = await shop.commit({ 'define/facsimile.yaml': `${LAYER}  us: { channel: stable }\n` });
    await meta.append({ added: [recorded(next)], changed: [], message: 'second' });
    await move('stable', next);
    expect((await plan(before)).map(({ instance }) => instance)).toEqual(['eu', 'us']);
  });

  it('reads who follows from meta itself, where definitions lie there', async () => {
    const before = await tip();
    const define = { path: 'define/facsimile.yaml', bytes: utf8('instances:\n  lab: { channel: edge }\n') };
    await meta.append({ added: [], changed: [{ ...define, basedOn: undefined }], message: 'define' });
    await move('edge', release);
    expect((await plan(before)).map(({ instance }) => instance)).toEqual(['lab']);
  });

  it('reads who follows from the commit that --define-ref names, of the project’s repository or of meta', async () => {
    const before = await tip();
    shop.git('checkout', '--quiet', '-b', 'later');
    await shop.commit({ 'define/facsimile.yaml': 'instances:\n  later: { channel: edge }\n' });
    shop.git('checkout', '--quiet', 'main');
    await move('edge', release);
    expect((await plan(before, 'later')).map(({ instance }) => instance)).toEqual(['later']);
    const path = 'define/facsimile.yaml';
    const [one, two] = ['one', 'two'].map((name) => utf8(`instances:\n  ${name}: { channel: edge }\n`));
    if (one === undefined || two === undefined) throw new Error('two layers');
    const { commit } = await meta.append({
      added: [],
      changed: [{ path, bytes: one, basedOn: undefined }],
      message: 'one',
    });
    await meta.append({ added: [], changed: [{ path, bytes: two, basedOn: one }], message: 'two' });
    expect((await plan(before)).map(({ instance }) => instance)).toEqual(['two']);
    expect((await plan(before, commit)).map(({ instance }) => instance)).toEqual(['one']);
    await expect(plan(before, 'later')).rejects.toMatchObject({ issues: [{ code: 'definition/unknown-ref' }] });
  });

  it('finds what is still to do when further pushes came meanwhile', async () => {
    const before = await tip();
    await move('edge', release);
    const first = await tip();
    await move('stable', release);
    expect((await plan(before)).map(({ instance }) => instance)).toEqual(['staging', 'eu']);
    expect((await plan(first)).map(({ instance }) => instance)).toEqual(['eu']);
  });

  it('reaches instances of a pattern that were deployed before', async () => {
    const before = await tip();
    const begin = { path: 'shop/deployments/dev.alice/2026/01/01/01.begin.binpb', bytes: utf8('') };
    await meta.append({ added: [begin], changed: [], message: 'dev' });
    await move('edge', release);
    expect((await plan(before)).map(({ instance }) => instance)).toEqual(['staging', 'dev.alice']);
  });

  it('refuses a channel that maps to a release which is not recorded', async () => {
    const before = await tip();
    await move('edge', 'f'.repeat(40));
    await expect(plan(before)).rejects.toMatchObject({ kind: 'input', issues: [{ code: 'release/unknown' }] });
  });
});

function plan(before: string, ref?: string) {
  const environment = { variables: process.env, cwd: folder, onCi: true, actor: 'ann', platform: 'any' };
  const inputs = { meta: join(folder, 'meta.git'), 'top-dir': 'top', before, 'define-ref': ref };
  return planRollout(inputs, wire(environment, keptTalk()));
}

async function tip(): Promise<string> {
  return (await meta.snapshot()).commit;
}

async function move(channel: string, githash: string): Promise<void> {
  const path = channelPath('shop', channel);
  const change = { path, bytes: utf8(`release: ${githash}\n`), basedOn: await (await meta.snapshot()).read(path) };
  await meta.append({ added: [], changed: [change], message: channel });
}

function recorded(githash: string) {
  const repos = [{ name: 'shop', url: shop.folder, githash, path: '' }];
  const record: ReleaseRecord = {
    ...{ kind: 'release', project: 'shop', githash, version: '', tag: '', committedAt: 1_767_323_045 },
    repos,
  };
  return { path: recordPath('shop', record), bytes: encodeRecord(record) };
}
