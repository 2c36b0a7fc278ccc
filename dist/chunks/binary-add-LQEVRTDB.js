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
  checkClean
} from "./chunk-F5RRMNWU.js";
import {
  describeBinaries,
  toBinaryData
} from "./chunk-YQM4EXEC.js";
import {
  binaryLabel
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
  findRelease,
  readRelease
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import {
  chooseProject
} from "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import {
  openMeta
} from "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import {
  describeRelease
} from "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/binary-add.ts
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { parseName$91 as parseName } from "./common.js";
import { collect$94 as collect } from "./common.js";
async function addBinary(wish, around) {
  const { ports, environment } = around;
  const { path, name, platform = environment.platform } = wish;
  const named = collect([parseName("binary", name), parseName("platform", platform)]);
  const problems = [...named.ok ? [] : named.issues, ...checkStore(wish)];
  if (problems.length > 0) throw inputFailure(...problems);
  const meta = await openMeta(ports, wish);
  const snapshot = await meta.snapshot();
  const project = await chooseProject(snapshot, wish.project);
  const release = await findWanted(wish, { snapshot, project }, around);
  const standing = await binariesOf(snapshot, project, release.githash);
  const recorded = findRecorded(standing, { name, platform });
  if (wish["dry-run"]) return { release, recorded: recorded !== void 0, ...recorded && { binary: recorded } };
  const added = await storeAll(await packNew([{ name, platform, path }], { release, standing }, ports), wish, ports);
  const commit = await landRecords({ meta, snapshot }, added, around);
  const binary = added[0] ?? recorded;
  return {
    release,
    recorded: commit === void 0,
    ...binary === void 0 ? {} : { binary },
    ...commit === void 0 ? {} : { commit }
  };
}
async function findWanted(wish, { snapshot, project }, { ports }) {
  if (wish.release !== void 0) return findRelease(snapshot, project, wish.release);
  const sources = await ports.sourceRepos(wish["top-dir"]);
  const { head, dirty } = await readOwnWorkTree(sources, wish["src-dir"], [wish.path]);
  const release = await readRelease(snapshot, project, head.githash);
  const problems = checkClean(dirty);
  if (problems.length > 0) throw inputFailure(...problems);
  if (release !== void 0) return release;
  throw inputFailure({
    code: "release/unknown",
    message: `${project} has no release of ${head.githash}, where the work tree stands`,
    hint: "record it with facs release create, or name another with --release",
    origin: inputOrigin("--release")
  });
}

// src/commands/binary-add.ts
import { defineInputs$85 as defineInputs, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, metaPlaces$87 as metaPlaces, storePlaces$87 as storePlaces, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var inputs = defineInputs({
  project: subject.project,
  path: text({
    positional: true,
    required: true,
    placeholder: "FILE|DIR",
    help: "What was built: a folder or file to pack, or a tar or tar.gz as it is."
  }),
  name: text({ required: true, placeholder: "NAME", help: "Name of the binary, as install groups call it." }),
  platform: text({ placeholder: "PLATFORM", help: "What it runs on, like linux-x64, or any. Absent: this machine." }),
  release: text({
    placeholder: "VERSION",
    help: "The release that it was built from: githash, version or tag. Absent: what the work tree stands at."
  }),
  ...storePlaces,
  ...metaPlaces,
  "src-dir": text({
    placeholder: "DIR",
    help: "The work tree that it was built from, instead of the one around here."
  }),
  ...dryRun
});
var binaryAddCommand = defineCommand({
  name: "binary add",
  summary: "Pack, store and record what was built from a release.",
  inputs,
  outputs: {
    project: "The project.",
    release: "Full githash of the release.",
    recorded: "true when meta had these bytes already.",
    sha256: "Of the packed bytes; empty in a dry run.",
    url: "Where they are stored; empty in a dry run.",
    "meta-commit": "The commit of the meta repo that recorded it; empty when there was nothing to record."
  },
  action: { name: "binary", title: "Facsimile binary", icon: "package", color: "purple" },
  run: async (given, { ports, environment }) => {
    const { release, binary, recorded, commit } = await addBinary(given, { ports, environment });
    const { project, githash, version } = release;
    const what = binaryLabel({ name: given.name, platform: given.platform ?? environment.platform });
    const state = recorded ? "is recorded already" : commit === void 0 ? "would be recorded" : "recorded";
    return {
      data: {
        ...{ project, release: githash, version, recorded },
        binary: binary === void 0 ? null : toBinaryData(binary),
        commit: commit ?? null
      },
      text: [
        `${what} of ${project} ${describeRelease(release)}: ${state}`,
        ...binary === void 0 ? [] : describeBinaries([binary])
      ].join("\n"),
      outputs: {
        project,
        release: githash,
        recorded: String(recorded),
        sha256: binary?.sha256 ?? "",
        url: binary?.url ?? "",
        "meta-commit": commit ?? ""
      }
    };
  }
});
export {
  binaryAddCommand
};
