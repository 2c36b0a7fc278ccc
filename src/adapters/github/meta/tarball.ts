/** Many files of one commit, from the archive that GitHub makes of it. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { blobHash } from './blobs.ts';
import type { GithubRepo } from './github-repo.ts';

/** An archive may be large, and the link slow. */
const TIMEOUT_MS = 600_000;

/**
 * Puts those of the `wanted` blobs that the archive holds into `repo.blobs`. What it lacks, or gives with other bytes
 * (attributes of the repository can make git do both), is left out. @throws ApiFailure.
 */
export async function readTarball(repo: GithubRepo, commit: string, wanted: ReadonlySet<string>): Promise<void> {
  const { extract } = await import('tar-stream');
  const { owner, name, api } = repo;
  const archive = await api.rest(async (client) => {
    const request = { signal: AbortSignal.timeout(TIMEOUT_MS), parseSuccessResponseBody: false };
    const given = { owner, repo: name, ref: commit, request };
    const { data } = await client.rest.repos.downloadTarballArchive(given);
    return { data: data as ReadableStream<Uint8Array> };
  });
  const unpack = extract();
  const keep = (bytes: Uint8Array) => {
    const hash = blobHash(bytes);
    if (wanted.has(hash)) repo.blobs.set(hash, bytes);
  };
  const sorting = (async () => {
    for await (const entry of unpack) {
      const { type, linkname } = entry.header;
      const bytes = new Uint8Array(await buffer(entry));
      keep(type === 'symlink' ? new TextEncoder().encode(linkname ?? '') : bytes);
    }
  })();
  const reading = pipeline(Readable.fromWeb(archive as Parameters<typeof Readable.fromWeb>[0]), createGunzip(), unpack);
  await Promise.all([reading, sorting]);
}
