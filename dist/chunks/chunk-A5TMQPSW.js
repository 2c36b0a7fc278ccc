import {
  describeFinding
} from "./chunk-4MSH5B5Z.js";
import {
  markdownTable
} from "./chunk-EJINQ5IS.js";

// src/commands/check-outcome.ts
var SHOWN = 100;
function toCheckOutcome(checked) {
  const { url, commit, commits, files, findings } = checked;
  const failed = summarize(checked);
  return {
    data: { url, commit, commits, files, findings: findings.map((finding) => ({ ...finding })) },
    text: [...shown(findings.map(describeFinding)), failed === void 0 ? describeAll(checked) : ""].filter(Boolean).join("\n"),
    outputs: { findings: String(findings.length) },
    summary: summaryOf(checked),
    ...failed === void 0 ? {} : { failed }
  };
}
function summarize({ url, findings }) {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (errors === 0) return void 0;
  return {
    code: "meta/broken",
    message: `${errors === 1 ? "one thing is" : `${errors} things are`} wrong with ${url}`,
    target: url,
    retry: "safe",
    next: "do what stands at each of them, then run the same command again; nothing was changed"
  };
}
function describeAll({ commits, files, findings }) {
  const warnings = findings.length === 0 ? "" : `, ${count(findings.length, "warning")}`;
  return `${count(commits, "commit")} and ${count(files, "file")} are as they should be${warnings}`;
}
function summaryOf(checked) {
  const { findings } = checked;
  if (findings.length === 0) return describeAll(checked);
  const rows = findings.slice(0, SHOWN).map(({ severity, path, commit, message, remedy }) => [severity, path, commit.slice(0, 12), message, remedy]);
  const more = findings.length > SHOWN ? `

\u2026 and ${findings.length - SHOWN} more` : "";
  return `${markdownTable(["", "path", "commit", "what is wrong", "what to do"], rows)}${more}`;
}
function shown(lines) {
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `\u2026 and ${lines.length - SHOWN} more`];
}
function count(number, what) {
  return `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
}

export {
  toCheckOutcome
};
