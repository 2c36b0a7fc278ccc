import {
  scanRecords
} from "./chunks/chunk-P6VKKVOO.js";
import {
  checkFormat,
  readMissing,
  refuseOtherRepo
} from "./chunks/chunk-BQX6SH4V.js";
import {
  notMeta
} from "./chunks/chunk-M5RN2OGV.js";
import {
  firstChange
} from "./chunks/chunk-BFSKHEOD.js";
import "./chunks/chunk-ESGIBEUM.js";
import {
  checkEvent
} from "./chunks/chunk-KDHN3MIS.js";
import "./chunks/chunk-BSO4ZHIJ.js";
import {
  describeRecord,
  describeSubject
} from "./chunks/chunk-YQGFEGQ3.js";
import {
  decodeRecord,
  encodeRecord
} from "./chunks/chunk-YNEHTLFL.js";
import {
  FORMAT_FILE,
  recordPath
} from "./chunks/chunk-TOVEXTTC.js";
import "./chunks/chunk-IKWEXBVC.js";
import "./chunks/chunk-JAWLCWRX.js";
import {
  randomIds
} from "./chunks/chunk-VUPMD5ZY.js";
import "./chunks/chunk-VCFYUUPC.js";
import "./chunks/chunk-GXCMU6WR.js";

// src/api/meta.ts
import { systemClock$5 as systemClock } from "./chunks/common.js";

// src/adapters/memory/memory-meta-repo.ts
const { randomUUID } = process.getBuiltinModule("node:crypto");

// src/adapters/memory/history.ts
const { createHash } = process.getBuiltinModule("node:crypto");
var BRANCH = "main";
function newHistory() {
  return { commits: /* @__PURE__ */ new Map(), branches: /* @__PURE__ */ new Map(), tags: /* @__PURE__ */ new Map(), locks: /* @__PURE__ */ new Map() };
}
function addCommit(history, { parent, changed, author, message, atMs }) {
  const committedAt = Math.floor(atMs / 1e3);
  const copies = changed.map(({ path, bytes }) => [path, bytes.slice()]);
  const files = new Map([...filesAt(history, parent), ...copies]);
  const hash = createHash("sha1").update(JSON.stringify([parent, author, message, committedAt, history.commits.size]));
  for (const [path, bytes] of copies) hash.update(`\0${path}\0`).update(bytes);
  const githash = hash.digest("hex");
  history.commits.set(githash, { githash, parent, author, committedAt, message: message.trim(), files });
  return githash;
}
function filesAt(history, githash) {
  return history.commits.get(githash ?? "")?.files ?? /* @__PURE__ */ new Map();
}
function lineOf(history, githash) {
  const line = [];
  for (let at = history.commits.get(githash ?? ""); at; at = history.commits.get(at.parent ?? "")) line.push(at);
  return line;
}
function changedPaths(history, { files, parent }) {
  const before = filesAt(history, parent);
  return [...files].filter(([path, bytes]) => before.get(path) !== bytes).map(([path]) => path);
}

// src/adapters/memory/memory-snapshot.ts
import { comparePaths$84 as comparePaths } from "./chunks/common.js";
function openSnapshot(history, commit) {
  const files = filesAt(history, commit);
  const read = (path) => files.get(path)?.slice();
  const list = (folder) => [...files.keys()].filter((path) => isInside(path, folder)).sort(comparePaths);
  const readAll = async (paths) => paths.map(read);
  return {
    commit,
    read: async (path) => read(path),
    readAll,
    find: scanRecords({ list: async (folder) => list(folder), readAll }),
    list: async (folder) => list(folder),
    files: async (folder) => list(folder).map((path) => ({ path, kind: "file" })),
    children: async (folder) => childrenOf(list(folder), folder),
    history: async (path, limit) => lineOf(history, commit).filter((each) => path === "" || changedPaths(history, each).some((one) => one === path || isInside(one, path))).slice(0, limit).map(({ githash, author, committedAt, message }) => ({ githash, author, committedAt, message })),
    versions: async (path) => lineOf(history, commit).filter((each) => changedPaths(history, each).includes(path)).map(({ githash, author, committedAt, message, files: files2 }) => {
      return { githash, author, committedAt, message, bytes: files2.get(path)?.slice() };
    }),
    touched: async (revision) => {
      const found = findCommit(history, revision);
      return found === void 0 ? void 0 : { githash: found.githash, paths: changedPaths(history, found).sort(comparePaths) };
    },
    includes: async (githash) => lineOf(history, commit).some((each) => each.githash === githash),
    readAt: async (githash, path) => filesAt(history, githash).get(path)?.slice()
  };
}
function findCommit(history, githash) {
  if (!/^[0-9a-f]{7,40}$/.test(githash)) return void 0;
  const found = [...history.commits.values()].filter((each) => each.githash.startsWith(githash));
  return found.length === 1 ? found[0] : void 0;
}
function isInside(path, folder) {
  return folder === "" || path.startsWith(`${folder}/`);
}
function childrenOf(paths, folder) {
  const start = folder === "" ? 0 : folder.length + 1;
  const names = paths.map((path) => {
    const [name = "", ...more] = path.slice(start).split("/");
    return more.length === 0 ? name : `${name}/`;
  });
  return [...new Set(names)].sort(comparePaths);
}

// src/adapters/memory/memory-meta-repo.ts
function memoryMetaRepo(writer) {
  return {
    open: async ({ url }) => {
      const history = writer.store.get(url);
      const tip = history?.branches.get(BRANCH);
      if (history === void 0 || tip === void 0) throw notMeta(url, "it has no commits");
      checkFormat(url, filesAt(history, tip).get(FORMAT_FILE));
      return openMeta(url, history, writer);
    },
    init: async ({ url }, change) => {
      const history = writer.store.get(url) ?? newHistory();
      writer.store.set(url, history);
      const tip = history.branches.get(BRANCH);
      const files = filesAt(history, tip);
      if (tip !== void 0 && files.has(FORMAT_FILE)) return { commit: tip, unchanged: true };
      refuseOtherRepo(url, [...new Set([...files.keys()].map((path) => path.split("/")[0] ?? ""))]);
      return append(history, writer, change, BRANCH);
    }
  };
}
function openMeta(url, history, writer) {
  const { locks } = history;
  return {
    url,
    snapshot: async () => openSnapshot(history, history.branches.get(BRANCH) ?? ""),
    at: async (revision) => {
      const named = history.branches.get(revision) ?? history.tags.get(revision);
      const commit = named ?? findCommit(history, revision)?.githash;
      return commit === void 0 ? void 0 : openSnapshot(history, commit);
    },
    append: async (change, ending) => {
      const appended = await append(history, writer, change, BRANCH);
      if (appended.unchanged || ending === void 0) return appended;
      const isOurs = locks.get(ending.name)?.commit === ending.commit;
      if (isOurs) locks.delete(ending.name);
      return { ...appended, freed: isOurs };
    },
    propose: (branch, change) => append(history, writer, change, branch),
    readLock: async (name) => locks.get(name),
    swapLock: async (name, expected, holder) => {
      if (locks.get(name)?.commit !== expected) return void 0;
      const held = newLock(holder, writer.now());
      locks.set(name, held);
      return held;
    },
    freeLock: async (name, expected) => {
      if (locks.get(name)?.commit === expected) locks.delete(name);
    }
  };
}
async function append(history, { actor, now }, change, branch) {
  for (; ; ) {
    const tip = history.branches.get(BRANCH);
    const files = filesAt(history, tip);
    const changed = await readMissing(async (paths) => paths.map((path) => files.get(path)), change);
    if (history.branches.get(BRANCH) !== tip) continue;
    if (changed.length === 0) return { commit: tip ?? "", unchanged: true };
    const { message } = change;
    const commit = addCommit(history, { parent: tip, changed, author: actor, message, atMs: now() });
    history.branches.set(branch, commit);
    return { commit, unchanged: false };
  }
}
function newLock(holder, renewedAt) {
  return {
    commit: randomUUID().replaceAll("-", "").padEnd(40, "0"),
    holder,
    renewedAt: Math.floor(renewedAt / 1e3) * 1e3
  };
}

// src/api/meta.ts
import { readLogin$21 as readLogin, toEnvironment$21 as toEnvironment } from "./chunks/common.js";
import { unwrap$75 as unwrap2 } from "./chunks/common.js";
import { describeIssue$88 as describeIssue } from "./chunks/common.js";

// src/core/meta/meta-file.ts
import { fileOrigin$88 as fileOrigin } from "./chunks/common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./chunks/common.js";
function parseMetaFile(path, bytes) {
  if (!path.endsWith(".binpb")) return valid({ path, bytes });
  const read = decodeRecord(bytes, path);
  return read.ok ? valid({ path, bytes, record: read.value }) : read;
}
function toMetaFile(record, project) {
  const owner = project ?? ("project" in record ? record.project : "");
  return { path: recordPath(owner, record), bytes: encodeRecord(record), record };
}
function checkNewRecord(path, bytes) {
  const read = parseMetaFile(path, bytes);
  if (!read.ok) return read;
  const { record } = read.value;
  if (record === void 0) return invalid(misplaced(path, "only records, in files that end in .binpb, are added"));
  const [project = ""] = path.split("/");
  const place = placeOf(record, project);
  return place === void 0 || place === path ? read : invalid(misplaced(path, `this record belongs at ${place}`));
}
function placeOf(record, project) {
  if (record.kind === "unknown") return void 0;
  try {
    return toMetaFile(record, record.kind === "tree" ? project : void 0).path;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return `no place: ${error.message}`;
  }
}
function misplaced(path, message) {
  return { code: "meta/place", message, origin: fileOrigin(path) };
}

// src/api/meta.ts
import { secret$95 as secret } from "./chunks/common.js";
import { wire$98 as wire } from "./chunks/common.js";

// src/api/meta-at.ts
import { inputFailure$75 as inputFailure, isFailure$75 as isFailure, unwrap$75 as unwrap } from "./chunks/common.js";
import { fileOrigin$88 as fileOrigin2, inputOrigin$88 as inputOrigin } from "./chunks/common.js";
function toMetaAt(meta, snapshot) {
  const getAll = async (paths) => {
    const found = await snapshot.readAll(paths);
    return paths.map((path, i) => found[i] === void 0 ? void 0 : unwrap(parseMetaFile(path, found[i])));
  };
  return {
    url: meta.url,
    commit: snapshot.commit,
    get: async (path) => (await getAll([path]))[0],
    getAll,
    list: (folder = "") => snapshot.list(folder),
    at: async (revision) => toMetaAt(meta, await openRevision(meta, revision)),
    set: async (items, message) => {
      const { added, changed } = sort(items);
      const { commit, unchanged } = await meta.append({ added, changed, message: message ?? describe(added, changed) });
      return { commit, unchanged };
    }
  };
}
async function openRevision(meta, revision) {
  if (revision === void 0) return meta.snapshot();
  const found = await meta.at(revision);
  if (found !== void 0) return found;
  throw inputFailure({
    code: "meta/revision",
    message: `${meta.url} has no commit, branch or tag ${revision}`,
    origin: inputOrigin("at")
  });
}
function sort(items) {
  const added = [];
  const changed = [];
  for (const item of items) {
    if ("to" in item) changed.push(toChange(item));
    else added.push("bytes" in item ? unwrap(checkNewRecord(item.path, item.bytes)) : fileOf(item));
  }
  return { added, changed };
}
function fileOf(record) {
  try {
    return toMetaFile(record);
  } catch (error) {
    if (isFailure(error) || !(error instanceof Error)) throw error;
    throw inputFailure({
      code: "meta/place",
      message: `a ${record.kind} has no place: ${error.message}`,
      origin: inputOrigin("set")
    });
  }
}
function toChange({ path, to, was }) {
  if (path.endsWith(".binpb") || was !== void 0 && was.path !== path)
    throw inputFailure({
      code: "meta/place",
      message: path.endsWith(".binpb") ? "a record is never changed" : `this was ${was?.path} before`,
      origin: fileOrigin2(path)
    });
  return { path, bytes: typeof to === "string" ? new TextEncoder().encode(to) : to, basedOn: was?.bytes };
}
function describe(added, changed) {
  const records = added.flatMap(({ record }) => record === void 0 ? [] : [record]);
  const [first] = records;
  const others = records.length + changed.length - 1;
  const subject = first === void 0 ? `change ${changed[0]?.path ?? "nothing"}` : describeSubject(first);
  const more = others > 0 ? `, and ${others} more` : "";
  return [`${subject}${more}`, ...records.map(describeRecord), ...changed.map(({ path }) => path)].join("\n\n");
}

// src/api/meta.ts
async function openMeta2(address, options = {}) {
  const { token, topDir = ".facsimile" } = options;
  const repo = await wire(environmentOf(options), quietTalk(options)).metaRepo(topDir);
  const meta = await repo.open({ url: address, ...token === void 0 ? {} : { token: secret(token) } });
  return view(meta, options.at);
}
async function openMemoryMeta(options = {}) {
  const { actor } = environmentOf(options);
  const repo = memoryMetaRepo({ store: /* @__PURE__ */ new Map(), actor, now: systemClock.now });
  const address = { url: "memory:" };
  await repo.init(address, firstChange([]));
  return view(await repo.open(address), void 0);
}
function newEvent({ fields = {}, instance = "", who, ...parts }) {
  const at = systemClock.now();
  const { actor, runUrl = "" } = environmentOf({});
  const id = randomIds.ulid(at);
  return unwrap2(checkEvent({ kind: "event", ...parts, id, fields, instance, who: who ?? actor, runUrl, at }));
}
function parseFile(path, bytes) {
  return unwrap2(parseMetaFile(path, bytes));
}
function toFile(record, project) {
  return toMetaFile(record, project);
}
async function view(meta, at) {
  return toMetaAt(meta, await openRevision(meta, at));
}
function environmentOf({ who }) {
  const environment = toEnvironment(process.env, process.cwd(), readLogin());
  return who === void 0 ? environment : { ...environment, actor: who };
}
function quietTalk({ warn }) {
  return {
    say: () => void 0,
    warn: (issue) => warn?.(describeIssue(issue)),
    group: (_, work) => work(),
    mask: () => void 0
  };
}
export {
  newEvent,
  openMemoryMeta,
  openMeta2 as openMeta,
  parseFile,
  toFile
};
