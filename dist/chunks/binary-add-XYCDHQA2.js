const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  checkStore,
  findRecorded,
  landRecords,
  packNew,
  storeAll
} from "./chunk-F65AYYDQ.js";
import "./chunk-HFORAUJS.js";
import "./chunk-AA3KVOIR.js";
import {
  describeBinaries,
  toBinaryData
} from "./chunk-5CBSGEIS.js";
import {
  binaryLabel
} from "./chunk-SKZ3SRNB.js";
import {
  checkClean
} from "./chunk-X6MEB7BM.js";
import "./chunk-HIRML4IV.js";
import "./chunk-YSOSO3KG.js";
import {
  readOwnWorkTree
} from "./chunk-BOILKU5Z.js";
import {
  binariesOf,
  findRelease,
  readRelease
} from "./chunk-MA7YGVBO.js";
import {
  chooseProject
} from "./chunk-CNVGTS4K.js";
import {
  openMeta
} from "./chunk-YKMLRVBI.js";
import "./chunk-OJPPOND5.js";
import {
  describeRelease
} from "./chunk-HP3UBCFD.js";
import "./chunk-2S6KN2W3.js";
import "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/app/binary-add.ts
import { inputFailure$72 as inputFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
import { parseName$88 as parseName } from "#common";
import { collect$91 as collect } from "#common";
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
import { defineInputs$82 as defineInputs, text$82 as text } from "#common";
import { dryRun$84 as dryRun, metaPlaces$84 as metaPlaces, storePlaces$84 as storePlaces, subject$84 as subject } from "#common";
import { defineCommand$26 as defineCommand } from "#common";
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
