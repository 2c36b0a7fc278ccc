/** The files of a meta repo on GitHub at one commit. */
import type { MetaSnapshot } from '../../../app/ports/meta-repo.ts';
import { comparePaths } from '../../../core/files.ts';
import { scanRecords } from '../../meta/scan-records.ts';
import { fetchBlobs } from './blobs.ts';
import { isAncestor, readHistory, readTouched } from './commits.ts';
import { findTree, readFiles } from './files.ts';
import { type GithubRepo, metaFailures } from './github-repo.ts';
import { type FoundFile, readListing } from './listing.ts';
import { readVersions } from './versions.ts';

/** The commit as files. Each is asked for when it is read; what was listed is read without asking where it lies. */
export function openSnapshot(repo: GithubRepo, commit: string): MetaSnapshot {
  const listed = new Map<string, string>();
  const walk = async (folder: string): Promise<readonly FoundFile[]> => {
    const tree = await findTree(repo, commit, folder);
    if (tree === undefined) return [];
    const files = (await readListing(repo, tree)).map((file) => ({ ...file, path: join(folder, file.path) }));
    for (const { path, kind, hash } of files) if (kind !== 'submodule') listed.set(path, hash);
    return files;
  };
  const read = async (paths: readonly string[]) => {
    const hashes = paths.map((path) => listed.get(path));
    if (hashes.includes(undefined)) return readFiles(repo, commit, paths);
    await fetchBlobs(
      repo,
      commit,
      hashes.filter((hash) => hash !== undefined),
    );
    return hashes.map((hash) => repo.blobs.get(hash ?? '')?.slice());
  };
  const guard = <T>(work: () => Promise<T>) => metaFailures(repo, work);
  const readAll = (paths: readonly string[]) => guard(() => (paths.length === 0 ? Promise.resolve([]) : read(paths)));
  const list = (folder: string) => guard(async () => (await walk(folder)).map(({ path }) => path));
  return {
    commit,
    read: (path) => guard(async () => (await read([path]))[0]),
    readAll,
    find: scanRecords({ list, readAll }),
    readAt: (githash, path) => guard(async () => (await readFiles(repo, githash, [path]))[0]),
    list,
    files: (folder) => guard(async () => (await walk(folder)).map(({ path, kind }) => ({ path, kind }))),
    children: (folder) => guard(() => readChildren(repo, commit, folder)),
    history: (path, limit) => guard(async () => (await readHistory(repo, commit, path, limit)).map(withoutParent)),
    versions: (path) => guard(() => readVersions(repo, commit, path)),
    touched: (revision) => guard(() => readTouched(repo, revision)),
    includes: (githash) => guard(() => isAncestor(repo, githash, commit)),
  };
}

const CHILDREN = `query Children($owner: String!, $name: String!, $folder: String!) {
  repository(owner: $owner, name: $name) {
    object(expression: $folder) { __typename ... on Tree { entries { name type } } }
  }
}`;

interface ChildrenAnswer {
  readonly repository: {
    readonly object: { readonly entries?: readonly { readonly name: string; readonly type: string }[] | null } | null;
  };
}

async function readChildren({ owner, name, api }: GithubRepo, commit: string, folder: string): Promise<string[]> {
  const given = { owner, name, folder: `${commit}:${folder}` };
  const { repository } = await api.query<ChildrenAnswer>(CHILDREN, given);
  const names = repository.object?.entries?.map((entry) => (entry.type === 'tree' ? `${entry.name}/` : entry.name));
  return (names ?? []).sort(comparePaths);
}

function withoutParent<T extends { readonly parent: unknown }>({ parent, ...commit }: T) {
  return commit;
}

function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
