/** Whether an instance may be moved now, and which holds begin or end with that. */
import type { MetaEvent } from '../../core/meta/record.ts';
import type { DeployInputs } from '../deploy.ts';
import type { Gathered } from '../gather.ts';
import { readInstance } from '../instance-state.ts';
import { checkResumed } from './check-resumed.ts';
import { eventOf } from './deployment-records.ts';
import { refusalByHold } from './hold.ts';
import type { MachineContext } from './machines.ts';

/** What of a deploy's inputs holds have to do with. */
export type HoldInputs = Pick<DeployInputs, 'reason' | 'release-hold' | 'resumes' | 'rollback'>;

/**
 * Holds stand in the way of channels, not of people who name a version. Gives the events to record.
 * @throws operation `deploy/held`, `deploy/moved`.
 */
export async function checkHold(
  inputs: HoldInputs,
  { ports, environment }: MachineContext,
  { definition, release, seen }: Gathered,
): Promise<readonly MetaEvent[]> {
  if (seen === undefined) return [];
  const now = ports.clock.now();
  const state = await readInstance(seen.snapshot, definition);
  checkResumed(inputs.resumes, state);
  const event = async (name: string, fields: MetaEvent['fields']) =>
    eventOf(definition, { id: (await ports.ids()).ulid(now), event: name, fields, at: now }, environment);
  const reason: Record<string, string> = inputs.reason === undefined ? {} : { reason: inputs.reason };
  if (inputs.rollback !== undefined) {
    const until: Record<string, string> = inputs.rollback.until === '' ? {} : { until: inputs.rollback.until };
    return [await event('hold', { release: release.githash, ...reason, ...until })];
  }
  const { channel } = release;
  // It ends the hold of the instance; that of a whole channel is not its to end.
  const ends = inputs['release-hold'] && state?.hold !== undefined;
  const standing = { state: inputs['release-hold'] ? undefined : state, now };
  const refusal =
    channel === undefined ? undefined : await refusalByHold(seen.snapshot, { ...definition, channel }, standing);
  if (refusal !== undefined) throw refusal;
  return ends ? [await event('hold-released', reason)] : [];
}
