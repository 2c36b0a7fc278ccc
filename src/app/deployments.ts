/** Deployments of meta as begins and ends that belong together. */

import type { StoredRecord } from '../core/meta/find-records.ts';
import type { InstanceState } from '../core/meta/fold.ts';
import { beginPath, beginPathOf, endPathOf, instanceDeploymentsFolder } from '../core/meta/paths.ts';
import type { MetaRecord } from '../core/meta/record.ts';
import { byBrought, byInstance } from '../core/meta/record-keys.ts';
import { isUlid } from '../core/meta/ulid.ts';
import { readRecordsAt } from './meta-records.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';

/** An instance of a project. */
export interface InstanceName {
  readonly project: string;
  readonly instance: string;
}

/** What was found, each record once. */
export function recordsOf(found: readonly StoredRecord[]): readonly MetaRecord[] {
  return [...new Map(found.map(({ path, record }) => [path, record])).values()];
}

/** For each host that ever was in a plan of the instance the last begin that had it, and the last begin of all. */
export function findLastBegins(
  snapshot: MetaSnapshot,
  { project, instance }: InstanceName,
): Promise<readonly StoredRecord[]> {
  const folder = instanceDeploymentsFolder(project, instance);
  return snapshot.find({ folder, key: byInstance(instance), match: 'beginning', last: 'of-each-key' });
}

/** These records, with the end of each begin and the begin of each end, as far as they are recorded. */
export async function withOtherHalves(
  snapshot: MetaSnapshot,
  records: readonly StoredRecord[],
): Promise<readonly StoredRecord[]> {
  const there = new Set(records.map(({ path }) => path));
  const others = records.flatMap(({ path, record: { kind } }) =>
    kind === 'deployment-begin' ? [endPathOf(path)] : kind === 'deployment-end' ? [beginPathOf(path)] : [],
  );
  return [
    ...records,
    ...(await readRecordsAt(
      snapshot,
      [...new Set(others)].filter((path) => !there.has(path)),
    )),
  ];
}

/** The begins that the newest of these goes on with, that which this one goes on with, and so on. */
export async function readResumed(
  snapshot: MetaSnapshot,
  { project, instance }: InstanceName,
  records: readonly StoredRecord[],
): Promise<readonly StoredRecord[]> {
  const found: StoredRecord[] = [];
  const begins = records.flatMap(({ record }) => (record.kind === 'deployment-begin' ? [record] : []));
  let at = begins.toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
  // Only backwards: what goes on with something later is not ours, and could go round for ever.
  while (at !== undefined && isUlid(at.resumes) && at.resumes < at.id) {
    const [before] = await readRecordsAt(snapshot, [beginPath(project, instance, at.resumes)]);
    if (before !== undefined) found.push(before);
    at = before?.record.kind === 'deployment-begin' ? before.record : undefined;
  }
  return found;
}

/** The ends that brought what the hosts of an instance run. */
export async function findBrought(
  snapshot: MetaSnapshot,
  { project, instance }: InstanceName,
  { hosts }: InstanceState,
): Promise<readonly StoredRecord[]> {
  const folder = instanceDeploymentsFolder(project, instance);
  const found = await Promise.all(
    hosts.flatMap(({ host, copy }) =>
      copy === undefined ? [] : [snapshot.find({ folder, key: byBrought(instance, host, copy), last: 1 })],
    ),
  );
  return found.flat();
}
