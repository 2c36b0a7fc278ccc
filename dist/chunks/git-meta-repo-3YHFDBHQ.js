const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  checkTip,
  findCommit,
  holderOf,
  noteSeen,
  openSnapshot,
  openTreeReader,
  readFiles,
  readTipFiles,
  toLockMessage,
  waitAfter
} from "./chunk-RVPH2NCB.js";
import {
  openObjects
} from "./chunk-QXWWZZJK.js";
import {
  gitFailure,
  meaningOf,
  openGit,
  withoutPasswords
} from "./chunk-4DNVCXWI.js";
import {
  makeTopFolder
} from "./chunk-DXWAKLSL.js";
import {
  checkFormat,
  denied,
  notMeta,
  outOfTime,
  readMissing,
  refuseOtherRepo,
  safePath,
  unreachable
} from "./chunk-FERSKRP6.js";
import "./chunk-VRJHIDB3.js";
import "./chunk-OJPPOND5.js";
import "./chunk-2S6KN2W3.js";
import {
  FORMAT_FILE
} from "./chunk-YCM4N6T2.js";
import "./chunk-DNB4XOF6.js";
import "./chunk-NH3IMKON.js";
import "./chunk-CVLLTGDD.js";
import "./chunk-KXKHB2HM.js";
import "./chunk-QNEN4M7J.js";

// src/adapters/git/meta/git-meta-repo.ts
import { mkdir as mkdir2, readdir as readdir2 } from "node:fs/promises";
import { resolve as resolve2 } from "node:path";

// src/adapters/git/meta/address.ts
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { inputFailure$72 as inputFailure } from "#common";
import { inputOrigin$85 as inputOrigin } from "#common";
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
    ...files.flatMap(({ path, bytes }) => [text(`M 100644 inline ${safePath(path)}
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

// src/adapters/git/meta/land.ts
var UNREACHABLE_TRIES = 4;
async function landChanges(landing, from, changes) {
  const start = landing.now();
  let tip = from;
  let pushed;
  let lost = 0;
  for (let attempt = 0; ; attempt++) {
    const missing = await Promise.all(changes.map((change) => readMissing(readTipFiles(landing, tip.commit), change)));
    const files = missing.flat();
    if (files.length === 0 && tip.commit !== void 0) {
      const all = await settled(landing, tip.commit, pushed);
      return changes.map(() => all);
    }
    const commit = await commitOn(landing, tip.commit, files, describeChanges(changes));
    pushed = commit;
    const outcome = await landing.remote.push({ source: commit, ref: `refs/heads/${tip.branch}` });
    if (outcome.kind === "landed") {
      await noteSeen(landing.clone.folder, commit).catch(() => void 0);
      return missing.map((own) => ({ commit, unchanged: outcome.already || own.length === 0 }));
    }
    lost = outcome.kind === "unreachable" ? lost + 1 : 0;
    if (outcome.kind === "denied") throw denied(landing.place.url, outcome.said);
    if (lost === UNREACHABLE_TRIES) throw unreachable(landing.place.url, outcome.said);
    if (landing.now() - start >= landing.deadlineMs)
      throw outOfTime(landing.place.url, attempt + 1, landing.deadlineMs, outcome.said);
    await landing.sleep(waitAfter(attempt, landing.random()));
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
async function newTip(landing, last) {
  const { remote } = landing;
  const { branch, commit } = last.commit === void 0 ? await remote.look() : last;
  if (commit === void 0) return { branch, commit };
  const fetch = () => remote.fetch(`refs/heads/${branch}`);
  return { branch, commit: await checkTip(landing, await fetch(), fetch) };
}

// src/adapters/git/meta/land-in-turn.ts
import { hasCode$72 as hasCode } from "#common";
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
  const commit = await commitOn(landing, void 0, [], toLockMessage(holder, randomUUID3()));
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
  const message = text2.slice(text2.indexOf("\n\n") + 2);
  return { commit, holder: holderOf(message), renewedAt: Number(seconds) * 1e3 };
}

// src/adapters/git/meta/meta-failure.ts
import { isFailure$72 as isFailure } from "#common";
async function metaFailures(place, work) {
  try {
    return await work();
  } catch (error) {
    throw toMetaFailure(place, error);
  }
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

// src/adapters/git/meta/patience.ts
import { hasCode$72 as hasCode2 } from "#common";
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
  const look = async () => {
    const tip = await remote.look();
    if (tip.commit === void 0 || await objects.read(tip.commit) !== void 0) return tip;
    return { branch: tip.branch, commit: await remote.fetch(`refs/heads/${tip.branch}`) };
  };
  return metaFailures(place, async () => {
    const { branch, commit } = await patiently(landing, look);
    return { branch, commit: await checkTip(landing, commit, async () => (await patiently(landing, look)).commit) };
  });
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
  const files = await readMissing(readTipFiles(landing, tip.commit), change);
  if (files.length === 0) return { commit: tip.commit ?? "", unchanged: true };
  const source = await commitOn(landing, tip.commit, files, change.message);
  const outcome = await landing.remote.push({ source, ref: `refs/heads/${branch}`, expected: "any" });
  if (outcome.kind === "landed") return { commit: source, unchanged: false };
  throw (outcome.kind === "denied" ? denied : unreachable)(landing.place.url, outcome.said);
}

// src/adapters/git/meta/git-meta-repo.ts
var DEADLINE_MS = 3e5;
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
      if (tip.commit !== void 0) refuseOtherRepo(place.url, await topNames(landing, tip.commit));
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
async function topNames({ trees }, commit) {
  return (await trees.children(commit, "")).map(({ name }) => name);
}
async function checkIsMeta(landing, { commit }) {
  const { url } = landing.place;
  if (commit === void 0) throw notMeta(url, "it has no commits");
  const [format] = await readFiles(landing, commit, [FORMAT_FILE]);
  checkFormat(url, format);
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
