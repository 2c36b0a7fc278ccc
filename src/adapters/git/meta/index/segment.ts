/**
 * A part of the index on disk: two files that are written once. `<name>.paths` has a line `<path>\t<hash of the blob>`
 * for each record, `<name>.keys` a line `<key>\t<offset of the record's line in the other>` for each of its keys.
 */
import { join } from 'node:path';
import type { RecordQuery, Row } from '../../../../core/meta/find-records.ts';
import { openSortedLines, type SortedLines } from './sorted-lines.ts';

/** Where a record lies. */
export interface Place {
  readonly path: string;
  readonly hash: string;
}

/** A segment as the manifest lists it: sizes in bytes. */
export interface SegmentFiles {
  readonly name: string;
  readonly records: number;
  readonly paths: number;
  readonly keys: number;
}

/** A segment that is whole. */
export interface Segment {
  readonly files: SegmentFiles;
  /** The rows that answer a question, as `findIn` has them. */
  rows(query: RecordQuery): readonly Row<Place>[];
}

/** Opens it. @throws what the system says; an Error when it is not as the manifest says. */
export function openSegment(folder: string, files: SegmentFiles): Segment {
  const paths = openSortedLines(join(folder, `${files.name}.paths`), files.paths);
  const keys = openSortedLines(join(folder, `${files.name}.keys`), files.keys);
  return {
    files,
    rows: (query) => {
      const range = rangeOf(paths, query.folder);
      if (range.from === range.to) return [];
      return select({ keys, range }, query).map(({ key, at }) => ({ key, stored: placeAt(paths, decodeOffset(at)) }));
    },
  };
}

const OFFSET_DIGITS = 8;

/** As it stands in a line: of one length, so that the order of lines is that of numbers. */
export function encodeOffset(offset: number): string {
  return offset.toString(36).padStart(OFFSET_DIGITS, '0');
}

/** The number in such a text. */
export function decodeOffset(text: string): number {
  return Number.parseInt(text, 36);
}

/** The path and the hash in a line of `.paths`. */
export function parsePlace(line: string): Place {
  const tab = line.indexOf('\t');
  return { path: line.slice(0, tab), hash: line.slice(tab + 1) };
}

/** A line of `.keys`, in two. */
interface KeyLine {
  readonly key: string;
  readonly at: string;
}

/** Offsets in `.paths`, as texts: the first of the folder, and the first behind it. */
interface Range {
  readonly from: string;
  readonly to: string;
}

function rangeOf(paths: SortedLines, folder: string): Range {
  const [from, to] =
    folder === '' ? [0, paths.size] : [`${folder}/`, `${folder}0`].map((text) => paths.firstAtLeast(text));
  return { from: encodeOffset(from ?? 0), to: encodeOffset(to ?? 0) };
}

interface Lines {
  readonly keys: SortedLines;
  readonly range: Range;
}

function select(lines: Lines, { key, match, last }: RecordQuery): readonly KeyLine[] {
  if (match !== 'beginning') return rowsOf(lines, key, last);
  if (last === 'of-each-key') return [...lastOfEachKey(lines, key)];
  return lastOf([...rowsFrom(lines, key)], last);
}

/** The rows of one key. With a number, no more than so many of the last: there may be very many before. */
function rowsOf({ keys, range }: Lines, key: string, last: RecordQuery['last']): readonly KeyLine[] {
  const most = last === undefined ? Number.POSITIVE_INFINITY : last === 'of-each-key' ? 1 : last;
  const start = keys.firstAtLeast(`${key}\t${range.from}`);
  const found: KeyLine[] = [];
  for (let at = keys.firstAtLeast(`${key}\t${range.to}`); at > start && found.length < most; ) {
    at = keys.before(at) ?? start;
    found.push(parseKeyLine(keys.lineAt(at) ?? ''));
  }
  return found.reverse();
}

/** The rows of all keys that begin so. */
function* rowsFrom({ keys, range }: Lines, beginning: string): Generator<KeyLine> {
  for (let at = keys.firstAtLeast(beginning); ; ) {
    const line = keys.lineAt(at);
    if (line?.startsWith(beginning) !== true) return;
    const row = parseKeyLine(line);
    if (row.at >= range.from && row.at < range.to) yield row;
    at += line.length + 1;
  }
}

/** From key to key, over all that lies between. */
function* lastOfEachKey(lines: Lines, beginning: string): Generator<KeyLine> {
  const { keys } = lines;
  for (let at = keys.firstAtLeast(beginning); ; ) {
    const line = keys.lineAt(at);
    if (line?.startsWith(beginning) !== true) return;
    const { key } = parseKeyLine(line);
    yield* rowsOf(lines, key, 1);
    at = keys.firstAtLeast(`${key}\t~`);
  }
}

function lastOf(rows: readonly KeyLine[], last: RecordQuery['last']): readonly KeyLine[] {
  return typeof last === 'number' && last < rows.length ? rows.slice(rows.length - last) : rows;
}

function parseKeyLine(line: string): KeyLine {
  const tab = line.lastIndexOf('\t');
  return { key: line.slice(0, tab), at: line.slice(tab + 1) };
}

function placeAt(paths: SortedLines, offset: number): Place {
  return parsePlace(paths.lineAt(offset) ?? '');
}
