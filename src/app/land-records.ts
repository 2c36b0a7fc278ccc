/** Records into meta in one commit, with the events that say who made them. */
import { projectPath } from '../core/meta/paths.ts';
import { encodeProject, FIRST_PROJECT } from '../core/meta/project.ts';
import type { BinaryRecord, ReleaseRecord } from '../core/meta/record.ts';
import { toRecordChange } from '../core/meta/record-change.ts';
import { toRecordedEvent } from '../core/meta/recorded-event.ts';
import type { ChangedFile, Meta, MetaSnapshot } from './ports/meta-repo.ts';
import type { Environment, Ports } from './ports/ports.ts';

/** What a use-case has at hand besides its wish. */
export interface Surroundings {
  readonly ports: Ports;
  readonly environment: Environment;
}

/**
 * Lands the records of one project; a project that meta does not know yet begins with them.
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
  const changed = await firstFiles(snapshot, first.project);
  const { commit } = await meta.append({ ...toRecordChange(first.project, [...records, ...events]), changed });
  return commit;
}

async function firstFiles(snapshot: MetaSnapshot, project: string): Promise<readonly ChangedFile[]> {
  const path = projectPath(project);
  if ((await snapshot.read(path)) !== undefined) return [];
  return [{ path, bytes: new TextEncoder().encode(encodeProject(FIRST_PROJECT)), basedOn: undefined }];
}
