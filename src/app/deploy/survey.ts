/** Looking before leaping: every host is probed while trees are built, then compared with what it should have. */

import type { DeploySettings, Host } from '../../core/definition/settings.ts';
import { checkTree, computePlan } from '../../core/deploy/compute-plan.ts';
import type { HostReport } from '../../core/deploy/host-report.ts';
import { computeHostWork } from '../../core/deploy/host-work.ts';
import { clearingOn, directoryOn } from '../../core/deploy/in-place.ts';
import type { Plan } from '../../core/deploy/plan.ts';
import { inputFailure } from '../../core/error.ts';
import type { BuiltTree } from '../../core/tree/tree.ts';
import { type Deployment, failuresOf, type Member, type Reach, type Settled, settleAll } from './fleet.ts';
import { checkFitness, probeHost } from './probe-host.ts';
import type { Prepared } from './roll-out.ts';

/** What was found: all hosts ready and the plan, or which hosts stand in the way. Connections are open. */
export interface Survey {
  readonly prepared: readonly Prepared[];
  /** Over the hosts that answered. */
  readonly plan: Plan;
  /** The deployment, with what hosts remember of the one that it goes on with. */
  readonly deployment: Deployment;
  /** Hosts that cannot be reached, and are passed over. */
  readonly absent: readonly HostReport[];
  /** Reports of every host, when one or more cannot be deployed to; else undefined. Nothing was changed. */
  readonly refused: readonly HostReport[] | undefined;
  close(): Promise<void>;
}

/** Trees by host name, and the directories of the state; may still be in the making. */
export type Wishes = Promise<{
  readonly built: ReadonlyMap<string, BuiltTree>;
  readonly directories: readonly string[];
}>;

/** Probes all hosts at once. @throws input: what is wrong with trees; then all connections are closed. */
export async function surveyFleet(
  deployment: Deployment,
  { hosts, wishes, reach }: { readonly hosts: readonly Host[]; readonly wishes: Wishes; readonly reach: Reach },
): Promise<Survey> {
  const probes = await Promise.allSettled([
    wishes,
    settleAll(
      hosts.map((host) => ({ host })),
      ({ host }) =>
        probeHost(
          host,
          reach,
          whenAsked(wishes, ({ built, directories }) => ({
            ...wantedOf(deployment, host, built),
            directories: directories.map((path) => directoryOn(host, path)),
          })),
        ),
    ),
  ]);
  const [built, settled] = probes;
  const members = settled.status === 'fulfilled' ? membersOf(settled.value) : [];
  const close = async () => void (await Promise.all(members.map(({ connection }) => connection.close())));
  if (built.status === 'rejected' || settled.status === 'rejected') {
    await close();
    throw built.status === 'rejected' ? built.reason : (settled as PromiseRejectedResult).reason;
  }
  try {
    return { ...compare(deployment, members, { settled: settled.value, ...built.value }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function compare(
  given: Deployment,
  members: readonly Member[],
  { settled, built, directories }: Awaited<Wishes> & { readonly settled: readonly Settled<Member>[] },
): Omit<Survey, 'close'> {
  const deployment = withoutOnce(given, members);
  const { release, settings } = deployment;
  checkTrees(new Set(built.values()), settings);
  const wish = { release: release.githash, mtime: release.committedAt };
  const prepared = members.map((member): Prepared => {
    const tree = treeOf(built, member.host);
    const inPlace = clearingOn(member.host, deployment, directories);
    return { member, work: computeHostWork(member.facts, tree, { ...wish, inPlace }), built: tree };
  });
  const plan = computePlan(
    subjectOf(deployment),
    prepared.map(({ member, work }) => ({ host: member.host, work })),
    settings,
  );
  const unfit = prepared.flatMap(({ member, work }) => {
    const failure = checkFitness(member, work);
    return failure === undefined ? [] : [{ host: member.host, failure }];
  });
  const lost = passedOver(deployment, settled);
  const silent = failuresOf(settled).filter((each) => !lost.includes(each));
  const failures = new Map([...silent, ...unfit].map(({ host, failure }) => [host.name, failure]));
  const absent = lost.map(({ host: { name, targets }, failure }): HostReport => {
    return { host: name, targets, outcome: 'skipped', failure };
  });
  if (failures.size === 0) return { deployment, prepared, plan, absent, refused: undefined };
  const refused = settled.map(({ host }): HostReport => {
    const failure = failures.get(host.name);
    const work = prepared.find(({ member }) => member.host.name === host.name)?.work;
    const from = work?.from;
    const outcome = work?.action === 'unchanged' ? 'unchanged' : 'skipped';
    return {
      host: host.name,
      targets: host.targets,
      ...(failure === undefined ? { outcome } : { outcome: 'failed', failure }),
      ...(from === undefined ? {} : { from, now: from }),
    };
  });
  return { deployment, prepared, plan, absent: [], refused };
}

/** Hosts that the others go on without; never all of them. */
function passedOver({ settings }: Deployment, settled: readonly Settled<Member>[]): readonly Absent[] {
  const lost = failuresOf(settled).filter(({ failure }) => failure.code === 'ssh/unreachable');
  return settings.skipUnreachable && lost.length < settled.length ? lost : [];
}

type Absent = ReturnType<typeof failuresOf>[number];

/** What a deployment that is gone on with has run once for all is not run again: meta says so, or the host itself. */
function withoutOnce(deployment: Deployment, members: readonly Member[]): Deployment {
  const { settings, resumes } = deployment;
  if (resumes === undefined) return deployment;
  const witness = members.find(({ facts }) => facts.onceOf !== undefined && resumes.chain.includes(facts.onceOf));
  const onceOn = resumes.onceOn || (witness?.host.name ?? '');
  if (onceOn === '') return deployment;
  const hooks = { ...settings.hooks, once: [] };
  return { ...deployment, settings: { ...settings, hooks }, resumes: { ...resumes, onceOn } };
}

/** Trees that cannot be built fail the whole, whether or not a host has come to ask for its own by then. */
function whenAsked<T, U>(promise: Promise<T>, work: (value: T) => U): Promise<U> {
  const later = promise.then(work);
  later.catch(() => undefined);
  return later;
}

function wantedOf({ release, check }: Deployment, host: Host, built: ReadonlyMap<string, BuiltTree>) {
  return { release: release.githash, tree: treeOf(built, host).tree.digest, check };
}

function treeOf(built: ReadonlyMap<string, BuiltTree>, host: Host): BuiltTree {
  const tree = built.get(host.name);
  if (tree === undefined) throw new Error(`no tree was built for ${host.name}`);
  return tree;
}

function membersOf(settled: readonly Settled<Member>[]): Member[] {
  return settled.flatMap((each) => ('value' in each ? [each.value] : []));
}

function checkTrees(trees: ReadonlySet<BuiltTree>, settings: DeploySettings): void {
  const results = [...trees].map(({ tree }) => checkTree(tree, settings));
  const bad = results.find((result) => !result.ok);
  if (bad !== undefined && !bad.ok) throw inputFailure(...bad.issues);
}

/** What a plan says of the deployment as a whole. */
export function subjectOf({ project, instance, release, definitions }: Deployment) {
  const { githash, version, tag, dirty, channel = '' } = release;
  return { project, instance, release: { githash, version, tag, dirty }, channel, definitions };
}
