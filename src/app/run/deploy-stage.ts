/** The stage `deploy`: nothing but `facs deploy`. */
import { describePlan } from '../../core/deploy/describe-plan.ts';
import { describeReports } from '../../core/deploy/host-report.ts';
import { isUnchanged } from '../../core/deploy/plan.ts';
import { deploy } from '../deploy.ts';
import type { Going, StageEnd } from './stage.ts';

const stage = 'deploy';

/**
 * The same lock, the same records, the same hosts. A release that a channel names is looked up again under the lock, and
 * is deployed only if it still is the one of this run.
 * @throws as `deploy`; operation `deploy/moved`.
 */
export async function deployStage({ inputs, context, gathered, built, unbuilt }: Going): Promise<StageEnd> {
  const { githash } = gathered.release;
  // A branch may move on while a run goes through its stages: this run stays with the commit that it began with.
  const pinned = inputs.devel && inputs['src-dir'] === undefined ? { version: githash } : {};
  const deployed = await deploy(
    { ...inputs, ...pinned, prior: { release: githash, built, unbuilt, options: inputs.options } },
    context,
  );
  const { plan, reports, deployment, failed, unknown } = deployed;
  const isPlan = inputs['dry-run'] && failed === undefined;
  const lines = isPlan
    ? [...describePlan(plan).split('\n'), ...(unknown === undefined ? [] : [`tree: unknown (${unknown})`])]
    : [failed === undefined ? 'done' : 'failed', ...describeReports(reports).split('\n')];
  const outcome = inputs['dry-run'] ? 'planned' : isUnchanged(plan) ? 'unchanged' : 'done';
  const data = { deployment: inputs['dry-run'] ? null : deployment };
  return { report: { stage, outcome, lines, data }, deployed, ...(failed === undefined ? {} : { failed }) };
}
