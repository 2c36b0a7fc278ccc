/** From a file or folder that a build made to the bytes of a binary. */
import { isFailure } from '../core/error.ts';
import type { FileSet } from '../core/files.ts';
import type { ArchiveEntry, Archives } from './ports/archives.ts';
import type { LocalFiles } from './ports/local-files.ts';
import type { Ports } from './ports/ports.ts';
import { sha256Of } from './tree/content.ts';

/** Packed bytes: a tar or tar.gz. `sha256` is lowercase hex. */
export interface PackedBinary {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

const MODES = { file: 0o644, executable: 0o755, link: 0o777 } as const;

/**
 * A folder is packed (files, links, executable bits; nothing of owners and times), a tar or tar.gz taken as it is, any
 * other file packed alone. Undefined when nothing is there, or nothing is in it.
 * @throws input `archive/unsafe`: what cannot be unpacked on hosts is not recorded.
 */
export async function packBinary(
  path: string,
  ports: Pick<Ports, 'archives' | 'files'>,
): Promise<PackedBinary | undefined> {
  const [files, archives] = await Promise.all([ports.files(), ports.archives()]);
  const found = await readFound(path, files, archives);
  const bytes = found instanceof Uint8Array ? found : await archives.pack(found);
  if (!(await isArchive(bytes, archives))) return undefined;
  return { bytes, sha256: sha256Of(bytes) };
}

/** An archive, or what to pack. */
async function readFound(
  path: string,
  files: LocalFiles,
  archives: Archives,
): Promise<Uint8Array | readonly ArchiveEntry[]> {
  if (await files.isFolder(path)) return readEntries((await files.folder(path)) as FileSet);
  const bytes = await files.read(path);
  if (bytes === undefined) return [];
  if (await isArchive(bytes, archives)) return bytes;
  const name = path.split('/').at(-1) ?? path;
  const folder = await files.folder(path.slice(0, -name.length) || '.');
  const entry = (await folder?.list('', 'direct'))?.find((each) => each.path === name);
  return [toEntry(name, entry?.kind === 'executable' ? 'executable' : 'file', bytes)];
}

async function readEntries(folder: FileSet): Promise<readonly ArchiveEntry[]> {
  const entries = await folder.list('');
  return Promise.all(
    entries.map(async ({ path, kind }) => {
      const bytes = (await folder.read(path)) ?? new Uint8Array();
      return toEntry(path, kind === 'submodule' ? 'file' : kind, bytes);
    }),
  );
}

function toEntry(path: string, kind: keyof typeof MODES, bytes: Uint8Array): ArchiveEntry {
  const common = { path, mode: MODES[kind], mtime: 0, open: () => once(bytes) };
  if (kind === 'link') return { ...common, kind, size: 0, target: new TextDecoder().decode(bytes) };
  return { ...common, kind: 'file', size: bytes.length };
}

/** True for a tar or tar.gz that holds something. */
async function isArchive(bytes: Uint8Array, archives: Archives): Promise<boolean> {
  try {
    return (await archives.unpack(bytes)).length > 0;
  } catch (error) {
    if (isFailure(error) && error.kind === 'input' && error.issues[0]?.code === 'archive/unreadable') return false;
    throw error;
  }
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
