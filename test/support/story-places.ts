/** Places where a story of a meta repo is written: a bare repo by our git adapter, or memory that is poured into one. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  addCommit,
  BRANCH,
  type Commit,
  changedPaths,
  type History,
  type MemoryStore,
} from '../../src/adapters/memory/history.ts';
import { memoryMetaRepo } from '../../src/adapters/memory/memory-meta-repo.ts';
import { firstFiles, git, metaRepoIn } from './meta.ts';
import type { StoryPlace } from './random-meta.ts';

const FIRST_MS = Date.UTC(2025, 0, 1);

/** A place, and what makes a bare repo of all that was written there. */
export interface BareStory extends StoryPlace {
  /** Writes it to `<folder>/meta.git`, and gives that path. */
  pour(): Promise<string>;
}

/** By pushes, one after the other. */
export async function storyInGit(folder: string): Promise<BareStory> {
  const bare = join(folder, 'meta.git');
  const time = { nowMs: FIRST_MS };
  const clock = { now: () => time.nowMs, sleep: async () => undefined };
  const { repo } = metaRepoIn(join(folder, 'top'), { clock });
  await repo.init({ url: bare }, firstFiles());
  const merge = async (commit: string) => {
    const tree = git(bare, 'merge-tree', '--write-tree', BRANCH, commit);
    const at = `GitHub <noreply@example.com> ${Math.floor(time.nowMs / 1000)} +0000`;
    const parents = ['-p', BRANCH, '-p', commit].map((word) => (word === '-p' ? word : git(bare, 'rev-parse', word)));
    const lines = [`tree ${tree}`, ...[1, 3].map((i) => `parent ${parents[i]}`), `author ${at}`, `committer ${at}`];
    const input = `${lines.join('\n')}\n\nMerge\n`;
    const words = ['-C', bare, 'hash-object', '-t', 'commit', '-w', '--stdin'];
    const merged = execFileSync('git', words, { input, encoding: 'utf8' }).trim();
    git(bare, 'update-ref', `refs/heads/${BRANCH}`, merged);
  };
  return { meta: await repo.open({ url: bare }), time, merge, pour: async () => bare };
}

/** In memory, which is fast; then commit for commit into git, merges with both parents. */
export async function storyInMemory(folder: string): Promise<BareStory> {
  const store: MemoryStore = new Map();
  const time = { nowMs: FIRST_MS };
  const repo = memoryMetaRepo({ store, actor: 'ann', now: () => time.nowMs });
  const url = 'memory:';
  await repo.init({ url }, firstFiles());
  const history = store.get(url) as History;
  const second = new Map<string, string>();
  const merge = async (proposed: string) => {
    const commit = history.commits.get(proposed) as Commit;
    const changed = changedPaths(history, commit).map((path) => ({
      path,
      bytes: commit.files.get(path) as Uint8Array,
    }));
    const parent = history.branches.get(BRANCH);
    const merged = addCommit(history, { parent, changed, author: 'GitHub', message: 'Merge', atMs: time.nowMs });
    history.branches.set(BRANCH, merged);
    second.set(merged, proposed);
  };
  return { meta: await repo.open({ url }), time, merge, pour: async () => pourInto(folder, history, second) };
}

function pourInto(folder: string, history: History, second: ReadonlyMap<string, string>): string {
  const bare = join(folder, 'meta.git');
  git(folder, 'init', '-q', '--bare', `--initial-branch=${BRANCH}`, bare);
  const marks = new Map<string, number>();
  const parts: (string | Uint8Array)[] = [];
  const write = (githash: string | undefined): number | undefined => {
    const commit = history.commits.get(githash ?? '');
    if (commit === undefined) return undefined;
    const known = marks.get(commit.githash);
    if (known !== undefined) return known;
    const parents = [write(commit.parent), write(second.get(commit.githash))].filter((each) => each !== undefined);
    const mark = marks.size + 1;
    marks.set(commit.githash, mark);
    const at = `${commit.author} <a@example.com> ${commit.committedAt} +0000`;
    parts.push(`commit refs/heads/${BRANCH}\nmark :${mark}\ncommitter ${at}\ndata 0\n`);
    parts.push(...parents.map((parent, i) => `${i === 0 ? 'from' : 'merge'} :${parent}\n`));
    for (const path of changedPaths(history, commit)) {
      const bytes = commit.files.get(path) ?? new Uint8Array();
      parts.push(`M 100644 inline ${path}\ndata ${bytes.length}\n`, bytes, '\n');
    }
    return mark;
  };
  write(history.branches.get(BRANCH));
  const input = Buffer.concat(parts.map((part) => Buffer.from(part)));
  execFileSync('git', ['-C', bare, 'fast-import', '--quiet', '--force'], { input });
  return bare;
}
