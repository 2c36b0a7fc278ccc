// src/adapters/git/work-tree.ts
const { realpath } = process.getBuiltinModule("node:fs/promises");
const { relative, sep } = process.getBuiltinModule("node:path");
import { operationFailure$75 as operationFailure } from "./common.js";
function readRoot(git, folder) {
  return git.text(["rev-parse", "--show-toplevel"], { cwd: folder });
}
async function readWorkTree(git, folder, made) {
  const place = await git.text(["rev-parse", "--show-toplevel", "--show-prefix"], { cwd: folder });
  const [root = "", prefix = ""] = place.split("\n");
  const [{ head, tags }, dirty] = await Promise.all([readHead(git, root), readDirty(git, root, made)]);
  return { root, within: prefix.replace(/\/$/, ""), head, dirty, tags };
}
async function readOrigin(git, root) {
  const { ending, stdout } = await git.run(["remote", "get-url", "origin"], { cwd: root });
  const url = new TextDecoder().decode(stdout).trim();
  return ending.kind === "exit" && ending.code === 0 && url !== "" ? url : void 0;
}
async function readHead(git, root) {
  const words = ["log", "-1", "--decorate=short", "--decorate-refs=refs/tags/*", "--format=%H %ct%n%D", "HEAD"];
  const { ending, stdout } = await git.run(words, { cwd: root });
  if (ending.kind !== "exit" || ending.code !== 0) throw noCommit(root);
  const [commit = "", decoration = ""] = new TextDecoder().decode(stdout).split("\n");
  const [githash = "", committedAt = ""] = commit.split(" ");
  const tags = decoration.split(", ").flatMap((name) => /^tag: (.+)$/.exec(name)?.[1] ?? []);
  return { head: { githash, committedAt: Number(committedAt) }, tags: tags.sort() };
}
async function readDirty(git, root, made) {
  const everything = ["--untracked-files=all", "--ignore-submodules=none", "--no-renames"];
  const text = await git.text(["status", "--porcelain", "-z", ...everything], { cwd: root });
  const folders = await Promise.all(
    made.map(async (path) => relative(root, await realPath(path)).replaceAll(sep, "/"))
  );
  const isMade = (path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return text.split("\0").flatMap((line) => {
    const path = line.slice(3);
    return line === "" || line.startsWith("??") && isMade(path) ? [] : [path];
  });
}
function realPath(path) {
  return realpath(path).catch(() => path);
}
function noCommit(root) {
  return operationFailure({
    code: "git/no-commit",
    message: `${root} has no commit yet`,
    target: root,
    retry: "safe",
    next: "commit, then run the same command again"
  });
}

export {
  readRoot,
  readWorkTree,
  readOrigin
};
