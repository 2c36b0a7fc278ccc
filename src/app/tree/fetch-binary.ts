/** The bytes of a release's binary: from the store once, then from this machine. */
import { posix } from 'node:path';
import { operationFailure } from '../../core/error.ts';
import type { Ports } from '../ports/ports.ts';
import type { ReleaseBinary } from '../release-choice.ts';
import { sha256Of } from './content.ts';

/**
 * The packed bytes, whose sha256 is the one that was recorded. A copy is kept as `<top-dir>/cache/binaries/<sha256>`;
 * one that is no longer what it was is fetched again.
 *
 * @throws operation `binary/corrupt`: the store gave other bytes than the release recorded; and as `BinaryStores.fetch`.
 */
export async function fetchBinary(
  binary: ReleaseBinary,
  topDir: string,
  ports: Pick<Ports, 'binaryStores' | 'files'>,
): Promise<Uint8Array> {
  const files = await ports.files();
  const path = posix.join(topDir, 'cache', 'binaries', binary.sha256);
  const kept = await files.read(path);
  if (kept !== undefined && isThat(binary, kept)) return kept;
  const bytes = await (await ports.binaryStores()).fetch(binary.url, binary.size);
  if (!isThat(binary, bytes)) throw corrupt(binary);
  await files.makeTopFolder(topDir);
  await files.write({ path, mode: 0o644, content: bytes, passing: true });
  return bytes;
}

function isThat({ sha256: recorded }: ReleaseBinary, bytes: Uint8Array): boolean {
  return sha256Of(bytes) === recorded;
}

function corrupt(binary: ReleaseBinary) {
  return operationFailure({
    code: 'binary/corrupt',
    message: `${binary.url} is not the binary ${binary.name} (${binary.platform}) that the release recorded: its sha256 differs from ${binary.sha256}`,
    target: binary.url,
    retry: 'never',
    next: 'put the recorded bytes back, or record them in another store',
  });
}
