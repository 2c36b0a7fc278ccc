/** Goes on with the last deployment of an instance: only the hosts that failed or were not reached. */
import { inputFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import type { DeploymentState, InstanceState } from '../core/meta/fold.ts';
import type { Deployed } from './deploy/conclude.ts';
import type { Resumed } from './deploy/fleet.ts';
import type { MachineContext, MachineInputs } from './deploy/machines.ts';
import { deploy } from './deploy.ts';
import type { GatherInputs } from './gather/places.ts';
import { readInstance } from './instance-state.ts';
import { openMeta } from './open-meta.ts';
import { chooseProject } from './projects.ts';

/** Inputs of `facs resume`. */
export interface ResumeInputs extends GatherInputs, Pick<MachineInputs, 'ssh-key' | 'local'> {
  readonly 'dry-run': boolean;
  readonly reason?: string | undefined;
}

/** What it came to; a deployment that is done everywhere leaves nothing to do, and no host is asked. */
export type ResumeOutcome =
  | { readonly kind: 'done'; readonly project: string; readonly instance: string; readonly deployment: string }
  | { readonly kind: 'resumed'; readonly deployed: Deployed };

/** How a host ended that needs nothing more. */
const DONE = ['activated', 'unchanged'];

/**
 * The same release with the same definitions. What that deployment ran once for all is not run again. One that was
 * killed told nobody how hosts ended: then all of its hosts are looked at, and those that are done stay as they are.
 *
 * @throws input `resume/no-meta`, `resume/nothing`, `resume/several`; operation `deploy/moved`; and as `deploy`.
 */
export async function resume(inputs: ResumeInputs, context: MachineContext): Promise<ResumeOutcome> {
  const { instance } = inputs;
  const meta = inputs.meta === undefined ? undefined : await openMeta(context.ports, inputs);
  if (meta === undefined) throw withoutMeta();
  const snapshot = await meta.snapshot();
  const project = await chooseProject(snapshot, inputs.project);
  const state = await readInstance(snapshot, { project, instance });
  const last = state?.deployments.at(-1);
  if (state === undefined || last === undefined) throw neverDeployed(project, instance);
  const { begin } = last;
  const hosts = remaining(last);
  checkOneRelease(last, hosts);
  if (hosts.length === 0) return { kind: 'done', project, instance, deployment: begin.id };
  context.ports.talk.say(`going on with ${begin.id}: ${hosts.join(', ')}`);
  const deployed = await deploy(
    {
      ...inputs,
      ...{ project, version: begin.release },
      ...definitionsOf(last),
      ...{ host: hosts, target: [], region: [] },
      ...{ check: 'changed', 'release-hold': false },
      reason: inputs.reason ?? `resumes ${begin.id}`,
      resumes: toResumed(state, last),
    },
    context,
  );
  return { kind: 'resumed', deployed };
}

/** In the order of the plan, then those that could not be reached. */
function remaining({ begin, end }: DeploymentState): readonly string[] {
  if (end === undefined) return begin.hosts.map(({ host }) => host);
  const done = new Set(end.hosts.filter(({ outcome }) => DONE.includes(outcome)).map(({ host }) => host));
  const all = [...begin.hosts.map(({ host }) => host), ...end.hosts.map(({ host }) => host)];
  return [...new Set(all)].filter((host) => !done.has(host));
}

/** A rollback takes each host to what it ran before: these may be several releases, and only it knows them. */
function checkOneRelease({ begin }: DeploymentState, hosts: readonly string[]): void {
  const { project, instance, release } = begin;
  const others = begin.hosts.filter(({ host, to }) => hosts.includes(host) && to.release !== release);
  if (others.length === 0) return;
  const names = others.map(({ host, to }) => `${host} to ${to.release.slice(0, 12)}`).join(', ');
  throw inputFailure({
    code: 'resume/several',
    message: `${begin.id} took hosts back to several releases, and cannot be gone on with as one (${names})`,
    hint: `facs rollback ${project} ${instance} --host ${others.map(({ host }) => host).join(' --host ')}, or deploy a VERSION there`,
    origin: inputOrigin('INSTANCE'),
  });
}

/** Those that lie in the release itself are found there. */
function definitionsOf({ begin }: DeploymentState): Pick<GatherInputs, 'define-ref'> {
  const { githash } = begin.definitions;
  return githash === '' || githash === begin.release ? {} : { 'define-ref': githash };
}

function toResumed(state: InstanceState, last: DeploymentState): Resumed {
  const chain: string[] = [];
  let onceOn = '';
  for (let each: DeploymentState | undefined = last; each !== undefined; ) {
    const { begin, end }: DeploymentState = each;
    chain.push(begin.id);
    onceOn ||= end?.onceOn ?? '';
    each = state.deployments.find((other) => other.begin.id === begin.resumes && other.begin.id < begin.id);
  }
  return { id: last.begin.id, chain, onceOn };
}

function withoutMeta() {
  return inputFailure({
    code: 'resume/no-meta',
    message: 'without a meta repo nobody knows which hosts are done',
    hint: 'name it with --meta or FACS_META; else facs deploy again: hosts that are done stay as they are',
    origin: inputOrigin('--meta'),
  });
}

function neverDeployed(project: string, instance: string) {
  return inputFailure({
    code: 'resume/nothing',
    message: `${project} ${instance} was never deployed, so there is nothing to go on with`,
    hint: `facs deploy ${project} ${instance}`,
    origin: inputOrigin('INSTANCE'),
  });
}
