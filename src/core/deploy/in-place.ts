/** Files right in `home`: where what we keep lies, what is not cleared away, and what is. */
import type { DeploySettings, Host } from '../definition/settings.ts';
import { comparePaths } from '../files.ts';
import { type ExcludeRule, excludeLine, isExcluded } from '../install/exclude-rules.ts';
import type { HostFacts } from './host-facts.ts';

/** Folder below `home` for releases, the link to the current one, and all that is remembered. */
export const KEPT_FOLDER = '.facsimile';

type Place = Pick<Host, 'home' | 'inPlace'>;

/** Where a host keeps releases and what it remembers: `home`, or in place a folder in it. */
export function keepingHome({ home, inPlace }: Place): string {
  return inPlace === undefined ? home : `${withoutSlash(home)}/${KEPT_FOLDER}`;
}

/** The folder that is cleared of what is not in the release; empty for none. */
export function clearedFolder({ home, inPlace }: Place): string {
  return inPlace === undefined ? '' : `${withoutSlash(home)}/${inPlace.cleared}`;
}

/** A directory of the state as the host shall look for it: in place one that is relative lies right in `home`. */
export function directoryOn({ home, inPlace }: Place, path: string): string {
  return inPlace === undefined || /^[/~]/.test(path) ? path : `${withoutSlash(home)}/${path}`;
}

/** The folder below `home` that is cleared, and what is left alone there besides what is in the release. */
export interface Clearing {
  readonly cleared: string;
  /** Paths as the definition has them. */
  readonly shared: readonly string[];
  /** Of the state, as {@link directoryOn} has them. */
  readonly directories: readonly string[];
  readonly excludes: readonly ExcludeRule[];
}

/** What is to be known for clearing on a host; undefined where releases lie in folders of their own. */
export function clearingOn(
  host: Place,
  {
    settings,
    excludes,
  }: { readonly settings: Pick<DeploySettings, 'shared'>; readonly excludes: Clearing['excludes'] },
  directories: readonly string[],
): Clearing | undefined {
  const { inPlace } = host;
  if (inPlace === undefined) return undefined;
  const there = directories.map((path) => directoryOn(host, path));
  return { cleared: inPlace.cleared, shared: settings.shared.map(withoutSlash), directories: there, excludes };
}

/** Lines for `rule` of an activation, strongest first: `= - /path`, `@ path` for one that the host looks up, and rules. */
export function protectionLines({ shared, directories, excludes }: Clearing): readonly string[] {
  return [
    ...shared.map((path) => `= - /${path}`),
    ...directories.map((path) => `@ ${path}`),
    ...excludes.map(excludeLine),
  ];
}

/**
 * What of the files that a host told of would be cleared away, in order of path bytes. None where the release has no
 * such folder. Directories of the state are the host's own to look up: a file in one of them may be told of all the same.
 *
 * @param wanted Paths of the release.
 */
export function clearedFiles(
  { found }: Pick<HostFacts, 'found'>,
  wanted: ReadonlySet<string>,
  { cleared, shared, excludes }: Clearing,
): readonly string[] {
  const inside = `${cleared}/`;
  if (![...wanted].some((path) => path.startsWith(inside))) return [];
  const paths = found.map((path) => inside + path).filter((path) => !wanted.has(path));
  return paths.filter((path) => !isSpared(path, { cleared, shared, excludes })).sort(comparePaths);
}

/** A path in the folder that is cleared is shared or excluded. As for rsync, a rule counts from `home` and from that folder. */
export function isSpared(path: string, { cleared, shared, excludes }: Omit<Clearing, 'directories'>): boolean {
  const isShared = shared.map(withoutSlash).some((each) => path === each || path.startsWith(`${each}/`));
  return isShared || isExcluded(excludes, path) || isExcluded(excludes, path.slice(cleared.length + 1));
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
