import {
  COMPARING,
  FILE_LISTING,
  KEPT_FOLDER,
  MARK,
  PROLOGUE,
  SURPLUS,
  compact,
  describeEnding,
  hostFailure,
  releaseEntries,
  releasePath,
  scriptCommand
} from "./chunk-UXYPRM3W.js";
import {
  ABOUT_FILE,
  encodeAbout
} from "./chunk-54Z7NPXS.js";
import {
  require_picomatch
} from "./chunk-HIPR4ACX.js";
import {
  NO_COMMANDS
} from "./chunk-MDGD5745.js";
import {
  __toESM
} from "./chunk-SEWDMQ6Q.js";

// src/core/deploy/compute-plan.ts
var import_picomatch = __toESM(require_picomatch(), 1);
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";

// src/core/deploy/waves.ts
import { countOf$32 as countOf } from "./common.js";
function toWaves(hosts, waves, hostOf) {
  if (waves === void 0) return hosts.length === 0 ? [] : [hosts];
  const { by } = waves;
  if (by === void 0) return cut(hosts, waves.sizes);
  const groups = /* @__PURE__ */ new Map();
  for (const each of hosts) {
    const group = groupOf(hostOf(each), by);
    groups.set(group, [...groups.get(group) ?? [], each]);
  }
  const nameless = groups.get("");
  groups.delete("");
  if (nameless !== void 0) groups.set("", nameless);
  return [...groups.values()].flatMap((group) => cut(group, waves.sizes));
}
function isSpent(budget, failed, all) {
  return budget !== void 0 && failed > allowed(budget, all);
}
function allowed(budget, all) {
  return budget.kind === "count" ? budget.count : Math.floor(budget.percent / 100 * all);
}
function cut(hosts, sizes) {
  const waves = [];
  for (let from = 0; from < hosts.length; ) {
    const size = sizes[Math.min(waves.length, sizes.length - 1)];
    const count = size === void 0 ? hosts.length : Math.max(1, countOf(size, hosts.length));
    waves.push(hosts.slice(from, from + count));
    from += count;
  }
  return waves;
}
function groupOf({ region, labels }, by) {
  return (by === "region" ? region : labels[by]) ?? "";
}

// src/core/deploy/compute-plan.ts
function computePlan(subject, works, settings) {
  const hosts = works.map(({ host, work }) => planHost(host, work, settings));
  const changing = works.filter((_, i) => hosts[i]?.action !== "unchanged");
  const waves = toWaves(changing, settings.waves, ({ host }) => host);
  return {
    ...subject,
    once: changing.length > 0 ? settings.hooks.once : [],
    ...waves.length > 1 ? { waves: waves.map((wave) => wave.map(({ host }) => host.name)) } : {},
    hosts
  };
}
function checkTree(tree, { layout, shared }) {
  const paths = releaseEntries(tree).map((entry) => releasePath(entry.path));
  const issues = [];
  if (paths.includes(ABOUT_FILE)) {
    issues.push({ code: "deploy/reserved", message: `${ABOUT_FILE} is written by every deploy`, path: ABOUT_FILE });
  }
  const ours = layout === "inplace" ? paths.find((path) => path.split("/", 1)[0] === KEPT_FOLDER) : void 0;
  if (ours !== void 0) {
    const message = `${ours} cannot be put: in place, ${KEPT_FOLDER} is where a host keeps releases`;
    issues.push({ code: "deploy/reserved", message, path: ours });
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
  const { drain, before, after, readd } = hooks;
  return {
    ...drain.length === 0 ? {} : { drain },
    before,
    postcmd,
    after,
    restart: restartsFor([...files.added, ...files.changed, ...files.removed], restart),
    ...readd.length === 0 ? {} : { readd }
  };
}
function restartsFor(touched, restart) {
  const due = restart.filter(({ glob }) => {
    const matches = (0, import_picomatch.default)(glob, { dot: true });
    return touched.some((path) => matches(path));
  });
  return [...new Set(due.map(({ command }) => command))];
}
function withoutSlash(path) {
  return path.replace(/\/+$/, "");
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
function openingLines({ from, to, rules }, settings, { once, directories }) {
  const shared = settings.layout === "inplace" ? [] : settings.shared;
  return [
    { verb: "fence", name: from },
    ...ruleLines(rules),
    { verb: "release", name: to },
    ...directories.map((path) => ({ verb: "directory", path })),
    ...shared.map((path) => ({ verb: "share", path })),
    ...runs("once", once),
    ...once.length === 0 ? [] : [{ verb: "once-done" }, { verb: "ready", phase: "once", seconds: LONGEST_SILENCE_S }]
  ];
}
function switchLines(commands, { health, forwardOnly }) {
  const { drain = [], before, postcmd, after, restart, readd = [] } = commands;
  const backs = [...postcmd, ...restart].map((command) => ({ verb: "back", command }));
  const check = health?.kind === "command" ? [{ verb: "check", seconds: Math.ceil(health.withinMs / 1e3), command: health.command }] : [];
  return [
    ...backs,
    ...readd.map((command) => ({ verb: "readd", command })),
    ...drain.map((command) => ({ verb: "drain", command })),
    ...runs("before", before),
    ...forwardOnly ? [{ verb: "stay" }] : [],
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
function goodLines({ from }, { keepReleases, hooks }, remember) {
  return [
    ...runs("readd", hooks.readd),
    ...remember.metaTip === void 0 ? [] : [{ verb: "meta", tip: remember.metaTip }],
    ...remember.leave && from !== "-" ? [{ verb: "mark", outcome: "left", name: from }] : [],
    { verb: "good", keep: keepReleases }
  ];
}
function returnLines(change, commands, { forwardOnly }) {
  const { from, to, rules } = change;
  return [
    { verb: "unproven", name: to },
    { verb: "fence", name: to },
    ...ruleLines(rules),
    { verb: "forward" },
    ...forwardOnly ? [] : wayBack(from, commands),
    { verb: "doubt", name: to },
    { verb: "end" }
  ];
}
function commandLines(name, phase, commands) {
  return [
    { verb: "fence", name },
    { verb: "release", name },
    { verb: "forward" },
    ...runs(phase, commands),
    { verb: "end" }
  ];
}
function takeBackLines({ from, to, rules }, commands) {
  const { drain = [] } = commands;
  const drains = drain.map((command) => ({ verb: "drain", command }));
  return [
    { verb: "fence", name: to },
    ...ruleLines(rules),
    { verb: "release", name: to },
    { verb: "forward" },
    ...drains,
    ...wayBack(from, commands),
    { verb: "mark", outcome: "left", name: to },
    ...from === "-" ? [] : [{ verb: "mark", outcome: "good", name: from }],
    { verb: "end" }
  ];
}
function wayBack(from, { postcmd, restart, readd = [] }) {
  if (from === "-") return [{ verb: "vanish" }];
  return [
    { verb: "release", name: from },
    { verb: "switch" },
    ...runs("postcmd", postcmd),
    ...runs("restart", restart),
    ...runs("readd", readd)
  ];
}
function ruleLines(rules = []) {
  return rules.map((rule) => ({ verb: "rule", rule }));
}
function runs(phase, commands) {
  return commands.map((command) => ({ verb: "run", phase, command }));
}

// src/core/deploy/marked-lines.ts
var START = `${MARK} `;
function markedLines(stdout) {
  const found = [];
  let at = stdout.startsWith(START) ? 0 : next(stdout, 0);
  while (at >= 0) {
    const end = stdout.indexOf("\n", at);
    found.push(stdout.slice(at + START.length, end < 0 ? void 0 : end));
    at = end < 0 ? -1 : next(stdout, end);
  }
  return found;
}
function next(stdout, from) {
  const at = stdout.indexOf(`
${START}`, from);
  return at < 0 ? -1 : at + 1;
}

// src/core/deploy/activation-answer.ts
var OBSTACLE = "obstacle ./";
function parseActivationAnswer(stdout) {
  const lines = markedLines(stdout);
  const words = lines.map((line) => line.split(" "));
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
    obstacles: lines.flatMap((line) => line.startsWith(OBSTACLE) ? [line.slice(OBSTACLE.length)] : []),
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
  return kind === "proven" || kind === "home" || kind === "journal" ? { kind } : void 0;
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

// src/core/deploy/scripts/journal.ts
var PREPARED = `
lay_out() (
  staged=$home/releases/$1
  rm -rf "$next"
  mkdir -p "$next/new" "$next/old" && printf '%s\\n' "$1" >"$next/to" && current_name >"$next/from" &&
    printf '%s\\n' "$id" >"$next/by" && cd "$staged" || exit
  inside . -type d ! -name . >"$next/folders"
  inside . ! -type d >"$next/all"
  cd "$live" || exit
  { untouched "$(cat "$next/from")" "$1"; echo; cat "$next/all"; } | surplus | grouped >"$next/put"
  : >"$next/gone"
  if clears "$staged"; then
    { cat "$next/all"; echo; inside "./$project" ! -type d; } | surplus | clearable >"$next/gone"
  fi
  make_way "$home/releases/$(cat "$next/from")" && by_folder save <"$next/had" && cd "$staged" &&
    by_folder take <"$next/put" && { sync -f "$next" 2>/dev/null || sync; }
)
untouched() {
  before=$home/.facsimile/manifests/$1 after=$home/.facsimile/manifests/$2
  if [ "$stat" = none ] || [ ! -f "$before" ] || [ ! -f "$after" ]; then return; fi
  { cat "$before"; echo; cat "$after"; } | common >"$next/both"
  file_listing "$next/both" >"$next/alike"
  { cat "$next/alike"; echo; sed 's/^[^/]*\\.\\//.\\//' "$next/alike" | listed; } | common | sed 's/^[^/]*\\.\\//.\\//'
}
common() { awk '!second && $0 == "" { second = 1; next } !second { want[$0] = 1; next } $0 in want'; }
clears() { [ -d "$1/$project" ] && [ ! -L "$1/$project" ] && [ -d "$live/$project" ] && [ ! -L "$live/$project" ]; }
hidden() {
  [ -s "$next/blocked" ] || return 1
  while IFS= read -r block; do case $1 in "$block"/*) return 0 ;; esac; done <"$next/blocked"
  return 1
}
there() { [ -e "$1" ] || [ -L "$1" ]; }
is_folder() { [ -d "$1" ] && [ ! -L "$1" ]; }
make_way() {
  : >"$next/blocked"
  while IFS= read -r path; do
    if hidden "$path"; then printf '%s\\n' "$path" >&3
    elif is_folder "$path"; then :
    else
      if there "$path"; then printf '%s\\n' "$path" >>"$next/blocked"; fi
      printf '%s\\n' "$path" >&3
    fi
  done <"$next/folders" 3>"$next/made"
  while IFS= read -r path; do
    if hidden "$path" || ! there "$path"; then printf '%s\\n' "$path" >&3
    elif is_folder "$path"; then
      printf '%s\\n' "$path" >&3
      printf '%s\\n' "$path" >&5
      find "$path" ! -type d >&6
    else printf '%s\\n' "$path" >&4; fi
  done <"$next/put" 3>"$next/fresh" 4>"$next/had" 5>"$next/swept" 6>"$next/under"
  { cat "$next/gone"; echo; cat "$next/blocked" "$next/under"; } | surplus | while IFS= read -r path; do
    if there "$1/$path" && ! is_folder "$1/$path"; then printf '%s\\n' "$path"; else printf '%s\\n' "$path" >&3; fi
  done 3>"$next/obstacles" >"$next/ours"
  sed 's/^/${MARK} obstacle /' "$next/obstacles"
  if [ -s "$next/obstacles" ]; then return 1; fi
  cat "$next/ours" >>"$next/gone" && grouped <"$next/gone" >"$next/grouped" && mv -f "$next/grouped" "$next/gone"
}
save() {
  into=$next/old/$1
  shift
  mkdir -p "$into" || return
  if cp -al "$@" "$into/" 2>/dev/null; then return; fi
  for each do there "$into/\${each##*/}" || cp -pRP "$each" "$into/" || return; done
}
take() {
  into=$next/new/$1
  shift
  mkdir -p "$into" && cp -pRP "$@" "$into/"
}
`;
var MOVES = `
redo() {
  : >"$journal/begun" || return
  if [ ! -d "$journal/new" ]; then return; fi
  (
    cd "$live" || exit
    by_folder set_aside <"$journal/gone" || exit
    while IFS= read -r path; do
      if is_folder "$path"; then find "$path" -depth -type d -exec rmdir {} + || exit; fi
    done <"$journal/swept"
    while IFS= read -r path; do make_folder "$path" || exit; done <"$journal/folders"
    by_folder bring <"$journal/put"
  ) && rename "$journal/new" "$journal/done"
}
restore() {
  (
    cd "$live" || exit
    by_folder drop <"$journal/fresh"
    reversed <"$journal/made" | while IFS= read -r path; do rmdir "$path" 2>/dev/null; done
    while IFS= read -r path; do make_folder "$path" || exit; done <"$journal/swept"
    cat "$journal/gone" "$journal/had" | by_folder give_back
  ) && drop_journal
}
make_folder() { [ -d "$1" ] || (umask 022 && mkdir -p "$1"); }
set_aside() { into=$journal/old/$1; move_there '' "$@"; }
bring() { into=$1; move_there "$journal/new/" "$@"; }
give_back() { into=$1; make_folder "$1" && move_there "$journal/old/" "$@"; }
drop() { shift; rm -f "$@" 2>/dev/null || :; }
move_there() {
  from=$1
  shift 2
  for each do shift; if there "$from$each" && ! is_folder "$from$each"; then set -- "$@" "$from$each"; fi; done
  if [ $# -gt 0 ]; then mkdir -p "$into" && mv -f "$@" "$into/"; fi
}
drop_journal() { rename "$journal" "$journal.gone" && rm -rf "$journal.gone"; }
`;
var JOURNAL = PREPARED + MOVES;

// src/core/deploy/scripts/in-place.ts
var PLACES = `
written=$5 stat=$6 project=$7 rules=''
case $written in "~") written=$HOME ;; "~"/*) written=$HOME/\${written#*/} ;; esac
live=$(cd -P "$written" && pwd) || { say refused home; exit 1; }
journal=$home/.facsimile/journal next=$home/.facsimile/journal.new
folder_of() { if [ "$(current_name)" = "$1" ]; then echo "$live"; else echo "releases/$1"; fi; }
rule() {
  text=$(plain "$1") text=\${text%.}
  case $text in
    '@ '*)
      text=\${text#@ }
      protect "$text"
      grep -qxF -e "$text" .facsimile/directories 2>/dev/null || printf '%s\\n' "$text" >>.facsimile/directories ;;
    *) rules=$rules$newline$text ;;
  esac
}
`;
var PROTECT = `
protect() {
  place_of "$1"
  for root in "$live" "$written"; do
    case $place in "$root"/*) rules="$rules$newline= - \${place#"$root"}" ;; esac
  done
}
protect_all() {
  if [ ! -f .facsimile/directories ]; then return; fi
  while IFS= read -r path; do protect "$path"; done <.facsimile/directories
}
`;
var LISTS = `
by_folder() {
  act=$1 folder=''
  set --
  while IFS= read -r path; do
    if [ "\${path%/*}" != "$folder" ] || [ $# -ge 100 ]; then
      if [ $# -gt 0 ]; then "$act" "$folder" "$@" || return; fi
      folder=\${path%/*}
      set --
    fi
    set -- "$@" "$path"
  done
  if [ $# -gt 0 ]; then "$act" "$folder" "$@"; fi
}
grouped() {
  awk '{
    line[NR] = $0; folder = $0; sub(/\\/[^\\/]*$/, "", folder)
    if (folder in last) after[last[folder]] = NR; else first[++count] = NR
    last[folder] = NR
  }
  END { for (i = 1; i <= count; i++) for (at = first[i]; at; at = after[at]) print line[at] }'
}
reversed() { awk '{ line[NR] = $0 } END { for (i = NR; i; i--) print line[i] }'; }
inside() {
  top=$1
  shift
  find "$top" -name "*$newline*" -prune -o "$@" -print | grep -vx '\\./\\.facsimile\\.json'
}
listed() {
  tr '\\n' '\\0' | case $stat in
    gnu) xargs -0 stat -c '%a %s %Y %u %n' ;;
    bsd) xargs -0 stat -f '%Lp %z %m %u %N' ;;
  esac 2>/dev/null
}
`;
var CLEARABLE = `
clearable() {
  { printf '%s\\n' "$rules" | sed '/^$/d'; echo; cat; } | awk -v folders="\${1:-}" -v root="/$project" '
    function kept(path, count, parts, at, i, r) {
      count = split(path, parts, "/")
      for (i = 2; i <= count; i++) {
        at = at "/" parts[i]
        for (r = 1; r <= rules; r++) {
          if (only[r] && i == count && folders == "") continue
          if (sign[r] == "=" ? at == what[r] : at ~ what[r]) { if (sign[r] != "+") return 1; break }
        }
      }
      return 0
    }
    !second && $0 == "" { second = 1; next }
    !second { sign[++rules] = substr($0, 1, 1); only[rules] = substr($0, 3, 1) == "d"; what[rules] = substr($0, 5); next }
    { path = substr($0, 2) }
    !kept(path) && !kept(substr(path, length(root) + 1))'
}
`;
var SWITCH = `
reopen() {
  if [ -d "$journal" ] || [ ! -d "$journal.last" ]; then return; fi
  if [ "$(cat "$journal.last/by")" = "$id" ] && [ "$(cat "$journal.last/from")" = "$1" ]; then
    rename "$journal.last" "$journal"
  fi
}
leads_to() { [ -d "$journal" ] && [ "$(cat "$journal/to")" = "$(current_name)" ]; }
prepare() {
  reopen "$1"
  if leads_to && [ "$(cat "$journal/from")" = "$1" ]; then rm -rf "$next"; else lay_out "$1"; fi
}
point_to() {
  if leads_to && [ "$(cat "$journal/from")" = "$1" ]; then take_back; return; fi
  if [ ! -d "$next" ]; then lay_out "$1" || return; fi
  if [ -d "$journal" ]; then drop_journal || return; fi
  rename "$next" "$journal" && flip "$1" && redo
}
take_back() {
  name=$(cat "$journal/from")
  if [ "$name" = - ]; then rm -f current; else flip "$name"; fi && restore
}
vanish() {
  reopen -
  if leads_to && [ "$(cat "$journal/from")" = - ]; then take_back; else rm -f current; fi
}
again() { if leads_to; then take_back || fail switch; old=$(current_name); else old=$(last_good); fi; }
prove() {
  if [ ! -d "$journal" ]; then return; fi
  rm -rf "$journal.last"
  rename "$journal" "$journal.last"
  staged=$home/releases/$(current_name)
  if clears "$staged"; then
    (
      cd "$live" || exit
      { (cd "$staged" && inside "./$project" -type d); echo; find "./$project" -name "*$newline*" -prune -o -type d -print | reversed; } |
        surplus | clearable d | while IFS= read -r path; do rmdir "$path" 2>/dev/null; done
    )
  fi
}
settle() {
  rm -rf "$next" "$journal.gone"
  if [ -d "$journal.last" ] && [ "$(cat "$journal.last/by")" != "$id" ]; then rm -rf "$journal.last"; fi
  if [ ! -d "$journal" ]; then return; fi
  if ! leads_to; then
    if [ -f "$journal/begun" ]; then restore; else drop_journal; fi
    return
  fi
  redo || take_back || return
  if [ -d "$journal" ] && grep -qx "good $(cat "$journal/to") $(cat "$journal/by")" .facsimile/history; then prove; fi
}
[ -L current.json ] || ln -s current/.facsimile.json current.json
protect_all
settle || { say refused journal; exit 1; }
old=$(current_name)
`;
var IN_PLACE = PLACES + PROTECT + LISTS + CLEARABLE + JOURNAL + SWITCH;

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
function activateCommand({ home, deployment, renamer, patience, inPlace }) {
  const words = [home, deployment, renamer, String(patience)];
  if (inPlace === void 0) return scriptCommand(ACTIVATE, ...words);
  return scriptCommand(ACTIVATE_IN_PLACE, ...words, inPlace.live, inPlace.stat, inPlace.project);
}
var STEPS = `
old=$(current_name)
release='' switched='' backs='' forward='' touched='' stay='' drained='' readds=''
plain() { printf '%b.' "$1"; }
run() {
  command=$(plain "$2") command=\${command%.}
  touched=yes
  (cd "$(folder_of "$1")" && exec sh -c "$command") </dev/null >&2
}
flip() {
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
  if [ "$old" = - ]; then vanish; else point_to "$old"; fi || { say back failed; return; }
  if [ "$old" != - ]; then run_all "$old" "$backs"; fi
  say back "$old"
}
run_all() {
  printf '%s\\n' "$2" | while IFS= read -r line; do
    if [ -n "$line" ]; then run "$1" "$line" || say back command "$?"; fi
  done
}
readd() {
  if [ -z "$drained" ]; then return; fi
  case $(current_name) in - | '?') run_all "$release" "$readds" ;; *) run_all "$(current_name)" "$readds" ;; esac
}
fail() {
  say failed "$@"
  if [ -n "$forward" ]; then return; fi
  if [ -z "$stay" ]; then back; readd; fi
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
var RELEASES = `
folder_of() { echo "releases/$1"; }
prepare() { :; }
point_to() { flip "$1"; }
vanish() { rm -f current; }
again() { old=$(last_good); }
prove() { :; }
rule() { :; }
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
      if [ "$old" = "$release" ]; then again; fi ;;
    forward) forward=yes ;;
    stay) stay=yes ;;
    'directory '*) say running directory; directory "$rest" || fail directory "$?" ;;
    'share '*) share "$rest" || fail share ;;
    'run '*) say running "\${rest%% *}"; run "$release" "\${rest#* }" || fail "\${rest%% *}" "$?" ;;
    once-done) { printf '%s\\n' "$id" >.facsimile/once.new && mv -f .facsimile/once.new .facsimile/once; } || fail once ;;
    'drain '*) drained=yes; say running drain; run "$release" "$rest" || fail drain "$?" ;;
    'readd '*) readds=$readds$newline$rest ;;
    'back '*) backs=$backs$newline$rest ;;
    'check '*) say running health; check "\${rest%% *}" "\${rest#* }" || fail health ;;
    'rule '*) rule "$rest" ;;
    switch)
      touched=yes
      prepare "$release" || fail switch
      switched=yes
      point_to "$release" || fail switch ;;
    vanish) vanish || fail switch ;;
    'ready '*) printf '${MARK} ready %s %s\\n' "$id" "\${rest%% *}" >&2; expect "\${rest#* }" ;;
    'doubt '*) doubt "$rest" ;;
    'mark '*) remember "\${rest%% *}" "\${rest#* }" ;;
    'meta '*) { printf '%s\\n' "$rest" >.facsimile/meta.new && mv -f .facsimile/meta.new .facsimile/meta; } || fail meta ;;
    'stop '*) fail "$rest" ;;
    'good '*)
      remember good "$release" || fail history
      prove
      sync -f .facsimile 2>/dev/null || sync
      say finished
      prune "$rest" || say prune failed
      exit 0 ;;
    end)
      if [ -n "$switched" ]; then prove; fi
      sync -f .facsimile 2>/dev/null || sync
      say finished
      say current "$(current_name)"
      exit 0 ;;
  esac
done
heard
fail closed
`;
var ACTIVATE = compact(PROLOGUE + HOST_LOCK + STEPS + RELEASES + PRUNE + SILENCE + LOOP);
var ACTIVATE_IN_PLACE = compact(
  PROLOGUE + SURPLUS + FILE_LISTING + HOST_LOCK + STEPS + IN_PLACE + PRUNE + SILENCE + LOOP
);

// src/app/deploy/tell-host.ts
import { isFailure$75 as isFailure } from "./common.js";

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

// src/app/deploy/tell-host.ts
var PATIENCE_S = 5;
function activationCommand({ id, check }, { member }, { patience }) {
  const { home, renamer = "none", stat = "none" } = member.facts;
  const { inPlace, home: live } = member.host;
  const args = { home, deployment: id, renamer, patience };
  if (inPlace === void 0) return activateCommand(args);
  const place = { live, project: inPlace.cleared, stat: check === "all" ? "none" : stat };
  return activateCommand({ ...args, inPlace: place });
}
async function tell(deployment, task, { lines, patience, connection }) {
  async function* stdin() {
    yield toBytes(lines);
  }
  return unlessOutOfReach(async () => {
    const command = activationCommand(deployment, task, { patience });
    const { stdout } = await connection.execute({ command, stdin: stdin() });
    return stdout === "" ? void 0 : parseActivationAnswer(stdout);
  });
}
async function tellAnew(deployment, task, { reach, ...telling }) {
  return unlessOutOfReach(async () => {
    const connection = await reach(task.member.host);
    try {
      return await tell(deployment, task, { ...telling, connection });
    } finally {
      await connection.close();
    }
  });
}
async function unlessOutOfReach(work) {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error) && error.kind === "operation") return void 0;
    throw error;
  }
}

// src/app/deploy/libcheck.ts
import { inputOrigin$88 as inputOrigin } from "./common.js";
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

// src/core/deploy/scripts/unpack-sent.ts
var UNPACK_SENT = `
tar -xpof - -C "$stage" || fail unpack
sed -n "s/^\\([1-7][0-7]\\{3\\}\\) [^$tab]*$tab/\\1 /p" "$stage/sent" | while IFS= read -r line; do
  chmod "\${line%% *}" "$stage/tree/\${line#* }" || exit 1
done || fail unpack
wrong=$( { file_hashes "$stage/sent"; echo; (cd "$stage/tree" && hashes); } | unmet )
if [ -n "$wrong" ]; then printf '%s\\n' "$wrong" >&2; fail bytes; fi
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
  const { home, deployment, name, base, sha256, stat, renamer, check } = args;
  return scriptCommand(STAGE, home, deployment, name, base ?? "-", sha256, stat, renamer, check);
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
${UNPACK_SENT}`;
var LINK = `
if [ "$base" = - ]; then
  final=$stage/tree
  cat "$stage/sent" >"$stage/manifest" || fail manifest
else
  final=$stage/clone
  cp -al "releases/$base" "$final" 2>/dev/null || { rm -rf "$final"; cp -pRP "releases/$base" "$final" 2>/dev/null; }
  { cat "$stage/dropped"; echo; cat ".facsimile/manifests/$base"; } | surplus >"$stage/linked" || fail manifest
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
var STAGE = compact(PROLOGUE + COMPARING + UNPACK + LINK + CHECK_ALL + LIBRARIES + PUBLISH);

// src/core/deploy/stage-answer.ts
var LACKS = /^lacks (\S+) (.+)$/;
function parseStageAnswer(stdout) {
  const lines = markedLines(stdout);
  const rest = (word) => {
    const start = `${word} `;
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
    staged: lines.includes("staged"),
    ...failed === void 0 ? {} : { failed },
    lacking,
    ...checked === void 0 || !/^\d+$/.test(checked) ? {} : { checked: Number(checked) },
    ...space === void 0 || !/^\d+$/.test(space) ? {} : { spaceKib: Number(space) }
  };
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
  yield treeFolder(mtime);
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
function treeFolder(mtime) {
  return { path: STREAM.tree, kind: "dir", mode: 493, mtime, size: 0, open: nothing };
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

export {
  toWaves,
  isSpent,
  computePlan,
  checkTree,
  restartsFor,
  openingLines,
  switchLines,
  longestWait,
  goodLines,
  returnLines,
  commandLines,
  takeBackLines,
  parseActivationAnswer,
  isWhole,
  Conversation,
  toBytes,
  HOST_LOCK,
  PROTECT,
  CLEARABLE,
  PATIENCE_S,
  activationCommand,
  tell,
  tellAnew,
  UNPACK_SENT,
  STREAM,
  parseStageAnswer,
  withoutLibcheck,
  stageHost,
  toMember,
  treeFolder,
  toFile,
  toLines
};
