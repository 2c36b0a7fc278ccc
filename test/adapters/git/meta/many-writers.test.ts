import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { git, makeMeta, metaRepoIn, openPlayground, type Playground } from '../../../support/meta.ts';

const WRITERS = 16;
const ROUNDS = 2;

let ground: Playground;
let bare = '';
beforeEach(async () => {
  ground = await openPlayground();
  bare = join(ground.folder, 'meta.git');
  await makeMeta(bare, join(ground.folder, 'first'));
});
afterEach(() => ground.remove());

it(`${WRITERS} processes append at once, half of them over one cache: nothing is lost, nothing twice`, async () => {
  const runs = Array.from({ length: WRITERS }, (_, i) => {
    const top = join(ground.folder, i % 2 === 0 ? 'shared' : `own-${i}`);
    return write(bare, top, `w${i}`);
  });
  const landed = (await Promise.all(runs)).flat();
  expect(landed).toHaveLength(WRITERS * ROUNDS * 2);

  // Counted by git alone, in a clone that no writer knows of.
  const third = join(ground.folder, 'third');
  git(ground.folder, 'clone', '-q', bare, third);
  const commits = git(third, 'log', '--format=%H').split('\n');
  const files = git(third, 'log', '--diff-filter=A', '--name-only', '--format=', '--', 'shop')
    .split('\n')
    .filter(Boolean);
  expect(commits).toHaveLength(1 + WRITERS * ROUNDS);
  expect(files.sort()).toEqual(landed.map(({ path }) => path).sort());
  for (const { path, commit } of landed) expect(git(third, 'log', '--format=%H', '--', path)).toBe(commit);
  expect(git(third, 'log', '--merges', '--format=%H')).toBe('');
  expect(git(bare, 'fsck', '--strict', '--no-dangling')).toBe('');

  const after = await (await metaRepoIn(join(ground.folder, 'shared')).repo.open({ url: bare })).snapshot();
  expect(await after.list('shop')).toHaveLength(landed.length);
}, 180_000);

function write(url: string, top: string, name: string): Promise<{ path: string; commit: string }[]> {
  const script = join(import.meta.dirname, '../../../support/meta-writer.ts');
  const child = spawn(process.execPath, [script, url, top, name, String(ROUNDS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      if (code !== 0) return fail(new Error(`writer ${name} ended with ${code}`));
      done([...said.matchAll(/^landed (\S+) (\S+)$/gm)].map(([, path = '', commit = '']) => ({ path, commit })));
    });
  });
}
