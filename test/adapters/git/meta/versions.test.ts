import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { git, makeMeta, metaRepoIn, openPlayground, type Playground, utf8 } from '../../../support/meta.ts';

const PATH = 'shop/channels/edge.yaml';

let ground: Playground;
let bare = '';
let tree = '';

const as = (who: string, ...words: string[]) =>
  execFileSync('git', ['-C', tree, '-c', `user.name=${who}`, '-c', `user.email=${who}@acme`, ...words], {
    encoding: 'utf8',
  }).trim();
const write = (who: string, text: string, path = PATH) => {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
  as(who, 'add', '--all');
  as(who, 'commit', '--quiet', '--message', `${who} writes ${text}`);
};

beforeAll(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  tree = join(ground.folder, 'tree');
  await makeMeta(bare, join(ground.folder, 'maker'));
  git(ground.folder, 'clone', '--quiet', bare, tree);
});
afterAll(() => ground.remove());

it('a version is what the branch got: by a merge, with who merged and who proposed, by a revert, by a removal', async () => {
  write('ann', 'a');
  as('bot', 'checkout', '--quiet', '-b', 'promote/shop/edge');
  write('bot', 'b');
  write('bot', 'c');
  as('ann', 'checkout', '--quiet', 'main');
  write('ann', 'else', 'shop/project.yaml');
  as(
    'bob',
    'merge',
    '--quiet',
    '--no-ff',
    '--message',
    'Merge pull request #12 from acme/promote',
    'promote/shop/edge',
  );
  const merge = as('ann', 'rev-parse', 'HEAD');
  write('ann', 'a');
  rmSync(join(tree, PATH));
  as('eve', 'commit', '--quiet', '--all', '--message', 'gone\n\nfor good');
  as('ann', 'push', '--quiet', 'origin', 'main');
  const { repo } = metaRepoIn(join(ground.folder, 'reader'));
  const snapshot = await (await repo.open({ url: `file://${bare}` })).snapshot();
  expect(await snapshot.versions(PATH)).toMatchObject([
    { author: 'eve', message: 'gone\n\nfor good', bytes: undefined },
    { author: 'ann', bytes: utf8('a') },
    {
      author: 'bob',
      githash: merge,
      message: 'Merge pull request #12 from acme/promote',
      proposedBy: 'bot',
      bytes: utf8('c'),
    },
    { author: 'ann', message: 'ann writes a', bytes: utf8('a') },
  ]);
});
