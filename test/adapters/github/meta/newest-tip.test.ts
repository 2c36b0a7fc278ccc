/** A reader that has seen a tip believes only what follows it, through GitHub's API too. */
import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Meta, MetaAddress } from '../../../../src/app/ports/meta-repo.ts';
import { recordPath } from '../../../../src/core/meta/paths.ts';
import { binary, event, release, tree } from '../../../core/meta/records.ts';
import { type GithubEstate, openGithubEstate } from '../../../support/github-estate.ts';
import { adding, git } from '../../../support/meta.ts';
import { mapping } from '../../../support/shop.ts';

const RELEASE = recordPath('shop', release);

let estate: GithubEstate;
let address: MetaAddress;
let bare = '';
let work = '';
let tip = '';
let meta: Meta;

beforeAll(async () => {
  estate = await openGithubEstate();
});
afterAll(() => estate.close());
beforeEach(async () => {
  address = await estate.newAddress();
  bare = estate.folderOf(address);
  await estate.commit(address, { 'facsimile.yaml': 'format: 1\n' });
  meta = await estate.writer('ann').open(address);
  await meta.append({ ...mapping('edge', release.githash), added: adding(release, binary).added });
  await meta.append(adding(tree));
  tip = git(bare, 'rev-parse', 'main');
  work = `${bare}.work`;
  git(bare, 'clone', '-q', bare, work);
});

/** Without the wait for readers of GitHub that lag behind. */
const open = (who = 'ann') => {
  const clock = { now: () => Date.now() + 60_000, sleep: async () => undefined };
  return estate.adapter(who, { clock }).open(address);
};
const commit = (message: string) => {
  git(work, 'add', '-A');
  git(work, '-c', 'user.name=zoe', '-c', 'user.email=z@x', 'commit', '-qm', message);
  git(work, 'push', '-q', '--force', 'origin', 'HEAD:main');
  return git(work, 'rev-parse', 'HEAD');
};
const refusal = async (code: string) => {
  const failure = await open().catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'operation', code, retry: 'never' });
  return `${failure} ${(failure as { next?: string }).next}`;
};

describe('what is refused', () => {
  it('is a branch that was rewound, on this machine and as long as it is', async () => {
    git(bare, 'update-ref', 'refs/heads/main', 'main~1');
    const said = await refusal('meta/rewound');
    expect(said).toContain(tip.slice(0, 12));
    expect(said).toMatch(/only if it is right so, delete \S+\/meta\/github\.com-acme-meta-\d+\.seen/);
    expect(await refusal('meta/rewound')).toBe(said);
    // Whoever never saw it has nothing to compare with; and it is welcome again as soon as it is there again.
    await open('bob');
    git(bare, 'update-ref', 'refs/heads/main', tip);
    expect((await (await open()).snapshot()).commit).toBe(tip);
    git(bare, 'update-ref', 'refs/heads/main', 'main~1');
    rmSync(/delete (\S+\.seen)/.exec(said)?.[1] ?? '', { recursive: true });
    await open();
  });

  it('is a branch that was rewritten, or is gone, also to a writer that is at it', async () => {
    const writer = await open();
    git(work, '-c', 'user.name=zoe', '-c', 'user.email=z@x', 'commit', '-q', '--amend', '-m', 'another message');
    git(work, 'push', '-q', '--force');
    await expect(writer.append(adding(event))).rejects.toMatchObject({ code: 'meta/rewound' });
    await refusal('meta/rewound');
    git(bare, 'update-ref', '-d', 'refs/heads/main');
    await refusal('meta/rewound');
    await expect(writer.snapshot()).rejects.toMatchObject({ code: 'meta/rewound' });
  });

  it.each([
    ['removes', () => rmSync(join(work, RELEASE))],
    ['changes', () => writeFileSync(join(work, RELEASE), 'x')],
    ['moves', () => void git(work, 'mv', RELEASE, `${RELEASE}.old`)],
    [
      'makes a link of',
      () => {
        rmSync(join(work, RELEASE));
        symlinkSync('elsewhere', join(work, RELEASE));
      },
    ],
    [
      'hides among hundreds of others the change of',
      () => {
        for (let i = 0; i < 320; i++) writeFileSync(join(work, `note-${i}`), `${i}`);
        writeFileSync(join(work, RELEASE), 'x');
      },
    ],
  ])('is a commit that %s a record, however many follow it; it is named', async (_, spoil) => {
    spoil();
    const culprit = commit('spoil');
    writeFileSync(join(work, 'README.md'), 'hello');
    commit('later');
    const said = await refusal('meta/rewritten');
    expect(said).toContain(RELEASE);
    expect(said).toContain(culprit.slice(0, 12));
    git(work, 'checkout', '-q', tip, '--', RELEASE);
    commit('put it back');
    await open();
  });
});

it('what may change is no reason to refuse anything, and neither is a merge of what was added elsewhere', async () => {
  git(work, 'checkout', '-qb', 'side', 'HEAD~1');
  writeFileSync(join(work, 'README.md'), 'hello');
  commit('side');
  git(bare, 'update-ref', 'refs/heads/main', tip);
  git(work, 'checkout', '-q', 'main');
  git(work, 'rm', '-q', 'shop/channels/edge.yaml');
  git(work, '-c', 'user.name=zoe', '-c', 'user.email=z@x', 'commit', '-qm', 'no edge');
  git(work, '-c', 'user.name=zoe', '-c', 'user.email=z@x', 'merge', '-q', '--no-edit', 'side');
  git(work, 'push', '-q', 'origin', 'main');
  expect((await (await open()).snapshot()).commit).toBe(git(work, 'rev-parse', 'main'));
});
