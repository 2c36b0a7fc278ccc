/** Files of a commit by path: one query for all of them, texts with their content. */
import type { ReadTip } from '../../meta/missing-files.ts';
import { blobHash, fetchBlobs } from './blobs.ts';
import type { GithubRepo } from './github-repo.ts';

/** Paths that one query asks for: GitHub ends a query that takes it longer than ten seconds. */
const AT_ONCE = 50;

/** What GraphQL says of an object. */
export interface Found {
  readonly __typename: string;
  readonly oid: string;
  readonly isBinary?: boolean | null;
  readonly isTruncated?: boolean;
  readonly text?: string | null;
}

const NAMED = 'fragment Named on GitObject { __typename oid }';
/** What `keepText` wants to know of an object. */
export const TEXT = 'fragment Text on GitObject { __typename oid ... on Blob { isBinary isTruncated text } }';

/** Reads of a commit, as `missing-files.ts` wants them. */
export function readTipFiles(repo: GithubRepo, commit: string): ReadTip {
  return (paths) => readFiles(repo, commit, paths);
}

/** The files at these paths of a commit, in this order; undefined for what is no file. @throws ApiFailure. */
export async function readFiles(
  repo: GithubRepo,
  commit: string,
  paths: readonly string[],
): Promise<(Uint8Array | undefined)[]> {
  const hashes = await findBlobs(repo, commit, paths);
  const wanted = [...hashes.values()].filter((hash) => hash !== undefined);
  await fetchBlobs(repo, commit, wanted);
  return paths.map((path) => repo.blobs.get(hashes.get(path) ?? '')?.slice());
}

/** The tree at a folder (`''`: the top) of a commit; undefined when none is there. @throws ApiFailure. */
export async function findTree(repo: GithubRepo, commit: string, folder: string): Promise<string | undefined> {
  const [found] = await findObjects(repo, commit, [folder], false);
  return found?.__typename === 'Tree' ? found.oid : undefined;
}

async function findBlobs(repo: GithubRepo, commit: string, paths: readonly string[]) {
  const found = new Map<string, string | undefined>();
  // A record is no text: asking for it as text would be for nothing.
  const isText = (path: string) => !path.endsWith('.binpb');
  for (const texts of [true, false]) {
    const some = [...new Set(paths)].filter((path) => path !== '' && isText(path) === texts);
    for (let at = 0; at < some.length; at += AT_ONCE) {
      const part = some.slice(at, at + AT_ONCE);
      const objects = await findObjects(repo, commit, part, texts);
      for (const object of objects) if (object !== undefined) keepText(repo, object);
      part.forEach((path, i) => void found.set(path, objects[i]?.__typename === 'Blob' ? objects[i].oid : undefined));
    }
  }
  return found;
}

/** What GitHub takes for text it may have decoded with loss: only the hash tells whether these are the bytes. */
export function keepText({ blobs }: GithubRepo, { oid, text, isBinary, isTruncated }: Found): void {
  if (text === undefined || text === null || isBinary === true || isTruncated === true) return;
  const bytes = new TextEncoder().encode(text);
  if (blobHash(bytes) === oid) blobs.set(oid, bytes);
}

async function findObjects(repo: GithubRepo, commit: string, paths: readonly string[], texts: boolean) {
  const { owner, name, api } = repo;
  const names = paths.map((_, i) => `$p${i}: String!`).join(', ');
  const fields = paths.map((_, i) => `f${i}: object(expression: $p${i}) { ...${texts ? 'Text' : 'Named'} }`).join('\n');
  const query = `query Files($owner: String!, $name: String!, ${names}) {
    repository(owner: $owner, name: $name) { ${fields} }
  } ${texts ? TEXT : NAMED}`;
  // A revision and a path, as git rev-parse takes them: whatever stands behind the colon is the path.
  const expressions = Object.fromEntries(paths.map((path, i) => [`p${i}`, `${commit}:${path}`]));
  type Answer = { readonly repository: Readonly<Record<string, Found | null>> };
  const { repository } = await api.query<Answer>(query, { owner, name, ...expressions });
  return paths.map((_, i) => repository[`f${i}`] ?? undefined);
}
