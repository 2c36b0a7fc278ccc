/** Tar and tar.gz by tar-stream and zlib. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { pack as openPack, type Pack } from 'tar-stream';
import type { ArchiveEntry, Archives } from '../../app/ports/archives.ts';
import { comparePaths } from '../../core/files.ts';
import { unpackTar } from './unpack-tar.ts';

/** RFC 1952: byte 9 of a gzip header names the system that packed it; 255 is "unknown". */
const GZIP_SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;
/** The usual trade: level 9 is much slower and saves a percent or two. */
const GZIP_LEVEL = 6;

/** Archives without a trace of the machine that packs: owner 0:0, no names of users. */
export const tarArchives: Archives = {
  stream: (entries) => streamTar(entries),
  pack: async (entries) => packTar([...entries]),
  unpack: async (bytes) => unpackTar(isGzip(bytes) ? await unzip(bytes) : bytes),
};

async function* streamTar(entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>): AsyncGenerator<Uint8Array> {
  const pack = openPack();
  let failure: unknown;
  const filling = fill(pack, entries).catch((error: unknown) => {
    failure = error;
    pack.destroy();
  });
  try {
    for await (const chunk of pack) yield chunk as Uint8Array;
  } catch (error) {
    throw failure ?? error;
  } finally {
    pack.destroy();
  }
  await filling;
  if (failure !== undefined) throw failure;
}

async function fill(pack: Pack, entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>): Promise<void> {
  for await (const entry of entries) await addEntry(pack, entry);
  pack.finalize();
}

function addEntry(pack: Pack, entry: ArchiveEntry): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error === undefined || error === null ? resolve() : reject(error));
    const common = { name: entry.path, mode: entry.mode, mtime: new Date(entry.mtime * 1000), uid: 0, gid: 0 };
    if (entry.kind === 'dir') pack.entry({ ...common, type: 'directory' }, done);
    else if (entry.kind === 'link') pack.entry({ ...common, type: 'symlink', linkname: entry.target ?? '' }, done);
    else writeFile(pack.entry({ ...common, type: 'file', size: entry.size }, done), entry).catch(reject);
  });
}

async function writeFile(sink: ReturnType<Pack['entry']>, entry: ArchiveEntry): Promise<void> {
  for await (const chunk of entry.open()) {
    if (!sink.write(chunk)) await new Promise<void>((resolve) => sink.once('drain', () => resolve()));
  }
  sink.end(null);
}

async function packTar(entries: readonly ArchiveEntry[]): Promise<Uint8Array> {
  const sorted = entries.toSorted((a, b) => comparePaths(a.path, b.path)).map((entry) => ({ ...entry, mtime: 0 }));
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamTar(sorted)) chunks.push(chunk);
  const packed = await promisify(gzip)(Buffer.concat(chunks), { level: GZIP_LEVEL });
  packed[GZIP_SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return new Uint8Array(packed);
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function unzip(bytes: Uint8Array): Promise<Uint8Array> {
  // Bytes that begin like gzip and are none go on as they are: no tar begins so, and that is then the error.
  return promisify(gunzip)(bytes).catch(() => bytes.subarray(0, 1));
}
