/** Reading very many records of a server that leaves out blobs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { byHost } from '../../../../src/core/meta/record-keys.ts';
import { begin } from '../../../core/meta/records.ts';
import { wrapGit } from '../../../support/git-wrapper.ts';
import { git, metaRepoIn, openPlayground, type Playground } from '../../../support/meta.ts';
import { writeRecordHistory } from '../../../support/record-history.ts';

const RECORDS = 700;

let ground: Playground;
beforeAll(async () => {
  ground = await openPlayground();
});
afterAll(() => ground.remove());

it(`${RECORDS} blobs that the copy lacks come in one fetch, and the next process needs none`, async () => {
  const bare = join(ground.folder, 'meta.git');
  const records = Array.from({ length: RECORDS }, (_, n) => ({
    ...begin,
    id: `01KJKWTX70000000000000${String(n).padStart(4, '0')}`,
    reason: `number ${n}`,
  }));
  writeRecordHistory(bare, [{ records, leftBefore: 0 }]);
  git(bare, 'config', 'uploadpack.allowFilter', 'true');
  git(bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const notes = join(ground.folder, 'wrapped');
  const path = await wrapGit(notes, 'echo "$*" >> "$folder/calls"\nexec "$real" "$@"');
  const fetches = async () =>
    (await readFile(join(notes, 'calls'), 'utf8')).split('\n').filter((call) => call.includes(' fetch ')).length;
  const ask = async () => {
    const { repo } = metaRepoIn(join(ground.folder, 'top'), { variables: { ...process.env, PATH: path } });
    const snapshot = await (await repo.open({ url: `file://${bare}` })).snapshot();
    return snapshot.find({ folder: 'shop', key: byHost('web1', 'production.eu') });
  };
  const found = await ask();
  expect(found.map(({ record }) => record)).toEqual(records);
  // One for the format file, when it was opened.
  expect(await fetches()).toBe(2);
  expect(await ask()).toEqual(found);
  expect(await fetches()).toBe(2);
});
