/** Reads tar archives that came from elsewhere: nothing in them may be written out of the folder that they are unpacked into. */
import { posix } from 'node:path';
import { extract, type Header } from 'tar-stream';
import type { ArchiveEntry } from '../../app/ports/archives.ts';
import { inputFailure, isFailure } from '../../core/error.ts';
import { pathProblem } from '../../core/tree/path.ts';

/**
 * The members of a tar in the order written; of several with one path the last. Hard links become files of their own;
 * symbolic ones may point to what lies below the same root, or to an absolute path.
 * @throws input `archive/unsafe`, `archive/unreadable`.
 */
export async function unpackTar(bytes: Uint8Array): Promise<readonly ArchiveEntry[]> {
  const members = new Map<string, ArchiveEntry>();
  const reader = extract();
  reader.end(bytes);
  try {
    for await (const member of reader) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of member) chunks.push(chunk as Uint8Array);
      const entry = toEntry(member.header, Buffer.concat(chunks), members);
      if (entry !== undefined) members.set(entry.path, entry);
    }
  } catch (error) {
    if (isFailure(error)) throw error;
    throw refusal('archive/unreadable', `this is no tar or tar.gz that we can read: ${(error as Error).message}`);
  }
  const entries = [...members.values()];
  for (const { path } of entries) checkParents(path, members);
  return entries;
}

/** Undefined for the root folder itself. */
function toEntry(
  header: Header,
  bytes: Uint8Array,
  earlier: ReadonlyMap<string, ArchiveEntry>,
): ArchiveEntry | undefined {
  const path = toPath(header.name);
  if (path === '') return undefined;
  const common = {
    path,
    mode: header.mode & 0o777,
    mtime: Math.floor(header.mtime.getTime() / 1000),
  };
  switch (header.type) {
    case 'file':
    case 'contiguous-file':
      return { ...common, kind: 'file', size: bytes.length, open: () => once(bytes) };
    case 'directory':
      return { ...common, kind: 'dir', size: 0, open: nothing };
    case 'symlink':
      return { ...common, kind: 'link', size: 0, target: checkTarget(path, header.linkname), open: nothing };
    case 'link': {
      const original = earlier.get(toPath(header.linkname));
      if (original?.kind === 'file') return { ...original, path };
      throw refusal('archive/unsafe', `${path} is a hard link to ${header.linkname}, which is no file before it`);
    }
    default:
      throw refusal('archive/unsafe', `${path} is a ${header.type}: only files, folders and links`);
  }
}

/** A file below a link would be written wherever the link leads. */
function checkParents(path: string, members: ReadonlyMap<string, ArchiveEntry>): void {
  const parts = path.split('/');
  const parents = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
  const link = parents.find((parent) => members.get(parent)?.kind === 'link');
  if (link !== undefined) throw refusal('archive/unsafe', `${path} lies below ${link}, which is a link`);
}

/**
 * A link that climbs out of the archive leads to whatever happens to lie beside it, so it is refused. One to an absolute
 * path names what it means, as a virtualenv's `python3 -> /usr/bin/python3` does: it is kept as a link, and since nothing
 * may lie below a link, nothing is ever written through it.
 */
function checkTarget(path: string, target: string | undefined): string {
  if (target === undefined || target === '') throw refusal('archive/unsafe', `${path} is a link to nothing`);
  if (/[\0\n]/.test(target)) throw refusal('archive/unsafe', `${path} is a link to a path with a line break or a NUL`);
  if (target.startsWith('/')) return target;
  const climbed = posix.normalize(posix.join(posix.dirname(path), target));
  if (climbed.split('/')[0] === '..')
    throw refusal('archive/unsafe', `${path} is a link to ${target}, which lies outside of the archive`);
  return target;
}

/** The path without `./` in front and `/` behind; `''` is the root folder. */
function toPath(name: string): string {
  const path = name.replace(/^(\.\/+)+/, '').replace(/\/+$/, '');
  if (path === '' || path === '.') return name.startsWith('/') ? unsafe('it is absolute') : '';
  const problem = pathProblem(path);
  return problem === undefined ? path : unsafe(problem);
}

function unsafe(problem: string): never {
  throw refusal('archive/unsafe', `the archive holds a path that is not safe: ${problem}`);
}

function refusal(code: string, message: string) {
  return inputFailure({ code, message });
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
