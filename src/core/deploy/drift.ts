/** How what lies on a host differs from the tree that it got. */
import { comparePaths } from '../files.ts';
import { ABOUT_FILE } from './about.ts';
import type { FoundFile, HostFiles } from './host-files.ts';

/** What a path of a release folder must be. */
export type Expected =
  | {
      readonly path: string;
      readonly kind: 'file';
      /** Octal digits without leading zeros. */
      readonly mode: string;
      /** Whether bytes of this SHA-256 (lowercase hex) are the right ones. */
      readonly isRight: (sha256: string) => boolean;
    }
  | { readonly path: string; readonly kind: 'link'; readonly target: string }
  | { readonly path: string; readonly kind: 'folder' };

/** One path that is not as it was sent. */
export interface Drift {
  /** Relative to the release folder; empty for what has a line break in its name. */
  readonly path: string;
  readonly kind: 'changed' | 'mode' | 'owner' | 'missing' | 'added';
  /** What is there instead, in words; empty where the kind says it all. */
  readonly found: string;
}

/**
 * Every difference, in order of path bytes. What the host itself puts there is none: our own file, links to shared
 * paths, and whatever lies in writable ones.
 */
export function findDrift(
  expected: readonly Expected[],
  found: HostFiles,
  own: { readonly shared: readonly string[] },
): readonly Drift[] {
  const shared = own.shared.map((path) => path.replace(/\/+$/, ''));
  const links = expected.filter((each) => each.kind === 'link');
  const wanted = new Map(
    [...links, ...shared.map((path) => ({ path, target: `${found.home}/shared/${path}` }))].map(({ path, target }) => [
      `${path} -> ${target}`,
      path,
    ]),
  );
  const right = new Set(found.links.flatMap((line) => wanted.get(line) ?? []));
  const strange = new Map(
    found.links
      .filter((line) => !wanted.has(line))
      .map((line) => {
        const name = nameOf(line, found);
        return [name, line.slice(name.length + 4)];
      }),
  );
  const known = new Set([...expected.map(({ path }) => path), ...shared, ABOUT_FILE]);
  const drift = [
    ...expected.flatMap((each) => driftOf(each, found, { right, strange }) ?? []),
    ...shared.filter((path) => !right.has(path)).map((path) => gone(path, found, strange)),
    ...[...found.files.keys(), ...found.others].filter((path) => !known.has(path)).map(added),
    ...[...strange.keys()].filter((path) => !known.has(path)).map(added),
    ...unnamed(found),
  ];
  return drift.sort((a, b) => comparePaths(a.path, b.path));
}

/** A line per difference, as `facs diff` marks them: `+ path`, `~ path (mode 644)`. */
export function describeDrift({ path, kind, found }: Drift): string {
  const mark = { added: '+', missing: '-', changed: '~', mode: '~', owner: '~' }[kind];
  const what = kind === 'mode' || kind === 'owner' ? `${kind} ${found}` : found;
  return [mark, path, what === '' ? '' : `(${what})`].filter((word) => word !== '').join(' ');
}

interface Links {
  readonly right: ReadonlySet<string>;
  /** Targets of links that are not as expected, by path. */
  readonly strange: ReadonlyMap<string, string>;
}

function driftOf(expected: Expected, found: HostFiles, links: Links): Drift | undefined {
  const { path, kind } = expected;
  if (kind === 'folder') return found.folders.has(path) ? undefined : gone(path, found, links.strange);
  if (kind === 'link') return links.right.has(path) ? undefined : gone(path, found, links.strange);
  const file = found.files.get(path);
  return file === undefined ? gone(path, found, links.strange) : fileDrift(expected, file, found.uid);
}

function fileDrift(
  { path, mode, isRight }: Extract<Expected, { kind: 'file' }>,
  file: FoundFile,
  uid: string,
): Drift | undefined {
  if (file.sha256 === undefined) return { path, kind: 'changed', found: 'it cannot be read' };
  if (!isRight(file.sha256)) return { path, kind: 'changed', found: '' };
  if (file.mode !== undefined && file.mode !== mode) return { path, kind: 'mode', found: file.mode };
  return file.uid !== undefined && file.uid !== uid ? { path, kind: 'owner', found: file.uid } : undefined;
}

/** Nothing is there, or a thing of another kind. */
function gone(path: string, found: HostFiles, strange: Links['strange']): Drift {
  const target = strange.get(path);
  if (target !== undefined) return { path, kind: 'changed', found: `a link to ${target}` };
  if (found.files.has(path)) return { path, kind: 'changed', found: 'a file' };
  if (found.folders.has(path)) return { path, kind: 'changed', found: 'a folder' };
  return found.others.includes(path)
    ? { path, kind: 'changed', found: 'something else' }
    : { path, kind: 'missing', found: '' };
}

/** The name in `<path> -> <target>`: the longest one that is there. */
function nameOf(line: string, { linkNames }: HostFiles): string {
  for (let at = line.lastIndexOf(' -> '); at >= 0; at = line.lastIndexOf(' -> ', at - 1)) {
    if (linkNames.has(line.slice(0, at))) return line.slice(0, at);
    if (at === 0) break;
  }
  return line;
}

function unnamed({ unnamed: count }: HostFiles): readonly Drift[] {
  return count === 0 ? [] : [{ path: '', kind: 'added', found: `${count} with a line break in the name` }];
}

function added(path: string): Drift {
  return { path, kind: 'added', found: '' };
}
