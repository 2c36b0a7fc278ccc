/** Whatever our own writers make, in whatever order, a check finds nothing in. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wire } from '../../src/wire.ts';
import { makeAgeKey } from '../support/age-key.ts';
import { facs } from '../support/facs.ts';
import { git, openPlayground, type Playground } from '../support/meta.ts';
import { keptTalk } from '../support/quiet-talk.ts';
import { chooseSeed, randomOf } from '../support/random.ts';
import { writeRandomMeta } from '../support/random-meta.ts';
import { storyInGit, storyInMemory } from '../support/story-places.ts';

const HISTORIES = 50;
const BY_GIT = 4;
const SEED = chooseSeed();

let ground: Playground;
let states: readonly Uint8Array[] = [];
beforeAll(async () => {
  ground = await openPlayground();
  console.log(`healthy histories: FACS_SEED=${SEED}`);
  const { recipient } = makeAgeKey();
  const environment = { variables: {}, cwd: '/', onCi: false, actor: 'ann', platform: 'any' };
  const files = await wire(environment, keptTalk()).stateFiles();
  const values = [{}, { passwd: { db: 'one' }, list: ['a', 2, true] }, { passwd: { db: '' }, nothing: null }];
  states = await Promise.all(values.map((value) => files.seal('state.yaml', value, { recipients: [recipient] })));
});
afterAll(() => ground.remove());

describe(`of ${HISTORIES} random histories`, () => {
  // A few at once: most of the time git is waited for.
  it.concurrent.each(Array.from({ length: HISTORIES }, (_, i) => [SEED + i, i < BY_GIT] as const))(
    'number %i is as it should be, all of it and each push',
    async (seed, isByGit) => {
      const folder = join(ground.folder, `${seed}`);
      await mkdir(folder);
      const random = randomOf(seed);
      const story = await (isByGit ? storyInGit : storyInMemory)(folder);
      await writeRandomMeta(story, random, { steps: isByGit ? 8 : 20, states });
      const bare = await story.pour();
      const run = (...words: string[]) => facs(folder, words, { FACS_META: bare });
      const whole = await run('meta', 'fsck');
      expect(whole, `FACS_SEED=${seed}`).toMatchObject({ code: 0, stderr: '', data: { findings: [] } });
      const line = git(bare, 'rev-list', '--first-parent', 'main').split('\n');
      const part = await run('meta', 'check', `${line[1 + random.below(line.length - 1)]}..${line[0]}`);
      expect(part, `FACS_SEED=${seed}`).toMatchObject({ code: 0, stderr: '', data: { findings: [] } });
    },
  );
});
