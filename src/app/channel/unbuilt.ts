/** What of a release's build is not recorded, though its definitions or the policy want it. */
import type { Definition } from '../../core/definition/definition.ts';
import { systemOf } from '../../core/definition/overrides.ts';
import { isFailure, unwrap } from '../../core/error.ts';
import type { BinaryRecord, ReleaseRecord } from '../../core/meta/record.ts';
import type { SeenMeta } from '../gather/places.ts';
import type { Ports } from '../ports/ports.ts';
import type { Talk } from '../ports/talk.ts';
import { loadEstate } from '../resolve-all.ts';
import { chooseBinary } from '../tree/binary-pieces.ts';
import { findDefinitions } from './followers.ts';

/** A release on its way to a channel. */
export interface BuiltRelease {
  readonly channel: string;
  readonly release: Pick<ReleaseRecord, 'project' | 'githash'>;
  readonly binaries: readonly Pick<BinaryRecord, 'name' | 'platform'>[];
}

/**
 * Binaries that install groups of the channel's instances ask for and nobody recorded, as `<name>.<platform>`, each once.
 * Where the definitions cannot be had that is said, and nothing is missed.
 */
export async function listUnbuilt(
  seen: SeenMeta,
  { channel, release, binaries }: BuiltRelease,
  around: { readonly ports: Ports; readonly topDir: string },
): Promise<readonly string[]> {
  const definitions = await readDefinitions(seen, release, around);
  const following = definitions.filter(({ settings }) => settings.channel === channel);
  return [...new Set(following.flatMap((definition) => missingIn(definition, binaries)))];
}

function missingIn({ settings }: Definition, binaries: BuiltRelease['binaries']): string[] {
  return settings.install.flatMap((group) => {
    if (group.type !== 'binary') return [];
    const hosts = settings.hosts.filter((host) => group.system === undefined || systemOf(host) === group.system);
    const lacking = hosts.filter((host) => !chooseBinary({ group, binaries, origin: undefined }, host).ok);
    return lacking.map(({ platform }) => (platform === undefined ? group.name : `${group.name}.${platform}`));
  });
}

async function readDefinitions(
  seen: SeenMeta,
  { project, githash }: BuiltRelease['release'],
  { ports, topDir }: { readonly ports: Ports; readonly topDir: string },
): Promise<readonly Definition[]> {
  try {
    const place = await findDefinitions(seen, await ports.sourceRepos(topDir), { project, release: githash });
    return unwrap(await loadEstate(place, project, ports)).flatMap(({ definitions }) => definitions);
  } catch (error) {
    if (!isFailure(error)) throw error;
    sayUnread(ports.talk, githash, error.message);
    return [];
  }
}

function sayUnread(talk: Talk, githash: string, why: string): void {
  const message = `the definitions of ${githash.slice(0, 12)} cannot be read here: whether it has the binaries that they want was not checked`;
  talk.warn({ code: 'channel/definitions', message, hint: why.split('\n')[0] ?? '' });
}
