/** Which instances a push to the meta repo reaches: those that follow a channel which it moved. */
import { isPattern, matchesPattern } from '../definition/names.ts';
import type { Channel } from '../meta/channel.ts';

/** A channel before and after the push; undefined where the file was not there. */
export interface ChannelChange {
  readonly channel: string;
  readonly before: Channel | undefined;
  readonly after: Channel | undefined;
}

/** A channel whose followers have something new to run. */
export interface MovedChannel {
  readonly channel: string;
  /** Full githash that it maps to now. */
  readonly release: string;
}

/** An entry of `instances:`; `name` may be a pattern such as `dev.*`. */
export interface FollowingEntry {
  readonly name: string;
  /** What it follows; undefined for an entry that deploys only by an explicit release. */
  readonly channel: string | undefined;
}

/** One instance to deploy. */
export interface RolloutStep extends MovedChannel {
  readonly instance: string;
}

/**
 * The channels that moved, in the order given. One that is held, or names no release, moves nobody; one whose hold
 * ended counts as moved.
 */
export function findMoved(changes: readonly ChannelChange[]): readonly MovedChannel[] {
  return changes.flatMap(({ channel, before, after }) => {
    if (after?.release === undefined || after.hold !== undefined) return [];
    const moved = before?.release !== after.release || before.hold !== undefined;
    return moved ? [{ channel, release: after.release }] : [];
  });
}

/**
 * Followers of the channel, in the order of `entries`; then those that a pattern names, in the order of `deployed`.
 *
 * @param entries As the definitions of the channel's release list them.
 * @param deployed Instances that were deployed before: what a pattern stands for.
 */
export function computeRollout(
  { channel, release }: MovedChannel,
  entries: readonly FollowingEntry[],
  deployed: readonly string[],
): readonly RolloutStep[] {
  const named = entries.filter(({ name }) => !isPattern(name));
  const unnamed = deployed.filter((instance) => !named.some(({ name }) => name === instance));
  const matched = unnamed.flatMap((instance) => {
    const entry = entries.find(({ name }) => isPattern(name) && matchesPattern(name, instance));
    return entry === undefined ? [] : [{ name: instance, channel: entry.channel }];
  });
  return [...named, ...matched]
    .filter((entry) => entry.channel === channel)
    .map(({ name }) => ({ instance: name, channel, release }));
}
