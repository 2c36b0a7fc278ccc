import {
  openClient
} from "./chunk-RIZPLNGS.js";
import {
  parseGithubAddress
} from "./chunk-D6CTNM23.js";
import {
  holderOf,
  toLockMessage,
  waitAfter
} from "./chunk-4KSTJIGO.js";
import {
  noteSeen,
  readSeen
} from "./chunk-RVJEEEBU.js";
import "./chunk-WWFXE3HM.js";
import "./chunk-ZG3CA6L3.js";
import {
  makeTopFolder
} from "./chunk-4PMZFJHM.js";
import {
  scanRecords
} from "./chunk-P6VKKVOO.js";
import {
  checkFormat,
  readMissing,
  refuseOtherRepo
} from "./chunk-BQX6SH4V.js";
import {
  denied,
  notMeta,
  outOfTime,
  rewound,
  rewritten,
  unreachable
} from "./chunk-M5RN2OGV.js";
import "./chunk-ESGIBEUM.js";
import "./chunk-BSO4ZHIJ.js";
import "./chunk-YNEHTLFL.js";
import {
  FORMAT_FILE,
  isRecordPath
} from "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/adapters/github/meta/github-meta-repo.ts
const { join: join2, resolve } = process.getBuiltinModule("node:path");

// src/adapters/github/meta/api-failure.ts
var REASONS = {
  STALE_DATA: "stale",
  RATE_LIMITED: "limited",
  RATE_LIMIT: "limited",
  NOT_FOUND: "missing",
  SERVICE_UNAVAILABLE: "unreachable",
  INTERNAL: "unreachable"
};
function isApiFailure(error) {
  return error instanceof Error && "kind" in error && error.kind === "api";
}
function toApiFailure(error, nowMs) {
  if (isApiFailure(error)) return error;
  const answer = error instanceof Error ? error : { message: String(error) };
  const said = answer.errors?.map(({ message }) => message).join("; ") ?? answer.message;
  const reason = reasonOf(answer);
  const waitMs = reason === "limited" ? waitOf(answer.response?.headers ?? answer.headers ?? {}, nowMs) : void 0;
  const wait = waitMs === void 0 ? {} : { waitMs };
  return Object.assign(new Error(said, { cause: error }), {
    kind: "api",
    reason,
    said: oneLine(said),
    ...wait
  });
}
function reasonOf(answer) {
  const [first] = answer.errors ?? [];
  if (first !== void 0) return first.type === void 0 ? "unreachable" : REASONS[first.type] ?? "denied";
  const { status = 0 } = answer;
  if (status === 429 || status === 403 && isLimit(answer)) return "limited";
  if (status === 413 || status === 422 && /too large/i.test(answer.message)) return "too-large";
  if (status === 404) return "missing";
  if (status === 409) return "stale";
  return status >= 400 && status < 500 ? "denied" : "unreachable";
}
function isLimit({ response, message }) {
  const headers = response?.headers ?? {};
  const said = headers["retry-after"] !== void 0 || String(headers["x-ratelimit-remaining"]) === "0";
  return said || /secondary rate limit/i.test(message);
}
function waitOf(headers, nowMs) {
  const seconds = Number(headers["retry-after"]);
  if (headers["retry-after"] !== void 0 && Number.isFinite(seconds)) return Math.max(0, seconds * 1e3);
  const reset = Number(headers["x-ratelimit-reset"]);
  if (String(headers["x-ratelimit-remaining"]) !== "0" || !Number.isFinite(reset)) return void 0;
  return Math.max(0, reset * 1e3 - nowMs);
}
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

// src/adapters/github/meta/api.ts
var TIMEOUT_MS = 6e4;
var TRIES = 3;
var RETRY_MS = 400;
var LIMIT_MS = 6e4;
function openApi(options) {
  const { client } = options;
  const request = () => ({ signal: AbortSignal.timeout(TIMEOUT_MS) });
  const graphql = (text, variables) => client.graphql(text, { ...variables, request: request() });
  return {
    withToken: options.withToken,
    query: (text, variables) => politely(options, true, () => graphql(text, variables)),
    mutate: (text, variables) => politely(options, false, () => graphql(text, variables)),
    rest: (work) => politely(options, true, async () => (await work(client, request())).data)
  };
}
async function politely(options, mayRepeat, work) {
  const { clock, talk, patienceMs } = options;
  const start = clock.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const failure = toApiFailure(error, clock.now());
      const waitMs = waitBefore(failure, attempt, mayRepeat);
      if (waitMs === void 0 || clock.now() - start + waitMs > patienceMs) throw failure;
      if (failure.reason === "limited") talk.say(`GitHub asks to wait ${Math.ceil(waitMs / 1e3)} s: ${failure.said}`);
      await clock.sleep(waitMs);
    }
  }
}
function waitBefore({ reason, waitMs }, attempt, mayRepeat) {
  if (reason === "limited") return waitMs ?? LIMIT_MS * 2 ** attempt;
  if (reason !== "unreachable" || !mayRepeat || attempt + 1 === TRIES) return void 0;
  return Math.random() * RETRY_MS * (attempt + 1);
}

// src/adapters/github/meta/github-repo.ts
import { isFailure$75 as isFailure, operationFailure$75 as operationFailure } from "./common.js";
async function metaFailures(repo, work) {
  try {
    return await work();
  } catch (error) {
    throw isFailure(error) || !isApiFailure(error) ? error : toMetaFailure(repo, error);
  }
}
function toMetaFailure({ url, api }, failure) {
  const { reason, said } = failure;
  const made = {
    stale: () => unreachable(url, said),
    unreachable: () => unreachable(url, `GitHub did not answer: ${said}`),
    limited: () => limited(url, failure),
    "too-large": () => tooLarge(url, said),
    denied: () => denied(url, said),
    missing: () => denied(url, api.withToken ? `${said} (GitHub hides what a token may not see)` : "no token was given")
  }[reason]();
  return Object.assign(made, { cause: failure.cause });
}
function limited(url, { said, waitMs }) {
  const wait = waitMs === void 0 ? "a few minutes" : `${Math.ceil(waitMs / 6e4)} min`;
  return operationFailure({
    code: "meta/limited",
    message: `GitHub takes no more requests for ${url} from this token now: ${said}`,
    target: url,
    retry: "safe",
    next: `wait ${wait}, then run the same command again; --meta ${url} reads and writes by git, which has no such limit`
  });
}
function tooLarge(url, said) {
  return operationFailure({
    code: "meta/too-large",
    message: `GitHub refuses what was to be written to ${url}: ${said}`,
    target: url,
    retry: "never",
    next: `write it by git: --meta ${url}`
  });
}

// src/adapters/github/meta/github-snapshot.ts
import { comparePaths$84 as comparePaths2 } from "./common.js";

// src/adapters/github/meta/blobs.ts
const { createHash } = process.getBuiltinModule("node:crypto");
import { operationFailure$75 as operationFailure2 } from "./common.js";

// src/adapters/github/meta/tarball.ts
const { Readable } = process.getBuiltinModule("node:stream");
const { buffer } = process.getBuiltinModule("node:stream/consumers");
const { pipeline } = process.getBuiltinModule("node:stream/promises");
const { createGunzip } = process.getBuiltinModule("node:zlib");
var TIMEOUT_MS2 = 6e5;
async function readTarball(repo, commit, wanted) {
  const { extract } = await import("./tar-stream-52JBFCYG.js");
  const { owner, name, api } = repo;
  const archive = await api.rest(async (client) => {
    const request = { signal: AbortSignal.timeout(TIMEOUT_MS2), parseSuccessResponseBody: false };
    const given = { owner, repo: name, ref: commit, request };
    const { data } = await client.rest.repos.downloadTarballArchive(given);
    return { data };
  });
  const unpack = extract();
  const keep = (bytes) => {
    const hash = blobHash(bytes);
    if (wanted.has(hash)) repo.blobs.set(hash, bytes);
  };
  const sorting = (async () => {
    for await (const entry of unpack) {
      const { type, linkname } = entry.header;
      const bytes = new Uint8Array(await buffer(entry));
      keep(type === "symlink" ? new TextEncoder().encode(linkname ?? "") : bytes);
    }
  })();
  const reading = pipeline(Readable.fromWeb(archive), createGunzip(), unpack);
  await Promise.all([reading, sorting]);
}

// src/adapters/github/meta/blobs.ts
var ARCHIVE_FROM = 32;
var AT_ONCE = 8;
function blobHash(bytes) {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
async function fetchBlobs(repo, commit, hashes) {
  const missing = () => [...new Set(hashes)].filter((hash) => !repo.blobs.has(hash));
  const wanted = missing();
  if (wanted.length > ARCHIVE_FROM) await readTarball(repo, commit, new Set(wanted));
  const queue = missing();
  const work = async () => {
    for (let hash = queue.pop(); hash !== void 0; hash = queue.pop()) await fetchBlob(repo, hash);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
async function fetchBlob({ owner, name, api, blobs, url }, hash) {
  const { content } = await api.rest(
    (client, request) => client.rest.git.getBlob({ owner, repo: name, file_sha: hash, request })
  );
  const bytes = new Uint8Array(Buffer.from(content, "base64"));
  if (blobHash(bytes) !== hash) throw otherBytes(url, hash);
  blobs.set(hash, bytes);
}
function otherBytes(url, hash) {
  return operationFailure2({
    code: "meta/unreadable",
    message: `${url} gave other bytes than those of the file with hash ${hash}`,
    target: url,
    retry: "safe",
    next: "run the same command again; if it stays so, something between here and GitHub changes what it carries"
  });
}

// src/adapters/github/meta/tips.ts
var TIP = "name target { __typename oid ... on Commit { tree { oid } } }";
var OPEN = `query Open($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    id
    defaultBranchRef { ${TIP} }
    format: object(expression: "HEAD:facsimile.yaml") { __typename ... on Blob { text } }
    top: object(expression: "HEAD:") { __typename ... on Tree { entries { name } } }
  }
}`;
async function look(repo) {
  const { owner, name } = repo;
  const { repository } = await repo.api.query(OPEN, { owner, name });
  return {
    tip: toTip(repo, repository.defaultBranchRef),
    format: repository.format?.text ?? void 0,
    top: repository.top?.entries?.map((entry) => entry.name) ?? [],
    id: repository.id
  };
}
async function readTip(repo) {
  const { owner, name, api } = repo;
  const query = `query Tip($owner: String!, $name: String!) {
    repository(owner: $owner, name: $name) { defaultBranchRef { ${TIP} } }
  }`;
  const { repository } = await api.query(query, { owner, name });
  return toTip(repo, repository.defaultBranchRef);
}
var NAMES = `query Names($owner: String!, $name: String!, $branch: String!, $tag: String!, $commit: String!) {
  repository(owner: $owner, name: $name) {
    branch: ref(qualifiedName: $branch) { target { ...Peeled } }
    tag: ref(qualifiedName: $tag) { target { ...Peeled ... on Tag { target { ...Peeled ... on Tag { target { ...Peeled } } } } } }
    commit: object(expression: $commit) { __typename oid }
  }
}
fragment Peeled on GitObject { __typename oid }`;
var NO_NAME = /[\u0000-\u0020~^:?*[\\\u007f]|\.\.|@\{|^-|^$/;
async function findRevision({ owner, name, api }, revision) {
  if (NO_NAME.test(revision)) return void 0;
  const isHash = /^[0-9a-f]{7,40}$/.test(revision);
  const { repository } = await api.query(NAMES, {
    ...{ owner, name, branch: `refs/heads/${revision}`, tag: `refs/tags/${revision}` },
    // Something that is never there, so that the query stays the same.
    commit: isHash ? revision : "0".repeat(40)
  });
  const named = peel(repository.branch?.target) ?? peel(repository.tag?.target);
  const { commit } = repository;
  const isCommit = commit?.__typename === "Commit" && commit.oid.startsWith(revision);
  return named ?? (isHash && isCommit ? commit.oid : void 0);
}
function toTip({ trees }, ref) {
  const { oid, tree } = ref?.target ?? {};
  if (ref === null || oid === void 0 || tree === void 0) return void 0;
  trees.set(oid, tree.oid);
  return { branch: ref.name, commit: oid };
}
function peel(object) {
  if (object?.__typename === "Tag") return peel(object.target);
  return object?.__typename === "Commit" ? object.oid : void 0;
}

// src/adapters/github/meta/commits.ts
var PAGE = 100;
var HISTORY = `query History($owner: String!, $name: String!, $commit: GitObjectID!, $first: Int!, $after: String, $path: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) {
      __typename
      ... on Commit {
        history(first: $first, after: $after, path: $path) {
          pageInfo { hasNextPage endCursor }
          nodes { oid message committedDate author { name } parents(first: 1) { nodes { oid } } }
        }
      }
    }
  }
}`;
async function readHistory(repo, commit, path, limit = Infinity) {
  const { owner, name, api } = repo;
  const commits = [];
  for (let after = null; commits.length < limit; ) {
    const first = Math.min(PAGE, limit - commits.length);
    const given = { owner, name, commit, first, after, path: path === "" ? null : path };
    const { repository } = await api.query(HISTORY, { ...given });
    const history = repository.object?.history;
    commits.push(...(history?.nodes ?? []).map(toCommit));
    if (history === void 0 || !history.pageInfo.hasNextPage) break;
    after = history.pageInfo.endCursor;
  }
  return commits;
}
async function readTouched(repo, revision) {
  const { owner, name, api } = repo;
  if (!/^[0-9a-f]{7,40}$/.test(revision)) return void 0;
  const githash = await findRevision(repo, revision);
  if (githash?.startsWith(revision) !== true) return void 0;
  const paths = [];
  for (let page = 1; ; page++) {
    const given = { owner, repo: name, ref: githash, per_page: PAGE, page };
    const { files = [] } = await api.rest((client, request) => client.rest.repos.getCommit({ ...given, request }));
    paths.push(...files.filter(({ status }) => status !== "removed").map(({ filename }) => filename));
    if (files.length < PAGE) return { githash, paths };
  }
}
async function isAncestor({ owner, name, api }, githash, commit) {
  if (githash === commit) return true;
  const given = { owner, repo: name, basehead: `${githash}...${commit}`, per_page: 1, page: 2 };
  try {
    const { status } = await api.rest(
      (client, request) => client.rest.repos.compareCommitsWithBasehead({ ...given, request })
    );
    return status === "ahead" || status === "identical";
  } catch (error) {
    if (isApiFailure(error) && error.reason === "missing") return false;
    throw error;
  }
}
function toCommit({ oid, message, committedDate, author, parents }) {
  return {
    githash: oid,
    author: author?.name ?? "",
    committedAt: Date.parse(committedDate) / 1e3,
    message: message.trim(),
    parent: parents.nodes[0]?.oid
  };
}

// src/adapters/github/meta/files.ts
var AT_ONCE2 = 50;
var NAMED = "fragment Named on GitObject { __typename oid }";
var TEXT = "fragment Text on GitObject { __typename oid ... on Blob { isBinary isTruncated text } }";
function readTipFiles(repo, commit) {
  return (paths) => readFiles(repo, commit, paths);
}
async function readFiles(repo, commit, paths) {
  const hashes = await findBlobs(repo, commit, paths);
  const wanted = [...hashes.values()].filter((hash) => hash !== void 0);
  await fetchBlobs(repo, commit, wanted);
  return paths.map((path) => repo.blobs.get(hashes.get(path) ?? "")?.slice());
}
async function findTree(repo, commit, folder) {
  const [found] = await findObjects(repo, commit, [folder], false);
  return found?.__typename === "Tree" ? found.oid : void 0;
}
async function findBlobs(repo, commit, paths) {
  const found = /* @__PURE__ */ new Map();
  const isText = (path) => !path.endsWith(".binpb");
  for (const texts of [true, false]) {
    const some = [...new Set(paths)].filter((path) => path !== "" && isText(path) === texts);
    for (let at = 0; at < some.length; at += AT_ONCE2) {
      const part = some.slice(at, at + AT_ONCE2);
      const objects = await findObjects(repo, commit, part, texts);
      for (const object of objects) if (object !== void 0) keepText(repo, object);
      part.forEach((path, i) => void found.set(path, objects[i]?.__typename === "Blob" ? objects[i].oid : void 0));
    }
  }
  return found;
}
function keepText({ blobs }, { oid, text, isBinary, isTruncated }) {
  if (text === void 0 || text === null || isBinary === true || isTruncated === true) return;
  const bytes = new TextEncoder().encode(text);
  if (blobHash(bytes) === oid) blobs.set(oid, bytes);
}
async function findObjects(repo, commit, paths, texts) {
  const { owner, name, api } = repo;
  const names = paths.map((_, i) => `$p${i}: String!`).join(", ");
  const fields = paths.map((_, i) => `f${i}: object(expression: $p${i}) { ...${texts ? "Text" : "Named"} }`).join("\n");
  const query = `query Files($owner: String!, $name: String!, ${names}) {
    repository(owner: $owner, name: $name) { ${fields} }
  } ${texts ? TEXT : NAMED}`;
  const expressions = Object.fromEntries(paths.map((path, i) => [`p${i}`, `${commit}:${path}`]));
  const { repository } = await api.query(query, { owner, name, ...expressions });
  return paths.map((_, i) => repository[`f${i}`] ?? void 0);
}

// src/adapters/github/meta/listing.ts
import { comparePaths$84 as comparePaths } from "./common.js";
var KINDS = {
  "100755": "executable",
  "120000": "link",
  "160000": "submodule"
};
function readListing(repo, tree) {
  const known = repo.listings.get(tree) ?? listTree(repo, tree);
  repo.listings.set(tree, known);
  known.catch(() => repo.listings.delete(tree));
  return known;
}
async function listTree(repo, tree) {
  const whole = await readTree(repo, tree, true);
  if (!whole.truncated) return toFiles(whole.tree).sort((a, b) => comparePaths(a.path, b.path));
  const direct = (await readTree(repo, tree, false)).tree;
  const files = toFiles(direct);
  for (const { type, path, sha } of direct) {
    if (type !== "tree") continue;
    files.push(...(await readListing(repo, sha)).map((file) => ({ ...file, path: `${path}/${file.path}` })));
  }
  return files.sort((a, b) => comparePaths(a.path, b.path));
}
function readTree({ owner, name, api }, tree, whole) {
  const recursive = whole ? { recursive: "1" } : {};
  return api.rest(async (client, request) => {
    const { data } = await client.rest.git.getTree({ owner, repo: name, tree_sha: tree, ...recursive, request });
    return { data: { truncated: data.truncated, tree: data.tree } };
  });
}
function toFiles(entries) {
  const files = entries.filter(({ type }) => type !== "tree");
  return files.map(({ path, mode, sha }) => ({ path, kind: KINDS[mode] ?? "file", hash: sha }));
}

// src/adapters/github/meta/versions.ts
var VERSIONS = `query Versions($owner: String!, $name: String!, $commit: GitObjectID!, $after: String, $path: String!) {
  repository(owner: $owner, name: $name) {
    object(oid: $commit) {
      __typename
      ... on Commit {
        history(first: 100, after: $after, path: $path) {
          pageInfo { hasNextPage endCursor }
          nodes { oid message committedDate author { name } file(path: $path) { object { ...Text } } }
        }
      }
    }
  }
}
${TEXT}`;
async function readVersions(repo, commit, path) {
  const nodes = await readNodes(repo, commit, path);
  const objects = nodes.map(({ file }) => file?.object?.__typename === "Blob" ? file.object : void 0);
  for (const object of objects) if (object !== void 0) keepText(repo, object);
  await fetchBlobs(
    repo,
    commit,
    objects.flatMap((object) => object?.oid ?? [])
  );
  return nodes.map(({ oid, author, committedDate, message }, i) => ({
    githash: oid,
    author: author?.name ?? "",
    committedAt: Date.parse(committedDate) / 1e3,
    message: message.trim(),
    bytes: repo.blobs.get(objects[i]?.oid ?? "")?.slice()
  }));
}
async function readNodes({ owner, name, api }, commit, path) {
  const nodes = [];
  let after = null;
  for (; ; ) {
    const answer = await api.query(VERSIONS, { owner, name, commit, after, path });
    const history = answer.repository.object?.history;
    nodes.push(...history?.nodes ?? []);
    if (history?.pageInfo.hasNextPage !== true) return nodes;
    after = history.pageInfo.endCursor;
  }
}

// src/adapters/github/meta/github-snapshot.ts
function openSnapshot(repo, commit) {
  const listed = /* @__PURE__ */ new Map();
  const walk = async (folder) => {
    const tree = await findTree(repo, commit, folder);
    if (tree === void 0) return [];
    const files = (await readListing(repo, tree)).map((file) => ({ ...file, path: join(folder, file.path) }));
    for (const { path, kind, hash } of files) if (kind !== "submodule") listed.set(path, hash);
    return files;
  };
  const read = async (paths) => {
    const hashes = paths.map((path) => listed.get(path));
    if (hashes.includes(void 0)) return readFiles(repo, commit, paths);
    await fetchBlobs(
      repo,
      commit,
      hashes.filter((hash) => hash !== void 0)
    );
    return hashes.map((hash) => repo.blobs.get(hash ?? "")?.slice());
  };
  const guard = (work) => metaFailures(repo, work);
  const readAll = (paths) => guard(() => paths.length === 0 ? Promise.resolve([]) : read(paths));
  const list = (folder) => guard(async () => (await walk(folder)).map(({ path }) => path));
  return {
    commit,
    read: (path) => guard(async () => (await read([path]))[0]),
    readAll,
    find: scanRecords({ list, readAll }),
    readAt: (githash, path) => guard(async () => (await readFiles(repo, githash, [path]))[0]),
    list,
    files: (folder) => guard(async () => (await walk(folder)).map(({ path, kind }) => ({ path, kind }))),
    children: (folder) => guard(() => readChildren(repo, commit, folder)),
    history: (path, limit) => guard(async () => (await readHistory(repo, commit, path, limit)).map(withoutParent)),
    versions: (path) => guard(() => readVersions(repo, commit, path)),
    touched: (revision) => guard(() => readTouched(repo, revision)),
    includes: (githash) => guard(() => isAncestor(repo, githash, commit))
  };
}
var CHILDREN = `query Children($owner: String!, $name: String!, $folder: String!) {
  repository(owner: $owner, name: $name) {
    object(expression: $folder) { __typename ... on Tree { entries { name type } } }
  }
}`;
async function readChildren({ owner, name, api }, commit, folder) {
  const given = { owner, name, folder: `${commit}:${folder}` };
  const { repository } = await api.query(CHILDREN, given);
  const names = repository.object?.entries?.map((entry) => entry.type === "tree" ? `${entry.name}/` : entry.name);
  return (names ?? []).sort(comparePaths2);
}
function withoutParent({ parent, ...commit }) {
  return commit;
}
function join(folder, path) {
  return folder === "" ? path : `${folder}/${path}`;
}

// src/adapters/github/meta/refs.ts
var READ = `query Ref($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { __typename oid ... on Commit { message committedDate } } }
  }
}`;
async function readRef({ owner, name, api }, ref) {
  const { repository } = await api.query(READ, { owner, name, ref });
  return repository.ref?.target ?? void 0;
}
var UPDATE = `mutation Update($input: UpdateRefsInput!) { updateRefs(input: $input) { clientMutationId } }`;
var NOTHING = "0".repeat(40);
async function moveRef(repo, ref, { from, to, anywhere = false }) {
  try {
    await update(repo, { name: ref, beforeOid: from ?? NOTHING, afterOid: to ?? NOTHING, force: anywhere });
    return true;
  } catch (error) {
    if (!isApiFailure(error) || error.reason === "limited") throw error;
    const now = (await readRef(repo, ref))?.oid;
    if (now === to) return true;
    if (now !== from) return false;
    throw error;
  }
}
function forceRef(repo, ref, to) {
  return update(repo, { name: ref, afterOid: to, force: true });
}
async function update({ id, api }, refUpdate) {
  await api.mutate(UPDATE, { input: { repositoryId: id, refUpdates: [refUpdate] } });
}

// src/adapters/github/meta/write-commit.ts
var COMMIT = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
var MUTATION_BYTES = 2e7;
async function commitOnBranch(repo, { branch, commit: expectedHeadOid }, files, message) {
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  try {
    if (size > MUTATION_BYTES) {
      const { oid: commit } = await writeCommit(repo, {
        onto: expectedHeadOid,
        parents: [expectedHeadOid],
        files,
        message
      });
      const moved = await moveRef(repo, `refs/heads/${branch}`, { from: expectedHeadOid, to: commit });
      return moved ? { kind: "landed", commit } : { kind: "raced", said: `${branch} is elsewhere by now` };
    }
    const additions = files.map(({ path, bytes }) => ({ path, contents: Buffer.from(bytes).toString("base64") }));
    const input = {
      branch: { repositoryNameWithOwner: `${repo.owner}/${repo.name}`, branchName: branch },
      expectedHeadOid,
      fileChanges: { additions },
      message: toCommitMessage(message)
    };
    const { createCommitOnBranch } = await repo.api.mutate(COMMIT, { input });
    return { kind: "landed", commit: createCommitOnBranch.commit.oid };
  } catch (error) {
    if (!isApiFailure(error)) throw error;
    if (error.reason === "stale") return { kind: "raced", said: error.said };
    if (error.reason === "unreachable") return { kind: "unreachable", said: error.said };
    throw toMetaFailure(repo, error);
  }
}
async function writeCommit(repo, commit) {
  const here = { owner: repo.owner, repo: repo.name };
  const { message, parents, files } = commit;
  const given = { ...here, message, tree: await writeTree(repo, commit.onto, files), parents: [...parents] };
  const { sha, committer } = await repo.api.rest(
    (client, request) => client.rest.git.createCommit({ ...given, request })
  );
  return { oid: sha, committedDate: committer.date };
}
async function writeTree(repo, onto, files) {
  const base = repo.trees.get(onto) ?? await findTree(repo, onto, "");
  if (base === void 0) throw new Error(`${onto} is no commit of ${repo.url}`);
  if (files.length === 0) return base;
  const here = { owner: repo.owner, repo: repo.name };
  const tree = [];
  for (const { path, bytes } of files) {
    const blob = { ...here, content: Buffer.from(bytes).toString("base64"), encoding: "base64" };
    const { sha } = await repo.api.rest((client, request) => client.rest.git.createBlob({ ...blob, request }));
    tree.push({ path, mode: "100644", type: "blob", sha });
  }
  const given = { ...here, base_tree: base, tree };
  return (await repo.api.rest((client, request) => client.rest.git.createTree({ ...given, request }))).sha;
}
function toCommitMessage(message) {
  const [headline = "", ...rest] = message.trim().split("\n");
  const body = rest.join("\n").trim();
  return { headline, ...body === "" ? {} : { body } };
}

// src/adapters/github/meta/land.ts
var UNREACHABLE_TRIES = 4;
var LOOK_BACK = 100;
async function landChange(repo, newest, change) {
  const start = repo.now();
  const lost = [];
  let tip = newest.last();
  for (let attempt = 0; ; attempt++) {
    const files = await readMissing(readTipFiles(repo, tip.commit), change);
    if (files.length === 0) return settled(repo, tip, lost, change.message);
    const outcome = await commitOnBranch(repo, tip, files, change.message);
    if (outcome.kind === "landed") {
      await newest.landed(outcome.commit);
      return { commit: outcome.commit, unchanged: false };
    }
    if (outcome.kind === "unreachable") lost.push(tip.commit);
    if (lost.length === UNREACHABLE_TRIES) throw unreachable(repo.url, outcome.said);
    if (repo.now() - start >= repo.deadlineMs) throw outOfTime(repo.url, attempt + 1, repo.deadlineMs, outcome.said);
    await repo.sleep(waitAfter(attempt, repo.random()));
    tip = await newest.read();
  }
}
async function propose(repo, tip, branch, change) {
  return metaFailures(repo, async () => {
    const files = await readMissing(readTipFiles(repo, tip.commit), change);
    if (files.length === 0) return { commit: tip.commit, unchanged: true };
    const { message } = change;
    const { oid: commit } = await writeCommit(repo, { onto: tip.commit, parents: [tip.commit], files, message });
    await forceRef(repo, `refs/heads/${branch}`, commit);
    return { commit, unchanged: false };
  });
}
async function settled(repo, tip, lost, message) {
  const line = lost.length === 0 ? [] : await readHistory(repo, tip.commit, "", LOOK_BACK);
  const ours = line.find((commit) => lost.includes(commit.parent ?? "") && commit.message === message.trim());
  return ours === void 0 ? { commit: tip.commit, unchanged: true } : { commit: ours.githash, unchanged: false };
}

// src/adapters/github/meta/lock-refs.ts
const { randomUUID } = process.getBuiltinModule("node:crypto");
async function readLock(repo, ref) {
  const found = await readRef(repo, ref);
  return found === void 0 ? void 0 : toHeldLock(found);
}
async function swapLock(repo, onto, ref, { expected, holder }) {
  const message = toLockMessage(holder, randomUUID());
  const { oid, committedDate } = await writeCommit(repo, { onto, parents: [], files: [], message });
  if (!await moveRef(repo, ref, { from: expected, to: oid, anywhere: true })) return void 0;
  return toHeldLock({ oid, message, committedDate });
}
async function freeLock(repo, ref, expected) {
  await moveRef(repo, ref, { from: expected, to: void 0 });
}
function toHeldLock({ oid, message, committedDate }) {
  return { commit: oid, holder: holderOf(message), renewedAt: Date.parse(committedDate) };
}

// src/adapters/github/meta/github-meta.ts
function openMeta(repo, tip) {
  const guard = (work) => metaFailures(repo, work);
  const { commit: opened } = tip.last();
  return {
    url: repo.url,
    snapshot: () => guard(async () => openSnapshot(repo, (await tip.fresh()).commit)),
    at: (revision) => guard(async () => {
      const commit = await findRevision(repo, revision);
      return commit === void 0 ? void 0 : openSnapshot(repo, commit);
    }),
    append: (change) => guard(() => append(repo, tip, change)),
    propose: (branch, change) => guard(async () => propose(repo, await tip.read(), branch, change)),
    readLock: (ref) => guard(() => readLock(repo, ref)),
    swapLock: (ref, expected, holder) => guard(() => swapLock(repo, opened, ref, { expected, holder })),
    freeLock: (ref, expected) => guard(() => freeLock(repo, ref, expected))
  };
}
async function append(repo, tip, change) {
  if (change.changed.length > 0) await tip.read();
  return landChange(repo, tip, change);
}

// src/adapters/github/meta/newest-tip.ts
const { mkdir } = process.getBuiltinModule("node:fs/promises");

// src/adapters/github/meta/follow.ts
var FILES_SHOWN = 300;
var LOOK_BACK2 = 50;
async function follows(repo, seen, now) {
  if (seen === now) return true;
  const compared = await compare(repo, seen, now);
  if (compared?.status !== "ahead") return compared?.status === "identical";
  const { files = [] } = compared;
  const gone = files.length < FILES_SHOWN ? files.filter(({ status }) => status !== "added").map((file) => file.previous_filename ?? file.filename) : await findGone(repo, seen, now);
  const path = gone.find(isRecordPath);
  if (path === void 0) return true;
  throw rewritten(repo.url, path, await findCulprit(repo, path, seen, now), repo.memory);
}
async function compare({ owner, name, api }, seen, now) {
  const given = { owner, repo: name, basehead: `${seen}...${now}`, per_page: 1 };
  try {
    return await api.rest((client, request) => client.rest.repos.compareCommitsWithBasehead({ ...given, request }));
  } catch (error) {
    if (isApiFailure(error) && error.reason === "missing") return void 0;
    throw error;
  }
}
async function findGone(repo, seen, now) {
  const [before, after] = await Promise.all(
    [seen, now].map(async (commit) => {
      const tree = await findTree(repo, commit, "");
      return tree === void 0 ? [] : readListing(repo, tree);
    })
  );
  const there = new Map(after?.map(({ path, hash }) => [path, hash]));
  return (before ?? []).filter(({ path, hash }) => there.get(path) !== hash).map(({ path }) => path);
}
async function findCulprit(repo, path, seen, now) {
  let culprit = now;
  for (const { githash } of await readHistory(repo, now, path, LOOK_BACK2)) {
    if (await isAncestor(repo, githash, seen)) break;
    culprit = githash;
  }
  return culprit;
}

// src/adapters/github/meta/newest-tip.ts
var FRESH_MS = 500;
var LAG_MS = 1e4;
var LOOKS = 3;
var LOOK_MS = 500;
async function openTip(repo, opened) {
  await mkdir(repo.memory, { recursive: true });
  const seen = await readSeen(repo.memory);
  const first = await believe(repo, seen, opened, () => readTip(repo));
  return first === void 0 ? void 0 : track(repo, first);
}
function track(repo, first) {
  let last = first;
  let freshUntil = repo.now() + FRESH_MS;
  let oursUntil = 0;
  const passed = /* @__PURE__ */ new Set();
  const look2 = async () => {
    const tip = await readTip(repo);
    return tip !== void 0 && repo.now() < oursUntil && passed.has(tip.commit) ? last : tip;
  };
  const read = async () => {
    freshUntil = 0;
    last = await believe(repo, last.commit, await look2(), look2) ?? last;
    return last;
  };
  return {
    last: () => last,
    read,
    fresh: async () => {
      const isFresh = repo.now() < freshUntil;
      freshUntil = 0;
      return isFresh ? last : read();
    },
    landed: async (commit) => {
      freshUntil = 0;
      oursUntil = repo.now() + LAG_MS;
      passed.add(last.commit);
      last = { ...last, commit };
      await noteSeen(repo.memory, commit).catch(() => void 0);
    }
  };
}
async function believe(repo, seen, tip, look2) {
  let now = tip;
  for (let looks = 0; ; looks++) {
    if (seen === void 0 && now === void 0) return void 0;
    if (now !== void 0 && (seen === void 0 || await follows(repo, seen, now.commit))) {
      if (now.commit !== seen) await noteSeen(repo.memory, now.commit);
      return now;
    }
    if (looks === LOOKS) throw rewound(repo.url, seen ?? "", now?.commit, repo.memory);
    await repo.sleep(LOOK_MS * looks);
    now = await look2();
  }
}

// src/adapters/github/meta/github-meta-repo.ts
var DEADLINE_MS = 3e5;
function githubMetaRepo(surroundings) {
  return {
    open: async (address) => {
      const { repo, seen } = await openRepo(surroundings, address);
      const tip = await metaFailures(repo, () => openTip(repo, seen.tip));
      if (tip === void 0) throw notMeta(repo.url, "it has no commits");
      checkFormat(repo.url, toBytes(seen.format));
      return openMeta(repo, tip);
    },
    init: async (address, change) => {
      const { repo, seen } = await openRepo(surroundings, address);
      if (seen.tip !== void 0 && seen.format !== void 0) return { commit: seen.tip.commit, unchanged: true };
      refuseOtherRepo(repo.url, seen.top);
      return metaFailures(repo, () => land(repo, seen, change));
    }
  };
}
async function openRepo(at, address) {
  const { owner, name } = parseGithubAddress(address.url);
  const top = resolve(at.cwd, at.topDir);
  await makeTopFolder(top);
  const { clock, talk, deadlineMs = DEADLINE_MS } = at;
  const token = address.token ?? at.token;
  const client = await openClient(at.apiUrl, token);
  const draft = {
    ...{ owner, name, deadlineMs, id: "" },
    url: `${at.serverUrl}/${owner}/${name}`,
    memory: join2(top, "meta", `${new URL(at.serverUrl).host}-${owner}-${name}.seen`.toLowerCase()),
    api: openApi({ client, withToken: token !== void 0, clock, talk, patienceMs: deadlineMs }),
    blobs: /* @__PURE__ */ new Map(),
    trees: /* @__PURE__ */ new Map(),
    listings: /* @__PURE__ */ new Map(),
    now: clock.now,
    sleep: clock.sleep,
    random: Math.random
  };
  const seen = await metaFailures(draft, () => look(draft));
  return { repo: { ...draft, id: seen.id }, seen };
}
async function land(repo, seen, change) {
  const there = await openTip(repo, seen.tip);
  if (there !== void 0) return landChange(repo, there, change);
  const first = change.added.find(({ path }) => path !== FORMAT_FILE) ?? change.added[0];
  if (first === void 0) throw new Error("a meta repo begins with a file");
  const { owner, name, api } = repo;
  const content = Buffer.from(first.bytes).toString("base64");
  const given = { owner, repo: name, path: first.path, message: change.message, content };
  try {
    await api.rest((client, request) => client.rest.repos.createOrUpdateFileContents({ ...given, request }));
  } catch (error) {
    if (!isApiFailure(error) || await readTip(repo) === void 0) throw error;
  }
  const now = await openTip(repo, await readTip(repo));
  if (now === void 0) throw notMeta(repo.url, "it still has no commits");
  const landed = await landChange(repo, now, change);
  return { ...landed, unchanged: false };
}
function toBytes(text) {
  return text === void 0 ? void 0 : new TextEncoder().encode(text);
}
export {
  githubMetaRepo
};
