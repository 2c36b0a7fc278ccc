/**
 * What a host remembers of a release folder: `.facsimile/manifests/<name>`, readable by its user alone.
 *
 * Per regular file `<mode> <size> <mtime> <sha256>\t./path`, per link `link <bytes of ./path>\t./path -> target`,
 * each line ended. Modes without leading zeros, as stat prints them. Empty folders are made anew by every deploy.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Content, Tree, TreeEntry } from '../tree/tree.ts';

/** One file or link of a release folder. `path` is relative to it; `line` is how the manifest has it. */
export type ManifestEntry =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly line: string;
      readonly mode: string;
      readonly sha256: string;
    }
  | { readonly kind: 'link'; readonly path: string; readonly line: string; readonly target: string };

/** Entries by path. */
export type Manifest = ReadonlyMap<string, ManifestEntry>;

const PREFIX = '_DEPLOY_/';
const ARROW = ' -> ';
const FILE = /^([0-7]+) (\d+) (\d+) ([0-9a-f]{64})\t\.\/(.+)$/;
const LINK = /^link (\d+)\t(.+)$/;

/** The manifest that these lines are; a line out of form is left out, so that its file counts as one the host lacks. */
export function parseManifest(lines: readonly string[]): Manifest {
  const entries = lines.flatMap((line) => parseLine(line) ?? []);
  return new Map(entries.map((entry) => [entry.path, entry]));
}

/**
 * How the manifest will have an entry of a tree that is sent now; undefined for an empty folder.
 * @param mtime Seconds since 1970.
 */
export function toManifestEntry(
  entry: TreeEntry,
  content: Content | undefined,
  mtime: number,
): ManifestEntry | undefined {
  const path = releasePath(entry.path);
  if (entry.content.kind === 'dir') return undefined;
  if (entry.content.kind === 'link') {
    const { target } = entry.content;
    return { kind: 'link', path, target, line: `link ${utf8ToBytes(`./${path}`).length}\t./${path} -> ${target}` };
  }
  if (content === undefined) throw new Error(`no content for ${entry.path}`);
  const mode = Number.parseInt(entry.mode, 8).toString(8);
  const { sha256, size } = content;
  return { kind: 'file', path, mode, sha256, line: `${mode} ${size} ${mtime} ${sha256}\t./${path}` };
}

/** The same file, wherever it came from and whenever: mode and bytes agree. */
export function isSameEntry(a: ManifestEntry, b: ManifestEntry): boolean {
  if (a.kind === 'link') return b.kind === 'link' && a.target === b.target;
  return b.kind === 'file' && a.mode === b.mode && a.sha256 === b.sha256;
}

/** What the host calls an entry when it reports that it is no longer as the manifest says. */
export function driftName(entry: ManifestEntry): string {
  return entry.kind === 'link' ? `./${entry.path} -> ${entry.target}` : `./${entry.path}`;
}

/** Entries of a tree that go into the release folder. */
export function releaseEntries(tree: Tree): readonly TreeEntry[] {
  return tree.entries.filter((entry) => entry.path.startsWith(PREFIX));
}

/** The path of an entry below the release folder. */
export function releasePath(path: string): string {
  return path.slice(PREFIX.length);
}

function parseLine(line: string): ManifestEntry | undefined {
  const [, mode, , , sha256, path] = FILE.exec(line) ?? [];
  if (mode !== undefined && sha256 !== undefined && path !== undefined) {
    return { kind: 'file', path, line, mode, sha256 };
  }
  const [, length, link] = LINK.exec(line) ?? [];
  return link === undefined ? undefined : parseLink(line, Number(length), link);
}

/** Names may hold arrows too: the length says which arrow is ours. */
function parseLink(line: string, length: number, link: string): ManifestEntry | undefined {
  for (let arrow = link.indexOf(ARROW); arrow >= 0; arrow = link.indexOf(ARROW, arrow + 1)) {
    const from = link.slice(0, arrow);
    if (from.startsWith('./') && utf8ToBytes(from).length === length) {
      return { kind: 'link', path: from.slice(2), line, target: link.slice(arrow + ARROW.length) };
    }
  }
  return undefined;
}
