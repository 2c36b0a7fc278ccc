/** What a push to the meta repo asks for: which instances, in all projects, follow a channel that it moved. */

import type { CheckedInstance } from '../core/definition/schema.ts';
import { unwrap } from '../core/error.ts';
import { type Channel, parseChannel } from '../core/meta/channel.ts';
import { deploymentsFolder } from '../core/meta/paths.ts';
import { computeRollout, type FollowingEntry, findMoved, type RolloutStep } from '../core/rollout/rollout.ts';
import { listChannels } from './channels.ts';
import { decodeText } from './decode-text.ts';
import { listInstances } from './definitions.ts';
import { findInCommit } from './gather/commit-place.ts';
import { metaPlace } from './gather/meta-files.ts';
import { pinMeta, pinUrl } from './gather/pinned.ts';
import type { SeenMeta } from './gather/places.ts';
import type { DefinePlace } from './layer-files.ts';
import { type MetaInputs, openMeta } from './open-meta.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import type { Ports } from './ports/ports.ts';
import type { SourceRepos } from './ports/source-repos.ts';
import { listProjects } from './projects.ts';
import { findRelease } from './releases.ts';

/** The push, as GitHub's event names it. */
export interface PushInputs extends MetaInputs {
  /** Githash that the branch was at; only zeros when the push made the branch. */
  readonly before: string;
  /** Where the lists of instances are read, instead of where `gather` would. */
  readonly 'define-ref'?: string | undefined;
}

/** One instance to deploy. */
export interface ProjectStep extends RolloutStep {
  readonly project: string;
}

/** As a push event says that there was nothing before. @source GitHub, webhook event `push` */
const NOTHING = /^0+$/;

/**
 * Instances to deploy, by project in byte order, then as `computeRollout`. Channels are compared as they were and as
 * they are now, not as this push left them: of pushes in a row each run finds what is still to do.
 * @throws input: what is wrong with the definitions of a project that moved; `release/unknown`.
 */
export async function planRollout(inputs: PushInputs, ports: Ports): Promise<readonly ProjectStep[]> {
  const meta = await openMeta(ports, inputs);
  const snapshot = await meta.snapshot();
  const repos = await ports.sourceRepos(inputs['top-dir']);
  const ref = inputs['define-ref'];
  const steps: ProjectStep[] = [];
  for (const project of await listProjects(snapshot)) {
    const deployed = await listDeployed(snapshot, project);
    for (const moved of findMoved(await listChanges(snapshot, project, inputs.before))) {
      const place = await findDefinitions({ meta, snapshot }, repos, { project, release: moved.release, ref });
      const entries = [...((await listInstances(place, project)) ?? [])];
      steps.push(...computeRollout(moved, entries.map(toFollowing), deployed).map((step) => ({ project, ...step })));
    }
  }
  return steps;
}

async function listChanges(snapshot: MetaSnapshot, project: string, before: string) {
  const channels = await listChannels(snapshot, project);
  return Promise.all(
    channels.map(async ({ name, path, ...after }) => ({
      channel: name,
      before: NOTHING.test(before) ? undefined : await readChannelAt(snapshot, before, path),
      after,
    })),
  );
}

async function readChannelAt(snapshot: MetaSnapshot, githash: string, path: string): Promise<Channel | undefined> {
  const bytes = await snapshot.readAt(githash, path);
  return bytes === undefined ? undefined : unwrap(parseChannel(unwrap(decodeText(bytes, path, 'channel')), path));
}

async function listDeployed(snapshot: MetaSnapshot, project: string): Promise<readonly string[]> {
  const folders = await snapshot.children(deploymentsFolder(project));
  return folders.map((name) => name.replace(/\/$/, ''));
}

/** As `gather` finds them where there is no work tree: `define/` of meta at its tip, else those of the release. */
async function findDefinitions(
  seen: SeenMeta,
  repos: SourceRepos,
  { project, release, ref }: { readonly project: string; readonly release: string; readonly ref: string | undefined },
): Promise<DefinePlace> {
  const shared = await metaPlace(seen);
  if (shared !== undefined) return ref === undefined ? shared.place : (await pinMeta(seen, ref)).place;
  const { repos: recorded, githash } = await findRelease(seen.snapshot, project, release);
  const url = recorded[0]?.url ?? '';
  const address = ref === undefined ? { url, named: url, githash } : await pinUrl(repos, url, ref);
  return (await findInCommit(repos, { ...address, within: '' })).place;
}

function toFollowing([name, { channel }]: readonly [string, CheckedInstance]): FollowingEntry {
  return { name, channel };
}
