/** One record of every kind, for tests. */
import type {
  BinaryRecord,
  DeploymentBegin,
  DeploymentEnd,
  MetaEvent,
  ReleaseRecord,
  TreeRecord,
} from '../../../src/core/meta/record.ts';

export const GITHASH = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
export const OTHER_GITHASH = 'ffeeddccbbaa99887766554433221100ffeeddcc';
export const DIGEST = 'ab'.repeat(32);
/** A ULID of 2026-03-01T09:05:00Z. */
export const ID = '01KJKWTX7000000000000000AA';
export const AT = 1_772_355_900_000;

export const release: ReleaseRecord = {
  kind: 'release',
  project: 'shop',
  githash: GITHASH,
  version: '1.4.0',
  tag: 'v1.4.0',
  committedAt: 1_772_000_000,
  repos: [
    { name: 'shop', url: 'https://git.example/acme/shop', githash: GITHASH, path: '' },
    { name: 'theme', url: 'https://git.example/acme/theme', githash: OTHER_GITHASH, path: 'vendor/theme' },
  ],
};

export const binary: BinaryRecord = {
  kind: 'binary',
  project: 'shop',
  release: GITHASH,
  name: 'server',
  platform: 'linux-x64',
  sha256: 'cd'.repeat(32),
  size: 5_000_000_000,
  url: 'https://store.example/server.tar.gz',
};

export const tree: TreeRecord = {
  kind: 'tree',
  digest: DIGEST,
  entries: [
    { path: '_DEPLOY_/app', mode: '0755', content: { kind: 'file', sha256: 'ef'.repeat(32), size: 12 } },
    { path: '_DEPLOY_/conf', mode: '0600', content: { kind: 'secret', hmac: '01'.repeat(32) } },
    { path: '_DEPLOY_/empty', mode: '0755', content: { kind: 'dir' } },
    { path: '_DEPLOY_/latest', mode: '0777', content: { kind: 'link', target: 'app' } },
  ],
  base: '',
  removed: [],
};

export const begin: DeploymentBegin = {
  kind: 'deployment-begin',
  id: ID,
  project: 'shop',
  instance: 'production.eu',
  release: GITHASH,
  version: '1.4.0',
  channel: 'stable',
  definitions: { url: 'https://git.example/acme/define', githash: OTHER_GITHASH },
  planDigest: '23'.repeat(32),
  hosts: [
    { host: 'web1', targets: ['web'], to: { release: GITHASH, tree: DIGEST } },
    {
      host: 'web2',
      targets: ['web', 'db'],
      from: { release: OTHER_GITHASH, tree: '45'.repeat(32) },
      to: { release: GITHASH, tree: DIGEST },
    },
  ],
  who: 'ann',
  runUrl: 'https://git.example/run/1',
  reason: '',
  begunAt: AT,
  resumes: '01HF7YAT0000000000000000ZZ',
  partial: true,
};

export const end: DeploymentEnd = {
  kind: 'deployment-end',
  id: ID,
  project: 'shop',
  instance: 'production.eu',
  hosts: [
    { host: 'web1', outcome: 'activated', now: { release: GITHASH, tree: DIGEST }, code: '', message: '' },
    {
      host: 'web2',
      outcome: 'reverted',
      now: { release: OTHER_GITHASH, tree: '45'.repeat(32) },
      code: 'deploy/health',
      message: 'no answer',
    },
  ],
  endedAt: AT + 5000,
  onceOn: 'web1',
};

export const event: MetaEvent = {
  kind: 'event',
  id: ID,
  event: 'hold',
  project: 'shop',
  instance: 'production.eu',
  fields: { reason: 'slow', release: OTHER_GITHASH },
  who: 'ann',
  runUrl: '',
  at: AT,
};

export const ALL_RECORDS = [release, binary, tree, begin, end, event] as const;
