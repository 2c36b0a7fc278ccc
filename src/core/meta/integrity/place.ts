/** What every path of a meta repo is for. */
import { isGithash, isSha256, type NameKind, parseName } from '../names.ts';
import { FORMAT_FILE, RECORD_FOLDERS } from '../paths.ts';
import { datedPath, isUlid } from '../ulid.ts';

/** What lies at a path, as the path says. `outside`: nothing that Facsimile reads or forbids. */
export type Place =
  | { readonly kind: 'format' | 'sops-rules' | 'signers' | 'outside' }
  | { readonly kind: 'state'; readonly instance: string }
  | { readonly kind: 'project' | 'runtime'; readonly project: string }
  | { readonly kind: 'channel' | 'flags'; readonly project: string; readonly channel: string }
  | { readonly kind: 'listing'; readonly project: string; readonly channel: string; readonly platform: string }
  | { readonly kind: 'record'; readonly project: string; readonly folder: string }
  /** Nothing may lie there. `why` ends a sentence that begins with the path. */
  | { readonly kind: 'nothing'; readonly why: string };

/** True for a path that only a project of the meta repo has. */
export function isOfProject(path: string): boolean {
  return OF_PROJECT.test(path);
}

const OF_PROJECT = new RegExp(
  `^[^/]+/(project\\.yaml|channels/[^/]+\\.yaml|(${RECORD_FOLDERS.join('|')})/.+\\.binpb)$`,
);

/** The place that `path` is. @param projects Names of top folders that are projects. */
export function parsePlace(path: string, projects: { has(name: string): boolean }): Place {
  const [top = '', ...rest] = path.split('/');
  if (rest.length === 0) return TOP_FILES[top] ?? { kind: 'outside' };
  if (top === 'state') return statePlace(rest);
  return projects.has(top) ? placeInProject(top, rest) : { kind: 'outside' };
}

const TOP_FILES: Readonly<Record<string, Place>> = {
  [FORMAT_FILE]: { kind: 'format' },
  '.sops.yaml': { kind: 'sops-rules' },
  allowed_signers: { kind: 'signers' },
};

function placeInProject(project: string, rest: readonly string[]): Place {
  const wrong = nameProblem('project', project);
  if (wrong !== undefined) return nothing(wrong);
  const [folder = '', ...inside] = rest;
  if (inside.length === 0) {
    return folder === 'project.yaml' ? { kind: 'project', project } : nothing('a project has no such file');
  }
  if (RECORD_FOLDERS.includes(folder)) return recordPlace(project, folder, inside);
  const [file = ''] = inside;
  if (folder === 'state') return statePlace(inside);
  if (folder === 'runtime') return runtimePlace(project, inside);
  if (folder === 'channels' && inside.length === 1) return channelPlace(project, file);
  if (folder === 'flags' && inside.length === 1) return flagsPlace(project, file);
  return nothing('a project has no such file');
}

function recordPlace(project: string, folder: string, inside: readonly string[]): Place {
  const isFormed = FORMS[folder]?.(inside.join('/')) === true;
  return isFormed ? { kind: 'record', project, folder } : nothing(`a file in ${folder}/ is not called so`);
}

/** How paths look in each folder of records, less the folder itself. */
const FORMS: Readonly<Record<string, (path: string) => boolean>> = {
  releases: (path) => isSharded(path, isGithash),
  trees: (path) => isSharded(path, isSha256),
  binaries: (path) => {
    const [, shard, release, binary, platform] = /^([^/]+)\/([^/]+)\/([^/]+)\.([^./]+)\.binpb$/.exec(path) ?? [];
    return isShard(shard, release, isGithash) && isName('binary', binary) && isName('platform', platform);
  },
  components: (path) => {
    const [, component, githash = ''] = /^([^/]+)\/([^/]+)\.binpb$/.exec(path) ?? [];
    return isName('binary', component) && isGithash(githash);
  },
  attestations: (path) => {
    const [, shard, subject, bundle = ''] = /^([^/]+)\/([^/]+)\/([^/]+)\.binpb$/.exec(path) ?? [];
    return isShard(shard, subject, isSha256) && isSha256(bundle);
  },
  deployments: (path) => {
    const [, instance, dated] = /^([^/]+)\/(.+)\.(?:begin|end)\.binpb$/.exec(path) ?? [];
    return isName('instance', instance) && isDated(dated);
  },
  events: (path) => isDated(/^(.+)\.binpb$/.exec(path)?.[1]),
};

function isSharded(path: string, isHash: (text: string) => boolean): boolean {
  const [, shard, hash] = /^([^/]+)\/([^/]+)\.binpb$/.exec(path) ?? [];
  return isShard(shard, hash, isHash);
}

function isShard(shard = '', hash = '', isHash: (text: string) => boolean): boolean {
  return isHash(hash) && hash.slice(0, 2) === shard;
}

/** `<yyyy>/<mm>/<dd>/<ulid>`, the day being that of the id. */
function isDated(path = ''): boolean {
  const id = path.split('/').at(-1) ?? '';
  return isUlid(id) && datedPath(id) === path;
}

function isName(kind: NameKind, name: string | undefined): boolean {
  return name !== undefined && parseName(kind, name).ok;
}

function statePlace(inside: readonly string[]): Place {
  const [, instance] = /^([^/]+)\.yaml$/.exec(inside.join('/')) ?? [];
  if (instance === undefined) return nothing('in state/ lies one <instance>.yaml for each instance, and nothing else');
  const wrong = nameProblem('instance', instance);
  return wrong === undefined ? { kind: 'state', instance } : nothing(wrong);
}

function runtimePlace(project: string, [instance = '', ...files]: readonly string[]): Place {
  if (files.length === 0) return nothing('in runtime/ each instance has a folder');
  const wrong = nameProblem('instance', instance);
  return wrong === undefined ? { kind: 'runtime', project } : nothing(wrong);
}

function channelPlace(project: string, file: string): Place {
  const [, channel, platform] = /^([^.]+)(?:\.([^.]+))?\.(?:yaml|txt)$/.exec(file) ?? [];
  const isListing = file.endsWith('.txt');
  if (channel === undefined || (platform !== undefined) !== isListing)
    return nothing('in channels/ lie <channel>.yaml, and <channel>.<platform>.txt that is made from it');
  const wrong =
    nameProblem('channel', channel) ?? (platform === undefined ? undefined : nameProblem('platform', platform));
  if (wrong !== undefined) return nothing(wrong);
  return platform === undefined
    ? { kind: 'channel', project, channel }
    : { kind: 'listing', project, channel, platform };
}

function flagsPlace(project: string, file: string): Place {
  const [, channel] = /^([^.]+)\.json$/.exec(file) ?? [];
  if (channel === undefined) return nothing('in flags/ lies one <channel>.json for each channel');
  const wrong = nameProblem('channel', channel);
  return wrong === undefined ? { kind: 'flags', project, channel } : nothing(wrong);
}

function nameProblem(kind: NameKind, name: string): string | undefined {
  const parsed = parseName(kind, name);
  return parsed.ok ? undefined : parsed.issues[0]?.message;
}

function nothing(why: string): Place {
  return { kind: 'nothing', why };
}
