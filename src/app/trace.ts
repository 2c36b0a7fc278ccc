/** Tracing: from a file, hash, version, channel, instance or host to the code behind it, and to where that runs. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { inputFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { foldInstances } from '../core/meta/fold.ts';
import { resolveEntries } from '../core/meta/full-tree.ts';
import { binariesFolder, deploymentsFolder, eventsFolder, treesFolder } from '../core/meta/paths.ts';
import type { TreeRecord } from '../core/meta/record.ts';
import { type ProjectRecords, resolveTrace, type Trace } from '../core/meta/trace.ts';
import { didYouMean } from '../core/nearest.ts';
import { listChannels } from './channels.ts';
import { readRecords } from './meta-records.ts';
import type { LocalFiles } from './ports/local-files.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import { listProjects } from './projects.ts';
import { listReleases } from './releases.ts';

/** A trace, and the sha256 that stands for `word` when it is a file on this disk. */
export interface FoundTrace extends Trace {
  readonly sha256: string | undefined;
}

/**
 * All that meta knows of `word`. A file of that name on this disk stands for its sha256, unless meta knows the name.
 * @throws input `trace/unknown` when nothing fits, with the nearest name.
 */
export async function trace(snapshot: MetaSnapshot, files: LocalFiles, word: string): Promise<FoundTrace> {
  const projects = await Promise.all(
    (await listProjects(snapshot)).map((project) => readProjectRecords(snapshot, project)),
  );
  const named = resolveTrace(projects, word);
  if (named.clues.length > 0) return { ...named, sha256: undefined };
  const bytes = await files.read(word);
  if (bytes === undefined) throw unknown(word, projects);
  const digest = bytesToHex(sha256(bytes));
  const found = resolveTrace(projects, digest);
  if (found.clues.length > 0) return { ...found, sha256: digest };
  throw unknown(`${word} (sha256:${digest})`, []);
}

async function readProjectRecords(snapshot: MetaSnapshot, project: string): Promise<ProjectRecords> {
  const read = async (folder: string) => (await readRecords(snapshot, folder)).map(({ record }) => record);
  const [releases, channels, binaries, trees, deployments, events] = await Promise.all([
    listReleases(snapshot, project),
    listChannels(snapshot, project),
    read(binariesFolder(project)),
    read(treesFolder(project)),
    read(deploymentsFolder(project)),
    read(eventsFolder(project)),
  ]);
  return {
    project,
    releases,
    binaries: binaries.filter((record) => record.kind === 'binary'),
    trees: fullTrees(trees.filter((record) => record.kind === 'tree')),
    channels: channels.flatMap(({ name, release }) => (release === undefined ? [] : [{ name, release }])),
    instances: foldInstances([...deployments, ...events]),
  };
}

function fullTrees(trees: readonly TreeRecord[]): TreeRecord[] {
  const byDigest = new Map(trees.map((tree) => [tree.digest, tree]));
  return trees.map((tree) => ({ ...tree, entries: resolveEntries(tree, byDigest.get(tree.base)) }));
}

function unknown(word: string, projects: readonly ProjectRecords[]) {
  const names = projects.flatMap(({ releases, channels, instances }) => [
    ...releases.flatMap(({ version, tag }) => [version, tag]),
    ...channels.map(({ name }) => name),
    ...[...instances.values()].flatMap(({ instance, hosts }) => [instance, ...hosts.map(({ host }) => host)]),
  ]);
  return inputFailure({
    code: 'trace/unknown',
    message: `meta knows nothing of ${word}, and no release was made from it`,
    hint:
      didYouMean(word, names) ??
      'it may be a githash (7 digits or more), version, tag, channel, instance, host, sha256 or file',
    origin: inputOrigin('WHAT'),
  });
}
