/** Which instances a push to the meta repo reaches: those that follow a channel which it moved. */
import { isPattern, matchesPattern } from '../definition/names.ts';
import type { Channel } from '../meta/channel.ts';

/** A channel before and after the push; undefined where the file was not there. */
export interface ChannelChange {
  readonly channel: string;
  readonly before: Channel | undefined;
  readonly after: Channel | undefined;
}

/** An entry of `instances:`; `name` may be a pattern such as `dev.*`. */
export interface FollowingEntry {
  readonly name: string;
  /** What it follows; undefined for an entry that deploys only by an explicit release. */
  readonly channel: string | undefined;
}

/** One instance to deploy, and the release that its channel maps to. */
export interface RolloutStep {
  readonly instance: string;
  readonly channel: string;
  readonly release: string;
}

/**
 * Instances to deploy, in the order of `entries`; then those that a pattern names, in the order of `deployed`. A channel
 * that is held, or names no release, reaches nobody; one whose hold ended reaches its followers as if it had moved.
 *
 * @param deployed Instances that meta knows to have been deployed: what a pattern stands for.
 */
export function computeRollout(
  changes: readonly ChannelChange[],
  entries: readonly FollowingEntry[],
  deployed: readonly string[],
): readonly RolloutStep[] {
  const moved = new Map(changes.filter(hasMoved).map(({ channel, after }) => [channel, after?.release ?? '']));
  const named = entries.filter(({ name }) => !isPattern(name));
  const known = new Set(named.map(({ name }) => name));
  const matched = deployed
    .filter((instance) => !known.has(instance))
    .flatMap((instance) => {
      const entry = entries.find(({ name }) => isPattern(name) && matchesPattern(name, instance));
      return entry === undefined ? [] : [{ name: instance, channel: entry.channel }];
    });
  return [...named, ...matched].flatMap(({ name, channel }) => {
    const release = channel === undefined ? undefined : moved.get(channel);
    return channel === undefined || release === undefined ? [] : [{ instance: name, channel, release }];
  });
}

/** True when its followers have something new to run. */
function hasMoved({ before, after }: ChannelChange): boolean {
  if (after?.release === undefined || after.hold !== undefined) return false;
  return before?.release !== after.release || before.hold !== undefined;
}
