/**
 * GitHub's GraphQL API over bare repositories. The schema is the one that GitHub publishes, and graphql-js checks and
 * executes what comes in: a field, argument or type that GitHub does not have is an error here as it is there.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLError, type GraphQLScalarType, type GraphQLSchema, graphql } from 'graphql';
import { BareRepo, type GitObject, parseCommit } from './github-objects.ts';

/** What a request needs to be answered. */
export interface GraphqlDesk {
  /** The folder of `owner/name`; undefined when there is none, or this user may not see it. */
  folderOf(repository: string): string | undefined;
  /** Who asks. */
  readonly user: string;
}

/** What a client sent. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** Blobs larger than this come cut off. */
const TEXT_BYTES = 512_000;

let schema: GraphQLSchema | undefined;

/**
 * The body of the answer, which has status 200 whatever happened, and what of the request is against the schema.
 */
export async function answerGraphql({ query, variables = {} }: GraphqlRequest, desk: GraphqlDesk) {
  schema ??= publishedSchema();
  const rootValue = {
    repository: ({ owner, name }: Record<string, string>) => describeRepository(`${owner}/${name}`, desk),
    createCommitOnBranch: ({ input }: { input: CommitInput }) => createCommit(input, desk),
    updateRefs: ({ input }: { input: RefsInput }) => updateRefs(input, desk),
  };
  const { data, errors = [] } = await graphql({ schema, source: query, rootValue, variableValues: variables });
  // What was refused by our own code has a type; the rest is graphql-js, which found the request itself wrong.
  const violations = errors.filter(({ extensions }) => extensions['type'] === undefined).map(({ message }) => message);
  const shown = errors.map(({ message, path, locations, extensions }) => ({ ...extensions, path, locations, message }));
  return {
    body: { ...(data === undefined ? {} : { data }), ...(shown.length === 0 ? {} : { errors: shown }) },
    violations,
  };
}

function publishedSchema(): GraphQLSchema {
  const path = join(import.meta.dirname, '../../node_modules/@octokit/graphql-schema/schema.graphql');
  const built = buildSchema(readFileSync(path, 'utf8'), { assumeValidSDL: true });
  const check = (name: string, form: RegExp) => {
    (built.getType(name) as GraphQLScalarType).parseValue = (value) => {
      if (typeof value === 'string' && form.test(value)) return value;
      throw new GraphQLError(`${JSON.stringify(value)} is no ${name}`);
    };
  };
  check('GitObjectID', /^[0-9a-f]{40}$/);
  check('GitRefname', /^refs\/[^\s~^:?*[\\]+\/[^\s~^:?*[\\]+$/);
  check('Base64String', /^[A-Za-z0-9+/]*={0,2}$/);
  return built;
}

/** A refusal as GitHub words it: `type` is what clients go by. */
export function refusal(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function openRepository(repository: string, desk: GraphqlDesk): BareRepo {
  const folder = desk.folderOf(repository);
  if (folder !== undefined) return new BareRepo(folder);
  throw refusal('NOT_FOUND', `Could not resolve to a Repository with the name '${repository}'.`);
}

function describeRepository(nameWithOwner: string, desk: GraphqlDesk) {
  const repo = openRepository(nameWithOwner, desk);
  const describeRef = (name: string) => {
    const target = repo.find(name);
    if (target === undefined || !name.startsWith('refs/')) return null;
    return { __typename: 'Ref', name: name.replace(/^refs\/heads\//, ''), target: describeObject(repo, target) };
  };
  return {
    __typename: 'Repository',
    id: idOf(nameWithOwner),
    nameWithOwner,
    defaultBranchRef: () => describeRef(`refs/heads/${repo.branch}`),
    ref: ({ qualifiedName }: { qualifiedName: string }) => describeRef(qualifiedName),
    object: ({ oid, expression = oid }: { oid?: string; expression?: string }) => {
      const found = expression === undefined ? undefined : repo.find(expression);
      return found === undefined ? null : describeObject(repo, found);
    },
  };
}

function describeObject(repo: BareRepo, object: GitObject): object {
  const { oid, type, bytes } = object;
  const other = (revision: string) => {
    const found = repo.find(revision);
    return found === undefined ? null : describeObject(repo, found);
  };
  switch (type) {
    case 'commit':
      return describeCommit(repo, object);
    case 'tree':
      return describeTree(repo, oid);
    case 'blob':
      return describeBlob(oid, bytes);
    case 'tag':
      return { __typename: 'Tag', oid, target: () => other(/^object (\w+)$/m.exec(bytes.toString())?.[1] ?? '') };
  }
}

function describeCommit(repo: BareRepo, commit: GitObject): object {
  const { oid } = commit;
  const { tree, parents, author, committedDate, message } = parseCommit(commit);
  const commitAt = (each: string) => describeObject(repo, repo.find(each) as GitObject);
  return {
    __typename: 'Commit',
    oid,
    message,
    committedDate,
    author: { name: author },
    tree: describeTree(repo, tree),
    file: ({ path }: { path: string }) => {
      const found = repo.find(`${oid}:${path}`);
      return found === undefined ? null : { __typename: 'TreeEntry', object: describeObject(repo, found) };
    },
    parents: ({ first = 100 }: { first?: number }) => ({ nodes: () => parents.slice(0, first).map(commitAt) }),
    history: ({ first = 100, after, path }: { first?: number; after?: string | null; path?: string | null }) => {
      if (first > 100) throw refusal('EXCESSIVE_PAGINATION', `Requesting ${first} records exceeds the limit of 100`);
      const found = repo
        .git(['rev-list', oid, ...(path == null ? [] : ['--', path])])
        .split('\n')
        .filter(Boolean);
      const start = Number(after ?? 0);
      const page = found.slice(start, start + first);
      const end = start + page.length;
      return {
        totalCount: found.length,
        nodes: () => page.map(commitAt),
        pageInfo: { hasNextPage: end < found.length, endCursor: page.length === 0 ? null : String(end) },
      };
    },
  };
}

function describeTree(repo: BareRepo, oid: string): object {
  const entries = () => repo.entries(oid, false).map((entry) => ({ ...entry, name: entry.path }));
  return { __typename: 'Tree', oid, entries };
}

/** Text is decoded as GitHub does it: a mark of byte order is dropped, and what is not UTF-8 is guessed to be Latin-1. */
function describeBlob(oid: string, bytes: Buffer): object {
  const isBinary = bytes.subarray(0, 8000).includes(0);
  const isTruncated = bytes.length > TEXT_BYTES;
  const decode = () => {
    const shown = bytes.subarray(0, TEXT_BYTES);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(shown);
    } catch {
      return shown.toString('latin1');
    }
  };
  return {
    __typename: 'Blob',
    oid,
    byteSize: bytes.length,
    isBinary,
    isTruncated,
    text: () => (isBinary ? null : decode()),
  };
}

interface CommitInput {
  readonly branch: { readonly repositoryNameWithOwner?: string; readonly branchName?: string };
  readonly expectedHeadOid: string;
  readonly fileChanges?: { readonly additions?: readonly { readonly path: string; readonly contents: string }[] };
  readonly message: { readonly headline: string; readonly body?: string | null };
}

function createCommit({ branch, expectedHeadOid, fileChanges, message }: CommitInput, desk: GraphqlDesk) {
  const repo = openRepository(branch.repositoryNameWithOwner ?? '', desk);
  const ref = `refs/heads/${branch.branchName}`;
  const head = repo.find(ref);
  if (head === undefined) throw refusal('NOT_FOUND', `No ref found for ${ref}`);
  const stale = () =>
    refusal('STALE_DATA', `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`);
  if (head.oid !== expectedHeadOid) throw stale();
  const files = (fileChanges?.additions ?? []).map(({ path, contents }) => ({
    path,
    bytes: Buffer.from(contents, 'base64'),
  }));
  const text = message.body ? `${message.headline}\n\n${message.body}` : message.headline;
  const said = { message: text, author: desk.user };
  try {
    const oid = repo.commitFiles(branch.branchName ?? '', head.oid, files, said);
    return { commit: describeObject(repo, repo.find(oid) as GitObject) };
  } catch {
    throw stale();
  }
}

interface RefsInput {
  readonly repositoryId: string;
  readonly refUpdates: readonly {
    readonly name: string;
    readonly beforeOid?: string | null;
    readonly afterOid: string;
    readonly force?: boolean;
  }[];
}

function updateRefs({ repositoryId, refUpdates }: RefsInput, desk: GraphqlDesk) {
  const repo = openRepository(Buffer.from(repositoryId, 'base64url').toString(), desk);
  try {
    repo.moveRefs(
      refUpdates.map(({ name, beforeOid, afterOid, force = false }) => ({
        ...{ name, after: afterOid, force },
        ...(beforeOid == null ? {} : { before: beforeOid }),
      })),
    );
  } catch (error) {
    throw refusal('UNPROCESSABLE', `A ref could not be updated: ${(error as Error).message.split('\n')[0]}`);
  }
  return { clientMutationId: null };
}

function idOf(nameWithOwner: string): string {
  return Buffer.from(nameWithOwner).toString('base64url');
}
