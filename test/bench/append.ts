/**
 * Recording one thing in a meta repo that holds 10,000.
 *
 * Floor: the same commit made by hand in a bare clone and pushed to the same kind of repo on this disk, with git's own
 * plumbing: hash-object, read-tree into a temporary index, update-index, write-tree, commit-tree, push – six processes
 * of ours, and those that push starts; about 1 kB of new objects. What stands above it: asking for the tip first, and
 * checking that nothing else lies at the path.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MetaRepo } from '../../src/app/ports/meta-repo.ts';
import { wire } from '../../src/wire.ts';
import type { Benchmark, Row } from './benchmark.ts';
import { race } from './race.ts';

const RECORDS = 10_000;
const ROUNDS = 15;
const GOAL = 3;

/** One record of 300 bytes a round, each at a path of its own. */
export const append: Benchmark = {
  name: 'append',
  needs: ['git'],
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'facs-bench-'));
    try {
      return [await measure(folder)];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(folder: string): Promise<Row> {
  const [oursUrl, handUrl] = [join(folder, 'ours.git'), join(folder, 'hand.git')];
  for (const url of [oursUrl, handUrl]) fill(url);
  const clone = join(folder, 'clone.git');
  git(folder, ['clone', '--quiet', '--bare', '--no-local', handUrl, clone]);
  const metaRepo = await openMetaRepo(folder);
  const [ours, floor] = await race(ROUNDS, [
    { name: 'append', run: (round) => appendOurs(metaRepo, oursUrl, round) },
    { name: 'plumbing', run: (round) => appendByHand(folder, clone, round) },
  ]);
  if (ours === undefined || floor === undefined) throw new Error('nothing was measured');
  for (const url of [oursUrl, handUrl]) checkAllThere(url);
  return { title: `append one record to ${RECORDS.toLocaleString('en')}`, ours, floor, kind: 'ratio', goal: GOAL };
}

function openMetaRepo(cwd: string): Promise<MetaRepo> {
  const environment = { variables: { ...process.env, ...AUTHOR }, cwd, onCi: false, actor: 'bench', platform: 'any' };
  const talk = { say() {}, warn() {}, mask() {}, group: <T>(_: string, work: () => Promise<T>) => work() };
  return wire(environment, talk).metaRepo(join(cwd, '.facsimile'));
}

/** Opens anew each time, as every run of a command does. */
async function appendOurs(metaRepo: MetaRepo, url: string, round: number): Promise<void> {
  const meta = await metaRepo.open({ url });
  const added = [{ path: pathOf(RECORDS + 1 + round), bytes: recordOf(RECORDS + 1 + round) }];
  const { unchanged } = await meta.append({ added, changed: [], message: `Record ${round}\n` });
  if (unchanged) throw new Error('nothing was appended');
}

async function appendByHand(folder: string, clone: string, round: number): Promise<void> {
  const index = { GIT_INDEX_FILE: join(folder, 'index') };
  const blob = git(clone, ['hash-object', '-w', '--stdin'], {}, recordOf(RECORDS + 1 + round));
  git(clone, ['read-tree', 'main'], index);
  git(clone, ['update-index', '--add', '--cacheinfo', `100644,${blob},${pathOf(RECORDS + 1 + round)}`], index);
  const tree = git(clone, ['write-tree'], index);
  const commit = git(clone, ['commit-tree', tree, '-p', 'main', '-m', `Record ${round}`]);
  git(clone, ['push', '--quiet', 'origin', `${commit}:refs/heads/main`]);
  await writeFile(join(clone, 'refs/heads/main'), `${commit}\n`);
}

/** A meta repo with its format file and all the records, in one pack. */
function fill(url: string): void {
  git(tmpdir(), ['init', '--quiet', '--bare', '--initial-branch=main', url]);
  const parts: (string | Buffer)[] = ['commit refs/heads/main\ncommitter B <b@example.com> 1700000000 +0000\ndata 0\n'];
  const file = (path: string, bytes: Buffer) =>
    parts.push(`M 100644 inline ${path}\ndata ${bytes.length}\n`, bytes, '\n');
  file('facsimile.yaml', Buffer.from('format: 1\n'));
  for (let i = 0; i < RECORDS; i++) file(pathOf(i), recordOf(i));
  git(url, ['fast-import', '--quiet'], {}, Buffer.concat(parts.map((part) => Buffer.from(part))));
}

function checkAllThere(url: string): void {
  const count = git(url, ['ls-tree', '-r', '--name-only', 'main']).split('\n').length;
  const expected = 1 + RECORDS + ROUNDS + 1;
  if (count !== expected) throw new Error(`${url} holds ${count} files, not ${expected}`);
}

/** As meta lays them out: releases by hash, two hex digits a folder. */
function pathOf(i: number): string {
  const hash = createHash('sha1').update(`release ${i}`).digest('hex');
  return `shop/releases/${hash.slice(0, 2)}/${hash}.binpb`;
}

function recordOf(i: number): Buffer {
  return Buffer.from(createHash('sha512').update(`record ${i}`).digest('hex').repeat(3).slice(0, 300));
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@example.com',
  GIT_COMMITTER_NAME: 'Bench',
  GIT_COMMITTER_EMAIL: 'bench@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

function git(
  cwd: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: Buffer,
): string {
  const options = { cwd, env: { ...process.env, ...AUTHOR, ...env }, encoding: 'utf8' as const, maxBuffer: 64_000_000 };
  return execFileSync('git', words, input === undefined ? options : { ...options, input }).trim();
}
