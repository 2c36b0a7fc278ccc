/** All that counts for or against a release on its way to a channel, as meta has it. */
import { parseChannel } from '../../core/meta/channel.ts';
import type { ChannelPolicy } from '../../core/meta/channel-policy.ts';
import { freezeAt } from '../../core/meta/freeze.ts';
import { binaryPath, channelPath, releasePath } from '../../core/meta/paths.ts';
import type { Project } from '../../core/meta/project.ts';
import type { Candidate } from '../../core/meta/promotion-rules.ts';
import type { BinaryRecord, ReleaseRecord } from '../../core/meta/record.ts';
import type { StoredChannel } from '../channels.ts';
import type { SeenMeta } from '../gather/places.ts';
import type { MetaSnapshot } from '../ports/meta-repo.ts';
import type { Ports } from '../ports/ports.ts';
import { binariesOf } from '../releases.ts';
import { listUnbuilt } from './unbuilt.ts';
import { listUnsigned } from './unsigned.ts';

/** A channel as it is, with the project that has it, and the release that it is to map to. */
export interface WantedMove {
  readonly project: Project & { readonly name: string };
  readonly channel: StoredChannel;
  readonly from: ReleaseRecord | undefined;
  readonly to: ReleaseRecord;
}

/** Gathers it. @throws as `MetaSnapshot` and `Signatures`. */
export async function gatherCandidate(
  seen: SeenMeta,
  { project, channel, from, to }: WantedMove,
  around: { readonly ports: Ports; readonly topDir: string },
): Promise<Candidate> {
  const { snapshot } = seen;
  const policy = policyOf(project, channel.name);
  const binaries = await binariesOf(snapshot, project.name, to.githash);
  const [cameThrough, unbuilt, unsigned] = await Promise.all([
    hasComeThrough(snapshot, { project: project.name, channel: channel.name, githash: to.githash, policy }),
    listUnbuilt(seen, { channel: channel.name, release: to, binaries }, around),
    listUnsigned(snapshot, { files: filesOf(to, binaries), signers: policy.sign }, around.ports),
  ]);
  return {
    project: project.name,
    channel: channel.name,
    ...{ from, to, hold: channel.hold, policy, cameThrough, unsigned },
    freeze: freezeAt(project.freezes, channel.name, around.ports.clock.now()),
    unbuilt: [...new Set([...unrecorded(policy, binaries), ...unbuilt])],
  };
}

function policyOf({ policies }: Project, channel: string): ChannelPolicy {
  const policy = policies.get(channel);
  if (policy === undefined) throw new Error(`a project has a policy for each of its channels, and none for ${channel}`);
  return policy;
}

function unrecorded({ binaries }: ChannelPolicy, recorded: readonly BinaryRecord[]): readonly string[] {
  return binaries.filter((wanted) => !recorded.some(({ name, platform }) => `${name}.${platform}` === wanted));
}

function filesOf({ project, githash }: ReleaseRecord, binaries: readonly BinaryRecord[]) {
  return [
    { path: releasePath(project, githash), words: 'the record' },
    ...binaries.map(({ name, platform }) => {
      return { path: binaryPath(project, githash, name, platform), words: `binary ${name}.${platform}` };
    }),
  ];
}

/** What a channel had once it may have again. Nearly always a channel of the policy has it now. */
async function hasComeThrough(snapshot: MetaSnapshot, { project, channel, githash, policy }: Placed): Promise<boolean> {
  if (policy.from.length === 0) return true;
  const paths = [...policy.from, channel].map((name) => channelPath(project, name));
  const now = await snapshot.readAll(paths);
  if (paths.some((path, i) => mapsTo(now[i], path) === githash)) return true;
  for (const path of paths) {
    const versions = await snapshot.versions(path);
    if (versions.some(({ bytes }) => mapsTo(bytes, path) === githash)) return true;
  }
  return false;
}

interface Placed {
  readonly project: string;
  readonly channel: string;
  readonly githash: string;
  readonly policy: ChannelPolicy;
}

/** A version of the file that cannot be read mapped to nothing. */
function mapsTo(bytes: Uint8Array | undefined, path: string): string | undefined {
  const parsed = bytes === undefined ? undefined : parseChannel(new TextDecoder().decode(bytes), path);
  return parsed?.ok === true ? parsed.value.release : undefined;
}
