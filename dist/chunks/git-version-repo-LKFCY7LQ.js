import {
  readOrigin,
  readWorkTree
} from "./chunk-DAJWUVUZ.js";
import {
  openGit,
  workflowAccess
} from "./chunk-RJQAYWZ7.js";
import {
  gitFailure
} from "./chunk-ZG3CA6L3.js";

// src/adapters/git/version/git-version-repo.ts
const { resolve } = process.getBuiltinModule("node:path");
import { operationFailure$75 as operationFailure2 } from "./common.js";

// src/adapters/git/version/ask-origin.ts
async function askOrigin(git, root) {
  const text = await git.text(["ls-remote", "--symref", "origin"], { cwd: root });
  const branches = /* @__PURE__ */ new Map();
  const tags = /* @__PURE__ */ new Map();
  let defaultBranch;
  for (const line of text.split("\n")) {
    const [what = "", ref = ""] = line.split("	");
    const [, name = ""] = /^refs\/(?:heads|tags)\/(.+?)$/.exec(ref) ?? [];
    if (ref === "HEAD") defaultBranch ??= /^ref: refs\/heads\/(.+)$/.exec(what)?.[1];
    else if (ref.startsWith("refs/heads/")) branches.set(name, what);
    else if (ref.startsWith("refs/tags/") && !name.endsWith("^{}")) tags.set(name, what);
  }
  return { defaultBranch, branches, tags };
}

// src/adapters/git/version/check-signed.ts
import { operationFailure$75 as operationFailure } from "./common.js";
var SIGNATURE = /^(gpgsig(-sha256)? |)-----BEGIN (PGP|SSH|SIGNED) (SIGNATURE|MESSAGE)-----$/m;
async function checkSigned(git, root, { object, key }) {
  if (!await isSwitchedOn(git, root, key)) return;
  if (SIGNATURE.test(await git.text(["cat-file", "-p", object], { cwd: root }))) return;
  throw operationFailure({
    code: "git/not-signed",
    message: `${key} is set, and git could not sign`,
    target: root,
    retry: "safe",
    next: "check user.signingKey and gpg.format: git tag --sign -m test test, git tag --verify test"
  });
}
async function isSwitchedOn(git, root, key) {
  const { ending, stdout } = await git.run(["config", "--type=bool", "--get", key], { cwd: root });
  return ending.kind === "exit" && ending.code === 0 && new TextDecoder().decode(stdout).trim() === "true";
}

// src/adapters/git/version/with-file.ts
async function withFile(git, root, { tree, path, object }) {
  const [name = "", ...rest] = path.split("/");
  const listed = tree === void 0 ? "" : await git.text(["ls-tree", "-z", tree], { cwd: root });
  const entries = listed.split("\0").filter((line) => line !== "");
  const isNamed = (line) => line.slice(line.indexOf("	") + 1) === name;
  const [mode = "", kind = "", was] = entries.find(isNamed)?.split(/[ \t]/, 3) ?? [];
  const below = { tree: kind === "tree" ? was : void 0, path: rest.join("/"), object };
  const entry = rest.length === 0 ? `${kind === "blob" ? mode : "100644"} blob ${object}	${name}` : `040000 tree ${await withFile(git, root, below)}	${name}`;
  const lines = [...entries.filter((line) => !isNamed(line)), entry];
  return git.text(["mktree", "-z"], { cwd: root, input: lines.map((line) => `${line}\0`).join("") });
}

// src/adapters/git/version/git-version-repo.ts
async function gitVersionRepo(surroundings) {
  const { variables, cwd, topDir } = surroundings;
  const git = openGit(variables, workflowAccess(variables));
  const root = await git.text(["rev-parse", "--show-toplevel"], { cwd: resolve(cwd, surroundings.folder) });
  const text = (...words) => git.text(words, { cwd: root });
  const tryText = async (...words) => textOf(await git.run(words, { cwd: root }));
  return {
    standing: async () => {
      const { head, dirty } = await readWorkTree(git, root, [resolve(cwd, topDir)]);
      const branch = await tryText("symbolic-ref", "--quiet", "--short", "HEAD");
      const hasOrigin = await readOrigin(git, root) !== void 0;
      return { root, branch, head: head.githash, dirty, origin: hasOrigin ? await askOrigin(git, root) : void 0 };
    },
    read: async (githash, path) => {
      const finished = await git.run(["cat-file", "blob", `${githash}:${path}`], { cwd: root });
      return isDone(finished) ? new TextDecoder().decode(finished.stdout) : void 0;
    },
    leadsTo: async (ancestor, githash) => isDone(await git.run(["merge-base", "--is-ancestor", ancestor, githash], { cwd: root })),
    fetch: async (branches) => void await text("fetch", "--quiet", "--no-tags", "origin", ...branches),
    merge: (ours, theirs) => merge(git, root, ours, theirs),
    commit: (wish) => commit(git, root, wish),
    findTag: (name) => findTag(git, root, name),
    tag: async (name, githash, message) => {
      await text("tag", "--annotate", "-m", message, "--", name, githash);
      const made = await findTag(git, root, name);
      try {
        await checkSigned(git, root, { object: made.object, key: "tag.gpgSign" });
      } catch (error) {
        await text("tag", "--delete", "--", name);
        throw error;
      }
      return made;
    },
    removeTag: async (name) => void await text("tag", "--delete", "--", name),
    push: async (moves) => {
      const refs = Object.entries(moves).map(([ref, object]) => `${object}:${ref}`);
      await text("push", "--quiet", "--atomic", "--recurse-submodules=check", "origin", ...refs);
    },
    forward: async (githash) => void await text("merge", "--quiet", "--ff-only", githash),
    follow: async (branch, githash) => {
      const ref = `refs/heads/${branch}`;
      if (await tryText("rev-parse", "--verify", "--quiet", ref) !== void 0)
        await text("update-ref", ref, githash);
    }
  };
}
async function merge(git, root, ours, theirs) {
  const words = ["merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", ours, theirs];
  const finished = await git.run(words, { cwd: root });
  const { ending } = finished;
  if (ending.kind !== "exit" || ending.code > 1) throw cannotMerge(words, finished);
  const [tree = "", ...conflicts] = new TextDecoder().decode(finished.stdout).split("\0");
  return { tree, conflicts: [...new Set(conflicts.filter((path) => path !== ""))] };
}
async function commit(git, root, wish) {
  let tree = await git.text(["rev-parse", `${wish.tree}^{tree}`], { cwd: root });
  for (const [path, content] of Object.entries(wish.files)) {
    const object = await git.text(["hash-object", "-w", "--stdin"], { cwd: root, input: content });
    tree = await withFile(git, root, { tree, path, object });
  }
  const sign = await isSwitchedOn(git, root, "commit.gpgSign") ? ["-S"] : [];
  const parents = wish.parents.flatMap((parent) => ["-p", parent]);
  const githash = await git.text(["commit-tree", ...sign, ...parents, "-m", wish.message, tree], { cwd: root });
  await checkSigned(git, root, { object: githash, key: "commit.gpgSign" });
  return githash;
}
async function findTag(git, root, name) {
  const object = textOf(await git.run(["rev-parse", "--verify", "--quiet", `refs/tags/${name}`], { cwd: root }));
  if (object === void 0) return void 0;
  const line = await git.text(["rev-list", "--parents", "--max-count=1", object], { cwd: root });
  const [githash = "", ...parents] = line.split(" ");
  return { object, githash, parents };
}
function isDone({ ending }) {
  return ending.kind === "exit" && ending.code === 0;
}
function textOf(finished) {
  return isDone(finished) ? new TextDecoder().decode(finished.stdout).replace(/\n$/, "") : void 0;
}
function cannotMerge(words, finished) {
  const { code, message, cause } = gitFailure(words, finished);
  return operationFailure2({ code, message, retry: "safe", next: "merging needs git 2.38 or newer", cause });
}
export {
  gitVersionRepo
};
