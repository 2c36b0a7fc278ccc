/** Locks that people take: nobody deploys, rolls back or repairs an instance until the lock is released. */
import { inputFailure, operationFailure, unwrap } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { describeRecord, describeSubject } from '../core/meta/describe.ts';
import { decodeLockNote, type LockNote } from '../core/meta/lock-note.ts';
import { parseName } from '../core/meta/names.ts';
import { lockRef } from '../core/meta/paths.ts';
import type { MetaEvent } from '../core/meta/record.ts';
import { toRecordChange } from '../core/meta/record-change.ts';
import { listDeployed } from './channel/followers.ts';
import { gatherDeployed } from './deploy/deployed-definition.ts';
import { eventOf } from './deploy/deployment-records.ts';
import { leaveLock } from './deploy/instance-lock.ts';
import type { InstanceName } from './deployments.ts';
import type { GatherInputs } from './gather/places.ts';
import type { Surroundings } from './land-records.ts';
import { openMeta } from './open-meta.ts';
import type { HeldLock, Meta } from './ports/meta-repo.ts';
import { chooseProject } from './projects.ts';

/** Inputs of `facs lock`. */
export interface LockInputs extends GatherInputs {
  readonly reason?: string | undefined;
  readonly release: boolean;
  /** How long to wait for a run that is at work, in milliseconds. */
  readonly wait: number;
  readonly 'dry-run': boolean;
}

/** What came of it. */
export interface LockOutcome extends InstanceName {
  /** The lock that is in force now. */
  readonly lock: Pick<LockNote, 'holder' | 'reason'> | undefined;
  /** The one that was released. */
  readonly released: Pick<LockNote, 'holder' | 'reason'> | undefined;
}

/**
 * Takes the lock, or releases it; an event says who did. The lock stands in a ref, where whoever deploys looks first.
 * @throws input `lock/reason`, and as `gatherDeployed` for an instance that meta does not know; operation `lock/by-hand`,
 *   `lock/held`, and as meta.
 */
export async function lockInstance(inputs: LockInputs, around: Surroundings): Promise<LockOutcome> {
  const { ports } = around;
  if (!inputs.release && inputs.reason === undefined) throw noReason();
  const meta = await openMeta(ports, inputs);
  const name = await findInstance(meta, inputs, around);
  if (inputs.release) return release(meta, name, { ...around, isDryRun: inputs['dry-run'] });
  return take(meta, name, inputs, around);
}

async function take(
  meta: Meta,
  name: InstanceName,
  { reason = '', wait, 'dry-run': isDryRun }: LockInputs,
  around: Surroundings,
): Promise<LockOutcome> {
  const { actor: holder, runUrl = '' } = around.environment;
  const outcome = { ...name, lock: { holder, reason }, released: undefined };
  if (isDryRun) return outcome;
  const interruption = await around.ports.interruption();
  await leaveLock(meta, { ...name, holder, runUrl, reason, waitMs: wait, interruption, byHand: true }, around.ports);
  await record(meta, name, { event: 'locked', fields: { reason } }, around);
  return outcome;
}

async function release(
  meta: Meta,
  name: InstanceName,
  { isDryRun, ...around }: Surroundings & { readonly isDryRun: boolean },
): Promise<LockOutcome> {
  const ref = lockRef(name.project, name.instance);
  const held = await meta.readLock(ref);
  if (held === undefined) return { ...name, lock: undefined, released: undefined };
  const { holder, reason, byHand } = decodeLockNote(held.holder);
  if (!byHand) throw ofARun(name, held);
  const outcome = { ...name, lock: undefined, released: { holder, reason } };
  if (isDryRun) return outcome;
  await meta.freeLock(ref, held.commit);
  await record(meta, name, { event: 'lock-released', fields: { holder, reason } }, around);
  return outcome;
}

/** The lock is what counts: without the event it is as good, only that history does not tell of it. */
async function record(
  meta: Meta,
  name: InstanceName,
  what: Pick<MetaEvent, 'event' | 'fields'>,
  { ports, environment }: Surroundings,
): Promise<void> {
  const at = ports.clock.now();
  const event = eventOf(name, { id: (await ports.ids()).ulid(at), at, ...what }, environment);
  const message = `${describeSubject(event)}\n\n${describeRecord(event)}\n`;
  await meta.append({ ...toRecordChange(name.project, [event]), changed: [], message });
}

/** One that was deployed is known without its definitions, which may be broken just now. */
async function findInstance(meta: Meta, inputs: LockInputs, { ports }: Surroundings): Promise<InstanceName> {
  const snapshot = await meta.snapshot();
  const project = await chooseProject(snapshot, inputs.project);
  const instance = unwrap(parseName('instance', inputs.instance));
  if ((await listDeployed(snapshot, project)).includes(instance)) return { project, instance };
  const { definition } = await gatherDeployed(inputs, ports, meta);
  return { project: definition.project, instance: definition.instance };
}

function noReason() {
  const hint = 'say why with --reason, or release a lock with --release';
  return inputFailure({ code: 'lock/reason', message: 'a lock needs a reason', hint, origin: inputOrigin('--reason') });
}

function ofARun({ project, instance }: InstanceName, { holder }: HeldLock) {
  const { holder: who, runUrl, reason } = decodeLockNote(holder);
  const details = [runUrl, reason].filter((text) => text !== '').join(', ');
  return operationFailure({
    code: 'lock/held',
    message: `${project} ${instance} is locked by a run of ${who}${details === '' ? '' : ` (${details})`}, not by hand`,
    target: `${project} ${instance}`,
    retry: 'safe',
    next: 'wait for that run; if it died, its lock ends by itself with its lease',
  });
}
