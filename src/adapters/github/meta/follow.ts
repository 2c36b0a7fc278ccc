/** Whether a tip follows the one that was seen before, and leaves its records alone. */
import { isRecordPath } from '../../../core/meta/paths.ts';
import { rewritten } from '../../meta/meta-failure.ts';
import { isApiFailure } from './api-failure.ts';
import { isAncestor, readHistory } from './commits.ts';
import { findTree } from './files.ts';
import type { GithubRepo } from './github-repo.ts';
import { readListing } from './listing.ts';

/** Files that GitHub shows of a comparison; when there may be more, both states are listed. */
const FILES_SHOWN = 300;

/** Commits to look through for the one that changed a record. */
const LOOK_BACK = 50;

/**
 * True when `now` has `seen` in its history; false also when GitHub knows no such commit any more.
 * @throws operation `meta/rewritten`, naming the commit that changed or removed a record; ApiFailure.
 */
export async function follows(repo: GithubRepo, seen: string, now: string): Promise<boolean> {
  if (seen === now) return true;
  const compared = await compare(repo, seen, now);
  if (compared?.status !== 'ahead') return compared?.status === 'identical';
  const { files = [] } = compared;
  const gone =
    files.length < FILES_SHOWN
      ? files.filter(({ status }) => status !== 'added').map((file) => file.previous_filename ?? file.filename)
      : await findGone(repo, seen, now);
  const path = gone.find(isRecordPath);
  if (path === undefined) return true;
  throw rewritten(repo.url, path, await findCulprit(repo, path, seen, now), repo.memory);
}

async function compare({ owner, name, api }: GithubRepo, seen: string, now: string) {
  const given = { owner, repo: name, basehead: `${seen}...${now}`, per_page: 1 };
  try {
    return await api.rest((client, request) => client.rest.repos.compareCommitsWithBasehead({ ...given, request }));
  } catch (error) {
    if (isApiFailure(error) && error.reason === 'missing') return undefined;
    throw error;
  }
}

async function findGone(repo: GithubRepo, seen: string, now: string): Promise<string[]> {
  const [before, after] = await Promise.all(
    [seen, now].map(async (commit) => {
      const tree = await findTree(repo, commit, '');
      return tree === undefined ? [] : readListing(repo, tree);
    }),
  );
  const there = new Map(after?.map(({ path, hash }) => [path, hash]));
  return (before ?? []).filter(({ path, hash }) => there.get(path) !== hash).map(({ path }) => path);
}

/** The oldest that touched the path since: what came later is its consequence. */
async function findCulprit(repo: GithubRepo, path: string, seen: string, now: string): Promise<string> {
  let culprit = now;
  for (const { githash } of await readHistory(repo, now, path, LOOK_BACK)) {
    if (await isAncestor(repo, githash, seen)) break;
    culprit = githash;
  }
  return culprit;
}
