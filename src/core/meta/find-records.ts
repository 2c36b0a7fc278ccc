/** Which records answer a question: the rule for every index, and all there is to it where everything is in memory. */
import { comparePaths } from '../files.ts';
import type { MetaRecord } from './record.ts';
import { keysOf, type RecordKey } from './record-keys.ts';

/** A record and the file that holds it. */
export interface StoredRecord {
  readonly path: string;
  readonly record: MetaRecord;
}

/** A question: records below a folder (`''`: all of meta) by what they are found by. */
export interface RecordQuery {
  readonly folder: string;
  readonly key: RecordKey;
  /** `exact` (the rule), or every key that begins so. */
  readonly match?: 'exact' | 'beginning';
  /** Absent: all. A number: only so many, the last by key, then path. `of-each-key`: the last path of each key. */
  readonly last?: number | 'of-each-key';
}

interface HasPath {
  readonly path: string;
}

/** One key of one record. */
export interface Row<R> {
  readonly key: RecordKey;
  readonly stored: R;
}

/** Every key of every record, in order of keys, then of the bytes of paths. */
export function toRows(records: readonly StoredRecord[]): readonly Row<StoredRecord>[] {
  return inOrder(records.flatMap((stored) => keysOf(stored.record).map((key) => ({ key, stored }))));
}

/** The answer out of rows that are in order: each record once. */
export function findIn(rows: readonly Row<StoredRecord>[], query: RecordQuery): readonly StoredRecord[] {
  return [...new Set(selectRows(rows, query).map(({ stored }) => stored))];
}

/** The rows that a question is about, out of all of them in order. */
export function selectRows<R extends HasPath>(rows: readonly Row<R>[], query: RecordQuery): readonly Row<R>[] {
  const { key, match, folder } = query;
  const isAsked = (row: Row<R> | undefined) =>
    match === 'beginning' ? row?.key.startsWith(key) === true : row?.key === key;
  const start = firstAtLeast(rows, key);
  let end = start;
  while (isAsked(rows[end])) end += 1;
  const found = rows.slice(start, end).filter(({ stored }) => folder === '' || stored.path.startsWith(`${folder}/`));
  return chooseLast(found, query.last);
}

/** Rows by their keys, then by the bytes of paths. */
export function inOrder<R extends HasPath>(rows: readonly Row<R>[]): readonly Row<R>[] {
  return rows.toSorted((a, b) => compareKeys(a.key, b.key) || comparePaths(a.stored.path, b.stored.path));
}

/** The last of rows that are in order, as a question asks for them. */
export function chooseLast<R>(rows: readonly Row<R>[], last: RecordQuery['last']): readonly Row<R>[] {
  if (last === undefined) return rows;
  if (last === 'of-each-key') return rows.filter(({ key }, i) => rows[i + 1]?.key !== key);
  return last === 0 ? [] : rows.slice(-last);
}

/** They are ASCII: this is also the order of their bytes. */
function compareKeys(a: RecordKey, b: RecordKey): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function firstAtLeast(rows: readonly Row<unknown>[], key: RecordKey): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
