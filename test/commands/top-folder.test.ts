/** `.facsimile/`: what a command leaves there, and what of it git is shown. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { facs } from '../support/facs.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository, writeFiles } from '../support/repositories.ts';

let root = '';
let remove: () => Promise<void>;
let shop: Repository;

beforeAll(async () => {
  ({ folder: root, remove } = await openTemporary());
  shop = await makeRepository(join(root, 'shop'));
  await shop.commit({
    'define/facsimile.yaml': 'instances: { here: {} }\nmodules: [db]\ndeploy: { destdir: ../out }\n',
    '.gitignore': 'node_modules\n',
  });
  shop.git('tag', 'v1');
});
afterAll(() => remove());

it('shows git the encrypted state alone, and ignores logs, clones and caches', async () => {
  const env = { ...CLEAN_GIT, SOPS_AGE_KEY: await generateX25519Identity() };
  const meta = join(root, 'meta.git');
  expect(await facs(root, ['meta', 'init', meta, '--top-dir', join(root, 'top')], env)).toMatchObject({ code: 0 });
  expect(await facs(shop.folder, ['deploy', 'shop', 'here', 'v1'], env)).toMatchObject({ code: 0 });
  expect(await facs(shop.folder, ['release', 'list', 'shop', '--meta', meta], env)).toMatchObject({ code: 2 });
  expect(readdirSync(join(shop.folder, '.facsimile')).sort()).toEqual(['.gitignore', 'log', 'meta', 'state']);
  const status = shop.git('status', '--porcelain', '--untracked-files=all');
  expect(status.split('\n')).toEqual(['?? .facsimile/.gitignore', '?? .facsimile/state/here.yaml']);
});

it('leaves a folder alone that was there before: it may hold somebody’s work', async () => {
  const folder = join(root, 'mine');
  await writeFiles(folder, { 'notes.txt': 'mine' });
  const words = ['release', 'list', '--meta', join(root, 'meta.git'), '--top-dir', folder];
  await facs(root, words);
  expect(existsSync(join(folder, 'meta'))).toBe(true);
  expect(existsSync(join(folder, '.gitignore'))).toBe(false);
});

it('is not made by a command that keeps nothing', async () => {
  expect(await facs(shop.folder, ['resolve', 'shop', 'here', '--top-dir', 'unmade'], CLEAN_GIT)).toMatchObject({
    code: 0,
  });
  expect(existsSync(join(shop.folder, 'unmade'))).toBe(false);
});
