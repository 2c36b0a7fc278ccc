/** Where everything lies in the meta repo. Names are checked here once more: no path ever leaves its folder. */
import { isGithash, isSha256, type NameKind, parseName } from './names.ts';
import type { MetaRecord } from './record.ts';
import { datedPath } from './ulid.ts';

/** The file that makes a git repo a meta repo: its format version. */
export const FORMAT_FILE = 'facsimile.yaml';

/** What a path of the meta repo is, as far as it says so itself. */
export type MetaPath =
  | { readonly kind: 'release'; readonly project: string; readonly githash: string }
  | { readonly kind: 'binary'; readonly project: string; readonly release: string; readonly file: string }
  | { readonly kind: 'tree'; readonly project: string; readonly digest: string }
  | { readonly kind: 'channel'; readonly project: string; readonly channel: string };

const BEGIN = '.begin.binpb';
const END = '.end.binpb';

/** Folders of a project whose files hold a record each. */
export const RECORD_FOLDERS: readonly string[] = [
  'releases',
  'binaries',
  'components',
  'trees',
  'attestations',
  'deployments',
  'events',
];

/** True for a file that holds a record: written once, never changed, never removed. */
export function isRecordPath(path: string): boolean {
  const [project = '', folder = ''] = path.split('/', 2);
  return path.endsWith('.binpb') && RECORD_FOLDERS.includes(folder) && parseName('project', project).ok;
}

/** `<project>/project.yaml`. */
export function projectPath(project: string): string {
  return `${name('project', project)}/project.yaml`;
}

/** `<project>/channels`. */
export function channelsFolder(project: string): string {
  return `${name('project', project)}/channels`;
}

/** `<project>/channels/<channel>.yaml`. */
export function channelPath(project: string, channel: string): string {
  return `${channelsFolder(project)}/${name('channel', channel)}.yaml`;
}

/** `<project>/channels/<channel>.<platform>.txt`: neither name has a dot. */
export function channelFilePath(project: string, channel: string, platform: string): string {
  return `${channelsFolder(project)}/${name('channel', channel)}.${name('platform', platform)}.txt`;
}

/** `<project>/flags/<channel>.json`. */
export function flagsPath(project: string, channel: string): string {
  return `${name('project', project)}/flags/${name('channel', channel)}.json`;
}

/** `<project>/releases`. */
export function releasesFolder(project: string): string {
  return `${name('project', project)}/releases`;
}

/** `<project>/releases/<2 hex>/<githash>.binpb`. */
export function releasePath(project: string, githash: string): string {
  return `${releasesFolder(project)}/${sharded(hash(githash))}.binpb`;
}

/** `<project>/binaries`. */
export function binariesFolder(project: string): string {
  return `${name('project', project)}/binaries`;
}

/** `<project>/binaries/<2 hex>/<release githash>`: all binaries of one release. */
export function releaseBinariesFolder(project: string, release: string): string {
  return `${binariesFolder(project)}/${sharded(hash(release))}`;
}

/** `<project>/binaries/<2 hex>/<release githash>/<name>.<platform>.binpb`. */
export function binaryPath(project: string, release: string, binary: string, platform: string): string {
  const folder = releaseBinariesFolder(project, release);
  return `${folder}/${name('binary', binary)}.${name('platform', platform)}.binpb`;
}

/** `<project>/trees`. */
export function treesFolder(project: string): string {
  return `${name('project', project)}/trees`;
}

/** `<project>/trees/<2 hex>/<digest>.binpb`. */
export function treePath(project: string, digest: string): string {
  if (!isSha256(digest)) throw new Error(`not a digest of a tree: ${digest}`);
  return `${treesFolder(project)}/${sharded(digest)}.binpb`;
}

/** `<project>/deployments`. */
export function deploymentsFolder(project: string): string {
  return `${name('project', project)}/deployments`;
}

/** `<project>/deployments/<instance>`: all begins and ends of one instance, by date. */
export function instanceDeploymentsFolder(project: string, instance: string): string {
  return `${deploymentsFolder(project)}/${name('instance', instance)}`;
}

/** `<project>/deployments/<instance>/<yyyy>/<mm>/<dd>/<id>.begin.binpb`. @param id A ULID. */
export function beginPath(project: string, instance: string, id: string): string {
  return `${instanceDeploymentsFolder(project, instance)}/${datedPath(id)}${BEGIN}`;
}

/** Where the end of the deployment lies that begins at `begin`. */
export function endPathOf(begin: string): string {
  return begin.replace(BEGIN, END);
}

/** Where the deployment begins whose end lies at `end`. */
export function beginPathOf(end: string): string {
  return end.replace(END, BEGIN);
}

/** `<project>/events`. */
export function eventsFolder(project: string): string {
  return `${name('project', project)}/events`;
}

/** `state/<instance>.yaml`, or `<project>/state/<instance>.yaml` when the state belongs to one project alone. */
export function statePath(instance: string, project?: string): string {
  const file = `state/${name('instance', instance)}.yaml`;
  return project === undefined ? file : `${name('project', project)}/${file}`;
}

/** `refs/facsimile/locks/<project>/<instance>`. */
export function lockRef(project: string, instance: string): string {
  return `refs/facsimile/locks/${name('project', project)}/${name('instance', instance)}`;
}

/**
 * Where a record lies. A tree does not know its project, hence the argument.
 * @throws bug: a record without a place (of an unknown kind), or with names that were never checked.
 */
export function recordPath(project: string, record: MetaRecord): string {
  switch (record.kind) {
    case 'release':
      return releasePath(project, record.githash);
    case 'binary':
      return binaryPath(project, record.release, record.name, record.platform);
    case 'tree':
      return treePath(project, record.digest);
    case 'deployment-begin':
      return beginPath(project, record.instance, record.id);
    case 'deployment-end':
      return endPathOf(beginPath(project, record.instance, record.id));
    case 'event':
      return `${eventsFolder(project)}/${datedPath(record.id)}.binpb`;
    case 'unknown':
      throw new Error('a record of an unknown kind has no place');
  }
}

/** What lies at `path`, where the path alone tells; undefined for everything else. */
export function parsePath(path: string): MetaPath | undefined {
  const [project = '', folder, ...rest] = path.split('/');
  const last = rest.at(-1) ?? '';
  const stem = last.replace(/\.(binpb|yaml)$/, '');
  if (folder === 'releases' && rest.length === 2) return { kind: 'release', project, githash: stem };
  if (folder === 'trees' && rest.length === 2) return { kind: 'tree', project, digest: stem };
  if (folder === 'binaries' && rest.length === 3)
    return { kind: 'binary', project, release: rest[1] ?? '', file: stem };
  if (folder === 'channels' && rest.length === 1 && last.endsWith('.yaml'))
    return { kind: 'channel', project, channel: stem };
  return undefined;
}

function name(kind: NameKind, text: string): string {
  const parsed = parseName(kind, text);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.value;
}

function hash(githash: string): string {
  if (!isGithash(githash)) throw new Error(`not a full githash: ${githash}`);
  return githash;
}

function sharded(hex: string): string {
  return `${hex.slice(0, 2)}/${hex}`;
}
