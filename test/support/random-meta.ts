/** Meta repos as chance and our own writers would have them: releases, promotions, deployments, by many hands. */
import { ulid } from 'ulid';
import { pushRecords } from '../../src/app/deploy/deployment-records.ts';
import { landRecords } from '../../src/app/land-records.ts';
import type { Meta, MetaChange } from '../../src/app/ports/meta-repo.ts';
import { withRelease } from '../../src/core/meta/channel.ts';
import { channelPath, projectPath, statePath } from '../../src/core/meta/paths.ts';
import type { Copy, DeploymentBegin, MetaEvent, MetaRecord, TreeRecord } from '../../src/core/meta/record.ts';
import { makeTree } from '../../src/core/tree/format.ts';
import type { TreeEntry } from '../../src/core/tree/tree.ts';
import { wire } from '../../src/wire.ts';
import { begin, binary, end, event, release } from '../core/meta/records.ts';
import { utf8 } from './meta.ts';
import { keptTalk } from './quiet-talk.ts';
import type { Random } from './random.ts';

const INSTANCES = ['production.eu', 'production.us', 'staging'];
const HOSTS = ['web1', 'web2', 'db'];
const PLATFORMS = ['linux-x64', 'linux-arm64', 'any'];
const DAY_MS = 86_400_000;

/** What one project has by now. */
interface Known {
  readonly project: string;
  readonly channels: string[];
  readonly releases: string[];
  readonly full: TreeRecord[];
  readonly begins: DeploymentBegin[];
}

/** Where a story is written, by a clock that the story sets. */
export interface StoryPlace {
  readonly meta: Meta;
  readonly time: { nowMs: number };
  /** What GitHub does to the branch of a pull request, whatever main has by then. */
  merge(commit: string): Promise<void>;
}

interface Story extends StoryPlace {
  readonly random: Random;
  /** Sealed state files. */
  readonly states: readonly Uint8Array[];
}

/** Writes so many things. @param states Versions of a sealed state file. */
export async function writeRandomMeta(
  { meta, time, merge }: StoryPlace,
  random: Random,
  { steps, states }: { readonly steps: number; readonly states: readonly Uint8Array[] },
): Promise<void> {
  const story: Story = { meta, time, merge, random, states };
  time.nowMs += random.below(300) * DAY_MS;
  const projects = ['shop', 'site']
    .slice(0, 1 + random.below(2))
    .map((project): Known => ({ project, channels: ['edge', 'stable'], releases: [], full: [], begins: [] }));
  for (const known of projects) await recordRelease(story, known);
  for (let step = 0; step < steps; step++) {
    time.nowMs += random.below(2 * DAY_MS);
    await random.pick(DEEDS)(story, random.pick(projects));
  }
}

type Deed = (story: Story, known: Known) => Promise<void>;

/** Some twice: they happen more often. */
const DEEDS: readonly Deed[] = [
  ...[recordRelease, recordRelease, promote, promoteByPullRequest, deploy, deploy],
  ...[recordEvent, addChannel, changeState, writeByHand, writeAgain],
];

async function recordRelease({ meta, random, time: { nowMs } }: Story, known: Known): Promise<void> {
  const { project, releases } = known;
  const githash = hex(random, 40);
  const theirs = { ...release, project, githash, version: `1.${releases.length}.0`, tag: `v1.${releases.length}.0` };
  const repos = theirs.repos.map((repo, i) => (i === 0 ? { ...repo, githash } : repo));
  const binaries = PLATFORMS.filter(() => random.chance(0.5)).map((platform) => ({
    ...binary,
    ...{ project, release: githash, platform, sha256: hex(random, 64), size: 1 + random.below(1e9) },
  }));
  const environment = { variables: {}, cwd: '/', onCi: false, actor: random.pick(['ann', 'bob']), platform: 'any' };
  const ports = { ...wire(environment, keptTalk()), clock: { now: () => nowMs, sleep: async () => undefined } };
  const records = [{ ...theirs, repos }, ...binaries];
  await landRecords({ meta, snapshot: await meta.snapshot() }, records, { ports, environment });
  releases.push(githash);
}

async function promote({ meta, random }: Story, known: Known): Promise<void> {
  await meta.append(await promotion(meta, known, random));
}

async function promoteByPullRequest(story: Story, known: Known): Promise<void> {
  const { meta, random } = story;
  const { commit, unchanged } = await meta.propose('promote', await promotion(meta, known, random));
  if (unchanged) return;
  if (random.chance(0.5)) await recordEvent(story, known);
  await story.merge(commit);
}

async function promotion(meta: Meta, { project, channels, releases }: Known, random: Random): Promise<MetaChange> {
  const path = channelPath(project, random.pick(channels));
  const basedOn = await (await meta.snapshot()).read(path);
  const text = withRelease(basedOn && new TextDecoder().decode(basedOn), random.pick(releases));
  return { added: [], changed: [{ path, bytes: utf8(text), basedOn }], message: 'promote' };
}

async function deploy({ meta, random, time: { nowMs } }: Story, known: Known): Promise<void> {
  const { project, begins, releases } = known;
  const instance = random.pick(INSTANCES);
  const tree = newTree(random, known);
  const to: Copy = { release: random.pick(releases), tree: tree.digest };
  const hosts = HOSTS.filter(() => random.chance(0.6)).map((host) => ({ host, targets: ['web'], to }));
  const earlier = begins.filter((each) => each.instance === instance).at(-1);
  const resumes = earlier !== undefined && random.chance(0.3) ? earlier.id : '';
  const id = newId(random, nowMs);
  const record = { ...begin, id, project, instance, release: to.release, hosts, resumes, begunAt: nowMs };
  const held = toEvent(random, { ...{ project, instance, nowMs }, event: 'hold', fields: { release: to.release } });
  await pushRecords(meta, { project }, [record, tree, ...(random.chance(0.2) ? [held] : [])]);
  begins.push(record);
  if (random.chance(0.1)) return;
  const results = hosts.map(({ host }) => ({
    ...{ host, code: '', message: '', outcome: random.pick(['activated', 'unchanged', 'failed'] as const) },
    ...(random.chance(0.9) ? { now: to } : {}),
  }));
  await pushRecords(meta, { project }, [{ ...end, id, project, instance, hosts: results, endedAt: nowMs + 5000 }]);
}

/** Some say only how they differ from one that is recorded. */
function newTree(random: Random, { full }: Known): TreeRecord {
  const entries = ['app.js', 'conf', 'latest', 'lib/a.js', 'über.txt'].map((name) => entryOf(random, name));
  const base = full.length > 0 && random.chance(0.5) ? random.pick(full) : undefined;
  if (base === undefined) {
    const tree: TreeRecord = { kind: 'tree', ...makeTree(entries), base: '', removed: [] };
    full.push(tree);
    return tree;
  }
  const [first, ...rest] = base.entries;
  const changed = rest.slice(0, 1).map((entry) => entryOf(random, entry.path.slice('_DEPLOY_/'.length)));
  const all = makeTree([...changed, ...rest.slice(1)]);
  return { kind: 'tree', digest: all.digest, entries: changed, base: base.digest, removed: first ? [first.path] : [] };
}

function entryOf(random: Random, name: string): TreeEntry {
  const path = `_DEPLOY_/${name}`;
  if (name === 'latest') return { path, mode: '0777', content: { kind: 'link', target: `app-${random.below(9)}` } };
  if (name === 'conf') return { path, mode: '0600', content: { kind: 'secret', hmac: hex(random, 64) } };
  return { path, mode: '0644', content: { kind: 'file', sha256: hex(random, 64), size: random.below(1000) } };
}

async function recordEvent({ meta, random, time: { nowMs } }: Story, { project }: Known): Promise<void> {
  const instance = random.chance(0.5) ? random.pick(INSTANCES) : '';
  const about = { project, instance, nowMs, event: random.pick(['docs-built', 'repair', 'run-begun']), fields: {} };
  await pushRecords(meta, { project }, [toEvent(random, about)]);
}

function toEvent(
  random: Random,
  { nowMs, ...some }: Pick<MetaEvent, 'project' | 'instance' | 'event' | 'fields'> & { readonly nowMs: number },
): MetaEvent {
  return { ...event, ...some, id: newId(random, nowMs), at: nowMs };
}

async function addChannel({ meta }: Story, { project, channels }: Known): Promise<void> {
  const path = projectPath(project);
  const basedOn = await (await meta.snapshot()).read(path);
  channels.push(`extra${channels.length}`);
  const bytes = utf8(`channels: [${channels.join(', ')}]\n`);
  await meta.append({ added: [], changed: [{ path, bytes, basedOn }], message: 'one more channel' });
}

async function changeState({ meta, random, states }: Story, { project }: Known): Promise<void> {
  const path = statePath(random.pick(INSTANCES), random.chance(0.5) ? project : undefined);
  const basedOn = await (await meta.snapshot()).read(path);
  await meta.append({ added: [], changed: [{ path, bytes: random.pick(states), basedOn }], message: 'state' });
}

/** What people put beside records. */
async function writeByHand({ meta, random, time: { nowMs } }: Story, { project, channels }: Known): Promise<void> {
  const text = utf8(`{"at":${nowMs}}\n`);
  const paths = [
    ...['README.md', '.github/workflows/ci.yml', 'define/base.yaml', 'define/tmpl/Über.txt', 'scripts/run'],
    ...[`${project}/flags/${random.pick(channels)}.json`, `${project}/runtime/staging/app/config.json`],
  ];
  const path = random.pick(paths);
  const basedOn = await (await meta.snapshot()).read(path);
  await meta.append({ added: [], changed: [{ path, bytes: text, basedOn }], message: `write ${path}` });
}

/** A writer that does it all again changes nothing. */
async function writeAgain({ meta }: Story, { project, full, begins }: Known): Promise<void> {
  const again: readonly MetaRecord[] = [...full.slice(0, 1), ...begins.slice(0, 1)];
  if (again.length > 0) await pushRecords(meta, { project }, again);
}

function newId(random: Random, nowMs: number): string {
  return ulid(nowMs, () => random.below(1000) / 1000);
}

function hex(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => random.below(16).toString(16)).join('');
}
