/** Git repositories that hold source: work trees, and a bare cache of what was released. */
import type { FileSet } from '../../core/files.ts';

/** A commit of a source repo. Times are seconds since 1970; `committedAt` is the committer's date. */
export interface SourceCommit {
  readonly githash: string;
  readonly committedAt: number;
}

/**
 * A submodule of a commit: its path, the URL in `.gitmodules` (a relative one counted from the repository's origin; it
 * may hold a password, so it is never shown; empty: `.gitmodules` has none), and the githash that it is pinned to.
 */
export interface Submodule {
  readonly path: string;
  readonly url: string;
  readonly githash: string;
}

/** What a work tree is, compared with its last commit. Nothing of it needs the network. */
export interface WorkTreeState {
  readonly root: string;
  /** The folder that was asked for, counted from the root; `''` is the root itself. */
  readonly within: string;
  readonly head: SourceCommit;
  /** Paths with changes that are not committed; untracked files and changes inside submodules count. */
  readonly dirty: readonly string[];
  /** URL of origin as records hold it (`core/source-url.ts`), or the absolute local path when there is none. */
  readonly url: string;
  /** Tags that point at HEAD. */
  readonly tags: readonly string[];
}

/**
 * Reads source repositories. Nothing here changes a work tree or a remote. A `url` may be written in any way that git
 * takes; a local path is read where it is, everything else through a bare cache.
 */
export interface SourceRepos {
  /** Absolute path of the work tree around `folder`; undefined when there is none, or no git on this machine. */
  root(folder: string): Promise<string | undefined>;
  /**
   * The work tree around `folder`.
   *
   * @param made Files and folders that a build made: untracked files there, and in `--top-dir`, are no changes.
   * @throws operation `git/not-a-repo` when `folder` is in no work tree, `git/no-commit` when it has no commit yet.
   */
  workTree(folder: string, made?: readonly string[]): Promise<WorkTreeState>;
  /** True when the commit is reachable from what origin has now. False without an origin. @throws as `find`. */
  isPushed(root: string, githash: string): Promise<boolean>;
  /**
   * Finds the commit that `revision` (githash of at least 7 digits, tag) names in `url`, fetching into the cache
   * only when it is not there. Undefined when the repo has no such commit.
   * @throws operation `git/unreachable`, `git/denied`, `git/no-repo`.
   */
  find(url: string, revision: string): Promise<SourceCommit | undefined>;
  /**
   * Full githash of the commit that a branch, tag, githash or `HEAD` names right now: the repository itself is asked.
   * Undefined when it knows no such name. @throws as `find`.
   */
  resolve(url: string, revision: string): Promise<string | undefined>;
  /** All files of a commit, read from git objects, below `folder` of it (`''`: the root). @throws as `find`. */
  files(url: string, githash: string, folder: string): Promise<FileSet>;
  /** In order of path bytes. @throws as `find`. */
  submodules(url: string, githash: string): Promise<readonly Submodule[]>;
}
