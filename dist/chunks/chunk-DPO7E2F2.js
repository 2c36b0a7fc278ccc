import {
  findDrift
} from "./chunk-DUFEMAEK.js";
import {
  CLEARABLE,
  HOST_LOCK,
  PATIENCE_S,
  PROTECT,
  STREAM,
  UNPACK_SENT,
  commandLines,
  parseStageAnswer,
  restartsFor,
  tell,
  toFile,
  toLines,
  toMember,
  treeFolder
} from "./chunk-4DDFHI32.js";
import {
  COMPARING,
  FIND_SHA,
  FIND_STAT,
  MARK,
  PROLOGUE,
  compact,
  describeEnding,
  hostFailure,
  isSpared,
  keepingHome,
  parseManifest,
  releaseEntries,
  releasePath,
  scriptCommand,
  toManifestEntry
} from "./chunk-UXYPRM3W.js";
import {
  parseAbout
} from "./chunk-54Z7NPXS.js";
import {
  eventOf,
  pushRecords
} from "./chunk-KJVIZ5M4.js";
import {
  shortCopy
} from "./chunk-EJINQ5IS.js";
import {
  buildTrees
} from "./chunk-FFSKWJZY.js";
import {
  readState
} from "./chunk-JUE3Q72V.js";
import {
  stateInputsFor
} from "./chunk-OEAUEXIH.js";
import {
  keyedDigest
} from "./chunk-UWRVC44L.js";
import {
  pathProblem
} from "./chunk-57LPI4FI.js";
import {
  gather
} from "./chunk-3CZVO4XC.js";

// src/app/verify/mend-hosts.ts
import { isFailure$75 as isFailure, operationFailure$75 as operationFailure } from "./common.js";

// src/core/deploy/expected.ts
function expectTree(entries, manifest, key) {
  const expected = entries.map((entry) => toExpected(entry, manifest, key));
  const secrets = entries.filter(({ content }) => content.kind === "secret").length;
  return { expected, unproven: key === void 0 ? secrets : 0 };
}
function expectManifest(manifest) {
  const expected = [...manifest.values()].map((entry) => {
    const { path } = entry;
    if (entry.kind === "link") return { path, kind: "link", target: entry.target };
    return { path, kind: "file", mode: entry.mode, isRight: (sha256) => sha256 === entry.sha256 };
  });
  return { expected, unproven: expected.length };
}
function toExpected({ path, mode, content }, manifest, key) {
  const common = { path: releasePath(path) };
  switch (content.kind) {
    case "dir":
      return { ...common, kind: "folder" };
    case "link":
      return { ...common, kind: "link", target: content.target };
    case "file":
      return { ...common, kind: "file", mode: plain(mode), isRight: (sha256) => sha256 === content.sha256 };
    case "secret": {
      const known = manifest.get(common.path);
      const remembered = known?.kind === "file" ? known.sha256 : void 0;
      const isRight = (sha256) => key === void 0 ? sha256 === remembered : keyedDigest(key, sha256) === content.hmac;
      return { ...common, kind: "file", mode: plain(mode), isRight };
    }
  }
}
function plain(mode) {
  return Number.parseInt(mode, 8).toString(8);
}

// src/core/deploy/host-files.ts
var SECTIONS = ["manifest", "hashes", "listing", "links", "names", "folders", "others"];
function parseHostFiles(stdout) {
  const lines = stdout.split("\n");
  const start = lines.indexOf(`${MARK} verify 1`);
  const end = lines.lastIndexOf(`${MARK} end`);
  if (start < 0 || end < start) return void 0;
  const facts = /* @__PURE__ */ new Map();
  const sections = new Map(SECTIONS.map((name) => [name, []]));
  let inside;
  for (const line of lines.slice(start + 1, end)) {
    const [, key = "", rest = ""] = line.startsWith(`${MARK} `) ? /^\w+ (\S+) ?(.*)$/.exec(line) ?? [] : [];
    if (sections.has(key)) inside = sections.get(key);
    else if (inside === void 0 || key === "unnamed") facts.set(key, rest);
    else inside.push(line);
  }
  const section = (name) => sections.get(name) ?? [];
  return {
    home: facts.get("home") ?? "",
    current: facts.get("current") ?? "-",
    about: parseAbout(facts.get("about") ?? ""),
    manifest: parseManifest(section("manifest")),
    files: toFiles(section("hashes"), section("listing")),
    links: pathsOf(section("links")),
    linkNames: new Set(pathsOf(section("names"))),
    folders: new Set(pathsOf(section("folders"))),
    others: pathsOf(section("others")),
    unnamed: Number(facts.get("unnamed") ?? 0) || 0,
    uid: facts.get("uid") ?? "",
    sha256: facts.get("sha256") ?? "none",
    stat: facts.get("stat") ?? "none",
    metaTip: facts.get("meta")
  };
}
function toFiles(hashes, listing) {
  const files = /* @__PURE__ */ new Map();
  for (const line of listing) {
    const [, mode, uid, path] = /^([0-7]+) \d+ -?\d+ (\d+) \.\/(.+)$/.exec(line) ?? [];
    if (path !== void 0) files.set(path, { sha256: void 0, mode, uid });
  }
  for (const line of hashes) {
    const [, sha256, path] = /^([0-9a-f]{64}) \.\/(.+)$/.exec(line) ?? [];
    if (path !== void 0) files.set(path, { mode: void 0, uid: void 0, ...files.get(path), sha256 });
  }
  return files;
}
function pathsOf(lines) {
  return lines.filter((line) => line.startsWith("./")).map((line) => line.slice(2));
}

// src/core/deploy/scripts/verify.ts
function verifyCommand(home, inPlace) {
  if (inPlace === void 0) return scriptCommand(VERIFY, home);
  return scriptCommand(VERIFY_IN_PLACE, home, inPlace.live, inPlace.cleared);
}
var ABOUT = `
home=$1 renamer=none
case $home in "~") home=$HOME ;; "~"/*) home=$HOME/\${home#*/} ;; esac
LC_ALL=C; export LC_ALL
say verify 1
${FIND_SHA}${FIND_STAT}
say sha256 "$sha"
say stat "$stat"
say uid "$(id -u)"
if ! cd -P "$home" 2>/dev/null; then say current -; say end; exit; fi
home=$PWD
say home "$home"
current=$(current_name)
say current "$current"
if [ -f .facsimile/meta ]; then read -r tip <.facsimile/meta; say meta "$tip"; fi
case $current in - | '?') say end; exit ;; esac
IFS= read -r json <"releases/$current/.facsimile.json"
say about "$json"
if [ -f ".facsimile/manifests/$current" ]; then say manifest; cat ".facsimile/manifests/$current"; fi
`;
var FOLDER = `
cd "releases/$current" || exit
`;
var AMONG_OTHERS = `
written=$2 project=$3 rules=''
case $written in "~") written=$HOME ;; "~"/*) written=$HOME/\${written#*/} ;; esac
live=$(cd -P "$written" && pwd) || exit
protect_all
manifest=$home/.facsimile/manifests/$current release=$home/releases/$current
cd "$live" || exit
among=$(
  awk '{ rest = substr($0, index($0, "\\t") + 1); print $1 == "link" ? substr(rest, 1, $2) : rest }' "$manifest"
  (cd "$release" && find . -type d ! -name .)
  if [ -d "$release/$project" ] && [ ! -L "./$project" ] && [ -d "./$project" ]; then
    find "./$project" -name "*$newline*" -prune -o ! -type d -print | clearable ''
  fi
)
among=$(printf '%s\\n' "$among" | awk '!known[$0]++' | while IFS= read -r path; do
  if [ -e "$path" ] || [ -L "$path" ]; then printf '%s\\n' "$path"; fi
done)
`;
var LISTED = `
say hashes; hashes
say listing; listing
say links; links
say names; walk -type l -print
say folders; walk -type d -print
say others; walk ! -type f ! -type l ! -type d -print
if [ -z "$among" ]; then say unnamed "$(find . -name "*$newline*" -prune -exec sh -c 'for each do echo x; done' sh {} + | grep -c x)"; fi
say end
`;
var VERIFY = compact(PROLOGUE + COMPARING + ABOUT + FOLDER + LISTED);
var VERIFY_IN_PLACE = compact(PROLOGUE + COMPARING + PROTECT + CLEARABLE + ABOUT + AMONG_OTHERS + LISTED);

// src/app/verify/inspect-host.ts
async function inspectHost(host, connection, judging) {
  const inPlace = host.inPlace && { live: host.home, cleared: host.inPlace.cleared };
  const finished = await connection.execute({ command: verifyCommand(keepingHome(host), inPlace) });
  const found = parseHostFiles(finished.stdout);
  if (found === void 0) {
    const message = `the listing broke off (${describeEnding(finished)})`;
    throw hostFailure(host, { code: "host/unreadable", message, retry: "safe" });
  }
  const { about } = found;
  if (about === void 0) throw nothingThere(host, found);
  if (found.sha256 === "none") throw cannotHash(host);
  const copy = { release: about.release, tree: about.tree };
  checkCopy(host, copy, judging.recorded);
  const { expected, unproven } = expectation(found, judging);
  const shared = inPlace === void 0 ? judging.shared : [];
  const drift = findDrift(expected, found, { shared }).filter(
    ({ path, kind }) => kind !== "added" || !isLeftAlone(path, host, judging)
  );
  return { found, copy, drift, files: expected.length, unproven };
}
function isLeftAlone(path, { inPlace }, { shared, excludes }) {
  return inPlace !== void 0 && isSpared(path, { cleared: inPlace.cleared, shared, excludes });
}
function expectation({ manifest }, { recorded, key }) {
  return recorded?.entries === void 0 ? expectManifest(manifest) : expectTree(recorded.entries, manifest, key);
}
function checkCopy(host, copy, recorded) {
  if (recorded === void 0) return;
  const { release, tree } = recorded.copy;
  if (release === copy.release && tree === copy.tree) return;
  throw hostFailure(host, {
    code: "verify/other-copy",
    message: `it runs ${shortCopy(copy)}, and records say ${shortCopy(recorded.copy)}`,
    retry: "never",
    next: "facs deploy brings it to what is wanted, and records that"
  });
}
function nothingThere(host, { current }) {
  const message = current === "?" ? `${host.home}/current is not ours` : "no release runs there";
  return hostFailure(host, { code: "verify/nothing", message, retry: "never", next: "facs deploy brings one" });
}
function cannotHash(host) {
  const message = "it has none of sha256sum, shasum, openssl, sha256";
  return hostFailure(host, { code: "host/tools", message, retry: "never", next: "install one of them" });
}

// src/core/deploy/scripts/repair.ts
var REPAIR_STREAM = {
  /** Paths below the release folder, one per line, that must go. */
  surplus: "surplus",
  /** Shared paths, one per line, whose link must be there. */
  shared: "shared"
};
function repairCommand({ home, id, patience, name, sha256, stat, live = "" }) {
  return scriptCommand(REPAIR, home, id, "-", String(patience), name, sha256, stat, live);
}
var MEND = `
name=$5 sha=$6 stat=$7 live=$8
umask 022
LC_ALL=C; export LC_ALL
fail() {
  say failed "$1"
  say space "$(df -Pk . 2>/dev/null | tail -n 1 | awk '{ print $4 }')"
  exit 1
}
if [ "$(current_name)" != "$name" ]; then say refused fence "$(current_name)"; exit 1; fi
stage=$home/.facsimile/stage/$id
trap 'rm -f "$home/$mine"; rm -rf "$stage"' EXIT
trap 'exit 1' INT TERM
{ mkdir -p .facsimile/stage && mkdir "$stage"; } || fail folders
${UNPACK_SENT}
case $live in "~") live=$HOME ;; "~"/*) live=$HOME/\${live#*/} ;; esac
release=\${live:-$home/releases/$name}
take_away() {
  if [ -n "$live" ] && { [ -d "$1" ] || [ -L "$1" ]; }; then return 1; fi
  rm -rf "$1"
}
while IFS= read -r path; do
  case /$path/ in */../* | *//*) fail surplus ;; esac
  rm -rf "\${release:?}/$path" || fail surplus
done <"$stage/surplus"
if [ -z "$live" ]; then find "$release" -name "*$newline*" -prune -exec rm -rf {} + || fail surplus; fi
cd "$stage/tree" || fail folders
find . -type d | while IFS= read -r path; do
  if [ -L "$release/$path" ] || { [ -e "$release/$path" ] && [ ! -d "$release/$path" ]; }; then
    take_away "$release/$path" || exit 1
  fi
  [ -d "$release/$path" ] || mkdir -p "$release/$path" || exit 1
done || fail folders
find . ! -type d | while IFS= read -r path; do
  if [ -d "$release/$path" ] && [ ! -L "$release/$path" ]; then take_away "$release/$path" || exit 1; fi
  mv -f "$path" "$release/$path" || exit 1
done || fail files
cd "$home" || fail folders
while IFS= read -r path; do
  if [ -L "$release/$path" ]; then rm -f "$release/$path"; fi
  case $path in */*) mkdir -p "$release/\${path%/*}" || fail folders ;; esac
  [ -e "shared/$path" ] || mkdir -p "shared/$path" || fail shared
  [ -e "$release/$path" ] || ln -s "$home/shared/$path" "$release/$path" || fail shared
done <"$stage/shared"
manifest=.facsimile/manifests/$name
{ awk '{ key = $0; sub(/^[^\\t]*\\t/, "", key) }
  FILENAME == ARGV[1] { sent[key] = 1; next }
  !(key in sent)' "$stage/sent" "$manifest" >"$stage/manifest" && cat "$stage/sent" >>"$stage/manifest"; } || fail manifest
{ chmod 600 "$stage/manifest" && mv -f "$stage/manifest" "$manifest"; } || fail manifest
sync -f "$release" 2>/dev/null || sync
say repaired
`;
var REPAIR = compact(PROLOGUE + HOST_LOCK + COMPARING + MEND);

// src/app/verify/repair-host.ts
async function repairHost(host, connection, { repair, archives }) {
  const { current: name, home, sha256, stat } = repair.inspection.found;
  const finished = await connection.execute({
    command: repairCommand({
      ...{ home, id: repair.id, patience: PATIENCE_S, name, sha256, stat },
      ...host.inPlace === void 0 ? {} : { live: host.home }
    }),
    stdin: archives.stream(streamEntries(repair))
  });
  if (finished.stdout.includes("facs repaired\n")) return;
  if (finished.stdout.includes("facs refused fence")) {
    const message = "somebody switched it meanwhile, so nothing was mended";
    throw hostFailure(host, { code: "host/fence", message, retry: "safe" });
  }
  if (finished.stdout.includes("facs refused locked")) {
    const message = "an activation is at work on it, so nothing was mended";
    throw hostFailure(host, { code: "host/locked", message, retry: "safe" });
  }
  const { failed = "it broke off" } = parseStageAnswer(finished.stdout);
  throw hostFailure(host, {
    code: "host/repair",
    message: `it could not be mended: ${failed} (${describeEnding(finished)})`,
    retry: "safe",
    left: "each file is either mended or as it was",
    next: "run the same command again"
  });
}
function* streamEntries({ inspection, built, shared, mtime }) {
  const drift = new Set(inspection.drift.map(({ path }) => path));
  const send = releaseEntries(built.tree).filter((entry) => drift.has(releasePath(entry.path)));
  const sent = send.flatMap((entry) => lineOf(entry, built, mtime));
  const surplus = inspection.drift.filter(isSurplus).map(({ path }) => path);
  yield toFile(STREAM.sent, toLines(sent), 384);
  yield toFile(REPAIR_STREAM.surplus, toLines(surplus), 384);
  yield toFile(REPAIR_STREAM.shared, toLines(shared.map((path) => path.replace(/\/+$/, ""))), 384);
  yield treeFolder(mtime);
  for (const entry of send) yield toMember(entry, built, mtime);
}
function isSurplus({ kind, path }) {
  return kind === "added" && pathProblem(path) === void 0;
}
function lineOf(entry, built, mtime) {
  const line = toManifestEntry(entry, built.contents.get(entry.path), mtime)?.line;
  return line === void 0 ? [] : [line];
}

// src/app/verify/mend-hosts.ts
async function mendHosts(inspected, mending) {
  const differing = inspected.filter(({ inspection }) => inspection.drift.length > 0);
  const groups = Map.groupBy(differing, (each) => JSON.stringify(originOf(each, mending)));
  const verdicts = [];
  for (const alike of groups.values()) verdicts.push(...await mendAlike(alike, mending));
  await record(verdicts, mending);
  return new Map(verdicts.map((verdict) => [verdict.host.name, verdict]));
}
function originOf({ host, inspection }, { state }) {
  const { copy } = inspection;
  const begin = state?.deployments.findLast(
    ({ begin: { hosts } }) => hosts.some(({ host: name, to }) => name === host.name && to.tree === copy?.tree)
  )?.begin;
  const definitions = begin?.definitions.githash ?? "";
  return { version: copy?.release, ...isApart(definitions, copy?.release) && { "define-ref": definitions } };
}
function isApart(definitions, release) {
  return definitions !== "" && definitions !== release;
}
async function mendAlike(alike, mending) {
  const { inputs, context } = mending;
  const [first] = alike;
  if (first === void 0) return [];
  const asIs = inputs["src-dir"] !== void 0;
  const gathered = await gather({ ...inputs, ...asIs ? {} : originOf(first, mending) }, context.ports);
  const built = await build(gathered, alike, mending);
  const { stop } = mending.standing;
  return Promise.all(alike.map((each) => mendOne(each, { gathered, built: built.get(each.host.name), context, stop })));
}
async function build(gathered, alike, { inputs, context }) {
  const { definition, release, define } = gathered;
  const at = { topDir: inputs["top-dir"], cwd: context.environment.cwd };
  const state = await readState(stateInputsFor(gathered, at), context.ports);
  const hosts = alike.map(({ host }) => host);
  return buildTrees({ definition, release, define, hosts, state, topDir: inputs["top-dir"] }, context.ports);
}
async function mendOne(inspected, means) {
  const { host, connection, inspection, judging } = inspected;
  const { copy, drift, files, unproven } = inspection;
  const before = { host, ...copy && { copy }, files, unproven };
  try {
    await mend(inspected, means);
    const after = await inspectHost(host, connection, judging);
    return { ...before, drift: after.drift, mended: drift };
  } catch (error) {
    if (!isFailure(error) || error.kind !== "operation") throw error;
    return { ...before, drift, mended: [], failure: error };
  }
}
async function mend({ host, connection, inspection, judging }, { gathered, built, context, stop }) {
  const { ports } = context;
  if (stop?.aborted) throw interrupted(host, stop.reason);
  if (built === void 0 || built.tree.digest !== inspection.copy?.tree) throw otherTree(host, gathered);
  const id = (await ports.ids()).ulid(ports.clock.now());
  const repair = { id, inspection, built, shared: judging.shared, mtime: gathered.release.committedAt };
  await repairHost(host, connection, { repair, archives: await ports.archives() });
  const { restart } = gathered.definition.settings.deploy;
  const touched = inspection.drift.map(({ path }) => path);
  const commands = restartsFor(touched, restart);
  if (commands.length === 0) return;
  const { home, current } = inspection.found;
  const lines = commandLines(current, "restart", commands);
  const answer = await tell({ id }, { member: { host, facts: { home } } }, { lines, patience: PATIENCE_S, connection });
  if (answer?.finished === true && answer.failed === void 0) return;
  const message = `its files are mended, but ${commands[answer?.failed?.index ?? 0]} failed`;
  throw hostFailure(host, { code: "deploy/command", message, retry: "safe", left: "the files are as they must be" });
}
function interrupted(host, why) {
  const message = `it was not mended: that was interrupted (${why})`;
  return hostFailure(host, { code: "deploy/interrupted", message, retry: "safe" });
}
function otherTree(host, { release }) {
  const short = release.githash.slice(0, 12);
  return hostFailure(host, {
    code: "verify/other-tree",
    message: `what it got cannot be made again: ${short} renders to another tree by now (state, flags or binaries changed)`,
    retry: "never",
    next: "facs deploy brings the new one"
  });
}
async function record(verdicts, { standing, context, inputs }) {
  const mended = verdicts.filter((verdict) => verdict.mended.length > 0);
  if (standing.seen === void 0 || mended.length === 0) return;
  const { definition } = standing.deployed;
  const { ports, environment } = context;
  const at = ports.clock.now();
  const fields = {
    hosts: mended.map(({ host }) => host.name).join(" "),
    files: String(mended.reduce((sum, verdict) => sum + verdict.mended.length, 0)),
    ...inputs.reason === void 0 ? {} : { reason: inputs.reason }
  };
  const event = eventOf(definition, { id: (await ports.ids()).ulid(at), event: "repair", fields, at }, environment);
  await pushRecords(standing.seen.meta, definition, [event]);
}
function summarize(hosts, name) {
  const failures = hosts.flatMap(({ failure }) => failure ?? []);
  const drifted = hosts.filter(({ drift }) => drift.length > 0);
  const [first] = failures;
  if (first !== void 0) {
    const message = `${failures.length} of ${hosts.length} hosts could not be verified:
${failures.map((each) => `    ${each.message}`).join("\n")}`;
    const next = [...new Set(failures.flatMap((failure) => failure.next ?? []))].join("; ");
    const retry = failures.every((failure) => failure.retry === "safe") ? "safe" : "never";
    return operationFailure({ code: first.code, message, target: name, retry, ...next === "" ? {} : { next } });
  }
  if (drifted.length === 0) return void 0;
  return operationFailure({
    code: "verify/drift",
    message: `${drifted.length} of ${hosts.length} hosts are not as they were deployed`,
    target: name,
    retry: "never",
    next: `facs verify ${name} --repair mends exactly these files`
  });
}

export {
  inspectHost,
  mendHosts,
  summarize
};
