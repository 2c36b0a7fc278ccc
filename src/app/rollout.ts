/** What a push to the meta repo asks for: which instances, in all projects, follow a channel that it moved. */

import { unwrap } from '../core/error.ts';
import { type Channel, parseChannel } from '../core/meta/channel.ts';
import { computeRollout, findMoved, type RolloutStep } from '../core/rollout/rollout.ts';
import { findDefinitions, listDeployed, toFollowing } from './channel/followers.ts';
import { listChannels } from './channels.ts';
import { decodeText } from './decode-text.ts';
import { listInstances } from './definitions.ts';
import { type MetaInputs, openMeta } from './open-meta.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import type { Ports } from './ports/ports.ts';
import { listProjects } from './projects.ts';

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
