import {
  resolveEntries
} from "./chunk-SVBDCEBZ.js";
import {
  readProject
} from "./chunk-W7XQXRYD.js";
import {
  BY_DATE,
  byName
} from "./chunk-BSO4ZHIJ.js";
import {
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import {
  decodeRecord
} from "./chunk-YNEHTLFL.js";
import {
  parsePath,
  releaseBinariesFolder,
  releasePath,
  releasesFolder
} from "./chunk-TOVEXTTC.js";

// src/app/releases.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/core/meta/project-records.ts
import { comparePaths$84 as comparePaths } from "./common.js";

// src/core/meta/fold.ts
function foldInstances(records) {
  const all = [...records];
  const begins = byId(all.filter((record) => record.kind === "deployment-begin"));
  const ends = new Map(
    all.flatMap((record) => record.kind === "deployment-end" ? [[record.id, record]] : [])
  );
  const events = byId(all.filter((record) => record.kind === "event")).filter((event) => event.instance !== "");
  const names = new Set([...begins, ...events].map((record) => record.instance));
  return new Map(
    [...names].sort().map((instance) => {
      const deployments = begins.filter((begin) => begin.instance === instance).map((begin) => ({ begin, end: ends.get(begin.id) }));
      const hold = foldHold(events.filter((event) => event.instance === instance));
      return [instance, { instance, hosts: foldHosts(deployments), hold, deployments }];
    })
  );
}
function byId(records) {
  return records.toSorted((a, b) => a.id < b.id ? -1 : 1);
}
function foldHosts(deployments) {
  const hosts = /* @__PURE__ */ new Map();
  for (const { begin, end } of deployments) {
    for (const plan of begin.hosts) {
      const result = end?.hosts.find((each) => each.host === plan.host);
      hosts.set(plan.host, {
        host: plan.host,
        copy: result === void 0 ? plan.from : result.now ?? (result.outcome === "skipped" ? plan.from : void 0),
        deployment: begin.id,
        outcome: result?.outcome
      });
    }
  }
  return [...hosts.values()].sort((a, b) => a.host < b.host ? -1 : 1);
}
function foldHold(events) {
  const last = events.findLast((event) => event.event === "hold" || event.event === "hold-released");
  if (last === void 0 || last.event === "hold-released") return void 0;
  return {
    event: last.id,
    release: last.fields["release"] ?? "",
    reason: last.fields["reason"] ?? "",
    until: last.fields["until"] ?? "",
    who: last.who
  };
}

// src/core/meta/project-records.ts
function toProjectRecords(project, channels, found) {
  const byPath = new Map(
    found.toSorted((a, b) => comparePaths(a.path, b.path)).map((each) => [each.path, each.record])
  );
  const records = [...byPath.values()];
  return {
    project,
    releases: newestFirst(records.filter((record) => record.kind === "release")),
    binaries: records.filter((record) => record.kind === "binary"),
    trees: fullTrees(records.filter((record) => record.kind === "tree")),
    channels,
    instances: foldInstances(records)
  };
}
function newestFirst(releases) {
  return releases.toSorted((a, b) => b.committedAt - a.committedAt || (a.githash < b.githash ? -1 : 1));
}
function fullTrees(trees) {
  const byDigest = new Map(trees.map((tree) => [tree.digest, tree]));
  return trees.map((tree) => ({ ...tree, entries: resolveEntries(tree, byDigest.get(tree.base)) }));
}

// src/core/meta/trace.ts
var GITHASH_PREFIX = /^[0-9a-f]{7,64}$/;
var SHORT = 12;
function resolveTrace(projects, word) {
  const found = projects.map((records) => ({ records, clues: cluesIn(records, word) }));
  return {
    clues: found.flatMap(({ clues }) => clues),
    releases: found.flatMap(
      ({ records, clues }) => [...new Set(clues.flatMap(({ releases }) => releases))].map((githash) => toTraced(records, githash))
    )
  };
}
function cluesIn(records, word) {
  return [
    ...codeClues(records, word),
    ...definitionClues(records, word),
    ...contentClues(records, word),
    ...placeClues(records, word)
  ];
}
function codeClues({ project, releases }, word) {
  const isPrefix = GITHASH_PREFIX.test(word);
  return releases.flatMap(({ githash, version, tag, repos }) => {
    const clue = { project, releases: [githash] };
    if (isPrefix && githash.startsWith(word) || word !== "" && (version === word || tag === word))
      return [{ ...clue, kind: "release", name: `${version} ${githash}`.trim() }];
    const used = isPrefix ? repos.filter((repo) => repo.githash.startsWith(word)) : [];
    return used.map((repo) => ({ ...clue, kind: "repo", name: `${repo.name} ${repo.githash}` }));
  });
}
function definitionClues({ project, instances }, word) {
  if (!GITHASH_PREFIX.test(word)) return [];
  return [...instances.values()].flatMap(({ instance, deployments }) => {
    const planned = deployments.map(({ begin }) => begin);
    const apart = planned.filter(({ release, definitions }) => definitions.githash !== release);
    const found = apart.filter(({ definitions }) => definitions.githash.startsWith(word));
    const githashes = [...new Set(found.map(({ definitions }) => definitions.githash))];
    return githashes.map((githash) => ({
      kind: "definitions",
      project,
      name: `${githash} for ${instance}`,
      releases: [...new Set(found.flatMap((begin) => begin.definitions.githash === githash ? [begin.release] : []))]
    }));
  });
}
function contentClues({ project, binaries, trees, instances }, word) {
  const packed = binaries.filter(({ sha256 }) => sha256 === word);
  const uses = (digest) => [...new Set(copiesOf(instances, digest))];
  return [
    ...packed.map(
      ({ name, platform, release }) => ({
        kind: "binary",
        project,
        name: `${name}.${platform}`,
        releases: [release]
      })
    ),
    ...trees.flatMap(({ digest, entries }) => {
      if (digest === word) return [{ kind: "tree", project, name: digest, releases: uses(digest) }];
      const files = entries.filter(({ content }) => content.kind === "file" && content.sha256 === word);
      const inTree = `in tree ${digest.slice(0, SHORT)}`;
      return files.map(({ path }) => ({ kind: "file", project, name: `${path} ${inTree}`, releases: uses(digest) }));
    })
  ];
}
function placeClues({ project, channels, instances }, word) {
  const mapped = channels.filter(({ name }) => name === word);
  return [
    ...mapped.map(({ name, release }) => ({ kind: "channel", project, name, releases: [release] })),
    ...[...instances.values()].flatMap(({ instance, hosts }) => {
      if (instance === word) return [{ kind: "instance", project, name: instance, releases: releasesOf(hosts) }];
      const named = hosts.filter(({ host }) => host === word);
      return named.map(({ host }) => ({
        kind: "host",
        project,
        name: `${host} of ${instance}`,
        releases: releasesOf(named)
      }));
    })
  ];
}
function releasesOf(hosts) {
  return [...new Set(hosts.flatMap(({ copy }) => copy === void 0 ? [] : [copy.release]))];
}
function copiesOf(instances, digest) {
  return [...instances.values()].flatMap(
    ({ deployments }) => deployments.flatMap(
      ({ begin }) => begin.hosts.flatMap(
        ({ from, to }) => [from, to].flatMap((copy) => copy?.tree === digest ? [copy.release] : [])
      )
    )
  );
}
function toTraced(records, githash) {
  const { project, releases, binaries, channels, instances } = records;
  const states = [...instances.values()];
  return {
    project,
    githash,
    release: releases.find((release) => release.githash === githash),
    binaries: binaries.filter(({ release }) => release === githash),
    channels: channels.filter(({ release }) => release === githash).map(({ name }) => name),
    deployments: states.flatMap(({ deployments }) => deployments.map(({ begin }) => begin)).filter(({ release }) => release === githash).map(({ id, instance, begunAt, definitions }) => ({ id, instance, begunAt, definitions: definitions.githash })),
    running: states.flatMap(
      ({ instance, hosts }) => hosts.flatMap(
        ({ host, copy, deployment }) => copy?.release === githash ? [{ instance, host, tree: copy.tree, deployment }] : []
      )
    )
  };
}

// src/app/releases.ts
import { didYouMean$92 as didYouMean } from "./common.js";

// src/app/meta-records.ts
import { unwrap$75 as unwrap } from "./common.js";
async function readRecords(snapshot, folder) {
  const paths = (await snapshot.list(folder)).filter((path) => path.endsWith(".binpb"));
  const files = await snapshot.readAll(paths);
  return paths.map((path, i) => ({ path, record: decodeFile(path, files[i]) }));
}
async function readRecord(snapshot, path) {
  const bytes = await snapshot.read(path);
  return bytes === void 0 ? void 0 : decodeFile(path, bytes);
}
async function readRecordsAt(snapshot, paths) {
  const files = await snapshot.readAll(paths);
  return paths.flatMap((path, i) => files[i] === void 0 ? [] : [{ path, record: decodeFile(path, files[i]) }]);
}
function decodeFile(path, bytes) {
  return unwrap(decodeRecord(bytes ?? new Uint8Array(), path));
}

// src/app/releases.ts
var SHOWN = 10;
var NEAREST = 1e3;
async function findRelease(snapshot, project, version) {
  await readProject(snapshot, project);
  const origin = inputOrigin("VERSION");
  const byGithash = await findByGithash(snapshot, project, version);
  if (byGithash.length > 0) return single(project, version, byGithash, origin);
  const found = releasesIn(await snapshot.find({ folder: releasesFolder(project), key: byName(version) }));
  const named = found.filter((release) => release.version === version || release.tag === version);
  if (named.length > 0) return single(project, version, newestFirst(named), origin);
  throw unknownRelease(project, version, await listReleases(snapshot, project, NEAREST));
}
async function listReleases(snapshot, project, limit) {
  const query = { folder: releasesFolder(project), key: BY_DATE, match: "beginning" };
  return newestFirst(releasesIn(await snapshot.find(limit === void 0 ? query : { ...query, last: limit })));
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
function releasesIn(found) {
  return found.flatMap(({ record }) => record.kind === "release" ? [record] : []);
}
function single(project, version, found, origin) {
  const [release] = found;
  if (found.length === 1 && release !== void 0) return release;
  throw inputFailure({
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
  return inputFailure({
    code: "release/unknown",
    message: `${project} has no release ${version}`,
    hint: didYouMean(version, names) ?? known,
    origin: inputOrigin("VERSION")
  });
}

export {
  foldInstances,
  toProjectRecords,
  GITHASH_PREFIX,
  resolveTrace,
  readRecords,
  readRecord,
  readRecordsAt,
  findRelease,
  listReleases,
  readRelease,
  binariesOf,
  toChosenRelease
};
