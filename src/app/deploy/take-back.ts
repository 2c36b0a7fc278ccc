/** A host that works, and goes back all the same: too many others failed. */
import { takeBackLines } from '../../core/deploy/activation.ts';
import type { HostReport } from '../../core/deploy/host-report.ts';
import type { Turn } from './activate-host.ts';
import type { Task } from './activation-report.ts';
import { type Deployment, type DeployPorts, hostFailure } from './fleet.ts';
import { PATIENCE_S, tell, tellAnew } from './tell-host.ts';

/** Why, and the means. */
export interface TakingBack {
  /** Hosts that failed. */
  readonly failed: readonly string[];
  readonly turn: Pick<Turn, 'reach'>;
  readonly ports: DeployPorts;
}

/** One more execution, over the same connection, or over a new one where that is gone. Never throws for a host. */
export async function takeBack(
  deployment: Deployment,
  task: Task,
  { failed, turn, ports }: TakingBack,
): Promise<HostReport> {
  const { member, work, planned } = task;
  const { host, connection, facts } = member;
  const lines = takeBackLines({ from: facts.current, to: work.folder, rules: work.rules }, planned.run);
  const telling = { lines, patience: PATIENCE_S };
  const answer =
    (await tell(deployment, task, { ...telling, connection })) ??
    (await tellAnew(deployment, task, { ...telling, reach: turn.reach }));
  const isBack = answer?.current === facts.current;
  ports.talk.say(`${host.name}: ${isBack ? 'taken back' : 'could not be taken back'}`);
  const why = `${failed.length} ${failed.length === 1 ? 'host' : 'hosts'} failed (${failed.join(', ')}), more than deploy.failure_budget allows`;
  const common = { host: host.name, targets: host.targets, ...(work.from && { from: work.from }) };
  if (isBack) {
    const failure = hostFailure(host, { code: 'deploy/budget', message: `taken back: ${why}`, retry: 'safe' });
    return { ...common, outcome: 'reverted', ...(work.from && { now: work.from }), failure };
  }
  const message = `it works, but could not be taken back: ${why}`;
  const next = 'facs status shows what runs there';
  const failure = hostFailure(host, { code: 'deploy/budget', message, retry: 'safe', next });
  return { ...common, outcome: 'failed', now: work.to, failure };
}
