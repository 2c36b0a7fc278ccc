/**
 * What a record is found by. An index keeps these words beside the path of the record, for every record of meta: it
 * leads to candidates quickly, and whoever asked looks into them. A new kind of record says here what it is found by.
 */
import type { Copy, MetaRecord } from './record.ts';

/** `<field> <word> …`, printable ASCII without line breaks. Equal texts give equal keys; rarely others do too. */
export type RecordKey = string;

/** Goes up whenever `keysOf` gives other keys for the same record: what was indexed before then counts no more. */
export const KEYS_VERSION = 1;

/** A release: by its githash and those of its repos, by version, by tag, by the date of its commit. */
export const byGithash = (githash: string): RecordKey => key('githash', hex(githash));
/** A release by its version or tag. */
export const byName = (name: string): RecordKey => key('name', name);
/** The beginning of every key that `keysOf` gives for the commit date of a release; in order of time. */
export const BY_DATE: RecordKey = 'date ';
/** A binary, or a tree that lists a file: by the sha256 of the bytes. */
export const bySha256 = (sha256: string): RecordKey => key('sha256', hex(sha256));
/** A tree by the tree that it is recorded as a difference from. */
export const byBase = (digest: string): RecordKey => key('base', hex(digest));
/** A begin or end by a release that it is about, or that a host ran before or after it. */
export const byCopy = (release: string): RecordKey => key('copy', hex(release));
/** A begin by a tree that a host had before it or was to get. */
export const byTree = (digest: string): RecordKey => key('tree', hex(digest));
/** A begin by the githash of definitions that are not those of its release. */
export const byDefinitions = (githash: string): RecordKey => key('definitions', hex(githash));
/** A begin by a host of its plan; without an instance: the beginning of the keys of all instances. */
export const byHost = (host: string, instance = ''): RecordKey => key('host', host, instance);
/** A begin by its instance and a host of its plan, and by its instance alone; the beginning of all these keys. */
export const byInstance = (instance: string, host = ''): RecordKey => key('instance', instance, host);
/** The beginning of the keys of all instances and their hosts. */
export const BY_INSTANCE: RecordKey = 'instance ';
/** An end by what it brought onto a host, and activated there. */
export const byBrought = (instance: string, host: string, { release, tree }: Copy): RecordKey =>
  key('brought', instance, host, hex(release), hex(tree));
/** An event that has to do with an instance. */
export const byEvent = (instance: string): RecordKey => key('event', instance);
/** An event that holds an instance, or releases it. */
export const byHold = (instance: string): RecordKey => key('hold', instance);

type KeysOf = { readonly [K in MetaRecord['kind']]: (record: Extract<MetaRecord, { kind: K }>) => RecordKey[] };

const KEYS: KeysOf = {
  release: ({ githash, version, tag, committedAt, repos }) => [
    ...[githash, ...repos.map((repo) => repo.githash)].map(byGithash),
    ...[version, tag].filter((name) => name !== '').map(byName),
    key('date', String(committedAt).padStart(DATE_DIGITS, '0')),
  ],
  binary: ({ sha256 }) => [bySha256(sha256)],
  tree: ({ entries, base }) => [
    ...entries.flatMap(({ content }) => (content.kind === 'file' ? [bySha256(content.sha256)] : [])),
    ...(base === '' ? [] : [byBase(base)]),
  ],
  'deployment-begin': ({ instance, release, definitions, hosts }) => [
    ...[release, ...hosts.flatMap(({ from, to }) => (from === undefined ? [to] : [from, to]).map(releaseOf))].map(
      byCopy,
    ),
    ...hosts.flatMap(({ from, to }) => [...(from === undefined ? [] : [byTree(from.tree)]), byTree(to.tree)]),
    ...(definitions.githash === '' || definitions.githash === release ? [] : [byDefinitions(definitions.githash)]),
    ...hosts.flatMap(({ host }) => [byHost(host, instance), byInstance(instance, host)]),
    byInstance(instance),
  ],
  'deployment-end': ({ instance, hosts }) =>
    hosts.flatMap(({ host, outcome, now }) => {
      if (now === undefined) return [];
      return [byCopy(now.release), ...(outcome === 'activated' ? [byBrought(instance, host, now)] : [])];
    }),
  event: ({ event, instance }) => {
    if (instance === '') return [];
    return [byEvent(instance), ...(event === 'hold' || event === 'hold-released' ? [byHold(instance)] : [])];
  },
  unknown: () => [],
};

/** All that a record is found by, each once. */
export function keysOf<R extends MetaRecord>(record: R): readonly RecordKey[] {
  const keys = KEYS[record.kind] as (record: MetaRecord) => RecordKey[];
  return [...new Set(keys(record))];
}

/** Seconds since 1970 until the year 33658. */
const DATE_DIGITS = 12;
const OTHERS = /[^\x21-\x7e]/;
const ALL_OTHERS = /[^\x21-\x7e]/g;
/** So many digits of a hash tell apart all that will ever be recorded. */
const HEX_DIGITS = 16;

function hex(digits: string): string {
  return digits.slice(0, HEX_DIGITS);
}

function releaseOf({ release }: { readonly release: string }): string {
  return release;
}

/** A word ends at a space, so that `web1` is not found by what begins with `web`. */
function key(field: string, ...words: readonly string[]): RecordKey {
  let text = field;
  for (const word of words) text += OTHERS.test(word) ? ` ${word.replace(ALL_OTHERS, '_')}` : ` ${word}`;
  return text;
}
