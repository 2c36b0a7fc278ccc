/** From what is known of a commit and its repositories to the record of a release, or every reason against it. */
import { type FileOrigin, fileOrigin, type Issue, inputOrigin } from '../issue.ts';
import { isGithash } from '../meta/names.ts';
import type { ReleaseRecord } from '../meta/record.ts';
import { invalid, type Result, valid } from '../result.ts';

/** A repository that takes part. `url` as records hold it; `githash` as pinned, which may be nothing or too short. */
export interface RepoFact {
  readonly name: string;
  readonly url: string;
  readonly githash: string;
  /** Folder of the work tree where a submodule lies, else ''. */
  readonly path: string;
  readonly role: 'tagged' | 'submodule' | 'pinned';
  /** Whether the commit can be fetched from the URL: by everybody who can reach it, not only from here. */
  readonly found: 'there' | 'no-commit' | 'no-repo';
  /** Where it is pinned, in a file of the commit. */
  readonly origin?: FileOrigin;
}

/** Everything that decides about a release. */
export interface ReleaseFacts {
  readonly project: string;
  readonly commit: { readonly githash: string; readonly committedAt: number };
  /** The tag that was asked for. */
  readonly tag?: string;
  /** All tags at the commit. */
  readonly tags: readonly string[];
  /** Paths with changes that are not committed. */
  readonly dirty: readonly string[];
  /** The tagged one first, then submodules by path, then pinned ones by name. */
  readonly repos: readonly RepoFact[];
  /** Whatever else was met on the way that stands against it. */
  readonly problems: readonly Issue[];
}

const SHOWN = 10;
const SHORT = 12;
/** What git takes for a tag and what a person can type: no blanks, nothing that a shell or git would read otherwise. */
const TAG = /^(?![-./])[^\s~^:?*[\\\p{Cc}]+$/u;

/** The record; or the issues `release/dirty`, `release/unpushed`, `release/unpinned`, `release/no-repo`, `release/tag`. */
export function resolveRelease(facts: ReleaseFacts): Result<ReleaseRecord> {
  const { project, commit, repos } = facts;
  const tag = chooseTag(facts);
  const issues = [
    ...checkClean(facts.dirty),
    ...(tag.ok ? [] : tag.issues),
    ...repos.flatMap(checkRepo),
    ...facts.problems,
  ];
  if (issues.length > 0 || !tag.ok) return invalid(...issues);
  return valid({
    kind: 'release',
    project,
    githash: commit.githash,
    version: tag.value.replace(/^v(?=\d)/, ''),
    tag: tag.value,
    committedAt: commit.committedAt,
    repos: repos.map(({ name, url, githash, path }) => ({ name, url, githash, path })),
  });
}

/** Why a work tree with these changes is not what its commit says: one issue, or none. */
export function checkClean(dirty: readonly string[]): readonly Issue[] {
  if (dirty.length === 0) return [];
  const more = dirty.length > SHOWN ? `, and ${dirty.length - SHOWN} more` : '';
  const message = `the work tree is not what was committed: ${dirty.slice(0, SHOWN).join(', ')}${more}`;
  const hint = 'commit or remove these, and list in .gitignore what a build makes';
  return [{ code: 'release/dirty', message, hint }];
}

function chooseTag({ tag, tags }: ReleaseFacts): Result<string> {
  const chosen = tag ?? (tags.length > 1 ? undefined : (tags[0] ?? ''));
  const origin = inputOrigin('--tag');
  if (chosen === undefined)
    return invalid({
      code: 'release/tag',
      message: `several tags are at this commit: ${tags.join(', ')}`,
      hint: 'name the one that is the release',
      origin,
    });
  if (chosen === '' || TAG.test(chosen)) return valid(chosen);
  return invalid({ code: 'release/tag', message: `"${chosen}" cannot be a tag`, origin });
}

function checkRepo(repo: RepoFact): Issue[] {
  const { name, url, githash, origin, found } = repo;
  const at = origin === undefined ? {} : { origin };
  if (!isGithash(githash)) return [unpinned(repo)];
  if (url === '') {
    const message = `submodule ${name} has no URL`;
    return [{ code: 'release/unpinned', message, hint: 'add it to .gitmodules and commit that', ...at }];
  }
  if (found === 'there') return [];
  if (found === 'no-repo')
    return [{ code: 'release/no-repo', message: `${name}: there is no repository ${url}`, ...at }];
  const message = `${name}: commit ${githash.slice(0, SHORT)} is not in ${url}`;
  return [{ code: 'release/unpushed', message, hint: remedyOf(repo), ...at }];
}

function unpinned({ name, githash, origin = fileOrigin('facsimile.lock') }: RepoFact): Issue {
  const message = githash === '' ? `${name} is not pinned` : `${name} is pinned to "${githash}", no full githash`;
  return { code: 'release/unpinned', message, hint: 'run facs release lock and commit facsimile.lock', origin };
}

function remedyOf({ role, path }: RepoFact): string {
  if (role === 'tagged') return 'push it: git push origin HEAD --tags';
  return role === 'submodule' ? `push it from ${path}` : 'push it there, or run facs release lock and commit that';
}
