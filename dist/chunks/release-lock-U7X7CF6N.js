import {
  LOCK_FILE,
  parseLock,
  withRepo
} from "./chunk-AJZZOI23.js";
import {
  readOwnWorkTree
} from "./chunk-VRTVNBEO.js";
import {
  toSourceUrl
} from "./chunk-LHH4TCB6.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/app/release-lock.ts
import { hasCode$75 as hasCode, inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";

// src/core/release/repo-word.ts
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var FORM = /^(?<name>[^=\s]+)=(?<url>(?:[a-z][a-z0-9+.-]*:\/\/[^/]*|[^/@:]+@[^/:]+:)?[^@\s]+)(?:@(?<revision>\S+))?$/i;
function parseRepoWord(word) {
  const { name, url, revision } = FORM.exec(word)?.groups ?? {};
  if (name !== void 0 && url !== void 0)
    return valid({ name, url, ...revision === void 0 ? {} : { revision } });
  return invalid({
    code: "lock/word",
    message: `"${word}" names no repository`,
    hint: "write NAME=URL or NAME=URL@REVISION",
    origin: inputOrigin("--repo")
  });
}

// src/app/release-lock.ts
import { collect$94 as collect } from "./common.js";
import { decodeText$11 as decodeText } from "./common.js";
async function lockRepos(wish, ports) {
  const words = unwrap(collect(wish.repo.map(parseRepoWord)));
  const sources = await ports.sourceRepos(wish["top-dir"]);
  const { root } = await readOwnWorkTree(sources, wish["src-dir"]);
  const files = await ports.files();
  const file = `${root}/${LOCK_FILE}`;
  const bytes = await files.read(file);
  const text2 = bytes === void 0 ? "" : unwrap(decodeText(bytes, LOCK_FILE, "lock"));
  const known = unwrap(parseLock(text2, LOCK_FILE));
  const pinned = await Promise.all(merge(known, words).map((repo) => pin(sources, repo)));
  const problems = pinned.flatMap((each) => "githash" in each ? [] : [each]);
  if (problems.length > 0) throw inputFailure(...problems);
  const repos = pinned.flatMap((each) => "githash" in each ? [each] : []);
  const next = repos.reduce((written, repo) => withRepo(written, toEntry(repo)), text2);
  const changed = next !== text2 && repos.length > 0;
  if (changed && !wish["dry-run"]) {
    await files.write({ path: file, mode: 420, content: new TextEncoder().encode(next) });
  }
  return { file, changed, repos };
}
function merge(known, words) {
  const given = new Map(words.map((word) => [word.name, word]));
  const changed = known.map((repo) => ({ ...repo, ...given.get(repo.name) }));
  const names = known.map(({ name }) => name);
  return [...changed, ...words.filter(({ name }) => !names.includes(name))];
}
async function pin(sources, repo) {
  const { name, url, revision, githash: was = "", origin } = repo;
  const wanted = revision ?? (was === "" ? "HEAD" : was);
  const githash = await sources.resolve(url, wanted).catch((error) => {
    if (hasCode(error, "git/no-repo")) return void 0;
    throw error;
  });
  if (githash !== void 0) return { name, url, revision: revision ?? "", githash, was };
  const message = `${name}: ${toSourceUrl(url)} has no ${wanted}`;
  const hint = "a revision is a branch, a tag or a githash of that repository";
  return { code: "lock/unknown", message, hint, ...origin === void 0 ? {} : { origin } };
}
function toEntry({ name, url, revision, githash }) {
  return { name, url, githash, ...revision === "" ? {} : { revision } };
}

// src/commands/release-lock.ts
import { defineInputs$85 as defineInputs, list$85 as list, text$85 as text } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places } from "./common.js";
import { describeTable$96 as describeTable } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var SHORT = 12;
var inputs = defineInputs({
  repo: list({
    placeholder: "NAME=URL@REVISION",
    help: "A repository to add or change; the revision is a branch, tag or githash, HEAD where there is none."
  }),
  "src-dir": text({ placeholder: "DIR", help: "The work tree of the project, instead of the one around this folder." }),
  "top-dir": places["top-dir"],
  ...dryRun
});
var releaseLockCommand = defineCommand({
  name: "release lock",
  summary: "Pin the repositories of facsimile.lock to what their revisions name now.",
  inputs,
  run: async (given, { ports }) => {
    const locked = await lockRepos(given, ports);
    const repos = locked.repos.map((repo) => ({ ...repo }));
    return { data: { file: locked.file, changed: locked.changed, repos }, text: describe(locked, given["dry-run"]) };
  }
});
function describe({ file, changed, repos }, isDry) {
  if (repos.length === 0) return "nothing to pin: add a repository with --repo NAME=URL@REVISION";
  const rows = repos.map(({ name, revision, githash, was }) => [
    name,
    revision,
    was === githash ? githash.slice(0, SHORT) : `${was.slice(0, SHORT) || "nothing"} -> ${githash.slice(0, SHORT)}`
  ]);
  const done = isDry ? `would write ${file}` : `wrote ${file}: commit it`;
  return [...describeTable(rows), changed ? done : `${file} says so already`].join("\n");
}
export {
  releaseLockCommand
};
