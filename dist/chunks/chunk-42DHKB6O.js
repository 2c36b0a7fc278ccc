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
  chooseHosts,
  hostsOrLocal
} from "./chunk-SJSAOZPF.js";
import {
  parseInstant
} from "./chunk-AHZ6SUOB.js";
import {
  commandLine
} from "./chunk-LMA6NMAK.js";
import {
  utf8ToBytes
} from "./chunk-ITJBLXQ5.js";
import {
  readChannel
} from "./chunk-MYURJDSZ.js";
import {
  readRecords
} from "./chunk-7KPTXWG5.js";
import {
  eventsFolder,
  instanceDeploymentsFolder
} from "./chunk-KG6K2PSM.js";

// src/app/deploy/hold.ts
import { operationFailure$68 as operationFailure } from "#common";
async function readInstance(snapshot, { project, instance }) {
  const folders = [instanceDeploymentsFolder(project, instance), eventsFolder(project)];
  const records = await Promise.all(folders.map((folder) => readRecords(snapshot, folder)));
  return foldInstances(records.flat().map(({ record }) => record)).get(instance);
}
function holdAt(state, now) {
  const hold = state?.hold;
  if (hold === void 0 || hold.until === "") return hold;
  const until = parseInstant(hold.until);
  return until !== void 0 && until.seconds * 1e3 + until.milliseconds <= now ? void 0 : hold;
}
async function refusalByHold(snapshot, { project, instance, channel }, { state, now }) {
  const held = (message, next2) => operationFailure({ code: "deploy/held", message, target: `${project} ${instance}`, retry: "never", next: next2 });
  const hold = holdAt(state, now);
  if (hold !== void 0) {
    return held(
      `${project} ${instance} ${describeHold(hold)}`,
      "deploy with --release-hold to end that, or name a VERSION to deploy in spite of it"
    );
  }
  const { hold: reason } = await readChannel(snapshot, project, channel);
  if (reason === void 0) return void 0;
  const next = `take hold: out of the file of channel ${channel}, or name a VERSION to deploy in spite of it`;
  return held(`channel ${channel} of ${project} is held: ${reason}`, next);
}
function describeHold({ release, who, until, reason }) {
  const at = release === "" ? "" : ` at ${release.slice(0, 12)}`;
  return `is held${at} by ${who}${until === "" ? "" : ` until ${until}`}${reason === "" ? "" : `: ${reason}`}`;
}

// src/app/deploy/fleet.ts
import { isFailure$68 as isFailure, operationFailure$68 as operationFailure2 } from "#common";
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
  return operationFailure2({ ...problem, message: `${host.name}: ${problem.message}`, target: host.name });
}

// src/app/deploy/machines.ts
import { posix } from "node:path";
import { inputFailure$68 as inputFailure, unwrap$68 as unwrap } from "#common";
import { inputOrigin$81 as inputOrigin } from "#common";
import { reveal$88 as reveal, secret$88 as secret } from "#common";
async function chooseMachines(definition, inputs, context) {
  const { settings } = definition;
  if (settings.targets.length === 0) return localMachine(definition, inputs, context);
  const hosts = unwrap(chooseHosts(settings, inputs));
  const unpinned = hosts.filter((host) => host.hostKeys.length === 0);
  if (unpinned.length > 0) throw inputFailure(...unpinned.map((host) => noHostKey(definition, host)));
  if (hosts.length === 0) return { hosts, reach: unreachable };
  const credentials = await readCredentials(inputs, context);
  const port = await context.ports.hosts();
  return { hosts, reach: (host) => port.connect(host, credentials) };
}
async function localMachine(definition, inputs, { ports, environment }) {
  const { destdir } = definition.settings.deploy;
  if (destdir === void 0) {
    throw inputFailure({
      code: "deploy/nowhere",
      message: `${definition.instance} has no deploy.nodes, and no deploy.destdir for a deploy to this machine`,
      hint: "list hosts in deploy.nodes, or set deploy.destdir"
    });
  }
  if (environment.onCi && !inputs.local) {
    throw inputFailure({
      code: "deploy/local",
      message: `this would deploy ${definition.instance} to the machine that CI runs on`,
      hint: "say --local if that is meant, else see where deploy.nodes went",
      origin: inputOrigin("--local")
    });
  }
  const [host] = hostsOrLocal(definition.settings, environment.platform);
  const home = destdir.startsWith("~") ? destdir : posix.resolve(environment.cwd, destdir);
  const reach = async () => (await ports.hosts()).local();
  return { hosts: [{ ...host, home }], reach };
}
async function unreachable(host) {
  throw new Error(`${host.name} is not among the chosen hosts`);
}
function noHostKey({ trail }, host) {
  const { targets, port, address, name } = host;
  const origin = trail(["hosts", name])?.origin ?? trail(["deploy", "nodes", targets[0] ?? ""])?.origin;
  return {
    code: "deploy/no-host-key",
    message: `${name} has no pinned host key, so nobody could tell it from an impostor`,
    path: `hosts.${name}.host_keys`,
    ...origin === void 0 ? {} : { origin },
    hint: `ssh-keyscan -p ${port} ${address} prints its keys: compare with ssh-keygen -lf on the host itself, then write one there`
  };
}
async function readCredentials({ "ssh-key": given }, { ports, environment }) {
  if (given !== void 0) return { key: await readKey(given, ports) };
  const agent = environment.variables["SSH_AUTH_SOCK"];
  if (agent !== void 0 && agent !== "") return { agent };
  throw inputFailure({
    code: "ssh/no-key",
    message: "there is no SSH key and no ssh-agent",
    hint: "give the key with --ssh-key or FACS_SSH_KEY",
    origin: inputOrigin("--ssh-key")
  });
}
async function readKey(given, ports) {
  const text = reveal(given).trim();
  if (text.startsWith("-----BEGIN ")) return secret(`${text}
`);
  const bytes = text.includes("\n") ? void 0 : await (await ports.files()).read(text);
  if (bytes !== void 0) return secret(new TextDecoder().decode(bytes));
  throw inputFailure({
    code: "ssh/no-key",
    message: "the SSH key is neither a key (it would begin with -----BEGIN) nor a file that is there",
    origin: inputOrigin("--ssh-key")
  });
}

// src/core/deploy/about.ts
import { isObject$83 as isObject } from "#common";
var ABOUT_FILE = ".facsimile.json";
var LONGEST = 1e6;
function encodeAbout(about) {
  const { release, tree, ...rest } = about;
  return `${JSON.stringify({ release, tree, ...rest })}
`;
}
function parseAbout(text) {
  const value = parseJson(text);
  if (!isObject(value)) return void 0;
  const { release, tree, version, deployment } = value;
  if (typeof release !== "string" || typeof tree !== "string") return void 0;
  return { release, tree, version: toText(version), deployment: toText(deployment) };
}
function parseJson(text) {
  if (text.length > LONGEST) return void 0;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function toText(value) {
  return typeof value === "string" ? value : "";
}

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

// src/core/deploy/scripts/prologue.ts
var MARK = "facs";
var PROLOGUE = `
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
var COMPARING = `
hashes() {
  case $sha in
    sha256sum) find . -type f -exec sha256sum {} + ;;
    shasum) find . -type f -exec shasum -a 256 {} + ;;
    openssl) find . -type f -exec openssl dgst -sha256 -r {} + ;;
    sha256) find . -type f -exec sha256 -r {} + ;;
  esac | sed -e '/^\\\\/s/\\\\\\\\/\\\\/g' -e 's/^\\\\//' -e 's/^\\([0-9a-f]\\{64\\}\\) [ *]\\{0,1\\}/\\1 /'
}
listing() {
  case $stat in
    gnu) find . -type f -exec stat -c '%a %s %Y %u %n' {} + ;;
    bsd) find . -type f -exec stat -f '%Lp %z %m %u %N' {} + ;;
  esac
}
links() { find . -type l -exec ls -ldn {} + | sed 's/^[^ ]* [^/]* \\.\\//.\\//'; }
unmet() {
  awk '!second && $0 == "" { second = 1; next }
    !second { want[$0] = 1; next }
    { delete want[$0] }
    END { for (line in want) print line }'
}
surplus() {
  awk '!second && $0 == "" { second = 1; next }
    !second { want[$0] = 1; next }
    !($0 in want)'
}
tab=$(printf '\\t')
file_hashes() { sed -n "s/^[0-7]* [0-9]* [0-9]* \\([0-9a-f]*\\)$tab/\\1 /p" "$@"; }
file_listing() { sed -n "s/^\\([0-7]* [0-9]* [0-9]*\\) [0-9a-f]*$tab/\\1 $(id -u) /p" "$@"; }
link_listing() { sed -n "s/^link [0-9]*$tab//p" "$@"; }
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

// src/core/deploy/host-facts.ts
function parseHostFacts(stdout) {
  const lines = stdout.split("\n");
  const start = lines.indexOf(`${MARK} probe 1`);
  const end = lines.lastIndexOf(`${MARK} end`);
  if (start < 0 || end < start) return void 0;
  const answers = new Answers();
  const manifests = /* @__PURE__ */ new Map();
  let inside;
  for (const line of [...lines.slice(start + 1, end), `${MARK} end`]) {
    if (!line.startsWith(`${MARK} `)) {
      inside?.lines.push(line);
      continue;
    }
    if (inside !== void 0) manifests.set(inside.name, parseManifest(inside.lines));
    const [, key = "", rest = ""] = /^\w+ (\S+) ?(.*)$/.exec(line) ?? [];
    inside = key === "manifest" ? { name: rest, lines: [] } : void 0;
    answers.add(key, rest);
  }
  return toFacts(answers, manifests);
}
function missingTools(facts) {
  const needs = [...facts.lacks.filter((name) => PROGRAMS.includes(name))];
  if (facts.sha256 === "none") needs.push("one of sha256sum, shasum, openssl, sha256");
  if (facts.renamer === "none") needs.push("one of mv with -T (coreutils), mv with -h (BSD), perl");
  return needs;
}
var Answers = class {
  byKey = /* @__PURE__ */ new Map();
  add(key, value) {
    const values = this.byKey.get(key);
    if (values === void 0) this.byKey.set(key, [value]);
    else values.push(value);
  }
  all(key) {
    return this.byKey.get(key) ?? [];
  }
  one(key) {
    return this.all(key)[0];
  }
};
function toFacts(answers, manifests) {
  const current = answers.one("current") ?? "-";
  const history = answers.all("history").map((line) => line.split(" "));
  const outcomes = new Map(history.map(([outcome, name]) => [name ?? "", outcome]));
  const kept = answers.all("kept").map((line) => {
    const name = line.split(" ", 1)[0] ?? "";
    const about = parseAbout(line.slice(name.length + 1));
    return { name, about, outcome: outcomes.get(name) ?? "unfinished" };
  });
  const isGood = (name) => kept.some((each) => each.name === name && each.outcome === "good");
  const space = answers.one("space");
  return {
    home: answers.one("home") ?? "",
    lacks: answers.all("lacks"),
    sha256: answers.one("sha256") ?? "none",
    current,
    kept,
    previous: history.map(([, name = ""]) => name).findLast((name) => name !== current && isGood(name)),
    lackedDirectories: answers.all("lacking"),
    metaTip: answers.one("meta"),
    ...answers.one("writable") === void 0 ? {} : { writable: answers.one("writable") === "yes" },
    ...space === void 0 || !/^\d+$/.test(space) ? {} : { spaceKib: Number(space) },
    ...optional("machine", answers.one("machine")),
    ...optional("stat", answers.one("stat")),
    ...optional("renamer", answers.one("renamer")),
    ...optional("base", answers.one("base")),
    manifests,
    drift: new Set(answers.all("drift"))
  };
}
function optional(key, value) {
  return value === void 0 ? {} : { [key]: value };
}

// src/core/deploy/scripts/probe.ts
function probeCommand(home) {
  return scriptCommand(PROBE, home);
}
function wantedLines(wanted) {
  if (wanted === void 0) return "- - -\n";
  const { release, tree, check, directories } = wanted;
  return [`${release} ${tree} ${check}`, ...directories].map((line) => `${line}
`).join("");
}
var FACTS = `
home=$1
case $home in "~") home=$HOME ;; "~"/*) home=$HOME/\${home#*/} ;; esac
say probe 1
for name in ${PROGRAMS.join(" ")}; do command -v "$name" >/dev/null 2>&1 || say lacks "$name"; done
sha=none
for name in sha256 openssl shasum sha256sum; do if command -v "$name" >/dev/null 2>&1; then sha=$name; fi; done
say sha256 "$sha"
current=- current_json='' current_outcome='' good=-
if cd -P "$home" 2>/dev/null; then
  home=$PWD
  if [ -L current ] && cd -P current 2>/dev/null; then
    if [ "\${PWD%/*}" = "$home/releases" ]; then current=\${PWD##*/}; else current='?'; fi
    cd "$home" || exit 1
  elif [ ! -L current ] && [ -e current ]; then current='?'; fi
  for folder in releases/*/; do
    if [ ! -d "$folder" ]; then continue; fi
    name=\${folder#releases/} name=\${name%/} json=
    if [ -f "$folder.facsimile.json" ]; then IFS= read -r json <"$folder.facsimile.json"; fi
    say kept "$name $json"
    if [ "$name" = "$current" ]; then current_json=$json; fi
  done
  if [ -f .facsimile/history ]; then
    while read -r outcome name id; do
      say history "$outcome $name $id"
      if [ "$name" = "$current" ]; then current_outcome=$outcome; fi
      if [ "$outcome" = good ] && [ -f ".facsimile/manifests/$name" ]; then good=$name; fi
    done <.facsimile/history
  fi
  if [ -f .facsimile/meta ]; then read -r tip <.facsimile/meta; say meta "$tip"; fi
fi
say current "$current"
say home "$home"
`;
var UNCHANGED = `
read -r release tree check || exit 0
if [ "$release" = - ]; then say end; exit; fi
while IFS= read -r path; do
  place_of "$path"
  if [ ! -d "$place" ]; then say lacking "$path"; fi
done
case $current_json in
  "{\\"release\\":\\"$release\\",\\"tree\\":\\"$tree\\","*)
    if [ "$current_outcome" = good ]; then say end; exit; fi ;;
esac
`;
var TOOLS = `
LC_ALL=C; export LC_ALL
place=$home
until [ -d "$place" ]; do case $place in */*) place=\${place%/*}; place=\${place:-/} ;; *) break ;; esac; done
if [ -w "$place" ]; then say writable yes; else say writable no; fi
say space "$(df -Pk "$place" 2>/dev/null | tail -n 1 | awk '{ print $4 }')"
say machine "$(uname -s) $(uname -m)"
stat=none
if stat -c %s / >/dev/null 2>&1; then stat=gnu; elif stat -f %z / >/dev/null 2>&1; then stat=bsd; fi
say stat "$stat"
try=\${TMPDIR:-/tmp}/facs-$$
renamer=none
if mkdir "$try" 2>/dev/null; then
  for renamer in T h perl none; do
    mkdir "$try/folder" && ln -s folder "$try/to" && ln -s elsewhere "$try/from"
    rename "$try/from" "$try/to" >/dev/null 2>&1
    if [ ! -e "$try/to" ] && [ -L "$try/to" ]; then break; fi
    rm -rf "$try/folder" "$try/to" "$try/from"
  done
  rm -rf "$try"
fi
say renamer "$renamer"
`;
var KEPT = `
if [ ! -d "$home" ]; then say end; exit; fi
drifted() {
  {
    if [ "$stat" = none ] || [ "$check" = all ]; then
      file_hashes ".facsimile/manifests/$1"; echo; (cd "releases/$1" && hashes)
    else
      file_listing ".facsimile/manifests/$1"; echo; (cd "releases/$1" && listing)
    fi
  } | unmet | sed 's/^[^/]*\\.\\//${MARK} drift .\\//'
  { link_listing ".facsimile/manifests/$1"; echo; (cd "releases/$1" && links); } | unmet | sed 's/^/${MARK} drift /'
}
base=$good
if [ -f ".facsimile/manifests/$current" ]; then base=$current; fi
for folder in releases/*/; do
  if [ ! -f "$folder.facsimile.json" ]; then continue; fi
  name=\${folder#releases/} name=\${name%/}
  IFS= read -r json <"$folder.facsimile.json"
  case $json in
    "{\\"release\\":\\"$release\\",\\"tree\\":\\"$tree\\","*) if [ -f ".facsimile/manifests/$name" ]; then base=$name; fi ;;
  esac
done
if [ "$base" != "$current" ] && [ -f ".facsimile/manifests/$current" ]; then
  say manifest "$current"; cat ".facsimile/manifests/$current"
fi
if [ "$base" != - ] && [ -d "releases/$base" ]; then
  say manifest "$base"; cat ".facsimile/manifests/$base"; say base "$base"; drifted "$base"
fi
say end
`;
var PROBE = compact(PROLOGUE + FACTS + UNCHANGED + COMPARING + TOOLS + KEPT);

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

// src/app/deploy/probe-host.ts
var SPARE_KIB = 1024;
async function probeHost(host, reach, wanted) {
  const connection = await reach(host);
  try {
    return { host, connection, facts: await askFacts(host, connection, wanted) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
async function askFacts(host, connection, wanted) {
  async function* stdin() {
    yield new TextEncoder().encode(wantedLines(await wanted));
  }
  const finished = await connection.execute({ command: probeCommand(host.home), stdin: stdin() });
  const facts = parseHostFacts(finished.stdout);
  if (facts !== void 0) return facts;
  throw hostFailure(host, {
    code: "host/unreadable",
    message: `the probe broke off (${describeEnding(finished)})`,
    retry: "safe",
    next: `log in as ${host.user} and see that a POSIX shell answers`
  });
}
function checkFitness({ host, facts }, work) {
  if (work.action === "unchanged") return void 0;
  const missing = missingTools(facts);
  if (missing.length > 0) {
    return hostFailure(host, {
      code: "host/tools",
      message: `it lacks ${missing.join(", ")}`,
      retry: "never",
      next: `install ${missing.join(", ")} on ${host.name}`
    });
  }
  if (facts.current === "?") {
    return hostFailure(host, {
      code: "host/current",
      message: `${facts.home}/current is not a link to one of its releases`,
      retry: "never",
      next: "move it out of the way, or choose another home"
    });
  }
  if (facts.writable === false) {
    return hostFailure(host, {
      code: "host/denied",
      message: `${host.user} may not write to ${facts.home}`,
      retry: "never",
      next: `make ${facts.home} on ${host.name} and give it to ${host.user}`
    });
  }
  return checkSpace(host, facts, work.stage.bytes);
}
function checkSpace(host, { home, spaceKib }, bytes) {
  const neededKib = Math.ceil(bytes / 1024) + (bytes > 0 ? SPARE_KIB : 0);
  if (spaceKib === void 0 || spaceKib >= neededKib) return void 0;
  return hostFailure(host, {
    code: "host/full",
    message: `${home} has ${spaceKib} KiB free and needs ${neededKib}`,
    retry: "safe",
    next: `free space on ${host.name}, then run the same command again`
  });
}

// src/core/meta/lock-note.ts
function encodeLockNote({ holder, runUrl, reason, leaseMs }) {
  const line = (text) => text.replace(/\s+/g, " ").trim();
  return [
    `locked by ${line(holder)}`,
    "",
    `holder: ${line(holder)}`,
    `run: ${line(runUrl)}`,
    `reason: ${line(reason)}`,
    `lease-ms: ${leaseMs}`
  ].join("\n");
}
function decodeLockNote(text) {
  const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "";
  const leaseMs = Number(field("lease-ms"));
  return {
    holder: field("holder"),
    runUrl: field("run"),
    reason: field("reason"),
    leaseMs: Number.isSafeInteger(leaseMs) ? leaseMs : 0
  };
}

export {
  ABOUT_FILE,
  encodeAbout,
  toManifestEntry,
  isSameEntry,
  driftName,
  releaseEntries,
  releasePath,
  readInstance,
  holdAt,
  refusalByHold,
  MARK,
  PROLOGUE,
  COMPARING,
  scriptCommand,
  compact,
  describeEnding,
  howItEnded,
  settleAll,
  failuresOf,
  hostFailure,
  chooseMachines,
  probeHost,
  askFacts,
  checkFitness,
  encodeLockNote,
  decodeLockNote
};
