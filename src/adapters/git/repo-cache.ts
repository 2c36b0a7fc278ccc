/** Source repositories that can be read here and now: those of this machine, and bare copies of commits of others. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isLocalUrl, toSourceUrl } from '../../core/source-url.ts';
import { makeTopFolder } from '../fs/top-folder.ts';
import { gitFailure, meaningOf } from './git-failure.ts';
import type { Git, GitFinished } from './run-git.ts';

const FULL = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
const PREFIX = /^[0-9a-f]{7,64}$/;
// Neither hooks nor housekeeping: nothing of another's making runs, and no process outlives us.
const QUIET = ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false', '-c', 'core.hooksPath=/dev/null'];
const FETCH = [...QUIET, 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head'];

/** Where one repository lies, and where its copies go. */
export interface CachedRepo {
  readonly git: Git;
  /** As git fetches from it, or the absolute path of one on this machine. */
  readonly url: string;
  /** The folder of `--top-dir`. */
  readonly top: string;
  /** Folder for copies, in it: `cache/repos/<host-and-path>-<digest>`. */
  readonly folder: string;
}

/** The repository of a URL. Nothing is fetched yet. @param top The folder of `--top-dir`. */
export function cachedRepo(git: Git, url: string, top: string): CachedRepo {
  const name = toSourceUrl(url);
  const readable = name.replace(/^https?:\/\//, '').replace(/[^A-Za-z0-9.-]+/g, '-');
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 12);
  const folder = join(top, 'cache', 'repos', `${readable}-${digest}`);
  return { git, url: isLocalUrl(url) ? name : url, top, folder };
}

/**
 * Full githash of the commit that `revision` (githash, its beginning, or a tag) names; undefined when there is none.
 * @throws operation `git/unreachable`, `git/denied`, `git/no-repo`.
 */
export async function resolveRevision(repo: CachedRepo, revision: string): Promise<string | undefined> {
  if (isLocalUrl(repo.url)) return lookUp(repo.git, repo.url, revision);
  if (FULL.test(revision)) return (await commitFolder(repo, revision)) === undefined ? undefined : revision;
  if (PREFIX.test(revision)) {
    const [known, another] = (await copiesOf(repo)).filter((githash) => githash.startsWith(revision));
    const githash = known !== undefined && another === undefined ? known : await lookUpHistory(repo, revision);
    if (githash !== undefined) return githash;
  }
  return askTag(repo, revision);
}

/**
 * A folder whose git objects hold the commit with all its files; fetched, without history, only when no copy is
 * there. Undefined when the repository has no such commit. A copy appears whole or not at all, whoever else makes it.
 * @throws as `resolveRevision`.
 */
export async function commitFolder(repo: CachedRepo, githash: string): Promise<string | undefined> {
  if (isLocalUrl(repo.url)) return (await lookUp(repo.git, repo.url, githash)) === undefined ? undefined : repo.url;
  const copy = join(repo.folder, `${githash}.git`);
  if (existsSync(copy)) return copy;
  const fresh = join(repo.folder, `${githash}.${randomUUID()}.tmp`);
  try {
    await makeBare(repo, fresh);
    if (!(await fetchCommit(repo, fresh, githash))) return undefined;
    await rename(fresh, copy).catch((error: NodeJS.ErrnoException) => {
      // Another run was first: its copy holds the same commit.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return copy;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Full githash of what a tag, branch, `HEAD` or githash names in the repository now. @throws as above. */
export async function askRevision(repo: CachedRepo, revision: string): Promise<string | undefined> {
  const refs = [`refs/tags/${revision}^{}`, `refs/tags/${revision}`, `refs/heads/${revision}`];
  const named = await askRef(repo, revision === 'HEAD' ? ['HEAD'] : refs);
  return named ?? (PREFIX.test(revision) ? resolveRevision(repo, revision) : undefined);
}

/** True when the commit is in the history of a branch or tag that the repository has now. @throws as above. */
export async function isReachable(repo: CachedRepo, githash: string): Promise<boolean> {
  const folder = isLocalUrl(repo.url) ? repo.url : await fetchHistory(repo);
  const words = ['for-each-ref', '--count=1', '--contains', githash, 'refs/heads', 'refs/tags'];
  const finished = await repo.git.run(words, { cwd: folder });
  return isDone(finished) && finished.stdout.length > 0;
}

async function lookUp(git: Git, folder: string, revision: string): Promise<string | undefined> {
  const names = PREFIX.test(revision) ? [revision, `refs/tags/${revision}`] : [`refs/tags/${revision}`];
  for (const name of names) {
    const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
    const finished = await git.run(words, { cwd: folder });
    if (isDone(finished)) return new TextDecoder().decode(finished.stdout).trim();
    // "Not there" says nothing; a folder that is no repository does.
    if (meaningOf(finished.stderr) !== 'git/failed') throw gitFailure(words, finished);
  }
  return undefined;
}

async function lookUpHistory(repo: CachedRepo, revision: string): Promise<string | undefined> {
  return lookUp(repo.git, await fetchHistory(repo), revision);
}

async function copiesOf(repo: CachedRepo): Promise<readonly string[]> {
  const names = existsSync(repo.folder) ? await readdir(repo.folder) : [];
  return names.map((name) => name.replace(/\.git$/, '')).filter((name) => FULL.test(name));
}

function askTag(repo: CachedRepo, tag: string): Promise<string | undefined> {
  return askRef(repo, [`refs/tags/${tag}^{}`, `refs/tags/${tag}`]);
}

/**
 * The commit of the first of these refs that the repository has now. An annotated tag is an object of its own: what it
 * points at comes with `^{}`.
 * @source git-ls-remote(1).
 */
async function askRef({ git, url }: CachedRepo, refs: readonly string[]): Promise<string | undefined> {
  const text = await git.text(['ls-remote', '--', url, ...refs]);
  const found = new Map(text.split('\n').map((line) => line.split('\t').reverse() as [string, string]));
  return refs.map((ref) => found.get(ref)).find((githash) => githash !== undefined);
}

async function fetchCommit(repo: CachedRepo, folder: string, githash: string): Promise<boolean> {
  const { git, url } = repo;
  const words = [...FETCH, '--depth=1', '--', url, githash];
  const finished = await git.run(words, { cwd: folder });
  if (isDone(finished)) return true;
  if (meaningOf(finished.stderr) !== 'git/failed') throw gitFailure(words, finished);
  // Some servers give only what a branch or tag points at: then all of those, if the commit is among them.
  if ((await lookUpHistory(repo, githash)) === undefined) return false;
  await git.output([...FETCH, '--', url, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'], { cwd: folder });
  return (await lookUp(git, folder, githash)) !== undefined;
}

async function fetchHistory(repo: CachedRepo): Promise<string> {
  const { git, url, folder } = repo;
  const history = join(folder, 'history.git');
  await makeBare(repo, history);
  const refs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];
  await git.output([...FETCH, '--prune', '--', url, ...refs], { cwd: history });
  return history;
}

/** Making it again changes nothing. */
async function makeBare({ git, top }: CachedRepo, folder: string): Promise<void> {
  await makeTopFolder(top);
  await mkdir(folder, { recursive: true });
  await git.output(['init', '--bare', '--quiet', '--initial-branch=main', folder]);
}

function isDone({ ending }: GitFinished): boolean {
  return ending.kind === 'exit' && ending.code === 0;
}
