/** How an instance stands now, from the few records that say so, out of all that were ever written of it. */
import { foldInstances, type InstanceState } from '../core/meta/fold.ts';
import { eventsFolder } from '../core/meta/paths.ts';
import { byHold } from '../core/meta/record-keys.ts';
import {
  findBrought,
  findLastBegins,
  type InstanceName,
  readResumed,
  recordsOf,
  withOtherHalves,
} from './deployments.ts';
import type { MetaSnapshot } from './ports/meta-repo.ts';

/**
 * What meta says of one instance; undefined when it says nothing. Of its deployments there are the last one with those
 * that it resumes, the last one of every host, and those that brought what a host runs.
 */
export async function readInstance(snapshot: MetaSnapshot, name: InstanceName): Promise<InstanceState | undefined> {
  const { project, instance } = name;
  const [last, holds] = await Promise.all([
    findLastBegins(snapshot, name),
    snapshot.find({ folder: eventsFolder(project), key: byHold(instance), last: 1 }),
  ]);
  const resumed = await readResumed(snapshot, name, last);
  const known = [...(await withOtherHalves(snapshot, [...last, ...resumed])), ...holds];
  const state = foldInstances(recordsOf(known)).get(instance);
  if (state === undefined) return undefined;
  const brought = await withOtherHalves(snapshot, await findBrought(snapshot, name, state));
  return foldInstances(recordsOf([...known, ...brought])).get(instance);
}
