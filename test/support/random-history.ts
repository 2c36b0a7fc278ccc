/** Records of a project as chance would have it: few names, so that everything meets everything. */
import fc from 'fast-check';
import { recordPath } from '../../src/core/meta/paths.ts';
import type {
  Copy,
  DeploymentBegin,
  DeploymentEnd,
  HostOutcome,
  MetaEvent,
  MetaRecord,
  ReleaseRecord,
} from '../../src/core/meta/record.ts';
import { begin, binary, end, event, release, tree } from '../core/meta/records.ts';

/** All that they speak of. Two githashes begin alike. */
export const NAMES = {
  githashes: ['1a2b3c4d5e6f', '1a2b3c4d5e00', 'ffeeddccbbaa'].map((start) => start.padEnd(40, '7')),
  repos: ['aa'.repeat(20), '1a2b3c4d5e6f'.padEnd(40, '8')],
  sha256s: ['c', 'd', 'e'].map((digit) => digit.repeat(64)),
  instances: ['production.eu', 'production', 'staging'],
  hosts: ['web1', 'web', 'db'],
} as const;

const { githashes, repos, sha256s, instances, hosts } = NAMES;
const one = <T>(values: readonly T[]) => fc.constantFrom(...values);
const copy: fc.Arbitrary<Copy> = fc.record({ release: one(githashes), tree: one(sha256s) });
const OUTCOMES: readonly HostOutcome[] = ['activated', 'unchanged', 'reverted', 'failed', 'skipped'];

const releases: fc.Arbitrary<ReleaseRecord> = fc
  .record({
    githash: one(githashes),
    repo: one(repos),
    version: one(['', '1.0', '1.0-rc', 'production']),
    date: fc.nat(3),
  })
  .map(({ githash, repo, version, date }) => ({
    ...release,
    githash,
    version,
    tag: version === '' ? '' : `v${version}`,
    committedAt: date,
    repos: [githash, repo].map((each, i) => ({
      name: `repo${i}`,
      url: 'https://x.example/y',
      githash: each,
      path: '',
    })),
  }));

const binaries = fc
  .record({ release: one(githashes), name: one(['server', 'web']), sha256: one(sha256s) })
  .map((some) => ({ ...binary, ...some }));

/** The first of them all is complete; others may be a difference from it. */
const trees = fc
  .record({ digest: one(sha256s), file: one(sha256s), differs: fc.boolean(), removes: fc.boolean() })
  .map(({ digest, file, differs, removes }) => ({
    ...tree,
    digest,
    entries: [{ path: 'a', mode: '0644', content: { kind: 'file', sha256: file, size: 1 } }] as const,
    base: differs && digest !== sha256s[0] ? (sha256s[0] ?? '') : '',
    removed: removes ? ['b'] : [],
  }));

const FIRST_TREE = {
  ...tree,
  digest: sha256s[0] ?? '',
  entries: ['a', 'b'].map((path, i) => ({
    path,
    mode: '0644',
    content: { kind: 'file' as const, sha256: sha256s[i] ?? '', size: 1 },
  })),
};

/** Ids are never shared by two instances. */
const place = fc.record({ instance: one(instances), n: fc.nat(30) }).map(({ instance, n }) => ({
  instance,
  id: idOf(instance, n),
  resumes: n % 3 === 0 ? '' : idOf(instance, n - 1),
}));

function idOf(instance: (typeof instances)[number], n: number): string {
  return `01KJKWTX70000000000000${String(n).padStart(3, '0')}${instances.indexOf(instance)}`;
}

const begins: fc.Arbitrary<DeploymentBegin> = fc
  .record({
    place,
    release: one(githashes),
    definitions: one(['', ...githashes, ...repos]),
    hosts: fc.uniqueArray(fc.record({ host: one(hosts), from: fc.option(copy, { nil: undefined }), to: copy }), {
      selector: ({ host }) => host,
      maxLength: 3,
    }),
  })
  .map(({ place, definitions, hosts: plans, ...some }) => ({
    ...begin,
    ...some,
    ...place,
    definitions: { url: '', githash: definitions },
    hosts: plans.map(({ from, ...plan }) => ({ ...plan, targets: [], ...(from === undefined ? {} : { from }) })),
  }));

const ends: fc.Arbitrary<DeploymentEnd> = fc
  .record({
    place,
    hosts: fc.uniqueArray(
      fc.record({ host: one(hosts), outcome: one(OUTCOMES), now: fc.option(copy, { nil: undefined }) }),
      { selector: ({ host }) => host, maxLength: 3 },
    ),
  })
  .map(({ place: { instance, id }, hosts: results }) => ({
    ...end,
    instance,
    id,
    hosts: results.map(({ now, ...result }) => ({
      ...result,
      ...(now === undefined ? {} : { now }),
      code: '',
      message: '',
    })),
  }));

const events: fc.Arbitrary<MetaEvent> = fc
  .record({ place, whole: fc.boolean(), event: one(['hold', 'hold-released', 'other']) })
  .map(({ place: { instance, id }, whole, ...some }) => ({ ...event, ...some, id, instance: whole ? '' : instance }));

/** Different records of the project shop, at different paths, in the order in which they are written. */
export const randomRecords: fc.Arbitrary<readonly MetaRecord[]> = fc
  .uniqueArray(fc.oneof(releases, binaries, trees, begins, begins, begins, ends, ends, events), {
    selector: (record) => recordPath('shop', record),
    maxLength: 40,
  })
  .map((records) => [FIRST_TREE, ...records.filter((record) => recordPath('shop', record) !== FIRST_PATH)]);

const FIRST_PATH = recordPath('shop', FIRST_TREE);

/** Every word that may be asked for, and some that nothing fits. */
export const WORDS: readonly string[] = [
  ...[...githashes, ...repos].flatMap((githash) => [githash, githash.slice(0, 8), githash.slice(0, 20)]),
  ...sha256s,
  ...instances,
  ...hosts,
  ...['1.0', 'v1.0', '1.0-rc', 'edge', 'prod', '', 'web2'],
];
