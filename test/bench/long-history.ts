/** A meta repo with years in it, written by git fast-import from records as our writers make them. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { ulid } from 'ulid';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { encodeFormat } from '../../src/core/meta/format.ts';
import { channelPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../../src/core/meta/project.ts';
import type { MetaRecord, TreeRecord } from '../../src/core/meta/record.ts';
import { makeTree } from '../../src/core/tree/format.ts';
import { begin, binary, end, event, release } from '../core/meta/records.ts';

const START_MS = Date.UTC(2023, 0, 1);
const HOUR_MS = 3_600_000;
const FILES = 20;

/**
 * Fills a bare repo with so many records of the project shop: ten a round, in two commits. Each round is a release with
 * two binaries, events about them, and a deployment that brings a tree; the channel edge follows.
 */
export async function writeLongHistory(url: string, records: number): Promise<void> {
  const child = spawn('git', ['-C', url, 'fast-import', '--quiet'], { stdio: ['pipe', 'inherit', 'inherit'] });
  const closed = once(child, 'close');
  const commit = (atMs: number, files: readonly (readonly [string, Uint8Array | string])[]) => {
    const at = `C <c@example.com> ${Math.floor(atMs / 1000)} +0000`;
    const parts: (string | Uint8Array)[] = [`commit refs/heads/main\ncommitter ${at}\ndata 4\nmore\n`];
    for (const [path, content] of files) {
      const bytes = Buffer.from(content);
      parts.push(`M 100644 inline ${path}\ndata ${bytes.length}\n`, bytes, '\n');
    }
    return child.stdin.write(Buffer.concat(parts.map((part) => Buffer.from(part))));
  };
  commit(START_MS, [
    ['facsimile.yaml', encodeFormat()],
    ['shop/project.yaml', encodeProject(FIRST_PROJECT)],
  ]);
  for (let round = 0; round < records / 10; round++) {
    const [released, deployed] = roundOf(round);
    const githash = hexOf('sha1', `release ${round}`);
    const atMs = START_MS + round * HOUR_MS;
    commit(atMs, [...toFiles(released), [channelPath('shop', 'edge'), `release: ${githash}\n`]]);
    if (!commit(atMs + 60_000, toFiles(deployed))) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  const [code] = await closed;
  if (code !== 0) throw new Error(`git fast-import ended with ${code}`);
}

function roundOf(round: number): readonly [readonly MetaRecord[], readonly MetaRecord[]] {
  const atMs = START_MS + round * HOUR_MS;
  const id = (n: number) => ulid(atMs, () => ((round * 31 + n * 7) % 97) / 97);
  const githash = hexOf('sha1', `release ${round}`);
  const tree = treeOf(round);
  const copy = { release: githash, tree: tree.digest };
  const repos = release.repos.map((repo, i) => (i === 0 ? { ...repo, githash } : repo));
  const binaries = ['linux-x64', 'linux-arm64'].map((platform) => ({
    ...binary,
    ...{ release: githash, platform, sha256: hexOf('sha256', `${platform} ${round}`) },
  }));
  const about = (n: number, kind: string, fields: Readonly<Record<string, string>>) => ({
    ...event,
    ...{ id: id(n), at: atMs, event: kind, instance: '', fields },
  });
  const hosts = ['web1', 'web2'].map((host) => ({ host, targets: ['web'], to: copy }));
  const results = hosts.map(({ host }) => ({ host, outcome: 'activated', now: copy, code: '', message: '' }) as const);
  return [
    [
      { ...release, githash, version: `1.${round}.0`, tag: `v1.${round}.0`, repos },
      ...binaries,
      about(1, 'release-recorded', { release: githash }),
      ...binaries.map(({ platform, sha256, name }, i) =>
        about(2 + i, 'binary-recorded', { name, platform, release: githash, sha256 }),
      ),
    ],
    [
      { ...begin, id: id(4), release: githash, hosts, resumes: '', begunAt: atMs },
      tree,
      { ...end, id: id(4), hosts: results, endedAt: atMs },
      about(5, 'docs-built', { tool: 'docs' }),
    ],
  ];
}

function treeOf(round: number): TreeRecord {
  const entries = Array.from({ length: FILES }, (_, i) => ({
    path: `_DEPLOY_/lib/module-${String(i).padStart(2, '0')}.js`,
    mode: '0644',
    content: { kind: 'file', sha256: hexOf('sha256', `file ${i} ${i === 0 ? round : round >> 6}`), size: 100 } as const,
  }));
  return { kind: 'tree', digest: makeTree(entries).digest, entries, base: '', removed: [] };
}

function toFiles(records: readonly MetaRecord[]): (readonly [string, Uint8Array])[] {
  return records.map((record) => [recordPath('shop', record), encodeRecord(record)]);
}

function hexOf(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}
