/** Records as they were found, made ready for tracing. */
import { comparePaths } from '../files.ts';
import type { StoredRecord } from './find-records.ts';
import { foldInstances } from './fold.ts';
import { resolveEntries } from './full-tree.ts';
import type { ReleaseRecord, TreeRecord } from './record.ts';
import type { ProjectRecords } from './trace.ts';

/** The records of one project, in whatever order and however often they were found. */
export function toProjectRecords(
  project: string,
  channels: ProjectRecords['channels'],
  found: readonly StoredRecord[],
): ProjectRecords {
  const byPath = new Map(
    found.toSorted((a, b) => comparePaths(a.path, b.path)).map((each) => [each.path, each.record]),
  );
  const records = [...byPath.values()];
  return {
    project,
    releases: newestFirst(records.filter((record) => record.kind === 'release')),
    binaries: records.filter((record) => record.kind === 'binary'),
    trees: fullTrees(records.filter((record) => record.kind === 'tree')),
    channels,
    instances: foldInstances(records),
  };
}

/** The same releases, by the dates of their commits. */
export function newestFirst(releases: readonly ReleaseRecord[]): readonly ReleaseRecord[] {
  return releases.toSorted((a, b) => b.committedAt - a.committedAt || (a.githash < b.githash ? -1 : 1));
}

function fullTrees(trees: readonly TreeRecord[]): TreeRecord[] {
  const byDigest = new Map(trees.map((tree) => [tree.digest, tree]));
  return trees.map((tree) => ({ ...tree, entries: resolveEntries(tree, byDigest.get(tree.base)) }));
}
