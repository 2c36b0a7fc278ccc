import {
  markdownTable,
  shortCopy
} from "./chunk-EJINQ5IS.js";

// src/core/deploy/host-report.ts
import { describeTable$96 as describeTable } from "./common.js";
function describeReports(reports) {
  const rows = reports.map(({ host, outcome, now, failure }) => [
    host,
    outcome,
    now === void 0 ? "-" : shortCopy(now),
    failure === void 0 ? "" : withoutHost(failure.message, host)
  ]);
  return describeTable(rows).join("\n");
}
function describeReportsAsMarkdown(reports) {
  const rows = reports.map(({ host, targets, outcome, from, now, failure }) => [
    host,
    targets.join(", "),
    outcome,
    from === void 0 ? "" : shortCopy(from),
    now === void 0 ? "" : shortCopy(now),
    failure === void 0 ? "" : withoutHost(failure.message, host)
  ]);
  return markdownTable(["host", "target", "outcome", "ran", "runs now", "why"], rows);
}
function summarizeFailures(reports, { project, instance }) {
  const failed = reports.flatMap(({ failure, outcome }) => outcome === "skipped" ? [] : failure ?? []);
  const [first] = failed;
  if (first === void 0) return void 0;
  const activated = reports.filter(({ outcome }) => outcome === "activated").map(({ host }) => host);
  const next = [...new Set(failed.flatMap((failure) => failure.next ?? []))];
  const again = activated.length === 0 ? [] : [`or bring the others back: facs rollback ${project} ${instance}`];
  return {
    code: failed.every(({ code }) => code === first.code) ? first.code : "deploy/failed",
    message: `${failed.length} of ${reports.length} ${reports.length === 1 ? "host" : "hosts"} failed:
${failed.map(({ message }) => `    ${message}`).join("\n")}`,
    target: `${project} ${instance}`,
    retry: failed.every(({ retry }) => retry === "safe") ? "safe" : "never",
    ...activated.length === 0 ? {} : { left: `${activated.join(", ")} activated the release` },
    ...next.length + again.length === 0 ? {} : { next: [...next, ...again].join("; ") }
  };
}
function withoutHost(message, host) {
  return message.startsWith(`${host}: `) ? message.slice(host.length + 2) : message;
}

export {
  describeReports,
  describeReportsAsMarkdown,
  summarizeFailures
};
