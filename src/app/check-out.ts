/** A clean export of a release: its repository, its submodules and what its lock pins, side by side. */
import { inputFailure, unwrap } from '../core/error.ts';
import type { FileSet } from '../core/files.ts';
import type { Issue } from '../core/issue.ts';
import type { RepoRecord } from '../core/meta/record.ts';
import { resolveRelease } from '../core/release/resolve-release.ts';
import { pathProblem } from '../core/tree/path.ts';
import { exportFiles } from './export-files.ts';
import type { SourceOrigin } from './gather.ts';
import type { Ports } from './ports/ports.ts';
import type { SourceRepos } from './ports/source-repos.ts';
import type { ChosenRelease } from './release-choice.ts';
import { findOthers } from './release-facts.ts';

/** What to export, and the folder that it goes to. */
export interface CheckoutWish {
  readonly release: Pick<ChosenRelease, 'project' | 'githash' | 'committedAt' | 'repos'>;
  readonly origin: SourceOrigin;
  readonly folder: string;
  /** Make it anew where it is there already. */
  readonly clean: boolean;
  readonly 'top-dir': string;
  readonly 'dry-run': boolean;
}

/** One repository of an export; `folder` is counted from the export. */
export interface RepoFolder extends RepoRecord {
  readonly folder: string;
}

/** What came of it. `reused`: it was there, and was left as it is. */
export interface CheckedOut {
  readonly folder: string;
  readonly reused: boolean;
  readonly repos: readonly RepoFolder[];
}

/**
 * Exports every repository of the release at its githash. The tagged one and the pinned ones lie beside each other under
 * their names, submodules inside. The folder appears whole or not at all; one that is there is not touched.
 *
 * @throws input `checkout/folder`, and as `resolveRelease` where no record lists the repositories; operation as
 *   `SourceRepos`.
 */
export async function checkOut(wish: CheckoutWish, ports: Ports): Promise<CheckedOut> {
  const { folder, origin, release } = wish;
  const [sources, files] = await Promise.all([ports.sourceRepos(wish['top-dir']), ports.files()]);
  const repos = placeRepos(await listRepos(sources, wish));
  const there = await files.isFolder(folder);
  if (there && !wish.clean) return { folder, reused: true, repos };
  if (wish['dry-run']) return { folder, reused: false, repos };
  const sets = await Promise.all(
    repos.map(async ({ url, githash, folder: at }, i) => {
      return { at, files: await sources.files(i === 0 ? origin.url : url, githash, '') };
    }),
  );
  await checkSubmodules(repos, sets);
  if (there) await files.remove(folder);
  await files.makeTopFolder(wish['top-dir']);
  ports.talk.say(`exporting ${release.project} ${release.githash.slice(0, 12)} to ${folder}`);
  await exportFiles(folder, sets, ports);
  return { folder, reused: false, repos };
}

/** As recorded; where no record says more than the commit itself, the commit is asked. */
async function listRepos(sources: SourceRepos, { release, origin }: CheckoutWish): Promise<readonly RepoRecord[]> {
  const { project, githash, committedAt, repos } = release;
  const [own] = repos;
  if (own === undefined || repos.length > 1) return repos;
  const others = await findOthers(sources, { url: origin.url, githash });
  const tagged = { ...own, role: 'tagged', found: 'there' } as const;
  const facts = { project, commit: { githash, committedAt }, tags: [], dirty: [] };
  return unwrap(resolveRelease({ ...facts, repos: [tagged, ...others.repos], problems: others.problems })).repos;
}

function placeRepos(repos: readonly RepoRecord[]): readonly RepoFolder[] {
  const [own] = repos;
  const placed = repos.map((repo) => ({
    ...repo,
    folder: repo.path === '' ? repo.name : `${own?.name ?? ''}/${repo.path}`,
  }));
  const folders = placed.map(({ folder }) => folder);
  const issues = placed.flatMap(({ name, folder }, i): Issue[] => {
    const problem = folders.indexOf(folder) < i ? 'another repository lies there' : pathProblem(folder);
    return problem === undefined
      ? []
      : [{ code: 'checkout/folder', message: `${name} cannot lie at ${folder}: ${problem}` }];
  });
  if (issues.length > 0) throw inputFailure(...issues);
  return placed;
}

/** A submodule goes only where its parent has one: nothing leads its files through a link of the parent. */
async function checkSubmodules(
  repos: readonly RepoFolder[],
  sets: readonly { readonly at: string; readonly files: FileSet }[],
) {
  const known = await Promise.all(
    sets.map(async ({ at, files }) =>
      (await files.list('')).flatMap(({ path, kind }) => (kind === 'submodule' ? [`${at}/${path}`] : [])),
    ),
  );
  const places = new Set(known.flat());
  const lost = repos.filter(({ path, folder }) => path !== '' && !places.has(folder));
  if (lost.length > 0)
    throw inputFailure(
      ...lost.map(({ name, path }) => ({
        code: 'checkout/folder',
        message: `the release lists ${name} as a submodule at ${path}, where its commit has none`,
      })),
    );
}
