/** Refs of any name, moved by compare-and-swap. */
import { isApiFailure } from './api-failure.ts';
import type { GithubRepo } from './github-repo.ts';

const READ = `query Ref($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { __typename oid ... on Commit { message committedDate } } }
  }
}`;

/** The commit that a ref is at, and what that says. */
export interface RefCommit {
  readonly oid: string;
  readonly message: string;
  /** RFC 3339. */
  readonly committedDate: string;
}

/** Undefined when there is no such ref. @throws ApiFailure. */
export async function readRef({ owner, name, api }: GithubRepo, ref: string): Promise<RefCommit | undefined> {
  type Answer = { readonly repository: { readonly ref: { readonly target: RefCommit | null } | null } };
  const { repository } = await api.query<Answer>(READ, { owner, name, ref });
  return repository.ref?.target ?? undefined;
}

const UPDATE = `mutation Update($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }`;

/** Stands for no commit: nothing was there, or nothing shall be. @source GitHub's schema, `updateRefs`. */
const NOTHING = '0'.repeat(40);

/** Commits before and after; undefined for none. `anywhere`: also to a commit that has not the old one in its history. */
export interface Move {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly anywhere?: boolean;
}

/** Moves the ref if it is at `from`; false when it is elsewhere. @throws ApiFailure. */
export async function moveRef(repo: GithubRepo, ref: string, { from, to, anywhere = false }: Move): Promise<boolean> {
  try {
    await update(repo, { name: ref, beforeOid: from ?? NOTHING, afterOid: to ?? NOTHING, force: anywhere });
    return true;
  } catch (error) {
    if (!isApiFailure(error) || error.reason === 'limited') throw error;
    // What GitHub says of a ref that moved is not documented, and an answer may be lost: only the ref itself tells.
    const now = (await readRef(repo, ref))?.oid;
    if (now === to) return true;
    if (now !== from) return false;
    throw error;
  }
}

/** Puts the ref there, wherever it was. @throws ApiFailure. */
export function forceRef(repo: GithubRepo, ref: string, to: string): Promise<void> {
  return update(repo, { name: ref, afterOid: to, force: true });
}

async function update({ id, api }: GithubRepo, refUpdate: object): Promise<void> {
  await api.mutate(UPDATE, { input: { repositoryId: id, refUpdates: [refUpdate] } });
}
