/** Pins the repositories of `facsimile.lock` to the commits that their revisions name now. */
import { hasCode, inputFailure, unwrap } from '../core/error.ts';
import type { Issue } from '../core/issue.ts';
import { LOCK_FILE, type LockedRepo, parseLock, withRepo } from '../core/release/lock-file.ts';
import { parseRepoWord, type RepoWord } from '../core/release/repo-word.ts';
import { collect } from '../core/result.ts';
import { toSourceUrl } from '../core/source-url.ts';
import { decodeText } from './decode-text.ts';
import { readOwnWorkTree } from './own-work-tree.ts';
import type { Ports } from './ports/ports.ts';
import type { SourceRepos } from './ports/source-repos.ts';

/** What is to be pinned. */
export interface LockWish {
  readonly 'src-dir'?: string | undefined;
  readonly 'top-dir': string;
  /** `NAME=URL[@REVISION]`: to add or change. */
  readonly repo: readonly string[];
  readonly 'dry-run': boolean;
}

/** One repository, before and after. */
export interface PinnedRepo {
  readonly name: string;
  readonly url: string;
  /** Empty: pinned by hand. */
  readonly revision: string;
  readonly githash: string;
  /** What it was pinned to; empty: nothing. */
  readonly was: string;
}

/** What the file says now, and whether that is new. */
export interface Locked {
  readonly file: string;
  readonly changed: boolean;
  readonly repos: readonly PinnedRepo[];
}

/**
 * Writes the file at the top of the work tree; comments and order stay. A repository without a revision that has a
 * githash stays where it is.
 * @throws input `lock/…`, `lock/unknown` for each name that its repository does not have; operation of git.
 */
export async function lockRepos(wish: LockWish, ports: Ports): Promise<Locked> {
  const words = unwrap(collect(wish.repo.map(parseRepoWord)));
  const sources = await ports.sourceRepos(wish['top-dir']);
  const { root } = await readOwnWorkTree(sources, wish['src-dir']);
  const files = await ports.files();
  const file = `${root}/${LOCK_FILE}`;
  const bytes = await files.read(file);
  const text = bytes === undefined ? '' : unwrap(decodeText(bytes, LOCK_FILE, 'lock'));
  const known = unwrap(parseLock(text, LOCK_FILE));
  const pinned = await Promise.all(merge(known, words).map((repo) => pin(sources, repo)));
  const problems = pinned.flatMap((each) => ('githash' in each ? [] : [each]));
  if (problems.length > 0) throw inputFailure(...problems);
  const repos = pinned.flatMap((each) => ('githash' in each ? [each] : []));
  const next = repos.reduce((written, repo) => withRepo(written, toEntry(repo)), text);
  const changed = next !== text && repos.length > 0;
  if (changed && !wish['dry-run']) {
    await files.write({ path: file, mode: 0o644, content: new TextEncoder().encode(next) });
  }
  return { file, changed, repos };
}

type Wanted = Omit<LockedRepo, 'origin'> & Partial<Pick<LockedRepo, 'origin'>>;

function merge(known: readonly LockedRepo[], words: readonly RepoWord[]): readonly Wanted[] {
  const given = new Map(words.map((word) => [word.name, word]));
  const changed = known.map((repo) => ({ ...repo, ...given.get(repo.name) }));
  const names = known.map(({ name }) => name);
  return [...changed, ...words.filter(({ name }) => !names.includes(name))];
}

async function pin(sources: SourceRepos, repo: Wanted): Promise<PinnedRepo | Issue> {
  const { name, url, revision, githash: was = '', origin } = repo;
  // Pinned by hand: still it must be there.
  const wanted = revision ?? (was === '' ? 'HEAD' : was);
  const githash = await sources.resolve(url, wanted).catch((error: unknown) => {
    if (hasCode(error, 'git/no-repo')) return undefined;
    throw error;
  });
  if (githash !== undefined) return { name, url, revision: revision ?? '', githash, was };
  const message = `${name}: ${toSourceUrl(url)} has no ${wanted}`;
  const hint = 'a revision is a branch, a tag or a githash of that repository';
  return { code: 'lock/unknown', message, hint, ...(origin === undefined ? {} : { origin }) };
}

function toEntry({ name, url, revision, githash }: PinnedRepo): Omit<LockedRepo, 'origin'> {
  return { name, url, githash, ...(revision === '' ? {} : { revision }) };
}
