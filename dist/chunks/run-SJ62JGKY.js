const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
import {
  checkOut,
  exportFiles
} from "./chunk-LGOBQCAP.js";
import {
  nameOf,
  openPlugin,
  parseOptions
} from "./chunk-ZFQCOHPL.js";
import {
  workFolders
} from "./chunk-RWSDKDRW.js";
import {
  chooseStages,
  isStandardStage
} from "./chunk-GPNJEAAX.js";
import "./chunk-4XKRMBB6.js";
import "./chunk-AJZZOI23.js";
import {
  checkStore,
  landRecords,
  packBinary,
  packNew,
  storeAll
} from "./chunk-RHXT44XE.js";
import "./chunk-KUFUGPLX.js";
import "./chunk-OZENGT3G.js";
import "./chunk-P6Q4JOVJ.js";
import "./chunk-F5RRMNWU.js";
import {
  binaryLabel
} from "./chunk-N5ORFAFN.js";
import {
  renderGathered
} from "./chunk-23GABSOE.js";
import {
  checkBuilt,
  deploy,
  withBinaries
} from "./chunk-2EXUF6FG.js";
import "./chunk-M6XTB7XY.js";
import "./chunk-IKMAQ2ST.js";
import "./chunk-6GXPD7NS.js";
import "./chunk-LDVDAYAW.js";
import "./chunk-7W3EYR4G.js";
import "./chunk-6LJ3Z5AI.js";
import "./chunk-Y7NMZYUV.js";
import "./chunk-T5RWSUF5.js";
import "./chunk-4DDFHI32.js";
import "./chunk-UXYPRM3W.js";
import "./chunk-54Z7NPXS.js";
import {
  definitionsOf,
  eventOf,
  pushRecords
} from "./chunk-KJVIZ5M4.js";
import {
  describeReports
} from "./chunk-CTUX5EJ7.js";
import {
  describePlan,
  describeRelease
} from "./chunk-EJINQ5IS.js";
import "./chunk-DWXHLSI5.js";
import "./chunk-ZJSGJCEA.js";
import {
  isTreeUnknown
} from "./chunk-FFSKWJZY.js";
import "./chunk-JUE3Q72V.js";
import "./chunk-MXQAYWJN.js";
import "./chunk-UMY22Z4M.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-3QE2B653.js";
import "./chunk-OEAUEXIH.js";
import "./chunk-YODFIPFU.js";
import "./chunk-UWRVC44L.js";
import "./chunk-HIPR4ACX.js";
import {
  mapBounded
} from "./chunk-DBGHAI7F.js";
import "./chunk-OUXSVDOY.js";
import "./chunk-57LPI4FI.js";
import {
  sha256Of
} from "./chunk-QXTDGWVD.js";
import "./chunk-QSIRNNHS.js";
import {
  isUnchanged
} from "./chunk-MDGD5745.js";
import {
  sha256
} from "./chunk-TRFWPX5H.js";
import "./chunk-DSJUAHFZ.js";
import "./chunk-Z4AQQSQI.js";
import {
  commandLine
} from "./chunk-BLVV6LKW.js";
import "./chunk-62VG25O6.js";
import {
  gather
} from "./chunk-3CZVO4XC.js";
import "./chunk-VRTVNBEO.js";
import "./chunk-BN4GKCKH.js";
import "./chunk-DCE3FQGI.js";
import {
  binariesOf
} from "./chunk-OJIIX5JZ.js";
import "./chunk-SVBDCEBZ.js";
import "./chunk-W7XQXRYD.js";
import "./chunk-B7LGTJMV.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import "./chunk-LHH4TCB6.js";
import "./chunk-ZUGTOIAK.js";
import "./chunk-65BOJNPC.js";
import "./chunk-TPGW4MAS.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YQGFEGQ3.js";
import "./chunk-YNEHTLFL.js";
import "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/run.ts
import { inputFailure$75 as inputFailure4, unwrap$75 as unwrap } from "./common.js";
import { inputOrigin$88 as inputOrigin2 } from "./common.js";

// src/app/run/announce.ts
import { isFailure$75 as isFailure } from "./common.js";
import { describeDuration$97 as describeDuration } from "./common.js";

// src/app/run/stage.ts
function isRecorded({ gathered, inputs }) {
  return gathered.seen !== void 0 && inputs["src-dir"] === void 0 && !inputs.devel;
}

// src/app/run/announce.ts
var PRIVATE = ["checkout", "install"];
async function announce(going, stages, notices) {
  const { context, gathered } = going;
  const { ports } = context;
  const { clock, talk } = ports;
  const begunAt = clock.now();
  const title = [describeSubject(going), ...notices].join(". ");
  const isTold = isRecorded(going) && stages.some((stage4) => !PRIVATE.includes(stage4));
  const run2 = (await ports.ids()).ulid(begunAt);
  const seconds = () => String(Math.round((clock.now() - begunAt) / 1e3));
  const spent = () => describeDuration(clock.now() - begunAt);
  const tell = (event, fields) => isTold ? record(going, { event, fields: { run: run2, ...fields } }) : Promise.resolve();
  talk.say(`begin: ${title}`);
  await tell("run-begun", { release: gathered.release.githash, stages: stages.join(" ") });
  const end = (event, fields) => tell(event, { seconds: seconds(), ...fields }).catch((error) => {
    if (!isFailure(error)) throw error;
    talk.warn({ code: "run/not-recorded", message: `the end of the run could not be recorded: ${error.message}` });
  });
  return {
    done: async () => {
      talk.say(`done in ${spent()}: ${title}`);
      await end("run-done", {});
    },
    failed: async (code, passed) => {
      const last = passed.at(-1);
      talk.say(`failed after ${spent()}, last passed stage: ${last ?? "none"}: ${title}`);
      await end("run-failed", { code, ...last === void 0 ? {} : { passed: last } });
    }
  };
}
function noticesOf(stages, all, devel) {
  const last = stages.at(-1) ?? "";
  const early = last === all.at(-1) ? [] : [`shortened push, only to ${last} stage`];
  return devel ? [...early, "devel build"] : early;
}
function describeSubject({ context, gathered }) {
  const { definition, release, definitionsAt } = gathered;
  const { channel = "" } = release;
  const about = describeRelease({
    ...{ project: definition.project, instance: definition.instance, channel, release },
    definitions: definitionsOf(definitionsAt)
  });
  return `${definition.project} ${definition.instance} ${about} by ${context.environment.actor}`;
}
async function record(going, { event, fields }) {
  const { context, gathered } = going;
  const { ports, environment } = context;
  const { definition, seen } = gathered;
  if (seen === void 0) return;
  const at = ports.clock.now();
  const id = (await ports.ids()).ulid(at);
  await pushRecords(seen.meta, definition, [eventOf(definition, { id, event, fields, at }, environment)]);
}

// src/app/run/go-through.ts
import { isFailure$75 as isFailure2, operationFailure$75 as operationFailure4 } from "./common.js";

// src/app/run/check-wish.ts
import { inputFailure$75 as inputFailure3 } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";

// src/app/run/kept-binaries.ts
const { posix } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure } from "./common.js";
var FILE = /^(?<name>.+)\.(?<platform>[a-z0-9_-]+)\.tar\.gz$/;
async function readKept({
  folders,
  context
}) {
  const files = await context.ports.files();
  const names = await files.names(folders.binaries) ?? [];
  const read = names.toSorted().map(async (file) => {
    const { name, platform } = FILE.exec(file)?.groups ?? {};
    const path = `${folders.binaries}/${file}`;
    const bytes = name === void 0 || platform === void 0 ? void 0 : await files.read(path);
    if (bytes === void 0 || name === void 0 || platform === void 0) return [];
    return [{ name, platform, ...describeBytes(bytes), url: posix.resolve(context.environment.cwd, path) }];
  });
  return (await Promise.all(read)).flat();
}
async function keepBinaries(outputs, going) {
  const { ports } = going.context;
  const packed = await Promise.all(outputs.map((output) => packBinary(output.path, ports)));
  const missing = outputs.filter((_, i) => packed[i] === void 0);
  if (missing.length > 0) throw inputFailure(...missing.map(nothingMade));
  const files = await ports.files();
  await files.makeTopFolder(going.folders.top);
  for (const [i, output] of outputs.entries()) {
    const path = `${going.folders.binaries}/${binaryLabel(output)}.tar.gz`;
    await files.write({ path, mode: 420, content: packed[i]?.bytes ?? new Uint8Array() });
  }
  return readKept(going);
}
function nothingMade(output) {
  return {
    code: "build/nothing",
    message: `the build made nothing at ${output.path}, which was to become ${binaryLabel(output)}`,
    hint: "see build.binaries: paths are counted from the project\u2019s folder"
  };
}
function describeBytes(bytes) {
  return { sha256: sha256Of(bytes), size: bytes.length };
}

// src/app/run/python-build.ts
const { posix: posix4 } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure2, operationFailure$75 as operationFailure3 } from "./common.js";

// src/app/run/program-ending.ts
function describeEnding(ending) {
  if (ending.kind === "exit") return `ended with exit code ${ending.code}`;
  return ending.kind === "signal" ? `was ended by ${ending.signal}` : "went away";
}

// src/app/run/run-build.ts
const { posix: posix2 } = process.getBuiltinModule("node:path");
import { operationFailure$75 as operationFailure } from "./common.js";
async function prepareBuild({ gathered, inputs, folders, context }) {
  const { origin, release } = gathered;
  const { ports, environment } = context;
  const files = await ports.files();
  await files.remove(folders.build);
  await files.makeTopFolder(folders.top);
  const name = release.repos[0]?.name ?? release.project;
  if (origin === void 0) {
    await exportFiles(folders.build, [{ at: name, files: release.source }], ports);
    return posix2.resolve(environment.cwd, folders.build, name);
  }
  const wish = { release, origin, folder: folders.source, clean: false, "top-dir": inputs["top-dir"] };
  const { folder } = await checkOut({ ...wish, "dry-run": false }, ports);
  const source = await files.folder(folder);
  if (source === void 0) throw new Error(`${folder} vanished while it was read`);
  await exportFiles(folders.build, [{ at: "", files: source }], ports);
  return posix2.resolve(environment.cwd, folders.build, name, origin.within);
}
function programEnvironment({ gathered: { release }, context: { environment }, folders }, declared) {
  const { variables, platform, cwd } = environment;
  const passed = ["PATH", "TMPDIR", ...declared].flatMap((name) => {
    const value = variables[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return {
    HOME: posix2.resolve(cwd, folders.build, ".home"),
    LANG: "C.UTF-8",
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
    SOURCE_DATE_EPOCH: String(release.committedAt),
    FACS_PROJECT: release.project,
    FACS_VERSION: release.version,
    FACS_GITHASH: release.githash,
    FACS_PLATFORM: platform,
    ...Object.fromEntries(passed)
  };
}
async function runBuild(build, going) {
  const { context, folders, interruption } = going;
  const { talk } = context.ports;
  const cwd = await prepareBuild(going);
  await (await context.ports.files()).makeFolder(`${folders.build}/.home`);
  const { command } = build;
  const env = programEnvironment(going, build.environ);
  talk.say(`+ ${command}`);
  const programs = await context.ports.programs();
  const ending = await programs.run({ command, cwd, env, onLine: talk.say, stop: interruption });
  if (ending.kind === "exit" && ending.code === 0)
    return build.binaries.map(({ name, path }) => ({ name, path: posix2.join(cwd, path) }));
  throw operationFailure({
    code: "build/failed",
    message: `${command} ${describeEnding(ending)} in ${cwd}`,
    target: command,
    retry: "safe",
    next: `mend it, or look at what it left in ${folders.build}`
  });
}

// src/app/run/tidy-environment.ts
const { posix: posix3 } = process.getBuiltinModule("node:path");
import { operationFailure$75 as operationFailure2 } from "./common.js";

// src/core/python/installed-files.ts
var LINE = /^("(?:[^"]|"")*"|[^,]*),/;
function rewriteInstalled(text, folder, changes) {
  const lines = text.split("\n").flatMap((line) => {
    const [, written = ""] = LINE.exec(line) ?? [];
    const path = written.replace(/^"(.*)"$/, "$1").replaceAll('""', '"');
    if (isCompiled(path)) return [];
    const change = changes.get(toEnvironment(folder, path));
    if (change === void 0) return [line];
    return change === "removed" ? [] : [`${written},sha256=${change.sha256},${change.size}`];
  });
  return lines.join("\n");
}
function isCompiled(path) {
  return /\.py[co]$/.test(path);
}
function toEnvironment(folder, path) {
  const parts = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

// src/core/python/relocate.ts
var STAND_IN = "$VIRTUAL_ENV";
function relocate(path, text, { environment, build }) {
  if (path === "bin/activate.csh") return { kind: "removed" };
  if (/\.dist-info\/direct_url\.json$/.test(path) && text.includes('"file:')) return { kind: "removed" };
  if (!text.includes(build)) return { kind: "same" };
  const own = rewriteOwn(path, text, environment);
  const stray = own.includes(environment);
  const moved = own.replaceAll(environment, STAND_IN);
  if (moved.includes(build) && /(\.pth|\.egg-link|\/__editable__[^/]*)$/.test(path)) return { kind: "editable" };
  return { kind: "changed", text: moved.replaceAll(build, "."), stray: stray || moved.includes(build) };
}
function rewriteOwn(path, text, environment) {
  const place = new RegExp(`(["']?)${literal(environment)}\\1(?![^\\s)"';])`, "g");
  if (path === "pyvenv.cfg") return text.replace(/^command = .*\n?/m, "");
  if (path === "bin/activate") return `${FIND_OUT}${text.replace(place, () => '"$_facs_place"')}unset _facs_place
`;
  if (path === "bin/activate.fish") return text.replace(place, () => "(realpath (dirname (status filename))/..)");
  return path.startsWith("bin/") ? rewriteStart(text, environment) : text;
}
var FIND_OUT = `if [ -n "\${BASH_VERSION:-}" ]; then _facs_place=$BASH_SOURCE
elif [ -n "\${ZSH_VERSION:-}" ]; then eval '_facs_place=\${(%):-%x}'
else _facs_place=\${VIRTUAL_ENV:?in this shell it has to be the folder above bin before this is read}/bin/activate
fi
_facs_place=$(CDPATH= cd -- "$(dirname -- "$_facs_place")/.." && pwd)
`;
function rewriteStart(text, environment) {
  const bin = `${literal(environment)}/bin/`;
  const short = new RegExp(`^#!${bin}(\\S+)([^\\n]*)\\n`);
  const long = new RegExp(`^#!/bin/sh\\n'''exec' "?${bin}([^"\\s]+)"?([^\\n]*?) "\\$0" "\\$@"\\n' '''\\n`);
  const start = (_, program, options) => `#!/bin/sh
'''exec' "$(dirname -- "$(readlink -f -- "$0")")/${program}"${options} "$0" "$@"
' '''
`;
  return short.test(text) ? text.replace(short, start) : text.replace(long, start);
}
function literal(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// src/app/run/tidy-environment.ts
var INSTALLED = /^(.*)\/[^/]+\.dist-info\/RECORD$/;
async function tidyEnvironment(places, ports) {
  const files = await ports.files();
  const set = await files.folder(places.environment);
  if (set === void 0) throw new Error(`${places.environment} was not made`);
  const changes = /* @__PURE__ */ new Map();
  const entries = await set.list("");
  await mapBounded(entries, async (entry) => {
    const path = `${places.environment}/${entry.path}`;
    if (isCompiled(entry.path)) return files.remove(path);
    if (entry.kind === "link") return straighten(entry.path, { set, places }, files);
    if (INSTALLED.test(entry.path)) return;
    const change = await tidyFile(entry, { set, places }, ports);
    if (change !== void 0) changes.set(entry.path, change);
  });
  for (const { path } of entries) {
    const [, folder] = INSTALLED.exec(path) ?? [];
    if (folder === void 0) continue;
    const text = new TextDecoder().decode(await set.read(path));
    const content = new TextEncoder().encode(rewriteInstalled(text, folder, changes));
    await files.write({ path: `${places.environment}/${path}`, mode: 420, content, passing: true });
  }
}
async function tidyFile({ path, kind }, { set, places }, ports) {
  const bytes = await set.read(path) ?? new Uint8Array();
  const relocated = bytes.includes(0) ? { kind: "same" } : relocate(path, new TextDecoder("latin1").decode(bytes), toLatin1(places));
  if (relocated.kind === "same") return void 0;
  if (relocated.kind === "editable") throw editable(set.locate(path));
  const files = await ports.files();
  if (relocated.kind === "removed") {
    await files.remove(`${places.environment}/${path}`);
    return "removed";
  }
  if (relocated.stray) ports.talk.warn(strayPath(path));
  const content = Buffer.from(relocated.text, "latin1");
  const mode = kind === "executable" ? 493 : 420;
  await files.write({ path: `${places.environment}/${path}`, mode, content, passing: true });
  return { sha256: Buffer.from(sha256(content)).toString("base64url"), size: content.length };
}
async function straighten(path, { set, places }, files) {
  const target = new TextDecoder().decode(await set.read(path));
  if (!target.startsWith(`${places.environment}/`)) return;
  const from = posix3.dirname(`${places.environment}/${path}`);
  await files.link(`${places.environment}/${path}`, posix3.relative(from, target));
}
function toLatin1({ environment, build }) {
  const letters = (text) => Buffer.from(text, "utf8").toString("latin1");
  return { environment: letters(environment), build: letters(build) };
}
function strayPath(path) {
  return {
    code: "build/path",
    message: `${path} holds the path of the build, which hosts do not have; ${STAND_IN} stands there now`,
    hint: "see whether the program that reads it can do without"
  };
}
function editable(file) {
  return operationFailure2({
    code: "build/editable",
    message: `${file} leads into the project's own files, which are not part of the environment`,
    target: file,
    retry: "never",
    left: "nothing: no binary was recorded",
    next: 'require "." instead of "-e ."'
  });
}

// src/app/run/python-build.ts
function describePythonBuild({ python, requirements, pip }) {
  return commandLine([python, "-m", "venv", "\u2026"]).concat(" and ", commandLine(pipWords("pip", { requirements, pip })));
}
async function runPythonBuild(build, going) {
  const { context, folders } = going;
  const [{ name }] = build.binaries;
  const cwd = await prepareBuild(going);
  const files = await context.ports.files();
  await files.makeFolder(`${folders.build}/.home`);
  await checkRequirements(build, posix4.join(cwd, build.requirements), going);
  const root = posix4.resolve(context.environment.cwd, folders.build);
  const environment = `${root}/.python/${name}`;
  try {
    await runProgram([build.python, "-m", "venv", "--clear", environment], { cwd, build }, going);
    await runProgram([`${environment}/bin/python`, "-m", ...pipWords("pip", build)], { cwd, build }, going);
    await tidyEnvironment({ environment, build: root }, context.ports);
  } catch (error) {
    await files.remove(environment);
    throw error;
  }
  return [{ name, path: environment }];
}
function pipWords(program, { requirements, pip }) {
  const quiet = ["--no-compile", "--no-input", "--disable-pip-version-check", "--no-cache-dir"];
  return [program, "install", ...quiet, "--requirement", requirements, ...pip];
}
async function checkRequirements({ requirements }, path, going) {
  const { ports } = going.context;
  if (await (await ports.files()).read(path) !== void 0) return;
  const origin = going.gathered.definition.trail(["build"])?.origin;
  throw inputFailure2({
    code: "build/requirements",
    message: `${requirements} is not in the source of this release`,
    hint: "commit it, or name another with build.requirements",
    ...origin === void 0 ? {} : { origin }
  });
}
async function runProgram(words, { cwd, build }, going) {
  const { context, interruption } = going;
  const { talk } = context.ports;
  const command = commandLine(words);
  const said = [];
  const onLine = (line) => {
    said.push(line);
    talk.say(line);
  };
  talk.say(`+ ${command}`);
  const env = programEnvironment(going, build.environ);
  const programs = await context.ports.programs();
  const ending = await programs.run({ command, cwd, env, onLine, stop: interruption });
  if (ending.kind === "exit" && ending.code === 0) return;
  throw operationFailure3({
    code: "build/failed",
    message: `${command} ${describeEnding(ending)}: ${reasonIn(said)}`,
    target: words[0] ?? "",
    retry: "safe",
    left: "nothing: the environment was taken away, no binary was recorded",
    next: "mend what it says, then run the same command again"
  });
}
function reasonIn(said) {
  const errors = said.filter((line) => /^(ERROR|error):? /.test(line));
  return (errors.length > 0 ? errors.slice(0, 5).join("; ") : said.at(-1)?.trim()) ?? "it said nothing";
}

// src/app/run/build-stage.ts
var stage = "build";
async function buildStage(going) {
  const { build } = going.gathered.definition.settings;
  if (build === void 0) {
    const lines2 = ["nothing to build: the definition has no build"];
    return { report: { stage, outcome: "unchanged", lines: lines2, data: { binaries: [] } } };
  }
  const standing = await standingBinaries(going);
  const wanted = missingOutputs(build, standing, going);
  const found = standing.filter(({ name }) => build.binaries.some((output) => output.name === name));
  if (wanted.length === 0) {
    const lines2 = ["is built already", ...found.map(describeBinary)];
    return { report: { stage, outcome: "unchanged", lines: lines2, data: toData(found) }, built: found };
  }
  if (going.inputs["dry-run"]) return plan(build, wanted, going);
  const made = await (build.type === "python" ? runPythonBuild(build, going) : runBuild(build, going));
  const { platform } = going.context.environment;
  const outputs = made.filter(({ name }) => wanted.includes(name)).map((output) => ({ ...output, platform }));
  const built = await settleBinaries(outputs, going);
  const lines = [isRecorded(going) ? "recorded" : `kept in ${going.folders.binaries}`, ...built.map(describeBinary)];
  return {
    report: { stage, outcome: "done", lines, data: toData(built) },
    built: [...found.filter((each) => !isAmong(built, each)), ...built]
  };
}
async function settleBinaries(outputs, going) {
  return isRecorded(going) ? record2(outputs, going) : keepBinaries(outputs, going);
}
async function standingBinaries(going) {
  return isRecorded(going) ? going.gathered.release.binaries : readKept(going);
}
function missingOutputs(build, standing, { gathered, inputs, context }) {
  const anew = !isRecorded({ gathered, inputs }) && (inputs.clean || gathered.origin === void 0);
  const { platform } = context.environment;
  const isThere = (name) => standing.some((each) => each.name === name && each.platform === platform);
  return build.binaries.flatMap(({ name }) => anew || !isThere(name) ? [name] : []);
}
function plan(build, wanted, { context, folders }) {
  const { platform } = context.environment;
  const labels = wanted.map((name) => binaryLabel({ name, platform }));
  const command = build.type === "python" ? describePythonBuild(build) : build.command;
  const lines = [`would run ${command}`, `in a clean export at ${folders.build}, for ${labels.join(", ")}`];
  const data = { command, folder: folders.build, binaries: labels };
  return { report: { stage, outcome: "planned", lines, data }, unbuilt: wanted };
}
async function record2(outputs, going) {
  const { gathered, inputs, context } = going;
  const { seen, release } = gathered;
  if (seen === void 0) throw new Error("nothing is recorded without meta");
  const { meta } = seen;
  const snapshot = await meta.snapshot();
  const standing = await binariesOf(snapshot, release.project, release.githash);
  const added = await storeAll(await packNew(outputs, { release, standing }, context.ports), inputs, context.ports);
  await landRecords({ meta, snapshot }, added, context);
  return [...standing.filter((each) => isAmong(outputs, each)), ...added];
}
function isAmong(binaries, { name, platform }) {
  return binaries.some((each) => each.name === name && each.platform === platform);
}
function describeBinary({ name, platform, sha256: sha2562, size }) {
  return `${binaryLabel({ name, platform })}  sha256:${sha2562.slice(0, 12)}  ${size} bytes`;
}
function toData(binaries) {
  return {
    binaries: binaries.map(({ name, platform, sha256: sha2562, size, url }) => ({ name, platform, sha256: sha2562, size, url }))
  };
}

// src/app/run/check-wish.ts
function checkWish(going, stages) {
  if (going.inputs["dry-run"]) return;
  const issues = [
    ...stages.includes("build") ? checkBuildPlace(going) : [],
    ...stages.includes("deploy") ? checkRelease(going) : []
  ];
  if (issues.length > 0) throw inputFailure3(...issues);
}
function checkBuildPlace(going) {
  const { definition, release } = going.gathered;
  const { build } = definition.settings;
  if (build === void 0 || !isRecorded(going)) return [];
  return missingOutputs(build, release.binaries, going).length === 0 ? [] : checkStore(going.inputs);
}
function checkRelease({ inputs, gathered }) {
  if (!inputs.devel || gathered.seen === void 0) return [];
  return [
    {
      code: "run/devel-and-meta",
      message: "a branch is no release, so what it deploys to could not be recorded",
      hint: "leave --meta or --devel out, or add --dry-run",
      origin: inputOrigin("--devel")
    }
  ];
}

// src/app/run/go-through.ts
var SILENT = { done: async () => void 0, failed: async () => void 0 };
async function goThrough(first, stages, notices) {
  const names = stages.map(({ name }) => name);
  checkWish(first, names);
  const announced = first.inputs["dry-run"] ? SILENT : await announce(first, names, notices);
  const reports = [];
  let going = first;
  let deployed;
  try {
    for (const { name, run: run2 } of stages) {
      const { report, failed: failed2, ...rest } = await first.context.ports.talk.group(`stage ${name}`, () => run2(going));
      deployed ??= rest.deployed;
      const result = { gathered: first.gathered, stages: [...reports, report], ...deployed && { deployed } };
      if (failed2 !== void 0) {
        await announced.failed(
          failed2.code,
          reports.map(({ stage: stage4 }) => stage4)
        );
        return { ...result, failed: failed2 };
      }
      reports.push(report);
      going = { ...going, ...rest };
      checkInterruption(going, name);
    }
  } catch (error) {
    await announced.failed(
      codeOf(error),
      reports.map(({ stage: stage4 }) => stage4)
    );
    throw error;
  }
  await announced.done();
  return { gathered: first.gathered, stages: reports, ...deployed && { deployed } };
}
function codeOf(error) {
  if (!isFailure2(error)) return "bug";
  if (error.kind === "operation") return error.code;
  return error.kind === "input" ? error.issues[0]?.code ?? "input" : "usage";
}
function checkInterruption({ interruption }, stage4) {
  if (!interruption.aborted) return;
  throw operationFailure4({
    code: "run/interrupted",
    message: `interrupted (${interruption.reason}) after the stage ${stage4}`,
    retry: "safe",
    next: "run the same command again: it goes on with what is there"
  });
}

// src/app/run/plugin-stage.ts
const { posix: posix5 } = process.getBuiltinModule("node:path");
import { isFailure$75 as isFailure4, operationFailure$75 as operationFailure5 } from "./common.js";

// src/app/run/checkout-stage.ts
async function checkoutStage({ gathered, inputs, folders, context }) {
  const { origin, release } = gathered;
  const stage4 = "checkout";
  if (origin === void 0) {
    const lines2 = [`${inputs["src-dir"] ?? "."} is used as it is`];
    return { report: { stage: stage4, outcome: "unchanged", lines: lines2, data: { folder: inputs["src-dir"] ?? ".", repos: [] } } };
  }
  const wish = { release, origin, folder: folders.source, clean: inputs.clean, "top-dir": folders.top };
  const { folder, reused, repos } = await checkOut({ ...wish, "dry-run": inputs["dry-run"] }, context.ports);
  const outcome = reused ? "unchanged" : inputs["dry-run"] ? "planned" : "done";
  const what = { unchanged: "is there already", planned: "would be made", done: "made" }[outcome];
  const lines = [`${folder} ${what}`, ...repos.map(describeRepo)];
  const data = {
    folder,
    repos: repos.map(({ name, url, githash, folder: at }) => ({ name, url, githash, folder: at }))
  };
  return { report: { stage: stage4, outcome, lines, data } };
}
function describeRepo({ folder, githash, url }) {
  return `${folder}  ${githash.slice(0, 12)}  ${url}`;
}

// src/app/run/deploy-stage.ts
var stage2 = "deploy";
async function deployStage({ inputs, context, gathered, built, unbuilt }) {
  const { githash } = gathered.release;
  const pinned = inputs.devel && inputs["src-dir"] === void 0 ? { version: githash } : {};
  const deployed = await deploy(
    { ...inputs, ...pinned, prior: { release: githash, built, unbuilt, options: inputs.options } },
    context
  );
  const { plan: plan2, reports, deployment, failed: failed2, unknown } = deployed;
  const isPlan = inputs["dry-run"] && failed2 === void 0;
  const lines = isPlan ? [...describePlan(plan2).split("\n"), ...unknown === void 0 ? [] : [`tree: unknown (${unknown})`]] : [failed2 === void 0 ? "done" : "failed", ...describeReports(reports).split("\n")];
  const outcome = inputs["dry-run"] ? "planned" : isUnchanged(plan2) ? "unchanged" : "done";
  const data = { deployment: inputs["dry-run"] ? null : deployment };
  return { report: { stage: stage2, outcome, lines, data }, deployed, ...failed2 === void 0 ? {} : { failed: failed2 } };
}

// src/app/run/install-stage.ts
import { isFailure$75 as isFailure3 } from "./common.js";
var stage3 = "install";
async function installStage(going) {
  const { folders, inputs } = going;
  try {
    const trees = await renderInto(folders.release, going);
    const done = inputs["dry-run"] ? "would be rendered" : "rendered";
    const lines = [`${folders.release} ${done}`, ...trees.map(describeTree)];
    const data = { folder: folders.release, trees: trees.map(toData2) };
    return { report: { stage: stage3, outcome: inputs["dry-run"] ? "planned" : "done", lines, data } };
  } catch (error) {
    if (!inputs["dry-run"] || !isTreeUnknown(error) || !isFailure3(error)) throw error;
    const lines = [`${folders.release} would be rendered`, `tree: unknown (${error.message})`];
    return { report: { stage: stage3, outcome: "planned", lines, data: { folder: folders.release, trees: null } } };
  }
}
async function renderInto(out, { gathered, built, unbuilt, inputs, context }) {
  checkBuilt(gathered.definition, unbuilt);
  const { ports, environment } = context;
  const release = withBinaries(gathered.release, built);
  if (!inputs["dry-run"]) await (await ports.files()).makeTopFolder(inputs["top-dir"]);
  const wish = { ...inputs, out, gathered: { ...gathered, release }, createsState: true };
  return (await renderGathered(wish, ports, environment)).trees;
}
function describeTree({ digest, hosts, files }) {
  return `${digest.slice(0, 12)}  ${files} files  ${hosts.join(", ")}`;
}
function toData2({ digest, hosts, files, folders }) {
  return { digest, hosts: [...hosts], files, folders: [...folders] };
}

// src/app/run/standard-stages.ts
var STANDARD_STAGES = {
  checkout: checkoutStage,
  build: buildStage,
  install: installStage,
  deploy: deployStage
};

// src/app/run/plugin-stage.ts
function toRunStage(stage4, file) {
  return async (going) => {
    const about = { stage: stage4.name, data: { plugin: file } };
    const what = stage4.help === void 0 ? "" : `: ${stage4.help}`;
    if (going.inputs["dry-run"]) {
      const lines = [`would run ${file}${what}`];
      return { report: { ...about, outcome: "planned", lines }, unbuilt: unbuiltAfter(stage4, going) };
    }
    const hands = new Hands(stage4, going);
    const folders = await hands.folders();
    try {
      await (await going.context.ports.plugins()).call(() => stage4.run(hands.toStageRun(folders)));
    } catch (error) {
      throw isFailure4(error) ? error : failed(stage4, file, error);
    }
    return { ...hands.end, report: { ...about, outcome: "done", lines: [`done by ${file}${what}`] } };
  };
}
var Hands = class {
  end = {};
  stage;
  going;
  constructor(stage4, going) {
    this.stage = stage4;
    this.going = going;
  }
  toStageRun(folders) {
    const { gathered, context, inputs } = this.going;
    const { definition, release } = gathered;
    const { githash, version, tag, dirty } = release;
    return {
      project: definition.project,
      instance: definition.instance,
      release: { githash, version, tag, dirty },
      definition: definition.value,
      options: inputs.options,
      folders,
      platform: context.environment.platform,
      say: (line) => context.ports.talk.say(line),
      command: (line, options) => this.command(line, folders, options),
      binary: (name, path) => this.binary(name, posix5.resolve(folders.build, path)),
      standard: () => this.standard()
    };
  }
  async folders() {
    const { gathered, inputs, folders, context } = this.going;
    const { origin, release } = gathered;
    const at = (...path) => posix5.resolve(context.environment.cwd, ...path);
    const name = release.repos[0]?.name ?? release.project;
    const within = origin?.within ?? "";
    const source = origin === void 0 ? at(inputs["src-dir"] ?? ".") : at(folders.source, name, within);
    const { top, release: rendered, deploy: deploy2, state } = folders;
    return {
      ...{ source, build: at(folders.build, name, within) },
      ...{ top: at(top), release: at(rendered), deploy: at(deploy2), state: at(state) }
    };
  }
  async command(command, folders, options = {}) {
    const { context, gathered, interruption } = this.going;
    const { ports } = context;
    if (command.trim() === "") throw new Error("command: there is nothing to run");
    const files = await ports.files();
    const usual = await files.isFolder(folders.build) ? folders.build : folders.source;
    const cwd = options.cwd ?? usual;
    const env = {
      ...programEnvironment(this.going, gathered.definition.settings.build?.environ ?? []),
      ...options.env
    };
    const printed = [];
    const onLine = (line) => {
      printed.push(line);
      ports.talk.say(line);
    };
    ports.talk.say(`+ ${command}`);
    const input = options.input === void 0 ? {} : { input: options.input };
    const ending = await (await ports.programs()).run({ command, cwd, env, onLine, stop: interruption, ...input });
    if (ending.kind === "exit" && ending.code === 0) return printed.join("\n");
    throw new Error(`${command} ${describeEnding(ending)} in ${cwd}`);
  }
  async binary(name, path) {
    const { platform } = this.going.context.environment;
    const built = await settleBinaries([{ name, platform, path }], this.going);
    this.end = { ...this.end, built: [...this.end.built ?? this.going.built, ...built] };
  }
  async standard() {
    const { name } = this.stage;
    if (!isStandardStage(name)) throw new Error(`standard: the product has no stage ${name}`);
    const { report, ...end } = await STANDARD_STAGES[name]({ ...this.going, ...this.end });
    for (const line of report.lines) this.going.context.ports.talk.say(line);
    this.end = { ...this.end, ...end };
  }
};
function unbuiltAfter(stage4, { gathered, unbuilt, built }) {
  if (stage4.name !== "build") return unbuilt;
  const { release, definition } = gathered;
  const there = [...release.binaries, ...built].map(({ name }) => name);
  const wanted = definition.settings.install.flatMap((group) => group.type === "binary" ? [group.name] : []);
  return wanted.filter((name) => !there.includes(name));
}
function failed({ name }, file, error) {
  return operationFailure5({
    code: "plugin/failed",
    message: `stage ${name} of ${file}: ${error instanceof Error ? error.message : String(error)}`,
    target: file,
    retry: "safe",
    next: "mend it, then run the same command again",
    cause: error
  });
}

// src/app/run/without-effects.ts
const { posix: posix6 } = process.getBuiltinModule("node:path");
async function withoutEffects(context, topDir, work) {
  const { ports, environment } = context;
  const [ids, files] = await Promise.all([ports.ids(), ports.files()]);
  const folder = `${environment.variables["TMPDIR"] || "/tmp"}/facs-${ids.uuid()}`;
  const passing = {
    ...ports,
    files: async () => readOnly(files, `${posix6.join(topDir, "cache")}/`),
    sourceRepos: () => ports.sourceRepos(folder),
    metaRepo: () => ports.metaRepo(folder)
  };
  try {
    return await work({ ...context, ports: passing });
  } finally {
    await files.remove(folder);
  }
}
function readOnly(files, caches) {
  const refuse = async (path) => {
    throw new Error(`a dry run was about to change ${path}`);
  };
  return {
    ...files,
    makeTopFolder: async () => void 0,
    write: async ({ path }) => path.startsWith(caches) ? void 0 : refuse(path),
    exclusively: (_, work) => work(),
    ...{ create: ({ path }) => refuse(path), link: refuse, makeFolder: refuse, remove: refuse },
    renameFolder: (_, to) => refuse(to)
  };
}

// src/app/run.ts
async function run(inputs, context) {
  checkEnvironment(inputs, context);
  const devel = inputs.devel || inputs["src-dir"] !== void 0;
  const plugin = await openPlugin(inputs, context.ports);
  const all = plugin.stages.map(nameOf);
  const names = unwrap(chooseStages(all, { ...inputs, devel }));
  const stages = names.map((name) => ({ name, run: findStage(name, plugin) }));
  const notices = noticesOf(names, all, devel);
  const go = async (around) => goThrough(await begin(inputs, plugin, around), stages, notices);
  return inputs["dry-run"] ? withoutEffects(context, inputs["top-dir"], go) : go(context);
}
function checkEnvironment(inputs, { environment }) {
  if (!environment.variables["LD_LIBRARY_PATH"] || inputs["skip-env-check"]) return;
  throw inputFailure4({
    code: "run/environment",
    message: "LD_LIBRARY_PATH is set: what is built or checked here would find other libraries than hosts have",
    hint: "unset it, or say --skip-env-check",
    origin: inputOrigin2("LD_LIBRARY_PATH")
  });
}
function findStage(name, { stages, file = "" }) {
  const own = stages.find((stage4) => typeof stage4 !== "string" && stage4.name === name);
  return own === void 0 ? STANDARD_STAGES[name] : toRunStage(own, file);
}
async function begin(inputs, plugin, context) {
  const gathered = await gather(inputs, context.ports);
  const options = unwrap(parseOptions(inputs.option, plugin.options, context.environment.variables));
  const { project, instance } = gathered.definition;
  const { githash } = gathered.release;
  const isAsItIs = gathered.origin === void 0;
  const folders = workFolders(inputs["top-dir"], { project, instance, githash, isAsItIs });
  const interruption = inputs["dry-run"] ? new AbortController().signal : await context.ports.interruption();
  const common = { inputs: { ...inputs, options }, context, gathered, folders, interruption };
  const built = isRecorded(common) ? [] : await readKept(common);
  return { ...common, built, unbuilt: [] };
}
export {
  run
};
