/** Finding records of a commit without reading all of them. */
import { unwrap } from '../../../../core/error.ts';
import { decodeRecord } from '../../../../core/meta/codec.ts';
import {
  chooseLast,
  inOrder,
  type RecordQuery,
  type Row,
  type StoredRecord,
  selectRows,
} from '../../../../core/meta/find-records.ts';
import { readBlobs } from '../read-blobs.ts';
import { type AskedCommit, type IndexLimits, type IndexSource, openCoverage, type View } from './coverage.ts';
import type { Place } from './segment.ts';

/** Answers questions about any commit of a copy, as `MetaSnapshot.find` does. */
export type RecordIndex = (asked: AskedCommit, query: RecordQuery) => Promise<readonly StoredRecord[]>;

/** The index of a copy: a cache on disk, which catches up with whatever commit is asked about. */
export function openRecordIndex(source: IndexSource, limits: IndexLimits = {}): RecordIndex {
  const viewOf = openCoverage(source, limits);
  let turn: Promise<unknown> = Promise.resolve();
  // One after the other: each would otherwise catch up by itself.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  return async (asked, query) => {
    const rows = await inTurn(async () => rowsIn(source, asked, { view: await viewOf(asked, query.folder), query }));
    const places = [...new Map(rows.map(({ stored }) => [stored.path, stored])).values()];
    const blobs = await readBlobs(source, new Set(places.map(({ hash }) => hash)));
    return places.map(({ path, hash }) => ({
      path,
      record: unwrap(decodeRecord(blobs.get(hash) ?? new Uint8Array(), path)),
    }));
  };
}

async function rowsIn(
  source: IndexSource,
  { commit }: AskedCommit,
  { view, query }: { readonly view: View; readonly query: RecordQuery },
): Promise<readonly Row<Place>[]> {
  const { segments, memory, mustCheck } = view;
  // What is not there yet must not push out what is.
  const { last, ...all } = query;
  const asked = mustCheck ? all : query;
  const rows = inOrder([...segments.flatMap((segment) => segment.rows(asked)), ...selectRows(memory, asked)]);
  const there = mustCheck ? await inCommit(source, commit, rows) : rows;
  return chooseLast(there.filter(isFirst), last);
}

async function inCommit({ trees }: IndexSource, commit: string, rows: readonly Row<Place>[]) {
  const items = await Promise.all(rows.map(({ stored }) => trees.find(commit, stored.path)));
  return rows.filter(({ stored }, i) => items[i]?.hash === stored.hash);
}

/** A record may be in several segments. */
function isFirst(row: Row<Place>, i: number, rows: readonly Row<Place>[]): boolean {
  const before = rows[i - 1];
  return before?.key !== row.key || before.stored.path !== row.stored.path;
}
