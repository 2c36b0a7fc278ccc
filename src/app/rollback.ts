/** Brings an instance back: to the good release that each host ran before, or to a version. */
import { describeMoment } from '../core/calendar.ts';
import type { Host } from '../core/definition/settings.ts';
import type { HostReport } from '../core/deploy/host-report.ts';
import { inputFailure } from '../core/error.ts';
import { parseInstant } from '../core/instant.ts';
import { inputOrigin } from '../core/issue.ts';
import { checkHistory } from './deploy/check-history.ts';
import { conclude, type Deployed, result } from './deploy/conclude.ts';
import { gatherDeployed } from './deploy/deployed-definition.ts';
import { definitionsOf, eventOf } from './deploy/deployment-records.ts';
import type { Deployment, Settled } from './deploy/fleet.ts';
import { failuresOf, settleAll } from './deploy/fleet.ts';
import type { InstanceLock } from './deploy/kept-lock.ts';
import { chooseMachines, type MachineContext, type MachineInputs } from './deploy/machines.ts';
import { planRollback, prepareRollback } from './deploy/roll-back-hosts.ts';
import type { Prepared } from './deploy/roll-out.ts';
import { whileLocked } from './deploy/while-locked.ts';
import { deploy } from './deploy.ts';
import type { GatherInputs, SeenMeta } from './gather/places.ts';
import { openMeta } from './open-meta.ts';

/** Inputs of `facs rollback`. */
export interface RollbackInputs extends GatherInputs, MachineInputs {
  readonly 'dry-run': boolean;
  readonly reason?: string | undefined;
  /** Moment at which the hold ends by itself, as ISO 8601; absent: when it is released. */
  readonly until?: string | undefined;
}

/**
 * Without a version nothing is built or sent: each host switches to what it keeps. With meta the instance is held at
 * what it gets, so that its channel does not bring the bad release again.
 *
 * @throws as `deploy`; input `rollback/until`. Operation `host/no-previous` is reported per host: then none changes.
 */
export async function rollback(inputs: RollbackInputs, context: MachineContext): Promise<Deployed> {
  const until = toMoment(inputs.until);
  if (inputs.version !== undefined) {
    return deploy({ ...inputs, check: 'changed', 'release-hold': false, rollback: { until } }, context);
  }
  const { ports, environment } = context;
  const interruption = await ports.interruption();
  const meta = inputs.meta === undefined ? undefined : await openMeta(ports, inputs);
  const { definition, at } = await gatherDeployed(inputs, ports, meta);
  const { project, instance, settings } = definition;
  const work = async (stop: AbortSignal, lock?: InstanceLock) => {
    const seen = meta === undefined ? undefined : { meta, snapshot: await meta.snapshot() };
    const machines = await chooseMachines(definition, inputs, context);
    const deployment: Deployment = {
      id: (await ports.ids()).ulid(ports.clock.now()),
      ...{ project, instance },
      release: { githash: '', version: '', tag: '', committedAt: 0, repos: [], dirty: false },
      definitions: definitionsOf(at),
      settings: settings.deploy,
      excludes: definition.excludes,
      check: 'changed',
      interruption: stop,
      partial: machines.hosts.length < settings.hosts.length,
    };
    return run(inputs, context, { deployment, machines, seen, lock, until });
  };
  if (meta === undefined || inputs['dry-run']) return work(interruption);
  const wish = {
    ...{ project, instance, interruption },
    holder: environment.actor,
    runUrl: environment.runUrl ?? '',
    reason: inputs.reason ?? 'rollback',
    waitMs: settings.deploy.lockWaitMs,
  };
  return whileLocked({ meta, wish, ports }, work);
}

interface Run {
  readonly deployment: Deployment;
  readonly machines: Awaited<ReturnType<typeof chooseMachines>>;
  readonly seen: SeenMeta | undefined;
  readonly lock: InstanceLock | undefined;
  readonly until: string;
}

async function run(
  inputs: RollbackInputs,
  { ports, environment }: MachineContext,
  { deployment, machines, seen, lock, until }: Run,
): Promise<Deployed> {
  const { hosts, reach } = machines;
  const settled = await settleAll(
    hosts.map((host) => ({ host })),
    ({ host }) => prepareRollback(host, deployment, { reach, talk: ports.talk }),
  );
  const prepared = settled.flatMap((each) => ('value' in each ? [each.value] : []));
  try {
    await checkHistory(
      prepared.map(({ member }) => member),
      seen,
    );
    const plan = planRollback(deployment, prepared, deployment.settings);
    if (failuresOf(settled).length > 0) return result(deployment, plan, reportRefused(settled));
    if (inputs['dry-run']) return result(deployment, plan, []);
    const now = ports.clock.now();
    const fields = {
      release: plan.release.githash,
      ...(inputs.reason === undefined ? {} : { reason: inputs.reason }),
      ...(until === '' ? {} : { until }),
    };
    const hold = eventOf(
      deployment,
      { id: (await ports.ids()).ulid(now), event: 'hold', fields, at: now },
      environment,
    );
    const circumstances = { environment, reason: inputs.reason ?? 'rollback' };
    const common = { deployment, plan, prepared, absent: [], reach, circumstances, seen, lock };
    return await conclude({ ...common, topDir: inputs['top-dir'], events: [hold], leave: true }, ports);
  } finally {
    await Promise.all(prepared.map(({ member }) => member.connection.close()));
  }
}

function reportRefused(settled: readonly Settled<Prepared>[]): readonly HostReport[] {
  const base = ({ name, targets }: Host) => ({ host: name, targets });
  return settled.map((each): HostReport => {
    if ('failure' in each) return { ...base(each.host), outcome: 'failed', failure: each.failure };
    const { from } = each.value.work;
    return { ...base(each.host), outcome: 'skipped', ...(from === undefined ? {} : { from, now: from }) };
  });
}

function toMoment(until: string | undefined): string {
  if (until === undefined) return '';
  const instant = parseInstant(until);
  if (instant !== undefined) return describeMoment(instant.seconds * 1000);
  throw inputFailure({
    code: 'rollback/until',
    message: `"${until}" is no moment`,
    hint: 'write it like 2026-03-01 or 2026-03-01T09:00:00Z',
    origin: inputOrigin('--until'),
  });
}
