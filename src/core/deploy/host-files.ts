/** What lies in the release that a host runs, as it answered. */
import { type About, parseAbout } from './about.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { MARK } from './scripts/prologue.ts';

/** A regular file. What its host could not tell is undefined. */
export interface FoundFile {
  readonly sha256: string | undefined;
  /** Octal digits without leading zeros. */
  readonly mode: string | undefined;
  readonly uid: string | undefined;
}

/** Paths are relative to the release folder. */
export interface HostFiles {
  /** Absolute; empty when it is not there. */
  readonly home: string;
  /** Name of the release folder; `-` for none, `?` for a thing that is not ours. */
  readonly current: string;
  readonly about: Pick<About, 'release' | 'tree' | 'version' | 'deployment'> | undefined;
  /** What the host remembers of the release folder. */
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, FoundFile>;
  /** `<path> -> <target>`: a name may hold an arrow too, so `linkNames` has to say where it ends. */
  readonly links: readonly string[];
  readonly linkNames: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Sockets and the like. */
  readonly others: readonly string[];
  /** How many things have a line break in their name: no line can hold them. */
  readonly unnamed: number;
  /** Id of the user that owns what is sent. */
  readonly uid: string;
  readonly sha256: string;
  readonly stat: string;
  readonly metaTip: string | undefined;
}

const SECTIONS = ['manifest', 'hashes', 'listing', 'links', 'names', 'folders', 'others'] as const;

/** The answer; undefined when it breaks off. */
export function parseHostFiles(stdout: string): HostFiles | undefined {
  const lines = stdout.split('\n');
  const start = lines.indexOf(`${MARK} verify 1`);
  const end = lines.lastIndexOf(`${MARK} end`);
  if (start < 0 || end < start) return undefined;
  const facts = new Map<string, string>();
  const sections = new Map<string, string[]>(SECTIONS.map((name) => [name, []]));
  let inside: string[] | undefined;
  for (const line of lines.slice(start + 1, end)) {
    const [, key = '', rest = ''] = line.startsWith(`${MARK} `) ? (/^\w+ (\S+) ?(.*)$/.exec(line) ?? []) : [];
    if (sections.has(key)) inside = sections.get(key);
    else if (inside === undefined || key === 'unnamed') facts.set(key, rest);
    else inside.push(line);
  }
  const section = (name: (typeof SECTIONS)[number]) => sections.get(name) ?? [];
  return {
    home: facts.get('home') ?? '',
    current: facts.get('current') ?? '-',
    about: parseAbout(facts.get('about') ?? ''),
    manifest: parseManifest(section('manifest')),
    files: toFiles(section('hashes'), section('listing')),
    links: pathsOf(section('links')),
    linkNames: new Set(pathsOf(section('names'))),
    folders: new Set(pathsOf(section('folders'))),
    others: pathsOf(section('others')),
    unnamed: Number(facts.get('unnamed') ?? 0) || 0,
    uid: facts.get('uid') ?? '',
    sha256: facts.get('sha256') ?? 'none',
    stat: facts.get('stat') ?? 'none',
    metaTip: facts.get('meta'),
  };
}

function toFiles(hashes: readonly string[], listing: readonly string[]): ReadonlyMap<string, FoundFile> {
  const files = new Map<string, FoundFile>();
  for (const line of listing) {
    const [, mode, uid, path] = /^([0-7]+) \d+ -?\d+ (\d+) \.\/(.+)$/.exec(line) ?? [];
    if (path !== undefined) files.set(path, { sha256: undefined, mode, uid });
  }
  for (const line of hashes) {
    const [, sha256, path] = /^([0-9a-f]{64}) \.\/(.+)$/.exec(line) ?? [];
    if (path !== undefined) files.set(path, { mode: undefined, uid: undefined, ...files.get(path), sha256 });
  }
  return files;
}

/** A line that does not begin where the release does is no path of it, whatever a host says. */
function pathsOf(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => line.startsWith('./')).map((line) => line.slice(2));
}
