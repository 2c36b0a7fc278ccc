/** A further binary for a release that is recorded. */
import { inputFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { parseName } from '../core/meta/names.ts';
import type { BinaryRecord, ReleaseRecord } from '../core/meta/record.ts';
import { checkClean } from '../core/release/resolve-release.ts';
import { collect } from '../core/result.ts';
import { landRecords, type Surroundings } from './land-records.ts';
import { type MetaInputs, openMeta } from './open-meta.ts';
import { readOwnWorkTree } from './own-work-tree.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import { chooseProject } from './projects.ts';
import { checkStore, findRecorded, packNew, type StoreInputs, storeAll } from './record-binaries.ts';
import { binariesOf, findRelease, readRelease } from './releases.ts';

/** What is to be added, as the user named it. */
export interface BinaryWish extends MetaInputs, StoreInputs {
  readonly project?: string | undefined;
  /** File or folder. */
  readonly path: string;
  /** Version of the release; absent: what the work tree stands at. */
  readonly release?: string | undefined;
  readonly name: string;
  readonly platform?: string | undefined;
  readonly 'src-dir'?: string | undefined;
  readonly 'dry-run': boolean;
}

/** What came of it. */
export interface AddedBinary {
  readonly release: ReleaseRecord;
  /** Absent when a dry run stopped before it was packed and stored. */
  readonly binary?: BinaryRecord;
  /** True when meta had it before. */
  readonly recorded: boolean;
  readonly commit?: string;
}

/**
 * Packs, stores and records one binary; the same bytes again are a no-op.
 * @throws input as `findRelease`, `packNew`, `store/…`, `release/dirty`, `release/unknown`; operation `binary/exists`.
 */
export async function addBinary(wish: BinaryWish, around: Surroundings): Promise<AddedBinary> {
  const { ports, environment } = around;
  const { path, name, platform = environment.platform } = wish;
  const named = collect([parseName('binary', name), parseName('platform', platform)]);
  const problems = [...(named.ok ? [] : named.issues), ...checkStore(wish)];
  if (problems.length > 0) throw inputFailure(...problems);
  const meta = await openMeta(ports, wish);
  const snapshot = await meta.snapshot();
  const project = await chooseProject(snapshot, wish.project);
  const release = await findWanted(wish, { snapshot, project }, around);
  const standing = await binariesOf(snapshot, project, release.githash);
  const recorded = findRecorded(standing, { name, platform });
  if (wish['dry-run']) return { release, recorded: recorded !== undefined, ...(recorded && { binary: recorded }) };
  const added = await storeAll(await packNew([{ name, platform, path }], { release, standing }, ports), wish, ports);
  const commit = await landRecords({ meta, snapshot }, added, around);
  const binary = added[0] ?? recorded;
  return {
    release,
    recorded: commit === undefined,
    ...(binary === undefined ? {} : { binary }),
    ...(commit === undefined ? {} : { commit }),
  };
}

/** A release that is named was built wherever the user says so; without a name the work tree must be what it is of. */
async function findWanted(
  wish: BinaryWish,
  { snapshot, project }: { readonly snapshot: MetaSnapshot; readonly project: string },
  { ports }: Surroundings,
): Promise<ReleaseRecord> {
  if (wish.release !== undefined) return findRelease(snapshot, project, wish.release);
  const sources = await ports.sourceRepos(wish['top-dir']);
  const { head, dirty } = await readOwnWorkTree(sources, wish['src-dir'], [wish.path]);
  const release = await readRelease(snapshot, project, head.githash);
  const problems = checkClean(dirty);
  if (problems.length > 0) throw inputFailure(...problems);
  if (release !== undefined) return release;
  throw inputFailure({
    code: 'release/unknown',
    message: `${project} has no release of ${head.githash}, where the work tree stands`,
    hint: 'record it with facs release create, or name another with --release',
    origin: inputOrigin('--release'),
  });
}
