import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../src/core/meta/channel.ts';
import { computeRollout, findMoved } from '../../../src/core/rollout/rollout.ts';

const V1 = '1'.repeat(40);
const V2 = '2'.repeat(40);
const ENTRIES = [
  { name: 'staging', channel: 'edge' },
  { name: 'production.eu', channel: 'stable' },
  { name: 'production.us', channel: 'stable' },
  { name: 'dev.*', channel: 'edge' },
  { name: 'lab', channel: undefined },
];

describe('a rollout', () => {
  it('reaches every instance that follows the channel, with the release it maps to now', () => {
    expect(rollout({ channel: 'stable', before: at(V1), after: at(V2) })).toEqual([
      { instance: 'production.eu', channel: 'stable', release: V2 },
      { instance: 'production.us', channel: 'stable', release: V2 },
    ]);
  });

  it('reaches instances that a pattern stands for, once they were deployed', () => {
    const steps = rollout({ channel: 'edge', before: undefined, after: at(V1) }, ['dev.alice', 'staging', 'old.one']);
    expect(steps.map(({ instance }) => instance)).toEqual(['staging', 'dev.alice']);
  });

  it.each([
    ['nothing moved', at(V1), at(V1)],
    ['the channel names no release', undefined, { release: undefined, hold: undefined }],
    ['its file went away', at(V1), undefined],
    ['it is held', at(V1), { release: V2, hold: 'fire' }],
    ['it is held still', { release: V1, hold: 'fire' }, { release: V1, hold: 'more fire' }],
  ])('reaches nobody when %s', (_, before, after) => {
    expect(rollout({ channel: 'stable', before, after })).toEqual([]);
  });

  it('catches up when a hold ends', () => {
    const steps = rollout({ channel: 'edge', before: { release: V2, hold: 'fire' }, after: at(V2) });
    expect(steps).toEqual([{ instance: 'staging', channel: 'edge', release: V2 }]);
  });

  it('goes back as it goes forward', () => {
    expect(rollout({ channel: 'edge', before: at(V2), after: at(V1) })).toMatchObject([{ release: V1 }]);
  });
});

function rollout(
  change: { channel: string; before: Channel | undefined; after: Channel | undefined },
  deployed: string[] = [],
) {
  return findMoved([change]).flatMap((moved) => computeRollout(moved, ENTRIES, deployed));
}

function at(release: string): Channel {
  return { release, hold: undefined };
}
