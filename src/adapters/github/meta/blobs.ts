/** Contents of files: kept once read, and proven by their githash. */
import { createHash } from 'node:crypto';
import { operationFailure } from '../../../core/error.ts';
import type { GithubRepo } from './github-repo.ts';
import { readTarball } from './tarball.ts';

/** More files than this are cheaper as one archive of the whole commit, which counts as one request. */
const ARCHIVE_FROM = 32;
const AT_ONCE = 8;

/** The githash of these bytes as a file. @source gitformat: SHA-1 over `blob <size>`, NUL and the bytes. */
export function blobHash(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Makes sure that `repo.blobs` holds all of these, which are files of `commit`. @throws ApiFailure, operation `meta/unreadable`. */
export async function fetchBlobs(repo: GithubRepo, commit: string, hashes: Iterable<string>): Promise<void> {
  const missing = () => [...new Set(hashes)].filter((hash) => !repo.blobs.has(hash));
  const wanted = missing();
  if (wanted.length > ARCHIVE_FROM) await readTarball(repo, commit, new Set(wanted));
  // What the archive left out, too: a repository's attributes may say so.
  const queue = missing();
  const work = async () => {
    for (let hash = queue.pop(); hash !== undefined; hash = queue.pop()) await fetchBlob(repo, hash);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function fetchBlob({ owner, name, api, blobs, url }: GithubRepo, hash: string): Promise<void> {
  const { content } = await api.rest((client, request) =>
    client.rest.git.getBlob({ owner, repo: name, file_sha: hash, request }),
  );
  const bytes = new Uint8Array(Buffer.from(content, 'base64'));
  if (blobHash(bytes) !== hash) throw otherBytes(url, hash);
  blobs.set(hash, bytes);
}

function otherBytes(url: string, hash: string) {
  return operationFailure({
    code: 'meta/unreadable',
    message: `${url} gave other bytes than those of the file with hash ${hash}`,
    target: url,
    retry: 'safe',
    next: 'run the same command again; if it stays so, something between here and GitHub changes what it carries',
  });
}
