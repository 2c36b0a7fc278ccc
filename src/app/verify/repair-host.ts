/** Sends a host exactly the files that are not as they were, and takes away what nobody sent. */
import type { Host } from '../../core/definition/settings.ts';
import type { Drift } from '../../core/deploy/drift.ts';
import { releaseEntries, releasePath, toManifestEntry } from '../../core/deploy/manifest.ts';
import { REPAIR_STREAM, repairCommand } from '../../core/deploy/scripts/repair.ts';
import { STREAM } from '../../core/deploy/scripts/stage.ts';
import { parseStageAnswer } from '../../core/deploy/stage-answer.ts';
import { pathProblem } from '../../core/tree/path.ts';
import type { BuiltTree, TreeEntry } from '../../core/tree/tree.ts';
import { describeEnding } from '../deploy/finished.ts';
import { hostFailure } from '../deploy/fleet.ts';
import { toFile, toLines, toMember, treeFolder } from '../deploy/stage-host.ts';
import { PATIENCE_S } from '../deploy/tell-host.ts';
import type { ArchiveEntry, Archives } from '../ports/archives.ts';
import type { Connection } from '../ports/hosts.ts';
import type { Inspection } from './inspect-host.ts';

/** What to mend, and from what. */
export interface Repair {
  readonly id: string;
  readonly inspection: Inspection;
  readonly built: BuiltTree;
  /** `deploy.shared`. */
  readonly shared: readonly string[];
  /** Of the release's commit, seconds since 1970: the date of what is sent. */
  readonly mtime: number;
}

/** One execution. @throws operation `host/repair`, `host/fence`: somebody switched the host meanwhile. */
export async function repairHost(
  host: Host,
  connection: Connection,
  { repair, archives }: { readonly repair: Repair; readonly archives: Archives },
): Promise<void> {
  const { current: name, home, sha256, stat } = repair.inspection.found;
  const finished = await connection.execute({
    command: repairCommand({
      ...{ home, id: repair.id, patience: PATIENCE_S, name, sha256, stat },
      ...(host.inPlace === undefined ? {} : { live: host.home }),
    }),
    stdin: archives.stream(streamEntries(repair)),
  });
  if (finished.stdout.includes('facs repaired\n')) return;
  if (finished.stdout.includes('facs refused fence')) {
    const message = 'somebody switched it meanwhile, so nothing was mended';
    throw hostFailure(host, { code: 'host/fence', message, retry: 'safe' });
  }
  if (finished.stdout.includes('facs refused locked')) {
    const message = 'an activation is at work on it, so nothing was mended';
    throw hostFailure(host, { code: 'host/locked', message, retry: 'safe' });
  }
  const { failed = 'it broke off' } = parseStageAnswer(finished.stdout);
  throw hostFailure(host, {
    code: 'host/repair',
    message: `it could not be mended: ${failed} (${describeEnding(finished)})`,
    retry: 'safe',
    left: 'each file is either mended or as it was',
    next: 'run the same command again',
  });
}

function* streamEntries({ inspection, built, shared, mtime }: Repair): Generator<ArchiveEntry> {
  const drift = new Set(inspection.drift.map(({ path }) => path));
  const send = releaseEntries(built.tree).filter((entry) => drift.has(releasePath(entry.path)));
  const sent = send.flatMap((entry) => lineOf(entry, built, mtime));
  const surplus = inspection.drift.filter(isSurplus).map(({ path }) => path);
  yield toFile(STREAM.sent, toLines(sent), 0o600);
  yield toFile(REPAIR_STREAM.surplus, toLines(surplus), 0o600);
  yield toFile(REPAIR_STREAM.shared, toLines(shared.map((path) => path.replace(/\/+$/, ''))), 0o600);
  yield treeFolder(mtime);
  for (const entry of send) yield toMember(entry, built, mtime);
}

/** What a host says is checked once more before anything of it is removed; names without a line the script finds itself. */
function isSurplus({ kind, path }: Drift): boolean {
  return kind === 'added' && pathProblem(path) === undefined;
}

function lineOf(entry: TreeEntry, built: BuiltTree, mtime: number): readonly string[] {
  const line = toManifestEntry(entry, built.contents.get(entry.path), mtime)?.line;
  return line === undefined ? [] : [line];
}
