/** The definition of an instance together with the release, where the one hangs on the other. */
import { inputFailure, isFailure } from '../../core/error.ts';
import type { Issue } from '../../core/issue.ts';
import { listChannels, type StoredChannel } from '../channels.ts';
import { chooseByChannel, chooseOf, chooseTip, chooseVersion } from './choose-release.ts';
import { type CommitAddress, findInCommit } from './commit-place.ts';
import { findRecordedUrl, type Ground, readDefinition } from './ground.ts';
import type { Choice, FoundDefinition, FoundRelease, Places } from './places.ts';

type Own = Extract<Ground, { kind: 'own' }>;
type Released = Extract<Ground, { kind: 'released' }>;

/**
 * In the project's own work tree: what that says gives the channel, and the release gives the definition.
 * @throws input: as `chooseVersion` and `chooseByChannel`; `release/other-channel` when the two do not agree.
 */
export async function findOwn(places: Places, { firstLook, state }: Own): Promise<FoundRelease> {
  const { project } = firstLook;
  const choice = await chooseOwn(places, { firstLook, state });
  const local = await places.repos.find(state.root, choice.githash);
  const named = choice.record?.repos[0]?.url ?? state.url;
  const url = local === undefined ? named : state.root;
  const found = await readAt(places, project, { url, named, githash: choice.githash, within: state.within });
  if (choice.channel === undefined || found.definition.settings.channel === choice.channel)
    return { ...found, choice, own: state };
  throw inputFailure({
    code: 'release/other-channel',
    message:
      `"${firstLook.instance}" follows ${choice.channel} here, but in the release that ${choice.channel} maps to ` +
      `(${choice.githash.slice(0, 12)}) it follows ${found.definition.settings.channel ?? 'no channel'}`,
    hint: 'name a VERSION',
  });
}

async function chooseOwn(places: Places, { firstLook, state }: Pick<Own, 'firstLook' | 'state'>): Promise<Choice> {
  const { version, devel } = places.inputs;
  const { project } = firstLook;
  if (devel) return chooseTip(places, { project, version, from: { url: state.url, named: state.url } });
  if (version === undefined) return chooseByChannel(places, firstLook);
  return chooseVersion(places, { project, version, from: { url: state.root, named: state.url } });
}

/**
 * Away from any work tree: the release named, or the one of the channel whose own definitions say that the instance
 * follows it.
 * @throws input: as `chooseVersion`; `release/no-channel`, `release/many-channels`; the issues of the definitions.
 */
export async function findReleased(places: Places, { project, seen }: Released): Promise<FoundRelease> {
  const { version, instance, devel } = places.inputs;
  if (devel) return readTip(places, { project, seen });
  if (version !== undefined) {
    const choice = await chooseVersion(places, { project, version });
    return { ...(await readAt(places, project, addressOf(choice))), choice };
  }
  const channels = (await listChannels(seen.snapshot, project)).filter((channel) => channel.release !== undefined);
  const looks = await Promise.all(channels.map((channel) => lookAt(places, { project, seen, channel })));
  const claims = looks.flatMap((look) => ('choice' in look && claimsIt(look) ? [look] : []));
  const [claim] = claims;
  if (claim !== undefined && claims.length === 1) return claim;
  const issues = looks.flatMap((look) => ('issues' in look ? look.issues : []));
  if (claim === undefined && issues.length > 0) throw inputFailure(...issues);
  const named = claims.map((each) => each.choice?.channel).join(' and ');
  throw inputFailure({
    code: claim === undefined ? 'release/no-channel' : 'release/many-channels',
    message:
      claim === undefined
        ? `no channel of ${project} has a release whose definitions let "${instance}" follow it`
        : `by their own definitions "${instance}" follows ${named}`,
    hint: 'name a VERSION',
  });
}

/** The repository is that of the releases so far. */
async function readTip(places: Places, { project, seen }: Pick<Released, 'project' | 'seen'>): Promise<FoundRelease> {
  const url = await findRecordedUrl(seen, project);
  const from = url === undefined ? undefined : { url, named: url };
  const choice = await chooseTip(places, { project, version: places.inputs.version, from });
  const address = { url: url ?? '', named: url ?? '', githash: choice.githash, within: '' };
  return { ...(await readAt(places, project, address)), choice };
}

interface Look {
  readonly project: string;
  readonly seen: Released['seen'];
  readonly channel: StoredChannel;
}

async function lookAt(places: Places, look: Look): Promise<FoundRelease | { readonly issues: readonly Issue[] }> {
  const { project, seen, channel } = look;
  try {
    const choice = await chooseOf(seen, project, channel);
    return { ...(await readAt(places, project, addressOf(choice))), choice };
  } catch (error) {
    // An instance may be new: the other channels' definitions may know it.
    if (isFailure(error) && error.kind === 'input') return { issues: error.issues };
    throw error;
  }
}

function claimsIt({ definition, choice }: FoundRelease): boolean {
  return definition.settings.channel !== undefined && definition.settings.channel === choice?.channel;
}

async function readAt(places: Places, project: string, address: CommitAddress): Promise<FoundDefinition> {
  const found = await findInCommit(places.repos, address);
  return { ...found, definition: await readDefinition(places, found.place, project) };
}

function addressOf({ record, githash }: Choice): CommitAddress {
  const url = record?.repos[0]?.url;
  if (url === undefined) throw new Error('a release in meta names its repository');
  return { url, named: url, githash, within: '' };
}
