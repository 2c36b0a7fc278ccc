import {
  toDay
} from "./chunk-JAWLCWRX.js";

// src/core/meta/paths.ts
import { isGithash$91 as isGithash, isSha256$91 as isSha256, parseName$91 as parseName } from "./common.js";

// src/core/meta/ulid.ts
var DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
var FORM = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
var TIME_DIGITS = 10;
function isUlid(text) {
  return FORM.test(text);
}
function ulidTime(id) {
  return [...id.slice(0, TIME_DIGITS)].reduce((ms, digit) => ms * DIGITS.length + DIGITS.indexOf(digit), 0);
}
function datedPath(id) {
  if (!isUlid(id)) throw new Error(`not a ULID: ${id}`);
  const { year, month, day } = toDay(ulidTime(id));
  return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0"), id].join("/");
}

// src/core/meta/paths.ts
var FORMAT_FILE = "facsimile.yaml";
var BEGIN = ".begin.binpb";
var END = ".end.binpb";
var RECORD_FOLDERS = [
  "releases",
  "binaries",
  "components",
  "trees",
  "attestations",
  "deployments",
  "events"
];
function isRecordPath(path) {
  const [project = "", folder = ""] = path.split("/", 2);
  return path.endsWith(".binpb") && RECORD_FOLDERS.includes(folder) && parseName("project", project).ok;
}
function projectPath(project) {
  return `${name("project", project)}/project.yaml`;
}
function channelsFolder(project) {
  return `${name("project", project)}/channels`;
}
function channelPath(project, channel) {
  return `${channelsFolder(project)}/${name("channel", channel)}.yaml`;
}
function channelFilePath(project, channel, platform) {
  return `${channelsFolder(project)}/${name("channel", channel)}.${name("platform", platform)}.txt`;
}
function releasesFolder(project) {
  return `${name("project", project)}/releases`;
}
function releasePath(project, githash) {
  return `${releasesFolder(project)}/${sharded(hash(githash))}.binpb`;
}
function binariesFolder(project) {
  return `${name("project", project)}/binaries`;
}
function releaseBinariesFolder(project, release) {
  return `${binariesFolder(project)}/${sharded(hash(release))}`;
}
function binaryPath(project, release, binary, platform) {
  const folder = releaseBinariesFolder(project, release);
  return `${folder}/${name("binary", binary)}.${name("platform", platform)}.binpb`;
}
function treesFolder(project) {
  return `${name("project", project)}/trees`;
}
function treePath(project, digest) {
  if (!isSha256(digest)) throw new Error(`not a digest of a tree: ${digest}`);
  return `${treesFolder(project)}/${sharded(digest)}.binpb`;
}
function deploymentsFolder(project) {
  return `${name("project", project)}/deployments`;
}
function instanceDeploymentsFolder(project, instance) {
  return `${deploymentsFolder(project)}/${name("instance", instance)}`;
}
function beginPath(project, instance, id) {
  return `${instanceDeploymentsFolder(project, instance)}/${datedPath(id)}${BEGIN}`;
}
function endPathOf(begin) {
  return begin.replace(BEGIN, END);
}
function beginPathOf(end) {
  return end.replace(END, BEGIN);
}
function eventsFolder(project) {
  return `${name("project", project)}/events`;
}
function statePath(instance, project) {
  const file = `state/${name("instance", instance)}.yaml`;
  return project === void 0 ? file : `${name("project", project)}/${file}`;
}
function lockRef(project, instance) {
  return `refs/facsimile/locks/${name("project", project)}/${name("instance", instance)}`;
}
function recordPath(project, record) {
  switch (record.kind) {
    case "release":
      return releasePath(project, record.githash);
    case "binary":
      return binaryPath(project, record.release, record.name, record.platform);
    case "tree":
      return treePath(project, record.digest);
    case "deployment-begin":
      return beginPath(project, record.instance, record.id);
    case "deployment-end":
      return endPathOf(beginPath(project, record.instance, record.id));
    case "event":
      return `${eventsFolder(project)}/${datedPath(record.id)}.binpb`;
    case "unknown":
      throw new Error("a record of an unknown kind has no place");
  }
}
function parsePath(path) {
  const [project = "", folder, ...rest] = path.split("/");
  const last = rest.at(-1) ?? "";
  const stem = last.replace(/\.(binpb|yaml)$/, "");
  if (folder === "releases" && rest.length === 2) return { kind: "release", project, githash: stem };
  if (folder === "trees" && rest.length === 2) return { kind: "tree", project, digest: stem };
  if (folder === "binaries" && rest.length === 3)
    return { kind: "binary", project, release: rest[1] ?? "", file: stem };
  if (folder === "channels" && rest.length === 1 && last.endsWith(".yaml"))
    return { kind: "channel", project, channel: stem };
  return void 0;
}
function name(kind, text) {
  const parsed = parseName(kind, text);
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.value;
}
function hash(githash) {
  if (!isGithash(githash)) throw new Error(`not a full githash: ${githash}`);
  return githash;
}
function sharded(hex) {
  return `${hex.slice(0, 2)}/${hex}`;
}

export {
  isUlid,
  ulidTime,
  datedPath,
  FORMAT_FILE,
  RECORD_FOLDERS,
  isRecordPath,
  projectPath,
  channelsFolder,
  channelPath,
  channelFilePath,
  releasesFolder,
  releasePath,
  binariesFolder,
  releaseBinariesFolder,
  binaryPath,
  treesFolder,
  treePath,
  deploymentsFolder,
  instanceDeploymentsFolder,
  beginPath,
  endPathOf,
  beginPathOf,
  eventsFolder,
  statePath,
  lockRef,
  recordPath,
  parsePath
};
