import {
  KINDS
} from "./chunk-WWFXE3HM.js";
import {
  rewound,
  rewritten
} from "./chunk-M5RN2OGV.js";
import {
  RECORD_FOLDERS,
  isRecordPath
} from "./chunk-TOVEXTTC.js";

// src/adapters/git/meta/tree-reader.ts
import { operationFailure$75 as operationFailure } from "./common.js";
import { comparePaths$84 as comparePaths } from "./common.js";
var FOLDER_MODE = "40000";
function openTreeReader(objects) {
  const known = /* @__PURE__ */ new Map();
  const items = (name) => {
    const found = known.get(name) ?? readTree(objects, name);
    known.set(name, found);
    return found;
  };
  const find = async (commit, path) => {
    let at = { name: "", kind: "folder", hash: `${commit}^{tree}` };
    for (const part of path.split("/").filter((each) => each !== "")) {
      const next = at.kind === "folder" ? (await items(at.hash)).find((item) => item.name === part) : void 0;
      if (next === void 0) return void 0;
      at = next;
    }
    return at;
  };
  const children = async (commit, folder) => {
    const found = await find(commit, folder);
    return found?.kind === "folder" ? items(found.hash) : [];
  };
  const below = async (item, path) => {
    if (item.kind !== "folder") return [{ path, kind: item.kind, hash: item.hash }];
    const inside = await items(item.hash);
    return (await Promise.all(inside.map((each) => below(each, path === "" ? each.name : `${path}/${each.name}`)))).flat();
  };
  const walk = async (commit, folder) => {
    const found = await find(commit, folder);
    if (found?.kind !== "folder") return [];
    return (await below(found, folder)).sort((a, b) => comparePaths(a.path, b.path));
  };
  return { find, children, walk };
}
async function readTree(objects, name) {
  const tree = await objects.read(name);
  if (tree !== void 0) return parseTree(tree, name.replace(/\^.*/, "").length / 2);
  throw operationFailure({
    code: "meta/unreadable",
    message: `the local copy of the meta repo lacks ${name}`,
    retry: "safe",
    next: "delete the folder meta below --top-dir (it is only a cache), then run the same command again"
  });
}
function isBlob({ kind }) {
  return kind !== "folder" && kind !== "submodule";
}
function parseTree(bytes, hashLength) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  for (let at = 0; at < buffer.length; ) {
    const space = buffer.indexOf(32, at);
    const zero = buffer.indexOf(0, space);
    const hash = buffer.toString("hex", zero + 1, zero + 1 + hashLength);
    const mode = buffer.toString("latin1", at, space);
    const kind = mode === FOLDER_MODE ? "folder" : KINDS[mode] ?? "file";
    found.push({ name: buffer.toString("utf8", space + 1, zero), kind, hash });
    at = zero + 1 + hashLength;
  }
  return found;
}

// src/adapters/git/meta/plain-output.ts
var PLAIN = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };

// src/adapters/git/meta/read-blobs.ts
import { operationFailure$75 as operationFailure2 } from "./common.js";
async function readBlobs(source, hashes) {
  const found = /* @__PURE__ */ new Map();
  const readAll = async (wanted) => {
    const read = async (hash) => [hash, await source.objects.read(hash)];
    const blobs = await Promise.all([...wanted].map(read));
    for (const [hash, bytes] of blobs) if (bytes !== void 0) found.set(hash, bytes);
    return [...wanted].filter((hash) => !found.has(hash));
  };
  const missing = await readAll(hashes);
  if (missing.length === 0) return found;
  await source.remote.fetchBlobs(missing);
  const [lost] = await readAll(missing);
  if (lost === void 0) return found;
  throw operationFailure2({
    code: "meta/unreadable",
    message: `the meta repo does not give the file with hash ${lost}`,
    retry: "safe",
    next: `check the repository with git fsck; the local copy is ${source.clone.folder}`
  });
}

// src/adapters/git/meta/versions.ts
var FORMAT = "%x01%H%x00%P%x00%an%x00%ct%x00%B%x00";
async function readVersions(source, commit, path) {
  const { git, clone } = source;
  const words = [
    "log",
    "--first-parent",
    "-m",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "-z",
    `--format=tformat:${FORMAT}`
  ];
  const changes = parse(await git.text([...words, commit, "--", path], { cwd: clone.folder, env: PLAIN }));
  const blobs = await readBlobs(source, new Set(changes.map(({ blob }) => blob).filter((blob) => blob !== void 0)));
  const authors = await readAuthors(
    source,
    changes.map(({ merged }) => merged).filter((tip) => tip !== void 0)
  );
  return changes.map(({ blob, merged, ...about }) => {
    const proposedBy = authors.get(merged ?? "");
    return { ...about, bytes: blobs.get(blob ?? ""), ...proposedBy === void 0 ? {} : { proposedBy } };
  });
}
function parse(text) {
  return text.split("").slice(1).map((part) => {
    const [githash = "", parents = "", author = "", committedAt = "", message = "", ...raw] = part.split("\0");
    const blob = /:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) /.exec(raw.join(" "))?.[1];
    const isThere = blob !== void 0 && !/^0+$/.test(blob);
    const about = { githash, author, committedAt: Number(committedAt), message: message.trim() };
    return { ...about, blob: isThere ? blob : void 0, merged: parents.split(" ")[1] };
  });
}
async function readAuthors({ git, clone }, tips) {
  if (tips.length === 0) return /* @__PURE__ */ new Map();
  const words = ["log", "--no-walk=unsorted", "--format=%H%x00%an", "--stdin"];
  const input = new TextEncoder().encode(`${tips.join("\n")}
`);
  const told = await git.text(words, { cwd: clone.folder, env: PLAIN, input });
  return new Map(told.split("\n").flatMap((line) => line === "" ? [] : [line.split("\0")]));
}

// src/adapters/git/meta/snapshot.ts
function openSnapshot(source, { commit, isBranch }) {
  const { trees, index } = source;
  const list = async (folder) => (await trees.walk(commit, folder)).map(({ path }) => path);
  const readAll = (paths) => readFiles(source, commit, paths);
  return {
    commit,
    read: async (path) => (await readAll([path]))[0],
    readAll,
    find: (query) => index({ commit, isBranch }, query),
    readAt: async (githash, path) => (await readFiles(source, githash, [path]))[0],
    list,
    files: async (folder) => (await trees.walk(commit, folder)).map(({ path, kind }) => ({ path, kind })),
    children: async (folder) => (await trees.children(commit, folder)).map(({ name, kind }) => kind === "folder" ? `${name}/` : name),
    history: (path, limit) => readHistory(source, commit, path, limit),
    versions: (path) => readVersions(source, commit, path),
    touched: (revision) => readTouched(source, revision),
    includes: (githash) => isAncestor(source, githash, commit)
  };
}
async function readFiles(source, commit, paths) {
  const items = await Promise.all(paths.map((path) => source.trees.find(commit, path)));
  const hashes = items.map((item) => item !== void 0 && isBlob(item) ? item.hash : void 0);
  const blobs = await readBlobs(source, new Set(hashes.filter((hash) => hash !== void 0)));
  return hashes.map((hash) => hash === void 0 ? void 0 : blobs.get(hash));
}
function readTipFiles(source, tip) {
  return async (paths) => tip === void 0 ? [] : readFiles(source, tip, paths);
}
var HISTORY_FORMAT = "%H%x00%an%x00%ct%x00%B%x00";
async function readHistory(source, commit, path, limit) {
  const { git, clone } = source;
  const words = ["log", `--format=tformat:${HISTORY_FORMAT}`, ...limit === void 0 ? [] : [`--max-count=${limit}`]];
  words.push(commit, ...path === "" ? [] : ["--", path]);
  const fields = (await git.text(words, { cwd: clone.folder, env: PLAIN })).split("\0");
  const commits = [];
  for (let i = 0; i + 3 < fields.length; i += 4) {
    const [githash = "", author = "", committedAt = "", message = ""] = fields.slice(i, i + 4);
    commits.push({ githash: githash.trim(), author, committedAt: Number(committedAt), message: message.trim() });
  }
  return commits;
}
async function findCommit({ git, clone }, githash) {
  if (!/^[0-9a-f]{7,64}$/.test(githash)) return void 0;
  const named = await git.run(["rev-parse", "--verify", "--quiet", `${githash}^{commit}`], { cwd: clone.view });
  if (named.ending.kind !== "exit" || named.ending.code !== 0) return void 0;
  return new TextDecoder().decode(named.stdout).trim();
}
async function readTouched(source, revision) {
  const { git, clone } = source;
  const githash = await findCommit(source, revision);
  if (githash === void 0) return void 0;
  const words = ["log", "-1", "-m", "--first-parent", "--format=", "--name-only", "-z", "--diff-filter=AMT", githash];
  const listed = await git.text(words, { cwd: clone.folder, env: PLAIN });
  return { githash, paths: listed.split("\0").filter((path) => path !== "") };
}
async function isAncestor({ git, clone }, githash, commit) {
  const { ending } = await git.run(["merge-base", "--is-ancestor", githash, commit], { cwd: clone.view });
  return ending.kind === "exit" && ending.code === 0;
}

// src/adapters/git/meta/seen-tip.ts
const { randomUUID } = process.getBuiltinModule("node:crypto");
const { readFile, rename, writeFile } = process.getBuiltinModule("node:fs/promises");
const { join } = process.getBuiltinModule("node:path");

// src/adapters/git/meta/record-changes.ts
async function changedFolders(trees, before, now) {
  const [old, fresh] = await Promise.all([before, now].map((commit) => recordFolders(trees, commit)));
  const paths = [.../* @__PURE__ */ new Set([...old?.keys() ?? [], ...fresh?.keys() ?? []])].sort();
  return paths.map((path) => ({ path, before: old?.get(path), now: fresh?.get(path) })).filter((pair) => pair.before !== pair.now);
}
async function recordFolders(trees, commit) {
  if (commit === void 0) return /* @__PURE__ */ new Map();
  const projects = (await trees.children(commit, "")).filter(({ kind }) => kind === "folder");
  const inside = await Promise.all(
    projects.map(
      async ({ name }) => (await trees.children(commit, name)).filter((item) => item.kind === "folder" && RECORD_FOLDERS.includes(item.name)).map((item) => [`${name}/${item.name}`, item.hash])
    )
  );
  return new Map(inside.flat());
}
async function* readChanges(objects, folder, only) {
  const pairs = await itemPairs(objects, folder);
  for (const pair of pairs) yield await changesOf(objects, pair, only);
}
async function itemPairs(objects, { path, before, now }) {
  const [old, fresh] = await Promise.all(
    [before, now].map((hash) => hash === void 0 ? [] : readTree(objects, hash))
  );
  const known = new Map(old?.map((item) => [item.name, item]));
  const there = new Set(fresh?.map(({ name }) => name));
  return [
    ...(fresh ?? []).map((item) => ({ path: `${path}/${item.name}`, before: known.get(item.name), now: item })),
    ...(old ?? []).filter(({ name }) => !there.has(name)).map((item) => ({ path: `${path}/${item.name}`, before: item, now: void 0 }))
  ].filter((pair) => pair.before?.hash !== pair.now?.hash);
}
async function changesOf(objects, pair, only) {
  const { path, before, now } = pair;
  if (only === "gone" && before === void 0) return { added: [], gone: [] };
  const own = {
    added: now !== void 0 && isRecord(path, now) ? [{ path, kind: now.kind, hash: now.hash }] : [],
    gone: before !== void 0 && isRecord(path, before) ? [path] : []
  };
  const folder = { path, before: treeOf(before), now: treeOf(now) };
  if (folder.before === void 0 && folder.now === void 0) return own;
  const inside = await Promise.all((await itemPairs(objects, folder)).map((each) => changesOf(objects, each, only)));
  return {
    added: [...own.added, ...inside.flatMap(({ added }) => added)],
    gone: [...own.gone, ...inside.flatMap(({ gone }) => gone)]
  };
}
function treeOf(item) {
  return item?.kind === "folder" ? item.hash : void 0;
}
function isRecord(path, item) {
  return isBlob(item) && isRecordPath(path);
}

// src/adapters/git/meta/seen-tip.ts
var LOOKS = 3;
async function checkTip(source, tip, look) {
  const { url } = source.place;
  const { folder } = source.clone;
  let now = tip;
  for (let looks = 0; ; looks++) {
    const seen = await readSeen(folder);
    if (seen === now) return now;
    if (seen === void 0 || now !== void 0 && await isAncestor(source, seen, now)) {
      if (seen !== void 0 && now !== void 0) await checkRecords(source, seen, now);
      if (now !== void 0) await noteSeen(folder, now);
      return now;
    }
    if (looks === LOOKS) throw rewound(url, seen, now, folder);
    now = await look();
  }
}
async function noteSeen(folder, commit) {
  const path = seenFile(folder);
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, `${commit}
`);
  await rename(temporary, path);
}
async function readSeen(folder) {
  const text = await readFile(seenFile(folder), "utf8").catch((error) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  return /^[0-9a-f]{40,64}$/.exec(text.trim())?.[0];
}
function seenFile(folder) {
  return join(folder, "seen-tip");
}
async function checkRecords(source, seen, now) {
  for (const pair of await changedFolders(source.trees, seen, now)) {
    for await (const { gone } of readChanges(source.objects, pair, "gone")) {
      const [path] = gone;
      if (path === void 0) continue;
      const { git, clone } = source;
      const words = ["log", "--reverse", "--format=%H", "--diff-filter=DMT", `${seen}..${now}`, "--", path];
      const [commit = now] = (await git.text(words, { cwd: clone.view })).split("\n").filter((line) => line !== "");
      throw rewritten(source.place.url, path, commit, clone.folder);
    }
  }
}

export {
  openTreeReader,
  readTree,
  readChanges,
  readBlobs,
  openSnapshot,
  readFiles,
  readTipFiles,
  findCommit,
  isAncestor,
  checkTip,
  noteSeen,
  readSeen
};
