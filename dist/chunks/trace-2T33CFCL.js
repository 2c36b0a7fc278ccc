const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  foldInstances
} from "./chunk-N7NAMFYJ.js";
import {
  sha256
} from "./chunk-M3KARG6Z.js";
import "./chunk-3HUYWUEX.js";
import {
  bytesToHex
} from "./chunk-ITJBLXQ5.js";
import {
  listChannels
} from "./chunk-MYURJDSZ.js";
import {
  listProjects,
  listReleases,
  readRecords
} from "./chunk-7KPTXWG5.js";
import {
  describeRelease
} from "./chunk-SGREDNFV.js";
import "./chunk-Q6YWCMS3.js";
import {
  binariesFolder,
  deploymentsFolder,
  eventsFolder,
  treesFolder
} from "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import {
  openMeta
} from "./chunk-H7RMXVDE.js";
import "./chunk-QNEN4M7J.js";

// src/app/trace.ts
import { inputFailure$68 as inputFailure } from "#common";
import { inputOrigin$81 as inputOrigin } from "#common";

// src/core/meta/full-tree.ts
import { comparePaths$77 as comparePaths } from "#common";
function resolveEntries(record, base) {
  if (record.base === "") return record.entries;
  if (base === void 0 || base.digest !== record.base || base.base !== "")
    throw new Error(`tree ${record.digest} needs the full record of ${record.base}`);
  const entries = new Map(base.entries.map((entry) => [entry.path, entry]));
  for (const path of record.removed) entries.delete(path);
  for (const entry of record.entries) entries.set(entry.path, entry);
  return [...entries.values()].sort((a, b) => comparePaths(a.path, b.path));
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
  const packed = binaries.filter(({ sha256: sha2562 }) => sha2562 === word);
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

// src/app/trace.ts
import { didYouMean$85 as didYouMean } from "#common";
async function trace(snapshot, files, word) {
  const projects = await Promise.all(
    (await listProjects(snapshot)).map((project) => readProjectRecords(snapshot, project))
  );
  const named = resolveTrace(projects, word);
  if (named.clues.length > 0) return { ...named, sha256: void 0 };
  const bytes = await files.read(word);
  if (bytes === void 0) throw unknown(word, projects);
  const digest = bytesToHex(sha256(bytes));
  const found = resolveTrace(projects, digest);
  if (found.clues.length > 0) return { ...found, sha256: digest };
  throw unknown(`${word} (sha256:${digest})`, []);
}
async function readProjectRecords(snapshot, project) {
  const read = async (folder) => (await readRecords(snapshot, folder)).map(({ record }) => record);
  const [releases, channels, binaries, trees, deployments, events] = await Promise.all([
    listReleases(snapshot, project),
    listChannels(snapshot, project),
    read(binariesFolder(project)),
    read(treesFolder(project)),
    read(deploymentsFolder(project)),
    read(eventsFolder(project))
  ]);
  return {
    project,
    releases,
    binaries: binaries.filter((record) => record.kind === "binary"),
    trees: fullTrees(trees.filter((record) => record.kind === "tree")),
    channels: channels.flatMap(({ name, release }) => release === void 0 ? [] : [{ name, release }]),
    instances: foldInstances([...deployments, ...events])
  };
}
function fullTrees(trees) {
  const byDigest = new Map(trees.map((tree) => [tree.digest, tree]));
  return trees.map((tree) => ({ ...tree, entries: resolveEntries(tree, byDigest.get(tree.base)) }));
}
function unknown(word, projects) {
  const names = projects.flatMap(({ releases, channels, instances }) => [
    ...releases.flatMap(({ version, tag }) => [version, tag]),
    ...channels.map(({ name }) => name),
    ...[...instances.values()].flatMap(({ instance, hosts }) => [instance, ...hosts.map(({ host }) => host)])
  ]);
  return inputFailure({
    code: "trace/unknown",
    message: `meta knows nothing of ${word}, and no release was made from it`,
    hint: didYouMean(word, names) ?? "it may be a githash (7 digits or more), version, tag, channel, instance, host, sha256 or file",
    origin: inputOrigin("WHAT")
  });
}

// src/commands/trace.ts
import { defineInputs$78 as defineInputs, text$78 as text } from "#common";
import { metaPlaces$80 as metaPlaces } from "#common";

// src/core/meta/describe-trace.ts
import { describeTable$89 as describeTable } from "#common";
var SHORT2 = 12;
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
  const hosts = running.map(({ instance, host, tree }) => [instance, host, `tree ${tree.slice(0, SHORT2)}`]);
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
  return definitions === "" || definitions === release ? "" : `definitions ${definitions.slice(0, SHORT2)}`;
}
function section(title, rows) {
  return rows.length === 0 ? [] : [`  ${title}`, ...describeTable(rows).map((line) => `    ${line}`)];
}

// src/commands/trace.ts
import { defineCommand$25 as defineCommand } from "#common";
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
