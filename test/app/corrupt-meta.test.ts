/** A meta repo that was spoiled by git and dd: the check names what, where, since when, and what to do. */
import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Meta } from '../../src/app/ports/meta-repo.ts';
import type { Finding } from '../../src/core/meta/integrity/finding.ts';
import {
  binaryPath,
  channelPath,
  projectPath,
  recordPath,
  releasePath,
  statePath,
  treePath,
} from '../../src/core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../../src/core/meta/project.ts';
import type { MetaEvent, TreeRecord } from '../../src/core/meta/record.ts';
import { datedPath } from '../../src/core/meta/ulid.ts';
import { makeTree } from '../../src/core/tree/format.ts';
import { wire } from '../../src/wire.ts';
import { AT, begin, binary, DIGEST, end, event, GITHASH, ID, release, tree } from '../core/meta/records.ts';
import { makeAgeKey } from '../support/age-key.ts';
import { facs } from '../support/facs.ts';
import { adding, firstFiles, metaRepoIn, openPlayground, type Playground, utf8 } from '../support/meta.ts';
import { keptTalk } from '../support/quiet-talk.ts';
import { oldRelease } from '../support/shop.ts';
import { CORRUPTIONS } from './corruptions.ts';

const SCRIPT = join(import.meta.dirname, 'corruptions.sh');
const run = promisify(execFile);

const full: TreeRecord = { kind: 'tree', ...makeTree(tree.entries), base: '', removed: [] };
const [first, ...others] = full.entries;
const based: TreeRecord = {
  kind: 'tree',
  digest: makeTree(others).digest,
  entries: [],
  base: full.digest,
  removed: [first?.path ?? ''],
};
const copy = { release: GITHASH, tree: full.digest };
const host = { host: 'web1', targets: ['web'], to: copy };
const deployment = { ...begin, hosts: [host], resumes: '' };
const ended = { ...end, hosts: [{ host: 'web1', outcome: 'activated', now: copy, code: '', message: '' }] } as const;
const { name, platform, sha256 } = binary;
const recorded: MetaEvent = {
  ...event,
  event: 'binary-recorded',
  instance: '',
  fields: { name, platform, release: GITHASH, sha256 },
};

/** Same day as `ID`; and ids of another year. */
const NEAR_ID = `${ID.slice(0, -2)}BB`;
const OTHER_ID = '01HF7YAT0000000000000000ZZ';
const NEW_HASH = '0123456789abcdef0123456789abcdef01234567';
const THIRD_DIGEST = '9'.repeat(64);
const dated = (id: string) => `shop/events/${datedPath(id)}.binpb`;
const deployed = (id: string) => `shop/deployments/production.eu/${datedPath(id)}`;

/** What the script is told, and what findings are about. */
const WORDS: Readonly<Record<string, string>> = {
  RELEASE: recordPath('shop', release),
  RELEASE_HASH: GITHASH,
  OLD_RELEASE: recordPath('shop', oldRelease),
  BINARY: recordPath('shop', binary),
  BINARY_SHA: sha256,
  TREE: recordPath('shop', full),
  TREE_DIGEST: full.digest,
  BASED: recordPath('shop', based),
  BASED_DIGEST: based.digest,
  BEGIN: recordPath('shop', deployment),
  BEGIN_ID: ID,
  END: recordPath('shop', ended),
  EVENT: recordPath('shop', recorded),
  EVENT_ID: ID,
  STATE: statePath('production.eu'),
  NEW_HASH,
  NEW_DIGEST: DIGEST,
  THIRD_DIGEST,
  NEAR_ID,
  OTHER_ID,
  OTHER_BEGIN_ID: NEAR_ID,
  NEW_PLATFORM: 'linux-arm',
  NEW_RELEASE: releasePath('shop', NEW_HASH),
  NEW_BINARY: binaryPath('shop', GITHASH, name, 'linux-arm'),
  NEW_RELEASE_BINARY: binaryPath('shop', NEW_HASH, name, platform),
  NEW_TREE: treePath('shop', DIGEST),
  THIRD_TREE: treePath('shop', THIRD_DIGEST),
  NEAR_EVENT: dated(NEAR_ID),
  OTHER_EVENT: dated(OTHER_ID),
  OTHER_BEGIN: `${deployed(NEAR_ID)}.begin.binpb`,
  OTHER_END: `${deployed(NEAR_ID)}.end.binpb`,
  FALSE_SHARD: `shop/releases/00/${GITHASH}.binpb`,
  OTHER_PROJECT: recordPath('site', { ...release, project: 'site' }),
  FALSE_DAY: `shop/events/2025/01/01/${ID}.binpb`,
  NO_DAY: `shop/events/2026/13/41/${ID}.binpb`,
  NO_FOLDER: `shop/events/${ID}.binpb`,
  LOWERCASE: dated(ID).toLowerCase(),
};

let ground: Playground;
let healthy = '';
beforeAll(async () => {
  ground = await openPlayground();
  healthy = join(ground.folder, 'healthy.git');
  const clock = { now: () => AT, sleep: async () => undefined };
  const { repo } = metaRepoIn(join(ground.folder, 'top'), { clock });
  await repo.init({ url: healthy }, firstFiles());
  await tell(await repo.open({ url: healthy }));
});
afterAll(() => ground.remove());

/** A story with everything that a check looks at. */
async function tell(meta: Meta): Promise<void> {
  const environment = { variables: {}, cwd: '/', onCi: false, actor: 'ann', platform: 'any' };
  const files = await wire(environment, keptTalk()).stateFiles();
  const recipients = [makeAgeKey().recipient];
  const state = await files.seal('state.yaml', { passwd: { db: 'hunter2' } }, { recipients });
  const news = (path: string, bytes: Uint8Array) => ({ path, bytes, basedOn: undefined });
  const project = news(projectPath('shop'), utf8(encodeProject(FIRST_PROJECT)));
  await meta.append({ ...adding(oldRelease, release), changed: [project] });
  await meta.append({ ...adding(binary, full, based, deployment), changed: [news(WORDS['STATE'] ?? '', state)] });
  const channel = news(channelPath('shop', 'edge'), utf8(`release: ${GITHASH}\n`));
  await meta.append({ ...adding(ended), changed: [channel] });
  await meta.append(adding(recorded));
}

async function spoil(name: string) {
  const bare = join(ground.folder, `${name}.git`);
  await cp(healthy, bare, { recursive: true });
  const { stdout } = await run('sh', [SCRIPT, name], { cwd: bare, env: { ...process.env, ...WORDS } });
  return { bare, culprit: stdout.trim().split('\n')[0] ?? '' };
}

it('is silent on the repository that all of these begin with', async () => {
  const whole = await facs(ground.folder, ['meta', 'fsck', '--meta', healthy]);
  expect(whole).toMatchObject({ code: 0, stderr: '', data: { findings: [], commits: 5, files: 12 } });
  expect(whole.stdout).toBe('5 commits and 12 files are as they should be\n');
});

describe(`${CORRUPTIONS.length} corruptions`, () => {
  it.concurrent.each(CORRUPTIONS)('$name: $code', async ({ name, code, path, commit, severity = 'error' }) => {
    const { bare, culprit } = await spoil(name);
    const checked = await facs(ground.folder, ['meta', 'fsck', '--meta', bare]);
    const findings: readonly Finding[] = checked.data?.findings ?? [];
    const found = findings.find((each) => each.code === code && each.path === (WORDS[path] ?? path));
    expect(found, `${checked.stderr}\n${checked.stdout}`).toMatchObject({ severity });
    if (commit === undefined) expect(found?.commit).toBe(culprit);
    else expect(found?.commit).toMatch(commit === 'none' ? /^$/ : /^[0-9a-f]{40}$/);
    expect(found?.remedy).not.toBe('');
    expect(checked.code).toBe(severity === 'error' ? 1 : 0);
    expect(checked.stdout).toContain(`[${code}]\n  next: ${found?.remedy}`.slice(0, 200));
  });
});
