import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/clock/system-clock.ts';
import { takeLock } from '../../../src/app/deploy/instance-lock.ts';
import type { Meta } from '../../../src/app/ports/meta-repo.ts';
import { lockRef } from '../../../src/core/meta/paths.ts';
import { makeMeta, metaRepoIn, openPlayground, type Playground } from '../../support/meta.ts';
import { keptTalk } from '../../support/quiet-talk.ts';

const REF = lockRef('shop', 'staging');
const NOBODY = new AbortController().signal;

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

describe('the lock of an instance', () => {
  it('is renewed for as long as the work takes, and freed at the end', async () => {
    const lock = await take(ann, 'ann', 3000);
    const first = await bob.readLock(REF);
    await sleep(4500);
    expect(lock.lost.aborted).toBe(false);
    expect((await bob.readLock(REF))?.commit).not.toBe(first?.commit);
    await lock.free();
    expect(await bob.readLock(REF)).toBeUndefined();
  });

  it('is lost when somebody takes it over, whose lock it stays', async () => {
    const lock = await take(ann, 'ann', 3000);
    const taken = await bob.swapLock(REF, (await bob.readLock(REF))?.commit, 'bob');
    await expect.poll(() => lock.lost.aborted, { timeout: 5000 }).toBe(true);
    expect(lock.lost.reason).toBe('the lock was taken over');
    await lock.free();
    expect((await bob.readLock(REF))?.commit).toBe(taken?.commit);
  });

  it('is lost when it cannot be renewed for its whole lease: from then on anybody may have it', async () => {
    const begun = Date.now();
    const talk = keptTalk();
    const lock = await take(ann, 'ann', 3000, talk);
    renameSync(bare, `${bare}.away`);
    await expect.poll(() => lock.lost.aborted, { timeout: 5000 }).toBe(true);
    expect(Date.now() - begun).toBeLessThan(4000);
    expect(lock.lost.reason).toBe('the lock could not be renewed');
    expect(talk.lines.join('\n')).toContain('warning: the lock could not be renewed: ');
    await lock.free();
    renameSync(`${bare}.away`, bare);
    // Whoever waits has it as soon as the lease has passed before its own eyes.
    const next = await take(bob, 'bob', 3000);
    await next.free();
  });
});

function take(meta: Meta, holder: string, leaseMs: number, talk = keptTalk()) {
  const wish = {
    ...{ project: 'shop', instance: 'staging', holder, runUrl: '', reason: '', interruption: NOBODY },
    waitMs: 20_000,
    leaseMs,
  };
  return takeLock(meta, wish, { clock: systemClock, talk });
}
