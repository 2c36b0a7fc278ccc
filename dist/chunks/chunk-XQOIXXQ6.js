const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  ABOUT_FILE,
  COMPARING,
  MARK,
  PROLOGUE,
  checkFitness,
  chooseMachines,
  compact,
  decodeLockNote,
  describeEnding,
  driftName,
  encodeAbout,
  encodeLockNote,
  failuresOf,
  hostFailure,
  howItEnded,
  isSameEntry,
  probeHost,
  readInstance,
  refusalByHold,
  releaseEntries,
  releasePath,
  scriptCommand,
  settleAll,
  toManifestEntry
} from "./chunk-42DHKB6O.js";
import {
  ROOT,
  buildTrees,
  isTreeUnknown,
  sayWhatLacks
} from "./chunk-RA3TRHWV.js";
import {
  sha256
} from "./chunk-M3KARG6Z.js";
import {
  ensureState,
  readState
} from "./chunk-65NOHTQ7.js";
import {
  stateInputsFor
} from "./chunk-TWSPRJCF.js";
import {
  require_picomatch
} from "./chunk-SJSAOZPF.js";
import {
  summarizeFailures
} from "./chunk-5TR35WKJ.js";
import {
  bytesToHex,
  utf8ToBytes
} from "./chunk-ITJBLXQ5.js";
import {
  gather
} from "./chunk-KVDPHHMW.js";
import {
  describeRecord,
  describeSubject
} from "./chunk-SGREDNFV.js";
import {
  encodeRecord
} from "./chunk-Q6YWCMS3.js";
import {
  lockRef,
  recordPath,
  treePath
} from "./chunk-KG6K2PSM.js";
import {
  __toESM
} from "./chunk-QNEN4M7J.js";

// src/core/deploy/compute-plan.ts
var import_picomatch = __toESM(require_picomatch(), 1);
import { invalid$87 as invalid, valid$87 as valid } from "#common";

// src/core/deploy/plan.ts
import { comparePaths$77 as comparePaths } from "#common";
import { isObject$83 as isObject } from "#common";
var NO_CHANGES = { added: [], changed: [], removed: [] };
var NO_COMMANDS = { before: [], postcmd: [], after: [], restart: [] };
function planDigest(plan) {
  return bytesToHex(sha256(utf8ToBytes(stableJson(plan))));
}
function isUnchanged(plan) {
  return plan.hosts.every((host) => host.action === "unchanged");
}
function stableJson(value) {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => value[key] !== void 0);
  return `{${keys.sort(comparePaths).map((key) => `${JSON.stringify(key)}:${stableJson(value[key])}`).join(",")}}`;
}

// src/core/deploy/compute-plan.ts
function computePlan(subject, works, settings) {
  const hosts = works.map(({ host, work }) => planHost(host, work, settings));
  const changes = hosts.some((host) => host.action !== "unchanged");
  return { ...subject, once: changes ? settings.hooks.once : [], hosts };
}
function checkTree(tree, shared) {
  const paths = releaseEntries(tree).map((entry) => releasePath(entry.path));
  const issues = [];
  if (paths.includes(ABOUT_FILE)) {
    issues.push({ code: "deploy/reserved", message: `${ABOUT_FILE} is written by every deploy`, path: ABOUT_FILE });
  }
  for (const path of shared.map(withoutSlash)) {
    const inside = paths.find((each) => each === path || each.startsWith(`${path}/`) || path.startsWith(`${each}/`));
    if (inside === void 0) continue;
    issues.push({
      code: "deploy/shared",
      message: `${path} is shared between releases, but the tree has ${inside}`,
      path: "deploy.shared",
      hint: "take it out of the tree, or out of deploy.shared"
    });
  }
  return issues.length > 0 ? invalid(...issues) : valid(void 0);
}
function planHost(host, work, settings) {
  const { action, from, to, folder, files, stage, directories } = work;
  const planned = {
    host: host.name,
    targets: host.targets,
    action,
    ...from === void 0 ? {} : { from },
    to,
    folder,
    files,
    send: { files: stage.sent.length, bytes: stage.bytes },
    link: stage.linked,
    run: action === "unchanged" ? NO_COMMANDS : commandsFor(files, settings),
    ...directories.length === 0 ? {} : { directories }
  };
  return planned;
}
function commandsFor(files, { hooks, postcmd, restart }) {
  const touched = [...files.added, ...files.changed, ...files.removed];
  const due = restart.filter(({ glob }) => {
    const matches = (0, import_picomatch.default)(glob, { dot: true });
    return touched.some((path) => matches(path));
  });
  return {
    before: hooks.before,
    postcmd,
    after: hooks.after,
    restart: [...new Set(due.map(({ command }) => command))]
  };
}
function withoutSlash(path) {
  return path.replace(/\/+$/, "");
}

// src/app/deploy/check-history.ts
import { operationFailure$68 as operationFailure } from "#common";
async function checkHistory(members, seen) {
  if (seen === void 0) return;
  const tips = new Map(
    members.flatMap(({ host, facts }) => facts.metaTip === void 0 ? [] : [[facts.metaTip, host]])
  );
  for (const [tip, host] of tips) {
    if (await seen.snapshot.includes(tip)) continue;
    throw operationFailure({
      code: "meta/rewound",
      message: `${host.name} was deployed from commit ${tip.slice(0, 12)} of meta, which ${seen.meta.url} does not have`,
      target: seen.meta.url,
      retry: "never",
      next: `find out who rewrote it; if this meta repo rightly took the place of another, remove .facsimile/meta from the home of each host`
    });
  }
}

// src/app/deploy/conclude.ts
import { isFailure$68 as isFailure2 } from "#common";

// src/app/deploy/deployment-records.ts
function definitionsOf({ url = "", githash = "" }) {
  return githash === "" ? { url: "", githash } : { url, githash };
}
function beginOf(deployment, plan, { environment, reason }, now) {
  const { id, project, instance, definitions } = deployment;
  const record = {
    kind: "deployment-begin",
    ...{ id, project, instance },
    release: plan.release.githash,
    version: plan.release.version,
    channel: plan.channel,
    definitions,
    planDigest: planDigest(plan),
    hosts: plan.hosts.map(({ host, targets, from, to }) => ({ host, targets, ...from && { from }, to })),
    who: environment.actor,
    runUrl: environment.runUrl ?? "",
    reason,
    begunAt: now
  };
  return record;
}
function endOf({ id, project, instance }, reports, now) {
  const record = {
    kind: "deployment-end",
    ...{ id, project, instance },
    hosts: reports.map(({ host, outcome, now: runs2, failure }) => ({
      host,
      outcome,
      ...runs2 && { now: runs2 },
      code: failure?.code ?? "",
      message: failure?.message ?? ""
    })),
    endedAt: now
  };
  return record;
}
function eventOf({ project, instance }, event, environment) {
  const { actor: who, runUrl = "" } = environment;
  return { kind: "event", ...event, project, instance, who, runUrl };
}
async function missingTrees(snapshot, project, trees) {
  const distinct = [...new Map(trees.map((tree) => [tree.digest, tree])).values()];
  const known = await snapshot.readAll(distinct.map(({ digest }) => treePath(project, digest)));
  return distinct.filter((_, i) => known[i] === void 0).map(({ digest, entries }) => ({ kind: "tree", digest, entries, base: "", removed: [] }));
}
async function pushRecords(meta, project, records) {
  const [first] = records;
  if (first === void 0) throw new Error("there is nothing to record");
  const added = records.map(
    (record) => ({ path: recordPath(project, record), bytes: encodeRecord(record) })
  );
  const told = records.filter((record) => record.kind !== "tree").map(describeRecord);
  const { commit } = await meta.append({
    added,
    changed: [],
    message: [describeSubject(first), "", ...told].join("\n")
  });
  return commit;
}

// src/core/deploy/scripts/activation-line.ts
var LONGEST_SILENCE_S = 60;
function activationLine(line) {
  const { verb, ...rest } = line;
  return `${[verb, ...Object.values(rest).map((value) => escapeForPrintf(String(value)))].join(" ")}
`;
}
function readyLine(deployment, phase) {
  return `${MARK} ready ${deployment} ${phase}`;
}
function isReadyLine(line, deployment) {
  return line.startsWith(`${MARK} ready ${deployment} `);
}
function escapeForPrintf(text) {
  if (text.includes("\0")) throw new Error("a command cannot hold a NUL character");
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}

// src/core/deploy/activation.ts
function openingLines({ from, to }, settings, { once, directories }) {
  return [
    { verb: "fence", name: from },
    { verb: "release", name: to },
    ...directories.map((path) => ({ verb: "directory", path })),
    ...settings.shared.map((path) => ({ verb: "share", path })),
    ...runs("once", once),
    ...once.length === 0 ? [] : [{ verb: "ready", phase: "once", seconds: LONGEST_SILENCE_S }]
  ];
}
function switchLines(commands, { health }) {
  const { before, postcmd, after, restart } = commands;
  const backs = [...postcmd, ...restart].map((command) => ({ verb: "back", command }));
  const check = health?.kind === "command" ? [{ verb: "check", seconds: Math.ceil(health.withinMs / 1e3), command: health.command }] : [];
  return [
    ...backs,
    ...runs("before", before),
    { verb: "switch" },
    ...runs("postcmd", postcmd),
    ...runs("after", after),
    ...runs("restart", restart),
    ...check,
    { verb: "ready", phase: "health", seconds: longestWait(health) }
  ];
}
function longestWait(health) {
  return Math.ceil((health?.withinMs ?? 0) / 1e3) + LONGEST_SILENCE_S;
}
function goodLines({ from }, { keepReleases }, remember) {
  return [
    ...remember.metaTip === void 0 ? [] : [{ verb: "meta", tip: remember.metaTip }],
    ...remember.leave && from !== "-" ? [{ verb: "mark", outcome: "left", name: from }] : [],
    { verb: "good", keep: keepReleases }
  ];
}
function returnLines({ from, to }, commands) {
  const { postcmd, restart } = commands;
  const way = from === "-" ? [{ verb: "vanish" }] : [{ verb: "release", name: from }, { verb: "switch" }, ...runs("postcmd", postcmd), ...runs("restart", restart)];
  return [
    { verb: "unproven", name: to },
    { verb: "fence", name: to },
    { verb: "forward" },
    ...way,
    { verb: "doubt", name: to },
    { verb: "end" }
  ];
}
function runs(phase, commands) {
  return commands.map((command) => ({ verb: "run", phase, command }));
}

// src/core/deploy/activation-answer.ts
function parseActivationAnswer(stdout) {
  const words = stdout.split("\n").filter((line) => line.startsWith(`${MARK} `)).map((line) => line.split(" ").slice(1));
  const first = (word) => words.find(([head]) => head === word);
  const refusal = toRefusal(first("refused"));
  const failed = toFailed(words);
  const back = words.find(([head, second]) => head === "back" && second !== "command")?.[1];
  const current = words.findLast(([head]) => head === "current")?.[1];
  return {
    finished: first("finished") !== void 0,
    ...refusal === void 0 ? {} : { refusal },
    ...failed === void 0 ? {} : { failed },
    ...back === void 0 ? {} : { back },
    backCommands: words.filter(([head, second]) => head === "back" && second === "command").length,
    ...current === void 0 ? {} : { current },
    pruned: words.flatMap(([head, name]) => head === "pruned" && name !== void 0 ? [name] : []),
    pruneFailed: words.some(([head, second]) => head === "prune" && second === "failed")
  };
}
function toRefusal(words) {
  const [, kind, rest = ""] = words ?? [];
  if (kind === "fence") return { kind, current: rest };
  if (kind === "locked") return { kind, deployment: rest };
  return kind === "proven" || kind === "home" ? { kind } : void 0;
}
function toFailed(words) {
  const at = words.findIndex(([head]) => head === "failed");
  const [, phase, code = ""] = words[at] ?? [];
  if (phase === void 0) return void 0;
  const begun = words.slice(0, at).filter(([head, each]) => head === "running" && each === phase).length;
  return { phase, index: Math.max(0, begun - 1), code };
}
function isWhole({ finished, refusal, failed, current }) {
  return finished || refusal !== void 0 || failed !== void 0 && current !== void 0;
}

// src/core/deploy/scripts/host-lock.ts
var HOST_LOCK = `
home=$1 id=$2 renamer=$3 patience=$4
trap '' HUP PIPE
cd -P "$home" || { say refused home; exit 1; }
home=$PWD
born() { if [ -r "/proc/$1/stat" ]; then sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; else echo -; fi; }
mine=.facsimile/locks/$$
others() {
  for lock in .facsimile/locks/*[0-9]; do
    if [ "$lock" = "$mine" ] || [ ! -f "$lock" ]; then continue; fi
    read -r since holder <"$lock" || continue
    pid=\${lock##*/}
    if kill -0 "$pid" 2>/dev/null && [ "$(born "$pid")" = "$since" ]; then echo "$holder"; return; fi
    rm -f "$lock"
  done
}
mkdir -p .facsimile/locks || { say refused home; exit 1; }
trap 'rm -f "$mine"' EXIT
waited=0
while :; do
  if printf '%s %s\\n' "$(born $$)" "$id" >"$mine.new" && mv -f "$mine.new" "$mine"; then :; else say refused home; exit 1; fi
  holder=$(others)
  if [ -z "$holder" ]; then break; fi
  rm -f "$mine"
  if [ "$waited" -ge "$patience" ]; then say refused locked "$holder"; exit 1; fi
  waited=$((waited + 1))
  sleep 1
done
`;

// src/core/deploy/scripts/prune.ts
var PRUNE = `
prune() {
  stale=$(awk -v keep="$1" -v current="$release" '
    { outcome[$2] = $1; order[$2] = NR }
    END {
      for (name in outcome) if (outcome[name] == "good" && name != current && order[name] > order[previous]) previous = name
      for (name in outcome) {
        if (name == current || name == previous) continue
        newer = 0
        for (other in outcome) if (outcome[other] != "bad" && order[other] > order[name]) newer++
        if (outcome[name] == "bad" || newer >= keep) print name
      }
    }' .facsimile/history)
  for folder in releases/*/; do
    name=\${folder#releases/} name=\${name%/}
    case $name in "$release" | "$old" | *[!0-9a-f-]*) continue ;; esac
    if [ -f "$folder.facsimile.json" ] && ! grep -q " $name " .facsimile/history; then
      stale="$stale$newline$(find "releases/$name" -prune -mtime +0 | cut -c 10-)"
    fi
  done
  find .facsimile/stage ! -name stage -prune -mtime +0 -exec rm -rf {} +
  for name in $stale; do
    rm -rf "releases/$name" ".facsimile/manifests/$name" || return
    grep -v " $name " .facsimile/history >.facsimile/history.new
    mv -f .facsimile/history.new .facsimile/history || return
    say pruned "$name"
  done
}
`;

// src/core/deploy/scripts/activate.ts
function activateCommand({ home, deployment, renamer, patience }) {
  return scriptCommand(ACTIVATE, home, deployment, renamer, String(patience));
}
var STEPS = `
old=$(current_name)
release='' switched='' backs='' forward='' touched=''
newline=$(printf '\\n.') newline=\${newline%.}
plain() { printf '%b.' "$1"; }
run() {
  command=$(plain "$2") command=\${command%.}
  touched=yes
  (cd "releases/$1" && exec sh -c "$command") </dev/null >&2
}
point_to() {
  rm -rf "current.$id"
  ln -s "releases/$1" "current.$id" && rename "current.$id" current
}
remember() { printf '%s %s %s\\n' "$1" "$2" "$id" >>.facsimile/history; }
doubt() {
  awk -v name="$1" '$2 == name { last = $1 } END { exit last != "good" && last != "left" }' .facsimile/history 2>/dev/null ||
    remember bad "$1"
}
last_good() {
  name=$(awk -v not="$release" '
    { outcome[$2] = $1; order[$2] = NR }
    END {
      for (name in outcome) if (outcome[name] == "good" && name != not && order[name] > order[last]) last = name
      print last
    }' .facsimile/history)
  if [ -n "$name" ] && [ -d "releases/$name" ]; then echo "$name"; else echo "$release"; fi
}
back() {
  if [ -z "$switched" ]; then return; fi
  if [ "$old" = - ]; then rm -f current; else point_to "$old" || { say back failed; return; }; fi
  if [ "$old" != - ]; then
    printf '%s\\n' "$backs" | while IFS= read -r line; do
      if [ -n "$line" ]; then run "$old" "$line" || say back command "$?"; fi
    done
  fi
  say back "$old"
}
fail() {
  say failed "$@"
  if [ -n "$forward" ]; then return; fi
  back
  if [ -n "$touched" ] && [ -n "$release" ]; then
    case $1 in closed | interrupted) doubt "$release" ;; *) remember bad "$release" ;; esac
  fi
  say current "$(current_name)"
  exit 1
}
directory() {
  path=$(plain "$1") path=\${path%.}
  place_of "$path"
  make_place
}
share() {
  path=$(plain "$1") path=\${path%.} path=\${path%/}
  case $path in */*) mkdir -p "releases/$release/\${path%/*}" || return ;; esac
  if [ ! -e "shared/$path" ]; then mkdir -p "shared/$path" || return; fi
  if [ -L "releases/$release/$path" ]; then rm -f "releases/$release/$path"; fi
  ln -s "$home/shared/$path" "releases/$release/$path"
}
check() {
  until=$(($(date +%s) + $1))
  until run "$release" "$2"; do
    if [ "$(date +%s)" -ge "$until" ]; then return 1; fi
    sleep 1
  done
}
`;
var SILENCE = `
watch=''
expect() {
  ( trap 'kill -KILL $!; exit' TERM; sleep "$1" & wait $! && kill -ALRM $$ ) </dev/null >/dev/null 2>&1 &
  watch=$!
}
heard() { if [ -n "$watch" ]; then kill "$watch" 2>/dev/null; watch=''; fi; }
trap 'fail closed' ALRM
`;
var LOOP = `
expect ${LONGEST_SILENCE_S}
while IFS= read -r line; do
  heard
  rest=\${line#* }
  case $line in
    'fence '*) if [ "$old" != "$rest" ]; then say refused fence "$old"; exit 1; fi ;;
    'unproven '*) if grep -qx "good $rest $id" .facsimile/history; then say refused proven; exit 1; fi ;;
    'release '*)
      release=$rest
      if [ ! -d "releases/$release" ]; then fail release; fi
      if [ "$old" = "$release" ]; then old=$(last_good); fi ;;
    forward) forward=yes ;;
    'directory '*) say running directory; directory "$rest" || fail directory "$?" ;;
    'share '*) share "$rest" || fail share ;;
    'run '*) say running "\${rest%% *}"; run "$release" "\${rest#* }" || fail "\${rest%% *}" "$?" ;;
    'back '*) backs=$backs$newline$rest ;;
    'check '*) say running health; check "\${rest%% *}" "\${rest#* }" || fail health ;;
    switch) switched=yes touched=yes; point_to "$release" || fail switch ;;
    vanish) rm -f current || fail switch ;;
    'ready '*) printf '${MARK} ready %s %s\\n' "$id" "\${rest%% *}" >&2; expect "\${rest#* }" ;;
    'doubt '*) doubt "$rest" ;;
    'mark '*) remember "\${rest%% *}" "\${rest#* }" ;;
    'meta '*) { printf '%s\\n' "$rest" >.facsimile/meta.new && mv -f .facsimile/meta.new .facsimile/meta; } || fail meta ;;
    'stop '*) fail "$rest" ;;
    'good '*)
      remember good "$release" || fail history
      sync -f .facsimile 2>/dev/null || sync
      say finished
      prune "$rest" || say prune failed
      exit 0 ;;
    end) say finished; say current "$(current_name)"; exit 0 ;;
  esac
done
heard
fail closed
`;
var ACTIVATE = compact(PROLOGUE + HOST_LOCK + STEPS + PRUNE + SILENCE + LOOP);

// src/app/deploy/activate-host.ts
import { isFailure$68 as isFailure } from "#common";

// src/app/deploy/activation-report.ts
function reportActivation(task, heard) {
  const { member, work } = task;
  const isProven = heard.answer.finished || heard.back?.refusal?.kind === "proven";
  const current = isProven ? work.folder : currentAfter(heard);
  const now = copyOf(task, current);
  const isBack = hasSwitched(heard) && current !== void 0 && current !== work.folder;
  return {
    host: member.host.name,
    targets: member.host.targets,
    outcome: isProven ? "activated" : isBack ? "reverted" : "failed",
    ...work.from === void 0 ? {} : { from: work.from },
    ...now === void 0 ? {} : { now },
    ...isProven ? {} : { failure: describe(task, heard) }
  };
}
function copyOf({ member, work }, folder) {
  if (folder === work.folder) return work.to;
  const about = member.facts.kept.find(({ name }) => name === folder)?.about;
  return about && { release: about.release, tree: about.tree };
}
function currentAfter({ answer, back }) {
  if (answer.refusal?.kind === "fence") return answer.refusal.current;
  if (back === void 0) return answer.current;
  return back.refusal?.kind === "fence" ? back.refusal.current : back.current;
}
function hasSwitched({ answer, back }) {
  return answer.refusal === void 0 && (answer.back !== void 0 || back !== void 0);
}
function describe(task, { finished, answer, problem, interruption: interruption2 }) {
  const { host } = task.member;
  if (answer.refusal !== void 0) return describeRefusal(task, answer.refusal);
  const { failed } = answer;
  if (failed === void 0 || failed.phase === "closed") {
    const message = `the activation broke off (${howItEnded(finished.ending)})`;
    return hostFailure(host, { code: "ssh/closed", message, retry: "safe", next: "facs status shows what runs there" });
  }
  if (failed.phase === "interrupted") {
    return hostFailure(host, {
      code: "deploy/interrupted",
      message: `it was interrupted (${interruption2}), ${answer.back === void 0 ? "before the switch" : "and went back"}`,
      retry: "safe"
    });
  }
  if (failed.phase === "health") {
    const message = `it does not work: ${problem ?? "the health command fails"}`;
    return hostFailure(host, { code: "deploy/health", message, retry: "safe" });
  }
  const command = commandsOf(task)[failed.phase]?.[failed.index];
  if (command === void 0) {
    const message = `the switch failed at ${failed.phase}`;
    return hostFailure(host, { code: "host/activate", message, retry: "safe" });
  }
  return hostFailure(host, {
    code: "deploy/command",
    message: `${failed.phase}: ${command} ended with ${failed.code}`,
    retry: "safe",
    next: "mend the command or what it works on, then deploy again"
  });
}
function commandsOf(task) {
  const commands = task.planned.run;
  const directory = task.work.directories.map((path) => `mkdir -p ${path}`);
  return { ...commands, once: task.once, directory };
}
function describeRefusal({ member }, refusal) {
  const { host, facts } = member;
  if (refusal.kind === "locked") return locked(host, refusal.deployment);
  if (refusal.kind === "fence") {
    return hostFailure(host, {
      code: "host/fence",
      message: `current was ${facts.current} and is now ${refusal.current}: somebody else deploys here`,
      retry: "safe",
      next: "find out who, then run the same command again"
    });
  }
  const message = `${facts.home} is no longer there, or may not be written`;
  return hostFailure(host, { code: "host/denied", message, retry: "safe" });
}
function locked(host, deployment) {
  return hostFailure(host, {
    code: "host/locked",
    message: `another activation runs there (deployment ${deployment})`,
    retry: "safe",
    next: "wait until it is over, then run the same command again"
  });
}

// src/core/deploy/http-check.ts
var URL_FORM = /^(https?):\/\/(\[[0-9a-fA-F:.]+\]|[^/:?#@\s]+)(?::(\d{1,5}))?([/?][^#\s]*)?$/;
var DEFAULT_PORT = { http: 80, https: 443 };
function toHttpCheck(url) {
  const [, scheme, host, port, rest = "/"] = URL_FORM.exec(url) ?? [];
  if (scheme !== "http" && scheme !== "https" || host === void 0) return void 0;
  const path = rest.startsWith("/") ? rest : `/${rest}`;
  const authority = port === void 0 ? host : `${host}:${port}`;
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${authority}`,
    "User-Agent: facsimile",
    "Accept: */*",
    "Connection: close"
  ];
  const address = host.replace(/^\[|\]$/g, "");
  return {
    address,
    port: port === void 0 ? DEFAULT_PORT[scheme] : Number(port),
    request: utf8ToBytes(`${lines.join("\r\n")}\r
\r
`),
    ...scheme === "https" ? { serverName: address } : {}
  };
}
function parseHttpStatus(answer) {
  const start = String.fromCharCode(...answer.subarray(0, 16));
  const [, status] = /^HTTP\/1\.[01] (\d{3})(?:\s|$)/.exec(start) ?? [];
  return status === void 0 ? void 0 : Number(status);
}
function isHealthy(status) {
  return status !== void 0 && status >= 200 && status < 400;
}

// src/app/deploy/check-health.ts
import { hasCode$68 as hasCode } from "#common";
import { describeDuration$90 as describeDuration } from "#common";
var FIRST_PAUSE_MS = 25;
var LONGEST_PAUSE_MS = 500;
var LONGEST_ASK_MS = 5e3;
async function checkHealth(connection, health, { clock, interruption: interruption2 }) {
  if (health === void 0 || health.kind === "command") return void 0;
  const deadline = clock.now() + health.withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
    const problem = await ask(connection, health, Math.max(1, Math.min(LONGEST_ASK_MS, deadline - clock.now())));
    if (problem === void 0) return void 0;
    if (interruption2.aborted) return problem;
    if (clock.now() + pauseMs >= deadline) return `${problem}, for ${describeDuration(health.withinMs)}`;
    await clock.sleep(pauseMs);
  }
}
async function ask(connection, health, timeoutMs) {
  try {
    return health.kind === "url" ? await askUrl(connection, health.url, timeoutMs) : await askPort(connection, health, timeoutMs);
  } catch (error) {
    if (hasCode(error, "health/no-answer")) return error.message;
    throw error;
  }
}
async function askUrl(connection, url, timeoutMs) {
  const check = toHttpCheck(url);
  if (check === void 0) return `${url} is no http or https URL`;
  const status = parseHttpStatus(await connection.exchange({ ...check, timeoutMs }));
  if (isHealthy(status)) return void 0;
  return status === void 0 ? `${url} does not answer in HTTP` : `${url} answers ${status}`;
}
async function askPort(connection, health, timeoutMs) {
  if (health.kind !== "tcp") return;
  const { address, port } = health;
  await connection.exchange({ address, port, request: new Uint8Array(), timeoutMs });
}

// src/app/deploy/conversation.ts
var Conversation = class {
  said = /* @__PURE__ */ new Set();
  waiting = /* @__PURE__ */ new Map();
  over = false;
  deployment;
  onOther;
  /** @param onOther Called with each line of stderr that is not ours: what hooks print. */
  constructor(deployment, onOther) {
    this.deployment = deployment;
    this.onOther = onOther;
  }
  /** A line of stderr came. */
  hear(line) {
    if (isReadyLine(line, this.deployment)) {
      this.said.add(line);
      this.waiting.get(line)?.();
    } else this.onOther(line);
  }
  /** The execution has ended: nobody waits any longer. */
  end() {
    this.over = true;
    for (const resolve of this.waiting.values()) resolve();
  }
  /** True when the script has come to this point and waits; false when it ended before. */
  async isReady(phase) {
    const line = readyLine(this.deployment, phase);
    if (!this.said.has(line) && !this.over) await new Promise((resolve) => this.waiting.set(line, resolve));
    return this.said.has(line);
  }
};
function toBytes(lines) {
  return new TextEncoder().encode(lines.map(activationLine).join(""));
}

// src/app/deploy/activate-host.ts
var PATIENCE_S = 5;
async function activateHost(deployment, task, { turn, ports }) {
  const { member, work, planned } = task;
  const { settings } = deployment;
  const change = { from: member.facts.current, to: work.folder };
  const talk = new Conversation(deployment.id, (line) => ports.talk.say(`${member.host.name}: ${line}`));
  let problem;
  async function* stdin() {
    let opening = openingLines(change, settings, { once: task.once, directories: work.directories });
    if (task.once.length > 0) {
      yield toBytes(opening);
      opening = [];
      if (!await talk.isReady("once")) return;
      turn.onOnce(true);
    }
    if (deployment.interruption.aborted) return yield toBytes([{ verb: "stop", phase: "interrupted" }]);
    yield toBytes([...opening, ...switchLines(planned.run, settings)]);
    if (!await talk.isReady("health")) return;
    problem = await judge(deployment, member.connection, ports);
    if (deployment.interruption.aborted) yield toBytes([{ verb: "stop", phase: "interrupted" }]);
    else if (problem !== void 0) yield toBytes([{ verb: "stop", phase: "health" }]);
    else yield toBytes(goodLines(change, settings, turn));
  }
  const command = activationCommand(deployment, task, PATIENCE_S);
  const finished = await converse(member.connection, { command, stdin: stdin() }, talk);
  turn.onOnce(false);
  const answer = parseActivationAnswer(finished.stdout);
  const back = isWhole(answer) ? void 0 : await comeBack(deployment, task, { change, turn });
  const interruption2 = deployment.interruption.reason;
  const report = reportActivation(task, { finished, answer, back, problem, interruption: interruption2 });
  ports.talk.say(`${member.host.name}: ${report.outcome}`);
  if (answer.pruneFailed) ports.talk.warn(pruneWarning(member.host.name));
  return report;
}
function pruneWarning(host) {
  return {
    code: "host/prune",
    message: `${host}: old releases could not be removed`,
    hint: "see who owns files in them"
  };
}
function activationCommand({ id }, { member }, patience) {
  const { home, renamer = "none" } = member.facts;
  return activateCommand({ home, deployment: id, renamer, patience });
}
async function converse(connection, { command, stdin }, talk) {
  try {
    return await connection.execute({ command, stdin, onLine: (line) => talk.hear(line) });
  } catch (error) {
    if (!isFailure(error) || error.kind !== "operation") throw error;
    return { ending: { kind: "closed" }, stdout: "", stderr: error.message };
  } finally {
    talk.end();
  }
}
async function judge(deployment, connection, ports) {
  const { settings, interruption: interruption2 } = deployment;
  try {
    return await checkHealth(connection, settings.health, { clock: ports.clock, interruption: interruption2 });
  } catch (error) {
    if (isFailure(error)) return error.message;
    throw error;
  }
}
async function comeBack(deployment, task, { change, turn }) {
  async function* stdin() {
    yield toBytes(returnLines(change, task.planned.run));
  }
  try {
    const connection = await turn.reach(task.member.host);
    try {
      const command = activationCommand(deployment, task, longestWait(deployment.settings.health) + PATIENCE_S);
      const { stdout } = await connection.execute({ command, stdin: stdin() });
      return parseActivationAnswer(stdout);
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (isFailure(error) && error.kind === "operation") return void 0;
    throw error;
  }
}

// src/core/deploy/scripts/directories.ts
function directoriesCommand(home) {
  return scriptCommand(DIRECTORIES, home);
}
function directoryLines(directories) {
  return directories.map((path) => `${path}
`).join("");
}
var DIRECTORIES = compact(`${PROLOGUE}
home=$1
while IFS= read -r path; do
  place_of "$path"
  make_place || exit
done
`);

// src/app/deploy/make-directories.ts
async function makeDirectories({ host, facts, connection }, directories) {
  async function* stdin() {
    yield new TextEncoder().encode(directoryLines(directories));
  }
  const finished = await connection.execute({ command: directoriesCommand(facts.home), stdin: stdin() });
  if (finished.ending.kind === "exit" && finished.ending.code === 0) return;
  throw hostFailure(host, {
    code: "host/directory",
    message: `a directory of the state could not be made (${describeEnding(finished)})`,
    retry: "safe",
    next: `give ${host.user} leave to make ${directories.join(", ")} on ${host.name}, or make it there`
  });
}

// src/core/deploy/scripts/libraries.ts
var LIBRARIES = `
lacked() {
  while IFS= read -r file; do
    (cd "$final" && ldd "$file" </dev/null 2>&1) | sed -n \\
      -e 's/^[ '"$tab"']*\\([^ ]*\\) => not found.*/\\1/p' \\
      -e "s/.*: version [\\\`']\\([^']*\\)' not found.*/\\1/p" \\
      -e 's/^Error loading shared library \\([^:]*\\):.*/\\1/p' | while IFS= read -r library; do
      printf '%s %s\\n' "\${library##*/}" "\${file#./}"
    done
  done <"$stage/programs"
}
if [ -f "$stage/ignored" ]; then
  elf=$(printf '\\177ELF')
  (
    cd "$final" &&
    find . -type f ! -path '*/.debug/*' '(' -perm -100 -o -name '*.so' -o -name '*.so.*' ')' -exec grep -l "^$elf" {} +
  ) >"$stage/programs"
  if [ -s "$stage/programs" ]; then
    command -v ldd >/dev/null 2>&1 || fail ldd
    wrong=$(
      {
        { cat "$stage/ignored"; (cd "$final" && find . ! -type d); } | sed 's,.*/,,'
        echo
        lacked
      } | awk '!second && $0 == "" { second = 1; next }
        !second { known[$0] = 1; next }
        !($1 in known) && !told[$0]++'
    )
    if [ -n "$wrong" ]; then
      printf '%s\\n' "$wrong" | while IFS= read -r line; do say lacks "$line"; done
      fail libraries
    fi
  fi
  say libraries "$(awk 'END { print NR }' "$stage/programs")"
fi
`;

// src/core/deploy/scripts/stage.ts
var STREAM = {
  /** Folder of the files that the host lacks. */
  tree: "tree",
  /** Manifest lines of those files. */
  sent: "sent",
  /** Manifest lines of the base that the new release does not have. */
  dropped: "dropped",
  /** What becomes `.facsimile.json`. */
  about: "about",
  /** Libraries to pass over, by name or path; there only when libraries are to be checked. */
  ignored: "ignored"
};
function stageCommand(args) {
  const { home, deployment, name, base, sha256: sha2562, stat, renamer, check } = args;
  return scriptCommand(STAGE, home, deployment, name, base ?? "-", sha2562, stat, renamer, check);
}
var UNPACK = `
home=$1 id=$2 name=$3 base=$4 sha=$5 stat=$6 renamer=$7 check=$8
umask 022
LC_ALL=C; export LC_ALL
fail() {
  say failed "$1"
  say space "$(df -Pk . 2>/dev/null | tail -n 1 | awk '{ print $4 }')"
  exit 1
}
stage=.facsimile/stage/$id
{ mkdir -p "$home" && cd -P "$home"; } || fail folders
home=$PWD
trap 'cd "$home" && rm -rf "$stage"' EXIT
trap 'exit 1' HUP INT TERM PIPE
{ mkdir -p releases shared .facsimile/manifests .facsimile/stage && chmod 700 .facsimile && mkdir "$stage"; } || fail folders
tar -xpof - -C "$stage" || fail unpack
sed -n "s/^\\([1-7][0-7]\\{3\\}\\) [^$tab]*$tab/\\1 /p" "$stage/sent" | while IFS= read -r line; do
  chmod "\${line%% *}" "$stage/tree/\${line#* }" || exit 1
done || fail unpack
`;
var CHECK_SENT = `
wrong=$( { file_hashes "$stage/sent"; echo; (cd "$stage/tree" && hashes); } | unmet )
if [ -n "$wrong" ]; then printf '%s\\n' "$wrong" >&2; fail bytes; fi
`;
var LINK = `
if [ "$base" = - ]; then
  final=$stage/tree
  cat "$stage/sent" >"$stage/manifest" || fail manifest
else
  final=$stage/clone
  cp -al "releases/$base" "$final" 2>/dev/null || { rm -rf "$final"; cp -pRP "releases/$base" "$final" 2>/dev/null; }
  { cat "$stage/dropped"; echo; cat ".facsimile/manifests/$base"; } | surplus >"$stage/linked" || fail manifest
  newline=$(printf '\\n.') newline=\${newline%.}
  (
    cd "$final" || exit 1
    find . -name "*$newline*" -prune -exec rm -rf {} +
    {
      awk '{ rest = substr($0, index($0, "\\t") + 1); print $1 == "link" ? substr(rest, 1, $2) : rest }' "$home/$stage/linked"
      echo
      find . ! -type d
    } | surplus | tr '\\n' '\\0' | xargs -0 rm -f
    find . -depth -type d ! -name . -exec rmdir {} + 2>/dev/null
    find . -type d -exec chmod 755 {} +
  ) || fail link
  cp -al "$stage/tree/." "$final/" 2>/dev/null || cp -pRPf "$stage/tree/." "$final/" || fail join
  cat "$stage/linked" "$stage/sent" >"$stage/manifest" || fail manifest
fi
`;
var CHECK_ALL = `
wrong=$(
  if [ "$stat" != none ]; then
    { file_listing "$stage/manifest"; echo; (cd "$final" && listing); } | unmet
    { file_listing "$stage/manifest"; echo; (cd "$final" && listing); } | surplus
  fi
  if [ "$stat" = none ] || [ "$check" = all ]; then
    { file_hashes "$stage/manifest"; echo; (cd "$final" && hashes); } | unmet
  fi
)
if [ -n "$wrong" ]; then printf '%s\\n' "$wrong" >&2; fail listing; fi
`;
var PUBLISH = `
{ mv "$stage/about" "$final/.facsimile.json" && chmod 755 "$final" && chmod 600 "$stage/manifest"; } || fail publish
if sync -f "$final" 2>/dev/null; then :; else sync || fail sync; fi
if [ "$(current_name)" != "$name" ]; then
  if [ -e "releases/$name" ]; then rename "releases/$name" "$stage/replaced" || fail publish; fi
  { rename "$stage/manifest" ".facsimile/manifests/$name" && rename "$final" "releases/$name"; } || fail publish
fi
say staged
`;
var STAGE = compact(PROLOGUE + COMPARING + UNPACK + CHECK_SENT + LINK + CHECK_ALL + LIBRARIES + PUBLISH);

// src/core/deploy/stage-answer.ts
var LACKS = new RegExp(`^${MARK} lacks (\\S+) (.+)$`);
function parseStageAnswer(stdout) {
  const lines = stdout.split("\n");
  const rest = (word) => {
    const start = `${MARK} ${word} `;
    return lines.find((line) => line.startsWith(start))?.slice(start.length);
  };
  const failed = rest("failed");
  const space = rest("space");
  const checked = rest("libraries");
  const lacking = lines.flatMap((line) => {
    const [, library, file] = LACKS.exec(line) ?? [];
    return library === void 0 || file === void 0 ? [] : [{ library, file }];
  });
  return {
    staged: lines.includes(`${MARK} staged`),
    ...failed === void 0 ? {} : { failed },
    lacking,
    ...checked === void 0 || !/^\d+$/.test(checked) ? {} : { checked: Number(checked) },
    ...space === void 0 || !/^\d+$/.test(space) ? {} : { spaceKib: Number(space) }
  };
}

// src/app/deploy/libcheck.ts
import { inputOrigin$81 as inputOrigin } from "#common";
var SHOWN = 10;
function withoutLibcheck({ libcheck, ...rest }, talk) {
  const message = "libcheck is skipped: nobody looks whether hosts have the libraries that the release needs";
  if (libcheck !== void 0) talk.warn({ code: "deploy/libcheck", message, origin: inputOrigin("--skip-libcheck") });
  return rest;
}
function passedOver({ libcheck }, { targets }) {
  return libcheck && targets.flatMap((target) => libcheck.ignored[target] ?? []);
}
function lackOfLibraries(host, { failed, lacking }) {
  if (failed === "ldd") {
    return hostFailure(host, {
      code: "host/libraries",
      message: "libcheck needs ldd, which is not there",
      retry: "safe",
      next: "install it (libc-bin), leave deploy.libcheck out, or say --skip-libcheck"
    });
  }
  if (failed !== "libraries") return void 0;
  const libraries = [...Map.groupBy(lacking, ({ library }) => library)];
  const shown = libraries.slice(0, SHOWN).map(([library, [first, ...others]]) => {
    return `${library} (for ${first?.file}${others.length === 0 ? "" : ` and ${others.length} more`})`;
  });
  const rest = libraries.length > SHOWN ? [`and ${libraries.length - SHOWN} more`] : [];
  return hostFailure(host, {
    code: "host/libraries",
    message: `libcheck: ${[...shown, ...rest].join(", ")} not found`,
    retry: "safe",
    next: "install them there, or list them in deploy.libcheck_ignorelist; --skip-libcheck deploys all the same"
  });
}

// src/app/deploy/stage-host.ts
var FULL_KIB = 64;
async function stageHost(deployment, { member, work, built }, ports) {
  const { facts, connection } = member;
  const archives = await ports.archives();
  const finished = await connection.execute({
    command: stageCommand({
      home: facts.home,
      deployment: deployment.id,
      name: work.folder,
      base: work.stage.base,
      sha256: facts.sha256,
      stat: facts.stat ?? "none",
      renamer: facts.renamer ?? "none",
      check: deployment.check
    }),
    stdin: archives.stream(streamEntries(deployment, { member, work, built }))
  });
  const answer = parseStageAnswer(finished.stdout);
  if (!answer.staged) throw notStaged(member, finished, answer);
  if (answer.checked !== void 0) ports.talk.say(`${member.host.name}: libcheck ok, looked at ${answer.checked}`);
  ports.talk.say(`${member.host.name}: staged ${work.folder}`);
}
function* streamEntries(deployment, { member, work, built }) {
  const ignored = passedOver(deployment.settings, member.host);
  const { send, sent, dropped } = work.stage;
  yield toFile(STREAM.about, encodeAbout(aboutOf(deployment, work)), 420);
  yield toFile(STREAM.sent, toLines(sent), 384);
  yield toFile(STREAM.dropped, toLines(dropped), 384);
  if (ignored !== void 0) yield toFile(STREAM.ignored, toLines(ignored), 384);
  const mtime = deployment.release.committedAt;
  yield { path: STREAM.tree, kind: "dir", mode: 493, mtime, size: 0, open: nothing };
  for (const entry of send) yield toMember(entry, built, mtime);
}
function aboutOf({ id, project, instance, release, definitions }, { to }) {
  const { version, repos } = release;
  return { ...to, project, instance, version, repos, definitions, deployment: id };
}
function toMember(entry, built, mtime) {
  const common = {
    path: `${STREAM.tree}/${releasePath(entry.path)}`,
    mode: Number.parseInt(entry.mode, 8),
    mtime
  };
  if (entry.content.kind === "link") {
    return { ...common, kind: "link", size: 0, target: entry.content.target, open: nothing };
  }
  const content = built.contents.get(entry.path);
  if (entry.content.kind === "dir" || content === void 0) return { ...common, kind: "dir", size: 0, open: nothing };
  return { ...common, kind: "file", size: content.size, open: () => content.open() };
}
function toFile(path, text, mode) {
  const bytes = new TextEncoder().encode(text);
  return {
    path,
    kind: "file",
    mode,
    mtime: 0,
    size: bytes.length,
    async *open() {
      yield bytes;
    }
  };
}
function toLines(lines) {
  return lines.map((line) => `${line}
`).join("");
}
async function* nothing() {
}
function notStaged({ host, facts }, finished, answer) {
  const { failed, spaceKib } = answer;
  if (finished.ending.kind === "closed") {
    const message = "the connection broke while files were sent";
    return hostFailure(host, { code: "ssh/closed", message, retry: "safe" });
  }
  if (spaceKib !== void 0 && spaceKib < FULL_KIB) {
    return hostFailure(host, {
      code: "host/full",
      message: `${facts.home} is full (${describeEnding(finished)})`,
      retry: "safe",
      next: `free space on ${host.name}, then run the same command again`
    });
  }
  const lacks = lackOfLibraries(host, answer);
  if (lacks !== void 0) return lacks;
  return hostFailure(host, {
    code: "host/stage",
    message: `the release could not be staged: ${failed ?? "it broke off"} (${describeEnding(finished)})`,
    retry: "safe"
  });
}

// src/app/deploy/roll-out.ts
async function rollOut(hosts, { deployment, plan, reach, begin, leave }, ports) {
  const changing = hosts.filter(({ work }) => work.action !== "unchanged");
  const resting = hosts.filter(({ work }) => work.action === "unchanged" && work.directories.length > 0);
  const made = settleAll(resting.map(withHost), ({ member, work }) => makeDirectories(member, work.directories));
  const unmade = new Map(failuresOf(await made).map(({ host, failure }) => [host.name, failure]));
  if (changing.length === 0 || unmade.size > 0)
    return hosts.map((host) => notActivated(host, unmade.get(host.member.host.name)));
  const staging = settleAll(changing.map(withHost), async (prepared) => {
    const { member, work, built } = prepared;
    if (work.action !== "stage") return;
    if (built === void 0) throw new Error(`${member.host.name} is to be staged without a tree`);
    await stageHost(deployment, { member, work, built }, ports);
  });
  const [staged, begun] = await Promise.allSettled([staging, begin()]);
  if (begun.status === "rejected") throw begun.reason;
  if (staged.status === "rejected") throw staged.reason;
  const failures = new Map(failuresOf(staged.value).map(({ host, failure }) => [host.name, failure]));
  if (failures.size > 0 || deployment.interruption.aborted) {
    return hosts.map((host) => notActivated(host, failures.get(host.member.host.name)));
  }
  const turn = { metaTip: begun.value, leave, reach };
  const reports = await activateAll(deployment, toTasks(changing, plan), { turn, ports });
  return hosts.map((host) => reports.get(host.member.host.name) ?? untouched(host, "unchanged"));
}
function notBegun(hosts) {
  return hosts.map((host) => notActivated(host, void 0));
}
async function activateAll(deployment, tasks, { turn, ports }) {
  const [first, ...others] = tasks;
  if (first === void 0) return /* @__PURE__ */ new Map();
  let decide = () => void 0;
  const once = first.once.length === 0 ? Promise.resolve(true) : new Promise((resolve) => decide = resolve);
  const reports = await Promise.all([
    activateHost(deployment, first, { turn: { ...turn, onOnce: decide }, ports }),
    ...others.map(async (task) => {
      if (!await once || deployment.interruption.aborted) return untouched(task, "skipped");
      return activateHost(deployment, task, { turn: { ...turn, onOnce: () => void 0 }, ports });
    })
  ]);
  return new Map(reports.map((report) => [report.host, report]));
}
function toTasks(changing, plan) {
  return changing.flatMap(({ member, work }, i) => {
    const planned = plan.hosts.find((each) => each.host === member.host.name);
    return planned === void 0 ? [] : [{ member, work, planned, once: i === 0 ? plan.once : [] }];
  });
}
function withHost(prepared) {
  return { ...prepared, host: prepared.member.host };
}
function notActivated(host, failure) {
  if (failure !== void 0) return { ...untouched(host, "failed"), failure };
  return untouched(host, host.work.action === "unchanged" ? "unchanged" : "skipped");
}
function untouched({ member, work }, outcome) {
  const { host } = member;
  const { from } = work;
  const report = {
    host: host.name,
    targets: host.targets,
    outcome,
    ...from === void 0 ? {} : { from, now: from }
  };
  return report;
}

// src/app/deploy/write-log.ts
import { posix } from "node:path";
async function writeLog({ deployment, plan, circumstances, topDir }, reports, ports) {
  const { id, project, instance } = deployment;
  const log = {
    deployment: id,
    endedAt: ports.clock.now(),
    who: circumstances.environment.actor,
    reason: circumstances.reason,
    planDigest: planDigest(plan),
    plan,
    hosts: reports.map(({ failure, ...report }) => ({
      ...report,
      code: failure?.code ?? "",
      message: failure?.message ?? ""
    }))
  };
  const files = await ports.files();
  const content = new TextEncoder().encode(`${JSON.stringify(log, null, 2)}
`);
  await files.makeTopFolder(topDir);
  await files.write({ path: posix.join(topDir, "log", project, instance, `${id}.json`), mode: 420, content });
}

// src/app/deploy/conclude.ts
async function conclude(undertaking, ports) {
  const { deployment, plan, prepared, reach, leave, seen } = undertaking;
  if (deployment.interruption.aborted) return result(deployment, plan, notBegun(prepared));
  const isNews = seen !== void 0 && await hasNews(undertaking, seen);
  const begin = async () => isNews ? pushBegin(undertaking, seen, ports) : void 0;
  if (isUnchanged(plan)) await begin();
  const reports = await rollOut(prepared, { deployment, plan, reach, begin, leave }, ports);
  const end = isNews ? await pushEnd(deployment, reports, { seen, ports }) : void 0;
  if (seen === void 0 && !isUnchanged(plan)) await writeLog(undertaking, reports, ports);
  return result(deployment, plan, reports, end);
}
function result(deployment, plan, reports, recording) {
  const failed = summarizeFailures(reports, deployment) ?? interruption(deployment, reports) ?? recording;
  const done = { deployment: deployment.id, plan, planDigest: planDigest(plan), reports };
  return failed === void 0 ? done : { ...done, failed };
}
async function hasNews({ deployment, plan, events }, { snapshot }) {
  if (!isUnchanged(plan) || events.length > 0) return true;
  const state = await readInstance(snapshot, deployment);
  return plan.hosts.some(({ host, to }) => {
    const known = state?.hosts.find((each) => each.host === host)?.copy;
    return known?.release !== to.release || known.tree !== to.tree;
  });
}
async function pushBegin(undertaking, { meta, snapshot }, ports) {
  const { deployment, plan, circumstances, prepared, events } = undertaking;
  const begin = beginOf(deployment, plan, circumstances, ports.clock.now());
  const trees = prepared.flatMap(({ built }) => built === void 0 ? [] : [built.tree]);
  const missing = await missingTrees(snapshot, deployment.project, trees);
  return pushRecords(meta, deployment.project, [begin, ...events, ...missing]);
}
async function pushEnd(deployment, reports, { seen, ports }) {
  try {
    await pushRecords(seen.meta, deployment.project, [endOf(deployment, reports, ports.clock.now())]);
    return void 0;
  } catch (error) {
    if (!isFailure2(error) || error.kind !== "operation") throw error;
    const { code, message, retry, target } = error;
    return {
      ...{ code, retry },
      ...target === void 0 ? {} : { target },
      message: `the end of the deployment could not be recorded: ${message}`,
      left: "the hosts, as reported above",
      next: "run the same command again: it finds them unchanged and records that"
    };
  }
}
function interruption({ interruption: interruption2, project, instance }, reports) {
  if (!interruption2.aborted || reports.every(({ outcome }) => outcome !== "skipped")) return void 0;
  const operation = {
    code: "deploy/interrupted",
    message: `the deployment of ${project} ${instance} was interrupted (${interruption2.reason}) before any host changed`,
    retry: "safe"
  };
  return operation;
}

// src/app/deploy/prior-work.ts
import { operationFailure$68 as operationFailure2 } from "#common";
async function gatherAfter(prior, inputs, ports) {
  const gathered = await gather(inputs, ports);
  if (prior === void 0) return gathered;
  const { githash, channel = "the branch" } = gathered.release;
  if (githash === prior.release) return { ...gathered, release: withBinaries(gathered.release, prior.built) };
  throw operationFailure2({
    code: "deploy/moved",
    message: `${channel} is at ${githash.slice(0, 12)} by now, and this run is about ${prior.release.slice(0, 12)}`,
    retry: "safe",
    next: "run the same command again"
  });
}
function withBinaries(release, built) {
  const isBuilt = ({ name, platform }) => built.some((each) => each.name === name && each.platform === platform);
  return { ...release, binaries: [...release.binaries.filter((each) => !isBuilt(each)), ...built] };
}
function checkBuilt({ settings }, unbuilt) {
  const awaited = settings.install.flatMap(
    (group) => group.type === "binary" && unbuilt.includes(group.name) ? [group.name] : []
  );
  if (awaited.length === 0) return;
  throw operationFailure2({
    code: "build/pending",
    message: `${awaited.join(", ")} would be built first`,
    retry: "safe",
    next: "run the build"
  });
}

// src/app/deploy/refuse-outside.ts
import { inputFailure$68 as inputFailure } from "#common";
import { fileOrigin$81 as fileOrigin } from "#common";
function refuseOutside(built) {
  const entries = [...new Set(built.values())].flatMap(({ tree }) => tree.entries);
  const outside = new Set(entries.map(({ path }) => path).filter((path) => path.startsWith(ROOT)));
  if (outside.size === 0) return;
  const hint = "facs render shows it; leave it out, or put it under _DEPLOY_/ and place it with a hook";
  throw inputFailure(
    ...[...outside].map((path) => ({
      code: "tree/root",
      message: `${path.slice(ROOT.length - 1)} lies outside the release folder: this version renders it and puts it on no host`,
      hint,
      origin: fileOrigin(path)
    }))
  );
}

// src/core/deploy/host-work.ts
import { comparePaths$77 as comparePaths2 } from "#common";

// src/core/deploy/release-name.ts
var SHORTEST = 12;
var STEP = 4;
function releaseName(copy, kept) {
  for (let length = SHORTEST; ; length += STEP) {
    const name = `${copy.release.slice(0, length)}-${copy.tree.slice(0, length)}`;
    const other = kept.find((each) => each.name === name && each.about !== void 0 && !isCopy(each, copy));
    if (other === void 0 || length > copy.tree.length) return name;
  }
}
function isCopy({ about }, copy) {
  return about !== void 0 && about.release === copy.release && about.tree === copy.tree;
}

// src/core/deploy/host-work.ts
var NOTHING_TO_STAGE = { base: void 0, send: [], sent: [], dropped: [], linked: 0, bytes: 0 };
function computeHostWork(facts, built, { release, mtime }) {
  const to = { release, tree: built.tree.digest };
  const current = facts.kept.find((each) => each.name === facts.current);
  const { lackedDirectories: directories } = facts;
  const from = current?.about && { release: current.about.release, tree: current.about.tree };
  const same = facts.kept.find((each) => isCopy(each, to));
  const folder = same?.name ?? releaseName(to, facts.kept);
  if (same !== void 0 && same === current && same.outcome === "good") {
    return { action: "unchanged", from, to, folder, files: NO_CHANGES, stage: NOTHING_TO_STAGE, directories };
  }
  const wanted = wantedEntries(built, mtime);
  const files = compareManifests(facts.manifests.get(facts.current), wanted);
  if (same !== void 0 && (same === current || isReady(same, facts)))
    return { action: "activate", from, to, folder, files, stage: NOTHING_TO_STAGE, directories };
  return { action: "stage", from, to, folder, files, stage: computeStage(facts, built, wanted), directories };
}
function isReady(kept, facts) {
  const proven = kept.outcome === "good" || kept.outcome === "left";
  return proven && kept.name === facts.base && facts.drift.size === 0;
}
function wantedEntries({ tree, contents }, mtime) {
  const entries = releaseEntries(tree).flatMap(
    (entry) => toManifestEntry(entry, contents.get(entry.path), mtime) ?? []
  );
  return new Map(entries.map((entry) => [entry.path, entry]));
}
function compareManifests(before, after) {
  const added = [];
  const changed = [];
  for (const [path, entry] of after) {
    const old = before?.get(path);
    if (old === void 0) added.push(path);
    else if (!isSameEntry(old, entry)) changed.push(path);
  }
  const removed = [...before?.keys() ?? []].filter((path) => !after.has(path));
  return { added: added.sort(comparePaths2), changed: changed.sort(comparePaths2), removed: removed.sort(comparePaths2) };
}
function computeStage(facts, built, wanted) {
  const base = facts.base === void 0 ? void 0 : facts.manifests.get(facts.base);
  const isLinked = (entry) => {
    const old = base?.get(entry.path);
    return old !== void 0 && isSameEntry(old, entry) && !facts.drift.has(driftName(old));
  };
  const entries = releaseEntries(built.tree);
  const send = entries.filter((entry) => {
    const target = wanted.get(releasePath(entry.path));
    return target === void 0 || !isLinked(target);
  });
  const linked = wanted.size - send.filter((entry) => entry.content.kind !== "dir").length;
  const bytes = send.reduce((sum, entry) => sum + (built.contents.get(entry.path)?.size ?? 0), 0);
  const sent = send.flatMap((entry) => wanted.get(releasePath(entry.path))?.line ?? []);
  if (linked === 0) return { base: void 0, send, sent, dropped: [], linked, bytes };
  const dropped = [...base?.values() ?? []].filter((old) => {
    const target = wanted.get(old.path);
    return target === void 0 || !isLinked(target);
  });
  return { base: facts.base, send, sent, dropped: dropped.map((entry) => entry.line), linked, bytes };
}

// src/app/deploy/survey.ts
import { inputFailure$68 as inputFailure2 } from "#common";
async function surveyFleet(deployment, { hosts, wishes, reach }) {
  const probes = await Promise.allSettled([
    wishes,
    settleAll(
      hosts.map((host) => ({ host })),
      ({ host }) => probeHost(
        host,
        reach,
        whenAsked(wishes, ({ built: built2, directories }) => ({ ...wantedOf(deployment, host, built2), directories }))
      )
    )
  ]);
  const [built, settled] = probes;
  const members = settled.status === "fulfilled" ? membersOf(settled.value) : [];
  const close = async () => void await Promise.all(members.map(({ connection }) => connection.close()));
  if (built.status === "rejected" || settled.status === "rejected") {
    await close();
    throw built.status === "rejected" ? built.reason : settled.reason;
  }
  try {
    return { ...compare(deployment, members, { settled: settled.value, built: built.value.built }), close };
  } catch (error) {
    await close();
    throw error;
  }
}
function compare(deployment, members, { settled, built }) {
  const { release, settings } = deployment;
  checkTrees(new Set(built.values()), settings.shared);
  const wish = { release: release.githash, mtime: release.committedAt };
  const prepared = members.map((member) => {
    const tree = treeOf(built, member.host);
    return { member, work: computeHostWork(member.facts, tree, wish), built: tree };
  });
  const plan = computePlan(
    subjectOf(deployment),
    prepared.map(({ member, work }) => ({ host: member.host, work })),
    settings
  );
  const unfit = prepared.flatMap(({ member, work }) => {
    const failure = checkFitness(member, work);
    return failure === void 0 ? [] : [{ host: member.host, failure }];
  });
  const failures = new Map([...failuresOf(settled), ...unfit].map(({ host, failure }) => [host.name, failure]));
  if (failures.size === 0) return { prepared, plan, refused: void 0 };
  const refused = settled.map(({ host }) => {
    const failure = failures.get(host.name);
    const work = prepared.find(({ member }) => member.host.name === host.name)?.work;
    const from = work?.from;
    const outcome = work?.action === "unchanged" ? "unchanged" : "skipped";
    return {
      host: host.name,
      targets: host.targets,
      ...failure === void 0 ? { outcome } : { outcome: "failed", failure },
      ...from === void 0 ? {} : { from, now: from }
    };
  });
  return { prepared, plan, refused };
}
function whenAsked(promise, work) {
  const later = promise.then(work);
  later.catch(() => void 0);
  return later;
}
function wantedOf({ release, check }, host, built) {
  return { release: release.githash, tree: treeOf(built, host).tree.digest, check };
}
function treeOf(built, host) {
  const tree = built.get(host.name);
  if (tree === void 0) throw new Error(`no tree was built for ${host.name}`);
  return tree;
}
function membersOf(settled) {
  return settled.flatMap((each) => "value" in each ? [each.value] : []);
}
function checkTrees(trees, shared) {
  const results = [...trees].map(({ tree }) => checkTree(tree, shared));
  const bad = results.find((result2) => !result2.ok);
  if (bad !== void 0 && !bad.ok) throw inputFailure2(...bad.issues);
}
function subjectOf({ project, instance, release, definitions }) {
  const { githash, version, tag, dirty, channel = "" } = release;
  return { project, instance, release: { githash, version, tag, dirty }, channel, definitions };
}

// src/app/deploy/while-locked.ts
import { isFailure$68 as isFailure3 } from "#common";

// src/app/deploy/instance-lock.ts
import { operationFailure$68 as operationFailure3 } from "#common";
import { describeDuration$90 as describeDuration2 } from "#common";

// src/app/deploy/kept-lock.ts
var RENEWALS_PER_LEASE = 3;
function keepLock(meta, { name, note, leaseMs, held, since }, { clock, talk }) {
  const lost = new AbortController();
  let mine = held;
  let renewal = Promise.resolve();
  const timer = setInterval(() => {
    renewal = renewal.then(renew);
  }, leaseMs / RENEWALS_PER_LEASE);
  let lease = leaseFrom(since);
  return {
    lost: lost.signal,
    free: async () => {
      stop();
      await renewal;
      if (!lost.signal.aborted) await meta.freeLock(name, mine.commit);
    }
  };
  function leaseFrom(start) {
    return setTimeout(() => lose("the lock could not be renewed"), start + leaseMs - clock.now());
  }
  async function renew() {
    if (lost.signal.aborted) return;
    const start = clock.now();
    try {
      const next = await meta.swapLock(name, mine.commit, note);
      if (next === void 0) return lose("the lock was taken over");
      mine = next;
      clearTimeout(lease);
      if (!lost.signal.aborted) lease = leaseFrom(start);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      talk.warn({ code: "lock/renewal", message: `the lock could not be renewed: ${message}` });
    }
  }
  function lose(reason) {
    stop();
    lost.abort(reason);
  }
  function stop() {
    clearInterval(timer);
    clearTimeout(lease);
  }
}

// src/app/deploy/instance-lock.ts
var LEASE_MS = 5 * 6e4;
var LONGEST_PAUSE_MS2 = 5e3;
async function takeLock(meta, wish, ports) {
  const name = lockRef(wish.project, wish.instance);
  const leaseMs = wish.leaseMs ?? LEASE_MS;
  const note = encodeLockNote({ ...wish, leaseMs });
  const taken = await waitForLock(meta, { name, note, wish }, ports);
  return keepLock(meta, { name, note, leaseMs, ...taken }, ports);
}
async function waitForLock(meta, { name, note, wish }, { clock, talk }) {
  const begun = clock.now();
  let seen;
  for (; ; ) {
    const other = await meta.readLock(name);
    const now = clock.now();
    if (other !== void 0 && other.commit !== seen?.commit) {
      seen = { commit: other.commit, since: now };
      talk.say(describeWait(decodeLockNote(other.holder), wish));
    }
    const isOver = other === void 0 || seen !== void 0 && now - seen.since >= decodeLockNote(other.holder).leaseMs;
    if (isOver) {
      const since = clock.now();
      const held = await meta.swapLock(name, other?.commit, note);
      if (held !== void 0) return { held, since };
    }
    if (wish.interruption.aborted) throw interrupted(wish);
    if (clock.now() - begun >= wish.waitMs && other !== void 0) throw stillHeld(decodeLockNote(other.holder), wish);
    await clock.sleep(Math.min(LONGEST_PAUSE_MS2, Math.max(50, wish.waitMs / 10)) * (0.5 + Math.random() / 2));
  }
}
function describeWait(note, wish) {
  const [patience, lease] = [wish.waitMs, note.leaseMs].map(describeDuration2);
  return `waiting up to ${patience}: ${describeHolder(note, wish)}; if that run died, its lock is over after ${lease}`;
}
function describeHolder({ holder, runUrl, reason }, { project, instance }) {
  const details = [runUrl, reason].filter((text) => text !== "").join(", ");
  return `${project} ${instance} is locked by ${holder}${details === "" ? "" : ` (${details})`}`;
}
function stillHeld(note, wish) {
  return operationFailure3({
    code: "lock/held",
    message: `${describeHolder(note, wish)}, still after ${describeDuration2(wish.waitMs)}`,
    target: `${wish.project} ${wish.instance}`,
    retry: "safe",
    next: `wait for that run; if it died, its lock is over after ${describeDuration2(note.leaseMs)}`
  });
}
function interrupted({ project, instance }) {
  const message = `interrupted while waiting for the lock of ${project} ${instance}`;
  return operationFailure3({ code: "deploy/interrupted", message, retry: "safe" });
}

// src/app/deploy/while-locked.ts
async function whileLocked({ meta, wish, ports }, work) {
  const lock = await takeLock(meta, wish, ports);
  try {
    return await work(AbortSignal.any([wish.interruption, lock.lost]));
  } finally {
    await lock.free().catch((error) => {
      if (!isFailure3(error)) throw error;
      ports.talk.warn({ code: "lock/free", message: `the lock could not be freed: ${error.message}` });
    });
  }
}

// src/app/deploy.ts
async function deploy(inputs, context) {
  const { ports, environment } = context;
  const interruption2 = await ports.interruption();
  const gathered = await gatherAfter(inputs.prior, inputs, ports);
  const { seen } = gathered;
  if (seen === void 0 || inputs["dry-run"]) return run(inputs, context, { gathered, interruption: interruption2 });
  const { project, instance, settings } = gathered.definition;
  const wish = {
    ...{ project, instance },
    holder: environment.actor,
    runUrl: environment.runUrl ?? "",
    reason: inputs.reason ?? (inputs.rollback === void 0 ? "deploy" : "rollback"),
    waitMs: settings.deploy.lockWaitMs,
    interruption: interruption2
  };
  return whileLocked({ meta: seen.meta, wish, ports }, async (stop) => {
    const snapshot = await seen.meta.snapshot();
    const fresh = snapshot.commit === seen.snapshot.commit ? gathered : await gatherAfter(inputs.prior, inputs, ports);
    return run(inputs, context, { gathered: fresh, interruption: stop });
  });
}
async function run(inputs, context, { gathered, interruption: interruption2 }) {
  const { ports, environment } = context;
  const { definition, seen } = gathered;
  const machines = await chooseMachines(definition, inputs, context);
  const events = await checkHold(inputs, context, gathered);
  const deployment = await toDeployment(inputs, context, { gathered, interruption: interruption2 });
  const wishes = makeWishes(inputs, context, gathered, machines.hosts);
  const survey = await look(deployment, machines, { wishes, isDryRun: inputs["dry-run"] });
  if ("unknown" in survey) return { ...result(deployment, survey.plan, []), unknown: survey.unknown };
  try {
    const { plan, prepared, refused } = survey;
    await checkHistory(
      prepared.map(({ member }) => member),
      seen
    );
    if (refused !== void 0) return result(deployment, plan, refused);
    if (inputs["dry-run"]) return result(deployment, plan, []);
    const circumstances = { environment, reason: inputs.reason ?? (inputs.rollback === void 0 ? "" : "rollback") };
    const common = { deployment, plan, prepared, reach: machines.reach, circumstances, seen, events };
    return await conclude({ ...common, topDir: inputs["top-dir"], leave: inputs.rollback !== void 0 }, ports);
  } finally {
    await survey.close();
  }
}
async function look(deployment, machines, { wishes, isDryRun }) {
  try {
    return await surveyFleet(deployment, { ...machines, wishes });
  } catch (error) {
    if (!isDryRun || !isTreeUnknown(error)) throw error;
    const plan = computePlan(subjectOf(deployment), [], deployment.settings);
    return { plan, unknown: error instanceof Error ? error.message : String(error) };
  }
}
async function checkHold(inputs, { ports, environment }, { definition, release, seen }) {
  if (seen === void 0) return [];
  const now = ports.clock.now();
  const state = await readInstance(seen.snapshot, definition);
  const event = async (name, fields) => eventOf(definition, { id: (await ports.ids()).ulid(now), event: name, fields, at: now }, environment);
  const reason = inputs.reason === void 0 ? {} : { reason: inputs.reason };
  if (inputs.rollback !== void 0) {
    const until = inputs.rollback.until === "" ? {} : { until: inputs.rollback.until };
    return [await event("hold", { release: release.githash, ...reason, ...until })];
  }
  const { channel } = release;
  const ends = inputs["release-hold"] && state?.hold !== void 0;
  const standing = { state: inputs["release-hold"] ? void 0 : state, now };
  const refusal = channel === void 0 ? void 0 : await refusalByHold(seen.snapshot, { ...definition, channel }, standing);
  if (refusal !== void 0) throw refusal;
  return ends ? [await event("hold-released", reason)] : [];
}
async function toDeployment(inputs, { ports }, { gathered, interruption: interruption2 }) {
  const { definition, release, definitionsAt } = gathered;
  const { project, instance, settings } = definition;
  return {
    id: (await ports.ids()).ulid(ports.clock.now()),
    ...{ project, instance, release, interruption: interruption2 },
    definitions: definitionsOf(definitionsAt),
    settings: inputs["skip-libcheck"] === true ? withoutLibcheck(settings.deploy, ports.talk) : settings.deploy,
    check: inputs.check
  };
}
async function makeWishes(inputs, { ports, environment }, gathered, hosts) {
  const { definition, release, define } = gathered;
  checkBuilt(definition, inputs.prior?.unbuilt ?? []);
  const wanted = stateInputsFor(gathered, { topDir: inputs["top-dir"], cwd: environment.cwd });
  const state = await (inputs["dry-run"] ? readState(wanted, ports) : ensureState(wanted, ports));
  if (inputs["dry-run"]) sayWhatLacks(state, wanted.needs, ports.talk);
  if (state.kind === "locked") ports.talk.warn(lockedDirectories(definition, state.failure.message));
  const options = inputs.prior?.options;
  const built = await buildTrees(
    { definition, release, define, hosts, state, topDir: inputs["top-dir"], ...options && { options } },
    ports
  );
  refuseOutside(built);
  return { built, directories: state.kind === "open" ? state.state.directories : [] };
}
function lockedDirectories({ instance }, why) {
  const message = `directories that the state of ${instance} may name are not made: ${why}`;
  return { code: "state/locked", message };
}

export {
  isUnchanged,
  computePlan,
  checkHistory,
  definitionsOf,
  eventOf,
  pushRecords,
  conclude,
  result,
  withBinaries,
  checkBuilt,
  NOTHING_TO_STAGE,
  compareManifests,
  whileLocked,
  deploy
};
