/** A reader that has seen a tip believes only what follows it. */
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cloneFolder } from '../../../../src/adapters/git/meta/clone.ts';
import { openRemote } from '../../../../src/adapters/git/meta/remote.ts';
import { checkTip } from '../../../../src/adapters/git/meta/seen-tip.ts';
import { openTreeReader } from '../../../../src/adapters/git/meta/tree-reader.ts';
import { openObjects } from '../../../../src/adapters/git/object-reader.ts';
import { openGit } from '../../../../src/adapters/git/run-git.ts';
import type { Meta } from '../../../../src/app/ports/meta-repo.ts';
import { recordPath } from '../../../../src/core/meta/paths.ts';
import { binary, event, release, tree } from '../../../core/meta/records.ts';
import { adding, git, makeMeta, metaRepoIn, openPlayground, type Playground } from '../../../support/meta.ts';
import { mapping } from '../../../support/shop.ts';

const RELEASE = recordPath('shop', release);

let ground: Playground;
let bare = '';
let work = '';
let tip = '';
let meta: Meta;
beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  work = join(ground.folder, 'work');
  meta = await makeMeta(bare, join(ground.folder, 'ann'));
  await meta.append(adding(release, binary));
  await meta.append(mapping('edge', release.githash));
  await meta.append(adding(tree));
  tip = git(bare, 'rev-parse', 'main');
  git(ground.folder, 'clone', '-q', bare, work);
  for (const [name, value] of Object.entries({ 'user.name': 'zoe', 'user.email': 'zoe@example.com' }))
    git(work, 'config', name, value);
});
afterEach(() => ground.remove());

const sourceIn = (folder: string) => {
  const git = openGit(process.env);
  const clone = { folder, view: join(folder, 'view.git'), branch: 'main' };
  const objects = openObjects(git, clone.view);
  const trees = openTreeReader(objects);
  return { git, clone, objects, trees, remote: openRemote(git, clone), place: { url: bare } };
};
const open = (top = 'ann') => metaRepoIn(join(ground.folder, top)).repo.open({ url: bare });
const refusal = async (code: string) => {
  const failures = await Promise.all([open(), meta.snapshot()].map((work) => work.catch((error: Error) => error)));
  for (const failure of failures) expect(failure).toMatchObject({ kind: 'operation', code, retry: 'never' });
  return String((failures[0] as { next?: string }).next) + String(failures[0]);
};
const later = async () => {
  await meta.snapshot();
};
const commit = (message: string) => {
  git(work, 'add', '-A');
  git(work, 'commit', '-qm', message);
  git(work, 'push', '-q', '--force', 'origin', 'HEAD:main');
  return git(work, 'rev-parse', 'HEAD');
};

describe('what is refused', () => {
  it('is a branch that was rewound, whoever looks through the same copy, as often as they look', async () => {
    await later();
    git(bare, 'update-ref', 'refs/heads/main', 'main~1');
    const said = await refusal('meta/rewound');
    expect(said).toContain(tip.slice(0, 12));
    expect(await refusal('meta/rewound')).toContain('.git');
    // Whoever never saw it has nothing to compare with; and it is welcome again as soon as it is there again.
    await open('bob');
    git(bare, 'update-ref', 'refs/heads/main', tip);
    expect((await (await open()).snapshot()).commit).toBe(tip);
  });

  it('is a branch that was rewritten, also by a writer whose push it has refused', async () => {
    await later();
    git(work, 'commit', '-q', '--amend', '-m', 'another message');
    git(work, 'push', '-q', '--force');
    await expect(meta.append(adding(event))).rejects.toMatchObject({ code: 'meta/rewound' });
    expect(await refusal('meta/rewound')).toContain('does not follow');
    expect(git(bare, 'rev-list', '--count', 'main')).toBe('4');
  });

  it('is a branch that has no commits any more', async () => {
    await later();
    git(bare, 'update-ref', '-d', 'refs/heads/main');
    await refusal('meta/rewound');
  });

  it.each([
    ['removes', () => rm(join(work, RELEASE))],
    ['changes', () => writeFile(join(work, RELEASE), 'x')],
    ['moves', async () => void git(work, 'mv', RELEASE, `${RELEASE}.old`)],
    [
      'makes a link of',
      async () => {
        await rm(join(work, RELEASE));
        await symlink('elsewhere', join(work, RELEASE));
      },
    ],
  ])('is a commit that %s a record, however many follow it; it is named', async (_, spoil) => {
    await later();
    await spoil();
    const culprit = commit('spoil');
    await writeFile(join(work, 'README.md'), 'hello');
    commit('later');
    const said = await refusal('meta/rewritten');
    expect(said).toContain(RELEASE);
    expect(said).toContain(culprit.slice(0, 12));
    git(work, 'checkout', '-q', tip, '--', RELEASE);
    commit('put it back');
    await open();
  });
});

describe('what is fine', () => {
  it('is everything that may change, and a merge of what was added elsewhere', async () => {
    await later();
    git(work, 'checkout', '-qb', 'side', 'HEAD~2');
    await writeFile(join(work, 'README.md'), 'hello');
    git(work, 'add', '-A');
    git(work, 'commit', '-qm', 'side');
    git(work, 'checkout', '-q', 'main');
    git(work, 'rm', '-q', 'shop/channels/edge.yaml');
    git(work, 'commit', '-qm', 'no edge');
    git(work, 'merge', '-q', '--no-edit', 'side');
    git(work, 'push', '-q', 'origin', 'main');
    const merged = git(work, 'rev-parse', 'main');
    expect((await (await open()).snapshot()).commit).toBe(merged);
  });

  it('is a look that is older than what another process has seen since', async () => {
    await meta.append(adding(event));
    const newest = (await meta.snapshot()).commit;
    const source = sourceIn(cloneFolder(join(ground.folder, 'ann'), bare));
    expect(await checkTip(source, tip, async () => newest)).toBe(newest);
    await expect(checkTip(source, tip, async () => tip)).rejects.toMatchObject({ code: 'meta/rewound' });
  });

  it('is anything after the copy was deleted', async () => {
    await later();
    git(bare, 'update-ref', 'refs/heads/main', 'main~1');
    await rm(join(ground.folder, 'ann', 'meta'), { recursive: true });
    await open();
  });
});
