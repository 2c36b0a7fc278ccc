// src/core/release/resolve-release.ts
import { fileOrigin$88 as fileOrigin, inputOrigin$88 as inputOrigin } from "./common.js";
import { isGithash$91 as isGithash } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var SHOWN = 10;
var SHORT = 12;
var TAG = /^(?![-./])[^\s~^:?*[\\\p{Cc}]+$/u;
function resolveRelease(facts) {
  const { project, commit, repos } = facts;
  const tag = chooseTag(facts);
  const issues = [
    ...checkClean(facts.dirty),
    ...tag.ok ? [] : tag.issues,
    ...repos.flatMap(checkRepo),
    ...facts.problems
  ];
  if (issues.length > 0 || !tag.ok) return invalid(...issues);
  return valid({
    kind: "release",
    project,
    githash: commit.githash,
    version: tag.value.replace(/^v(?=\d)/, ""),
    tag: tag.value,
    committedAt: commit.committedAt,
    repos: repos.map(({ name, url, githash, path }) => ({ name, url, githash, path }))
  });
}
function checkClean(dirty) {
  if (dirty.length === 0) return [];
  const more = dirty.length > SHOWN ? `, and ${dirty.length - SHOWN} more` : "";
  const message = `the work tree is not what was committed: ${dirty.slice(0, SHOWN).join(", ")}${more}`;
  const hint = "commit or remove these, and list in .gitignore what a build makes";
  return [{ code: "release/dirty", message, hint }];
}
function chooseTag({ tag, tags }) {
  const chosen = tag ?? (tags.length > 1 ? void 0 : tags[0] ?? "");
  const origin = inputOrigin("--tag");
  if (chosen === void 0)
    return invalid({
      code: "release/tag",
      message: `several tags are at this commit: ${tags.join(", ")}`,
      hint: "name the one that is the release",
      origin
    });
  if (chosen === "" || TAG.test(chosen)) return valid(chosen);
  return invalid({ code: "release/tag", message: `"${chosen}" cannot be a tag`, origin });
}
function checkRepo(repo) {
  const { name, url, githash, origin, found } = repo;
  const at = origin === void 0 ? {} : { origin };
  if (!isGithash(githash)) return [unpinned(repo)];
  if (url === "") {
    const message2 = `submodule ${name} has no URL`;
    return [{ code: "release/unpinned", message: message2, hint: "add it to .gitmodules and commit that", ...at }];
  }
  if (found === "there") return [];
  if (found === "no-repo")
    return [{ code: "release/no-repo", message: `${name}: there is no repository ${url}`, ...at }];
  const message = `${name}: commit ${githash.slice(0, SHORT)} is not in ${url}`;
  return [{ code: "release/unpushed", message, hint: remedyOf(repo), ...at }];
}
function unpinned({ name, githash, origin = fileOrigin("facsimile.lock") }) {
  const message = githash === "" ? `${name} is not pinned` : `${name} is pinned to "${githash}", no full githash`;
  return { code: "release/unpinned", message, hint: "run facs release lock and commit facsimile.lock", origin };
}
function remedyOf({ role, path }) {
  if (role === "tagged") return "push it: git push origin HEAD --tags";
  return role === "submodule" ? `push it from ${path}` : "push it there, or run facs release lock and commit that";
}

export {
  resolveRelease,
  checkClean
};
