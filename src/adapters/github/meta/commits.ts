/** History: what commits say of themselves, and what they changed. */
import type { MetaCommit } from '../../../app/ports/meta-repo.ts';
import { isApiFailure } from './api-failure.ts';
import type { GithubRepo } from './github-repo.ts';
import { findRevision } from './tips.ts';

/** A commit with the one it was made on. */
export interface Commit extends MetaCommit {
  /** Undefined for the first of all. */
  readonly parent: string | undefined;
}

const PAGE = 100;

const HISTORY = `query History($owner: String!, $name: String!, $commit: GitObjectID!, $first: Int!, $after: String, $path: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) {
      __typename
      ... on Commit {
        history(first: $first, after: $after, path: $path) {
          pageInfo { hasNextPage endCursor }
          nodes { oid message committedDate author { name } parents(first: 1) { nodes { oid } } }
        }
      }
    }
  }
}`;

/** Commits up to `commit` that touched `path` (`''`: all), newest first; at most `limit`. @throws ApiFailure. */
export async function readHistory(repo: GithubRepo, commit: string, path: string, limit = Infinity): Promise<Commit[]> {
  const { owner, name, api } = repo;
  const commits: Commit[] = [];
  for (let after: string | null = null; commits.length < limit; ) {
    const first = Math.min(PAGE, limit - commits.length);
    const given: object = { owner, name, commit, first, after, path: path === '' ? null : path };
    const { repository } = await api.query<HistoryAnswer>(HISTORY, { ...given });
    const history: Page | undefined = repository.object?.history;
    commits.push(...(history?.nodes ?? []).map(toCommit));
    if (history === undefined || !history.pageInfo.hasNextPage) break;
    after = history.pageInfo.endCursor;
  }
  return commits;
}

/** A commit that a githash names, and the files that it added or changed against the one it was made on. @throws ApiFailure. */
export async function readTouched(repo: GithubRepo, revision: string) {
  const { owner, name, api } = repo;
  if (!/^[0-9a-f]{7,40}$/.test(revision)) return undefined;
  const githash = await findRevision(repo, revision);
  if (githash?.startsWith(revision) !== true) return undefined;
  const paths: string[] = [];
  for (let page = 1; ; page++) {
    const given = { owner, repo: name, ref: githash, per_page: PAGE, page };
    const { files = [] } = await api.rest((client, request) => client.rest.repos.getCommit({ ...given, request }));
    paths.push(...files.filter(({ status }) => status !== 'removed').map(({ filename }) => filename));
    if (files.length < PAGE) return { githash, paths };
  }
}

/** True when `githash` is `commit` or lies in its history; false also for one that GitHub does not know. @throws ApiFailure. */
export async function isAncestor({ owner, name, api }: GithubRepo, githash: string, commit: string): Promise<boolean> {
  if (githash === commit) return true;
  // The first page lists files and patches, which nobody needs here.
  const given = { owner, repo: name, basehead: `${githash}...${commit}`, per_page: 1, page: 2 };
  try {
    const { status } = await api.rest((client, request) =>
      client.rest.repos.compareCommitsWithBasehead({ ...given, request }),
    );
    return status === 'ahead' || status === 'identical';
  } catch (error) {
    if (isApiFailure(error) && error.reason === 'missing') return false;
    throw error;
  }
}

interface Node {
  readonly oid: string;
  readonly message: string;
  readonly committedDate: string;
  readonly author: { readonly name: string | null } | null;
  readonly parents: { readonly nodes: readonly { readonly oid: string }[] };
}

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

interface HistoryAnswer {
  readonly repository: { readonly object: { readonly history?: Page } | null };
}

function toCommit({ oid, message, committedDate, author, parents }: Node): Commit {
  return {
    githash: oid,
    author: author?.name ?? '',
    committedAt: Date.parse(committedDate) / 1000,
    message: message.trim(),
    parent: parents.nodes[0]?.oid,
  };
}
