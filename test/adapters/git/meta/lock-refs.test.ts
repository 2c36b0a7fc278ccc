import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Meta } from '../../../../src/app/ports/meta-repo.ts';
import { decodeLockNote, encodeLockNote } from '../../../../src/core/meta/lock-note.ts';
import { lockRef } from '../../../../src/core/meta/paths.ts';
import { wrapGit } from '../../../support/git-wrapper.ts';
import { git, makeMeta, metaRepoIn, openPlayground, type Playground } from '../../../support/meta.ts';

const REF = lockRef('shop', 'production.eu');
const note = encodeLockNote({
  holder: 'ann',
  runUrl: 'https://git.example/run/1',
  reason: 'deploy',
  leaseMs: 60_000,
  byHand: false,
});

let ground: Playground;
let bare = '';
let ann: Meta;
let bob: Meta;
beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  ann = await makeMeta(bare, join(ground.folder, 'ann'));
  bob = await metaRepoIn(join(ground.folder, 'bob')).repo.open({ url: bare });
});
afterEach(() => ground.remove());

it('a lock is taken once, seen by everybody with its note, and freed by its holder', async () => {
  expect(await bob.readLock(REF)).toBeUndefined();
  const held = await ann.swapLock(REF, undefined, note);
  expect((await bob.readLock(REF))?.commit).toBe(held?.commit);
  expect(decodeLockNote((await bob.readLock(REF))?.holder ?? '')).toMatchObject({
    holder: 'ann',
    leaseMs: 60_000,
    byHand: false,
  });
  expect(git(bare, 'log', '-1', '--format=%s', REF)).toBe('locked by ann');
  expect(await bob.swapLock(REF, undefined, 'bob')).toBeUndefined();
  await ann.freeLock(REF, held?.commit ?? '');
  expect(await bob.readLock(REF)).toBeUndefined();
  expect(await bob.swapLock(REF, undefined, 'bob')).toMatchObject({ holder: 'bob' });
});

it('renewing and breaking go by the commit that was seen', async () => {
  const first = await ann.swapLock(REF, undefined, note);
  const renewed = await ann.swapLock(REF, first?.commit, note);
  expect(renewed?.commit).not.toBe(first?.commit);
  expect(await bob.swapLock(REF, first?.commit, 'bob')).toBeUndefined();
  expect(await bob.swapLock(REF, renewed?.commit, 'bob')).toMatchObject({ holder: 'bob' });
  expect(await ann.swapLock(REF, renewed?.commit, note)).toBeUndefined();
});

it('freeing what is somebody else’s by now, or nobody’s, leaves it alone', async () => {
  const held = await ann.swapLock(REF, undefined, note);
  const taken = await bob.swapLock(REF, held?.commit, 'bob');
  await ann.freeLock(REF, held?.commit ?? '');
  expect((await ann.readLock(REF))?.commit).toBe(taken?.commit);
  await bob.freeLock(REF, taken?.commit ?? '');
  await bob.freeLock(REF, taken?.commit ?? '');
  expect(git(bare, 'for-each-ref', 'refs/facsimile')).toBe('');
});

it('of many who want it in the same moment exactly one has it, although all say the same', async () => {
  const metas = await Promise.all(
    Array.from({ length: 6 }, (_, i) => metaRepoIn(join(ground.folder, `w${i % 3}`)).repo.open({ url: bare })),
  );
  const tries = await Promise.all(metas.map((meta) => meta.swapLock(REF, undefined, note)));
  const winners = tries.filter((held) => held !== undefined);
  expect(winners).toHaveLength(1);
  expect((await ann.readLock(REF))?.commit).toBe(winners[0]?.commit);
});

it('a yes that was lost on the way is still a yes', async () => {
  const folder = join(ground.folder, 'wrapped');
  const script = `case " $* " in *' push '*) "$real" "$@" >/dev/null 2>&1; exit 128;; *) exec "$real" "$@";; esac`;
  const variables = { ...process.env, PATH: await wrapGit(folder, script) };
  const meta = await metaRepoIn(join(ground.folder, 'carol'), { variables }).repo.open({ url: bare });
  const held = await meta.swapLock(REF, undefined, note);
  expect(held).toBeDefined();
  await meta.freeLock(REF, held?.commit ?? '');
  expect(await ann.readLock(REF)).toBeUndefined();
});

it('locks are no part of the branch: a plain clone does not see them', async () => {
  await ann.swapLock(REF, undefined, note);
  git(ground.folder, 'clone', '-q', bare, join(ground.folder, 'plain'));
  expect(git(join(ground.folder, 'plain'), 'log', '--all', '--format=%s')).toBe('A meta repo');
});
