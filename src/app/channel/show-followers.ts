/** The instances that follow a channel, and what each of them runs. */
import { isFailure } from '../../core/error.ts';
import type { Hold, HostState } from '../../core/meta/fold.ts';
import { holdAt } from '../deploy/hold.ts';
import type { SeenMeta } from '../gather/places.ts';
import { readInstance } from '../instance-state.ts';
import type { Ports } from '../ports/ports.ts';
import { listDeployed, listFollowers } from './followers.ts';

/** One instance, as records have it. */
export interface Follower {
  readonly instance: string;
  readonly hosts: readonly Pick<HostState, 'host' | 'copy'>[];
  /** The hold of the instance itself. */
  readonly hold: Hold | undefined;
}

/** Of which channel; `release` is what it maps to. */
export interface ShownChannel {
  readonly project: string;
  readonly channel: string;
  readonly release: string | undefined;
}

/**
 * As the definitions of the release list them. Where those cannot be had that is said, and it is those whose last
 * deployment the channel named.
 */
export async function showFollowers(
  seen: SeenMeta,
  shown: ShownChannel,
  { ports, topDir }: { readonly ports: Ports; readonly topDir: string },
): Promise<readonly Follower[]> {
  const { project, channel, release } = shown;
  const now = ports.clock.now();
  const listed =
    release === undefined ? undefined : await readListed(seen, { project, channel, release }, { ports, topDir });
  const names = listed ?? (await listDeployed(seen.snapshot, project));
  const found: Follower[] = [];
  for (const instance of names) {
    const state = await readInstance(seen.snapshot, { project, instance });
    if (listed === undefined && state?.deployments.at(-1)?.begin.channel !== channel) continue;
    found.push({ instance, hosts: state?.hosts ?? [], hold: holdAt(state, now) });
  }
  return found;
}

async function readListed(
  seen: SeenMeta,
  followed: { readonly project: string; readonly channel: string; readonly release: string },
  { ports, topDir }: { readonly ports: Ports; readonly topDir: string },
): Promise<readonly string[] | undefined> {
  try {
    return await listFollowers(seen, await ports.sourceRepos(topDir), followed);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const message = `the definitions of ${followed.release.slice(0, 12)} cannot be read here: followers are those that the records name`;
    ports.talk.warn({ code: 'channel/definitions', message, hint: error.message.split('\n')[0] ?? '' });
    return undefined;
  }
}
