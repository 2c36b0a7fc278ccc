/** Several segments made one: line by line, so that their size does not matter. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { encodeOffset, type SegmentFiles } from './segment.ts';

/** Writes one segment with all that these hold, each record once; nothing refers to it yet. @throws what the system says. */
export function mergeSegments(folder: string, segments: readonly SegmentFiles[]): SegmentFiles {
  const name = randomUUID();
  const moved = segments.map(() => new Map<string, string>());
  const files = segments.map((each) => join(folder, each.name));
  const paths = openLines(join(folder, `${name}.paths`));
  let records = 0;
  const from = files.map(() => 0);
  for (const { line, sources } of mergeLines(files.map((file) => readLines(`${file}.paths`)))) {
    const to = encodeOffset(paths.size());
    for (const source of sources) {
      moved[source]?.set(encodeOffset(from[source] ?? 0), to);
      from[source] = (from[source] ?? 0) + line.length + 1;
    }
    paths.write(line);
    records += 1;
  }
  const keys = openLines(join(folder, `${name}.keys`));
  const rows = files.map((file, source) => moveRows(readLines(`${file}.keys`), moved[source] ?? new Map()));
  for (const { line } of mergeLines(rows)) keys.write(line);
  return { name, records, paths: paths.close(), keys: keys.close() };
}

/** How many segments of about the same size become one: then there never are many, and each record is moved rarely. */
const FAN = 8;

/** Segments that are to become one; none when there are few enough of each size. */
export function chooseToMerge(segments: readonly SegmentFiles[]): readonly SegmentFiles[] {
  for (let least = 1; least <= Number.MAX_SAFE_INTEGER; least *= FAN) {
    const group = segments.filter(({ records }) => records >= least && records < least * FAN);
    if (group.length >= FAN) return group;
  }
  return [];
}

/** The order of rows stays: that of the records does. */
function* moveRows(lines: Iterable<string>, moved: ReadonlyMap<string, string>): Generator<string> {
  for (const line of lines) {
    const tab = line.lastIndexOf('\t') + 1;
    const to = moved.get(line.slice(tab));
    if (to === undefined) throw new Error(`no record lies at ${line.slice(tab)}`);
    yield line.slice(0, tab) + to;
  }
}

/** The lines of all sources in order, equal ones once, with the numbers of the sources that have it. */
function* mergeLines(sources: readonly Iterable<string>[]): Generator<{ line: string; sources: readonly number[] }> {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  const heads = iterators.map((iterator) => next(iterator));
  for (;;) {
    let line: string | undefined;
    for (const head of heads) if (head !== undefined && (line === undefined || head < line)) line = head;
    if (line === undefined) return;
    const having: number[] = [];
    for (const [i, head] of heads.entries()) if (head === line) having.push(i);
    yield { line, sources: having };
    for (const i of having) heads[i] = next(iterators[i]);
  }
}

function next(iterator: Iterator<string> | undefined): string | undefined {
  const { value, done } = iterator?.next() ?? { value: undefined, done: true };
  return done === true ? undefined : value;
}

const PART = 1 << 18;

function* readLines(path: string): Generator<string> {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(PART);
    let rest = '';
    for (let length = readSync(handle, buffer); length > 0; length = readSync(handle, buffer)) {
      const lines = (rest + buffer.toString('latin1', 0, length)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    closeSync(handle);
  }
}

function openLines(path: string) {
  const handle = openSync(path, 'wx', 0o644);
  let size = 0;
  let waiting: string[] = [];
  let length = 0;
  const flush = () => {
    writeSync(handle, waiting.join(''), null, 'latin1');
    waiting = [];
    length = 0;
  };
  return {
    size: () => size,
    write: (line: string) => {
      waiting.push(line, '\n');
      size += line.length + 1;
      length += line.length + 1;
      if (length >= PART) flush();
    },
    close: () => {
      flush();
      fsyncSync(handle);
      closeSync(handle);
      return size;
    },
  };
}
