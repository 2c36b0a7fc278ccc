import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { lockRef, recordPath } from '../../src/core/meta/paths.ts';
import { commitByHand } from '../support/bare-repo.ts';
import { facs } from '../support/facs.ts';
import { git, makeMeta, openPlayground, type Playground } from '../support/meta.ts';
import { makeRepository } from '../support/repositories.ts';

const FREEZE =
  'freezes: [{ from: 2020-01-01 00:00, until: 2999-01-01 00:00, zone: Asia/Tokyo, reason: stocktaking }]\n';

let ground: Playground;
let bare = '';
let page = '';

const as = (user: string, ...words: string[]) => facs(ground.folder, words, { FACS_META: bare, USER: user });
const project = (text: string) => commitByHand(bare, { 'shop/project.yaml': `channels: [edge]\n${text}` });

beforeAll(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  const home = join(ground.folder, 'here');
  page = join(home, 'current/page.txt');
  const shop = await makeRepository(join(ground.folder, 'shop'));
  const files = (word: string) => ({
    'define/facsimile.yaml': 'instances: { here: { channel: edge } }\n',
    'define/here.yaml': `deploy: { destdir: "${home}" }\n`,
    'define/tmpl/_ALL_/_DEPLOY_/page.txt': `${word}\n`,
  });
  const releases = [await shop.commit(files('one')), await shop.commit(files('two'))];
  await makeMeta(bare, join(ground.folder, 'maker'));
  commitByHand(bare, {
    'shop/project.yaml': 'channels: [edge]\n',
    'shop/channels/edge.yaml': `release: ${releases[0]}\n`,
    ...Object.fromEntries(
      releases.map((githash, i) => {
        const repos = [{ name: 'shop', url: shop.folder, githash, path: '' }];
        const version = `${i + 1}.0.0`;
        const at = { tag: `v${version}`, committedAt: 1_700_000_000 };
        const record = { kind: 'release', project: 'shop', githash, version, ...at, repos } as const;
        return [recordPath('shop', record), encodeRecord(record)];
      }),
    ),
  });
});
afterAll(() => ground.remove());

describe('facs lock', () => {
  it('stops whoever deploys, rolls back or repairs, at once and with its reason, until it is released', async () => {
    expect(await as('ann', 'deploy', 'shop', 'here')).toMatchObject({ code: 0 });
    const locked = await as('ann', 'lock', 'shop', 'here', '--reason', 'the auditors\nare here');
    expect(locked).toMatchObject({ code: 0, stderr: '', data: { lock: { holder: 'ann' }, released: null } });
    for (const words of [
      ['deploy', 'shop', 'here', '2.0.0'],
      ['rollback', 'shop', 'here'],
      ['verify', 'shop', 'here', '--repair'],
    ]) {
      const stopped = await as('bob', ...words);
      expect(stopped).toMatchObject({ code: 1, stdout: '' });
      expect(stopped.stderr).toContain('shop here is locked by ann (the auditors are here)');
      expect(stopped.stderr).toContain('next: facs lock shop here --release');
    }
    expect(readFileSync(page, 'utf8')).toBe('one\n');
    const status = await as('bob', 'status', 'shop', 'here');
    expect(status.stdout).toMatch(/^locked by ann since 20\S+Z: the auditors are here$/m);
    expect(status.data.lock).toMatchObject({ holder: 'ann', reason: 'the auditors are here', byHand: true });
    expect(await as('bob', 'deploy', 'shop', 'here', '2.0.0', '--dry-run')).toMatchObject({ code: 0 });
    expect((await as('bob', 'lock', 'shop', 'here', '--reason', 'mine')).stderr).toContain('is locked by ann');
    const freed = await as('bob', 'lock', 'shop', 'here', '--release');
    expect(freed.stdout).toBe('shop here is free: ann had locked it (the auditors are here)\n');
    expect((await as('bob', 'lock', 'shop', 'here', '--release')).stdout).toBe('shop here was not locked\n');
    expect((await as('bob', 'status', 'shop', 'here')).data.lock).toBeNull();
    expect(await as('bob', 'deploy', 'shop', 'here', '2.0.0')).toMatchObject({ code: 0 });
    expect(readFileSync(page, 'utf8')).toBe('two\n');
    const log = git(bare, 'log', '--format=%B', 'main');
    expect(log).toContain('event shop here: lock-released');
    expect(log).toContain('reason: the auditors');
  });

  it('is not taken without a reason, of an instance that nobody knows, or in a dry run', async () => {
    const before = git(bare, 'for-each-ref');
    expect(await as('ann', 'lock', 'shop', 'here')).toMatchObject({
      code: 2,
      stderr: '--reason: a lock needs a reason (say why with --reason, or release a lock with --release)',
    });
    expect(await as('ann', 'lock', 'shop', 'her', '--reason', 'x')).toMatchObject({ code: 2 });
    expect(await as('ann', 'lock', 'shop', '../x', '--reason', 'x')).toMatchObject({ code: 2 });
    expect(await as('ann', 'lock', 'shop', 'here', '--reason', 'x', '--release')).toMatchObject({ code: 64 });
    expect(await as('ann', 'lock', 'shop', 'here', '--reason', 'x', '--dry-run')).toMatchObject({ code: 0 });
    expect(git(bare, 'for-each-ref')).toBe(before);
  });

  it('waits for a run that is at work, and leaves its lock alone', async () => {
    const ref = lockRef('shop', 'here');
    const { commit } = await hold(ref, 'holder: ci\nreason: deploy\nlease-ms: 600000');
    const waited = await as('ann', 'lock', 'shop', 'here', '--reason', 'x', '--wait', '1s');
    expect(waited).toMatchObject({ code: 1, stderr: expect.stringContaining('is locked by ci (deploy), still after') });
    const kept = await as('ann', 'lock', 'shop', 'here', '--release');
    expect(kept).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('locked by a run of ci (deploy), not by hand'),
    });
    expect(git(bare, 'rev-parse', ref)).toBe(commit);
    git(bare, 'update-ref', '-d', ref);
  });
});

describe('a freeze', () => {
  it('keeps a channel from deploying, shows in status, and stops nobody who names a version', async () => {
    await as('ann', 'deploy', 'shop', 'here', '2.0.0');
    project(FREEZE);
    const said = 'channel edge of shop is frozen until 2999-01-01 00:00 (Asia/Tokyo): stocktaking';
    const frozen = await as('ann', 'deploy', 'shop', 'here');
    expect(frozen).toMatchObject({ code: 1, stderr: expect.stringContaining(said) });
    expect(frozen.stderr).toContain('next: wait, or name a VERSION to deploy in spite of it');
    expect(readFileSync(page, 'utf8')).toBe('two\n');
    const status = await as('ann', 'status', 'shop', 'here');
    expect(status.data.freeze).toBe('frozen until 2999-01-01 00:00 (Asia/Tokyo): stocktaking');
    expect(status.stdout).toContain('channel edge is frozen until');
    expect(await as('ann', 'deploy', 'shop', 'here', '1.0.0')).toMatchObject({ code: 0 });
    project('');
    expect(await as('ann', 'deploy', 'shop', 'here')).toMatchObject({ code: 0 });
    expect(existsSync(page)).toBe(true);
  });
});

async function hold(ref: string, holder: string) {
  const meta = await makeMeta(bare, join(ground.folder, 'maker'));
  const held = await meta.swapLock(ref, undefined, holder);
  if (held === undefined) throw new Error('somebody has it');
  return held;
}
