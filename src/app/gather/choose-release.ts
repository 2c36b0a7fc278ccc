/** From a version, or from the channel that an instance follows, to one release. */
import type { Definition } from '../../core/definition/definition.ts';
import { findEntry } from '../../core/definition/instances.ts';
import { inputFailure } from '../../core/error.ts';
import { inputOrigin, type Origin } from '../../core/issue.ts';
import { isObject } from '../../core/json.ts';
import { didYouMean } from '../../core/nearest.ts';
import { listChannels, type StoredChannel } from '../channels.ts';
import { findRelease, readRelease } from '../releases.ts';
import type { Choice, Places, SeenMeta, SourceAddress } from './places.ts';

/** A project, and where its repository is, if anything says that. */
export interface VersionWish {
  readonly project: string;
  readonly from?: SourceAddress | undefined;
}

/**
 * The release of a project that a person named: as recorded, or without meta a commit of the project's repository.
 * @throws input `release/unknown`, `release/ambiguous`, `release/no-repo`.
 */
export async function chooseVersion(
  { repos, seen }: Pick<Places, 'repos' | 'seen'>,
  { project, version, from }: VersionWish & { readonly version: string },
): Promise<Choice> {
  if (seen !== undefined) return toChoice(await findRelease(seen.snapshot, project, version));
  if (from === undefined) throw noRepo(project, version);
  const commit = await repos.find(from.url, version);
  if (commit !== undefined) return { ...commit, from, ...(commit.githash.startsWith(version) ? {} : { tag: version }) };
  const message = `${from.named} has no commit or tag ${version}`;
  const hint = 'write a githash of 7 digits or more, or a tag';
  throw inputFailure({ code: 'release/unknown', message, hint, origin: inputOrigin('VERSION') });
}

/**
 * A commit of the project's repository as it is now, recorded or not: what a branch, tag or githash names, or the
 * default branch.
 * @throws as `chooseVersion`.
 */
export async function chooseTip(
  { repos }: Pick<Places, 'repos'>,
  wish: VersionWish & { version?: string | undefined },
): Promise<Choice> {
  const { project, version = 'HEAD', from } = wish;
  if (from === undefined) throw noRepo(project, version);
  const githash = await repos.resolve(from.url, version);
  const commit = githash === undefined ? undefined : await repos.find(from.url, githash);
  if (commit !== undefined) return { ...commit, from };
  const message = `${from.named} has no branch, tag or commit ${version}`;
  throw inputFailure({ code: 'release/unknown', message, origin: inputOrigin('VERSION') });
}

/**
 * What the channel of the instance maps to.
 * @throws input `release/which` without meta, `release/no-channel`, `channel/unknown`, `channel/empty`.
 */
export async function chooseByChannel(
  { seen }: Places,
  definition: Pick<Definition, 'project' | 'instance' | 'settings' | 'trail' | 'value'>,
): Promise<Choice> {
  const { project, instance, settings } = definition;
  if (seen === undefined) {
    const message = 'which release? without --meta no channel can be looked up';
    const hint = 'name a VERSION, use --src-dir, or name the meta repo with --meta';
    throw inputFailure({ code: 'release/which', message, hint, origin: inputOrigin('VERSION') });
  }
  const origin = originOfChannel(definition);
  if (settings.channel === undefined) {
    const message = `"${instance}" follows no channel: it deploys only by an explicit VERSION`;
    throw inputFailure({ code: 'release/no-channel', message, hint: 'name a VERSION', ...origin });
  }
  const channels = await listChannels(seen.snapshot, project);
  const channel = channels.find((each) => each.name === settings.channel);
  if (channel !== undefined) return chooseOf(seen, project, channel);
  const names = channels.map((each) => each.name);
  const hint = didYouMean(settings.channel, names) ?? `its channels are ${names.join(', ')}`;
  throw inputFailure({
    code: 'channel/unknown',
    message: `${project} has no channel "${settings.channel}"`,
    hint,
    ...origin,
  });
}

/** The release that a channel maps to. @throws input `channel/empty`, `release/unknown`. */
export async function chooseOf({ snapshot }: SeenMeta, project: string, channel: StoredChannel): Promise<Choice> {
  if (channel.release === undefined) {
    const message = `channel ${channel.name} of ${project} maps to no release yet`;
    throw inputFailure({ code: 'channel/empty', message, hint: 'promote one, or name a VERSION' });
  }
  const record = await readRelease(snapshot, project, channel.release);
  if (record !== undefined) return { ...toChoice(record), channel: channel.name };
  const message = `channel ${channel.name} of ${project} maps to ${channel.release}, which is no recorded release`;
  throw inputFailure({ code: 'release/unknown', message, hint: `look at ${channel.path}` });
}

function noRepo(project: string, version: string) {
  return inputFailure({
    code: 'release/no-repo',
    message: `which repository has ${version}? nothing says where ${project} lies`,
    hint: 'write repo: in the definitions, or use --meta',
    origin: inputOrigin('VERSION'),
  });
}

function toChoice(record: NonNullable<Choice['record']>): Choice {
  return { githash: record.githash, committedAt: record.committedAt, record };
}

/** Where the list of instances says what this one follows. */
function originOfChannel({ project, instance, trail }: Pick<Definition, 'project' | 'instance' | 'trail'>): {
  readonly origin?: Origin;
} {
  const lists = [['projects', project, 'instances'], ['instances']];
  const entries = lists.flatMap((list) => {
    const listed = trail(list)?.value;
    const entry = isObject(listed) ? findEntry(Object.keys(listed), instance) : undefined;
    return entry === undefined ? [] : [[...list, entry]];
  });
  const [found] = [...entries.map((entry) => [...entry, 'channel']), ...entries].flatMap((path) => trail(path) ?? []);
  return found === undefined ? {} : { origin: found.origin };
}
