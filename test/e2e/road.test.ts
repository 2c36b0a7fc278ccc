/**
 * The whole road by our own workflows, under a real runner: a tag, its record, a promotion, its merge, the hosts. What
 * counts is what lies in meta and on the hosts afterwards, not what the runner prints.
 */
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Published, publish, runFacs, runWorkflow, type WorkflowEnd } from '../support/act.ts';
import { type Estate, type HostName, openEstate, READ_TOKEN, WRITE_TOKEN } from '../support/estate.ts';
import { describeWith } from '../support/tools.ts';
import { dispatchEvent, pushEvent } from '../support/webhooks.ts';

// A minute is plenty for each, on a machine that has nothing else to do.
const LIMIT_MS = 5 * 60_000;
const PROMOTION = 'promote/shop/edge';

let estate: Estate;
let published: Published;

describeWith(['act', 'sshd', 'git'], 'the road, by our workflows', () => {
  beforeAll(async () => {
    estate = await openEstate();
    published = await publish();
    await facs('meta', 'init', estate.url('meta'));
  }, LIMIT_MS);

  afterAll(async () => {
    published?.remove();
    await estate?.close();
  });

  it('a tag becomes a release: built, stored, recorded in one commit, proposed to the first channel', {
    timeout: LIMIT_MS,
  }, async () => {
    const before = metaTip();
    const v1 = tag('v1.0.0', 'Corner shop, opened in the year one.\n');
    expectDone(await release('v1.0.0'));
    expect(countBuilds()).toBe(1);
    const [recorded, ...others] = commitsSince(before);
    expect(others).toEqual([]);
    expect(filesOf(recorded).filter((path) => !path.startsWith('shop/events/'))).toEqual([
      `shop/binaries/${v1.slice(0, 2)}/${v1}/pages.linux-x64.binpb`,
      'shop/project.yaml',
      `shop/releases/${v1.slice(0, 2)}/${v1}.binpb`,
    ]);
    expect(storedBinaries()).toHaveLength(1);
    expect(estate.github.pulls).toMatchObject([
      { repository: 'acme/meta', head: PROMOTION, base: 'main', state: 'open' },
    ]);
    expect(Object.keys(estate.hosts).map((name) => currentOf(name as HostName))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('the merge of the promotion deploys every instance that follows the channel, and no other', {
    timeout: LIMIT_MS,
  }, async () => {
    const proposed = estate.run(estate.source('meta').folder, 'rev-parse', PROMOTION);
    const payload = pushEvent(estate.source('meta'), 'refs/heads/main', estate.merge(PROMOTION));
    expect((payload['commits'] as { id: string }[]).map(({ id }) => id)).toContain(proposed);
    expectDone(await promote(payload));
    expect(currentOf('lab')).toMatchObject({
      greeting: 'Hello from staging\n',
      page: 'CORNER SHOP, OPENED IN THE YEAR ONE.\n',
    });
    expect(currentOf('paris')).toBeUndefined();
    expect(deployments('staging')).toEqual(['begin', 'end']);
  });

  it('one more promotion brings the same bytes to the other instances, without a build', {
    timeout: LIMIT_MS,
  }, async () => {
    await facs('promote', 'shop', 'stable', 'v1.0.0', '--meta', estate.url('meta'));
    const before = estate.merge('promote/shop/stable');
    expectDone(await promote(pushEvent(estate.source('meta'), 'refs/heads/main', before)));
    expect(currentOf('paris')).toMatchObject({
      greeting: 'Bonjour from production.eu\n',
      page: currentOf('lab')?.page,
    });
    expect(currentOf('boston')).toMatchObject({ greeting: 'Howdy from production.us\n', page: currentOf('lab')?.page });
    expect(countBuilds()).toBe(1);
  });

  it('a release whose binaries are recorded is not built again', { timeout: LIMIT_MS }, async () => {
    const before = metaTip();
    expectDone(await release('v1.0.0'));
    expect(countBuilds()).toBe(1);
    expect(commitsSince(before)).toEqual([]);
  });

  it('two runs for one push are kept apart by the lock', { timeout: LIMIT_MS }, async () => {
    tag('v2.0.0', 'Corner shop, moved in the year two.\n');
    expectDone(await release('v2.0.0'));
    expect(countBuilds()).toBe(2);
    const payload = pushEvent(estate.source('meta'), 'refs/heads/main', estate.merge(PROMOTION));
    const ends = await Promise.all([promote(payload), promote(payload)]);
    ends.forEach(expectDone);
    expect(currentOf('lab')?.page).toBe('CORNER SHOP, MOVED IN THE YEAR TWO.\n');
    // One did the work; the other waited, and found nothing left to do.
    expect(deployments('staging')).toEqual(['begin', 'end', 'begin', 'end']);
  });

  it('a button deploys an older release again', { timeout: LIMIT_MS }, async () => {
    const inputs = { project: 'shop', instance: 'staging', version: 'v1.0.0', 'dry-run': 'false' };
    expectDone(await redeploy(inputs));
    expect(currentOf('lab')?.page).toBe('CORNER SHOP, OPENED IN THE YEAR ONE.\n');
  });

  it('a run that fails says why, and shows no secret', { timeout: LIMIT_MS }, async () => {
    const inputs = { project: 'shop', instance: 'nowhere', version: '', 'dry-run': 'false' };
    const end = await redeploy(inputs);
    expect(end.status).toBe(1);
    expect(end.log).toContain('there is no instance "nowhere"');
    expect(end.log).not.toContain(WRITE_TOKEN);
    expect(end.log).not.toContain(estate.sshKey.split('\n')[1]);
  });
});

function expectDone({ status, log }: WorkflowEnd): void {
  expect(status, log).toBe(0);
}

async function release(name: string): Promise<WorkflowEnd> {
  const source = estate.source('shop');
  return runWorkflow({
    ...common('shop'),
    workTree: await estate.clone('shop', name),
    workflow: '.github/workflows/release.yml',
    event: 'push',
    payload: pushEvent(source, `refs/tags/${name}`),
    secrets: { GITHUB_TOKEN: READ_TOKEN, FACSIMILE_META_TOKEN: WRITE_TOKEN },
  });
}

async function promote(payload: object): Promise<WorkflowEnd> {
  const workflow = '.github/workflows/promote.yml';
  return runWorkflow({
    ...common('meta'),
    ...deploySecrets(),
    workflow,
    event: 'push',
    payload,
    workTree: await estate.clone('meta'),
  });
}

async function redeploy(inputs: Readonly<Record<string, string>>): Promise<WorkflowEnd> {
  const payload = dispatchEvent(estate.source('meta'), 'refs/heads/main', inputs);
  const workflow = '.github/workflows/redeploy.yml';
  return runWorkflow({
    ...common('meta'),
    ...deploySecrets(),
    workflow,
    event: 'workflow_dispatch',
    payload,
    workTree: await estate.clone('meta'),
  });
}

function common(name: 'meta' | 'shop') {
  const variables = {
    GITHUB_REPOSITORY: `acme/${name}`,
    GITHUB_SERVER_URL: estate.git.url,
    GITHUB_API_URL: estate.github.url,
    GITHUB_RUN_ID: '4242',
    ...estate.gitOverSsh.variables,
  };
  return { published, variables };
}

function deploySecrets() {
  return { secrets: { GITHUB_TOKEN: WRITE_TOKEN, FACSIMILE_SSH_KEY: estate.sshKey } };
}

function facs(...words: string[]): Promise<string> {
  const variables = {
    FACS_META_TOKEN: WRITE_TOKEN,
    GITHUB_SERVER_URL: estate.git.url,
    GITHUB_API_URL: estate.github.url,
  };
  return runFacs(published, words, { cwd: estate.folder, variables });
}

/** Commits a new page to the shop and tags it; gives the githash. */
function tag(name: string, page: string): string {
  const tree = join(estate.folder, 'shop');
  estate.change(tree, 'src/index.txt', page);
  estate.run(tree, 'tag', '--annotate', '--message', name, name);
  estate.run(tree, 'push', '--quiet', 'origin', 'main', name);
  return estate.run(tree, 'rev-parse', 'HEAD');
}

function metaTip(): string {
  return estate.run(estate.source('meta').folder, 'rev-parse', 'main');
}

function commitsSince(githash: string): string[] {
  return lines(estate.run(estate.source('meta').folder, 'rev-list', '--reverse', `${githash}..main`));
}

function filesOf(commit = ''): string[] {
  return lines(
    estate.run(estate.source('meta').folder, 'diff-tree', '--no-commit-id', '--name-only', '-r', commit),
  ).sort();
}

/** `begin` and `end` of the deployments of an instance, in the order in which they came to meta. */
function deployments(instance: string): string[] {
  const words = ['log', '--reverse', '--format=', '--name-only', 'main', '--', `shop/deployments/${instance}`];
  return lines(estate.run(estate.source('meta').folder, ...words)).map((file) => file.split('.').at(-2) ?? '');
}

function countBuilds(): number {
  return lines(readFileSync(estate.builds, 'utf8')).length;
}

function storedBinaries(): string[] {
  return readdirSync(estate.store, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tar.gz'));
}

/** What runs on a host; undefined when nothing does. */
function currentOf(name: HostName) {
  const home = join(estate.hosts[name].home, 'shop');
  const current = join(home, 'current');
  if (!existsSync(current)) return undefined;
  const read = (path: string) => readFileSync(join(current, path), 'utf8');
  return { release: readlinkSync(current), greeting: read('greeting.txt'), page: read('pages/index.txt') };
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
