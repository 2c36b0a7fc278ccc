const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  LOCK_FILE,
  parseLock
} from "./chunk-ISSACNCX.js";
import {
  checkClean,
  checkStore,
  findRecorded,
  landRecords,
  packNew,
  resolveRelease,
  storeAll
} from "./chunk-CARLY3TX.js";
import "./chunk-6E63HYCI.js";
import "./chunk-HQNTYEMP.js";
import "./chunk-ITJBLXQ5.js";
import {
  toRecordedUrl,
  toSourceUrl
} from "./chunk-TO4YQPUN.js";
import {
  findOnDisk
} from "./chunk-T7AAMPLI.js";
import {
  chooseProject,
  findRepo,
  nameProject
} from "./chunk-RMGOG7U5.js";
import {
  describeBinaries,
  parseBinaryWords,
  summarizeRelease,
  toBinaryData,
  toReleaseData
} from "./chunk-2O7I5VDS.js";
import "./chunk-YSOSO3KG.js";
import "./chunk-IWLR6JVR.js";
import {
  binariesOf,
  readRelease
} from "./chunk-2GVTZCY7.js";
import "./chunk-3SVSA3EF.js";
import {
  describeRecord,
  describeRelease
} from "./chunk-SGREDNFV.js";
import "./chunk-RYXTZ5AD.js";
import {
  openMeta
} from "./chunk-QJCYUTJH.js";
import "./chunk-NH3IMKON.js";
import {
  dryRun,
  places,
  storePlaces,
  subject
} from "./chunk-IVOVL5YW.js";
import {
  defineCommand,
  defineInputs,
  list,
  text
} from "./chunk-34VBN6EU.js";
import {
  isGithash
} from "./chunk-2XE6ZA5R.js";
import "./chunk-NSLUIHBZ.js";
import "./chunk-Q3EEZFWH.js";
import "./chunk-MQ4C672U.js";
import {
  comparePaths
} from "./chunk-RB4T4KKB.js";
import "./chunk-ZO5PUFDL.js";
import {
  hasCode,
  inputFailure,
  inputOrigin,
  isFailure,
  unwrap
} from "./chunk-42LGJTFO.js";
import "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/app/project-source.ts
async function findProjectSource(inputs2, ports) {
  const place = await findDefinitions(inputs2, ports);
  if (place === void 0) return { project: unwrap(chooseProject(inputs2.project, void 0)) };
  const project = await nameProject(place, inputs2.project);
  const repo = await findRepo(place, project);
  return { project, ...repo === void 0 ? {} : { repo } };
}
async function findDefinitions(inputs2, ports) {
  try {
    return await findOnDisk(inputs2, ports);
  } catch (error) {
    const isNone = isFailure(error) && error.kind === "input" && error.issues[0]?.code === "definition/no-folder";
    if (isNone && inputs2.define === void 0) return void 0;
    throw error;
  }
}

// src/app/release-facts.ts
var NO_REPO = ["git/no-repo", "git/not-a-repo", "git/no-folder"];
async function findTagged(sources, tree, tag) {
  if (tag === void 0) return { tree, commit: tree.head };
  const commit = await sources.find(tree.root, tag);
  if (commit !== void 0) return { tree, commit, tag };
  throw inputFailure({
    code: "release/tag",
    message: `${tree.root} has no tag ${tag}`,
    hint: "make it, or fetch it: git fetch --tags",
    origin: inputOrigin("--tag")
  });
}
async function gatherFacts(sources, { tree, commit, tag }, source) {
  const [tagged, submodules, locked] = await Promise.all([
    lookAtTagged(sources, { tree, commit }, source.repo),
    lookAtSubmodules(sources, { url: tree.root, githash: commit.githash, path: "" }),
    readLock(sources, tree.root, commit.githash)
  ]);
  const pinned = locked.ok ? await Promise.all(locked.value.map((repo) => lookAtPinned(sources, repo))) : [];
  return {
    project: source.project,
    commit,
    ...tag === void 0 ? {} : { tag },
    tags: commit.githash === tree.head.githash ? tree.tags : [],
    dirty: tree.dirty,
    repos: [tagged, ...submodules.toSorted((a, b) => comparePaths(a.path, b.path)), ...pinned],
    problems: locked.ok ? [] : locked.issues
  };
}
async function lookAtTagged(sources, { tree, commit: { githash } }, repo) {
  const url = repo === void 0 ? tree.url : toRecordedUrl(repo);
  const fact = { name: nameOf(toSourceUrl(url)), url, githash, path: "", role: "tagged" };
  if (toSourceUrl(url) !== tree.url) return { ...fact, found: await look(sources, repo ?? url, githash) };
  const isThere = url === tree.root || await sources.isPushed(tree.root, githash);
  return { ...fact, found: isThere ? "there" : "no-commit" };
}
async function lookAtSubmodules(sources, parent) {
  const own = await sources.submodules(parent.url, parent.githash);
  const facts = own.map(async ({ url, githash, path: inside }) => {
    const path = parent.path === "" ? inside : `${parent.path}/${inside}`;
    const found = url === "" ? "there" : await look(sources, url, githash);
    const shown = toSourceUrl(url);
    const fact = {
      name: nameOf(url === "" ? path : shown),
      url: shown,
      githash,
      path,
      role: "submodule",
      found
    };
    const below = url === "" || found !== "there" ? [] : await lookAtSubmodules(sources, { url, githash, path });
    return [fact, ...below];
  });
  return (await Promise.all(facts)).flat();
}
async function lookAtPinned(sources, { name, url, githash = "", origin }) {
  const found = isGithash(githash) ? await look(sources, url, githash) : "there";
  return { name, url: toSourceUrl(url), githash, path: "", role: "pinned", found, origin };
}
async function readLock(sources, root, githash) {
  const bytes = await (await sources.files(root, githash, "")).read(LOCK_FILE);
  return parseLock(new TextDecoder().decode(bytes ?? new Uint8Array()), LOCK_FILE);
}
async function look(sources, url, githash) {
  try {
    return await sources.find(url, githash) === void 0 ? "no-commit" : "there";
  } catch (error) {
    if (NO_REPO.some((code) => hasCode(error, code))) return "no-repo";
    throw error;
  }
}
function nameOf(url) {
  return /([^/]+?)(\.git)?\/*$/.exec(url)?.[1] ?? url;
}

// src/app/release-create.ts
async function createRelease(wish, around) {
  const prepared = await prepare(wish, around);
  try {
    return await createOn(prepared, wish, around);
  } catch (error) {
    if (!hasCode(error, "meta/exists") && !hasCode(error, "meta/changed")) throw error;
    return createOn(prepared, wish, around);
  }
}
async function prepare(wish, { ports }) {
  const words = parseBinaryWords(wish.binary);
  const problems = [...words.ok ? [] : words.issues, ...wish.binary.length === 0 ? [] : checkStore(wish)];
  if (problems.length > 0) throw inputFailure(...problems);
  const outputs = unwrap(words);
  const source = await findProjectSource(wish, ports);
  const sources = await ports.sourceRepos(wish["top-dir"]);
  const made = outputs.map(({ path }) => path);
  const tree = await sources.workTree(wish["src-dir"] ?? ".", made);
  const tagged = await findTagged(sources, tree, wish.tag);
  return { outputs, source, sources, tagged, meta: await openMeta(ports, wish) };
}
async function createOn(prepared, wish, around) {
  const { meta, outputs, source, tagged } = prepared;
  const { ports } = around;
  const snapshot = await meta.snapshot();
  const recorded = await readRelease(snapshot, source.project, tagged.commit.githash);
  const release = recorded ?? await resolve(prepared, ports.talk);
  if (recorded !== void 0) accept(recorded, prepared, ports.talk.say);
  const standing = recorded === void 0 ? [] : await binariesOf(snapshot, release.project, release.githash);
  const built = outputs.length === 0 ? standing.length > 0 : outputs.every((output) => findRecorded(standing, output));
  const before = { release, recorded: recorded !== void 0, built, binaries: standing };
  if (wish["dry-run"]) return before;
  const binaries = await storeAll(await packNew(outputs, { release, standing }, ports), wish, ports);
  const records = [...recorded === void 0 ? [release] : [], ...binaries];
  const commit = await landRecords({ meta, snapshot }, records, around);
  return { ...before, binaries: [...standing, ...binaries], ...commit === void 0 ? {} : { commit } };
}
async function resolve({ sources, source, tagged, outputs }, talk) {
  if (source.repo === void 0 && tagged.tree.url === tagged.tree.root) {
    const message = `${tagged.tree.root} has no origin: the release can be fetched from this machine alone`;
    talk.warn({ code: "release/local", message, hint: "add one, or name it as repo: in the definitions" });
  }
  const facts = await gatherFacts(sources, tagged, source);
  return unwrap(resolveRelease({ ...facts, problems: [...facts.problems, ...checkBuilt(tagged, outputs)] }));
}
function accept(release, { tagged, outputs }, say) {
  const problems = outputs.length === 0 ? [] : [...checkClean(tagged.tree.dirty), ...checkBuilt(tagged, outputs)];
  if (problems.length > 0) throw inputFailure(...problems);
  const { tag } = tagged;
  const named = release.tag === "" ? "without a tag" : `as ${release.tag}`;
  if (tag !== void 0 && tag !== release.tag)
    say(`${release.githash} was released ${named}; the record stays, and ${tag} adds nothing to it`);
}
function checkBuilt({ tree, commit, tag }, outputs) {
  if (outputs.length === 0 || tree.head.githash === commit.githash) return [];
  return [
    {
      code: "release/other-commit",
      message: `the work tree is at ${tree.head.githash.slice(0, 12)}, and ${tag} is ${commit.githash.slice(0, 12)}`,
      hint: `what is recorded for ${tag} must be built from it: git checkout ${tag}`,
      origin: inputOrigin("--binary")
    }
  ];
}

// src/commands/release-create.ts
var inputs = defineInputs({
  project: subject.project,
  tag: text({
    placeholder: "TAG",
    help: "The tag that makes the release. Absent: what the work tree stands at, with the tag there if it has one."
  }),
  binary: list({
    placeholder: "NAME.PLATFORM=FILE|DIR",
    help: "What the build made, to be packed, stored and recorded with the release: server.linux-x64=build."
  }),
  ...storePlaces,
  ...places,
  "src-dir": text({ placeholder: "DIR", help: "The work tree to release, instead of the one around this folder." }),
  ...dryRun
});
var releaseCreateCommand = defineCommand({
  name: "release create",
  summary: "Record a release: the commit, every repository that it is built from, and its binaries.",
  inputs,
  outputs: {
    project: "The project.",
    release: "Full githash of the release.",
    version: "Its version; empty without a tag.",
    recorded: "true when meta had the release already.",
    built: "true when meta had the binaries already, so that nothing needs to be built: all that --binary names, or any.",
    binaries: "JSON list of `{name, platform, sha256, size, url}`: all that are recorded.",
    "meta-commit": "The commit of the meta repo that recorded it; empty when there was nothing to record."
  },
  action: { name: "release", title: "Facsimile release", icon: "tag", color: "purple" },
  run: async (given, { ports, environment }) => {
    const created = await createRelease(given, { ports, environment });
    const { release, recorded, built, commit } = created;
    const binaries = created.binaries.map(toBinaryData);
    return {
      data: { ...toReleaseData(release), recorded, built, binaries, commit: commit ?? null },
      text: describe(created, given["dry-run"]),
      outputs: {
        project: release.project,
        release: release.githash,
        version: release.version,
        recorded: String(recorded),
        built: String(built),
        binaries: JSON.stringify(binaries),
        "meta-commit": commit ?? ""
      },
      summary: summarizeRelease(release, created.binaries)
    };
  }
});
function describe({ release, recorded, binaries, commit }, isDry) {
  const name = `${release.project} ${describeRelease(release)}`;
  const record = [describeRecord(release), ...describeBinaries(binaries)].join("\n");
  if (commit !== void 0) return `${record}
recorded in ${commit.slice(0, 12)}`;
  if (isDry && !recorded) return `would record ${record}`;
  return [`${name} is recorded already`, ...describeBinaries(binaries)].join("\n");
}
export {
  releaseCreateCommand
};
