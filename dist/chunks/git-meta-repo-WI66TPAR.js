const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  parseFormat
} from "./chunk-RLRHCR7V.js";
import {
  KINDS,
  openObjects
} from "./chunk-OJQOELHC.js";
import {
  gitFailure,
  meaningOf,
  openGit,
  withoutPasswords
} from "./chunk-2J4ZCZ5I.js";
import {
  isSameRecord
} from "./chunk-Q6YWCMS3.js";
import {
  FORMAT_FILE
} from "./chunk-KG6K2PSM.js";
import "./chunk-KVEVNSAC.js";
import "./chunk-THL2WTDU.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-NH3IMKON.js";
import {
  makeTopFolder
} from "./chunk-DXWAKLSL.js";
import "./chunk-QNEN4M7J.js";

// src/adapters/git/meta/git-meta-repo.ts
import { mkdir as mkdir2, readdir as readdir2 } from "node:fs/promises";
import { resolve as resolve2 } from "node:path";
import { unwrap$68 as unwrap } from "#common";

// src/adapters/git/meta/address.ts
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { inputFailure$68 as inputFailure } from "#common";
import { inputOrigin$81 as inputOrigin } from "#common";
async function readPlace(url, cwd) {
  if (url.includes("://")) return { url: checked(url), isFolder: false };
  const folder = resolve(cwd, url);
  const isSsh = /^[^/:]+:/.test(url) && !await isThere(folder);
  if (!isSsh) return { url: folder, isFolder: true };
  return url.startsWith("-") ? wrong(url, "it begins with -") : { url, isFolder: false };
}
function checked(url) {
  if (url.startsWith("-") || !URL.canParse(url)) return wrong("this", "it is no URL");
  const { username, password, protocol } = new URL(url);
  const isHttp = protocol === "http:" || protocol === "https:";
  if (password !== "" || isHttp && username !== "") return wrong("this URL", "it holds a user or password");
  return url;
}
function wrong(what, why) {
  throw inputFailure({
    code: "meta/url",
    message: `${what} cannot be a meta repo: ${why}`,
    hint: "give the plain URL, and a token as --meta-token or FACS_META_TOKEN",
    origin: inputOrigin("--meta")
  });
}
async function isThere(path) {
  return stat(path).then(
    () => true,
    () => false
  );
}

// src/adapters/git/meta/clone.ts
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat as stat2, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
function cloneFolder(topDir, url) {
  return join(topDir, "meta", `${createHash("sha256").update(url).digest("hex").slice(0, 16)}.git`);
}
async function openClone(git, url, folder, warn) {
  if (!await isThere2(folder)) await makeClone(git, url, folder, warn);
  const head = await readFile(join(folder, "HEAD"), "utf8");
  return { folder, view: join(folder, "view.git"), branch: /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1] ?? "main" };
}
async function makeClone(git, url, folder, warn) {
  const work = `${folder}.${randomUUID()}.tmp`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    const filter = await isThere2(url) ? "--no-local" : "--filter=blob:none";
    const named = ["--origin", "origin", "--single-branch", "--no-tags", "--template="];
    const words = ["clone", "--quiet", "--bare", ...named, filter, "--", url, work];
    const finished = await git.run(words, { env: { GIT_DEFAULT_REF_FORMAT: "files" } });
    if (finished.ending.kind !== "exit" || finished.ending.code !== 0) throw gitFailure(words, finished);
    if (/filtering not recognized/.test(finished.stderr))
      warn("the server of the meta repo cannot leave out file contents: the local copy holds them all");
    await addView(git, work);
    await rename(work, folder).catch(unlessThere);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
async function addView(git, folder) {
  const format = await git.text(["rev-parse", "--show-object-format"], { cwd: folder });
  const view = join(folder, "view.git");
  await git.output(["init", "--quiet", "--bare", "--template=", `--object-format=${format}`, view]);
  await mkdir(join(view, "objects", "info"), { recursive: true });
  await writeFile(join(view, "objects", "info", "alternates"), "../../objects\n");
}
function unlessThere(error) {
  if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
}
async function isThere2(path) {
  return stat2(path).then(
    () => true,
    (error) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ENAMETOOLONG") return false;
      throw error;
    }
  );
}

// src/adapters/git/meta/graft.ts
import { operationFailure$68 as operationFailure2 } from "#common";

// src/adapters/git/meta/snapshot.ts
import { operationFailure$68 as operationFailure } from "#common";
function openSnapshot(source, commit) {
  const { trees } = source;
  return {
    commit,
    read: async (path) => (await readFiles(source, commit, [path]))[0],
    readAll: (paths) => readFiles(source, commit, paths),
    readAt: async (githash, path) => (await readFiles(source, githash, [path]))[0],
    list: async (folder) => (await trees.walk(commit, folder)).map(({ path }) => path),
    files: async (folder) => (await trees.walk(commit, folder)).map(({ path, kind }) => ({ path, kind })),
    children: async (folder) => (await trees.children(commit, folder)).map(({ name, kind }) => kind === "folder" ? `${name}/` : name),
    history: (path, limit) => readHistory(source, commit, path, limit),
    touched: (revision) => readTouched(source, revision),
    includes: (githash) => isAncestor(source, githash, commit)
  };
}
async function readFiles(source, commit, paths) {
  const items = await Promise.all(paths.map((path) => source.trees.find(commit, path)));
  const hashes = items.map((item) => item !== void 0 && isBlob(item) ? item.hash : void 0);
  const blobs = await readBlobs(source, new Set(hashes.filter((hash) => hash !== void 0)));
  return hashes.map((hash) => hash === void 0 ? void 0 : blobs.get(hash));
}
function isBlob({ kind }) {
  return kind !== "folder" && kind !== "submodule";
}
async function readBlobs(source, hashes) {
  const found = /* @__PURE__ */ new Map();
  const readAll = async (wanted) => {
    const read = async (hash) => [hash, await source.objects.read(hash)];
    const blobs = await Promise.all([...wanted].map(read));
    for (const [hash, bytes] of blobs) if (bytes !== void 0) found.set(hash, bytes);
    return [...wanted].filter((hash) => !found.has(hash));
  };
  const missing = await readAll(hashes);
  if (missing.length === 0) return found;
  await source.remote.fetchBlobs(missing);
  const [lost] = await readAll(missing);
  if (lost === void 0) return found;
  throw operationFailure({
    code: "meta/unreadable",
    message: `the meta repo does not give the file with hash ${lost}`,
    retry: "safe",
    next: `check the repository with git fsck; the local copy is ${source.clone.folder}`
  });
}
var PLAIN = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
var HISTORY_FORMAT = "%H%x00%an%x00%ct%x00%B%x00";
async function readHistory(source, commit, path, limit) {
  const { git, clone } = source;
  const words = ["log", `--format=tformat:${HISTORY_FORMAT}`, ...limit === void 0 ? [] : [`--max-count=${limit}`]];
  words.push(commit, ...path === "" ? [] : ["--", path]);
  const fields = (await git.text(words, { cwd: clone.folder, env: PLAIN })).split("\0");
  const commits = [];
  for (let i = 0; i + 3 < fields.length; i += 4) {
    const [githash = "", author = "", committedAt = "", message = ""] = fields.slice(i, i + 4);
    commits.push({ githash: githash.trim(), author, committedAt: Number(committedAt), message: message.trim() });
  }
  return commits;
}
async function findCommit({ git, clone }, githash) {
  if (!/^[0-9a-f]{7,64}$/.test(githash)) return void 0;
  const named = await git.run(["rev-parse", "--verify", "--quiet", `${githash}^{commit}`], { cwd: clone.view });
  if (named.ending.kind !== "exit" || named.ending.code !== 0) return void 0;
  return new TextDecoder().decode(named.stdout).trim();
}
async function readTouched(source, revision) {
  const { git, clone } = source;
  const githash = await findCommit(source, revision);
  if (githash === void 0) return void 0;
  const words = ["log", "-1", "-m", "--first-parent", "--format=", "--name-only", "-z", "--diff-filter=AMT", githash];
  const listed = await git.text(words, { cwd: clone.folder, env: PLAIN });
  return { githash, paths: listed.split("\0").filter((path) => path !== "") };
}
async function isAncestor({ git, clone }, githash, commit) {
  const { ending } = await git.run(["merge-base", "--is-ancestor", githash, commit], { cwd: clone.view });
  return ending.kind === "exit" && ending.code === 0;
}

// src/adapters/git/meta/graft.ts
async function readMissing(source, tip, { added, changed }) {
  const paths = [...added, ...changed].map(({ path }) => path);
  const files = tip === void 0 ? [] : await readFiles(source, tip, paths);
  const newFiles = added.filter((file, i) => isToAdd(file, files[i]));
  const newVersions = changed.filter((file, i) => isToChange(file, files[added.length + i]));
  return [...newFiles, ...newVersions];
}
function isToAdd(file, there) {
  if (there === void 0) return true;
  const same = file.path.endsWith(".binpb") ? isSameRecord(file.bytes, there) : isSame(file.bytes, there);
  if (!same) throw exists(file.path);
  return false;
}
function isToChange(file, there) {
  if (isSame(there, file.bytes)) return false;
  if (!isSame(there, file.basedOn)) throw changedMeanwhile(file.path);
  return true;
}
function isSame(a, b) {
  if (a === void 0 || b === void 0) return a === b;
  return Buffer.compare(a, b) === 0;
}
function exists(path) {
  return operationFailure2({
    code: "meta/exists",
    message: `${path} is recorded already, with other content; what was written once is never changed`,
    target: path,
    retry: "never",
    next: `facs meta cat ${path} shows what is recorded`
  });
}
function changedMeanwhile(path) {
  return operationFailure2({
    code: "meta/changed",
    message: `${path} was changed by somebody else meanwhile`,
    target: path,
    retry: "safe",
    next: `facs meta log ${path} shows who changed it; look at it, then run the same command again`
  });
}

// src/adapters/git/meta/land.ts
import { operationFailure$68 as operationFailure4 } from "#common";

// src/adapters/git/meta/meta-failure.ts
import { inputFailure$68 as inputFailure2, isFailure$68 as isFailure, operationFailure$68 as operationFailure3 } from "#common";
import { inputOrigin$81 as inputOrigin2 } from "#common";
async function metaFailures(place, work) {
  try {
    return await work();
  } catch (error) {
    throw toMetaFailure(place, error);
  }
}
function notMeta(url, why) {
  return inputFailure2({
    code: "meta/not-meta",
    message: `${url} is not a meta repo: ${why}`,
    hint: "facs meta init makes one of an empty repository",
    origin: inputOrigin2("--meta")
  });
}
function otherRepo(url, names) {
  return inputFailure2({
    code: "meta/other-repo",
    message: `${url} holds something else: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", \u2026" : ""}`,
    hint: "a meta repo is a repository of its own: make an empty one",
    origin: inputOrigin2("URL|DIR")
  });
}
function denied(url, said) {
  return operationFailure3({
    code: "meta/denied",
    message: `${url} denies access: ${said}`,
    target: url,
    retry: "never",
    next: "check the rights of the token or key, and the rules of the branch; record writers belong on its bypass list"
  });
}
function unreachable(url, said) {
  return operationFailure3({
    code: "meta/unreachable",
    message: `${url} cannot be reached: ${said}`,
    target: url,
    retry: "safe",
    next: "check the URL and the network, then run the same command again: what landed already is not written twice"
  });
}
function toMetaFailure({ url, isFolder }, error) {
  if (!isFailure(error) || error.kind !== "operation") return error;
  const isNoRepo = error.code === "git/no-repo" || error.code === "git/not-a-repo";
  if (isFolder && isNoRepo) return notMeta(url, "it is no git repository");
  const make = MADE[error.code];
  return make === void 0 ? error : Object.assign(make(url, error.message), { cause: error.cause });
}
var MADE = {
  "git/denied": denied,
  "git/unreachable": unreachable,
  "git/no-repo": unreachable
};

// src/adapters/git/meta/remote.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { readdir, readFile as readFile2 } from "node:fs/promises";
import { join as join2 } from "node:path";

// src/adapters/git/meta/push-refusal.ts
var RACED = [
  /non-fast-?forward/i,
  // git: "[rejected] (non-fast-forward)"; libgit2: "cannot push non-fastforwardable reference"
  /fetch first/i,
  // git: "[rejected] (fetch first)"
  /needs force/i,
  /stale info/i,
  // git, --force-with-lease: "[rejected] (stale info)"
  /cannot lock ref/i,
  // "cannot lock ref 'refs/heads/main': is at X but expected Y"
  /is at [0-9a-f]+ but expected [0-9a-f]+/i,
  /incorrect old value provided/i,
  // git 2.48 and GitLab: "[remote rejected] (incorrect old value provided)"
  /reference already exists/i,
  /failed to (update ref|lock)/i,
  // receive-pack: "[remote rejected] (failed to update ref)"
  /unable to create '.*\.lock'/i,
  /tip of your current branch is behind/i,
  /atomic transaction failed|transaction (aborted|failed)/i,
  /remote ref updated since checkout/i,
  /reference (update|transaction) (failed|conflict)/i
];
var DENIED = [
  /(pre-receive|update|reference-transaction|proc-receive) hook declined/i,
  /protected branch/i,
  // GitHub GH006, GitLab, Gitea
  /GH0(06|13)\b|repository rule violations/i,
  // GitHub: branch protection, rulesets
  /branch is currently checked out/i,
  // a work tree, not a bare repo
  /deny(ing)? (updating a hidden ref|non-fast-forward)|hidden ref/i,
  /not allowed to (push|upload|force push)|you are not allowed/i,
  /prohibited by Gerrit/i,
  /write access to (the )?repository not granted/i,
  /permission to .* denied|permission denied|access denied|insufficient permission/i,
  /archived so it is read-only|repository is (read-only|archived|locked)/i,
  /shallow update not allowed|unpacker error|exceeds? .*(size limit|maximum)/i
];
function readPushOutcome(ending, stdout, stderr) {
  const status = stdout.split("\n").find((line) => /^[ +\-*!=]\t/.test(line));
  if (ending.kind === "exit" && ending.code === 0 && status !== void 0 && !status.startsWith("!"))
    return { kind: "landed", already: status.startsWith("=") };
  const said = describeRefusal(status, stderr);
  const all = `${status ?? ""}
${stderr}`;
  if (DENIED.some((wording) => wording.test(all)) || meaningOf(all) === "git/denied") return { kind: "denied", said };
  if (RACED.some((wording) => wording.test(all))) return { kind: "raced", said };
  return { kind: status?.startsWith("!") === true ? "raced" : "unreachable", said };
}
function describeRefusal(status, stderr) {
  const reason = status?.split("	").at(-1)?.trim();
  const lines = stderr.split("\n").map((line) => line.trim());
  const remote = lines.filter((line) => /^(remote:|fatal:)\s*\S/.test(line));
  const said = [...reason === void 0 ? [] : [reason], ...remote.slice(0, 5)].join("; ") || stderr.trim();
  return withoutPasswords(said) || "no answer";
}

// src/adapters/git/meta/remote.ts
var TIPS = "refs/facsimile/tips";
var TIPS_KEPT = 24;
function freshRef(atMs) {
  return `${TIPS}/${String(atMs).padStart(15, "0")}-${randomUUID2()}`;
}
async function readFreshRef(git, folder, ref) {
  const text2 = await readFile2(join2(folder, ref), "utf8").catch((error) => {
    if (error.code === "ENOENT") return void 0;
    throw error;
  });
  return text2?.trim() ?? git.text(["rev-parse", "--verify", ref], { cwd: folder });
}
function openRemote(git, { folder, branch }) {
  const at = { cwd: folder };
  return {
    look: async () => parseTip(await git.text(["ls-remote", "--symref", "origin", "HEAD"], at), branch),
    lookAt: async (...refs) => {
      const lines = (await git.text(["ls-remote", "origin", ...refs], at)).split("\n");
      const found = new Map(lines.map((line) => line.split("	").reverse()));
      return refs.map((ref) => found.get(ref)).find((hash) => hash !== void 0);
    },
    fetch: async (ref) => {
      const into = freshRef(Date.now());
      await git.output([...FETCH, "origin", `+${ref}:${into}`], at);
      await forgetOldTips(git, folder);
      return readFreshRef(git, folder, into);
    },
    fetchBlobs: async (hashes) => {
      const words = ["-c", "fetch.negotiationAlgorithm=noop", ...FETCH, "--filter=blob:none", "--stdin", "origin"];
      await git.output(words, { ...at, input: `${hashes.join("\n")}
` });
    },
    push: async ({ source, ref, expected }) => {
      const words = [
        "push",
        "--porcelain",
        "--no-verify",
        "--no-signed",
        ...lease(ref, expected),
        "origin",
        `${source}:${ref}`
      ];
      const { ending, stdout, stderr } = await git.run(words, at);
      return readPushOutcome(ending, new TextDecoder().decode(stdout), stderr);
    }
  };
}
var FETCH = [
  "-c",
  "fetch.unpackLimit=1",
  "fetch",
  "--quiet",
  "--no-tags",
  "--no-prune",
  "--no-recurse-submodules",
  "--no-write-fetch-head"
];
function lease(ref, expected) {
  if (expected === void 0) return [];
  return expected === "any" ? ["--force"] : [`--force-with-lease=${ref}:${expected.commit}`];
}
function parseTip(text2, fallback) {
  const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(text2)?.[1] ?? fallback;
  return { branch, commit: /^([0-9a-f]{40,64})\tHEAD$/m.exec(text2)?.[1] };
}
async function forgetOldTips(git, folder) {
  const names = (await readdir(join2(folder, TIPS)).catch(noneLoose)).filter((name) => !name.endsWith(".lock")).sort();
  if (names.length < 2 * TIPS_KEPT) return;
  const old = names.slice(0, -TIPS_KEPT).map((name) => `delete ${TIPS}/${name}
`);
  await git.run(["update-ref", "--stdin"], { cwd: folder, input: old.join("") });
}
function noneLoose(error) {
  if (error.code === "ENOENT") return [];
  throw error;
}

// src/adapters/git/meta/write-commit.ts
async function writeCommit(git, folder, commit) {
  const words = ["fast-import", "--quiet", "--date-format=raw"];
  const finished = await git.run(words, { cwd: folder, input: toStream(commit) });
  const hash = new TextDecoder().decode(finished.stdout).trim();
  if (finished.ending.kind !== "exit" || finished.ending.code !== 0 || hash === "") throw gitFailure(words, finished);
  return hash;
}
function toStream({ ref, parent, files, message, author, atMs }) {
  const stamp = `${plain(author.name)} <${plain(author.email)}> ${Math.floor(atMs / 1e3)} +0000`;
  const parts = [
    // Without `done` a stream that was cut off would count as complete.
    text(`feature done
commit ${ref}
mark :1
author ${stamp}
committer ${stamp}
`),
    data(text(message)),
    ...parent === void 0 ? [] : [text(`from ${parent}
`)],
    ...files.flatMap(({ path, bytes }) => [text(`M 100644 inline ${checked2(path)}
`), data(bytes)]),
    text("get-mark :1\ndone\n")
  ];
  return new Uint8Array(Buffer.concat(parts));
}
function data(bytes) {
  return Buffer.concat([text(`data ${bytes.length}
`), bytes, text("\n")]);
}
function text(words) {
  return new TextEncoder().encode(words);
}
function plain(words) {
  return words.replace(/[<>\u0000-\u001f]/g, "").trim();
}
function checked2(path) {
  const parts = path.split("/");
  if (/["\u0000-\u001f]/.test(path) || parts.some((part) => ["", ".", "..", ".git"].includes(part)))
    throw new Error(`not a path for the meta repo: ${JSON.stringify(path)}`);
  return path;
}

// src/adapters/git/meta/land.ts
var FIRST_WAIT_MS = 100;
var LONGEST_WAIT_MS = 5e3;
var UNREACHABLE_TRIES = 4;
async function landChanges(landing, from, changes) {
  const start = landing.now();
  let tip = from;
  let pushed;
  let lost = 0;
  for (let attempt = 0; ; attempt++) {
    const missing = await Promise.all(changes.map((change) => readMissing(landing, tip.commit, change)));
    const files = missing.flat();
    if (files.length === 0 && tip.commit !== void 0) {
      const all = await settled(landing, tip.commit, pushed);
      return changes.map(() => all);
    }
    const commit = await commitOn(landing, tip.commit, files, describeChanges(changes));
    pushed = commit;
    const outcome = await landing.remote.push({ source: commit, ref: `refs/heads/${tip.branch}` });
    if (outcome.kind === "landed")
      return missing.map((own) => ({ commit, unchanged: outcome.already || own.length === 0 }));
    lost = outcome.kind === "unreachable" ? lost + 1 : 0;
    if (outcome.kind === "denied") throw denied(landing.place.url, outcome.said);
    if (lost === UNREACHABLE_TRIES) throw unreachable(landing.place.url, outcome.said);
    if (landing.now() - start >= landing.deadlineMs) throw outOfTime(landing, outcome, attempt + 1);
    await landing.sleep(jitter(landing, attempt));
    tip = await newTip(landing, tip);
  }
}
function commitOn(landing, parent, files, message) {
  const { git, clone, author } = landing;
  const atMs = landing.now();
  return writeCommit(git, clone.folder, { ref: freshRef(atMs), parent, files, message, author, atMs });
}
function describeChanges(changes) {
  const messages = changes.map(({ message }) => message);
  return messages.length === 1 ? messages.join() : [`${messages.length} changes`, ...messages].join("\n\n");
}
async function settled(landing, tip, pushed) {
  if (pushed === void 0) return { commit: tip, unchanged: true };
  const words = ["merge-base", "--is-ancestor", pushed, tip];
  const { ending } = await landing.git.run(words, { cwd: landing.clone.folder });
  const ours = ending.kind === "exit" && ending.code === 0;
  return ours ? { commit: pushed, unchanged: false } : { commit: tip, unchanged: true };
}
async function newTip({ remote }, last) {
  const { branch, commit } = last.commit === void 0 ? await remote.look() : last;
  if (commit === void 0) return { branch, commit };
  return { branch, commit: await remote.fetch(`refs/heads/${branch}`) };
}
function jitter({ random }, attempt) {
  return random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
}
function outOfTime({ place: { url }, deadlineMs }, outcome, attempts) {
  const said = outcome.kind === "landed" ? "" : `: ${outcome.said}`;
  return operationFailure4({
    code: "meta/deadline",
    message: `${url} refused ${attempts} pushes in ${Math.round(deadlineMs / 1e3)} s${said}`,
    target: url,
    retry: "safe",
    next: "run the same command again; if this happens often, too many writers push to the same branch"
  });
}

// src/adapters/git/meta/land-in-turn.ts
import { hasCode$68 as hasCode } from "#common";
var queues = /* @__PURE__ */ new Map();
var OF_ONE_CHANGE = ["meta/exists", "meta/changed", "meta/denied"];
function landInTurn(landing, from, change) {
  return new Promise((resolve3, reject) => {
    const own = { landing, from, change, resolve: resolve3, reject };
    const key = landing.clone.folder;
    const queue = queues.get(key);
    if (queue !== void 0) queue.push(own);
    else {
      queues.set(key, [own]);
      void takeTurns(key);
    }
  });
}
async function takeTurns(key) {
  const queue = queues.get(key) ?? [];
  let newest;
  for (let group = takeGroup(queue); group.length > 0; group = takeGroup(queue)) {
    newest = await landGroup(group, newest);
  }
  queues.delete(key);
}
function takeGroup(queue) {
  const group = queue.splice(0, 1);
  if (group.some(({ change }) => change.changed.length > 0)) return group;
  const paths = new Set(group.flatMap(({ change }) => pathsOf(change)));
  const waiting = queue.splice(0);
  for (const each of waiting) {
    const own = pathsOf(each.change);
    const joins = each.change.changed.length === 0 && !own.some((path) => paths.has(path));
    (joins ? group : queue).push(each);
    if (joins) for (const path of own) paths.add(path);
  }
  return group;
}
async function landGroup(group, newest) {
  const [first] = group;
  if (first === void 0) return newest;
  const from = newest ?? first.from;
  try {
    const changes = group.map(({ change }) => change);
    const landed = await landChanges(first.landing, from, changes);
    group.forEach(({ resolve: resolve3 }, i) => void resolve3(landed[i] ?? { commit: "", unchanged: true }));
    return { branch: from.branch, commit: landed[0]?.commit };
  } catch (error) {
    if (group.length > 1 && OF_ONE_CHANGE.some((code) => hasCode(error, code))) return landEach(group, newest);
    for (const { reject } of group) reject(error);
    return newest;
  }
}
async function landEach(group, newest) {
  let tip = newest;
  for (const each of group) tip = await landGroup([each], tip);
  return tip;
}
function pathsOf({ added, changed }) {
  return [...added, ...changed].map(({ path }) => path);
}

// src/adapters/git/meta/lock-refs.ts
import { randomUUID as randomUUID3 } from "node:crypto";
async function readLock(landing, ref) {
  const commit = await landing.remote.lookAt(ref);
  if (commit === void 0) return void 0;
  const known = await landing.objects.read(commit);
  if (known !== void 0) return heldLock(commit, known);
  const fetched = await fetchLock(landing, ref);
  const object = fetched === void 0 ? void 0 : await landing.objects.read(fetched);
  return fetched === void 0 || object === void 0 ? void 0 : heldLock(fetched, object);
}
async function swapLock(landing, ref, expected, holder) {
  const commit = await commitOn(landing, void 0, [], `${holder}

lock: ${randomUUID3()}
`);
  const outcome = await landing.remote.push({ source: commit, ref, expected: { commit: expected ?? "" } });
  if (outcome.kind === "denied") throw denied(landing.place.url, outcome.said);
  const isOurs = outcome.kind === "landed" || await landing.remote.lookAt(ref) === commit;
  if (!isOurs && outcome.kind === "unreachable") throw unreachable(landing.place.url, outcome.said);
  if (!isOurs) return void 0;
  const object = await landing.objects.read(commit);
  if (object === void 0)
    throw new Error(`the commit ${commit} that holds ${ref} was written here and cannot be read`);
  return heldLock(commit, object);
}
async function freeLock(landing, ref, expected) {
  const outcome = await landing.remote.push({ source: "", ref, expected: { commit: expected } });
  if (outcome.kind === "landed" || await landing.remote.lookAt(ref) !== expected) return;
  throw outcome.kind === "denied" ? denied(landing.place.url, outcome.said) : unreachable(landing.place.url, outcome.said);
}
async function fetchLock({ remote }, ref) {
  try {
    return await remote.fetch(ref);
  } catch (error) {
    if (await remote.lookAt(ref) === void 0) return void 0;
    throw error;
  }
}
function heldLock(commit, object) {
  const text2 = new TextDecoder().decode(object);
  const [, seconds = "0"] = /^committer .*> (\d+) /m.exec(text2) ?? [];
  const holder = text2.slice(text2.indexOf("\n\n") + 2).replace(/\n\nlock: [0-9a-f-]+\n?$/, "");
  return { commit, holder, renewedAt: Number(seconds) * 1e3 };
}

// src/adapters/git/meta/patience.ts
import { hasCode$68 as hasCode2 } from "#common";
var TRIES = 3;
var WAIT_MS = 400;
async function patiently(clock, work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !hasCode2(error, "git/unreachable")) throw error;
      await clock.sleep(Math.random() * WAIT_MS * attempt);
    }
  }
}

// src/adapters/git/meta/git-meta.ts
var FRESH_MS = 500;
function openMeta(landing, tip) {
  const { place } = landing;
  let last = tip;
  let freshUntil = landing.now() + FRESH_MS;
  const refresh = async () => {
    if (landing.now() >= freshUntil) last = await readTip(landing);
    freshUntil = 0;
    return last;
  };
  const guard = (work) => {
    freshUntil = 0;
    return metaFailures(place, work);
  };
  return {
    url: place.url,
    snapshot: async () => openSnapshot(landing, (await refresh()).commit ?? ""),
    at: async (revision) => {
      const commit = await readRevision(landing, revision);
      return commit === void 0 ? void 0 : openSnapshot(landing, commit);
    },
    append: async (change) => {
      if (change.changed.length > 0) last = await readTip(landing);
      const appended = await guard(() => landInTurn(landing, last, change));
      last = { ...last, commit: appended.commit };
      return appended;
    },
    propose: (branch, change) => guard(async () => propose(landing, await readTip(landing), branch, change)),
    readLock: (ref) => guard(() => patiently(landing, () => readLock(landing, ref))),
    swapLock: (ref, expected, holder) => guard(() => swapLock(landing, ref, expected, holder)),
    freeLock: (ref, expected) => guard(() => freeLock(landing, ref, expected))
  };
}
function readTip(landing) {
  const { place, remote, objects } = landing;
  return metaFailures(
    place,
    () => patiently(landing, async () => {
      const tip = await remote.look();
      if (tip.commit === void 0 || await objects.read(tip.commit) !== void 0) return tip;
      return { branch: tip.branch, commit: await remote.fetch(`refs/heads/${tip.branch}`) };
    })
  );
}
function readRevision(landing, revision) {
  const { place, remote, objects } = landing;
  return metaFailures(
    place,
    () => patiently(landing, async () => {
      for (const ref of [`refs/heads/${revision}`, `refs/tags/${revision}`]) {
        const commit = await remote.lookAt(`${ref}^{}`, ref);
        if (commit === void 0) continue;
        if (await objects.read(commit) === void 0) await remote.fetch(ref);
        return commit;
      }
      return findCommit(landing, revision);
    })
  );
}
async function propose(landing, tip, branch, change) {
  const files = await readMissing(landing, tip.commit, change);
  if (files.length === 0) return { commit: tip.commit ?? "", unchanged: true };
  const source = await commitOn(landing, tip.commit, files, change.message);
  const outcome = await landing.remote.push({ source, ref: `refs/heads/${branch}`, expected: "any" });
  if (outcome.kind === "landed") return { commit: source, unchanged: false };
  throw (outcome.kind === "denied" ? denied : unreachable)(landing.place.url, outcome.said);
}

// src/adapters/git/meta/tree-reader.ts
import { operationFailure$68 as operationFailure5 } from "#common";
import { comparePaths$77 as comparePaths } from "#common";
var FOLDER_MODE = "40000";
function openTreeReader(objects) {
  const known = /* @__PURE__ */ new Map();
  const items = (name) => {
    const found = known.get(name) ?? readItems(objects, name);
    known.set(name, found);
    return found;
  };
  const find = async (commit, path) => {
    let at = { name: "", kind: "folder", hash: `${commit}^{tree}` };
    for (const part of path.split("/").filter((each) => each !== "")) {
      const next = at.kind === "folder" ? (await items(at.hash)).find((item) => item.name === part) : void 0;
      if (next === void 0) return void 0;
      at = next;
    }
    return at;
  };
  const children = async (commit, folder) => {
    const found = await find(commit, folder);
    return found?.kind === "folder" ? items(found.hash) : [];
  };
  const below = async (item, path) => {
    if (item.kind !== "folder") return [{ path, kind: item.kind, hash: item.hash }];
    const inside = await items(item.hash);
    return (await Promise.all(inside.map((each) => below(each, path === "" ? each.name : `${path}/${each.name}`)))).flat();
  };
  const walk = async (commit, folder) => {
    const found = await find(commit, folder);
    if (found?.kind !== "folder") return [];
    return (await below(found, folder)).sort((a, b) => comparePaths(a.path, b.path));
  };
  return { find, children, walk };
}
async function readItems(objects, name) {
  const tree = await objects.read(name);
  if (tree !== void 0) return parseTree(tree, name.replace(/\^.*/, "").length / 2);
  throw operationFailure5({
    code: "meta/unreadable",
    message: `the local copy of the meta repo lacks ${name}`,
    retry: "safe",
    next: "delete the folder meta below --top-dir (it is only a cache), then run the same command again"
  });
}
function parseTree(bytes, hashLength) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  for (let at = 0; at < buffer.length; ) {
    const space = buffer.indexOf(32, at);
    const zero = buffer.indexOf(0, space);
    const hash = buffer.toString("hex", zero + 1, zero + 1 + hashLength);
    const mode = buffer.toString("latin1", at, space);
    const kind = mode === FOLDER_MODE ? "folder" : KINDS[mode] ?? "file";
    found.push({ name: buffer.toString("utf8", space + 1, zero), kind, hash });
    at = zero + 1 + hashLength;
  }
  return found;
}

// src/adapters/git/meta/git-meta-repo.ts
var DEADLINE_MS = 3e5;
var BELONGS_TO_NOBODY = /^(readme|licen[cs]e|codeowners|\.gitignore|\.github|define)(\.[a-z]+)?$/i;
function gitMetaRepo(surroundings) {
  return {
    open: async (address) => {
      const landing = await openLanding(surroundings, await readPlace(address.url, surroundings.cwd), address);
      const tip = await readTip(landing);
      await checkIsMeta(landing, tip);
      return openMeta(landing, tip);
    },
    init: async (address, change) => {
      const place = await readPlace(address.url, surroundings.cwd);
      if (place.isFolder) await makeBare(openGit(surroundings.variables), place.url);
      const landing = await openLanding(surroundings, place, address);
      const tip = await readTip(landing);
      const format = tip.commit === void 0 ? void 0 : await landing.trees.find(tip.commit, FORMAT_FILE);
      if (tip.commit !== void 0 && format !== void 0) return { commit: tip.commit, unchanged: true };
      if (tip.commit !== void 0) refuseOtherRepo(place.url, await landing.trees.children(tip.commit, ""));
      return metaFailures(place, () => landInTurn(landing, tip, change));
    }
  };
}
async function openLanding(at, place, { token }) {
  const { url } = place;
  const git = openGit(at.variables, token === void 0 ? [] : [{ url, token }]);
  const top = resolve2(at.cwd, at.topDir);
  const folder = cloneFolder(top, url);
  await makeTopFolder(top);
  const warn = (message) => at.talk.warn({ code: "meta/full-copy", message });
  const clone = await metaFailures(place, () => patiently(at.clock, () => openClone(git, url, folder, warn)));
  const objects = openObjects(git, clone.view);
  return {
    place,
    git,
    clone,
    objects,
    trees: openTreeReader(objects),
    remote: openRemote(git, clone),
    author: authorOf(at),
    deadlineMs: at.deadlineMs ?? DEADLINE_MS,
    now: at.clock.now,
    sleep: at.clock.sleep,
    random: Math.random
  };
}
async function makeBare(git, folder) {
  const inside = await readdir2(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (inside.length > 0) return;
  await mkdir2(folder, { recursive: true });
  await git.output(["init", "--quiet", "--bare", "--initial-branch=main", "--", folder]);
}
function refuseOtherRepo(url, top) {
  const others = top.filter(({ name }) => !BELONGS_TO_NOBODY.test(name)).map(({ name }) => name);
  if (others.length > 0) throw otherRepo(url, others);
}
async function checkIsMeta(landing, { commit }) {
  const { url } = landing.place;
  if (commit === void 0) throw notMeta(url, "it has no commits");
  const [format] = await readFiles(landing, commit, [FORMAT_FILE]);
  if (format === void 0) throw notMeta(url, `it has no ${FORMAT_FILE}`);
  unwrap(parseFormat(new TextDecoder().decode(format)));
}
function authorOf({ variables, actor }) {
  return {
    name: variables["GIT_AUTHOR_NAME"] ?? actor,
    // RFC 2606 reserves .invalid: mail to a login name of some machine goes nowhere.
    email: variables["GIT_AUTHOR_EMAIL"] ?? `${actor}@facsimile.invalid`
  };
}
export {
  gitMetaRepo
};
