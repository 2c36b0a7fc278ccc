/** What deploying and rolling back print: the same shapes and tables for both. */
import type { Deployed } from '../app/deploy/conclude.ts';
import { describePlan, describePlanAsMarkdown, describeRelease } from '../core/deploy/describe-plan.ts';
import { describeReports, describeReportsAsMarkdown, type HostReport } from '../core/deploy/host-report.ts';
import type { Plan } from '../core/deploy/plan.ts';
import type { Json } from '../core/json.ts';
import type { Outcome } from './command.ts';

/** Outputs of both actions. */
export const DEPLOY_OUTPUTS = {
  deployment: 'Id of the deployment; empty for a dry run.',
  release: 'Full githash of the release.',
  changed: 'true when a host changed or would change.',
  'plan-digest': 'SHA-256 of the plan.',
  hosts: 'JSON list of `{host, outcome}`; empty for a dry run.',
} as const;

/**
 * Data: `{deployment, planDigest, plan, hosts: [{host, targets, outcome, from, now, code, message}], unknown}`; what is
 * not there is null, and `hosts` is empty for a dry run.
 */
export function toOutcome(deployed: Deployed, isDryRun: boolean): Outcome {
  const { deployment, plan, planDigest, reports, failed, unknown } = deployed;
  const changed = isDryRun
    ? plan.hosts.some(({ action }) => action !== 'unchanged')
    : reports.some(({ outcome }) => outcome === 'activated');
  const notes = unknown === undefined ? [] : [`tree: unknown (${unknown})`];
  const title = `${plan.project} ${plan.instance}: ${describeRelease(plan)}`;
  const done = [title, describeReports(reports)].join('\n');
  return {
    data: {
      deployment: isDryRun ? null : deployment,
      planDigest,
      plan: toJson(plan),
      hosts: reports.map(reportToJson),
      unknown: unknown ?? null,
    },
    text: isDryRun && failed === undefined ? [describePlan(plan), ...notes].join('\n') : done,
    outputs: {
      deployment: isDryRun ? '' : deployment,
      release: plan.release.githash,
      changed: String(changed),
      'plan-digest': planDigest,
      hosts: JSON.stringify(reports.map(({ host, outcome }) => ({ host, outcome }))),
    },
    summary:
      isDryRun && failed === undefined
        ? [describePlanAsMarkdown(plan), ...notes].join('\n\n')
        : [`**${title}**`, describeReportsAsMarkdown(reports)].join('\n\n'),
    ...(failed === undefined ? {} : { failed }),
  };
}

function reportToJson({ host, targets, outcome, from, now, failure }: HostReport): Json {
  return {
    host,
    targets: [...targets],
    outcome,
    from: from === undefined ? null : { ...from },
    now: now === undefined ? null : { ...now },
    code: failure?.code ?? null,
    message: failure?.message ?? null,
  };
}

function toJson(plan: Plan): Json {
  return JSON.parse(JSON.stringify(plan)) as Json;
}
