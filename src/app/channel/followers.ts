/** Instances that follow a channel, by the definitions of a release. */
import type { CheckedInstance } from '../../core/definition/schema.ts';
import { deploymentsFolder } from '../../core/meta/paths.ts';
import { computeRollout, type FollowingEntry } from '../../core/rollout/rollout.ts';
import { listInstances } from '../definitions.ts';
import { findInCommit } from '../gather/commit-place.ts';
import { metaPlace } from '../gather/meta-files.ts';
import { pinMeta, pinUrl } from '../gather/pinned.ts';
import type { SeenMeta } from '../gather/places.ts';
import type { DefinePlace } from '../layer-files.ts';
import type { MetaSnapshot } from '../ports/meta-repo.ts';
import type { SourceRepos } from '../ports/source-repos.ts';
import { findRelease } from '../releases.ts';

/** A channel of a project, and the release whose definitions count. */
export interface FollowedChannel {
  readonly project: string;
  readonly channel: string;
  /** Full githash, version or tag. */
  readonly release: string;
}

/** Names of the instances, in the order of the list; of those that a pattern names, the ones that were deployed. @throws as `findDefinitions`. */
export async function listFollowers(
  seen: SeenMeta,
  repos: SourceRepos,
  { project, channel, release }: FollowedChannel,
): Promise<readonly string[]> {
  const place = await findDefinitions(seen, repos, { project, release });
  const entries = [...((await listInstances(place, project)) ?? [])].map(toFollowing);
  const steps = computeRollout({ channel, release }, entries, await listDeployed(seen.snapshot, project));
  return steps.map(({ instance }) => instance);
}

/** Instances that have deployments, in byte order. */
export async function listDeployed(snapshot: MetaSnapshot, project: string): Promise<readonly string[]> {
  const folders = await snapshot.children(deploymentsFolder(project));
  return folders.map((name) => name.replace(/\/$/, ''));
}

/**
 * As `gather` finds them where there is no work tree: `define/` of meta at its tip, else those of the release.
 * @throws input `definition/no-folder`; operation as `SourceRepos`.
 */
export async function findDefinitions(
  seen: SeenMeta,
  repos: SourceRepos,
  { project, release, ref }: { readonly project: string; readonly release: string; readonly ref?: string | undefined },
): Promise<DefinePlace> {
  const shared = await metaPlace(seen);
  if (shared !== undefined) return ref === undefined ? shared.place : (await pinMeta(seen, ref)).place;
  const { repos: recorded, githash } = await findRelease(seen.snapshot, project, release);
  const url = recorded[0]?.url ?? '';
  const address = ref === undefined ? { url, named: url, githash } : await pinUrl(repos, url, ref);
  return (await findInCommit(repos, { ...address, within: '' })).place;
}

/** An entry of the list as a rollout sees it. */
export function toFollowing([name, { channel }]: readonly [string, CheckedInstance]): FollowingEntry {
  return { name, channel };
}
