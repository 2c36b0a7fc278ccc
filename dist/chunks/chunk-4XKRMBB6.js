import {
  LOCK_FILE,
  parseLock
} from "./chunk-AJZZOI23.js";
import {
  toRecordedUrl,
  toSourceUrl
} from "./chunk-LHH4TCB6.js";

// src/app/release-facts.ts
import { hasCode$75 as hasCode, inputFailure$75 as inputFailure } from "./common.js";
import { comparePaths$84 as comparePaths } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { isGithash$91 as isGithash } from "./common.js";
import { decodeText$11 as decodeText } from "./common.js";
var NO_REPO = ["git/no-repo", "git/not-a-repo", "git/no-folder"];
async function findTagged(sources, tree, tag) {
  if (tag === void 0) return { tree, commit: tree.head };
  const commit = await sources.find(tree.root, tag);
  if (commit !== void 0) return { tree, commit, tag };
  throw inputFailure({
    code: "release/tag",
    message: `${tree.root} has no tag ${tag}`,
    hint: "make it, or fetch it: git fetch --tags",
    origin: inputOrigin("--tag")
  });
}
async function gatherFacts(sources, { tree, commit, tag }, source) {
  const [tagged, others] = await Promise.all([
    lookAtTagged(sources, { tree, commit }, source.repo),
    findOthers(sources, { url: tree.root, githash: commit.githash })
  ]);
  return {
    project: source.project,
    commit,
    ...tag === void 0 ? {} : { tag },
    tags: commit.githash === tree.head.githash ? tree.tags : [],
    dirty: tree.dirty,
    repos: [tagged, ...others.repos],
    problems: others.problems
  };
}
async function findOthers(sources, { url, githash }) {
  const [submodules, locked] = await Promise.all([
    lookAtSubmodules(sources, { url, githash, path: "" }),
    readLock(sources, url, githash)
  ]);
  const pinned = locked.ok ? await Promise.all(locked.value.map((repo) => lookAtPinned(sources, repo))) : [];
  return {
    repos: [...submodules.toSorted((a, b) => comparePaths(a.path, b.path)), ...pinned],
    problems: locked.ok ? [] : locked.issues
  };
}
async function lookAtTagged(sources, { tree, commit: { githash } }, repo) {
  const url = repo === void 0 ? tree.url : toRecordedUrl(repo);
  const fact = { name: nameOf(toSourceUrl(url)), url, githash, path: "", role: "tagged" };
  if (toSourceUrl(url) !== tree.url) return { ...fact, found: await look(sources, repo ?? url, githash) };
  const isThere = url === tree.root || await sources.isPushed(tree.root, githash);
  return { ...fact, found: isThere ? "there" : "no-commit" };
}
async function lookAtSubmodules(sources, parent) {
  const own = await sources.submodules(parent.url, parent.githash);
  const facts = own.map(async ({ url, githash, path: inside }) => {
    const path = parent.path === "" ? inside : `${parent.path}/${inside}`;
    const found = url === "" ? "there" : await look(sources, url, githash);
    const shown = toSourceUrl(url);
    const fact = {
      name: nameOf(url === "" ? path : shown),
      url: shown,
      githash,
      path,
      role: "submodule",
      found
    };
    const below = url === "" || found !== "there" ? [] : await lookAtSubmodules(sources, { url, githash, path });
    return [fact, ...below];
  });
  return (await Promise.all(facts)).flat();
}
async function lookAtPinned(sources, { name, url, githash = "", origin }) {
  const found = isGithash(githash) ? await look(sources, url, githash) : "there";
  return { name, url: toSourceUrl(url), githash, path: "", role: "pinned", found, origin };
}
async function readLock(sources, root, githash) {
  const bytes = await (await sources.files(root, githash, "")).read(LOCK_FILE);
  const text = decodeText(bytes ?? new Uint8Array(), LOCK_FILE, "lock");
  return text.ok ? parseLock(text.value, LOCK_FILE) : text;
}
async function look(sources, url, githash) {
  try {
    return await sources.find(url, githash) === void 0 ? "no-commit" : "there";
  } catch (error) {
    if (NO_REPO.some((code) => hasCode(error, code))) return "no-repo";
    throw error;
  }
}
function nameOf(url) {
  return /([^/]+?)(\.git)?\/*$/.exec(url)?.[1] ?? url;
}

export {
  findTagged,
  gatherFacts,
  findOthers
};
