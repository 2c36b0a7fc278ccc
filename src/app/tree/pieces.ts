/** Where the pieces of trees come from, and reading them from sets of files. */
import type { Host } from '../../core/definition/settings.ts';
import { operationFailure } from '../../core/error.ts';
import type { FileEntry, FileSet } from '../../core/files.ts';
import { isLfsPointer, lfsIssue } from '../../core/install/lfs.ts';
import { fileOrigin } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { MODE, type Piece } from '../../core/tree/piece.ts';
import type { Content } from '../../core/tree/tree.ts';
import { contentOf } from './content.ts';

/** Everything read beforehand, the pieces for any host of the instance. */
export type PieceSource = (host: Host) => Result<readonly Piece[]>;

/** So much of a set is held in memory; what is more is read again when it is sent. */
const KEEP_BYTES = 16 * 1024 * 1024;

/** Files that are read at a time. */
const AT_ONCE = 32;

/** A file, link or executable of a set as a piece at `path`, its mode 0644 or 0755 whatever the disk says. Issue: `install/lfs`. */
export async function readPiece(set: FileSet, entry: FileEntry, path: string): Promise<Result<Piece>> {
  const origin = fileOrigin(set.locate(entry.path));
  const mode = entry.kind === 'executable' ? MODE.executable : MODE.file;
  const large = await set.measure?.(entry.path);
  if (large !== undefined) return valid({ path, mode, body: { kind: 'file', content: large, secret: false }, origin });
  const bytes = await readBytes(set, entry.path);
  if (entry.kind === 'link')
    return valid({ path, mode: MODE.link, body: { kind: 'link', target: new TextDecoder().decode(bytes) }, origin });
  if (isLfsPointer(bytes)) return invalid(lfsIssue(entry.path, origin));
  const content = toContent(set, entry.path, bytes);
  return valid({ path, mode, body: { kind: 'file', content, secret: false }, origin });
}

/** The bytes of a file that was listed a moment ago. @throws operation `source/changed`: it is gone. */
export async function readBytes(set: FileSet, path: string): Promise<Uint8Array> {
  const bytes = await set.read(path);
  if (bytes !== undefined) return bytes;
  throw operationFailure({
    code: 'source/changed',
    message: `${set.locate(path)} vanished while the files were read`,
    target: set.locate(path),
    retry: 'safe',
    next: 'run the same command again, when nothing else writes there',
  });
}

/** `work` over all items, a bounded number at a time, results in order. */
export async function mapBounded<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i] as T);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}

const held = new WeakMap<FileSet, number>();

function toContent(set: FileSet, path: string, bytes: Uint8Array): Content {
  const content = contentOf(bytes);
  const sum = (held.get(set) ?? 0) + bytes.length;
  if (sum <= KEEP_BYTES) {
    held.set(set, sum);
    return content;
  }
  return {
    size: content.size,
    sha256: content.sha256,
    async *open() {
      yield await readBytes(set, path);
    },
  };
}
