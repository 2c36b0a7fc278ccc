import {
  gitFailure,
  meaningOf,
  withoutPasswords
} from "./chunk-ZG3CA6L3.js";
import {
  denied,
  notMeta,
  unreachable
} from "./chunk-M5RN2OGV.js";

// src/adapters/git/meta/address.ts
const { stat } = process.getBuiltinModule("node:fs/promises");
const { resolve } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure } from "./common.js";
import { inputOrigin$88 as inputOrigin } from "./common.js";
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
const { createHash, randomUUID } = process.getBuiltinModule("node:crypto");
const { mkdir, readFile, rename, rm, stat: stat2, writeFile } = process.getBuiltinModule("node:fs/promises");
const { dirname, join } = process.getBuiltinModule("node:path");
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
const { randomUUID: randomUUID2 } = process.getBuiltinModule("node:crypto");
const { readdir, readFile: readFile2 } = process.getBuiltinModule("node:fs/promises");
const { join: join2 } = process.getBuiltinModule("node:path");

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
function readPushOutcome({ ending, stdout, stderr }, ref) {
  const lines = stdout.split("\n").filter((line) => /^[ +\-*!=]\t/.test(line));
  const status = lines.find((line) => line.split("	")[1]?.endsWith(`:${ref}`));
  const isTold = ending.kind === "exit" && (ending.code === 0 || lines.some((line) => line.startsWith("!")));
  if (isTold && status !== void 0 && !status.startsWith("!"))
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
  const text = await readFile2(join2(folder, ref), "utf8").catch((error) => {
    if (error.code === "ENOENT") return void 0;
    throw error;
  });
  return text?.trim() ?? git.text(["rev-parse", "--verify", ref], { cwd: folder });
}
function openRemote(git, { folder, branch }) {
  const at = { cwd: folder };
  const push = async (pushes, ...how) => {
    const leases = pushes.flatMap(({ ref, expected }) => lease(ref, expected));
    const words = ["push", "--porcelain", "--no-verify", "--no-signed", ...how, ...leases, "origin"];
    const { ending, stdout, stderr } = await git.run([...words, ...pushes.map(toRefspec)], at);
    return { ending, stdout: new TextDecoder().decode(stdout), stderr };
  };
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
    push: async (one) => readPushOutcome(await push([one]), one.ref),
    pushTogether: async (pushes) => readPushOutcome(await push(pushes, "--atomic"), pushes[0].ref),
    pushBeside: async (one, tip) => {
      const ref = `refs/heads/${tip.branch}`;
      const told = await push([one, { source: tip.commit, ref, expected: { commit: tip.commit } }]);
      return { ...readPushOutcome(told, one.ref), isTip: readPushOutcome(told, ref).kind === "landed" };
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
function toRefspec({ source, ref }) {
  return `${source}:${ref}`;
}
function lease(ref, expected) {
  if (expected === void 0) return [];
  return expected === "any" ? ["--force"] : [`--force-with-lease=${ref}:${expected.commit}`];
}
function parseTip(text, fallback) {
  const branch = /^ref: refs\/heads\/(.+)\tHEAD$/m.exec(text)?.[1] ?? fallback;
  return { branch, commit: /^([0-9a-f]{40,64})\tHEAD$/m.exec(text)?.[1] };
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

// src/adapters/git/meta/meta-failure.ts
import { isFailure$75 as isFailure } from "./common.js";
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
import { hasCode$75 as hasCode } from "./common.js";
var TRIES = 3;
var WAIT_MS = 400;
async function patiently(clock, work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !hasCode(error, "git/unreachable")) throw error;
      await clock.sleep(Math.random() * WAIT_MS * attempt);
    }
  }
}

export {
  readPlace,
  cloneFolder,
  openClone,
  freshRef,
  openRemote,
  metaFailures,
  patiently
};
