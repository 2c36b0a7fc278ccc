/** What is found through an index is what all records together say. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryMetaRepo } from '../../src/adapters/memory/memory-meta-repo.ts';
import { gatherTrace } from '../../src/app/gather-trace.ts';
import { readInstance } from '../../src/app/instance-state.ts';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { foldInstances, type InstanceState } from '../../src/core/meta/fold.ts';
import { projectPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../../src/core/meta/project.ts';
import { toProjectRecords } from '../../src/core/meta/project-records.ts';
import type { MetaRecord } from '../../src/core/meta/record.ts';
import { resolveTrace } from '../../src/core/meta/trace.ts';
import { firstFiles, utf8 } from '../support/meta.ts';
import { NAMES, randomRecords, WORDS } from '../support/random-history.ts';
import { mapping } from '../support/shop.ts';

const EDGE = NAMES.githashes[0] ?? '';

async function snapshotOf(records: readonly MetaRecord[]) {
  const repo = memoryMetaRepo({ store: new Map(), actor: 'ann', now: () => 0 });
  await repo.init({ url: 'x' }, firstFiles());
  const meta = await repo.open({ url: 'x' });
  const added = records.map((record) => ({ path: recordPath('shop', record), bytes: encodeRecord(record) }));
  const project = { path: projectPath('shop'), bytes: utf8(encodeProject(FIRST_PROJECT)), basedOn: undefined };
  await meta.append({ added, changed: [project], message: 'all' });
  await meta.append(mapping('edge', EDGE));
  return meta.snapshot();
}

it('a trace finds in the records that it gathers what it would find in all', () =>
  fc.assert(
    fc.asyncProperty(randomRecords, async (records) => {
      const snapshot = await snapshotOf(records);
      const stored = records.map((record) => ({ path: recordPath('shop', record), record }));
      const all = toProjectRecords('shop', [{ name: 'edge', release: EDGE }], stored);
      for (const word of WORDS) {
        const gathered = await gatherTrace(snapshot, 'shop', word);
        expect([word, resolveTrace([gathered], word)]).toEqual([word, resolveTrace([all], word)]);
      }
    }),
    { numRuns: 150 },
  ));

it('an instance is what all its deployments and events have made of it', () =>
  fc.assert(
    fc.asyncProperty(randomRecords, async (records) => {
      const snapshot = await snapshotOf(records);
      const all = foldInstances(records);
      for (const instance of NAMES.instances) {
        const state = await readInstance(snapshot, { project: 'shop', instance });
        const whole = all.get(instance);
        if (whole?.deployments.length === 0 && whole.hold === undefined) continue;
        expect(essence(state)).toEqual(essence(whole));
      }
    }),
    { numRuns: 300 },
  ));

/** What commands read of it. */
function essence(state: InstanceState | undefined) {
  if (state === undefined) return undefined;
  const { instance, hosts, hold, deployments } = state;
  const last = deployments.at(-1);
  const resumed = [];
  for (let at = last; at !== undefined; ) {
    resumed.push(at);
    const { id, resumes } = at.begin;
    at = deployments.find(({ begin }) => begin.id === resumes && begin.id < id);
  }
  const brought = hosts.map(({ host, copy }) =>
    deployments.findLast(({ end }) =>
      end?.hosts.some(
        (each) =>
          each.host === host &&
          each.outcome === 'activated' &&
          each.now?.tree === copy?.tree &&
          each.now?.release === copy?.release,
      ),
    ),
  );
  return { instance, hosts, hold, resumed, brought };
}
