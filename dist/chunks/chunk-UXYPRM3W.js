import {
  excludeLine,
  isExcluded
} from "./chunk-DSJUAHFZ.js";
import {
  commandLine
} from "./chunk-BLVV6LKW.js";
import {
  utf8ToBytes
} from "./chunk-XPSAQ6XK.js";

// src/core/deploy/manifest.ts
var PREFIX = "_DEPLOY_/";
var ARROW = " -> ";
var FILE = /^([0-7]+) (\d+) (\d+) ([0-9a-f]{64})\t\.\/(.+)$/;
var LINK = /^link (\d+)\t(.+)$/;
function parseManifest(lines) {
  const entries = lines.flatMap((line) => parseLine(line) ?? []);
  return new Map(entries.map((entry) => [entry.path, entry]));
}
function toManifestEntry(entry, content, mtime) {
  const path = releasePath(entry.path);
  if (entry.content.kind === "dir") return void 0;
  if (entry.content.kind === "link") {
    const { target } = entry.content;
    return { kind: "link", path, target, line: `link ${utf8ToBytes(`./${path}`).length}	./${path} -> ${target}` };
  }
  if (content === void 0) throw new Error(`no content for ${entry.path}`);
  const mode = Number.parseInt(entry.mode, 8).toString(8);
  const { sha256, size } = content;
  return { kind: "file", path, mode, sha256, line: `${mode} ${size} ${mtime} ${sha256}	./${path}` };
}
function isSameEntry(a, b) {
  if (a.kind === "link") return b.kind === "link" && a.target === b.target;
  return b.kind === "file" && a.mode === b.mode && a.sha256 === b.sha256;
}
function driftName(entry) {
  return entry.kind === "link" ? `./${entry.path} -> ${entry.target}` : `./${entry.path}`;
}
function releaseEntries(tree) {
  return tree.entries.filter((entry) => entry.path.startsWith(PREFIX));
}
function releasePath(path) {
  return path.slice(PREFIX.length);
}
function parseLine(line) {
  const [, mode, , , sha256, path] = FILE.exec(line) ?? [];
  if (mode !== void 0 && sha256 !== void 0 && path !== void 0) {
    return { kind: "file", path, line, mode, sha256 };
  }
  const [, length, link] = LINK.exec(line) ?? [];
  return link === void 0 ? void 0 : parseLink(line, Number(length), link);
}
function parseLink(line, length, link) {
  for (let arrow = link.indexOf(ARROW); arrow >= 0; arrow = link.indexOf(ARROW, arrow + 1)) {
    const from = link.slice(0, arrow);
    if (from.startsWith("./") && utf8ToBytes(from).length === length) {
      return { kind: "link", path: from.slice(2), line, target: link.slice(arrow + ARROW.length) };
    }
  }
  return void 0;
}

// src/app/deploy/fleet.ts
import { isFailure$75 as isFailure, operationFailure$75 as operationFailure } from "./common.js";
async function settleAll(hosts, work) {
  const outcomes = await Promise.allSettled(hosts.map(work));
  return hosts.map(({ host }, i) => {
    const outcome = outcomes[i];
    if (outcome?.status === "fulfilled") return { host, value: outcome.value };
    const error = outcome?.reason;
    if (!isFailure(error) || error.kind !== "operation") throw error;
    return { host, failure: error };
  });
}
function failuresOf(settled) {
  return settled.flatMap((each) => "failure" in each ? [each] : []);
}
function hostFailure(host, problem) {
  return operationFailure({ ...problem, message: `${host.name}: ${problem.message}`, target: host.name });
}

// src/core/deploy/in-place.ts
import { comparePaths$84 as comparePaths } from "./common.js";
var KEPT_FOLDER = ".facsimile";
function keepingHome({ home, inPlace }) {
  return inPlace === void 0 ? home : `${withoutSlash(home)}/${KEPT_FOLDER}`;
}
function clearedFolder({ home, inPlace }) {
  return inPlace === void 0 ? "" : `${withoutSlash(home)}/${inPlace.cleared}`;
}
function directoryOn({ home, inPlace }, path) {
  return inPlace === void 0 || /^[/~]/.test(path) ? path : `${withoutSlash(home)}/${path}`;
}
function clearingOn(host, {
  settings,
  excludes
}, directories) {
  const { inPlace } = host;
  if (inPlace === void 0) return void 0;
  const there = directories.map((path) => directoryOn(host, path));
  return { cleared: inPlace.cleared, shared: settings.shared.map(withoutSlash), directories: there, excludes };
}
function protectionLines({ shared, directories, excludes }) {
  return [
    ...shared.map((path) => `= - /${path}`),
    ...directories.map((path) => `@ ${path}`),
    ...excludes.map(excludeLine)
  ];
}
function clearedFiles({ found }, wanted, { cleared, shared, excludes }) {
  const inside = `${cleared}/`;
  if (![...wanted].some((path) => path.startsWith(inside))) return [];
  const paths = found.map((path) => inside + path).filter((path) => !wanted.has(path));
  return paths.filter((path) => !isSpared(path, { cleared, shared, excludes })).sort(comparePaths);
}
function isSpared(path, { cleared, shared, excludes }) {
  const isShared = shared.map(withoutSlash).some((each) => path === each || path.startsWith(`${each}/`));
  return isShared || isExcluded(excludes, path) || isExcluded(excludes, path.slice(cleared.length + 1));
}
function withoutSlash(path) {
  return path.replace(/\/+$/, "");
}

// src/app/deploy/finished.ts
var LINES_SHOWN = 3;
function describeEnding({ ending, stderr }) {
  const last = stderr.trim().split("\n").slice(-LINES_SHOWN).join(" / ");
  return last === "" ? howItEnded(ending) : `${howItEnded(ending)}: ${last}`;
}
function howItEnded(ending) {
  if (ending.kind === "exit") return `exit code ${ending.code}`;
  return ending.kind === "signal" ? `killed by ${ending.signal}` : "the connection broke";
}

// src/core/deploy/scripts/prologue.ts
var MARK = "facs";
var PROLOGUE = `
newline=$(printf '\\n.') newline=\${newline%.}
say() { printf '${MARK} %s\\n' "$*"; }
current_name() {
  if [ -L current ]; then
    (cd -P current 2>/dev/null || { echo -; exit; }
     if [ "\${PWD%/*}" = "$home/releases" ]; then echo "\${PWD##*/}"; else echo '?'; fi)
  elif [ -e current ]; then echo '?'; else echo -; fi
}
rename() {
  case $renamer in
    T) mv -fT "$1" "$2" ;;
    h) mv -fh "$1" "$2" ;;
    perl) perl -e 'rename $ARGV[0], $ARGV[1] or exit 1' "$1" "$2" ;;
  esac
}
place_of() {
  case $1 in
    /*) place=$1 ;;
    "~"/*) place=$HOME/\${1#*/} ;;
    *) place=$home/shared/$1 ;;
  esac
}
make_place() {
  for try in 1 2 3 4 5; do
    if mkdir -p "$place" 2>/dev/null || [ -d "$place" ]; then return; fi
  done
  mkdir -p "$place"
}
`;
var SURPLUS = `
surplus() {
  awk '!second && $0 == "" { second = 1; next }
    !second { want[$0] = 1; next }
    !($0 in want)'
}
`;
var FILE_LISTING = `
tab=$(printf '\\t')
file_listing() { sed -n "s/^\\([0-7]* [0-9]* [0-9]*\\) [0-9a-f]*$tab/\\1 $(id -u) /p" "$@"; }
`;
var COMPARING = `
among=''
walk() {
  if [ -z "$among" ]; then
    find . -name "*$newline*" -prune -o "$@"
    return
  fi
  tests=''
  for word do tests="$tests '$word'"; done
  printf '%s\\n' "$among" | tr '\\n' '\\0' | xargs -0 sh -c "find \\"\\$@\\" -prune $tests" sh
}
hashes() {
  case $sha in
    sha256sum) walk -type f -exec sha256sum {} + ;;
    shasum) walk -type f -exec shasum -a 256 {} + ;;
    openssl) walk -type f -exec openssl dgst -sha256 -r {} + ;;
    sha256) walk -type f -exec sha256 -r {} + ;;
  esac | sed -e '/^\\\\/s/\\\\\\\\/\\\\/g' -e 's/^\\\\//' -e 's/^\\([0-9a-f]\\{64\\}\\) [ *]\\{0,1\\}/\\1 /'
}
listing() {
  case $stat in
    gnu) walk -type f -exec stat -c '%a %s %Y %u %n' {} + ;;
    bsd) walk -type f -exec stat -f '%Lp %z %m %u %N' {} + ;;
  esac
}
links() { walk -type l -exec ls -ldn {} + | sed 's/^[^ ]* [^/]* \\.\\//.\\//'; }
unmet() {
  awk '!second && $0 == "" { second = 1; next }
    !second { want[$0] = 1; next }
    { delete want[$0] }
    END { for (line in want) print line }'
}
${SURPLUS}${FILE_LISTING}file_hashes() { sed -n "s/^[0-7]* [0-9]* [0-9]* \\([0-9a-f]*\\)$tab/\\1 /p" "$@"; }
link_listing() { sed -n "s/^link [0-9]*$tab//p" "$@"; }
`;
var FIND_SHA = `
sha=none
for name in sha256 openssl shasum sha256sum; do if command -v "$name" >/dev/null 2>&1; then sha=$name; fi; done
`;
var FIND_STAT = `
stat=none
if stat -c %s / >/dev/null 2>&1; then stat=gnu; elif stat -f %z / >/dev/null 2>&1; then stat=bsd; fi
`;
var PROGRAMS = [
  ...[
    "awk",
    "cat",
    "chmod",
    "cp",
    "cut",
    "date",
    "df",
    "find",
    "grep",
    "id",
    "ln",
    "ls",
    "mkdir",
    "mv",
    "rm",
    "rmdir",
    "sed",
    "sleep"
  ],
  ...["sync", "tail", "tar", "tr", "uname", "xargs"]
];
function scriptCommand(script, ...words) {
  return commandLine(["sh", "-c", script, "facs", ...words]);
}
function compact(script) {
  const lines = script.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#")).join("\n");
}

export {
  KEPT_FOLDER,
  keepingHome,
  clearedFolder,
  directoryOn,
  clearingOn,
  protectionLines,
  clearedFiles,
  isSpared,
  parseManifest,
  toManifestEntry,
  isSameEntry,
  driftName,
  releaseEntries,
  releasePath,
  MARK,
  PROLOGUE,
  SURPLUS,
  FILE_LISTING,
  COMPARING,
  FIND_SHA,
  FIND_STAT,
  PROGRAMS,
  scriptCommand,
  compact,
  describeEnding,
  howItEnded,
  settleAll,
  failuresOf,
  hostFailure
};
