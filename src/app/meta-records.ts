/** Reading records of a snapshot of meta. */
import { unwrap } from '../core/error.ts';
import { decodeRecord } from '../core/meta/codec.ts';
import type { StoredRecord } from '../core/meta/find-records.ts';
import type { MetaRecord } from '../core/meta/record.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';

/** All records below a folder, in order of their paths. @throws input `meta/not-a-record`. */
export async function readRecords(snapshot: MetaSnapshot, folder: string): Promise<readonly StoredRecord[]> {
  const paths = (await snapshot.list(folder)).filter((path) => path.endsWith('.binpb'));
  const files = await snapshot.readAll(paths);
  return paths.map((path, i) => ({ path, record: decodeFile(path, files[i]) }));
}

/** The record at `path`; undefined when there is none. @throws input `meta/not-a-record`. */
export async function readRecord(snapshot: MetaSnapshot, path: string): Promise<MetaRecord | undefined> {
  const bytes = await snapshot.read(path);
  return bytes === undefined ? undefined : decodeFile(path, bytes);
}

/** The records at these paths, without those that are not there. @throws input `meta/not-a-record`. */
export async function readRecordsAt(
  snapshot: MetaSnapshot,
  paths: readonly string[],
): Promise<readonly StoredRecord[]> {
  const files = await snapshot.readAll(paths);
  return paths.flatMap((path, i) => (files[i] === undefined ? [] : [{ path, record: decodeFile(path, files[i]) }]));
}

function decodeFile(path: string, bytes: Uint8Array | undefined): MetaRecord {
  return unwrap(decodeRecord(bytes ?? new Uint8Array(), path));
}
