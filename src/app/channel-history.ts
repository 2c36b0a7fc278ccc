/** What became of a channel, from git: who, when, from what to what, by which pull request. */
import { type Channel, parseChannel } from '../core/meta/channel.ts';
import { type CommitOrigin, parseCommitOrigin } from '../core/meta/commit-origin.ts';
import { readChannel } from './channels.ts';
import type { FileVersion, MetaSnapshot } from './ports/meta-repo.ts';
import { readRelease } from './releases.ts';

/** One change of a channel: of what it maps to, or of its hold. Githashes are full; `undefined` is nothing. */
export interface ChannelMove extends CommitOrigin {
  /** Commit of the branch of meta: of a pull request that was merged it is the merge. */
  readonly commit: string;
  /** Who wrote that commit: who merged. */
  readonly who: string;
  /** Who proposed it, where somebody else merged; else undefined. */
  readonly proposedBy: string | undefined;
  /** Seconds since 1970. */
  readonly at: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Version of `to`; empty when it has none or is not recorded. */
  readonly version: string;
  /** The hold after it, and the one before. */
  readonly hold: string | undefined;
  readonly wasHeld: string | undefined;
}

/** Newest first. A change that left release and hold alone is none. @throws input as `readChannel`. */
export async function readChannelHistory(
  snapshot: MetaSnapshot,
  project: string,
  channel: string,
): Promise<readonly ChannelMove[]> {
  const { path } = await readChannel(snapshot, project, channel);
  const versions = await snapshot.versions(path);
  const said = versions.map(({ bytes }) => read(bytes, path));
  const moves = versions.flatMap((version, i) => {
    const [now, before] = [said[i] ?? NOTHING, said[i + 1] ?? NOTHING];
    const isMove = now.release !== before.release || now.hold !== before.hold;
    return isMove ? [toMove(version, now, before)] : [];
  });
  const names = await readVersions(snapshot, project, new Set(moves.flatMap(({ to }) => to ?? [])));
  return moves.map((move) => ({ ...move, version: names.get(move.to ?? '') ?? '' }));
}

const NOTHING: Channel = { release: undefined, hold: undefined };

function toMove(version: FileVersion, now: Channel, before: Channel): Omit<ChannelMove, 'version'> {
  const { githash, author, committedAt, message, proposedBy } = version;
  return {
    ...parseCommitOrigin(message),
    ...{ commit: githash, who: author, at: committedAt },
    proposedBy: proposedBy === author ? undefined : proposedBy,
    ...{ from: before.release, to: now.release, hold: now.hold, wasHeld: before.hold },
  };
}

/** A version of the file that cannot be read mapped to nothing: history is shown, not judged. */
function read(bytes: Uint8Array | undefined, path: string): Channel {
  const parsed = bytes === undefined ? undefined : parseChannel(new TextDecoder().decode(bytes), path);
  return parsed?.ok === true ? parsed.value : NOTHING;
}

async function readVersions(snapshot: MetaSnapshot, project: string, githashes: ReadonlySet<string>) {
  const releases = await Promise.all([...githashes].map((githash) => readRelease(snapshot, project, githash)));
  return new Map(releases.flatMap((release) => (release === undefined ? [] : [[release.githash, release.version]])));
}
