import {
  findTagged,
  gatherFacts
} from "./chunk-4XKRMBB6.js";
import "./chunk-AJZZOI23.js";
import {
  checkStore,
  findRecorded,
  landRecords,
  packNew,
  storeAll
} from "./chunk-RHXT44XE.js";
import "./chunk-KUFUGPLX.js";
import "./chunk-OZENGT3G.js";
import "./chunk-P6Q4JOVJ.js";
import {
  checkClean,
  resolveRelease
} from "./chunk-F5RRMNWU.js";
import {
  describeBinaries,
  summarizeRelease,
  toBinaryData,
  toReleaseData
} from "./chunk-YQM4EXEC.js";
import {
  parseBinaryWords
} from "./chunk-N5ORFAFN.js";
import "./chunk-DWXHLSI5.js";
import "./chunk-QXTDGWVD.js";
import {
  readOwnWorkTree
} from "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  binariesOf,
  readRelease
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-LHH4TCB6.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import {
  describeRecord,
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/release-create.ts
import { hasCode$75 as hasCode, inputFailure$75 as inputFailure, unwrap$75 as unwrap2 } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/app/project-source.ts
import { chooseProject$39 as chooseProject } from "./common.js";
import { isFailure$75 as isFailure, unwrap$75 as unwrap } from "./common.js";
import { findRepo$14 as findRepo, nameProject$14 as nameProject } from "./common.js";
import { findOnDisk$13 as findOnDisk } from "./common.js";
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
  const outputs = unwrap2(words);
  const source = await findProjectSource(wish, ports);
  const sources = await ports.sourceRepos(wish["top-dir"]);
  const made = outputs.map(({ path }) => path);
  const tree = await readOwnWorkTree(sources, wish["src-dir"], made);
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
  return unwrap2(resolveRelease({ ...facts, problems: [...facts.problems, ...checkBuilt(tagged, outputs)] }));
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
import { defineInputs$85 as defineInputs, list$85 as list, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, storePlaces$87 as storePlaces, subject$87 as subject, workPlaces$87 as workPlaces } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
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
  ...workPlaces,
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
