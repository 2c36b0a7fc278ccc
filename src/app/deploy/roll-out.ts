/** Staging everywhere, then activating: the part of a deployment that changes hosts. */

import type { HostReport } from '../../core/deploy/host-report.ts';
import type { HostWork } from '../../core/deploy/host-work.ts';
import type { Plan } from '../../core/deploy/plan.ts';
import type { Operation } from '../../core/error.ts';
import type { BuiltTree } from '../../core/tree/tree.ts';
import { activateInWaves } from './activate-in-waves.ts';
import type { Task } from './activation-report.ts';
import type { Deployment, DeployPorts, Member, Reach } from './fleet.ts';
import { failuresOf, settleAll } from './fleet.ts';
import { makeDirectories } from './make-directories.ts';
import { stageHost } from './stage-host.ts';
import { untouched } from './untouched.ts';

/** A host of the plan with what there is to do, in the order of the plan. */
export interface Prepared {
  readonly member: Member;
  readonly work: HostWork;
  /** Undefined where no tree was built: what a host goes back to lies there already. */
  readonly built: BuiltTree | undefined;
}

/** What the roll-out needs besides hosts. */
export interface RollOut {
  readonly deployment: Deployment;
  readonly plan: Plan;
  readonly reach: Reach;
  /** Done before the first activation, while files are sent: the begin record. Gives meta's tip, if there is one. */
  readonly begin: () => Promise<string | undefined>;
  /** A rollback: what is left was good. */
  readonly leave: boolean;
}

/** Every host's report, in the order of the plan. No host changes before all have staged. */
export async function rollOut(
  hosts: readonly Prepared[],
  { deployment, plan, reach, begin, leave }: RollOut,
  ports: DeployPorts,
): Promise<readonly HostReport[]> {
  const changing = hosts.filter(({ work }) => work.action !== 'unchanged');
  const resting = hosts.filter(({ work }) => work.action === 'unchanged' && work.directories.length > 0);
  const made = settleAll(resting.map(withHost), ({ member, work }) => makeDirectories(member, work.directories));
  const unmade = new Map(failuresOf(await made).map(({ host, failure }) => [host.name, failure]));
  if (changing.length === 0 || unmade.size > 0)
    return hosts.map((host) => notActivated(host, unmade.get(host.member.host.name)));
  const staging = settleAll(changing.map(withHost), async (prepared) => {
    const { member, work, built } = prepared;
    if (work.action !== 'stage') return;
    if (built === undefined) throw new Error(`${member.host.name} is to be staged without a tree`);
    await stageHost(deployment, { member, work, built }, ports);
  });
  const [staged, begun] = await Promise.allSettled([staging, begin()]);
  if (begun.status === 'rejected') throw begun.reason;
  if (staged.status === 'rejected') throw staged.reason;
  const failures = new Map(failuresOf(staged.value).map(({ host, failure }) => [host.name, failure]));
  if (failures.size > 0 || deployment.interruption.aborted) {
    return hosts.map((host) => notActivated(host, failures.get(host.member.host.name)));
  }
  const turn = { metaTip: begun.value, leave, reach };
  const reports = await activateInWaves(deployment, toTasks(changing, plan), { turn, ports });
  return hosts.map((host) => reports.get(host.member.host.name) ?? untouched(host, 'unchanged'));
}

/** The reports of a deployment that was broken off before it began. */
export function notBegun(hosts: readonly Prepared[]): readonly HostReport[] {
  return hosts.map((host) => notActivated(host, undefined));
}

/** Commands for all hosts run on the first one that changes. */
function toTasks(changing: readonly Prepared[], plan: Plan): Task[] {
  return changing.flatMap(({ member, work }, i) => {
    const planned = plan.hosts.find((each) => each.host === member.host.name);
    return planned === undefined ? [] : [{ member, work, planned, once: i === 0 ? plan.once : [] }];
  });
}

function withHost(prepared: Prepared) {
  return { ...prepared, host: prepared.member.host };
}

function notActivated(host: Prepared, failure: Operation | undefined): HostReport {
  if (failure !== undefined) return { ...untouched(host, 'failed'), failure };
  return untouched(host, host.work.action === 'unchanged' ? 'unchanged' : 'skipped');
}
