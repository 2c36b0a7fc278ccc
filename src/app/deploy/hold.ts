/** Holds: an instance, or a whole channel, that stays where it is whatever the channel maps to. */
import { type OperationFailure, operationFailure } from '../../core/error.ts';
import { parseInstant } from '../../core/instant.ts';
import type { Hold, InstanceState } from '../../core/meta/fold.ts';
import { describeFreeze, freezeAt } from '../../core/meta/freeze.ts';
import { readChannel } from '../channels.ts';
import type { InstanceName } from '../deployments.ts';
import type { MetaSnapshot } from '../ports/meta-repo.ts';
import { readProject } from '../projects.ts';

/** The hold that is in force at this moment (milliseconds since 1970); undefined when there is none, or it is over. */
export function holdAt(state: InstanceState | undefined, now: number): Hold | undefined {
  const hold = state?.hold;
  if (hold === undefined || hold.until === '') return hold;
  const until = parseInstant(hold.until);
  return until !== undefined && until.seconds * 1000 + until.milliseconds <= now ? undefined : hold;
}

/**
 * Why a channel may not move this instance now: it is held, or the channel is, or frozen. Undefined: it may.
 * @param state What meta says of the instance.
 */
export async function refusalByHold(
  snapshot: MetaSnapshot,
  { project, instance, channel }: InstanceName & { readonly channel: string },
  { state, now }: { readonly state: InstanceState | undefined; readonly now: number },
): Promise<OperationFailure | undefined> {
  const held = (message: string, next: string, code = 'deploy/held') =>
    operationFailure({ code, message, target: `${project} ${instance}`, retry: 'never', next });
  const hold = holdAt(state, now);
  if (hold !== undefined) {
    return held(
      `${project} ${instance} ${describeHold(hold)}`,
      'deploy with --release-hold to end that, or name a VERSION to deploy in spite of it',
    );
  }
  const [{ hold: reason }, { freezes }] = await Promise.all([
    readChannel(snapshot, project, channel),
    readProject(snapshot, project),
  ]);
  const inSpite = 'name a VERSION to deploy in spite of it';
  if (reason !== undefined) {
    const next = `facs channel hold ${project} ${channel} --release ends that, or ${inSpite}`;
    return held(`channel ${channel} of ${project} is held: ${reason}`, next);
  }
  const freeze = freezeAt(freezes, channel, now);
  if (freeze === undefined) return undefined;
  return held(`channel ${channel} of ${project} is ${describeFreeze(freeze)}`, `wait, or ${inSpite}`, 'deploy/frozen');
}

/** `is held at 1a2b3c4d5e6f by ada until 2026-01-01T00:00:00Z: it broke`. */
export function describeHold({ release, who, until, reason }: Hold): string {
  const at = release === '' ? '' : ` at ${release.slice(0, 12)}`;
  return `is held${at} by ${who}${until === '' ? '' : ` until ${until}`}${reason === '' ? '' : `: ${reason}`}`;
}
