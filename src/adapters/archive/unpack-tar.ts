/** Reads tar archives that came from elsewhere: nothing in them may point out of the folder that they are unpacked into. */
import { extract, type Header } from 'tar-stream';
import type { ArchiveEntry } from '../../app/ports/archives.ts';
import { inputFailure, isFailure } from '../../core/error.ts';
import { pathProblem } from '../../core/tree/path.ts';

/**
 * The members of a tar in the order written; of several with one path the last. Hard links become files of their own.
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
  return [...members.values()];
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
      return { ...common, kind: 'link', size: 0, target: header.linkname, open: nothing };
    case 'link': {
      const original = earlier.get(toPath(header.linkname));
      if (original?.kind === 'file') return { ...original, path };
      throw refusal('archive/unsafe', `${path} is a hard link to ${header.linkname}, which is no file before it`);
    }
    default:
      throw refusal('archive/unsafe', `${path} is a ${header.type}: only files, folders and links`);
  }
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
