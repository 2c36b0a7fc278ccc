import {
  describeReports,
  describeReportsAsMarkdown
} from "./chunk-CTUX5EJ7.js";
import {
  describePlan,
  describePlanAsMarkdown,
  describeRelease
} from "./chunk-EJINQ5IS.js";

// src/commands/deploy-outcome.ts
var DEPLOY_OUTPUTS = {
  deployment: "Id of the deployment; empty for a dry run.",
  release: "Full githash of the release.",
  changed: "true when a host changed or would change.",
  "plan-digest": "SHA-256 of the plan.",
  hosts: "JSON list of `{host, outcome}`; empty for a dry run."
};
function toOutcome(deployed, isDryRun) {
  const { deployment, plan, planDigest, reports, failed, unknown } = deployed;
  const changed = isDryRun ? plan.hosts.some(({ action }) => action !== "unchanged") : reports.some(({ outcome }) => outcome === "activated");
  const notes = unknown === void 0 ? [] : [`tree: unknown (${unknown})`];
  const title = `${plan.project} ${plan.instance}: ${describeRelease(plan)}`;
  const done = [title, describeReports(reports)].join("\n");
  return {
    data: {
      deployment: isDryRun ? null : deployment,
      planDigest,
      plan: toJson(plan),
      hosts: reports.map(reportToJson),
      unknown: unknown ?? null
    },
    text: isDryRun && failed === void 0 ? [describePlan(plan), ...notes].join("\n") : done,
    outputs: {
      deployment: isDryRun ? "" : deployment,
      release: plan.release.githash,
      changed: String(changed),
      "plan-digest": planDigest,
      hosts: JSON.stringify(reports.map(({ host, outcome }) => ({ host, outcome })))
    },
    summary: isDryRun && failed === void 0 ? [describePlanAsMarkdown(plan), ...notes].join("\n\n") : [`**${title}**`, describeReportsAsMarkdown(reports)].join("\n\n"),
    ...failed === void 0 ? {} : { failed }
  };
}
function reportToJson({ host, targets, outcome, from, now, failure }) {
  return {
    host,
    targets: [...targets],
    outcome,
    from: from === void 0 ? null : { ...from },
    now: now === void 0 ? null : { ...now },
    code: failure?.code ?? null,
    message: failure?.message ?? null
  };
}
function toJson(plan) {
  return JSON.parse(JSON.stringify(plan));
}

export {
  DEPLOY_OUTPUTS,
  toOutcome
};
