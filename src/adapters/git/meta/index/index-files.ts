/** From files of meta to what the index keeps of them. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { unwrap } from '../../../../core/error.ts';
import { decodeRecord } from '../../../../core/meta/codec.ts';
import { keysOf } from '../../../../core/meta/record-keys.ts';
import { collect } from '../../../../core/result.ts';
import { isOfTheDisk } from '../../../fs/disk-failure.ts';
import { readObjects } from '../../object-reader.ts';
import { readBlobs } from '../read-blobs.ts';
import type { Source } from '../snapshot.ts';
import type { FoundFile } from '../tree-reader.ts';
import type { IndexedRecord } from './write-segment.ts';

/** More than so many are worth a process and a file of their own. */
const MANY = 500;
/** So many tell whether the copy has the others. */
const SAMPLE = 32;

/**
 * Reads the records and says what they are found by. Blobs that the copy left out are fetched, all at once.
 * @param folder For a file on the way. @throws input `meta/not-a-record`, for all that are none; operation `meta/unreadable`.
 */
export async function indexFiles(
  source: Source,
  files: readonly FoundFile[],
  folder: string,
): Promise<readonly IndexedRecord[]> {
  // Where the disk takes nothing they come through a pipe.
  const bytes = files.length > MANY ? await readMany(source, files, folder).catch(unlessOfTheDisk) : [];
  const missing = new Set(files.filter((_, i) => bytes[i] === undefined).map(({ hash }) => hash));
  const others = missing.size === 0 ? new Map<string, Uint8Array>() : await readBlobs(source, missing);
  const results = files.map(({ path, hash }, i) =>
    decodeRecord(bytes[i] ?? others.get(hash) ?? new Uint8Array(), path),
  );
  const records = unwrap(collect(results));
  return files.map(({ path, hash }, i) => ({ path, hash, keys: keysOf(records[i] ?? { kind: 'unknown' }) }));
}

/** Fetches the blobs of these files when the copy seems to lack them: asking for each whether it is there takes long. */
export async function fetchMany(source: Source, files: readonly FoundFile[]): Promise<void> {
  if (files.length <= MANY) return;
  const step = Math.ceil(files.length / SAMPLE);
  const sample = await Promise.all(files.filter((_, i) => i % step === 0).map(({ hash }) => source.objects.read(hash)));
  if (sample.includes(undefined)) await source.remote.fetchBlobs([...new Set(files.map(({ hash }) => hash))]);
}

function unlessOfTheDisk(error: unknown): readonly undefined[] {
  if (!isOfTheDisk(error)) throw error;
  return [];
}

function readMany({ git, clone }: Source, files: readonly FoundFile[], folder: string) {
  const scratch = join(folder, `${randomUUID()}.tmp`);
  return readObjects(
    git,
    clone.view,
    files.map(({ hash }) => hash),
    scratch,
  );
}
