import {
  markdownCode
} from "./chunk-DWXHLSI5.js";

// src/core/deploy/describe-plan.ts
var FILES_SHOWN = 20;
function describePlan(plan) {
  const lines = [`${plan.project} ${plan.instance}: ${describeRelease(plan)}`];
  if (plan.once.length > 0)
    lines.push("  once, before any host changes:", ...plan.once.map((command) => `    ${command}`));
  for (const [i, wave] of (plan.waves ?? []).entries()) lines.push(`  wave ${i + 1}: ${wave.join(", ")}`);
  for (const host of plan.hosts) lines.push(...hostLines(host).map((line) => `  ${line}`));
  return lines.join("\n");
}
function describePlanAsMarkdown(plan) {
  const rows = plan.hosts.map((host) => [
    host.host,
    host.from === void 0 ? "nothing" : shortCopy(host.from),
    shortCopy(host.to),
    describeAction(host)
  ]);
  return [
    `**${plan.project} ${plan.instance}**: ${describeRelease(plan)}`,
    "",
    markdownTable(["host", "runs", "would run", "what is done"], rows)
  ].join("\n");
}
function describeRelease({ release, channel, definitions }) {
  const short = release.githash.slice(0, 12);
  const name = release.version === "" ? short : `${release.version} (${short})`;
  const dirty = release.dirty ? ", with changes that are in no commit" : "";
  return `${name}${channel === "" ? "" : ` from channel ${channel}`}${dirty}${describeDefinitions(definitions, release)}`;
}
function markdownTable(heading, rows) {
  const cell = (text) => text === "" ? "" : markdownCode(text);
  const row = (cells) => `| ${cells.join(" | ")} |`;
  return [row(heading), `|${" --- |".repeat(heading.length)}`, ...rows.map((cells) => row(cells.map(cell)))].join("\n");
}
function shortCopy({ release, tree }) {
  return `${release.slice(0, 12)}-${tree.slice(0, 12)}`;
}
function describeDefinitions({ githash }, release) {
  return githash === "" || githash === release.githash ? "" : `, definitions ${githash.slice(0, 12)}`;
}
function hostLines(host) {
  const { drain = [], before, postcmd, after, restart, readd = [] } = host.run;
  return [
    `${host.host}: ${describeAction(host)}`,
    ...fileLines(host.files).map((line) => `  ${line}`),
    ...(host.directories ?? []).map((path) => `  makes the directory ${path}`),
    ...drain.map((command) => `  drain: ${command}`),
    ...before.map((command) => `  before: ${command}`),
    ...postcmd.map((command) => `  postcmd: ${command}`),
    ...after.map((command) => `  after: ${command}`),
    ...restart.map((command) => `  restart: ${command}`),
    ...readd.map((command) => `  readd: ${command}`)
  ];
}
function describeAction({ action, send, link, folder }) {
  if (action === "unchanged") return "unchanged";
  if (action === "activate") return `switches to ${folder}, which it keeps`;
  return `gets ${folder}: ${count(send.files, "file")} sent (${describeBytes(send.bytes)}), ${link} linked`;
}
function fileLines({ added, changed, removed }) {
  const lines = [
    ...added.map((path) => `+ ${path}`),
    ...changed.map((path) => `~ ${path}`),
    ...removed.map((path) => `- ${path}`)
  ];
  const rest = lines.length - FILES_SHOWN;
  return rest <= 0 ? lines : [...lines.slice(0, FILES_SHOWN), `\u2026 and ${rest} more`];
}
function count(number, noun) {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
function describeBytes(bytes) {
  if (bytes < 1e3) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export {
  describePlan,
  describePlanAsMarkdown,
  describeRelease,
  markdownTable,
  shortCopy
};
