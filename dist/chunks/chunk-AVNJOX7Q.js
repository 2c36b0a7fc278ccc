import {
  parseVersion
} from "./chunk-FOJKRAMO.js";

// src/core/version/version-file.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { isObject$90 as isObject, parseShallowJson$90 as parseShallowJson } from "./common.js";
import { invalid$94 as invalid } from "./common.js";
var VERSION_FILES = ["config/VERSION", "facsimile/VERSION", "VERSION", "package.json"];
var MAX_TEXT = 1e6;
var MAX_DEPTH = 100;
var NPM_LOCK = "package-lock.json";
function readVersion(path, text) {
  const read = path.endsWith(".json") ? readJson : readPlain;
  const written = text.length > MAX_TEXT ? void 0 : read(text);
  if (written === void 0) return invalid(unreadable(path));
  const parsed = parseVersion(written);
  if (parsed.ok) return parsed;
  const at = text.split("\n").findIndex((line) => line.includes(written));
  return invalid(...parsed.issues.map((issue) => ({ ...issue, origin: fileOrigin(path, Math.max(0, at) + 1) })));
}
function withVersion(path, text, version) {
  if (path.endsWith(".json")) return writeJson(text, version);
  const lines = text.split("\n");
  const at = lines.findIndex(isVersionLine);
  return lines.with(at, `${version}${lines[at]?.endsWith("\r") ? "\r" : ""}`).join("\n");
}
function readPlain(text) {
  const lines = text.split("\n").filter(isVersionLine);
  return lines.length === 1 ? lines[0]?.trim() : void 0;
}
function isVersionLine(line) {
  return line.trim() !== "" && !line.startsWith("#");
}
function readJson(text) {
  const version = parseObject(text)?.["version"];
  return typeof version === "string" ? version : void 0;
}
function writeJson(text, version) {
  const read = parseObject(text) ?? {};
  const packages = read["packages"];
  const own = isObject(packages) ? packages[""] : void 0;
  const next = {
    ...read,
    version,
    ...isObject(packages) && isObject(own) ? { packages: { ...packages, "": { ...own, version } } } : {}
  };
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? "";
  return `${JSON.stringify(next, null, indent)}${text.endsWith("\n") ? "\n" : ""}`;
}
function parseObject(text) {
  const read = parseShallowJson(text, MAX_DEPTH);
  return isObject(read) ? read : void 0;
}
function unreadable(path) {
  const plain = "it has to hold one line with the version, and lines that begin with #";
  const hint = path.endsWith(".json") ? 'it has to hold an object with "version"' : plain;
  return { code: "version/file", message: `${path} does not say which version it is`, hint, origin: fileOrigin(path) };
}

// src/app/version/open-version.ts
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";
async function openVersion(repo) {
  const standing = await repo.standing();
  const { root, head, origin } = standing;
  const issues = [...checkBranch(standing), ...checkClean(standing)];
  if (issues.length > 0 || origin?.defaultBranch === void 0) throw inputFailure(...issues);
  const found = await findFile(repo, head);
  const current = unwrap(readVersion(found.path, found.text));
  return {
    ...{ repo, root, head, origin, current, branch: origin.defaultBranch, file: found.path },
    tagOf: (version) => `${hasPrefix([...origin.tags.keys()]) ? "v" : ""}${version}`,
    filesWith: (version, githash) => filesWith(repo, found.path, { version, githash })
  };
}
async function checkPushed({ repo, head, branch, origin }) {
  const tip = origin.branches.get(branch) ?? "";
  if (tip === head) return;
  if (await repo.leadsTo(tip, head)) {
    const message2 = `commits of ${branch} are not pushed to origin`;
    throw inputFailure({ code: "version/unpushed", message: message2, hint: `git push origin ${branch}` });
  }
  const message = `origin has commits of ${branch} that are not here`;
  throw inputFailure({ code: "version/behind", message, hint: `git pull --rebase origin ${branch}` });
}
function checkBranch({ root, branch, origin }) {
  if (origin?.defaultBranch === void 0) {
    const empty = origin === void 0 ? "has no origin" : "has an origin without a default branch";
    return [{ code: "version/no-origin", message: `${root} ${empty}`, hint: "git push --set-upstream origin BRANCH" }];
  }
  if (branch === origin.defaultBranch) return [];
  const message = `${branch === void 0 ? "no branch" : branch} is checked out, and versions are raised on the default branch`;
  return [{ code: "version/branch", message, hint: `git switch ${origin.defaultBranch}` }];
}
function checkClean({ dirty }) {
  if (dirty.length === 0) return [];
  const shown = `${dirty.slice(0, 5).join(", ")}${dirty.length > 5 ? ` and ${dirty.length - 5} more` : ""}`;
  const hint = "commit or stash them; git submodule update for submodules";
  return [{ code: "version/dirty", message: `there are changes that are not committed: ${shown}`, hint }];
}
async function findFile(repo, head) {
  for (const path of VERSION_FILES) {
    const text = await repo.read(head, path);
    if (text !== void 0) return { path, text };
  }
  const message = "nothing says which version the project has";
  throw inputFailure({ code: "version/file", message, hint: `write 0.1.0 into ${VERSION_FILES[0]} and commit it` });
}
async function filesWith(repo, path, { version, githash }) {
  const paths = path === "package.json" ? [path, NPM_LOCK] : [path];
  const texts = await Promise.all(paths.map((each) => repo.read(githash, each)));
  return Object.fromEntries(
    paths.flatMap((each, i) => {
      const text = texts[i];
      return text === void 0 ? [] : [[each, withVersion(each, text, version)]];
    })
  );
}
function hasPrefix(tags) {
  return tags.some((tag) => /^v\d/.test(tag)) && !tags.some((tag) => /^\d/.test(tag));
}

// src/app/version/publish.ts
import { inputFailure$75 as inputFailure2, isFailure$75 as isFailure, operationFailure$75 as operationFailure } from "./common.js";
async function findLeftover(open, name, isOurs) {
  const tag = await open.repo.findTag(name);
  const published = open.origin.tags.get(name);
  if (tag === void 0 && published === void 0) return { at: "nowhere" };
  const isSame = published === void 0 || published === tag?.object;
  if (tag !== void 0 && isSame && await isOurs(tag))
    return { at: published === void 0 ? "here" : "origin", tag };
  const message = `the tag ${name} is there already${published === void 0 ? ", though not at origin" : ""}`;
  const remove = published === void 0 ? `git tag --delete ${name}, or ` : "";
  throw inputFailure2({ code: "version/exists", message, hint: `${remove}set another version in ${open.file}` });
}
async function publish({ repo }, { tagName, tag, branches }) {
  const moves = Object.fromEntries([
    ...Object.entries(branches).map(([name, githash]) => [`refs/heads/${name}`, githash]),
    [`refs/tags/${tagName}`, tag.object]
  ]);
  try {
    await repo.push(moves);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const origin = await repo.standing().then((standing) => standing.origin, failed);
    if (origin?.tags.get(tagName) === tag.object) return;
    if (origin !== void 0) await repo.removeTag(tagName);
    const isKnown = origin !== void 0;
    throw operationFailure({
      code: isKnown ? "version/not-pushed" : "version/unknown",
      message: `origin did not take ${[...Object.keys(branches), tagName].join(", ")}: ${said}`,
      target: "origin",
      retry: "safe",
      left: isKnown ? "nothing, here and there" : `the tag ${tagName} here; whether origin has it is not known`,
      next: isKnown ? "mend what it says, then run the same command again" : "run the same command again: it finishes",
      cause: error
    });
  }
}
async function follow({ repo, branch }, { tagName, branches }) {
  try {
    for (const [name, githash] of Object.entries(branches)) if (name !== branch) await repo.follow(name, githash);
    await repo.forward(branches[branch] ?? "");
  } catch (error) {
    if (!isFailure(error)) throw error;
    throw operationFailure({
      code: "version/behind",
      message: `origin has ${tagName}, but this work tree could not follow: ${error.message}`,
      retry: "safe",
      left: `${Object.keys(branches).join(", ")} and the tag ${tagName} at origin`,
      next: `git pull --ff-only origin ${branch}`,
      cause: error
    });
  }
}
function failed(error) {
  if (isFailure(error)) return void 0;
  throw error;
}

export {
  readVersion,
  openVersion,
  checkPushed,
  findLeftover,
  publish,
  follow
};
