/** Real meta repos for tests: a bare repo in a temporary folder, and writers with caches of their own. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitMetaRepo, type MetaSurroundings } from '../../src/adapters/git/meta/git-meta-repo.ts';
import type { AddedFile, Meta, MetaChange } from '../../src/app/ports/meta-repo.ts';
import { encodeRecord } from '../../src/core/meta/codec.ts';
import { encodeFormat } from '../../src/core/meta/format.ts';
import { FORMAT_FILE, projectPath, recordPath } from '../../src/core/meta/paths.ts';
import { encodeProject } from '../../src/core/meta/project.ts';
import type { MetaRecord } from '../../src/core/meta/record.ts';
import { type KeptTalk, keptTalk } from './quiet-talk.ts';
import type { Repository } from './repositories.ts';

/** A temporary folder that is removed by `remove`. */
export interface Playground {
  readonly folder: string;
  remove(): Promise<void>;
}

/** An empty temporary folder. */
export async function openPlayground(): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'facs-meta-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Adapter, with the local copies in `topDir`, and what it said. */
export function metaRepoIn(topDir: string, more: Partial<MetaSurroundings> = {}) {
  const talk: KeptTalk = keptTalk();
  const clock = { now: () => Date.now(), sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)) };
  const repo = gitMetaRepo({ variables: process.env, cwd: topDir, topDir, actor: 'ann', clock, talk, ...more });
  return { repo, talk };
}

/** A new bare meta repo at `folder`, opened by a writer whose local copy lies below `top`. */
export async function makeMeta(folder: string, top: string): Promise<Meta> {
  const { repo } = metaRepoIn(top);
  await repo.init({ url: folder }, firstFiles());
  return repo.open({ url: folder });
}

/** What makes a repo a meta repo. */
export function firstFiles(): MetaChange {
  return { added: [{ path: FORMAT_FILE, bytes: utf8(encodeFormat()) }], changed: [], message: 'A meta repo' };
}

/** A change that adds these records of the project `shop`. */
export function adding(...records: readonly MetaRecord[]): MetaChange {
  const added = records.map((record) => ({ path: recordPath('shop', record), bytes: encodeRecord(record) }));
  return { added, changed: [], message: records.map(({ kind }) => kind).join(' ') };
}

/** The project `shop` with one channel, `edge`, and these commits of its repository as releases 1.0, 2.0 and so on. */
export function shopWith(
  { folder: url }: Pick<Repository, 'folder'>,
  githashes: readonly string[],
): readonly AddedFile[] {
  const releases = githashes.map((githash, i): MetaRecord => {
    const name = { version: `${i + 1}.0`, tag: `v${i + 1}.0`, committedAt: 1_700_000_000 };
    return { kind: 'release', project: 'shop', githash, ...name, repos: [{ name: 'shop', url, githash, path: '' }] };
  });
  const project = { path: projectPath('shop'), bytes: utf8(encodeProject({ channels: ['edge'] })) };
  return [project, ...adding(...releases).added];
}

/** git on a repo, as any other tool would see it. */
export function git(folder: string, ...words: string[]): string {
  return execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' }).trim();
}

/** Text as bytes. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
