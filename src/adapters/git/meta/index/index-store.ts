/** The index of a local copy on disk: any number of processes read it, one at a time adds to it. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../../../../core/error.ts';
import { isOfTheDisk } from '../../../fs/disk-failure.ts';
import { whileHolding } from '../../../fs/file-lock.ts';
import { isAncestor, type Source } from '../snapshot.ts';
import { buildSegments } from './build-segments.ts';
import { EMPTY, indexFolder, type Manifest, readManifest, removeLeftOvers, writeManifest } from './manifest.ts';
import { chooseToMerge, mergeSegments } from './merge-segments.ts';
import { openSegment, type Segment, type SegmentFiles } from './segment.ts';
import { changedUnits, type Units } from './units.ts';

/** The index as it is on disk at some moment. */
export interface StoredIndex {
  /** As in its list. */
  readonly tip: string;
  readonly covered: Units;
  readonly segments: readonly Segment[];
}

/** Reads and extends it. */
export interface IndexStore {
  /** What is there now; nothing when it cannot be read, as after a crash of the machine. */
  load(): Promise<StoredIndex>;
  /** Adds all that is new in these units of a commit of the branch. @throws as `buildSegments`. */
  extend(commit: string, units: Units): Promise<Extended>;
}

/**
 * `all` of it is there now. Or nothing was added: because a record is covered, `gone`, that these units do not have, or
 * because the disk does not take it.
 */
export type Extended = 'all' | { readonly gone: string | undefined };

/** So often another process is waited for, ten seconds each: to index a million records takes minutes. */
const WAITS = 60;

/** What an index needs to know besides. */
export interface StoreOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Most records of a new segment. */
  readonly part?: number;
}

/** The index of the copy behind `source`. */
export function openIndexStore(source: Source, { now, part }: StoreOptions): IndexStore {
  const folder = indexFolder(source.clone.folder);
  const opened = new Map<string, Segment>();
  const open = (files: SegmentFiles) => {
    const segment = opened.get(files.name) ?? openSegment(folder, files);
    opened.set(files.name, segment);
    return segment;
  };
  const toIndex = ({ tip, covered, segments }: Manifest): StoredIndex | undefined => {
    try {
      return { tip, covered, segments: segments.map(open) };
    } catch {
      return undefined;
    }
  };
  const load = async () => {
    // Between reading the list and opening what it names, somebody may have merged and removed that.
    const first = toIndex(await readManifest(folder));
    return first ?? toIndex(await readManifest(folder)) ?? { ...EMPTY, segments: [] };
  };
  const extend = async (commit: string, units: Units): Promise<Extended> => {
    const { tip, covered, segments } = await load();
    const { gone, segments: built } = await buildSegments(source, folder, changedUnits(covered, units), part);
    if (gone !== undefined) return { gone };
    const all = mergeMany(folder, [...segments.map(({ files }) => files), ...built]);
    const isOlder = tip !== '' && (await isAncestor(source, commit, tip));
    const manifest = { tip: isOlder ? tip : commit, covered: new Map([...covered, ...units]), segments: all };
    await writeManifest(folder, manifest);
    await removeLeftOvers(folder, manifest, now());
    return 'all';
  };
  return { load, extend: (commit, units) => orNothing(() => inTurn(folder, () => extend(commit, units))) };
}

function mergeMany(folder: string, segments: readonly SegmentFiles[]): readonly SegmentFiles[] {
  const group = chooseToMerge(segments);
  if (group.length === 0) return segments;
  const others = segments.filter((each) => !group.includes(each));
  return mergeMany(folder, [...others, mergeSegments(folder, group)]);
}

/** A cache that cannot be written is none; questions are answered without it. */
async function orNothing(work: () => Promise<Extended>): Promise<Extended> {
  try {
    return await work();
  } catch (error) {
    if (isOfTheDisk(error) || hasCode(error, 'disk/refused') || hasCode(error, 'disk/busy')) return { gone: undefined };
    throw error;
  }
}

async function inTurn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'manifest');
  for (let waits = 1; ; waits++) {
    try {
      return await whileHolding(path, work);
    } catch (error) {
      if (waits === WAITS || !hasCode(error, 'disk/busy')) throw error;
    }
  }
}
