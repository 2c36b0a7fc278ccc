/** Releases as meta records them: found by githash, version, tag or channel. */
import { inputFailure } from '../core/error.ts';
import { type InputOrigin, inputOrigin } from '../core/issue.ts';
import { describeRelease } from '../core/meta/describe.ts';
import type { StoredRecord } from '../core/meta/find-records.ts';
import { parsePath, releaseBinariesFolder, releasePath, releasesFolder } from '../core/meta/paths.ts';
import { newestFirst } from '../core/meta/project-records.ts';
import type { BinaryRecord, ReleaseRecord } from '../core/meta/record.ts';
import { BY_DATE, byName } from '../core/meta/record-keys.ts';
import { GITHASH_PREFIX } from '../core/meta/trace.ts';
import { didYouMean } from '../core/nearest.ts';
import { readRecord, readRecords } from './meta-records.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import { readProject } from './projects.ts';
import type { ChosenRelease, ReleaseBinary } from './release-choice.ts';

const SHOWN = 10;
/** Whoever mistypes a version means one of the newest. */
const NEAREST = 1000;

/**
 * The release that a person named: at least 7 digits of its githash, its version, or its tag.
 * @throws input `release/unknown` (with the nearest name), `release/ambiguous` (with all that fit), `project/unknown`.
 */
export async function findRelease(snapshot: MetaSnapshot, project: string, version: string): Promise<ReleaseRecord> {
  await readProject(snapshot, project);
  const origin = inputOrigin('VERSION');
  const byGithash = await findByGithash(snapshot, project, version);
  if (byGithash.length > 0) return single(project, version, byGithash, origin);
  const found = releasesIn(await snapshot.find({ folder: releasesFolder(project), key: byName(version) }));
  const named = found.filter((release) => release.version === version || release.tag === version);
  if (named.length > 0) return single(project, version, newestFirst(named), origin);
  throw unknownRelease(project, version, await listReleases(snapshot, project, NEAREST));
}

/** The releases of a project, newest commit first. @param limit Only so many, the newest; absent: all. */
export async function listReleases(
  snapshot: MetaSnapshot,
  project: string,
  limit?: number,
): Promise<readonly ReleaseRecord[]> {
  const query = { folder: releasesFolder(project), key: BY_DATE, match: 'beginning' } as const;
  return newestFirst(releasesIn(await snapshot.find(limit === undefined ? query : { ...query, last: limit })));
}

/** The release with exactly this full githash; undefined when it is not recorded. */
export async function readRelease(
  snapshot: MetaSnapshot,
  project: string,
  githash: string,
): Promise<ReleaseRecord | undefined> {
  const record = await readRecord(snapshot, releasePath(project, githash));
  return record?.kind === 'release' ? record : undefined;
}

/** The recorded binaries of a release, by name and platform. Empty: none was recorded. */
export async function binariesOf(
  snapshot: MetaSnapshot,
  project: string,
  githash: string,
): Promise<readonly BinaryRecord[]> {
  const records = await readRecords(snapshot, releaseBinariesFolder(project, githash));
  return records.flatMap(({ record }) => (record.kind === 'binary' ? [record] : []));
}

/** What meta knows of a chosen release; the source is read from its repos. */
export async function toChosenRelease(
  snapshot: MetaSnapshot,
  release: ReleaseRecord,
): Promise<Omit<ChosenRelease, 'source' | 'dirty' | 'channel'>> {
  const { project, githash, version, tag, committedAt, repos } = release;
  const binaries = (await binariesOf(snapshot, project, githash)).map(
    ({ name, platform, sha256, size, url }): ReleaseBinary => ({ name, platform, sha256, size, url }),
  );
  return { project, githash, version, tag, committedAt, repos, binaries };
}

async function findByGithash(snapshot: MetaSnapshot, project: string, prefix: string): Promise<ReleaseRecord[]> {
  if (!GITHASH_PREFIX.test(prefix)) return [];
  const paths = await snapshot.list(`${releasesFolder(project)}/${prefix.slice(0, 2)}`);
  const githashes = paths.flatMap((path) => {
    const parsed = parsePath(path);
    return parsed?.kind === 'release' && parsed.githash.startsWith(prefix) ? [parsed.githash] : [];
  });
  const found = await Promise.all(githashes.map((githash) => readRelease(snapshot, project, githash)));
  return found.filter((release) => release !== undefined);
}

function releasesIn(found: readonly StoredRecord[]): ReleaseRecord[] {
  return found.flatMap(({ record }) => (record.kind === 'release' ? [record] : []));
}

function single(project: string, version: string, found: readonly ReleaseRecord[], origin: InputOrigin): ReleaseRecord {
  const [release] = found;
  if (found.length === 1 && release !== undefined) return release;
  throw inputFailure({
    code: 'release/ambiguous',
    message: `${version} may be any of ${found.map(describeRelease).join(', ')} of ${project}`,
    hint: 'write more digits of the githash',
    origin,
  });
}

function unknownRelease(project: string, version: string, releases: readonly ReleaseRecord[]) {
  const names = releases.flatMap(({ version, tag, githash }) => [version, tag, githash]).filter((name) => name !== '');
  const newest = releases.slice(0, SHOWN).map(describeRelease).join(', ');
  const known = releases.length === 0 ? 'none was created yet: facs release create' : `the newest are ${newest}`;
  return inputFailure({
    code: 'release/unknown',
    message: `${project} has no release ${version}`,
    hint: didYouMean(version, names) ?? known,
    origin: inputOrigin('VERSION'),
  });
}
