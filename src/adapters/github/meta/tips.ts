/** Where the branch of records stands, and other names for commits. */
import type { GithubRepo, Tip } from './github-repo.ts';

/** What opening a repository tells. */
export interface Seen {
  /** Undefined for a repository without commits. */
  readonly tip: Tip | undefined;
  /** What `facsimile.yaml` holds; undefined when it is not there. */
  readonly format: string | undefined;
  /** Names of what lies at the top. */
  readonly top: readonly string[];
  /** Id of the repository, for mutations. */
  readonly id: string;
}

const TIP = 'name target { __typename oid ... on Commit { tree { oid } } }';

const OPEN = `query Open($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    id
    defaultBranchRef { ${TIP} }
    format: object(expression: "HEAD:facsimile.yaml") { __typename ... on Blob { text } }
    top: object(expression: "HEAD:") { __typename ... on Tree { entries { name } } }
  }
}`;

/** All that opening needs, by one query. @throws ApiFailure. */
export async function look(repo: GithubRepo): Promise<Seen> {
  const { owner, name } = repo;
  const { repository } = await repo.api.query<OpenAnswer>(OPEN, { owner, name });
  return {
    tip: toTip(repo, repository.defaultBranchRef),
    format: repository.format?.text ?? undefined,
    top: repository.top?.entries?.map((entry) => entry.name) ?? [],
    id: repository.id,
  };
}

/** The branch of records as it stands now; undefined in a repository without commits. @throws ApiFailure. */
export async function readTip(repo: GithubRepo): Promise<Tip | undefined> {
  const { owner, name, api } = repo;
  const query = `query Tip($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) { defaultBranchRef { ${TIP} } }
  }`;
  const { repository } = await api.query<Pick<OpenAnswer, 'repository'>>(query, { owner, name });
  return toTip(repo, repository.defaultBranchRef);
}

const NAMES = `query Names($owner: String!, $name: String!, $branch: String!, $tag: String!, $commit: String!) {
  repository(owner: $owner, name: $name) {
    branch: ref(qualifiedName: $branch) { target { ...Peeled } }
    tag: ref(qualifiedName: $tag) { target { ...Peeled ... on Tag { target { ...Peeled ... on Tag { target { ...Peeled } } } } } }
    commit: object(expression: $commit) { __typename oid }
  }
}
fragment Peeled on GitObject { __typename oid }`;

/** What git allows in no ref and in no githash, so that nothing of a revision is taken for an operator. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: git forbids them in names of refs
const NO_NAME = /[\u0000-\u0020~^:?*[\\\u007f]|\.\.|@\{|^-|^$/;

/** The commit of a branch, a tag, or a githash of 7 digits or more; undefined when there is none. @throws ApiFailure. */
export async function findRevision({ owner, name, api }: GithubRepo, revision: string): Promise<string | undefined> {
  if (NO_NAME.test(revision)) return undefined;
  const isHash = /^[0-9a-f]{7,40}$/.test(revision);
  const { repository } = await api.query<NamesAnswer>(NAMES, {
    ...{ owner, name, branch: `refs/heads/${revision}`, tag: `refs/tags/${revision}` },
    // Something that is never there, so that the query stays the same.
    commit: isHash ? revision : '0'.repeat(40),
  });
  const named = peel(repository.branch?.target) ?? peel(repository.tag?.target);
  const { commit } = repository;
  const isCommit = commit?.__typename === 'Commit' && commit.oid.startsWith(revision);
  return named ?? (isHash && isCommit ? commit.oid : undefined);
}

interface GitObject {
  readonly __typename: string;
  readonly oid: string;
  readonly tree?: { readonly oid: string };
  readonly target?: GitObject;
}

interface OpenAnswer {
  readonly repository: {
    readonly id: string;
    readonly defaultBranchRef: { readonly name: string; readonly target: GitObject | null } | null;
    readonly format: { readonly text?: string | null } | null;
    readonly top: { readonly entries?: readonly { readonly name: string }[] | null } | null;
  };
}

interface NamesAnswer {
  readonly repository: {
    readonly branch: { readonly target: GitObject | null } | null;
    readonly tag: { readonly target: GitObject | null } | null;
    readonly commit: GitObject | null;
  };
}

function toTip({ trees }: GithubRepo, ref: OpenAnswer['repository']['defaultBranchRef']): Tip | undefined {
  const { oid, tree } = ref?.target ?? {};
  if (ref === null || oid === undefined || tree === undefined) return undefined;
  trees.set(oid, tree.oid);
  return { branch: ref.name, commit: oid };
}

function peel(object: GitObject | null | undefined): string | undefined {
  if (object?.__typename === 'Tag') return peel(object.target);
  return object?.__typename === 'Commit' ? object.oid : undefined;
}
