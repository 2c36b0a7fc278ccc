/** Contents of files by their hashes. */
import { operationFailure } from '../../../core/error.ts';
import type { Source } from './snapshot.ts';

/** Contents by hash; those that the copy left out are fetched at once. @throws operation `meta/unreadable`. */
export async function readBlobs(source: Source, hashes: ReadonlySet<string>): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const readAll = async (wanted: Iterable<string>) => {
    const read = async (hash: string) => [hash, await source.objects.read(hash)] as const;
    const blobs = await Promise.all([...wanted].map(read));
    for (const [hash, bytes] of blobs) if (bytes !== undefined) found.set(hash, bytes);
    return [...wanted].filter((hash) => !found.has(hash));
  };
  const missing = await readAll(hashes);
  if (missing.length === 0) return found;
  await source.remote.fetchBlobs(missing);
  const [lost] = await readAll(missing);
  if (lost === undefined) return found;
  throw operationFailure({
    code: 'meta/unreadable',
    message: `the meta repo does not give the file with hash ${lost}`,
    retry: 'safe',
    next: `check the repository with git fsck; the local copy is ${source.clone.folder}`,
  });
}
