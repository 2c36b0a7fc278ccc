/** The index gives what reading everything gives, however it came to know it. */
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndexLimits } from '../../../../src/adapters/git/meta/index/coverage.ts';
import { indexFolder } from '../../../../src/adapters/git/meta/index/manifest.ts';
import { openRecordIndex } from '../../../../src/adapters/git/meta/index/record-index.ts';
import { openRemote } from '../../../../src/adapters/git/meta/remote.ts';
import { openTreeReader } from '../../../../src/adapters/git/meta/tree-reader.ts';
import { type ObjectReader, openObjects } from '../../../../src/adapters/git/object-reader.ts';
import { openGit } from '../../../../src/adapters/git/run-git.ts';
import { findIn, type RecordQuery, toRows } from '../../../../src/core/meta/find-records.ts';
import { instanceDeploymentsFolder, recordPath } from '../../../../src/core/meta/paths.ts';
import type { MetaRecord } from '../../../../src/core/meta/record.ts';
import {
  BY_DATE,
  BY_INSTANCE,
  byBase,
  byCopy,
  byGithash,
  byHold,
  byHost,
  byInstance,
  byName,
  bySha256,
} from '../../../../src/core/meta/record-keys.ts';
import { begin } from '../../../core/meta/records.ts';
import { openPlayground, type Playground } from '../../../support/meta.ts';
import { NAMES, randomRecords } from '../../../support/random-history.ts';
import { type HistoryPoint, type HistoryStep, writeRecordHistory } from '../../../support/record-history.ts';

let ground: Playground;
let count = 0;
beforeAll(async () => {
  ground = await openPlayground();
});
afterAll(() => ground.remove());

function indexOf(bare: string, limits: IndexLimits, reads: string[] = []) {
  const git = openGit(process.env);
  const clone = { folder: bare, view: bare, branch: 'main' };
  const read = openObjects(git, bare).read;
  const objects: ObjectReader = {
    read: (name) => {
      reads.push(name);
      return read(name);
    },
  };
  const trees = openTreeReader(objects);
  const source = { git, clone, objects, trees, remote: openRemote(git, clone), place: { url: bare }, now: Date.now };
  return openRecordIndex(source, limits);
}

const [githash = '', , other = ''] = NAMES.githashes;
const [sha256 = '', second = ''] = NAMES.sha256s;
const [production, , staging] = NAMES.instances;
const PRODUCTION = instanceDeploymentsFolder('shop', 'production');
const QUERIES: readonly RecordQuery[] = [
  { folder: 'shop/releases', key: byName('1.0') },
  { folder: '', key: byGithash(githash.slice(0, 10)), match: 'beginning' },
  { folder: 'shop', key: BY_DATE, match: 'beginning', last: 1 },
  { folder: '', key: bySha256(sha256) },
  { folder: 'shop/trees/dd', key: bySha256(second) },
  { folder: 'shop/trees', key: bySha256(second), last: 1 },
  { folder: 'shop', key: byBase(sha256) },
  { folder: 'shop/deployments', key: byCopy(other) },
  { folder: PRODUCTION, key: byCopy(other), last: 2 },
  { folder: 'shop', key: byHost('web'), match: 'beginning', last: 'of-each-key' },
  { folder: 'shop/deployments', key: byHost('web1', staging), last: 2 },
  { folder: '', key: byInstance(production), match: 'beginning' },
  { folder: PRODUCTION, key: BY_INSTANCE, match: 'beginning', last: 'of-each-key' },
  { folder: 'shop/deployments', key: BY_INSTANCE, match: 'beginning', last: 'of-each-key' },
  { folder: 'shop/events', key: byHold(staging), last: 1 },
  { folder: '', key: '', match: 'beginning', last: 3 },
  { folder: PRODUCTION, key: '', match: 'beginning', last: 3 },
  { folder: 'blog', key: '', match: 'beginning' },
  { folder: 'define', key: '', match: 'beginning' },
];

/** What all records of a point say, without any index. */
function answers(records: readonly MetaRecord[]) {
  const stored = records.map((record) => ({ path: recordPath('shop', record), record }));
  return QUERIES.map((query) =>
    findIn(toRows(stored.filter(({ path }) => query.folder === '' || path.startsWith(`${query.folder}/`))), query),
  );
}

/** Random records in commits of random size, some of which are merges. */
const histories: fc.Arbitrary<readonly HistoryStep[]> = fc
  .tuple(randomRecords, fc.infiniteStream(fc.record({ size: fc.integer({ min: 1, max: 12 }), leftBefore: fc.nat(3) })))
  .map(([records, cuts]) => {
    const steps: HistoryStep[] = [];
    for (let at = 0; at < records.length; ) {
      const { size, leftBefore } = cuts.next().value ?? { size: 1, leftBefore: 0 };
      steps.push({ records: records.slice(at, at + size), leftBefore: steps.length < 2 ? 0 : leftBefore });
      at += size;
    }
    return steps;
  });

/** One look at the history: how far on it goes, and what happened to the reader before. */
const visits = fc.array(
  fc.record({ forward: fc.nat(3), back: fc.nat(4), happens: fc.constantFrom('nothing', 'nothing', 'restart', 'loss') }),
  { minLength: 2, maxLength: 6 },
);
const limits = fc.record({ worthWriting: fc.constantFrom(0, 3, 128), part: fc.constantFrom(1, 4, 100) });

describe('the index', () => {
  it('gives at every commit what all its records say, however far it had come and whatever it has lost', () =>
    fc.assert(
      fc.asyncProperty(histories, visits, limits, async (steps, looks, bounds) => {
        const bare = join(ground.folder, `${count++}.git`);
        const points = writeRecordHistory(bare, steps);
        let index = indexOf(bare, bounds);
        let newest = 0;
        for (const { forward, back, happens } of looks) {
          if (happens === 'loss') await rm(indexFolder(bare), { recursive: true, force: true });
          if (happens !== 'nothing') index = indexOf(bare, bounds);
          newest = Math.min(newest + forward, points.length - 1);
          await expectAnswers(index, points[newest], true);
          await expectAnswers(index, points[Math.max(newest - back, 0)], back % 2 === 0);
        }
        // Somebody else's proposal must not have got into it.
        await expectAnswers(index, points.at(-1), false);
        await expectAnswers(index, points[newest], true);
        await expectAnswers(indexOf(bare, bounds), points[newest], true);
      }),
      { numRuns: 25 },
    ));
});

/** Three parts of a history whose third is a proposal beside the second. */
function threeStates() {
  const bare = join(ground.folder, `${count++}.git`);
  const idOf = (n: number) => `01KJKWTX70000000000000${String(n).padStart(4, '0')}`;
  const many = Array.from({ length: 60 }, (_, n) => ({ ...begin, id: idOf(n) }));
  const [old, more, proposed] = [many.slice(0, 40), many.slice(40, 50), many.slice(50)];
  const points = writeRecordHistory(bare, [
    { records: old, leftBefore: 0 },
    { records: more, leftBefore: 0 },
    { records: proposed, leftBefore: 1 },
  ]);
  const side = execFileSync('git', ['-C', bare, 'rev-parse', 'side2'], { encoding: 'utf8' }).trim();
  return { bare, points, side: { commit: side, records: [...old, ...proposed] } };
}

describe('what others do meanwhile', () => {
  it('is no matter: a proposal that was asked about is neither in later answers nor a reason to refuse them', async () => {
    const { bare, points, side } = threeStates();
    const index = indexOf(bare, { worthWriting: 0 });
    await expectAnswers(index, points[1], true);
    await expectAnswers(index, side, false);
    await expectAnswers(index, points[2], true);
    await expectAnswers(indexOf(bare, { worthWriting: 0 }), points[2], true);
  });

  it('is met with a refusal when the branch has lost a record, although nothing else remembers it', async () => {
    const { bare, points, side } = threeStates();
    await expectAnswers(indexOf(bare, { worthWriting: 0 }), points[2], true);
    const asked = indexOf(bare, {})({ commit: side.commit, isBranch: true }, { folder: 'shop', key: byHost('web1') });
    await expect(asked).rejects.toMatchObject({
      code: 'meta/rewritten',
      target: expect.stringContaining('.begin.binpb'),
    });
  });

  it('may be the same: several that begin with nothing at once all get the answer, and leave one index', async () => {
    const { bare, points } = threeStates();
    const visits = [1, 3, 2, 3].map(async (n) =>
      expectAnswers(indexOf(bare, { worthWriting: 0, part: 7 }), points[n], true),
    );
    await Promise.all(visits);
    const reads: string[] = [];
    await expectAnswers(indexOf(bare, { worthWriting: 0 }, reads), points[3], true);
    const { segments } = JSON.parse(await readFile(join(indexFolder(bare), 'manifest.json'), 'utf8'));
    // Seven would have become one.
    expect(segments.length).toBeLessThan(15);
  });
});

describe('what happens to the disk', () => {
  const FILES = /\.(paths|keys)$/;

  it.each<[string, (folder: string, names: readonly string[]) => Promise<void>]>([
    ['is lost in part', (folder, names) => rm(join(folder, names.find((name) => name.endsWith('.keys')) ?? ''))],
    ['was not written to its end', (folder, names) => truncate(join(folder, names[0] ?? ''), 100)],
    [
      'is cut at a line',
      async (folder, names) => {
        const path = join(folder, names[0] ?? '');
        const text = await readFile(path, 'utf8');
        await writeFile(path, text.slice(0, text.indexOf('\n') + 1));
      },
    ],
    ['has an empty list', (folder) => writeFile(join(folder, 'manifest.json'), '')],
    [
      'has a list of something else',
      (folder) => writeFile(join(folder, 'manifest.json'), '{"covered":{},"segments":7}'),
    ],
    [
      'is in the way',
      async (folder) => {
        await rm(folder, { recursive: true });
        await writeFile(folder, 'a file');
      },
    ],
  ])('is made good when the index %s', async (_, harm) => {
    const { bare, points } = threeStates();
    await expectAnswers(indexOf(bare, { worthWriting: 0 }), points[3], true);
    const folder = indexFolder(bare);
    await harm(
      folder,
      (await readdir(folder)).filter((name) => FILES.test(name)),
    );
    await expectAnswers(indexOf(bare, { worthWriting: 0 }), points[3], true);
    await expectAnswers(indexOf(bare, { worthWriting: 0 }), points[2], true);
  });
});

it('what was read once is not read again: a new record costs its own path', async () => {
  const { bare, points } = threeStates();
  const query = { folder: 'shop/deployments', key: byHost('nobody') };
  await indexOf(bare, { worthWriting: 0 })({ commit: points[2]?.commit ?? '', isBranch: true }, query);
  const reads: string[] = [];
  const index = indexOf(bare, { worthWriting: 0 }, reads);
  await index({ commit: points[2]?.commit ?? '', isBranch: true }, query);
  expect(reads.length).toBeLessThan(6);
  await index({ commit: points[3]?.commit ?? '', isBranch: true }, query);
  // Seven folders before and after, and ten records.
  expect(reads.length).toBeLessThan(40);
});

async function expectAnswers(index: ReturnType<typeof indexOf>, point: HistoryPoint | undefined, isBranch: boolean) {
  const { commit = '', records = [] } = point ?? {};
  const found = await Promise.all(QUERIES.map((query) => index({ commit, isBranch }, query)));
  expect(found).toEqual(answers(records));
}
