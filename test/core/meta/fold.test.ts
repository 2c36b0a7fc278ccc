import { describe, expect, it } from 'vitest';
import { foldInstances } from '../../../src/core/meta/fold.ts';
import { resolveEntries } from '../../../src/core/meta/full-tree.ts';
import type { MetaRecord } from '../../../src/core/meta/record.ts';
import { AT, begin, DIGEST, end, event, GITHASH, OTHER_GITHASH, tree } from './records.ts';

const LATER = '01KJKWTX7000000000000000BB';

describe('who runs what', () => {
  it('is what the last deployment left on each host', () => {
    const state = foldInstances([end, begin]).get('production.eu');
    expect(state?.hosts).toEqual([
      { host: 'web1', copy: { release: GITHASH, tree: DIGEST }, deployment: begin.id, outcome: 'activated' },
      {
        host: 'web2',
        copy: { release: OTHER_GITHASH, tree: '45'.repeat(32) },
        deployment: begin.id,
        outcome: 'reverted',
      },
    ]);
  });

  it('is what each host ran before, while a deployment has no end', () => {
    const again = { ...begin, id: LATER, hosts: begin.hosts.slice(1) };
    const state = foldInstances([again, begin, end]).get('production.eu');
    expect(state?.hosts[1]).toMatchObject({ copy: { release: OTHER_GITHASH }, deployment: LATER, outcome: undefined });
    expect(state?.hosts[0]).toMatchObject({ deployment: begin.id, outcome: 'activated' });
    expect(state?.deployments.map(({ begin: { id } }) => id)).toEqual([begin.id, LATER]);
  });

  it('is unknown where a host failed and could not be asked, and unchanged where it was skipped', () => {
    const results: MetaRecord = {
      ...end,
      hosts: [
        { host: 'web1', outcome: 'failed', code: 'ssh/closed', message: 'gone' },
        { host: 'web2', outcome: 'skipped', code: '', message: '' },
      ],
    };
    const state = foldInstances([begin, results]).get('production.eu');
    expect(state?.hosts.map(({ copy }) => copy?.release)).toEqual([undefined, OTHER_GITHASH]);
  });

  it('does not depend on the order of the records', () => {
    const records = [begin, end, event, { ...begin, id: LATER }, tree];
    expect(foldInstances(records)).toEqual(foldInstances(records.toReversed()));
  });
});

describe('a hold', () => {
  const released = { ...event, id: LATER, event: 'hold-released', fields: {}, at: AT + 1 };

  it('stands until it is released', () => {
    expect(foldInstances([event]).get('production.eu')?.hold).toMatchObject({ reason: 'slow', release: OTHER_GITHASH });
    expect(foldInstances([released, event]).get('production.eu')?.hold).toBeUndefined();
  });

  it('is about its own instance only', () => {
    expect(foldInstances([event, { ...begin, instance: 'staging' }]).get('staging')?.hold).toBeUndefined();
  });
});

describe('a tree with a base', () => {
  const base = { ...tree, digest: '99'.repeat(32) };
  const changed = { path: '_DEPLOY_/app', mode: '0644', content: { kind: 'dir' } } as const;
  const differing = { ...tree, base: base.digest, entries: [changed], removed: ['_DEPLOY_/latest'] };

  it('has the entries of the base, with what it changes and without what it removes', () => {
    const paths = resolveEntries(differing, base).map(({ path, mode }) => `${mode} ${path}`);
    expect(paths).toEqual(['0644 _DEPLOY_/app', '0600 _DEPLOY_/conf', '0755 _DEPLOY_/empty']);
  });

  it('cannot be read without it, nor through two', () => {
    expect(() => resolveEntries(differing, undefined)).toThrow(base.digest);
    expect(() => resolveEntries(differing, { ...base, base: 'x' })).toThrow(base.digest);
  });
});
