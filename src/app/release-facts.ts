/** Gathers what decides about a release: the commit, and every repository that takes part in it. */
import { hasCode, inputFailure } from '../core/error.ts';
import { comparePaths } from '../core/files.ts';
import { inputOrigin } from '../core/issue.ts';
import { isGithash } from '../core/meta/names.ts';
import { LOCK_FILE, type LockedRepo, parseLock } from '../core/release/lock-file.ts';
import type { ReleaseFacts, RepoFact } from '../core/release/resolve-release.ts';
import type { Result } from '../core/result.ts';
import { toRecordedUrl, toSourceUrl } from '../core/source-url.ts';
import { decodeText } from './decode-text.ts';
import type { SourceCommit, SourceRepos, WorkTreeState } from './ports/source-repos.ts';
import type { ProjectSource } from './project-source.ts';

/** Codes of git for a place where there is no repository. */
const NO_REPO = ['git/no-repo', 'git/not-a-repo', 'git/no-folder'];

/** A work tree, and the commit of it that is to be released. */
export interface TaggedTree {
  readonly tree: WorkTreeState;
  readonly commit: SourceCommit;
  readonly tag?: string;
}

/** The commit of a tag, or what the work tree stands at. @throws input `release/tag`. */
export async function findTagged(
  sources: SourceRepos,
  tree: WorkTreeState,
  tag: string | undefined,
): Promise<TaggedTree> {
  if (tag === undefined) return { tree, commit: tree.head };
  const commit = await sources.find(tree.root, tag);
  if (commit !== undefined) return { tree, commit, tag };
  throw inputFailure({
    code: 'release/tag',
    message: `${tree.root} has no tag ${tag}`,
    hint: 'make it, or fetch it: git fetch --tags',
    origin: inputOrigin('--tag'),
  });
}

/** Asks every repository of the commit. @throws operation of git, where one cannot be asked. */
export async function gatherFacts(
  sources: SourceRepos,
  { tree, commit, tag }: TaggedTree,
  source: ProjectSource,
): Promise<ReleaseFacts> {
  const [tagged, others] = await Promise.all([
    lookAtTagged(sources, { tree, commit }, source.repo),
    findOthers(sources, { url: tree.root, githash: commit.githash }),
  ]);
  return {
    project: source.project,
    commit,
    ...(tag === undefined ? {} : { tag }),
    tags: commit.githash === tree.head.githash ? tree.tags : [],
    dirty: tree.dirty,
    repos: [tagged, ...others.repos],
    problems: others.problems,
  };
}

/** What a commit is built from besides itself: submodules by path, then what its `facsimile.lock` pins by name. */
export async function findOthers(
  sources: SourceRepos,
  { url, githash }: { readonly url: string; readonly githash: string },
): Promise<Pick<ReleaseFacts, 'repos' | 'problems'>> {
  const [submodules, locked] = await Promise.all([
    lookAtSubmodules(sources, { url, githash, path: '' }),
    readLock(sources, url, githash),
  ]);
  const pinned = locked.ok ? await Promise.all(locked.value.map((repo) => lookAtPinned(sources, repo))) : [];
  return {
    repos: [...submodules.toSorted((a, b) => comparePaths(a.path, b.path)), ...pinned],
    problems: locked.ok ? [] : locked.issues,
  };
}

async function lookAtTagged(
  sources: SourceRepos,
  { tree, commit: { githash } }: TaggedTree,
  repo: string | undefined,
): Promise<RepoFact> {
  const url = repo === undefined ? tree.url : toRecordedUrl(repo);
  const fact = { name: nameOf(toSourceUrl(url)), url, githash, path: '', role: 'tagged' } as const;
  if (toSourceUrl(url) !== tree.url) return { ...fact, found: await look(sources, repo ?? url, githash) };
  // Without an origin the work tree itself is where the release is fetched from.
  const isThere = url === tree.root || (await sources.isPushed(tree.root, githash));
  return { ...fact, found: isThere ? 'there' : 'no-commit' };
}

async function lookAtSubmodules(
  sources: SourceRepos,
  parent: { readonly url: string; readonly githash: string; readonly path: string },
): Promise<readonly RepoFact[]> {
  const own = await sources.submodules(parent.url, parent.githash);
  const facts = own.map(async ({ url, githash, path: inside }): Promise<readonly RepoFact[]> => {
    const path = parent.path === '' ? inside : `${parent.path}/${inside}`;
    const found = url === '' ? 'there' : await look(sources, url, githash);
    const shown = toSourceUrl(url);
    const fact: RepoFact = {
      name: nameOf(url === '' ? path : shown),
      url: shown,
      githash,
      path,
      role: 'submodule',
      found,
    };
    const below = url === '' || found !== 'there' ? [] : await lookAtSubmodules(sources, { url, githash, path });
    return [fact, ...below];
  });
  return (await Promise.all(facts)).flat();
}

async function lookAtPinned(sources: SourceRepos, { name, url, githash = '', origin }: LockedRepo): Promise<RepoFact> {
  const found = isGithash(githash) ? await look(sources, url, githash) : 'there';
  return { name, url: toSourceUrl(url), githash, path: '', role: 'pinned', found, origin };
}

async function readLock(sources: SourceRepos, root: string, githash: string): Promise<Result<readonly LockedRepo[]>> {
  const bytes = await (await sources.files(root, githash, '')).read(LOCK_FILE);
  const text = decodeText(bytes ?? new Uint8Array(), LOCK_FILE, 'lock');
  return text.ok ? parseLock(text.value, LOCK_FILE) : text;
}

async function look(sources: SourceRepos, url: string, githash: string): Promise<RepoFact['found']> {
  try {
    return (await sources.find(url, githash)) === undefined ? 'no-commit' : 'there';
  } catch (error) {
    if (NO_REPO.some((code) => hasCode(error, code))) return 'no-repo';
    throw error;
  }
}

function nameOf(url: string): string {
  return /([^/]+?)(\.git)?\/*$/.exec(url)?.[1] ?? url;
}
