/** What meta is told of a deployment: begin and end, the trees it brought, holds. */
import type { HostReport } from '../../core/deploy/host-report.ts';
import type { Plan } from '../../core/deploy/plan.ts';
import { planDigest } from '../../core/deploy/plan.ts';
import { encodeRecord } from '../../core/meta/codec.ts';
import { describeRecord, describeSubject } from '../../core/meta/describe.ts';
import { recordPath, treePath } from '../../core/meta/paths.ts';
import type { DeploymentBegin, DeploymentEnd, MetaEvent, MetaRecord, TreeRecord } from '../../core/meta/record.ts';
import type { Tree } from '../../core/tree/tree.ts';
import type { DefinitionsAt } from '../gather/places.ts';
import type { AddedFile, Appended, Meta, MetaSnapshot, OwnLock } from '../ports/meta-repo.ts';
import type { Environment } from '../ports/ports.ts';
import type { Deployment } from './fleet.ts';

/** Who does it and why; what records say besides the plan. */
export interface Circumstances {
  readonly environment: Environment;
  /** Empty: the channel or a person asked for it. */
  readonly reason: string;
}

/** Where definitions were read, as plans and records say it: empty texts when they are of no commit. */
export function definitionsOf({ url = '', githash = '' }: DefinitionsAt): DeploymentBegin['definitions'] {
  return githash === '' ? { url: '', githash } : { url, githash };
}

/** The begin record of a plan. */
export function beginOf(deployment: Deployment, plan: Plan, { environment, reason }: Circumstances, now: number) {
  const { id, project, instance, definitions, partial, resumes } = deployment;
  const record: DeploymentBegin = {
    kind: 'deployment-begin',
    ...{ id, project, instance },
    release: plan.release.githash,
    version: plan.release.version,
    channel: plan.channel,
    definitions,
    planDigest: planDigest(plan),
    hosts: plan.hosts.map(({ host, targets, from, to }) => ({ host, targets, ...(from && { from }), to })),
    who: environment.actor,
    runUrl: environment.runUrl ?? '',
    reason,
    begunAt: now,
    resumes: resumes?.id ?? '',
    partial,
  };
  return record;
}

/** The end record: every host, and what it runs now. */
export function endOf({ id, project, instance, resumes }: Deployment, reports: readonly HostReport[], now: number) {
  const record: DeploymentEnd = {
    kind: 'deployment-end',
    ...{ id, project, instance },
    hosts: reports.map(({ host, outcome, now: runs, failure }) => ({
      host,
      outcome,
      ...(runs && { now: runs }),
      code: failure?.code ?? '',
      message: failure?.message ?? '',
    })),
    endedAt: now,
    onceOn: reports.find(({ ranOnce }) => ranOnce)?.host ?? resumes?.onceOn ?? '',
  };
  return record;
}

/** An event of the instance. @param id ULID. */
export function eventOf(
  { project, instance }: Pick<Deployment, 'project' | 'instance'>,
  event: Pick<MetaEvent, 'id' | 'event' | 'fields' | 'at'>,
  environment: Environment,
): MetaEvent {
  const { actor: who, runUrl = '' } = environment;
  return { kind: 'event', ...event, project, instance, who, runUrl };
}

/** Full lists of the trees that meta does not know yet. */
export async function missingTrees(
  snapshot: MetaSnapshot,
  project: string,
  trees: readonly Tree[],
): Promise<readonly TreeRecord[]> {
  const distinct = [...new Map(trees.map((tree) => [tree.digest, tree])).values()];
  const known = await snapshot.readAll(distinct.map(({ digest }) => treePath(project, digest)));
  return distinct
    .filter((_, i) => known[i] === undefined)
    .map(({ digest, entries }) => ({ kind: 'tree', digest, entries, base: '', removed: [] }));
}

/** Pushes all of it in one commit, which the first record names. @param ending As for `Meta.append`. @throws as `Meta.append`. */
export function pushRecords(
  meta: Meta,
  { project, ending }: { readonly project: string; readonly ending?: OwnLock | undefined },
  records: readonly MetaRecord[],
): Promise<Appended> {
  const [first] = records;
  if (first === undefined) throw new Error('there is nothing to record');
  const added = records.map(
    (record): AddedFile => ({ path: recordPath(project, record), bytes: encodeRecord(record) }),
  );
  const told = records.filter((record) => record.kind !== 'tree').map(describeRecord);
  return meta.append({ added, changed: [], message: [describeSubject(first), '', ...told].join('\n') }, ending);
}
