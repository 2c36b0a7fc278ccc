import {
  findLastBegins,
  recordsOf,
  withOtherHalves
} from "./chunk-T5RWSUF5.js";
import {
  sha256
} from "./chunk-TRFWPX5H.js";
import {
  listChannels
} from "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  GITHASH_PREFIX,
  foldInstances,
  listReleases,
  readRecords,
  readRecordsAt,
  resolveTrace,
  toProjectRecords
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  listProjects
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-SEBKJMWE.js";
import {
  bytesToHex
} from "./chunk-XPSAQ6XK.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import {
  BY_INSTANCE,
  byBase,
  byCopy,
  byDefinitions,
  byEvent,
  byGithash,
  byHost,
  byName,
  bySha256,
  byTree
} from "./chunk-BSO4ZHIJ.js";
import {
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import {
  binariesFolder,
  deploymentsFolder,
  eventsFolder,
  releaseBinariesFolder,
  releasePath,
  releasesFolder,
  treePath,
  treesFolder
} from "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/trace.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { didYouMean$92 as didYouMean } from "./common.js";

// src/app/gather-trace.ts
import { isGithash$91 as isGithash, isSha256$91 as isSha256, parseName$91 as parseName } from "./common.js";
async function gatherTrace(snapshot, project, word) {
  const [channels, seeds] = await Promise.all([
    listChannels(snapshot, project),
    Promise.all([findCode, findContent, findPlaces].map((find) => find(snapshot, project, word)))
  ]);
  const mapped = channels.flatMap(({ name, release }) => release === void 0 ? [] : [{ name, release }]);
  const toRecords = (found2) => toProjectRecords(project, mapped, found2);
  const found = await withOtherHalves(snapshot, seeds.flat());
  const { clues } = resolveTrace([toRecords(found)], word);
  const releases = new Set(clues.flatMap((clue) => clue.releases).filter(isGithash));
  const around = await Promise.all([...releases].map((githash) => findAround(snapshot, project, githash)));
  return toRecords(await withLastBegins(snapshot, project, { found: [...found, ...around.flat()], releases }));
}
async function findCode(snapshot, project, word) {
  const begins = (folder, key) => snapshot.find({ folder, key, match: "beginning" });
  const isPrefix = GITHASH_PREFIX.test(word);
  const found = await Promise.all([
    word === "" ? [] : snapshot.find({ folder: releasesFolder(project), key: byName(word) }),
    isPrefix ? begins(releasesFolder(project), byGithash(word)) : [],
    isPrefix ? begins(deploymentsFolder(project), byDefinitions(word)) : []
  ]);
  return found.flat();
}
async function findContent(snapshot, project, word) {
  if (!isSha256(word)) return [];
  const folder = treesFolder(project);
  const [binaries, listing, named] = await Promise.all([
    snapshot.find({ folder: binariesFolder(project), key: bySha256(word) }),
    snapshot.find({ folder, key: bySha256(word) }),
    readRecordsAt(snapshot, [treePath(project, word)])
  ]);
  const trees = [...listing, ...named];
  const bases = treesIn(trees).flatMap(({ base }) => isSha256(base) ? [treePath(project, base)] : []);
  const heirs = await Promise.all(treesIn(trees).map(({ digest }) => snapshot.find({ folder, key: byBase(digest) })));
  const all = [...trees, ...await readRecordsAt(snapshot, bases), ...heirs.flat()];
  const uses = await Promise.all(
    treesIn(all).map(({ digest }) => snapshot.find({ folder: deploymentsFolder(project), key: byTree(digest) }))
  );
  return [...binaries, ...all, ...uses.flat()];
}
async function findPlaces(snapshot, project, word) {
  const folder = deploymentsFolder(project);
  const found = await Promise.all([
    parseName("instance", word).ok ? findLastBegins(snapshot, { project, instance: word }) : [],
    snapshot.find({ folder: eventsFolder(project), key: byEvent(word), last: 1 }),
    snapshot.find({ folder, key: byHost(word), match: "beginning", last: "of-each-key" })
  ]);
  return found.flat();
}
async function findAround(snapshot, project, githash) {
  const found = await Promise.all([
    readRecordsAt(snapshot, [releasePath(project, githash)]),
    readRecords(snapshot, releaseBinariesFolder(project, githash)),
    snapshot.find({ folder: deploymentsFolder(project), key: byCopy(githash) })
  ]);
  return withOtherHalves(snapshot, found.flat());
}
async function withLastBegins(snapshot, project, { found, releases }) {
  const all = [...found];
  const asked = /* @__PURE__ */ new Set();
  for (; ; ) {
    const states = [...foldInstances(recordsOf(all)).values()];
    const seeming = states.flatMap(
      ({ instance, hosts }) => hosts.flatMap(({ host, copy }) => releases.has(copy?.release ?? "") ? [byHost(host, instance)] : [])
    );
    const open = seeming.filter((key) => !asked.has(key));
    if (open.length === 0) return all;
    for (const key of open) asked.add(key);
    const folder = deploymentsFolder(project);
    const last = await Promise.all(open.map((key) => snapshot.find({ folder, key, last: 1 })));
    all.push(...await withOtherHalves(snapshot, last.flat()));
  }
}
function treesIn(found) {
  return found.flatMap(({ record }) => record.kind === "tree" ? [record] : []);
}

// src/app/trace.ts
var NEAREST = 1e3;
async function trace(snapshot, files, word) {
  const projects = await listProjects(snapshot);
  const named = await gatherAll(snapshot, projects, word);
  if (named.clues.length > 0) return { ...named, sha256: void 0 };
  const bytes = await files.read(word);
  if (bytes === void 0)
    throw unknown(word, (await Promise.all(projects.map((each) => namesIn(snapshot, each)))).flat());
  const digest = bytesToHex(sha256(bytes));
  const found = await gatherAll(snapshot, projects, digest);
  if (found.clues.length > 0) return { ...found, sha256: digest };
  throw unknown(`${word} (sha256:${digest})`, []);
}
async function gatherAll(snapshot, projects, word) {
  return resolveTrace(await Promise.all(projects.map((project) => gatherTrace(snapshot, project, word))), word);
}
async function namesIn(snapshot, project) {
  const [releases, channels, begins] = await Promise.all([
    listReleases(snapshot, project, NEAREST),
    listChannels(snapshot, project),
    snapshot.find({
      folder: deploymentsFolder(project),
      key: BY_INSTANCE,
      match: "beginning",
      last: "of-each-key"
    })
  ]);
  return [
    ...releases.flatMap(({ version, tag }) => [version, tag]),
    ...channels.map(({ name }) => name),
    ...begins.flatMap(
      ({ record }) => record.kind === "deployment-begin" ? [record.instance, ...record.hosts.map(({ host }) => host)] : []
    )
  ];
}
function unknown(word, names) {
  return inputFailure({
    code: "trace/unknown",
    message: `meta knows nothing of ${word}, and no release was made from it`,
    hint: didYouMean(word, names) ?? "it may be a githash (7 digits or more), version, tag, channel, instance, host, sha256 or file",
    origin: inputOrigin("WHAT")
  });
}

// src/commands/trace.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { metaPlaces$87 as metaPlaces } from "./common.js";

// src/core/meta/describe-trace.ts
import { describeTable$96 as describeTable } from "./common.js";
var SHORT = 12;
function describeTrace({ clues, releases }) {
  return [...clues.map(describeClue), ...releases.flatMap(releaseLines)].join("\n");
}
function describeClue({ kind, project, name, releases }) {
  const unused = releases.length === 0 ? " (no deployment used it)" : "";
  return `${kind} ${name} of ${project}${unused}`;
}
function releaseLines(traced) {
  const { project, githash, release, binaries, channels, deployments, running } = traced;
  const repos = release?.repos.map(({ name, githash: githash2, url }) => [name, githash2, url]) ?? [];
  const packed = binaries.map(({ name, platform, sha256: sha2562, url }) => [`${name}.${platform}`, `sha256:${sha2562}`, url]);
  const ran = deployments.map((each) => [
    each.instance,
    describeMoment(each.begunAt),
    each.id,
    definitionsOf(each, githash)
  ]);
  const hosts = running.map(({ instance, host, tree }) => [instance, host, `tree ${tree.slice(0, SHORT)}`]);
  return [
    "",
    release === void 0 ? `release ${project} ${githash}: not recorded` : `release ${project} ${describeRelease(release)}, committed ${describeMoment(release.committedAt * 1e3)}`,
    ...section("code", repos),
    ...section("binaries", packed),
    ...section("channels", channels.length === 0 ? [] : [[channels.join(", ")]]),
    ...section("deployments", ran),
    ...section("runs on", hosts)
  ];
}
function definitionsOf({ definitions }, release) {
  return definitions === "" || definitions === release ? "" : `definitions ${definitions.slice(0, SHORT)}`;
}
function section(title, rows) {
  return rows.length === 0 ? [] : [`  ${title}`, ...describeTable(rows).map((line) => `    ${line}`)];
}

// src/commands/trace.ts
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  what: text({
    positional: true,
    required: true,
    placeholder: "WHAT",
    help: "Githash of any repo (7 digits or more), version, tag, channel, instance, host, sha256 of a binary, tree or file, or a file on disk."
  }),
  ...metaPlaces
});
var traceCommand = defineCommand({
  name: "trace",
  summary: "Show the code behind something, and where it runs: githash, version, channel, instance, host, sha256, file.",
  inputs,
  run: async ({ what, ...places }, { ports }) => {
    const snapshot = await (await openMeta(ports, places)).snapshot();
    const { clues, releases, sha256: sha2562 } = await trace(snapshot, await ports.files(), what);
    const data = {
      what,
      sha256: sha2562 ?? null,
      clues,
      releases: releases.map(({ release, ...traced }) => ({
        ...traced,
        version: release?.version ?? "",
        tag: release?.tag ?? "",
        repos: release?.repos ?? []
      }))
    };
    const file = sha2562 === void 0 ? [] : [`${what} is sha256:${sha2562}`];
    return { data, text: [...file, describeTrace({ clues, releases })].join("\n") };
  }
});
export {
  traceCommand
};
