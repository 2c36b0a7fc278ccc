import {
  listCommit,
  openCommit
} from "./chunk-WWFXE3HM.js";
import {
  readOrigin,
  readRoot,
  readWorkTree
} from "./chunk-DAJWUVUZ.js";
import {
  openGit,
  workflowAccess
} from "./chunk-RJQAYWZ7.js";
import {
  gitFailure,
  meaningOf
} from "./chunk-ZG3CA6L3.js";
import {
  isLocalUrl,
  resolveSubmoduleUrl,
  toSourceUrl
} from "./chunk-LHH4TCB6.js";
import {
  makeTopFolder
} from "./chunk-4PMZFJHM.js";

// src/adapters/git/source-repos.ts
const { basename, resolve } = process.getBuiltinModule("node:path");
import { hasCode$75 as hasCode, operationFailure$75 as operationFailure } from "./common.js";

// src/adapters/git/repo-cache.ts
const { createHash, randomUUID } = process.getBuiltinModule("node:crypto");
const { existsSync } = process.getBuiltinModule("node:fs");
const { mkdir, readdir, rename, rm } = process.getBuiltinModule("node:fs/promises");
const { join } = process.getBuiltinModule("node:path");
var FULL = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
var PREFIX = /^[0-9a-f]{7,64}$/;
var QUIET = ["-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "core.hooksPath=/dev/null"];
var FETCH = [...QUIET, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head"];
function cachedRepo(git, url, top) {
  const name = toSourceUrl(url);
  const readable = name.replace(/^https?:\/\//, "").replace(/[^A-Za-z0-9.-]+/g, "-");
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 12);
  const folder = join(top, "cache", "repos", `${readable}-${digest}`);
  return { git, url: isLocalUrl(url) ? name : url, top, folder };
}
async function resolveRevision(repo, revision) {
  if (isLocalUrl(repo.url)) return lookUp(repo.git, repo.url, revision);
  if (FULL.test(revision)) return await commitFolder(repo, revision) === void 0 ? void 0 : revision;
  if (PREFIX.test(revision)) {
    const [known, another] = (await copiesOf(repo)).filter((githash2) => githash2.startsWith(revision));
    const githash = known !== void 0 && another === void 0 ? known : await lookUpHistory(repo, revision);
    if (githash !== void 0) return githash;
  }
  return askTag(repo, revision);
}
async function commitFolder(repo, githash) {
  if (isLocalUrl(repo.url)) return await lookUp(repo.git, repo.url, githash) === void 0 ? void 0 : repo.url;
  const copy = join(repo.folder, `${githash}.git`);
  if (existsSync(copy)) return copy;
  const fresh = join(repo.folder, `${githash}.${randomUUID()}.tmp`);
  try {
    await makeBare(repo, fresh);
    if (!await fetchCommit(repo, fresh, githash)) return void 0;
    await rename(fresh, copy).catch((error) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
    return copy;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
async function askRevision(repo, revision) {
  const refs = [`refs/tags/${revision}^{}`, `refs/tags/${revision}`, `refs/heads/${revision}`];
  const named = await askRef(repo, revision === "HEAD" ? ["HEAD"] : refs);
  return named ?? (PREFIX.test(revision) ? resolveRevision(repo, revision) : void 0);
}
async function isReachable(repo, githash) {
  const folder = isLocalUrl(repo.url) ? repo.url : await fetchHistory(repo);
  const words = ["for-each-ref", "--count=1", "--contains", githash, "refs/heads", "refs/tags"];
  const finished = await repo.git.run(words, { cwd: folder });
  return isDone(finished) && finished.stdout.length > 0;
}
async function lookUp(git, folder, revision) {
  const names = PREFIX.test(revision) ? [revision, `refs/tags/${revision}`] : [`refs/tags/${revision}`];
  for (const name of names) {
    const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`];
    const finished = await git.run(words, { cwd: folder });
    if (isDone(finished)) return new TextDecoder().decode(finished.stdout).trim();
    if (meaningOf(finished.stderr) !== "git/failed") throw gitFailure(words, finished);
  }
  return void 0;
}
async function lookUpHistory(repo, revision) {
  return lookUp(repo.git, await fetchHistory(repo), revision);
}
async function copiesOf(repo) {
  const names = existsSync(repo.folder) ? await readdir(repo.folder) : [];
  return names.map((name) => name.replace(/\.git$/, "")).filter((name) => FULL.test(name));
}
function askTag(repo, tag) {
  return askRef(repo, [`refs/tags/${tag}^{}`, `refs/tags/${tag}`]);
}
async function askRef({ git, url }, refs) {
  const text = await git.text(["ls-remote", "--", url, ...refs]);
  const found = new Map(text.split("\n").map((line) => line.split("	").reverse()));
  return refs.map((ref) => found.get(ref)).find((githash) => githash !== void 0);
}
async function fetchCommit(repo, folder, githash) {
  const { git, url } = repo;
  const words = [...FETCH, "--depth=1", "--", url, githash];
  const finished = await git.run(words, { cwd: folder });
  if (isDone(finished)) return true;
  if (meaningOf(finished.stderr) !== "git/failed") throw gitFailure(words, finished);
  if (await lookUpHistory(repo, githash) === void 0) return false;
  await git.output([...FETCH, "--", url, "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"], { cwd: folder });
  return await lookUp(git, folder, githash) !== void 0;
}
async function fetchHistory(repo) {
  const { git, url, folder } = repo;
  const history = join(folder, "history.git");
  await makeBare(repo, history);
  const refs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];
  await git.output([...FETCH, "--prune", "--", url, ...refs], { cwd: history });
  return history;
}
async function makeBare({ git, top }, folder) {
  await makeTopFolder(top);
  await mkdir(folder, { recursive: true });
  await git.output(["init", "--bare", "--quiet", "--initial-branch=main", folder]);
}
function isDone({ ending }) {
  return ending.kind === "exit" && ending.code === 0;
}

// src/adapters/git/submodules.ts
async function readSubmodules(git, folder, githash) {
  const lines = await listCommit(git, folder, { githash, folder: "" });
  const pinned = lines.filter((line) => line.kind === "submodule");
  if (pinned.length === 0) return [];
  const urls = lines.some((line) => line.path === ".gitmodules") ? await readUrls(git, folder, githash) : /* @__PURE__ */ new Map();
  return pinned.map(({ path, object }) => ({ path, url: urls.get(path) ?? "", githash: object }));
}
async function readUrls(git, folder, githash) {
  const words = ["config", "--blob", `${githash}:.gitmodules`, "-z", "--get-regexp", "^submodule\\..*\\.(path|url)$"];
  const text = await git.text(words, { cwd: folder });
  const byName = /* @__PURE__ */ new Map();
  for (const entry of text.split("\0")) {
    const [, name = "", key = "", value = ""] = /^submodule\.(.*)\.(path|url)\n([\s\S]*)$/.exec(entry) ?? [];
    if (key !== "") byName.set(name, { ...byName.get(name), [key]: value });
  }
  return new Map([...byName.values()].map(({ path = "", url = "" }) => [path, url]));
}

// src/adapters/git/source-repos.ts
function sourceRepos({ variables, cwd, topDir }) {
  const git = openGit(variables, workflowAccess(variables));
  const top = resolve(cwd, topDir);
  const origins = /* @__PURE__ */ new Map();
  const open = (given) => {
    const url = origins.get(toSourceUrl(given)) ?? (isLocalUrl(given) ? resolve(cwd, toSourceUrl(given)) : given);
    return cachedRepo(git, url, top);
  };
  const findOrigin = async (root) => {
    const origin = await readOrigin(git, root);
    if (origin === void 0) return void 0;
    const url = isLocalUrl(origin) ? resolve(root, toSourceUrl(origin)) : origin;
    origins.set(toSourceUrl(url), url);
    return url;
  };
  return {
    root: (folder) => readRoot(git, resolve(cwd, folder)).catch(noRoot),
    workTree: async (folder, made = []) => {
      const apart = [topDir, ...made].map((path) => resolve(cwd, path));
      const state = await readWorkTree(git, resolve(cwd, folder), apart);
      const origin = await findOrigin(state.root);
      return { ...state, url: origin === void 0 ? state.root : toSourceUrl(origin) };
    },
    isPushed: async (root, githash) => {
      const origin = await findOrigin(root);
      return origin !== void 0 && isPushed(open(origin), root, githash);
    },
    find: async (url, revision) => findCommit(open(url), revision),
    resolve: (url, revision) => askRevision(open(url), revision),
    files: async (url, githash, folder) => {
      const repo = open(url);
      const label = `${basename(toSourceUrl(url))}@${githash.slice(0, 7)}`;
      return openCommit(git, await neededFolder(repo, githash), { githash, folder, label });
    },
    submodules: async (url, githash) => {
      const repo = open(url);
      const submodules = await readSubmodules(git, await neededFolder(repo, githash), githash);
      const origin = isLocalUrl(repo.url) ? await findOrigin(repo.url) ?? repo.url : repo.url;
      return submodules.map((each) => ({ ...each, url: resolveSubmoduleUrl(origin, each.url) }));
    }
  };
}
async function findCommit(repo, revision) {
  const githash = await resolveRevision(repo, revision);
  const folder = githash === void 0 ? void 0 : await commitFolder(repo, githash);
  if (githash === void 0 || folder === void 0) return void 0;
  const committedAt = await repo.git.text(["log", "-1", "--format=%ct", githash], { cwd: folder });
  return { githash, committedAt: Number(committedAt) };
}
async function isPushed(repo, root, githash) {
  const refs = await repo.git.text(["ls-remote", "--heads", "--tags", "--", repo.url]);
  const tips = refs.split("\n").flatMap((line) => line.split("	")[0] || []);
  if (tips.includes(githash)) return true;
  const question = [githash, ...tips.map((tip) => `^${tip}`)].join("\n");
  const words = ["rev-list", "--max-count=1", "--ignore-missing", "--stdin"];
  const unreached = await repo.git.text(words, { cwd: root, input: `${question}
` });
  return unreached === "" || isReachable(repo, githash);
}
async function neededFolder(repo, githash) {
  const folder = await commitFolder(repo, githash);
  if (folder !== void 0) return folder;
  const url = toSourceUrl(repo.url);
  throw operationFailure({
    code: "git/no-commit",
    message: `${url} has no commit ${githash}`,
    target: url,
    retry: "safe",
    next: "push it, or check the URL of the repository"
  });
}
function noRoot(error) {
  if (hasCode(error, "git/not-a-repo") || hasCode(error, "git/missing") || hasCode(error, "git/no-folder")) return;
  throw error;
}
export {
  sourceRepos
};
