/** How often the server of a meta repo is talked to: over a network each trip takes longer than all the rest. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Meta } from '../../../../src/app/ports/meta-repo.ts';
import { lockRef, recordPath } from '../../../../src/core/meta/paths.ts';
import { begin, binary, end, release } from '../../../core/meta/records.ts';
import { wrapGit } from '../../../support/git-wrapper.ts';
import { adding, git, makeMeta, metaRepoIn, openPlayground, type Playground } from '../../../support/meta.ts';

const REF = lockRef('shop', 'production.eu');

let ground: Playground;
let bare = '';
let ann: Meta;
let variables: NodeJS.ProcessEnv;
beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  ann = await makeMeta(bare, join(ground.folder, 'ann'));
  const script = `case " $* " in *' push '*|*' ls-remote '*|*' fetch '*|*' clone '*) echo "$*" >> "$folder/trips";; esac
exec "$real" "$@"`;
  variables = { ...process.env, PATH: await wrapGit(join(ground.folder, 'wrapped'), script) };
});
afterEach(() => ground.remove());

/** By a clock that stands: what was seen a moment ago stays fresh, however busy the machine is. */
function openAsBob(): Promise<Meta> {
  const now = Date.now();
  const clock = { now: () => now, sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) };
  return metaRepoIn(join(ground.folder, 'bob'), { variables, clock }).repo.open({ url: bare });
}

/** What was talked about since the last look, by the words that tell it. */
function trips(): string[] {
  const file = join(ground.folder, 'wrapped', 'trips');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  rmSync(file, { force: true });
  return lines.map((line) => /\b(clone|ls-remote|fetch|push)\b/.exec(line)?.[0] ?? line);
}

async function bobWithLock() {
  const bob = await openAsBob();
  const held = await bob.swapLock(REF, undefined, 'bob');
  return { bob, own: { name: REF, commit: held?.commit ?? '' } };
}

describe('a deployment', () => {
  it('takes four trips: a look, the lock, the begin, and the end with which the lock ends', async () => {
    await openAsBob();
    trips();
    const { bob, own } = await bobWithLock();
    const { commit } = await bob.snapshot();
    expect(commit).toBe((await ann.snapshot()).commit);
    await bob.append(adding(begin));
    expect(await bob.append(adding(end), own)).toMatchObject({ freed: true });
    expect(trips()).toEqual(['ls-remote', 'push', 'push', 'push']);
    expect(git(bare, 'for-each-ref', REF)).toBe('');
    expect(git(bare, 'ls-tree', '-r', '--name-only', 'main', 'shop')).toContain(recordPath('shop', end));
  });

  it('sees what came between its look and its lock', async () => {
    const bob = await openAsBob();
    await ann.append(adding(release));
    await bob.swapLock(REF, undefined, 'bob');
    expect(await (await bob.snapshot()).list('shop')).toEqual([recordPath('shop', release)]);
  });

  it('with a begin that somebody else was before at needs one more to catch up, and ends as ever', async () => {
    const { bob, own } = await bobWithLock();
    await bob.append(adding(begin));
    await ann.append(adding(release));
    trips();
    // The atomic push is refused for the branch; what follows is as without a lock to end.
    const appended = await bob.append(adding(end), own);
    expect(appended.freed ?? false).toBe(false);
    expect(trips()).toEqual(['push', 'push', 'fetch', 'push']);
    expect(git(bare, 'for-each-ref', '--format=%(objectname)', REF)).toBe(own.commit);
    await bob.freeLock(REF, own.commit);
    expect(git(bare, 'for-each-ref', REF)).toBe('');
  });
});

describe('a server that cannot do all or nothing', () => {
  it('gets the record, and the end of the lock by itself', async () => {
    git(bare, 'config', 'receive.advertiseAtomic', 'false');
    const { bob, own } = await bobWithLock();
    const appended = await bob.append(adding(begin), own);
    expect(appended).toMatchObject({ unchanged: false });
    expect(appended.freed ?? false).toBe(false);
    expect(git(bare, 'rev-parse', 'main')).toBe(appended.commit);
    await bob.freeLock(REF, own.commit);
    expect(git(bare, 'for-each-ref', REF)).toBe('');
  });
});

it('changes of one moment land together, and each of their locks ends', async () => {
  const { bob, own } = await bobWithLock();
  const other = lockRef('shop', 'production.us');
  const second = await bob.swapLock(other, undefined, 'bob');
  // The first has its turn at once; the two others wait for it and land together.
  const landed = await Promise.all([
    bob.append(adding(release)),
    bob.append(adding(begin), own),
    bob.append(adding(binary), { name: other, commit: second?.commit ?? '' }),
  ]);
  expect(landed.map(({ freed = false }) => freed)).toEqual([false, true, true]);
  expect(landed[1]?.commit).toBe(landed[2]?.commit);
  expect(git(bare, 'for-each-ref', 'refs/facsimile')).toBe('');
});

it('a branch that was taken back is not moved forward by whoever takes a lock, and is refused', async () => {
  await ann.append(adding(release));
  const bob = await openAsBob();
  git(bare, 'update-ref', 'refs/heads/main', 'main~1');
  const before = git(bare, 'rev-parse', 'main');
  expect(await bob.swapLock(REF, undefined, 'bob')).toBeDefined();
  expect(git(bare, 'rev-parse', 'main')).toBe(before);
  await expect(bob.snapshot()).rejects.toMatchObject({ code: 'meta/rewound' });
});
