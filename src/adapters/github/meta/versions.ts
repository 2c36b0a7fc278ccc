/** What a file became, commit by commit: one query for a hundred of them, with the contents. */
import type { FileVersion } from '../../../app/ports/meta-repo.ts';
import { fetchBlobs } from './blobs.ts';
import { type Found, keepText, TEXT } from './files.ts';
import type { GithubRepo } from './github-repo.ts';

const VERSIONS = `query Versions($owner: String!, $name: String!, $commit: GitObjectID!, $after: String, $path: String!) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) {
      __typename
      ... on Commit {
        history(first: 100, after: $after, path: $path) {
          pageInfo { hasNextPage endCursor }
          nodes { oid message committedDate author { name } file(path: $path) { object { ...Text } } }
        }
      }
    }
  }
}
${TEXT}`;

interface Node {
  readonly oid: string;
  readonly message: string;
  readonly committedDate: string;
  readonly author: { readonly name: string | null } | null;
  readonly file: { readonly object: Found | null } | null;
}

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}

interface Answer {
  readonly repository: { readonly object: { readonly history?: Page } | null };
}

/**
 * Every version of the file up to `commit`, newest first. GitHub's history of a file leaves merges out: a version that a
 * merge brought is that of the commit which was merged. @throws ApiFailure.
 */
export async function readVersions(repo: GithubRepo, commit: string, path: string): Promise<FileVersion[]> {
  const nodes = await readNodes(repo, commit, path);
  const objects = nodes.map(({ file }) => (file?.object?.__typename === 'Blob' ? file.object : undefined));
  for (const object of objects) if (object !== undefined) keepText(repo, object);
  await fetchBlobs(
    repo,
    commit,
    objects.flatMap((object) => object?.oid ?? []),
  );
  return nodes.map(({ oid, author, committedDate, message }, i) => ({
    githash: oid,
    author: author?.name ?? '',
    committedAt: Date.parse(committedDate) / 1000,
    message: message.trim(),
    bytes: repo.blobs.get(objects[i]?.oid ?? '')?.slice(),
  }));
}

async function readNodes({ owner, name, api }: GithubRepo, commit: string, path: string): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: Answer = await api.query<Answer>(VERSIONS, { owner, name, commit, after, path });
    const history: Page | undefined = answer.repository.object?.history;
    nodes.push(...(history?.nodes ?? []));
    if (history?.pageInfo.hasNextPage !== true) return nodes;
    after = history.pageInfo.endCursor;
  }
}
