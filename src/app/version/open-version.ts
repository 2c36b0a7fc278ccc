/** The version of a work tree, and every reason why it may not be raised now. */
import { inputFailure, unwrap } from '../../core/error.ts';
import type { Issue } from '../../core/issue.ts';
import type { Version } from '../../core/version/version.ts';
import { NPM_LOCK, readVersion, VERSION_FILES, withVersion } from '../../core/version/version-file.ts';
import type { VersionOrigin, VersionRepo, VersionStanding } from '../ports/version-repo.ts';

/** A work tree whose version may be raised. */
export interface OpenVersion {
  readonly repo: VersionRepo;
  readonly root: string;
  /** The default branch of origin, which is checked out. */
  readonly branch: string;
  readonly head: string;
  readonly origin: VersionOrigin;
  readonly current: Version;
  /** Where it is written, counted from the root. */
  readonly file: string;
  /** Name of the tag of a version: with a `v` in front where all version tags have one. */
  tagOf(version: string): string;
  /** Texts of the files that hold the version of a commit, with another one. */
  filesWith(version: string, githash: string): Promise<Readonly<Record<string, string>>>;
}

/**
 * Reads it and checks that the default branch is checked out and nothing is left to commit. How the branch stands to
 * origin is `checkPushed`'s: a run that was ended in the middle is finished first.
 * @throws input: all of `version/no-origin`, `version/branch`, `version/dirty`, or `version/file`, `version/form`.
 */
export async function openVersion(repo: VersionRepo): Promise<OpenVersion> {
  const standing = await repo.standing();
  const { root, head, origin } = standing;
  const issues = [...checkBranch(standing), ...checkClean(standing)];
  if (issues.length > 0 || origin?.defaultBranch === undefined) throw inputFailure(...issues);
  const found = await findFile(repo, head);
  const current = unwrap(readVersion(found.path, found.text));
  return {
    ...{ repo, root, head, origin, current, branch: origin.defaultBranch, file: found.path },
    tagOf: (version) => `${hasPrefix([...origin.tags.keys()]) ? 'v' : ''}${version}`,
    filesWith: (version, githash) => filesWith(repo, found.path, { version, githash }),
  };
}

/** @throws input `version/unpushed`, `version/behind`. */
export async function checkPushed({ repo, head, branch, origin }: OpenVersion): Promise<void> {
  const tip = origin.branches.get(branch) ?? '';
  if (tip === head) return;
  if (await repo.leadsTo(tip, head)) {
    const message = `commits of ${branch} are not pushed to origin`;
    throw inputFailure({ code: 'version/unpushed', message, hint: `git push origin ${branch}` });
  }
  const message = `origin has commits of ${branch} that are not here`;
  throw inputFailure({ code: 'version/behind', message, hint: `git pull --rebase origin ${branch}` });
}

function checkBranch({ root, branch, origin }: VersionStanding): readonly Issue[] {
  if (origin?.defaultBranch === undefined) {
    const empty = origin === undefined ? 'has no origin' : 'has an origin without a default branch';
    return [{ code: 'version/no-origin', message: `${root} ${empty}`, hint: 'git push --set-upstream origin BRANCH' }];
  }
  if (branch === origin.defaultBranch) return [];
  const message = `${branch === undefined ? 'no branch' : branch} is checked out, and versions are raised on the default branch`;
  return [{ code: 'version/branch', message, hint: `git switch ${origin.defaultBranch}` }];
}

function checkClean({ dirty }: VersionStanding): readonly Issue[] {
  if (dirty.length === 0) return [];
  const shown = `${dirty.slice(0, 5).join(', ')}${dirty.length > 5 ? ` and ${dirty.length - 5} more` : ''}`;
  const hint = 'commit or stash them; git submodule update for submodules';
  return [{ code: 'version/dirty', message: `there are changes that are not committed: ${shown}`, hint }];
}

async function findFile(repo: VersionRepo, head: string): Promise<{ readonly path: string; readonly text: string }> {
  for (const path of VERSION_FILES) {
    const text = await repo.read(head, path);
    if (text !== undefined) return { path, text };
  }
  const message = 'nothing says which version the project has';
  throw inputFailure({ code: 'version/file', message, hint: `write 0.1.0 into ${VERSION_FILES[0]} and commit it` });
}

async function filesWith(
  repo: VersionRepo,
  path: string,
  { version, githash }: { readonly version: string; readonly githash: string },
): Promise<Readonly<Record<string, string>>> {
  const paths = path === 'package.json' ? [path, NPM_LOCK] : [path];
  const texts = await Promise.all(paths.map((each) => repo.read(githash, each)));
  return Object.fromEntries(
    paths.flatMap((each, i) => {
      const text = texts[i];
      return text === undefined ? [] : [[each, withVersion(each, text, version)]];
    }),
  );
}

function hasPrefix(tags: readonly string[]): boolean {
  return tags.some((tag) => /^v\d/.test(tag)) && !tags.some((tag) => /^\d/.test(tag));
}
