/**
 * What answers questions about a commit: the index on disk, what came since and is kept in memory until it is worth
 * writing, and what this commit alone has.
 */
import { inOrder, type Row } from '../../../../core/meta/find-records.ts';
import { rewritten } from '../../../meta/meta-failure.ts';
import { type FolderPair, readChanges } from '../record-changes.ts';
import { isAncestor, type Source } from '../snapshot.ts';
import type { FoundFile } from '../tree-reader.ts';
import { indexFiles } from './index-files.ts';
import { openIndexStore, type StoredIndex } from './index-store.ts';
import { indexFolder } from './manifest.ts';
import type { Place, Segment } from './segment.ts';
import { changedUnits, hasToDoWith, readUnits, type Units } from './units.ts';
import type { IndexedRecord } from './write-segment.ts';

/** Where to look for what a commit holds. */
export interface View {
  readonly segments: readonly Segment[];
  readonly memory: readonly Row<Place>[];
  /** There is more in them than the commit has: each record found must be looked for in the commit. */
  readonly mustCheck: boolean;
}

/** The commit asked about; `isBranch` when it was seen as the tip of the branch of records. */
export interface AskedCommit {
  readonly commit: string;
  readonly isBranch: boolean;
}

/** What the index needs: the copy, and how its server is called in messages. */
export interface IndexSource extends Source {
  readonly place: { readonly url: string };
  now(): number;
}

/** More new records than this are written to disk: to read them anew each time would take longer than a look. */
const WORTH_WRITING = 128;

/** What may be set otherwise. */
export interface IndexLimits {
  /** More new records than this are written to disk. */
  readonly worthWriting?: number;
  /** Most records of a new segment. */
  readonly part?: number;
}

/**
 * Gives views of one copy, one after the other.
 * @returns Throws input `meta/not-a-record`; operation `meta/rewritten` when a record of the branch is gone.
 */
export function openCoverage(
  source: IndexSource,
  { worthWriting = WORTH_WRITING, part }: IndexLimits = {},
): (asked: AskedCommit, folder: string) => Promise<View> {
  const store = openIndexStore(source, { now: source.now, ...(part === undefined ? {} : { part }) });
  let state: State | undefined;
  const strangers = new Map<string, Promise<readonly Row<Place>[]>>();
  const stored = (index: StoredIndex): State => ({ ...index, tips: [], fresh: [], memory: [] });
  const view = ({ segments, memory }: State): View => ({ segments, memory, mustCheck: false });

  return async (asked, folder) => {
    state ??= stored(await store.load());
    const units = await readUnits(source.trees, asked.commit, folder);
    const pairs = changedPairs(state.covered, units, folder);
    if (pairs.length === 0) return view(state);
    const peek = await peekAt(source, pairs, worthWriting - state.fresh.length);
    let { gone } = peek;
    if (asked.isBranch && gone === undefined && peek.isWhole) {
      state = withFresh(state, asked.commit, { units, records: await indexFiles(source, peek.added, '') });
      return view(state);
    }
    if (asked.isBranch && gone === undefined) {
      const written = await store.extend(asked.commit, new Map([...state.covered, ...units]));
      state = stored(await store.load());
      if (written === 'all') return view(state);
      gone = written.gone;
    }
    if (asked.isBranch && gone !== undefined)
      await checkPast(source, { commit: asked.commit, gone, tips: [state.tip, ...state.tips] });
    const name = `${asked.commit} ${folder}`;
    const own = strangers.get(name) ?? rowsOf(source, pairs);
    strangers.set(name, own);
    return { segments: state.segments, memory: inOrder([...state.memory, ...(await own)]), mustCheck: true };
  };
}

interface State extends StoredIndex {
  /** Commits of the branch from which what is not on disk comes. */
  readonly tips: readonly string[];
  /** Covered, but not on disk. */
  readonly fresh: readonly IndexedRecord[];
  readonly memory: readonly Row<Place>[];
}

function withFresh(
  state: State,
  commit: string,
  { units, records }: { readonly units: Units; readonly records: readonly IndexedRecord[] },
): State {
  const fresh = [...state.fresh, ...records];
  return {
    ...state,
    tips: [...state.tips, commit],
    covered: new Map([...state.covered, ...units]),
    fresh,
    memory: toRows(fresh),
  };
}

function toRows(records: readonly IndexedRecord[]): readonly Row<Place>[] {
  return inOrder(records.flatMap(({ keys, ...stored }) => keys.map((key) => ({ key, stored }))));
}

/** What is not as covered, in either direction. */
function changedPairs(covered: Units, units: Units, folder: string): readonly FolderPair[] {
  const left = [...covered].filter(([path]) => hasToDoWith(path, folder) && !units.has(path));
  return [...changedUnits(covered, units), ...left.map(([path, before]) => ({ path, before, now: undefined }))];
}

/** The first that is new, up to so many. `isWhole`: that is all. */
async function peekAt({ objects }: Source, pairs: readonly FolderPair[], most: number) {
  const added: FoundFile[] = [];
  for (const pair of pairs) {
    for await (const changes of readChanges(objects, pair)) {
      added.push(...changes.added);
      const [gone] = changes.gone;
      if (gone !== undefined || added.length > most) return { added, gone, isWhole: false };
    }
  }
  return { added, gone: undefined, isWhole: true };
}

/** All that is new in these folders, in memory only. */
async function rowsOf(source: IndexSource, pairs: readonly FolderPair[]): Promise<readonly Row<Place>[]> {
  const added: FoundFile[] = [];
  for (const pair of pairs) for await (const changes of readChanges(source.objects, pair)) added.push(...changes.added);
  return toRows(await indexFiles(source, added, indexFolder(source.clone.folder)));
}

interface Loss {
  readonly commit: string;
  readonly gone: string;
  readonly tips: readonly string[];
}

/** The branch lacks a record that it had: only an older state of it may. */
async function checkPast(source: IndexSource, { commit, gone, tips }: Loss): Promise<void> {
  for (const tip of tips.toReversed())
    if (tip !== '' && tip !== commit && (await isAncestor(source, commit, tip))) return;
  throw rewritten(source.place.url, gone, commit, source.clone.folder);
}
