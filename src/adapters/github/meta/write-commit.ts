/** New commits: by one mutation on a branch, or object by object on none. */
import type { NewFile } from '../../meta/missing-files.ts';
import { isApiFailure } from './api-failure.ts';
import { findTree } from './files.ts';
import { type GithubRepo, type Tip, toMetaFailure } from './github-repo.ts';
import { moveRef } from './refs.ts';

/**
 * What became of a commit. `raced`: the branch had moved. `denied`: this writer may not, however often it tries.
 * `unreachable`: no answer, so it may have landed.
 */
export type Outcome =
  | { readonly kind: 'landed'; readonly commit: string }
  | { readonly kind: 'raced' | 'unreachable'; readonly said: string };

const COMMIT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** What one mutation may carry, before it is written as base64. GitHub takes 40 MB; half of it is on the safe side. */
const MUTATION_BYTES = 20_000_000;

/**
 * A commit of these files as the new tip of the branch, if that still is where it was. GitHub signs it.
 * @throws operation `meta/denied`, `meta/limited`, `meta/too-large`.
 */
export async function commitOnBranch(
  repo: GithubRepo,
  { branch, commit: expectedHeadOid }: Tip,
  files: readonly NewFile[],
  message: string,
): Promise<Outcome> {
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  try {
    if (size > MUTATION_BYTES) {
      const { oid: commit } = await writeCommit(repo, {
        onto: expectedHeadOid,
        parents: [expectedHeadOid],
        files,
        message,
      });
      const moved = await moveRef(repo, `refs/heads/${branch}`, { from: expectedHeadOid, to: commit });
      return moved ? { kind: 'landed', commit } : { kind: 'raced', said: `${branch} is elsewhere by now` };
    }
    const additions = files.map(({ path, bytes }) => ({ path, contents: Buffer.from(bytes).toString('base64') }));
    const input = {
      branch: { repositoryNameWithOwner: `${repo.owner}/${repo.name}`, branchName: branch },
      expectedHeadOid,
      fileChanges: { additions },
      message: toCommitMessage(message),
    };
    type Answer = { readonly createCommitOnBranch: { readonly commit: { readonly oid: string } } };
    const { createCommitOnBranch } = await repo.api.mutate<Answer>(COMMIT, { input });
    return { kind: 'landed', commit: createCommitOnBranch.commit.oid };
  } catch (error) {
    if (!isApiFailure(error)) throw error;
    if (error.reason === 'stale') return { kind: 'raced', said: error.said };
    if (error.reason === 'unreachable') return { kind: 'unreachable', said: error.said };
    throw toMetaFailure(repo, error);
  }
}

/** A commit to make. */
export interface NewCommit {
  /** The commit whose files it has, beside its own. */
  readonly onto: string;
  readonly parents: readonly string[];
  readonly files: readonly NewFile[];
  readonly message: string;
}

/** What was written: its githash, and its date in RFC 3339. */
export interface WrittenCommit {
  readonly oid: string;
  readonly committedDate: string;
}

/** A commit that no ref leads to yet. @throws ApiFailure. */
export async function writeCommit(repo: GithubRepo, commit: NewCommit): Promise<WrittenCommit> {
  const here = { owner: repo.owner, repo: repo.name };
  const { message, parents, files } = commit;
  const given = { ...here, message, tree: await writeTree(repo, commit.onto, files), parents: [...parents] };
  const { sha, committer } = await repo.api.rest((client, request) =>
    client.rest.git.createCommit({ ...given, request }),
  );
  return { oid: sha, committedDate: committer.date };
}

async function writeTree(repo: GithubRepo, onto: string, files: readonly NewFile[]): Promise<string> {
  const base = repo.trees.get(onto) ?? (await findTree(repo, onto, ''));
  if (base === undefined) throw new Error(`${onto} is no commit of ${repo.url}`);
  if (files.length === 0) return base;
  const here = { owner: repo.owner, repo: repo.name };
  const tree: { path: string; mode: '100644'; type: 'blob'; sha: string }[] = [];
  for (const { path, bytes } of files) {
    const blob = { ...here, content: Buffer.from(bytes).toString('base64'), encoding: 'base64' };
    const { sha } = await repo.api.rest((client, request) => client.rest.git.createBlob({ ...blob, request }));
    tree.push({ path, mode: '100644', type: 'blob', sha });
  }
  const given = { ...here, base_tree: base, tree };
  return (await repo.api.rest((client, request) => client.rest.git.createTree({ ...given, request }))).sha;
}

/** The subject and the rest, which GitHub joins again by an empty line. */
function toCommitMessage(message: string) {
  const [headline = '', ...rest] = message.trim().split('\n');
  const body = rest.join('\n').trim();
  return { headline, ...(body === '' ? {} : { body }) };
}
