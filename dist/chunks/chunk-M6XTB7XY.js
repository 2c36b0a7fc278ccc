import {
  COMPARING,
  FIND_SHA,
  FIND_STAT,
  MARK,
  PROGRAMS,
  PROLOGUE,
  clearedFolder,
  compact,
  describeEnding,
  hostFailure,
  keepingHome,
  parseManifest,
  scriptCommand
} from "./chunk-UXYPRM3W.js";
import {
  parseAbout
} from "./chunk-54Z7NPXS.js";

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
    const [, key = "", rest = ""] = /^\w+ (\S+) ?(.*)$/s.exec(line) ?? [];
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
    onceOf: answers.one("once"),
    unsettled: answers.one("unsettled") === "yes",
    found: answers.all("found").map((path) => path.replace(/^\.\//, "")),
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
function probeCommand(home, cleared = "") {
  return scriptCommand(PROBE, home, cleared);
}
function wantedLines(wanted) {
  if (wanted === void 0) return "- - -\n";
  const { release, tree, check, directories } = wanted;
  return [`${release} ${tree} ${check}`, ...directories].map((line) => `${line}
`).join("");
}
var FACTS = `
home=$1 cleared=$2 unsettled=''
case $home in "~") home=$HOME ;; "~"/*) home=$HOME/\${home#*/} ;; esac
case $cleared in "~"/*) cleared=$HOME/\${cleared#*/} ;; esac
say probe 1
for name in ${PROGRAMS.join(" ")}; do command -v "$name" >/dev/null 2>&1 || say lacks "$name"; done
${FIND_SHA}
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
  if [ -f .facsimile/once ]; then read -r once <.facsimile/once; say once "$once"; fi
  if [ -d .facsimile/journal ]; then unsettled=yes; say unsettled yes; fi
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
case $unsettled$current_json in
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
${FIND_STAT}
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
if [ -n "$cleared" ] && [ ! -L "$cleared" ]; then
  (cd "$cleared" 2>/dev/null && find . -name "*$newline*" -prune -o ! -type d -print | sed 's/^/${MARK} found /')
fi
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

// src/app/deploy/probe-host.ts
var SPARE_KIB = 1024;
var FIRST_WORD_MS = 2 * 6e4;
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
  const finished = await connection.execute({
    command: probeCommand(keepingHome(host), clearedFolder(host)),
    stdin: stdin(),
    firstWordMs: FIRST_WORD_MS
  });
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
  return checkSpace(host, facts, work.stage.bytes * (host.inPlace === void 0 ? 1 : 2));
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

export {
  probeHost,
  askFacts,
  checkFitness
};
