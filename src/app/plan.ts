/** What a deploy would do, with the lines of every file that would change. Hosts are only looked at. */
import type { InstanceState } from '../core/meta/fold.ts';
import type { Deployed } from './deploy/conclude.ts';
import type { MachineContext } from './deploy/machines.ts';
import { type DeployInputs, deploy } from './deploy.ts';
import { type Comparison, diff } from './diff.ts';
import { readInstance } from './instance-state.ts';
import { openMeta } from './open-meta.ts';

/** Inputs of `facs plan`. */
export type PlanInputs = Omit<DeployInputs, 'dry-run' | 'check'>;

/** The plan, and for each release that hosts run now how its files differ; empty when that cannot be told. */
export interface Planned {
  readonly deployed: Deployed;
  readonly comparisons: readonly Comparison[];
}

/** @throws as `deploy`. */
export async function makePlan(inputs: PlanInputs, context: MachineContext): Promise<Planned> {
  const { ports, environment } = context;
  const deployed = await deploy({ ...inputs, check: 'changed', 'dry-run': true }, context);
  const { plan, unknown, failed } = deployed;
  if (unknown !== undefined || failed !== undefined || plan.release.dirty) return { deployed, comparisons: [] };
  const state = await readState(inputs, context, plan);
  const running = new Map(
    plan.hosts.flatMap(({ action, from }) =>
      action === 'unchanged' || from === undefined ? [] : [[from.tree, from.release]],
    ),
  );
  const comparisons: Comparison[] = [];
  for (const [tree, release] of running) {
    const ref = definitionsOf(state, tree);
    const sides = { against: release, ...(ref !== undefined && ref !== release && { 'against-define-ref': ref }) };
    const wanted = { ...inputs, version: inputs.version ?? plan.release.githash, ...sides, 'dry-run': true };
    comparisons.push(await diff(wanted, ports, environment));
  }
  return { deployed, comparisons };
}

async function readState(
  inputs: PlanInputs,
  { ports }: MachineContext,
  name: { readonly project: string; readonly instance: string },
): Promise<InstanceState | undefined> {
  if (inputs.meta === undefined) return undefined;
  const meta = await openMeta(ports, inputs);
  return readInstance(await meta.snapshot(), name);
}

/** The commit of the definitions that this tree was made with, as far as meta knows. */
function definitionsOf(state: InstanceState | undefined, tree: string): string | undefined {
  const begin = state?.deployments.findLast(({ begin: { hosts } }) => hosts.some(({ to }) => to.tree === tree))?.begin;
  return begin?.definitions.githash || undefined;
}
