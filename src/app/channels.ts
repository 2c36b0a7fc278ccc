/** Channels as meta has them now. */
import { inputFailure, unwrap } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { type Channel, parseChannel } from '../core/meta/channel.ts';
import { channelPath } from '../core/meta/paths.ts';
import { didYouMean } from '../core/nearest.ts';
import { decodeText } from './decode-text.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import { readProject } from './projects.ts';

/** A channel with the file that says it. */
export interface StoredChannel extends Channel {
  readonly name: string;
  readonly path: string;
  /** The file's bytes, which a change is based on; undefined as long as nothing was promoted. */
  readonly bytes: Uint8Array | undefined;
}

/** All channels of a project, in the order of promotion. @throws input as `readProject` and `parseChannel`. */
export async function listChannels(snapshot: MetaSnapshot, project: string): Promise<readonly StoredChannel[]> {
  const { channels } = await readProject(snapshot, project);
  const paths = channels.map((channel) => channelPath(project, channel));
  const files = await snapshot.readAll(paths);
  return channels.map((name, i) => toStoredChannel(name, paths[i] ?? '', files[i]));
}

/** One channel. @throws input `channel/encoding`, `channel/unknown` (with the nearest name), `channel/invalid`, `project/unknown`. */
export async function readChannel(snapshot: MetaSnapshot, project: string, channel: string): Promise<StoredChannel> {
  const { channels } = await readProject(snapshot, project);
  if (!channels.includes(channel)) {
    throw inputFailure({
      code: 'channel/unknown',
      message: `${project} has no channel ${channel}`,
      hint: didYouMean(channel, channels) ?? `its channels are ${channels.join(', ')}`,
      origin: inputOrigin('CHANNEL'),
    });
  }
  const path = channelPath(project, channel);
  return toStoredChannel(channel, path, await snapshot.read(path));
}

function toStoredChannel(name: string, path: string, bytes: Uint8Array | undefined): StoredChannel {
  const text = bytes === undefined ? '' : unwrap(decodeText(bytes, path, 'channel'));
  return { name, path, bytes, ...unwrap(parseChannel(text, path)) };
}
