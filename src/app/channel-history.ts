/** The promotions of a channel, from git: who, when, from what to what. */
import { parseChannel } from '../core/meta/channel.ts';
import { readChannel } from './channels.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import { listReleases } from './releases.ts';

/** One change of what a channel maps to. Githashes are full; `undefined` is nothing. */
export interface ChannelMove {
  /** Commit of meta. */
  readonly commit: string;
  readonly who: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Version of `to`; empty when it has none or is not recorded. */
  readonly version: string;
}

/** Newest first. A change that left the release alone is none. @throws input as `readChannel`. */
export async function readChannelHistory(
  snapshot: MetaSnapshot,
  project: string,
  channel: string,
): Promise<readonly ChannelMove[]> {
  const { path } = await readChannel(snapshot, project, channel);
  const commits = await snapshot.history(path);
  const files = await Promise.all(commits.map(({ githash }) => snapshot.readAt(githash, path)));
  const releases = files.map((bytes) => releaseIn(bytes, path));
  const versions = new Map((await listReleases(snapshot, project)).map(({ githash, version }) => [githash, version]));
  return commits.flatMap(({ githash, author, committedAt }, i) => {
    const [to, from] = [releases[i], releases[i + 1]];
    if (to === from) return [];
    return [{ commit: githash, who: author, at: committedAt, from, to, version: versions.get(to ?? '') ?? '' }];
  });
}

/** A version of the file that cannot be read mapped to nothing: history is shown, not judged. */
function releaseIn(bytes: Uint8Array | undefined, path: string): string | undefined {
  const parsed = bytes === undefined ? undefined : parseChannel(new TextDecoder().decode(bytes), path);
  return parsed?.ok === true ? parsed.value.release : undefined;
}
