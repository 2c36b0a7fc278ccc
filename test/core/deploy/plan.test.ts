import { describe, expect, it } from 'vitest';
import { checkTree, computePlan } from '../../../src/core/deploy/compute-plan.ts';
import { describePlan, describePlanAsMarkdown } from '../../../src/core/deploy/describe-plan.ts';
import type { HostFacts } from '../../../src/core/deploy/host-facts.ts';
import { computeHostWork } from '../../../src/core/deploy/host-work.ts';
import { parseManifest, releaseEntries, toManifestEntry } from '../../../src/core/deploy/manifest.ts';
import { planDigest } from '../../../src/core/deploy/plan.ts';
import { releaseName } from '../../../src/core/deploy/release-name.ts';
import type { BuiltTree } from '../../../src/core/tree/tree.ts';
import { githash, PLAIN, treeOf } from '../../app/deploy/fleet.ts';

const R1 = githash('1');
const R2 = githash('2');
const HOST = {
  name: 'web1',
  targets: ['web'],
  address: 'a',
  port: 22,
  user: 'u',
  home: '/h',
  labels: {},
  hostKeys: [],
};
const SUBJECT = {
  project: 'shop',
  instance: 'eu',
  release: { githash: R2, version: '2.0', tag: 'v2.0', dirty: false },
  channel: 'edge',
  definitions: { url: '', githash: '' },
};

function manifestOf(built: BuiltTree) {
  const lines = releaseEntries(built.tree).flatMap(
    (entry) => toManifestEntry(entry, built.contents.get(entry.path), 1)?.line ?? [],
  );
  return parseManifest(lines);
}

/** A host that runs `built` as release 1, with this outcome. */
function running(built: BuiltTree, outcome: 'good' | 'bad' = 'good', drift: readonly string[] = []): HostFacts {
  const copy = { release: R1, tree: built.tree.digest };
  const name = releaseName(copy, []);
  return {
    ...{
      home: '/h',
      lacks: [],
      sha256: 'sha256sum',
      current: name,
      previous: undefined,
      onceOf: undefined,
      metaTip: undefined,
      lackedDirectories: [],
      unsettled: false,
      found: [],
      base: name,
    },
    kept: [{ name, about: { ...copy, version: '', deployment: '' }, outcome }],
    manifests: new Map([[name, manifestOf(built)]]),
    drift: new Set(drift),
  };
}

const EMPTY: HostFacts = {
  ...{ home: '/h', lacks: [], sha256: 'sha256sum', current: '-', kept: [], previous: undefined },
  ...{ onceOf: undefined, metaTip: undefined },
  ...{ lackedDirectories: [], unsettled: false, found: [], manifests: new Map(), drift: new Set() },
};

describe('the work on one host', () => {
  const one = treeOf({ a: '1', b: '2', l: { link: 'a' }, d: { dir: '0755' } });

  it('sends everything to an empty host', () => {
    const work = computeHostWork(EMPTY, one, { release: R1, mtime: 1 });
    expect(work).toMatchObject({ action: 'stage', from: undefined, stage: { base: undefined, linked: 0, bytes: 2 } });
    expect(work.stage.send).toHaveLength(4);
    expect(work.files).toEqual({ added: ['a', 'b', 'l'], changed: [], removed: [] });
  });

  it('is nothing where the same release with the same tree is current and good, and only there', () => {
    const facts = running(one);
    expect(computeHostWork(facts, one, { release: R1, mtime: 1 }).action).toBe('unchanged');
    expect(computeHostWork(running(one, 'bad'), one, { release: R1, mtime: 1 }).action).toBe('activate');
    expect(computeHostWork(facts, one, { release: R2, mtime: 1 })).toMatchObject({
      action: 'stage',
      stage: { linked: 3, bytes: 0, sent: [] },
    });
  });

  it('links what agrees in mode and bytes, sends the rest, drops what is gone', () => {
    const two = treeOf({ a: { text: '1', mode: '0755' }, b: '2', c: '3' });
    const { stage, files } = computeHostWork(running(one), two, { release: R2, mtime: 2 });
    expect(stage.send.map(({ path }) => path)).toEqual(['_DEPLOY_/a', '_DEPLOY_/c']);
    expect(stage.dropped.map((line) => line.split('\t')[1])).toEqual(['./a', './l -> a']);
    expect(files).toEqual({ added: ['c'], changed: ['a'], removed: ['l'] });
    expect(stage).toMatchObject({ linked: 1, bytes: 2 });
  });

  it('sends anew what is no longer as it was sent', () => {
    const { stage } = computeHostWork(running(one, 'good', ['./b', './l -> a']), one, { release: R2, mtime: 2 });
    expect(stage.send.map(({ path }) => path)).toEqual(['_DEPLOY_/b', '_DEPLOY_/d', '_DEPLOY_/l']);
  });

  it('lengthens the name of a folder where another copy has it', () => {
    const taken = { release: `${'1'.repeat(12)}${'9'.repeat(28)}`, tree: one.tree.digest, version: '', deployment: '' };
    const name = releaseName({ release: R1, tree: one.tree.digest }, []);
    const kept = [{ name, about: taken, outcome: 'good' as const }];
    const longer = releaseName({ release: R1, tree: one.tree.digest }, kept);
    expect(longer).toBe(`${'1'.repeat(16)}-${one.tree.digest.slice(0, 16)}`);
  });
});

describe('a plan', () => {
  const one = treeOf({ 'etc/app.conf': '1', b: '2' });
  const two = treeOf({ 'etc/app.conf': '2', b: '2' });
  const settings = {
    ...PLAIN,
    hooks: { ...PLAIN.hooks, once: ['migrate'], before: ['check'] },
    restart: [
      { glob: 'etc/**', command: 'restart app' },
      { glob: '*', command: 'reload web' },
    ],
  };
  const planFor = (facts: HostFacts, built: BuiltTree, release: string) =>
    computePlan(SUBJECT, [{ host: HOST, work: computeHostWork(facts, built, { release, mtime: 1 }) }], settings);

  it('restarts what watches a changed file, and runs nothing where nothing changes', () => {
    const plan = planFor(running(one), two, R2);
    expect(plan.once).toEqual(['migrate']);
    expect(plan.hosts[0]?.run).toEqual({ before: ['check'], postcmd: [], after: [], restart: ['restart app'] });
    const unchanged = planFor(running(one), one, R1);
    expect(unchanged.once).toEqual([]);
    expect(unchanged.hosts[0]).toMatchObject({ action: 'unchanged', run: { before: [], restart: [] } });
  });

  it('has one digest, which every difference changes', () => {
    const plan = planFor(running(one), two, R2);
    expect(planDigest(plan)).toBe(planDigest(JSON.parse(JSON.stringify(plan))));
    expect(planDigest({ ...plan, channel: 'stable' })).not.toBe(planDigest(plan));
  });

  it('reads as text', () => {
    expect(describePlan(planFor(running(one), two, R2))).toBe(
      [
        'shop eu: 2.0 (222222222222) from channel edge',
        '  once, before any host changes:',
        '    migrate',
        `  web1: gets 222222222222-${two.tree.digest.slice(0, 12)}: 1 file sent (1 B), 1 linked`,
        '    ~ etc/app.conf',
        '    before: check',
        '    restart: restart app',
      ].join('\n'),
    );
  });

  it('reads as Markdown that obeys nothing of what it shows', () => {
    const [host] = planFor(running(one), two, R2).hosts;
    if (host === undefined) throw new Error('no host');
    const text = describePlanAsMarkdown({ ...SUBJECT, once: [], hosts: [{ ...host, host: 'a|b<img>' }] });
    expect(text).toContain('<code>a&#124;b&lt;img&gt;</code>');
  });

  it('refuses a tree that has what the host itself puts into a release', () => {
    const codes = (files: Record<string, string>) => {
      const result = checkTree(treeOf(files).tree, { layout: 'releases', shared: ['log/', 'etc/local.conf'] });
      return result.ok ? [] : result.issues.map(({ code }) => code);
    };
    expect(codes({ logs: 'x' })).toEqual([]);
    expect(codes({ 'log/x': 'x' })).toEqual(['deploy/shared']);
    expect(codes({ etc: 'x' })).toEqual(['deploy/shared']);
    expect(codes({ '.facsimile.json': 'x' })).toEqual(['deploy/reserved']);
  });
});
