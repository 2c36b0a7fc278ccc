import {
  cloneFolder,
  metaFailures,
  openClone,
  openRemote,
  patiently,
  readPlace
} from "./chunk-P3UK2ACC.js";
import {
  isAncestor,
  readSeen,
  readTree
} from "./chunk-RVJEEEBU.js";
import {
  KINDS,
  openObjects
} from "./chunk-WWFXE3HM.js";
import {
  openGit
} from "./chunk-RJQAYWZ7.js";
import {
  gitFailure
} from "./chunk-ZG3CA6L3.js";
import {
  makeTopFolder
} from "./chunk-4PMZFJHM.js";
import {
  notMeta
} from "./chunk-M5RN2OGV.js";
import {
  FORMAT_FILE
} from "./chunk-TOVEXTTC.js";
import "./chunk-JAWLCWRX.js";

// src/adapters/git/meta/history/open-history.ts
const { resolve: resolve2 } = process.getBuiltinModule("node:path");

// src/adapters/git/meta/history/copy-source.ts
const { join } = process.getBuiltinModule("node:path");
async function openCopy(git, { url, clone, seen }) {
  const remote = openRemote(git, clone);
  const objects = openObjects(git, clone.view);
  const { branch, commit } = await remote.look();
  if (commit === void 0) throw notMeta(url, "it has no commits");
  const isHere = async (hash) => await objects.read(hash) !== void 0;
  const tip = await isHere(commit) ? commit : await remote.fetch(`refs/heads/${branch}`);
  return {
    ...{ url, git, objects, tip, seen, view: clone.view, folder: clone.folder },
    store: join(clone.folder, "objects"),
    resolve: (revision) => revision === "HEAD" ? Promise.resolve(tip) : findRevision(remote, isHere, revision),
    fetchBlobs: (hashes) => remote.fetchBlobs(hashes)
  };
}
async function findRevision(remote, isHere, revision) {
  const names = revision.startsWith("refs/") ? [revision] : [`refs/heads/${revision}`, `refs/tags/${revision}`];
  for (const ref of isName(revision) ? names : []) {
    const commit = await remote.lookAt(`${ref}^{}`, ref);
    if (commit === void 0) continue;
    return await isHere(commit) ? commit : remote.fetch(ref);
  }
  if (!/^([0-9a-f]{40}|[0-9a-f]{64})$/.test(revision)) return void 0;
  if (await isHere(revision)) return revision;
  return remote.fetch(revision).catch(() => void 0);
}
function isName(revision) {
  return /^[A-Za-z0-9_][A-Za-z0-9_./+-]*$/.test(revision) && !revision.includes("..");
}

// src/adapters/git/meta/history/folder-source.ts
const { stat } = process.getBuiltinModule("node:fs/promises");
const { resolve } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
async function openFolder(git, folder, seen) {
  if (!await isFolder(folder)) throw notMeta(folder, "there is no such folder");
  const at = { cwd: folder };
  const asked = ["--is-shallow-repository", "--absolute-git-dir", "--git-path", "objects", "--show-prefix"];
  const [isShallow, , objects = "", prefix = ""] = (await git.text(["rev-parse", ...asked], at)).split("\n");
  if (prefix !== "") throw notMeta(folder, "it is a folder inside of a git repository");
  if (isShallow === "true") throw shallow(folder);
  if (await isPartial(git, folder)) throw partial(folder);
  return {
    ...{ url: folder, git, folder, seen, view: folder, store: resolve(folder, objects) },
    objects: openObjects(git, folder),
    tip: await readHead(git, folder),
    resolve: (revision) => readCommit(git, folder, revision)
  };
}
async function readCommit(git, folder, revision) {
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const { ending, stdout } = await git.run(words, { cwd: folder });
  if (ending.kind !== "exit" || ending.code !== 0) return void 0;
  return new TextDecoder().decode(stdout).trim();
}
async function readHead(git, folder) {
  const at = { cwd: folder };
  const { stdout } = await git.run(["rev-parse", "--verify", "--quiet", "HEAD"], at);
  const head = new TextDecoder().decode(stdout).trim();
  if (/^[0-9a-f]{40,64}$/.test(head)) return head;
  const { ending } = await git.run(["symbolic-ref", "--quiet", "HEAD"], at);
  if (ending.kind === "exit" && ending.code !== 0) return "";
  throw notMeta(folder, "it has no commits");
}
async function isPartial(git, folder) {
  const { ending } = await git.run(["config", "--get-regexp", "^remote\\..*\\.promisor$"], { cwd: folder });
  return ending.kind === "exit" && ending.code === 0;
}
function shallow(folder) {
  return inputFailure({
    code: "meta/shallow",
    message: `${folder} is a shallow clone: the history that is to be checked is not there`,
    hint: "run git fetch --unshallow in it, or name the repository itself",
    origin: inputOrigin("--meta")
  });
}
function partial(folder) {
  return inputFailure({
    code: "meta/partial",
    message: `${folder} is a partial clone: the files that are to be checked are not there`,
    hint: "name the repository that it was cloned from, whose files are then fetched all at once",
    origin: inputOrigin("--meta")
  });
}
async function isFolder(path) {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false
  );
}

// src/adapters/git/meta/history/range-problems.ts
const { mkdir, mkdtemp, rm, writeFile } = process.getBuiltinModule("node:fs/promises");
const { tmpdir } = process.getBuiltinModule("node:os");
const { join: join2 } = process.getBuiltinModule("node:path");

// src/adapters/git/meta/history/read-problems.ts
import { isFailure$75 as isFailure } from "./common.js";

// src/adapters/git/meta/history/read-steps.ts
const { StringDecoder } = process.getBuiltinModule("node:string_decoder");
var LOG = [
  ...["--no-replace-objects", "-c", "log.showSignature=false", "-c", "log.showRoot=true", "log"],
  ...["-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--ignore-submodules=none"],
  ...["--reverse", "--topo-order", "--format=tformat:%x01%H %ct %P"]
];
async function* readSteps(git, folder, { from, to }, only = []) {
  const wanted = only.length === 0 ? [] : ["-t", ...only.map((hash) => `--find-object=${hash}`)];
  const words = [...LOG, ...wanted, to, ...from === void 0 ? [] : [`^${from}`], "--"];
  const child = git.start(words, { cwd: folder });
  child.stdin.end();
  const said = [];
  child.stderr.on("data", (chunk) => said.push(chunk.toString()));
  const closed = new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", done);
  });
  closed.catch(() => void 0);
  try {
    yield* toSteps(fieldsOf(child.stdout));
    const code = await closed;
    if (code === 0) return;
    const ending = code === null ? { kind: "closed" } : { kind: "exit", code };
    throw gitFailure(["log"], { ending, stdout: new Uint8Array(), stderr: said.join("") });
  } finally {
    child.kill();
  }
}
async function* fieldsOf(stream) {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of stream) {
    const fields = (rest + decoder.write(chunk)).split("\0");
    rest = fields.pop() ?? "";
    yield fields;
  }
}
async function* toSteps(parts) {
  let step;
  let change;
  for await (const fields of parts) {
    for (const field of fields) {
      if (change !== void 0) {
        step?.changes.push(toChange(change, field));
        change = void 0;
        continue;
      }
      const text = field.startsWith("\n") ? field.slice(1) : field;
      if (text.startsWith(":")) change = text;
      if (!text.startsWith("")) continue;
      if (step !== void 0) yield step;
      step = toStep(text.slice(1));
    }
  }
  if (step !== void 0) yield step;
}
function toStep(header) {
  const [githash = "", committedAt, ...parents] = header.split(" ").filter((word) => word !== "");
  return { githash, committedAt: Number(committedAt), parents, changes: [] };
}
function toChange(line, path) {
  const [before = "", after = "", hashBefore = "", hashAfter = ""] = line.slice(1).split(" ");
  return { path, before: toVersion(before, hashBefore), after: toVersion(after, hashAfter) };
}
function toVersion(mode, hash) {
  return mode === "000000" ? void 0 : { kind: KINDS[mode] ?? "file", hash };
}

// src/adapters/git/meta/history/read-problems.ts
async function findProblems(git, folder, tip) {
  const words = [
    "fsck",
    "--name-objects",
    "--no-dangling",
    "--no-reflogs",
    "--no-progress",
    ...tip === "" ? [] : [tip]
  ];
  const { ending, stdout, stderr } = await git.run(words, { cwd: folder });
  const said = `${new TextDecoder().decode(stdout)}${stderr}`;
  const found = parseProblems(said);
  const isFine = ending.kind === "exit" && ending.code === 0;
  if (found.length === 0 && !isFine) return [{ ...NOWHERE, object: "repository", type: "whole", said: said.trim() }];
  return nameCommits(git, folder, { range: { from: void 0, to: tip }, found });
}
var NOWHERE = { kind: "missing", isWarning: false, path: "", commit: "", revision: "" };
var HASH = "[0-9a-f]{40}(?:[0-9a-f]{24})?";
var LINES = [
  [
    new RegExp(`^missing (?<type>\\w+) (?<object>${HASH})(?: \\((?<name>.*)\\))?$`),
    ({ type = "" }) => ({ type, said: "git does not find it, or it is broken on disk" })
  ],
  [
    new RegExp(`^(?<level>error|warning) in (?<type>\\w+) (?<object>${HASH})(?: \\((?<name>.*)\\))?: (?<said>.*)$`),
    ({ level, type = "", said = "" }) => ({ kind: "malformed", isWarning: level === "warning", type, said })
  ],
  [
    new RegExp(`^(?<level>error|warning): object (?<object>${HASH}): (?<said>\\w+: .*)$`),
    ({ level, said = "" }) => ({ kind: "malformed", isWarning: level === "warning", said, type: "object" })
  ],
  [
    /^error: (?<object>(?:refs\/|HEAD)[^ :]*): (?<said>.*)$/,
    ({ object = "", said = "" }) => ({ kind: "ref", type: "ref", path: object, said })
  ],
  [/^error: .*?\/?(?<object>pack-[0-9a-f]+\.(?:pack|idx)) (?<said>.*)$/, ({ said = "" }) => ({ type: "file", said })],
  [new RegExp(`^(?:error|fatal): (?<said>.*?(?<object>${HASH}).*)$`), ({ said = "" }) => ({ type: "object", said })]
];
function parseProblems(text) {
  const found = /* @__PURE__ */ new Map();
  for (const line of text.replace(/objects\/([0-9a-f]{2})\/([0-9a-f]{38,62})/g, "objects/$1$2").split("\n")) {
    const problem = parseLine(line);
    if (problem === void 0) continue;
    const known = found.get(problem.object);
    if (known === void 0 || known.type === "object" && problem.type !== "object")
      found.set(problem.object, problem);
  }
  return [...found.values()];
}
function parseLine(line) {
  for (const [form, read] of LINES) {
    const groups = form.exec(line)?.groups;
    if (groups === void 0) continue;
    const { object = "", name = "" } = groups;
    const [revision = "", path = ""] = splitName(name);
    return { ...NOWHERE, object, type: "object", said: line, path, revision, ...read(groups) };
  }
  return void 0;
}
function splitName(name) {
  const colon = name.indexOf(":");
  return colon < 0 ? [name] : [name.slice(0, colon), name.slice(colon + 1).replace(/\/$/, "")];
}
async function nameCommits(git, folder, { range, found }) {
  const wanted = found.map(({ object }) => object).filter(isHash);
  const origins = await findOrigins(git, folder, { range, wanted: wanted.slice(0, TRACED) });
  return Promise.all(
    found.map(async ({ revision, ...problem }) => {
      const { object, type } = problem;
      const origin = origins.get(object);
      if (origin !== void 0) return { ...problem, ...origin };
      const isCommit = type === "commit" || object === range.to;
      return { ...problem, commit: isCommit ? object : await commitOf(git, folder, revision) };
    })
  );
}
var TRACED = 100;
async function findOrigins(git, folder, { range, wanted }) {
  const origins = /* @__PURE__ */ new Map();
  if (wanted.length === 0 || range.to === "") return origins;
  try {
    for await (const { githash, changes } of readSteps(git, folder, range, wanted)) {
      for (const { path, after } of changes) {
        const hash = after?.hash ?? "";
        if (wanted.includes(hash) && !origins.has(hash)) origins.set(hash, { path, commit: githash });
      }
    }
  } catch (error) {
    if (!isFailure(error)) throw error;
  }
  return origins;
}
async function commitOf(git, folder, revision) {
  if (revision === "") return "";
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", revision];
  return new TextDecoder().decode((await git.run(words, { cwd: folder })).stdout).trim();
}
function isHash(object) {
  return new RegExp(`^${HASH}$`).test(object);
}

// src/adapters/git/meta/history/range-problems.ts
async function findRangeProblems(git, { folder, objects }, { from, to }) {
  const place = await mkdtemp(join2(tmpdir(), "facs-check-"));
  try {
    const format = await git.text(["rev-parse", "--show-object-format"], { cwd: folder });
    await git.output(["init", "--quiet", "--bare", "--template=", `--object-format=${format}`, place]);
    await mkdir(join2(place, "objects", "info"), { recursive: true });
    await writeFile(join2(place, "objects", "info", "alternates"), `${objects}
`);
    const found = await packAndTakeIn(git, { folder, place }, `${to}
^${from}
`);
    return await nameCommits(git, folder, { range: { from, to }, found });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
async function packAndTakeIn(git, { folder, place }, range) {
  const packing = git.start(["pack-objects", "--revs", "--stdout", "--quiet", "--missing=allow-promisor"], {
    cwd: folder
  });
  const said = [];
  packing.stderr.on("data", (chunk) => said.push(chunk.toString()));
  packing.stdin.on("error", () => void 0).end(range);
  const packed = new Promise((done, fail) => packing.on("error", fail).on("close", done));
  const [taken, code] = await Promise.all([
    git.run(["index-pack", "--stdin", "--fsck-objects"], { cwd: place, input: packing.stdout }),
    packed
  ]);
  const text = code === 0 ? taken.stderr : said.join("");
  const isFine = code === 0 && taken.ending.kind === "exit" && taken.ending.code === 0;
  const found = parseProblems(text);
  if (isFine || found.length > 0) return found;
  const whole = { kind: "missing", isWarning: false, object: "range", type: "whole" };
  return [{ ...whole, path: "", commit: "", revision: "", said: text.trim() }];
}

// src/adapters/git/meta/history/git-history.ts
var FOLDERS_AT_ONCE = 256;
function toHistory(source, broken = /* @__PURE__ */ new Set()) {
  const { git, view, folder, store, tip } = source;
  const reader = { view, git, clone: { view, folder, branch: "" } };
  return {
    ...{ url: source.url, tip, seen: source.seen },
    resolve: (revision) => source.resolve(revision),
    includes: (commit, ancestor) => isAncestor(reader, ancestor, commit),
    mergeBase: async (one, other) => {
      const { stdout } = await git.run(["merge-base", one, other], { cwd: view });
      return new TextDecoder().decode(stdout).trim() || void 0;
    },
    steps: (range) => readSteps(git, view, range),
    folders: (commit) => walk(source, broken, commit),
    folder: (commit, path) => find(source, broken, { commit, path }),
    readAll: (hashes) => readBlobs(
      source,
      hashes.filter((hash) => !broken.has(hash))
    ),
    problems: ({ from, to }) => from === void 0 ? findProblems(git, folder, to) : findRangeProblems(git, { folder, objects: store }, { from, to }),
    avoiding: (objects) => toHistory(source, /* @__PURE__ */ new Set([...broken, ...objects]))
  };
}
async function* walk(source, broken, commit) {
  const waiting = [
    { path: "", hash: await treeOf(source, commit) }
  ];
  while (waiting.length > 0) {
    const next = waiting.splice(-FOLDERS_AT_ONCE);
    const read = await Promise.all(
      next.map(async ({ path, hash }) => ({ path, items: await readItems(source, broken, hash) }))
    );
    for (const folder of read) {
      for (const { name, kind, hash } of folder.items) {
        if (kind === "folder") waiting.push({ path: folder.path === "" ? name : `${folder.path}/${name}`, hash });
      }
      yield folder;
    }
  }
}
async function find(source, broken, { commit, path }) {
  let items = await readItems(source, broken, await treeOf(source, commit));
  for (const part of path.split("/").filter((each) => each !== "")) {
    const next = items.find(({ name }) => name === part);
    if (next?.kind !== "folder") return [];
    items = await readItems(source, broken, next.hash);
  }
  return items;
}
async function treeOf({ git, view }, commit) {
  const { stdout } = await git.run(["rev-parse", "--verify", "--quiet", `${commit}^{tree}`], { cwd: view });
  return new TextDecoder().decode(stdout).trim();
}
async function readItems({ objects }, broken, hash) {
  if (hash === "" || broken.has(hash)) return [];
  return readTree(objects, hash);
}
async function readBlobs(source, hashes) {
  const found = /* @__PURE__ */ new Map();
  const readAll = async (wanted) => {
    await Promise.all(
      wanted.map(async (hash) => {
        const bytes = await source.objects.read(hash);
        if (bytes !== void 0) found.set(hash, bytes);
      })
    );
    return wanted.filter((hash) => !found.has(hash));
  };
  const missing = await readAll(hashes);
  if (missing.length === 0 || source.fetchBlobs === void 0) return found;
  await source.fetchBlobs(missing);
  await readAll(missing);
  return found;
}

// src/adapters/git/meta/history/open-history.ts
function gitHistories(at) {
  const warn = (message) => at.talk.warn({ code: "meta/full-copy", message });
  return {
    open: async ({ url: given, token }) => {
      const place = await readPlace(given, at.cwd);
      const { url } = place;
      const git = openGit(at.variables, token === void 0 ? [] : [{ url, token }]);
      const top = resolve2(at.cwd, at.topDir);
      const copy = cloneFolder(top, url);
      const seen = await readSeen(copy);
      const open = async () => {
        if (place.isFolder) return openFolder(git, url, seen);
        await makeTopFolder(top);
        return openCopy(git, { url, seen, clone: await openClone(git, url, copy, warn) });
      };
      const source = await metaFailures(place, () => patiently(at.clock, open));
      const history = toHistory(source);
      await checkIsMeta(source, history);
      return history;
    }
  };
}
async function checkIsMeta({ git, view, tip, url }, history) {
  const top = tip === "" ? void 0 : await history.folder(tip, "").catch(() => void 0);
  if (top === void 0 || top.some(({ name }) => name === FORMAT_FILE)) return;
  const { ending, stdout } = await git.run(["log", "-1", "--format=%H", tip, "--", FORMAT_FILE], { cwd: view });
  if (ending.kind === "exit" && ending.code === 0 && stdout.length === 0)
    throw notMeta(url, `it has no ${FORMAT_FILE}`);
}
export {
  gitHistories
};
