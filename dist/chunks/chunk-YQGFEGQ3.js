import {
  describeMoment
} from "./chunk-JAWLCWRX.js";

// src/core/meta/describe.ts
var SHORT = 12;
function describeSubject(record) {
  switch (record.kind) {
    case "release":
      return `release ${record.project} ${named(record.version, record.githash)}`;
    case "binary":
      return `binary ${record.project} ${record.name}.${record.platform} of ${short(record.release)}`;
    case "tree":
      return `tree ${short(record.digest)}`;
    case "deployment-begin":
      return `deploy ${record.project} ${record.instance}: begin ${named(record.version, record.release)}`;
    case "deployment-end":
      return `deploy ${record.project} ${record.instance}: end, ${describeOutcomes(record)}`;
    case "event":
      return `event ${record.project}${record.instance === "" ? "" : ` ${record.instance}`}: ${record.event}`;
    case "unknown":
      return "a record of a kind that this version does not know";
  }
}
function describeRelease({ version, githash }) {
  return named(version, githash);
}
function describeRecord(record) {
  return [describeSubject(record), ...linesOf(record).map((line) => `  ${line}`)].join("\n");
}
function linesOf(record) {
  switch (record.kind) {
    case "release":
      return releaseLines(record);
    case "binary":
      return [
        `release: ${record.release}`,
        `sha256: ${record.sha256}`,
        `size: ${record.size} bytes`,
        `url: ${record.url}`
      ];
    case "tree":
      return treeLines(record);
    case "deployment-begin":
      return beginLines(record);
    case "deployment-end":
      return endLines(record);
    case "event":
      return eventLines(record);
    case "unknown":
      return [];
  }
}
function releaseLines(record) {
  return [
    `githash: ${record.githash}`,
    ...said("version", record.version),
    ...said("tag", record.tag),
    `committed: ${describeMoment(record.committedAt * 1e3)}`,
    "repos:",
    ...record.repos.map(
      ({ name, url, githash, path }) => `  ${name} ${githash} ${url}${path === "" ? "" : ` at ${path}`}`
    )
  ];
}
function treeLines(record) {
  return [
    `digest: ${record.digest}`,
    ...said("base", record.base),
    "entries:",
    ...record.entries.map(({ path, mode, content }) => `  ${mode} ${describeContent(content)}	${path}`),
    ...record.removed.map((path) => `  removed	${path}`)
  ];
}
function describeContent(content) {
  switch (content.kind) {
    case "file":
      return `sha256:${content.sha256} ${content.size}`;
    case "secret":
      return `hmac-sha256:${content.hmac}`;
    case "link":
      return `link -> ${content.target}`;
    case "dir":
      return "dir";
  }
}
function beginLines(record) {
  const { url, githash } = record.definitions;
  return [
    `id: ${record.id}`,
    `release: ${record.release}`,
    ...said("channel", record.channel),
    ...said("definitions", githash === "" ? "" : `${githash} ${url}`),
    `plan: ${record.planDigest}`,
    `begun: ${describeMoment(record.begunAt)}`,
    ...said("who", record.who),
    ...said("run", record.runUrl),
    ...said("reason", record.reason),
    ...said("resumes", record.resumes),
    ...record.partial ? ["partial: only some hosts of the instance"] : [],
    "hosts:",
    ...record.hosts.map(({ host, from, to }) => `  ${host}: ${describeCopy(from)} -> ${describeCopy(to)}`)
  ];
}
function endLines(record) {
  return [
    `id: ${record.id}`,
    `ended: ${describeMoment(record.endedAt)}`,
    ...said("once on", record.onceOn),
    "hosts:",
    ...record.hosts.map(({ host, outcome, now, code, message }) => {
      const why = code === "" ? "" : ` (${code}: ${message})`;
      return `  ${host}: ${outcome}, runs ${describeCopy(now)}${why}`;
    })
  ];
}
function eventLines(record) {
  return [
    `id: ${record.id}`,
    ...Object.entries(record.fields).map(([name, value]) => `${name}: ${value}`),
    `at: ${describeMoment(record.at)}`,
    ...said("who", record.who),
    ...said("run", record.runUrl),
    ...fileLines("inputs", record.inputs),
    ...fileLines("outputs", record.outputs)
  ];
}
function fileLines(title, files = []) {
  if (files.length === 0) return [];
  return [`${title}:`, ...files.map(({ path, sha256, size }) => `  ${path} sha256:${sha256}, ${size} bytes`)];
}
function describeOutcomes({ hosts }) {
  const counts = /* @__PURE__ */ new Map();
  for (const { outcome } of hosts) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(", ") || "no host";
}
function describeCopy(copy) {
  return copy === void 0 ? "nothing" : `${short(copy.release)}-${short(copy.tree)}`;
}
function named(version, githash) {
  return version === "" ? short(githash) : `${version} (${short(githash)})`;
}
function short(hex) {
  return hex.slice(0, SHORT);
}
function said(name, value) {
  return value === "" ? [] : [`${name}: ${value}`];
}

export {
  describeSubject,
  describeRelease,
  describeRecord
};
