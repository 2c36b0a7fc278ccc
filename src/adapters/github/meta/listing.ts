/** All files below a folder, by one request where GitHub answers it whole. */
import { comparePaths, type FileEntry } from '../../../core/files.ts';
import type { GithubRepo } from './github-repo.ts';

/** A file and the githash of its content. */
export interface FoundFile extends FileEntry {
  readonly hash: string;
}

const KINDS: Readonly<Record<string, FileEntry['kind']>> = {
  '100755': 'executable',
  '120000': 'link',
  '160000': 'submodule',
};

/**
 * The files below the tree with this githash, in byte order, their paths counted from it.
 * @throws ApiFailure. @source docs.github.com, "Get a tree": at most 100,000 entries and 7 MB, else `truncated`.
 */
export function readListing(repo: GithubRepo, tree: string): Promise<readonly FoundFile[]> {
  const known = repo.listings.get(tree) ?? listTree(repo, tree);
  repo.listings.set(tree, known);
  // A failure is not kept: the next call asks again.
  known.catch(() => repo.listings.delete(tree));
  return known;
}

async function listTree(repo: GithubRepo, tree: string): Promise<FoundFile[]> {
  const whole = await readTree(repo, tree, true);
  if (!whole.truncated) return toFiles(whole.tree).sort((a, b) => comparePaths(a.path, b.path));
  const direct = (await readTree(repo, tree, false)).tree;
  const files = toFiles(direct);
  for (const { type, path, sha } of direct) {
    if (type !== 'tree') continue;
    files.push(...(await readListing(repo, sha)).map((file) => ({ ...file, path: `${path}/${file.path}` })));
  }
  return files.sort((a, b) => comparePaths(a.path, b.path));
}

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

function readTree({ owner, name, api }: GithubRepo, tree: string, whole: boolean) {
  const recursive = whole ? { recursive: '1' } : {};
  return api.rest(async (client, request) => {
    const { data } = await client.rest.git.getTree({ owner, repo: name, tree_sha: tree, ...recursive, request });
    return { data: { truncated: data.truncated, tree: data.tree as readonly Entry[] } };
  });
}

function toFiles(entries: readonly Entry[]): FoundFile[] {
  const files = entries.filter(({ type }) => type !== 'tree');
  return files.map(({ path, mode, sha }) => ({ path, kind: KINDS[mode] ?? 'file', hash: sha }));
}
