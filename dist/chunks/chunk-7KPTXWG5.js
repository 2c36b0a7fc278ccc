const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeRelease
} from "./chunk-SGREDNFV.js";
import {
  decodeRecord
} from "./chunk-Q6YWCMS3.js";
import {
  parsePath,
  projectPath,
  releaseBinariesFolder,
  releasePath,
  releasesFolder
} from "./chunk-KG6K2PSM.js";
import {
  readMapping
} from "./chunk-KVEVNSAC.js";

// src/app/projects.ts
import { inputFailure$68 as inputFailure, unwrap$68 as unwrap } from "#common";
import { inputOrigin$81 as inputOrigin } from "#common";
import { parseName$84 as parseName2 } from "#common";

// src/core/meta/project.ts
import { didYouMean$85 as didYouMean } from "#common";
import { invalid$87 as invalid, valid$87 as valid } from "#common";
import { parseName$84 as parseName } from "#common";
var FIRST_PROJECT = { channels: ["edge", "stable"] };
var KEYS = ["channels"];
function parseProject(text, path) {
  const read = readMapping({ text, file: path, area: "project", thing: "project.yaml" });
  if (!read.ok) return read;
  const { members, origin } = read.value;
  const unknown = [...members].filter(([key]) => !KEYS.includes(key));
  const problems = unknown.map(([key, { key: at }]) => problem(at, `unknown key ${key}`, didYouMean(key, KEYS)));
  const channels = readChannels(members.get("channels"), origin, problems);
  return problems.length > 0 ? invalid(...problems) : valid({ channels });
}
function readChannels(member, around, problems) {
  const at = member?.key ?? around;
  const items = member?.value.kind === "list" ? member.value.items : [];
  if (items.length === 0) problems.push(problem(at, "channels: a list of names, the first is where releases enter"));
  const channels = /* @__PURE__ */ new Set();
  for (const item of items) {
    if (item.kind !== "scalar") {
      problems.push(problem(item.origin, "channels: each is one name"));
      continue;
    }
    const channel = String(item.value);
    const name = parseName("channel", channel);
    if (!name.ok) problems.push(...name.issues.map((issue) => ({ ...issue, origin: item.origin })));
    if (channels.has(channel)) problems.push(problem(item.origin, "channels: a name stands twice"));
    channels.add(channel);
  }
  return [...channels];
}
function encodeProject({ channels }) {
  const comment = "# Channels in the order of promotion; releases enter at the first.";
  return `${comment}
channels: [${channels.join(", ")}]
`;
}
function problem(origin, message, hint) {
  return { code: "project/invalid", message, origin, ...hint === void 0 ? {} : { hint } };
}

// src/app/projects.ts
import { didYouMean$85 as didYouMean2 } from "#common";
import { decodeText$10 as decodeText } from "#common";
async function listProjects(snapshot) {
  const folders = (await snapshot.children("")).filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const names = folders.filter((name) => parseName2("project", name).ok);
  const files = await snapshot.readAll(names.map(projectPath));
  return names.filter((_, i) => files[i] !== void 0);
}
async function chooseProject(snapshot, given) {
  const names = await listProjects(snapshot);
  const [only] = names;
  if (given === void 0 && names.length === 1 && only !== void 0) return only;
  if (given !== void 0 && names.includes(given)) return given;
  throw given === void 0 ? whichProject(names) : unknownProject(given, names);
}
async function readProject(snapshot, project) {
  unwrap(parseName2("project", project));
  const path = projectPath(project);
  const bytes = await snapshot.read(path);
  if (bytes === void 0) throw unknownProject(project, await listProjects(snapshot));
  return unwrap(parseProject(unwrap(decodeText(bytes, path, "project")), path));
}
function whichProject(names) {
  return inputFailure({
    code: "project/which",
    message: names.length === 0 ? "the meta repo has no project yet" : `which project? there are ${names.join(", ")}`,
    hint: names.length === 0 ? "its first release makes one: facs release create" : "name one as PROJECT",
    origin: inputOrigin("PROJECT")
  });
}
function unknownProject(given, names) {
  const first = "it has none yet: the first release makes one, with facs release create";
  const known = names.length === 0 ? first : `there are ${names.join(", ")}`;
  return inputFailure({
    code: "project/unknown",
    message: `the meta repo has no project ${given}`,
    hint: didYouMean2(given, names) ?? known,
    origin: inputOrigin("PROJECT")
  });
}

// src/app/releases.ts
import { inputFailure$68 as inputFailure2 } from "#common";
import { inputOrigin$81 as inputOrigin2 } from "#common";
import { didYouMean$85 as didYouMean3 } from "#common";

// src/app/meta-records.ts
import { unwrap$68 as unwrap2 } from "#common";
async function readRecords(snapshot, folder) {
  const paths = (await snapshot.list(folder)).filter((path) => path.endsWith(".binpb"));
  const files = await snapshot.readAll(paths);
  return paths.map((path, i) => ({ path, record: decodeFile(path, files[i]) }));
}
async function readRecord(snapshot, path) {
  const bytes = await snapshot.read(path);
  return bytes === void 0 ? void 0 : decodeFile(path, bytes);
}
function decodeFile(path, bytes) {
  return unwrap2(decodeRecord(bytes ?? new Uint8Array(), path));
}

// src/app/releases.ts
var GITHASH_PREFIX = /^[0-9a-f]{7,64}$/;
var SHOWN = 10;
async function findRelease(snapshot, project, version) {
  await readProject(snapshot, project);
  const origin = inputOrigin2("VERSION");
  const byGithash = await findByGithash(snapshot, project, version);
  if (byGithash.length > 0) return single(project, version, byGithash, origin);
  const releases = await listReleases(snapshot, project);
  const named = releases.filter((release) => release.version === version || release.tag === version);
  if (named.length > 0) return single(project, version, named, origin);
  throw unknownRelease(project, version, releases);
}
async function listReleases(snapshot, project) {
  const records = await readRecords(snapshot, releasesFolder(project));
  const releases = records.flatMap(({ record }) => record.kind === "release" ? [record] : []);
  return releases.sort((a, b) => b.committedAt - a.committedAt || (a.githash < b.githash ? -1 : 1));
}
async function readRelease(snapshot, project, githash) {
  const record = await readRecord(snapshot, releasePath(project, githash));
  return record?.kind === "release" ? record : void 0;
}
async function binariesOf(snapshot, project, githash) {
  const records = await readRecords(snapshot, releaseBinariesFolder(project, githash));
  return records.flatMap(({ record }) => record.kind === "binary" ? [record] : []);
}
async function toChosenRelease(snapshot, release) {
  const { project, githash, version, tag, committedAt, repos } = release;
  const binaries = (await binariesOf(snapshot, project, githash)).map(
    ({ name, platform, sha256, size, url }) => ({ name, platform, sha256, size, url })
  );
  return { project, githash, version, tag, committedAt, repos, binaries };
}
async function findByGithash(snapshot, project, prefix) {
  if (!GITHASH_PREFIX.test(prefix)) return [];
  const paths = await snapshot.list(`${releasesFolder(project)}/${prefix.slice(0, 2)}`);
  const githashes = paths.flatMap((path) => {
    const parsed = parsePath(path);
    return parsed?.kind === "release" && parsed.githash.startsWith(prefix) ? [parsed.githash] : [];
  });
  const found = await Promise.all(githashes.map((githash) => readRelease(snapshot, project, githash)));
  return found.filter((release) => release !== void 0);
}
function single(project, version, found, origin) {
  const [release] = found;
  if (found.length === 1 && release !== void 0) return release;
  throw inputFailure2({
    code: "release/ambiguous",
    message: `${version} may be any of ${found.map(describeRelease).join(", ")} of ${project}`,
    hint: "write more digits of the githash",
    origin
  });
}
function unknownRelease(project, version, releases) {
  const names = releases.flatMap(({ version: version2, tag, githash }) => [version2, tag, githash]).filter((name) => name !== "");
  const newest = releases.slice(0, SHOWN).map(describeRelease).join(", ");
  const known = releases.length === 0 ? "none was created yet: facs release create" : `the newest are ${newest}`;
  return inputFailure2({
    code: "release/unknown",
    message: `${project} has no release ${version}`,
    hint: didYouMean3(version, names) ?? known,
    origin: inputOrigin2("VERSION")
  });
}

export {
  FIRST_PROJECT,
  encodeProject,
  listProjects,
  chooseProject,
  readProject,
  readRecords,
  findRelease,
  listReleases,
  readRelease,
  binariesOf,
  toChosenRelease
};
