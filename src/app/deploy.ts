/** Brings an instance to a release: gather, look at every host, plan, do, record. */
import type { Definition } from '../core/definition/definition.ts';
import type { Host } from '../core/definition/settings.ts';
import { computePlan } from '../core/deploy/compute-plan.ts';
import type { Plan } from '../core/deploy/plan.ts';
import type { SavedPlan } from '../core/deploy/saved-plan.ts';
import type { Issue } from '../core/issue.ts';
import { buildTrees, isTreeUnknown } from './build-trees.ts';
import { checkHistory } from './deploy/check-history.ts';
import { checkHold } from './deploy/check-hold.ts';
import { conclude, type Deployed, result } from './deploy/conclude.ts';
import { definitionsOf } from './deploy/deployment-records.ts';
import type { Deployment, Resumed } from './deploy/fleet.ts';
import type { InstanceLock } from './deploy/kept-lock.ts';
import { withoutLibcheck } from './deploy/libcheck.ts';
import { chooseMachines, type MachineContext, type MachineInputs, type Machines } from './deploy/machines.ts';
import { checkPlan } from './deploy/open-plan.ts';
import { checkBuilt, gatherAfter, type PriorWork } from './deploy/prior-work.ts';
import { refuseOutside } from './deploy/refuse-outside.ts';
import { type Survey, subjectOf, surveyFleet, type Wishes } from './deploy/survey.ts';
import { whileLocked } from './deploy/while-locked.ts';
import type { GatherInputs } from './gather/places.ts';
import type { Gathered } from './gather.ts';
import { ensureState, readState } from './state.ts';
import { stateInputsFor } from './state-inputs.ts';
import { sayWhatLacks } from './state-standing.ts';

/** Inputs of `facs deploy`. */
export interface DeployInputs extends GatherInputs, MachineInputs {
  readonly 'dry-run': boolean;
  /** Ends a hold of the instance. */
  readonly 'release-hold': boolean;
  /** Deploys what needs libraries that hosts lack, too. */
  readonly 'skip-libcheck'?: boolean;
  /** In the words of whoever asks; for the record. */
  readonly reason?: string | undefined;
  /** Hash every file on the hosts, also those that are only linked. */
  readonly check: 'changed' | 'all';
  /** Of a run that deploys as its last stage. */
  readonly prior?: PriorWork;
  /** The plan that is carried out, or nothing is. */
  readonly saved?: SavedPlan;
  /** What it goes on with. */
  readonly resumes?: Resumed;
  /** A rollback: what is left was good, and the instance is held at what it gets. */
  readonly rollback?: { readonly until: string };
}

/**
 * With meta under the instance's lock, so that a release which a channel names is the one that it maps to then.
 * Nothing is thrown for what fails on hosts: their reports say it.
 *
 * @throws input: as `gather`, `chooseMachines`, `buildTrees`; operation: `deploy/held`, `lock/held`, and as meta and
 *   state. Nothing was changed then.
 */
export async function deploy(inputs: DeployInputs, context: MachineContext): Promise<Deployed> {
  const { ports, environment } = context;
  const interruption = await ports.interruption();
  const gathered = await gatherAfter(inputs.prior, inputs, ports);
  const { seen } = gathered;
  if (seen === undefined || inputs['dry-run']) return run(inputs, context, { gathered, interruption });
  const { project, instance, settings } = gathered.definition;
  const wish = {
    ...{ project, instance },
    holder: environment.actor,
    runUrl: environment.runUrl ?? '',
    reason: inputs.reason ?? (inputs.rollback === undefined ? 'deploy' : 'rollback'),
    waitMs: settings.deploy.lockWaitMs,
    interruption,
  };
  return whileLocked({ meta: seen.meta, wish, ports }, async (stop, lock) => {
    // Somebody may have moved the channel, or deployed, while we waited.
    const snapshot = await seen.meta.snapshot();
    const fresh = snapshot.commit === seen.snapshot.commit ? gathered : await gatherAfter(inputs.prior, inputs, ports);
    return run(inputs, context, { gathered: fresh, interruption: stop, lock });
  });
}

interface Run {
  readonly gathered: Gathered;
  readonly interruption: AbortSignal;
  readonly lock?: InstanceLock;
}

async function run(
  inputs: DeployInputs,
  context: MachineContext,
  { gathered, interruption, lock }: Run,
): Promise<Deployed> {
  const { ports, environment } = context;
  const { definition, seen } = gathered;
  const machines = await chooseMachines(definition, inputs, context);
  const events = await checkHold(inputs, context, gathered);
  const isPartial = machines.hosts.length < definition.settings.hosts.length;
  const begun = { ...(await toDeployment(inputs, context, { gathered, interruption })), partial: isPartial };
  const wishes = makeWishes(inputs, context, gathered, machines.hosts);
  const survey = await look(begun, machines, { wishes, isDryRun: inputs['dry-run'] });
  if ('unknown' in survey) return { ...result(begun, survey.plan, []), unknown: survey.unknown };
  try {
    const { deployment, plan, prepared, absent, refused } = survey;
    await checkHistory(
      prepared.map(({ member }) => member),
      seen,
    );
    if (refused !== undefined) return result(deployment, plan, refused);
    await checkPlan(inputs.saved, plan);
    if (inputs['dry-run']) return result(deployment, plan, []);
    const circumstances = { environment, reason: inputs.reason ?? (inputs.rollback === undefined ? '' : 'rollback') };
    const common = { deployment, plan, prepared, absent, reach: machines.reach, circumstances, seen, lock, events };
    return await conclude({ ...common, topDir: inputs['top-dir'], leave: inputs.rollback !== undefined }, ports);
  } finally {
    await survey.close();
  }
}

/** A dry run without the key of the state shows what it can: which release, which hosts. */
async function look(
  deployment: Deployment,
  machines: Machines,
  { wishes, isDryRun }: { readonly wishes: Wishes; readonly isDryRun: boolean },
): Promise<Survey | { readonly plan: Plan; readonly unknown: string }> {
  try {
    return await surveyFleet(deployment, { ...machines, wishes });
  } catch (error) {
    if (!isDryRun || !isTreeUnknown(error)) throw error;
    const plan = computePlan(subjectOf(deployment), [], deployment.settings);
    return { plan, unknown: error instanceof Error ? error.message : String(error) };
  }
}

async function toDeployment(
  inputs: DeployInputs,
  { ports }: MachineContext,
  { gathered, interruption }: Run,
): Promise<Omit<Deployment, 'partial'>> {
  const { definition, release, definitionsAt } = gathered;
  const { project, instance, settings } = definition;
  return {
    id: (await ports.ids()).ulid(ports.clock.now()),
    ...{ project, instance, release, interruption },
    definitions: definitionsOf(definitionsAt),
    settings: inputs['skip-libcheck'] === true ? withoutLibcheck(settings.deploy, ports.talk) : settings.deploy,
    excludes: definition.excludes,
    check: inputs.check,
    ...(inputs.resumes === undefined ? {} : { resumes: inputs.resumes }),
  };
}

async function makeWishes(
  inputs: DeployInputs,
  { ports, environment }: MachineContext,
  gathered: Gathered,
  hosts: readonly Host[],
): Promise<Awaited<Wishes>> {
  const { definition, release, define } = gathered;
  checkBuilt(definition, inputs.prior?.unbuilt ?? []);
  const wanted = stateInputsFor(gathered, { topDir: inputs['top-dir'], cwd: environment.cwd });
  const state = await (inputs['dry-run'] ? readState(wanted, ports) : ensureState(wanted, ports));
  if (inputs['dry-run']) sayWhatLacks(state, wanted.needs, ports.talk);
  if (state.kind === 'locked') ports.talk.warn(lockedDirectories(definition, state.failure.message));
  const options = inputs.prior?.options;
  const built = await buildTrees(
    { definition, release, define, hosts, state, topDir: inputs['top-dir'], ...(options && { options }) },
    ports,
  );
  refuseOutside(built);
  return { built, directories: state.kind === 'open' ? state.state.directories : [] };
}

function lockedDirectories({ instance }: Definition, why: string): Issue {
  const message = `directories that the state of ${instance} may name are not made: ${why}`;
  return { code: 'state/locked', message };
}
