/** Tracing: from a file, hash, version, channel, instance or host to the code behind it, and to where that runs. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { inputFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { deploymentsFolder } from '../core/meta/paths.ts';
import { BY_INSTANCE } from '../core/meta/record-keys.ts';
import { resolveTrace, type Trace } from '../core/meta/trace.ts';
import { didYouMean } from '../core/nearest.ts';
import { listChannels } from './channels.ts';
import { gatherTrace } from './gather-trace.ts';
import type { LocalFiles } from './ports/local-files.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';
import { listProjects } from './projects.ts';
import { listReleases } from './releases.ts';

/** Whoever mistypes a version means one of the newest. */
const NEAREST = 1000;

/** A trace, and the sha256 that stands for `word` when it is a file on this disk. */
export interface FoundTrace extends Trace {
  readonly sha256: string | undefined;
}

/**
 * All that meta knows of `word`. A file of that name on this disk stands for its sha256, unless meta knows the name.
 * @throws input `trace/unknown` when nothing fits, with the nearest name.
 */
export async function trace(snapshot: MetaSnapshot, files: LocalFiles, word: string): Promise<FoundTrace> {
  const projects = await listProjects(snapshot);
  const named = await gatherAll(snapshot, projects, word);
  if (named.clues.length > 0) return { ...named, sha256: undefined };
  const bytes = await files.read(word);
  if (bytes === undefined)
    throw unknown(word, (await Promise.all(projects.map((each) => namesIn(snapshot, each)))).flat());
  const digest = bytesToHex(sha256(bytes));
  const found = await gatherAll(snapshot, projects, digest);
  if (found.clues.length > 0) return { ...found, sha256: digest };
  throw unknown(`${word} (sha256:${digest})`, []);
}

async function gatherAll(snapshot: MetaSnapshot, projects: readonly string[], word: string): Promise<Trace> {
  return resolveTrace(await Promise.all(projects.map((project) => gatherTrace(snapshot, project, word))), word);
}

/** What may have been meant: the newest releases, all channels and instances, the hosts of their last deployments. */
async function namesIn(snapshot: MetaSnapshot, project: string): Promise<readonly string[]> {
  const [releases, channels, begins] = await Promise.all([
    listReleases(snapshot, project, NEAREST),
    listChannels(snapshot, project),
    snapshot.find({
      folder: deploymentsFolder(project),
      key: BY_INSTANCE,
      match: 'beginning',
      last: 'of-each-key',
    }),
  ]);
  return [
    ...releases.flatMap(({ version, tag }) => [version, tag]),
    ...channels.map(({ name }) => name),
    ...begins.flatMap(({ record }) =>
      record.kind === 'deployment-begin' ? [record.instance, ...record.hosts.map(({ host }) => host)] : [],
    ),
  ];
}

function unknown(word: string, names: readonly string[]) {
  return inputFailure({
    code: 'trace/unknown',
    message: `meta knows nothing of ${word}, and no release was made from it`,
    hint:
      didYouMean(word, names) ??
      'it may be a githash (7 digits or more), version, tag, channel, instance, host, sha256 or file',
    origin: inputOrigin('WHAT'),
  });
}
