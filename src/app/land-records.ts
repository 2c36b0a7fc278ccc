/** Records into meta in one commit, with the events that say who made them. */
import { hasCode } from '../core/error.ts';
import { projectPath } from '../core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../core/meta/project.ts';
import type { BinaryRecord, ReleaseRecord } from '../core/meta/record.ts';
import { toRecordChange } from '../core/meta/record-change.ts';
import { toRecordedEvent } from '../core/meta/recorded-event.ts';
import { changeChannelFiles } from './channel-files.ts';
import { listChannels } from './channels.ts';
import type { AddedFile, ChangedFile, Meta, MetaSnapshot } from './ports/meta-repo.ts';
import type { Environment, Ports } from './ports/ports.ts';
import { readRelease } from './releases.ts';

/** What a use-case has at hand besides its wish. */
export interface Surroundings {
  readonly ports: Ports;
  readonly environment: Environment;
}

/** Times that somebody else may change a file in between, before it is told. */
const TRIES = 10;

/**
 * Lands the records of one project; a project that meta does not know yet begins with them. The files for `curl` and
 * `sh` of a channel that maps to their release change in the same commit.
 * @returns The commit of meta; undefined when there is nothing to record. @throws as `Meta.append`.
 */
export async function landRecords(
  { meta, snapshot }: { readonly meta: Meta; readonly snapshot: MetaSnapshot },
  records: readonly (ReleaseRecord | BinaryRecord)[],
  { ports, environment }: Surroundings,
): Promise<string | undefined> {
  const [first] = records;
  if (first === undefined) return undefined;
  const ids = await ports.ids();
  const at = ports.clock.now();
  const writer = { who: environment.actor, runUrl: environment.runUrl ?? '', at };
  const events = records.map((record) => toRecordedEvent(record, ids.ulid(at), writer));
  const change = toRecordChange(first.project, [...records, ...events]);
  for (let tries = 1, seen = snapshot; ; tries++, seen = await meta.snapshot()) {
    const changed = [...(await firstFiles(seen, first.project)), ...(await channelFiles(seen, records, change.added))];
    try {
      return (await meta.append({ ...change, changed })).commit;
    } catch (error) {
      if (!hasCode(error, 'meta/changed') || tries === TRIES) throw error;
    }
  }
}

async function firstFiles(snapshot: MetaSnapshot, project: string): Promise<readonly ChangedFile[]> {
  const path = projectPath(project);
  if ((await snapshot.read(path)) !== undefined) return [];
  return [{ path, bytes: new TextEncoder().encode(encodeProject(FIRST_PROJECT)), basedOn: undefined }];
}

/** Of channels that map to the release of one of these binaries. */
async function channelFiles(
  snapshot: MetaSnapshot,
  records: readonly (ReleaseRecord | BinaryRecord)[],
  added: readonly AddedFile[],
): Promise<readonly ChangedFile[]> {
  const [binary] = records.filter((record) => record.kind === 'binary');
  if (binary === undefined || (await snapshot.read(projectPath(binary.project))) === undefined) return [];
  const { project, release: githash } = binary;
  const channels = (await listChannels(snapshot, project)).filter(({ release }) => release === githash);
  const release = channels.length === 0 ? undefined : await readRelease(snapshot, project, githash);
  if (release === undefined) return [];
  const files = channels.map(({ name }) => changeChannelFiles(snapshot, { project, channel: name, release }, added));
  return (await Promise.all(files)).flat();
}
