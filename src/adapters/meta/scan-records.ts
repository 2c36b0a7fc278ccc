/** Finding records where there is no index: by reading all that lie in the folder asked for, once. */
import type { MetaSnapshot } from '../../app/ports/meta-repo.ts';
import { unwrap } from '../../core/error.ts';
import { decodeRecord } from '../../core/meta/codec.ts';
import { findIn, type Row, type StoredRecord, toRows } from '../../core/meta/find-records.ts';
import { isRecordPath } from '../../core/meta/paths.ts';

/** `MetaSnapshot.find` for a snapshot that can list and read. What was read stays in memory as long as the snapshot. */
export function scanRecords(snapshot: Pick<MetaSnapshot, 'list' | 'readAll'>): MetaSnapshot['find'] {
  const known = new Map<string, Promise<readonly Row<StoredRecord>[]>>();
  return async (query) => {
    const rows = known.get(query.folder) ?? readRows(snapshot, query.folder);
    known.set(query.folder, rows);
    return findIn(await rows, query);
  };
}

async function readRows({ list, readAll }: Pick<MetaSnapshot, 'list' | 'readAll'>, folder: string) {
  const paths = (await list(folder)).filter(isRecordPath);
  const files = await readAll(paths);
  return toRows(paths.map((path, i) => ({ path, record: unwrap(decodeRecord(files[i] ?? new Uint8Array(), path)) })));
}
