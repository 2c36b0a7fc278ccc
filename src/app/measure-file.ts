/** Digests of files on this disk, however large they are. */
import { posix } from 'node:path';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { LocalFiles } from './ports/local-files.ts';

/** Size in bytes, and SHA-256 in lowercase hex. */
export interface Measured {
  readonly size: number;
  readonly sha256: string;
}

/** Undefined when there is no such file. A link is what it leads to. @throws operation `disk/refused`. */
export async function measureFile(files: LocalFiles, path: string): Promise<Measured | undefined> {
  const folder = await files.folder(posix.dirname(path));
  const large = await folder?.measure?.(posix.basename(path));
  if (large?.sha256 !== undefined) return { size: large.size, sha256: large.sha256 };
  const bytes = await files.read(path);
  return bytes === undefined ? undefined : { size: bytes.length, sha256: bytesToHex(sha256(bytes)) };
}
