/** What there is to do on one host: how its facts differ from the tree that it should have. */
import { comparePaths } from '../files.ts';
import type { Copy } from '../meta/record.ts';
import type { BuiltTree, TreeEntry } from '../tree/tree.ts';
import type { HostFacts, KeptRelease } from './host-facts.ts';
import { type Clearing, clearedFiles, protectionLines } from './in-place.ts';
import {
  driftName,
  isSameEntry,
  type Manifest,
  type ManifestEntry,
  releaseEntries,
  releasePath,
  toManifestEntry,
} from './manifest.ts';
import { type FileChanges, NO_CHANGES } from './plan.ts';
import { isCopy, releaseName } from './release-name.ts';

/** The wanted copy, and how to come to it from what the host has. */
export interface HostWork {
  readonly action: 'unchanged' | 'activate' | 'stage';
  readonly from: Copy | undefined;
  readonly to: Copy;
  readonly folder: string;
  readonly files: FileChanges;
  readonly stage: StageWork;
  /** Directories of the state that the host lacks. */
  readonly directories: readonly string[];
  /** In place: what is not cleared away, for the lines `rule`. */
  readonly rules: readonly string[];
}

/** What staging sends and links. Empty unless the action is `stage`. */
export interface StageWork {
  /** Kept release to link from. */
  readonly base: string | undefined;
  /** Entries of the tree that go over the wire; empty folders always do. */
  readonly send: readonly TreeEntry[];
  /** Manifest lines of what is sent. */
  readonly sent: readonly string[];
  /** Manifest lines of the base that the new release does not have, or has anew. */
  readonly dropped: readonly string[];
  readonly linked: number;
  readonly bytes: number;
}

/** Every file is there already. */
export const NOTHING_TO_STAGE: StageWork = { base: undefined, send: [], sent: [], dropped: [], linked: 0, bytes: 0 };

/** Compares. @param mtime Seconds since 1970: the date that files sent now get. */
export function computeHostWork(facts: HostFacts, built: BuiltTree, { release, mtime, inPlace }: Wish): HostWork {
  const to: Copy = { release, tree: built.tree.digest };
  const current = facts.kept.find((each) => each.name === facts.current);
  const { lackedDirectories: directories } = facts;
  const from = current?.about && { release: current.about.release, tree: current.about.tree };
  const same = facts.kept.find((each) => isCopy(each, to));
  const folder = same?.name ?? releaseName(to, facts.kept);
  const common = { from, to, folder, directories, rules: inPlace === undefined ? [] : protectionLines(inPlace) };
  if (same !== undefined && same === current && same.outcome === 'good' && !facts.unsettled)
    return { ...common, action: 'unchanged', files: NO_CHANGES, stage: NOTHING_TO_STAGE };
  const wanted = wantedEntries(built, mtime);
  const files = fileChanges(facts, wanted, inPlace);
  if (same !== undefined && (same === current || isReady(same, facts)))
    return { ...common, action: 'activate', files, stage: NOTHING_TO_STAGE };
  return { ...common, action: 'stage', files, stage: computeStage(facts, built, wanted) };
}

/** What a switch changes of what is there: in place nothing is taken away but in the folder that is cleared. */
export function fileChanges(facts: HostFacts, wanted: Manifest, inPlace: Clearing | undefined): FileChanges {
  const files = compareManifests(facts.manifests.get(facts.current), wanted);
  if (inPlace === undefined) return files;
  return { ...files, removed: clearedFiles(facts, new Set(wanted.keys()), inPlace) };
}

// A folder whose activation failed may hold what its hooks left there; made anew from itself, nothing is sent.
function isReady(kept: KeptRelease, facts: HostFacts): boolean {
  const proven = kept.outcome === 'good' || kept.outcome === 'left';
  return proven && kept.name === facts.base && facts.drift.size === 0;
}

/** Which release, and the date of its commit. */
export interface Wish {
  readonly release: string;
  readonly mtime: number;
  /** Files lie in place. */
  readonly inPlace?: Clearing | undefined;
}

function wantedEntries({ tree, contents }: BuiltTree, mtime: number): Manifest {
  const entries = releaseEntries(tree).flatMap(
    (entry) => toManifestEntry(entry, contents.get(entry.path), mtime) ?? [],
  );
  return new Map(entries.map((entry) => [entry.path, entry]));
}

/** How the files of one release differ from those of another; without a first one all are added. */
export function compareManifests(before: Manifest | undefined, after: Manifest): FileChanges {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [path, entry] of after) {
    const old = before?.get(path);
    if (old === undefined) added.push(path);
    else if (!isSameEntry(old, entry)) changed.push(path);
  }
  const removed = [...(before?.keys() ?? [])].filter((path) => !after.has(path));
  return { added: added.sort(comparePaths), changed: changed.sort(comparePaths), removed: removed.sort(comparePaths) };
}

function computeStage(facts: HostFacts, built: BuiltTree, wanted: Manifest): StageWork {
  const base = facts.base === undefined ? undefined : facts.manifests.get(facts.base);
  const isLinked = (entry: ManifestEntry) => {
    const old = base?.get(entry.path);
    return old !== undefined && isSameEntry(old, entry) && !facts.drift.has(driftName(old));
  };
  const entries = releaseEntries(built.tree);
  const send = entries.filter((entry) => {
    const target = wanted.get(releasePath(entry.path));
    return target === undefined || !isLinked(target);
  });
  const linked = wanted.size - send.filter((entry) => entry.content.kind !== 'dir').length;
  const bytes = send.reduce((sum, entry) => sum + (built.contents.get(entry.path)?.size ?? 0), 0);
  const sent = send.flatMap((entry) => wanted.get(releasePath(entry.path))?.line ?? []);
  if (linked === 0) return { base: undefined, send, sent, dropped: [], linked, bytes };
  const dropped = [...(base?.values() ?? [])].filter((old) => {
    const target = wanted.get(old.path);
    return target === undefined || !isLinked(target);
  });
  return { base: facts.base, send, sent, dropped: dropped.map((entry) => entry.line), linked, bytes };
}
