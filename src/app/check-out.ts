/** A clean export of a release: its repository, its submodules and what its lock pins, side by side. */
import { inputFailure, unwrap } from '../core/error.ts';
import type { FileSet } from '../core/files.ts';
import type { Issue } from '../core/issue.ts';
import type { RepoRecord } from '../core/meta/record.ts';
import { resolveRelease } from '../core/release/resolve-release.ts';
import { pathProblem } from '../core/tree/path.ts';
import { type ExportedSet, exportFiles } from './export-files.ts';
import type { SourceOrigin } from './gather.ts';
import type { LocalFiles } from './ports/local-files.ts';
import type { Ports } from './ports/ports.ts';
import type { SourceRepos } from './ports/source-repos.ts';
import type { ChosenRelease } from './release-choice.ts';
import { findOthers } from './release-facts.ts';

/** Beside the repositories of an export: says that it is one, and of what. */
const NOTE = '.facsimile-checkout.json';

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
 * @throws input `checkout/not-ours`, `checkout/folder`, and as `resolveRelease` where no record lists the repositories; operation as
 *   `SourceRepos`.
 */
export async function checkOut(wish: CheckoutWish, ports: Ports): Promise<CheckedOut> {
  const { folder, origin, release } = wish;
  const [sources, files] = await Promise.all([ports.sourceRepos(wish['top-dir']), ports.files()]);
  const repos = placeRepos(await listRepos(sources, wish));
  const there = await isOurs(wish, files);
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
  await exportFiles(folder, [...sets, noteOf(release)], ports);
  return { folder, reused: false, repos };
}

/**
 * True for an export of this release. An empty folder is as good as none.
 * @throws input `checkout/not-ours`: something else lies there, which is not ours to reuse or to take away.
 */
async function isOurs({ folder, release, clean }: CheckoutWish, files: LocalFiles): Promise<boolean> {
  const names = (await files.names(folder)) ?? [];
  if (names.length === 0) return false;
  const note = await files.read(`${folder}/${NOTE}`);
  const isThis = note !== undefined && new TextDecoder().decode(note) === describeNote(release);
  if (isThis || (clean && note !== undefined)) return true;
  throw inputFailure({
    code: 'checkout/not-ours',
    message: `${folder} holds something else than ${release.project} ${release.githash.slice(0, 12)}: ${names.slice(0, 3).join(', ')}`,
    hint: note === undefined ? 'name an empty or a new folder' : 'name another folder, or make it anew with --clean',
  });
}

function noteOf(release: CheckoutWish['release']): ExportedSet {
  const content = new TextEncoder().encode(describeNote(release));
  return {
    at: '',
    files: {
      label: NOTE,
      locate: (path) => path,
      list: async () => [{ path: NOTE, kind: 'file' }],
      read: async () => content,
    },
  };
}

function describeNote({ project, githash }: CheckoutWish['release']): string {
  return `${JSON.stringify({ project, release: githash })}\n`;
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
