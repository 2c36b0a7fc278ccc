/** From a survey to its end: the part of deploying and rolling back that is the same. */

import { type HostReport, summarizeFailures } from '../../core/deploy/host-report.ts';
import { isUnchanged, type Plan, planDigest } from '../../core/deploy/plan.ts';
import { isFailure, type Operation } from '../../core/error.ts';
import type { Issue } from '../../core/issue.ts';
import type { MetaEvent } from '../../core/meta/record.ts';
import type { Tree } from '../../core/tree/tree.ts';
import type { SeenMeta } from '../gather/places.ts';
import { readInstance } from '../instance-state.ts';
import type { OwnLock } from '../ports/meta-repo.ts';
import type { Ports } from '../ports/ports.ts';
import { beginOf, type Circumstances, endOf, missingTrees, pushRecords } from './deployment-records.ts';
import type { Deployment, Reach } from './fleet.ts';
import type { InstanceLock } from './kept-lock.ts';
import { notBegun, type Prepared, rollOut } from './roll-out.ts';
import { writeLog } from './write-log.ts';

/** What a deployment came to. */
export interface Deployed {
  /** ULID; also of a dry run, which nobody will find anywhere. */
  readonly deployment: string;
  readonly plan: Plan;
  readonly planDigest: string;
  /** Every host of the plan, in its order; empty for a dry run. */
  readonly reports: readonly HostReport[];
  readonly failed?: Operation;
  /** A dry run that could not know the trees, and why. */
  readonly unknown?: string;
}

/** Everything that is known by the time that something may change. */
export interface Undertaking {
  readonly deployment: Deployment;
  readonly plan: Plan;
  readonly prepared: readonly Prepared[];
  /** Hosts that were passed over. */
  readonly absent: readonly HostReport[];
  readonly reach: Reach;
  readonly circumstances: Circumstances;
  /** Undefined without `--meta`. */
  readonly seen: SeenMeta | undefined;
  /** Ends with the last record. */
  readonly lock?: InstanceLock | undefined;
  readonly topDir: string;
  /** Recorded with the begin: holds that begin or end. */
  readonly events: readonly MetaEvent[];
  readonly leave: boolean;
}

/** Records, rolls out, records again. @throws operation as `Meta.append` as long as no host has changed. */
export async function conclude(undertaking: Undertaking, ports: Ports): Promise<Deployed> {
  const { deployment, plan, prepared, absent, reach, leave, seen } = undertaking;
  if (deployment.interruption.aborted) return result(deployment, plan, notBegun(prepared));
  const isNews = seen !== undefined && (await hasNews(undertaking, seen));
  const begin = async () => (isNews ? pushBegin(undertaking, seen, ports) : undefined);
  if (isUnchanged(plan)) await begin();
  for (const { host, failure } of absent) ports.talk.warn(passedOver(deployment, host, failure));
  const changed = await rollOut(prepared, { deployment, plan, reach, begin, leave }, ports);
  const reports = [...changed, ...absent];
  const end = isNews ? await pushEnd(undertaking, reports, { seen, ports }) : undefined;
  if (seen === undefined && !isUnchanged(plan)) await writeLog(undertaking, reports, ports);
  return result(deployment, plan, reports, end);
}

/** What is said of a deployment that could not begin. */
export function result(
  deployment: Deployment,
  plan: Plan,
  reports: readonly HostReport[],
  recording?: Operation,
): Deployed {
  const failed = summarizeFailures(reports, deployment) ?? interruption(deployment, reports) ?? recording;
  const done = { deployment: deployment.id, plan, planDigest: planDigest(plan), reports };
  return failed === undefined ? done : { ...done, failed };
}

/** A deploy that changes nothing is recorded only where meta does not know yet that these hosts run this copy. */
async function hasNews({ deployment, plan, absent, events }: Undertaking, { snapshot }: SeenMeta): Promise<boolean> {
  if (!isUnchanged(plan) || absent.length > 0 || events.length > 0) return true;
  const state = await readInstance(snapshot, deployment);
  return plan.hosts.some(({ host, to }) => {
    const known = state?.hosts.find((each) => each.host === host)?.copy;
    return known?.release !== to.release || known.tree !== to.tree;
  });
}

async function pushBegin(undertaking: Undertaking, { meta, snapshot }: SeenMeta, ports: Ports): Promise<string> {
  const { deployment, plan, circumstances, prepared, events } = undertaking;
  const begin = beginOf(deployment, plan, circumstances, ports.clock.now());
  const trees = prepared.flatMap(({ built }): Tree[] => (built === undefined ? [] : [built.tree]));
  const missing = await missingTrees(snapshot, deployment.project, trees);
  return (await pushRecords(meta, deployment, [begin, ...events, ...missing])).commit;
}

/** Hosts have changed by now: when meta cannot be told, that is said beside their results, not instead of them. */
async function pushEnd(
  { deployment, lock }: Undertaking,
  reports: readonly HostReport[],
  { seen, ports }: { readonly seen: SeenMeta; readonly ports: Ports },
): Promise<Operation | undefined> {
  try {
    const { project } = deployment;
    const push = (ending?: OwnLock) =>
      pushRecords(seen.meta, { project, ending }, [endOf(deployment, reports, ports.clock.now())]);
    await (lock === undefined ? push() : lock.endWith(push));
    return undefined;
  } catch (error) {
    if (!isFailure(error) || error.kind !== 'operation') throw error;
    const { code, message, retry, target } = error;
    return {
      ...{ code, retry },
      ...(target === undefined ? {} : { target }),
      message: `the end of the deployment could not be recorded: ${message}`,
      left: 'the hosts, as reported above',
      next: 'run the same command again: it finds them unchanged and records that',
    };
  }
}

function passedOver({ project, instance }: Deployment, host: string, failure: Operation | undefined): Issue {
  return {
    code: 'deploy/passed-over',
    message: `${failure?.message ?? host}; the others go on without it`,
    hint: `facs resume ${project} ${instance} brings it when it can be reached`,
  };
}

function interruption({ interruption, project, instance }: Deployment, reports: readonly HostReport[]) {
  const isBrokenOff = reports.some(({ outcome, failure }) => outcome === 'skipped' && failure === undefined);
  if (!interruption.aborted || !isBrokenOff) return undefined;
  const operation: Operation = {
    code: 'deploy/interrupted',
    message: `the deployment of ${project} ${instance} was interrupted (${interruption.reason}) before any host changed`,
    retry: 'safe',
  };
  return operation;
}
