/** Source repositories by the `git` program. */
import { basename, resolve } from 'node:path';
import type { SourceCommit, SourceRepos } from '../../app/ports/source-repos.ts';
import { hasCode, operationFailure } from '../../core/error.ts';
import { isLocalUrl, resolveSubmoduleUrl, toSourceUrl } from '../../core/source-url.ts';
import { openCommit } from './commit-files.ts';
import { type Variables, workflowAccess } from './git-environment.ts';
import { askRevision, type CachedRepo, cachedRepo, commitFolder, isReachable, resolveRevision } from './repo-cache.ts';
import { openGit } from './run-git.ts';
import { readSubmodules } from './submodules.ts';
import { readOrigin, readRoot, readWorkTree } from './work-tree.ts';

/** What the adapter starts from: folders are counted from `cwd`. */
export interface SourceSurroundings {
  readonly variables: Variables;
  readonly cwd: string;
  readonly topDir: string;
}

/** Reads repositories with `git`, keeping bare copies of remote commits under `<top-dir>/cache/repos`. */
export function sourceRepos({ variables, cwd, topDir }: SourceSurroundings): SourceRepos {
  const git = openGit(variables, workflowAccess(variables));
  const top = resolve(cwd, topDir);
  // Records name a repository without user and password; the work tree's own origin knows how to reach it.
  const origins = new Map<string, string>();
  const open = (given: string) => {
    const url = origins.get(toSourceUrl(given)) ?? (isLocalUrl(given) ? resolve(cwd, toSourceUrl(given)) : given);
    return cachedRepo(git, url, top);
  };
  const findOrigin = async (root: string) => {
    const origin = await readOrigin(git, root);
    if (origin === undefined) return undefined;
    const url = isLocalUrl(origin) ? resolve(root, toSourceUrl(origin)) : origin;
    origins.set(toSourceUrl(url), url);
    return url;
  };
  return {
    root: (folder) => readRoot(git, resolve(cwd, folder)).catch(noRoot),
    workTree: async (folder, made = []) => {
      const apart = [topDir, ...made].map((path) => resolve(cwd, path));
      const state = await readWorkTree(git, resolve(cwd, folder), apart);
      const origin = await findOrigin(state.root);
      return { ...state, url: origin === undefined ? state.root : toSourceUrl(origin) };
    },
    isPushed: async (root, githash) => {
      const origin = await findOrigin(root);
      return origin !== undefined && isPushed(open(origin), root, githash);
    },
    find: async (url, revision) => findCommit(open(url), revision),
    resolve: (url, revision) => askRevision(open(url), revision),
    files: async (url, githash, folder) => {
      const repo = open(url);
      const label = `${basename(toSourceUrl(url))}@${githash.slice(0, 7)}`;
      return openCommit(git, await neededFolder(repo, githash), { githash, folder, label });
    },
    submodules: async (url, githash) => {
      const repo = open(url);
      const submodules = await readSubmodules(git, await neededFolder(repo, githash), githash);
      const origin = isLocalUrl(repo.url) ? ((await findOrigin(repo.url)) ?? repo.url) : repo.url;
      return submodules.map((each) => ({ ...each, url: resolveSubmoduleUrl(origin, each.url) }));
    },
  };
}

async function findCommit(repo: CachedRepo, revision: string): Promise<SourceCommit | undefined> {
  const githash = await resolveRevision(repo, revision);
  const folder = githash === undefined ? undefined : await commitFolder(repo, githash);
  if (githash === undefined || folder === undefined) return undefined;
  const committedAt = await repo.git.text(['log', '-1', '--format=%ct', githash], { cwd: folder });
  return { githash, committedAt: Number(committedAt) };
}

/** What origin points at now answers nearly always; else what the work tree knows of it, else its whole history. */
async function isPushed(repo: CachedRepo, root: string, githash: string): Promise<boolean> {
  const refs = await repo.git.text(['ls-remote', '--heads', '--tags', '--', repo.url]);
  const tips = refs.split('\n').flatMap((line) => line.split('\t')[0] || []);
  if (tips.includes(githash)) return true;
  const question = [githash, ...tips.map((tip) => `^${tip}`)].join('\n');
  const words = ['rev-list', '--max-count=1', '--ignore-missing', '--stdin'];
  const unreached = await repo.git.text(words, { cwd: root, input: `${question}\n` });
  return unreached === '' || isReachable(repo, githash);
}

async function neededFolder(repo: CachedRepo, githash: string): Promise<string> {
  const folder = await commitFolder(repo, githash);
  if (folder !== undefined) return folder;
  const url = toSourceUrl(repo.url);
  throw operationFailure({
    code: 'git/no-commit',
    message: `${url} has no commit ${githash}`,
    target: url,
    retry: 'safe',
    next: 'push it, or check the URL of the repository',
  });
}

function noRoot(error: unknown): undefined {
  if (hasCode(error, 'git/not-a-repo') || hasCode(error, 'git/missing') || hasCode(error, 'git/no-folder')) return;
  throw error;
}
