import {
  holderOf,
  toLockMessage,
  waitAfter
} from "./chunk-4KSTJIGO.js";
import {
  cloneFolder,
  freshRef,
  metaFailures,
  openClone,
  openRemote,
  patiently,
  readPlace
} from "./chunk-P3UK2ACC.js";
import {
  checkTip,
  findCommit,
  isAncestor,
  noteSeen,
  openSnapshot,
  openTreeReader,
  readBlobs,
  readChanges,
  readFiles,
  readTipFiles
} from "./chunk-RVJEEEBU.js";
import {
  openObjects,
  readObjects
} from "./chunk-WWFXE3HM.js";
import {
  openGit
} from "./chunk-RJQAYWZ7.js";
import {
  gitFailure
} from "./chunk-ZG3CA6L3.js";
import {
  whileHolding
} from "./chunk-MNAYR6FC.js";
import {
  makeTopFolder
} from "./chunk-4PMZFJHM.js";
import {
  writeWhole
} from "./chunk-AZ3KROCN.js";
import {
  checkFormat,
  chooseLast,
  inOrder,
  readMissing,
  refuseOtherRepo,
  safePath,
  selectRows
} from "./chunk-BQX6SH4V.js";
import {
  denied,
  notMeta,
  outOfTime,
  rewritten,
  unreachable
} from "./chunk-M5RN2OGV.js";
import "./chunk-ESGIBEUM.js";
import {
  KEYS_VERSION,
  keysOf
} from "./chunk-BSO4ZHIJ.js";
import {
  decodeRecord
} from "./chunk-YNEHTLFL.js";
import {
  FORMAT_FILE,
  RECORD_FOLDERS
} from "./chunk-TOVEXTTC.js";
import "./chunk-IKWEXBVC.js";
import "./chunk-JAWLCWRX.js";
import "./chunk-VCFYUUPC.js";
import "./chunk-GXCMU6WR.js";

// src/adapters/git/meta/git-meta-repo.ts
const { mkdir: mkdir2, readdir: readdir2 } = process.getBuiltinModule("node:fs/promises");
const { resolve } = process.getBuiltinModule("node:path");

// src/adapters/git/meta/write-commit.ts
async function writeCommit(git, folder, commit) {
  const words = ["fast-import", "--quiet", "--date-format=raw"];
  const finished = await git.run(words, { cwd: folder, input: toStream(commit) });
  const hash = new TextDecoder().decode(finished.stdout).trim();
  if (finished.ending.kind !== "exit" || finished.ending.code !== 0 || hash === "") throw gitFailure(words, finished);
  return hash;
}
function toStream({ ref, parent, files, message, author, atMs }) {
  const stamp = `${plain(author.name)} <${plain(author.email)}> ${Math.floor(atMs / 1e3)} +0000`;
  const parts = [
    // Without `done` a stream that was cut off would count as complete.
    text(`feature done
commit ${ref}
mark :1
author ${stamp}
committer ${stamp}
`),
    data(text(message)),
    ...parent === void 0 ? [] : [text(`from ${parent}
`)],
    ...files.flatMap(({ path, bytes }) => [text(`M 100644 inline ${safePath(path)}
`), data(bytes)]),
    text("get-mark :1\ndone\n")
  ];
  return new Uint8Array(Buffer.concat(parts));
}
function data(bytes) {
  return Buffer.concat([text(`data ${bytes.length}
`), bytes, text("\n")]);
}
function text(words) {
  return new TextEncoder().encode(words);
}
function plain(words) {
  return words.replace(/[<>\u0000-\u001f]/g, "").trim();
}

// src/adapters/git/meta/land.ts
var UNREACHABLE_TRIES = 4;
async function landChanges(landing, from, wishes) {
  const changes = wishes.map(({ change }) => change);
  const start = landing.now();
  let tip = from;
  let pushed;
  let lost = 0;
  for (let attempt = 0; ; attempt++) {
    const missing = await Promise.all(changes.map((change) => readMissing(readTipFiles(landing, tip.commit), change)));
    const files = missing.flat();
    if (files.length === 0 && tip.commit !== void 0) {
      const all = await settled(landing, tip.commit, pushed);
      return changes.map(() => all);
    }
    const commit = await commitOn(landing, tip.commit, files, describeChanges(changes));
    pushed = commit;
    const push = { source: commit, ref: `refs/heads/${tip.branch}` };
    if (attempt === 0 && await landEnding(landing, push, wishes)) {
      await noteSeen(landing.clone.folder, commit).catch(() => void 0);
      return missing.map((own, i) => ({ commit, unchanged: own.length === 0, freed: wishes[i]?.ending !== void 0 }));
    }
    const outcome = await landing.remote.push(push);
    if (outcome.kind === "landed") {
      await noteSeen(landing.clone.folder, commit).catch(() => void 0);
      return missing.map((own) => ({ commit, unchanged: outcome.already || own.length === 0 }));
    }
    lost = outcome.kind === "unreachable" ? lost + 1 : 0;
    if (outcome.kind === "denied") throw denied(landing.place.url, outcome.said);
    if (lost === UNREACHABLE_TRIES) throw unreachable(landing.place.url, outcome.said);
    if (landing.now() - start >= landing.deadlineMs)
      throw outOfTime(landing.place.url, attempt + 1, landing.deadlineMs, outcome.said);
    await landing.sleep(waitAfter(attempt, landing.random()));
    tip = await newTip(landing, tip);
  }
}
async function landEnding({ remote }, push, wishes) {
  const ends = wishes.flatMap(({ ending }) => {
    return ending === void 0 ? [] : [{ source: "", ref: ending.name, expected: { commit: ending.commit } }];
  });
  return ends.length > 0 && (await remote.pushTogether([push, ...ends])).kind === "landed";
}
function commitOn(landing, parent, files, message) {
  const { git, clone, author } = landing;
  const atMs = landing.now();
  return writeCommit(git, clone.folder, { ref: freshRef(atMs), parent, files, message, author, atMs });
}
function describeChanges(changes) {
  const messages = changes.map(({ message }) => message);
  return messages.length === 1 ? messages.join() : [`${messages.length} changes`, ...messages].join("\n\n");
}
async function settled(landing, tip, pushed) {
  if (pushed === void 0) return { commit: tip, unchanged: true };
  const words = ["merge-base", "--is-ancestor", pushed, tip];
  const { ending } = await landing.git.run(words, { cwd: landing.clone.folder });
  const ours = ending.kind === "exit" && ending.code === 0;
  return ours ? { commit: pushed, unchanged: false } : { commit: tip, unchanged: true };
}
async function newTip(landing, last) {
  const { remote } = landing;
  const { branch, commit } = last.commit === void 0 ? await remote.look() : last;
  if (commit === void 0) return { branch, commit };
  const fetch = () => remote.fetch(`refs/heads/${branch}`);
  return { branch, commit: await checkTip(landing, await fetch(), fetch) };
}

// src/adapters/git/meta/land-in-turn.ts
import { hasCode$75 as hasCode } from "./common.js";
var queues = /* @__PURE__ */ new Map();
var OF_ONE_CHANGE = ["meta/exists", "meta/changed", "meta/denied"];
function landInTurn(landing, from, change, ending) {
  return new Promise((resolve2, reject) => {
    const own = { landing, from, change, ending, resolve: resolve2, reject };
    const key = landing.clone.folder;
    const queue = queues.get(key);
    if (queue !== void 0) queue.push(own);
    else {
      queues.set(key, [own]);
      void takeTurns(key);
    }
  });
}
async function takeTurns(key) {
  const queue = queues.get(key) ?? [];
  let newest;
  for (let group = takeGroup(queue); group.length > 0; group = takeGroup(queue)) {
    newest = await landGroup(group, newest);
  }
  queues.delete(key);
}
function takeGroup(queue) {
  const group = queue.splice(0, 1);
  if (group.some(({ change }) => change.changed.length > 0)) return group;
  const paths = new Set(group.flatMap(({ change }) => pathsOf(change)));
  const waiting = queue.splice(0);
  for (const each of waiting) {
    const own = pathsOf(each.change);
    const joins = each.change.changed.length === 0 && !own.some((path) => paths.has(path));
    (joins ? group : queue).push(each);
    if (joins) for (const path of own) paths.add(path);
  }
  return group;
}
async function landGroup(group, newest) {
  const [first] = group;
  if (first === void 0) return newest;
  const from = newest ?? first.from;
  try {
    const landed = await landChanges(first.landing, from, group);
    group.forEach(({ resolve: resolve2 }, i) => void resolve2(landed[i] ?? { commit: "", unchanged: true }));
    return { branch: from.branch, commit: landed[0]?.commit };
  } catch (error) {
    if (group.length > 1 && OF_ONE_CHANGE.some((code) => hasCode(error, code))) return landEach(group, newest);
    for (const { reject } of group) reject(error);
    return newest;
  }
}
async function landEach(group, newest) {
  let tip = newest;
  for (const each of group) tip = await landGroup([each], tip);
  return tip;
}
function pathsOf({ added, changed }) {
  return [...added, ...changed].map(({ path }) => path);
}

// src/adapters/git/meta/lock-refs.ts
const { randomUUID } = process.getBuiltinModule("node:crypto");
async function readLock(landing, ref) {
  const commit = await landing.remote.lookAt(ref);
  if (commit === void 0) return void 0;
  const known = await landing.objects.read(commit);
  if (known !== void 0) return heldLock(commit, known);
  const fetched = await fetchLock(landing, ref);
  const object = fetched === void 0 ? void 0 : await landing.objects.read(fetched);
  return fetched === void 0 || object === void 0 ? void 0 : heldLock(fetched, object);
}
async function swapLock(landing, ref, swap) {
  const push = await pushFor(landing, ref, swap);
  return heldBy(landing, push, await landing.remote.push(push));
}
async function takeLock(landing, ref, { holder, tip }) {
  const push = await pushFor(landing, ref, { expected: void 0, holder });
  const { commit } = tip;
  const outcome = await (commit === void 0 ? landing.remote.push(push) : landing.remote.pushBeside(push, { ...tip, commit }));
  return { held: await heldBy(landing, push, outcome), isTip: "isTip" in outcome && outcome.isTip };
}
async function pushFor(landing, ref, { expected, holder }) {
  const source = await commitOn(landing, void 0, [], toLockMessage(holder, randomUUID()));
  return { source, ref, expected: { commit: expected ?? "" } };
}
async function heldBy(landing, push, outcome) {
  const { source: commit, ref } = push;
  if (outcome.kind === "denied") throw denied(landing.place.url, outcome.said);
  const isOurs = outcome.kind === "landed" || await landing.remote.lookAt(ref) === commit;
  if (!isOurs && outcome.kind === "unreachable") throw unreachable(landing.place.url, outcome.said);
  if (!isOurs) return void 0;
  const object = await landing.objects.read(commit);
  if (object === void 0)
    throw new Error(`the commit ${commit} that holds ${ref} was written here and cannot be read`);
  return heldLock(commit, object);
}
async function freeLock(landing, ref, expected) {
  const outcome = await landing.remote.push({ source: "", ref, expected: { commit: expected } });
  if (outcome.kind === "landed" || await landing.remote.lookAt(ref) !== expected) return;
  throw outcome.kind === "denied" ? denied(landing.place.url, outcome.said) : unreachable(landing.place.url, outcome.said);
}
async function fetchLock({ remote }, ref) {
  try {
    return await remote.fetch(ref);
  } catch (error) {
    if (await remote.lookAt(ref) === void 0) return void 0;
    throw error;
  }
}
function heldLock(commit, object) {
  const text2 = new TextDecoder().decode(object);
  const [, seconds = "0"] = /^committer .*> (\d+) /m.exec(text2) ?? [];
  const message = text2.slice(text2.indexOf("\n\n") + 2);
  return { commit, holder: holderOf(message), renewedAt: Number(seconds) * 1e3 };
}

// src/adapters/git/meta/git-meta.ts
var FRESH_MS = 500;
function openMeta(landing, tip) {
  const { place } = landing;
  let last = tip;
  let freshUntil = landing.now() + FRESH_MS;
  const refresh = async () => {
    if (landing.now() >= freshUntil) last = await readTip(landing);
    freshUntil = 0;
    return last;
  };
  const guard = (work) => {
    freshUntil = 0;
    return metaFailures(place, work);
  };
  return {
    url: place.url,
    snapshot: async () => openSnapshot(landing, { commit: (await refresh()).commit ?? "", isBranch: true }),
    at: async (revision) => {
      const commit = await readRevision(landing, revision);
      return commit === void 0 ? void 0 : openSnapshot(landing, { commit, isBranch: commit === last.commit });
    },
    append: async (change, ending) => {
      if (change.changed.length > 0) last = await readTip(landing);
      const appended = await guard(() => landInTurn(landing, last, change, ending));
      last = { ...last, commit: appended.commit };
      return appended;
    },
    propose: (branch, change) => guard(async () => propose(landing, await readTip(landing), branch, change)),
    readLock: (ref) => guard(() => patiently(landing, () => readLock(landing, ref))),
    swapLock: (ref, expected, holder) => guard(async () => {
      if (expected !== void 0) return swapLock(landing, ref, { expected, holder });
      const { held, isTip } = await takeLock(landing, ref, { holder, tip: last });
      if (isTip) freshUntil = landing.now() + FRESH_MS;
      return held;
    }),
    freeLock: (ref, expected) => guard(() => freeLock(landing, ref, expected))
  };
}
function readTip(landing) {
  const { place, remote, objects } = landing;
  const look = async () => {
    const tip = await remote.look();
    if (tip.commit === void 0 || await objects.read(tip.commit) !== void 0) return tip;
    return { branch: tip.branch, commit: await remote.fetch(`refs/heads/${tip.branch}`) };
  };
  return metaFailures(place, async () => {
    const { branch, commit } = await patiently(landing, look);
    return { branch, commit: await checkTip(landing, commit, async () => (await patiently(landing, look)).commit) };
  });
}
function readRevision(landing, revision) {
  const { place, remote, objects } = landing;
  return metaFailures(
    place,
    () => patiently(landing, async () => {
      for (const ref of [`refs/heads/${revision}`, `refs/tags/${revision}`]) {
        const commit = await remote.lookAt(`${ref}^{}`, ref);
        if (commit === void 0) continue;
        if (await objects.read(commit) === void 0) await remote.fetch(ref);
        return commit;
      }
      return findCommit(landing, revision);
    })
  );
}
async function propose(landing, tip, branch, change) {
  const files = await readMissing(readTipFiles(landing, tip.commit), change);
  if (files.length === 0) return { commit: tip.commit ?? "", unchanged: true };
  const source = await commitOn(landing, tip.commit, files, change.message);
  const outcome = await landing.remote.push({ source, ref: `refs/heads/${branch}`, expected: "any" });
  if (outcome.kind === "landed") return { commit: source, unchanged: false };
  throw (outcome.kind === "denied" ? denied : unreachable)(landing.place.url, outcome.said);
}

// src/adapters/git/meta/index/record-index.ts
import { unwrap$75 as unwrap2 } from "./common.js";

// src/adapters/git/meta/index/index-files.ts
const { randomUUID: randomUUID2 } = process.getBuiltinModule("node:crypto");
const { join } = process.getBuiltinModule("node:path");
import { unwrap$75 as unwrap } from "./common.js";
import { collect$94 as collect } from "./common.js";
import { isOfTheDisk$6 as isOfTheDisk } from "./common.js";
var MANY = 500;
var SAMPLE = 32;
async function indexFiles(source, files, folder) {
  const bytes = files.length > MANY ? await readMany(source, files, folder).catch(unlessOfTheDisk) : [];
  const missing = new Set(files.filter((_, i) => bytes[i] === void 0).map(({ hash }) => hash));
  const others = missing.size === 0 ? /* @__PURE__ */ new Map() : await readBlobs(source, missing);
  const results = files.map(
    ({ path, hash }, i) => decodeRecord(bytes[i] ?? others.get(hash) ?? new Uint8Array(), path)
  );
  const records = unwrap(collect(results));
  return files.map(({ path, hash }, i) => ({ path, hash, keys: keysOf(records[i] ?? { kind: "unknown" }) }));
}
async function fetchMany(source, files) {
  if (files.length <= MANY) return;
  const step = Math.ceil(files.length / SAMPLE);
  const sample = await Promise.all(files.filter((_, i) => i % step === 0).map(({ hash }) => source.objects.read(hash)));
  if (sample.includes(void 0)) await source.remote.fetchBlobs([...new Set(files.map(({ hash }) => hash))]);
}
function unlessOfTheDisk(error) {
  if (!isOfTheDisk(error)) throw error;
  return [];
}
function readMany({ git, clone }, files, folder) {
  const scratch = join(folder, `${randomUUID2()}.tmp`);
  return readObjects(
    git,
    clone.view,
    files.map(({ hash }) => hash),
    scratch
  );
}

// src/adapters/git/meta/index/index-store.ts
const { mkdir } = process.getBuiltinModule("node:fs/promises");
const { join: join6 } = process.getBuiltinModule("node:path");
import { hasCode$75 as hasCode2 } from "./common.js";
import { isOfTheDisk$6 as isOfTheDisk2 } from "./common.js";

// src/adapters/git/meta/index/write-segment.ts
const { randomUUID: randomUUID3 } = process.getBuiltinModule("node:crypto");
const { join: join3 } = process.getBuiltinModule("node:path");

// src/adapters/git/meta/index/segment.ts
const { join: join2 } = process.getBuiltinModule("node:path");

// src/adapters/git/meta/index/sorted-lines.ts
const { closeSync, openSync, readSync, statSync } = process.getBuiltinModule("node:fs");
var BLOCK = 8192;
var BLOCKS_KEPT = 512;
function openSortedLines(path, size) {
  const blockAt = keepBlocks(path);
  if (statSync(path).size !== size || size > 0 && !blockAt(Math.floor((size - 1) / BLOCK)).endsWith("\n"))
    throw new Error(`${path} is not whole`);
  const textAt = (offset) => blockAt(Math.floor(offset / BLOCK)).slice(offset % BLOCK);
  const lineAt = (offset) => {
    if (offset >= size) return void 0;
    let text2 = textAt(offset);
    let end = text2.indexOf("\n");
    for (let at = offset + text2.length; end < 0 && at < size; at += BLOCK) {
      text2 += textAt(at);
      end = text2.indexOf("\n");
    }
    return text2.slice(0, end < 0 ? text2.length : end);
  };
  const startFrom = (offset) => offset === 0 ? 0 : offset + (lineAt(offset - 1)?.length ?? 0);
  const firstAtLeast = (text2) => {
    let [low, high] = [0, size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const start = startFrom(middle);
      const line = start < high ? lineAt(start) ?? "" : void 0;
      if (line !== void 0 && line < text2) low = start + line.length + 1;
      else high = Math.min(middle, start);
    }
    return low;
  };
  const before = (offset) => {
    if (offset === 0) return void 0;
    for (let at = offset - 1; at > 0; ) {
      const block = Math.floor((at - 1) / BLOCK);
      const found = blockAt(block).lastIndexOf("\n", (at - 1) % BLOCK);
      if (found >= 0) return block * BLOCK + found + 1;
      at = block * BLOCK;
    }
    return 0;
  };
  return { size, firstAtLeast, lineAt, before };
}
function keepBlocks(path) {
  const kept = /* @__PURE__ */ new Map();
  return (block) => {
    const known = kept.get(block);
    if (known !== void 0) return known;
    const text2 = readPart(path, block * BLOCK, BLOCK);
    if (kept.size >= BLOCKS_KEPT) kept.clear();
    kept.set(block, text2);
    return text2;
  };
}
function readPart(path, start, length) {
  const handle = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(length);
    return buffer.toString("latin1", 0, readSync(handle, buffer, 0, length, start));
  } finally {
    closeSync(handle);
  }
}

// src/adapters/git/meta/index/segment.ts
function openSegment(folder, files) {
  const paths = openSortedLines(join2(folder, `${files.name}.paths`), files.paths);
  const keys = openSortedLines(join2(folder, `${files.name}.keys`), files.keys);
  return {
    files,
    rows: (query) => {
      const range = rangeOf(paths, query.folder);
      if (range.from === range.to) return [];
      return select({ keys, range }, query).map(({ key, at }) => ({ key, stored: placeAt(paths, decodeOffset(at)) }));
    }
  };
}
var OFFSET_DIGITS = 8;
function encodeOffset(offset) {
  return offset.toString(36).padStart(OFFSET_DIGITS, "0");
}
function decodeOffset(text2) {
  return Number.parseInt(text2, 36);
}
function parsePlace(line) {
  const tab = line.indexOf("	");
  return { path: line.slice(0, tab), hash: line.slice(tab + 1) };
}
function rangeOf(paths, folder) {
  const [from, to] = folder === "" ? [0, paths.size] : [`${folder}/`, `${folder}0`].map((text2) => paths.firstAtLeast(text2));
  return { from: encodeOffset(from ?? 0), to: encodeOffset(to ?? 0) };
}
function select(lines, { key, match, last }) {
  if (match !== "beginning") return rowsOf(lines, key, last);
  if (last === "of-each-key") return [...lastOfEachKey(lines, key)];
  return lastOf([...rowsFrom(lines, key)], last);
}
function rowsOf({ keys, range }, key, last) {
  const most = last === void 0 ? Number.POSITIVE_INFINITY : last === "of-each-key" ? 1 : last;
  const start = keys.firstAtLeast(`${key}	${range.from}`);
  const found = [];
  for (let at = keys.firstAtLeast(`${key}	${range.to}`); at > start && found.length < most; ) {
    at = keys.before(at) ?? start;
    found.push(parseKeyLine(keys.lineAt(at) ?? ""));
  }
  return found.reverse();
}
function* rowsFrom({ keys, range }, beginning) {
  for (let at = keys.firstAtLeast(beginning); ; ) {
    const line = keys.lineAt(at);
    if (line?.startsWith(beginning) !== true) return;
    const row = parseKeyLine(line);
    if (row.at >= range.from && row.at < range.to) yield row;
    at += line.length + 1;
  }
}
function* lastOfEachKey(lines, beginning) {
  const { keys } = lines;
  for (let at = keys.firstAtLeast(beginning); ; ) {
    const line = keys.lineAt(at);
    if (line?.startsWith(beginning) !== true) return;
    const { key } = parseKeyLine(line);
    yield* rowsOf(lines, key, 1);
    at = keys.firstAtLeast(`${key}	~`);
  }
}
function lastOf(rows, last) {
  return typeof last === "number" && last < rows.length ? rows.slice(rows.length - last) : rows;
}
function parseKeyLine(line) {
  const tab = line.lastIndexOf("	");
  return { key: line.slice(0, tab), at: line.slice(tab + 1) };
}
function placeAt(paths, offset) {
  return parsePlace(paths.lineAt(offset) ?? "");
}

// src/adapters/git/meta/index/write-segment.ts
async function writeSegment(folder, records) {
  const sorted = records.toSorted((a, b) => a.path < b.path ? -1 : 1);
  const paths = sorted.map(({ path, hash }) => `${path}	${hash}
`);
  const keys = [];
  let offset = 0;
  sorted.forEach((record, i) => {
    const at = encodeOffset(offset);
    for (const key of record.keys) keys.push(`${key}	${at}
`);
    offset += paths[i]?.length ?? 0;
  });
  const name = randomUUID3();
  const sizes = await Promise.all(
    [
      { path: join3(folder, `${name}.paths`), lines: paths },
      { path: join3(folder, `${name}.keys`), lines: keys.sort() }
    ].map(async ({ path, lines }) => {
      const content = Buffer.from(lines.join(""), "latin1");
      await writeWhole(path, { path, content, mode: 420 });
      return content.length;
    })
  );
  return { name, records: sorted.length, paths: sizes[0] ?? 0, keys: sizes[1] ?? 0 };
}

// src/adapters/git/meta/index/build-segments.ts
var PART = 2e4;
async function buildSegments(source, folder, pairs, part = PART) {
  const segments = [];
  let fetched = [];
  const index = async () => {
    if (fetched.length > 0) segments.push(await writeSegment(folder, await indexFiles(source, fetched, folder)));
  };
  for await (const { files, gone } of inParts(source, pairs, part)) {
    if (gone !== void 0) return { segments, gone };
    await Promise.all([fetchMany(source, files), index()]);
    fetched = files;
  }
  await index();
  return { segments, gone: void 0 };
}
async function* inParts({ objects }, pairs, part) {
  let files = [];
  for (const pair of pairs) {
    for await (const { added, gone } of readChanges(objects, pair)) {
      if (gone.length > 0) yield { files, gone: gone[0] };
      files.push(...added);
      if (files.length < part) continue;
      yield { files, gone: void 0 };
      files = [];
    }
  }
  yield { files, gone: void 0 };
}

// src/adapters/git/meta/index/manifest.ts
const { readdir, readFile, rm, stat } = process.getBuiltinModule("node:fs/promises");
const { join: join4 } = process.getBuiltinModule("node:path");
var FORMAT = 1;
var EMPTY = { tip: "", covered: /* @__PURE__ */ new Map(), segments: [] };
function indexFolder(clone) {
  return join4(clone, `records-${FORMAT}.${KEYS_VERSION}`);
}
async function readManifest(folder) {
  try {
    const { tip, covered, segments } = JSON.parse(await readFile(join4(folder, NAME), "utf8"));
    return { tip, covered: new Map(Object.entries(covered)), segments };
  } catch {
    return EMPTY;
  }
}
async function writeManifest(folder, { tip, covered, segments }) {
  const text2 = JSON.stringify({ tip, covered: Object.fromEntries(covered), segments });
  const path = join4(folder, NAME);
  await writeWhole(path, { path, content: Buffer.from(text2), mode: 420 });
}
var NAME = "manifest.json";
var KEPT_MS = 6e5;
async function removeLeftOvers(folder, { segments }, nowMs) {
  const named = new Set(segments.flatMap(({ name }) => [`${name}.paths`, `${name}.keys`]));
  const others = (await readdir(folder)).filter((name) => !named.has(name) && /\.(paths|keys|tmp)$/.test(name));
  for (const name of others) {
    const about = await stat(join4(folder, name)).catch(() => void 0);
    if (about !== void 0 && nowMs - about.mtimeMs > KEPT_MS) await rm(join4(folder, name), { force: true });
  }
}

// src/adapters/git/meta/index/merge-segments.ts
const { randomUUID: randomUUID4 } = process.getBuiltinModule("node:crypto");
const { closeSync: closeSync2, fsyncSync, openSync: openSync2, readSync: readSync2, writeSync } = process.getBuiltinModule("node:fs");
const { join: join5 } = process.getBuiltinModule("node:path");
function mergeSegments(folder, segments) {
  const name = randomUUID4();
  const moved = segments.map(() => /* @__PURE__ */ new Map());
  const files = segments.map((each) => join5(folder, each.name));
  const paths = openLines(join5(folder, `${name}.paths`));
  let records = 0;
  const from = files.map(() => 0);
  for (const { line, sources } of mergeLines(files.map((file) => readLines(`${file}.paths`)))) {
    const to = encodeOffset(paths.size());
    for (const source of sources) {
      moved[source]?.set(encodeOffset(from[source] ?? 0), to);
      from[source] = (from[source] ?? 0) + line.length + 1;
    }
    paths.write(line);
    records += 1;
  }
  const keys = openLines(join5(folder, `${name}.keys`));
  const rows = files.map((file, source) => moveRows(readLines(`${file}.keys`), moved[source] ?? /* @__PURE__ */ new Map()));
  for (const { line } of mergeLines(rows)) keys.write(line);
  return { name, records, paths: paths.close(), keys: keys.close() };
}
var FAN = 8;
function chooseToMerge(segments) {
  for (let least = 1; least <= Number.MAX_SAFE_INTEGER; least *= FAN) {
    const group = segments.filter(({ records }) => records >= least && records < least * FAN);
    if (group.length >= FAN) return group;
  }
  return [];
}
function* moveRows(lines, moved) {
  for (const line of lines) {
    const tab = line.lastIndexOf("	") + 1;
    const to = moved.get(line.slice(tab));
    if (to === void 0) throw new Error(`no record lies at ${line.slice(tab)}`);
    yield line.slice(0, tab) + to;
  }
}
function* mergeLines(sources) {
  const iterators = sources.map((source) => source[Symbol.iterator]());
  const heads = iterators.map((iterator) => next(iterator));
  for (; ; ) {
    let line;
    for (const head of heads) if (head !== void 0 && (line === void 0 || head < line)) line = head;
    if (line === void 0) return;
    const having = [];
    for (const [i, head] of heads.entries()) if (head === line) having.push(i);
    yield { line, sources: having };
    for (const i of having) heads[i] = next(iterators[i]);
  }
}
function next(iterator) {
  const { value, done } = iterator?.next() ?? { value: void 0, done: true };
  return done === true ? void 0 : value;
}
var PART2 = 1 << 18;
function* readLines(path) {
  const handle = openSync2(path, "r");
  try {
    const buffer = Buffer.alloc(PART2);
    let rest = "";
    for (let length = readSync2(handle, buffer); length > 0; length = readSync2(handle, buffer)) {
      const lines = (rest + buffer.toString("latin1", 0, length)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    closeSync2(handle);
  }
}
function openLines(path) {
  const handle = openSync2(path, "wx", 420);
  let size = 0;
  let waiting = [];
  let length = 0;
  const flush = () => {
    writeSync(handle, waiting.join(""), null, "latin1");
    waiting = [];
    length = 0;
  };
  return {
    size: () => size,
    write: (line) => {
      waiting.push(line, "\n");
      size += line.length + 1;
      length += line.length + 1;
      if (length >= PART2) flush();
    },
    close: () => {
      flush();
      fsyncSync(handle);
      closeSync2(handle);
      return size;
    }
  };
}

// src/adapters/git/meta/index/units.ts
async function readUnits(trees, commit, folder) {
  const [project, kind, instance] = folder.split("/").filter((part) => part !== "");
  const projects = await foldersIn(trees, commit, "", project);
  const kinds = await Promise.all(projects.map(({ path }) => foldersIn(trees, commit, path, kind)));
  const records = kinds.flat().filter(({ name }) => RECORD_FOLDERS.includes(name));
  const units = await Promise.all(
    records.map(async (each) => each.name === "deployments" ? foldersIn(trees, commit, each.path, instance) : [each])
  );
  return new Map(units.flat().map(({ path, hash }) => [path, hash]));
}
function changedUnits(covered, units) {
  return [...units].map(([path, now]) => ({ path, before: covered.get(path), now })).filter(({ before, now }) => before !== now);
}
function hasToDoWith(unit, folder) {
  return folder === "" || `${unit}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${unit}/`);
}
async function foldersIn(trees, commit, parent, only) {
  const folders = (await trees.children(commit, parent)).filter(({ kind }) => kind === "folder");
  return folders.filter(({ name }) => only === void 0 || name === only).map(({ name, hash }) => ({ name, hash, path: parent === "" ? name : `${parent}/${name}` }));
}

// src/adapters/git/meta/index/index-store.ts
var WAITS = 60;
function openIndexStore(source, { now, part }) {
  const folder = indexFolder(source.clone.folder);
  const opened = /* @__PURE__ */ new Map();
  const open = (files) => {
    const segment = opened.get(files.name) ?? openSegment(folder, files);
    opened.set(files.name, segment);
    return segment;
  };
  const toIndex = ({ tip, covered, segments }) => {
    try {
      return { tip, covered, segments: segments.map(open) };
    } catch {
      return void 0;
    }
  };
  const load = async () => {
    const first = toIndex(await readManifest(folder));
    return first ?? toIndex(await readManifest(folder)) ?? { ...EMPTY, segments: [] };
  };
  const extend = async (commit, units) => {
    const { tip, covered, segments } = await load();
    const { gone, segments: built } = await buildSegments(source, folder, changedUnits(covered, units), part);
    if (gone !== void 0) return { gone };
    const all = mergeMany(folder, [...segments.map(({ files }) => files), ...built]);
    const isOlder = tip !== "" && await isAncestor(source, commit, tip);
    const manifest = { tip: isOlder ? tip : commit, covered: new Map([...covered, ...units]), segments: all };
    await writeManifest(folder, manifest);
    await removeLeftOvers(folder, manifest, now());
    return "all";
  };
  return { load, extend: (commit, units) => orNothing(() => inTurn(folder, () => extend(commit, units))) };
}
function mergeMany(folder, segments) {
  const group = chooseToMerge(segments);
  if (group.length === 0) return segments;
  const others = segments.filter((each) => !group.includes(each));
  return mergeMany(folder, [...others, mergeSegments(folder, group)]);
}
async function orNothing(work) {
  try {
    return await work();
  } catch (error) {
    if (isOfTheDisk2(error) || hasCode2(error, "disk/refused") || hasCode2(error, "disk/busy")) return { gone: void 0 };
    throw error;
  }
}
async function inTurn(folder, work) {
  await mkdir(folder, { recursive: true });
  const path = join6(folder, "manifest");
  for (let waits = 1; ; waits++) {
    try {
      return await whileHolding(path, work);
    } catch (error) {
      if (waits === WAITS || !hasCode2(error, "disk/busy")) throw error;
    }
  }
}

// src/adapters/git/meta/index/coverage.ts
var WORTH_WRITING = 128;
function openCoverage(source, { worthWriting = WORTH_WRITING, part } = {}) {
  const store = openIndexStore(source, { now: source.now, ...part === void 0 ? {} : { part } });
  let state;
  const strangers = /* @__PURE__ */ new Map();
  const stored = (index) => ({ ...index, tips: [], fresh: [], memory: [] });
  const view = ({ segments, memory }) => ({ segments, memory, mustCheck: false });
  return async (asked, folder) => {
    state ??= stored(await store.load());
    const units = await readUnits(source.trees, asked.commit, folder);
    const pairs = changedPairs(state.covered, units, folder);
    if (pairs.length === 0) return view(state);
    const peek = await peekAt(source, pairs, worthWriting - state.fresh.length);
    let { gone } = peek;
    if (asked.isBranch && gone === void 0 && peek.isWhole) {
      state = withFresh(state, asked.commit, { units, records: await indexFiles(source, peek.added, "") });
      return view(state);
    }
    if (asked.isBranch && gone === void 0) {
      const written = await store.extend(asked.commit, new Map([...state.covered, ...units]));
      state = stored(await store.load());
      if (written === "all") return view(state);
      gone = written.gone;
    }
    if (asked.isBranch && gone !== void 0)
      await checkPast(source, { commit: asked.commit, gone, tips: [state.tip, ...state.tips] });
    const name = `${asked.commit} ${folder}`;
    const own = strangers.get(name) ?? rowsOf2(source, pairs);
    strangers.set(name, own);
    return { segments: state.segments, memory: inOrder([...state.memory, ...await own]), mustCheck: true };
  };
}
function withFresh(state, commit, { units, records }) {
  const fresh = [...state.fresh, ...records];
  return {
    ...state,
    tips: [...state.tips, commit],
    covered: new Map([...state.covered, ...units]),
    fresh,
    memory: toRows(fresh)
  };
}
function toRows(records) {
  return inOrder(records.flatMap(({ keys, ...stored }) => keys.map((key) => ({ key, stored }))));
}
function changedPairs(covered, units, folder) {
  const left = [...covered].filter(([path]) => hasToDoWith(path, folder) && !units.has(path));
  return [...changedUnits(covered, units), ...left.map(([path, before]) => ({ path, before, now: void 0 }))];
}
async function peekAt({ objects }, pairs, most) {
  const added = [];
  for (const pair of pairs) {
    for await (const changes of readChanges(objects, pair)) {
      added.push(...changes.added);
      const [gone] = changes.gone;
      if (gone !== void 0 || added.length > most) return { added, gone, isWhole: false };
    }
  }
  return { added, gone: void 0, isWhole: true };
}
async function rowsOf2(source, pairs) {
  const added = [];
  for (const pair of pairs) for await (const changes of readChanges(source.objects, pair)) added.push(...changes.added);
  return toRows(await indexFiles(source, added, indexFolder(source.clone.folder)));
}
async function checkPast(source, { commit, gone, tips }) {
  for (const tip of tips.toReversed())
    if (tip !== "" && tip !== commit && await isAncestor(source, commit, tip)) return;
  throw rewritten(source.place.url, gone, commit, source.clone.folder);
}

// src/adapters/git/meta/index/record-index.ts
function openRecordIndex(source, limits = {}) {
  const viewOf = openCoverage(source, limits);
  let turn = Promise.resolve();
  const inTurn2 = (work) => {
    const next2 = turn.then(work, work);
    turn = next2.catch(() => void 0);
    return next2;
  };
  return async (asked, query) => {
    const rows = await inTurn2(async () => rowsIn(source, asked, { view: await viewOf(asked, query.folder), query }));
    const places = [...new Map(rows.map(({ stored }) => [stored.path, stored])).values()];
    const blobs = await readBlobs(source, new Set(places.map(({ hash }) => hash)));
    return places.map(({ path, hash }) => ({
      path,
      record: unwrap2(decodeRecord(blobs.get(hash) ?? new Uint8Array(), path))
    }));
  };
}
async function rowsIn(source, { commit }, { view, query }) {
  const { segments, memory, mustCheck } = view;
  const { last, ...all } = query;
  const asked = mustCheck ? all : query;
  const rows = inOrder([...segments.flatMap((segment) => segment.rows(asked)), ...selectRows(memory, asked)]);
  const there = mustCheck ? await inCommit(source, commit, rows) : rows;
  return chooseLast(there.filter(isFirst), last);
}
async function inCommit({ trees }, commit, rows) {
  const items = await Promise.all(rows.map(({ stored }) => trees.find(commit, stored.path)));
  return rows.filter(({ stored }, i) => items[i]?.hash === stored.hash);
}
function isFirst(row, i, rows) {
  const before = rows[i - 1];
  return before?.key !== row.key || before.stored.path !== row.stored.path;
}

// src/adapters/git/meta/git-meta-repo.ts
var DEADLINE_MS = 3e5;
function gitMetaRepo(surroundings) {
  return {
    open: async (address) => {
      const landing = await openLanding(surroundings, await readPlace(address.url, surroundings.cwd), address);
      const tip = await readTip(landing);
      await checkIsMeta(landing, tip);
      return openMeta(landing, tip);
    },
    init: async (address, change) => {
      const place = await readPlace(address.url, surroundings.cwd);
      if (place.isFolder) await makeBare(openGit(surroundings.variables), place.url);
      const landing = await openLanding(surroundings, place, address);
      const tip = await readTip(landing);
      const format = tip.commit === void 0 ? void 0 : await landing.trees.find(tip.commit, FORMAT_FILE);
      if (tip.commit !== void 0 && format !== void 0) return { commit: tip.commit, unchanged: true };
      if (tip.commit !== void 0) refuseOtherRepo(place.url, await topNames(landing, tip.commit));
      return metaFailures(place, () => landInTurn(landing, tip, change));
    }
  };
}
async function openLanding(at, place, { token }) {
  const { url } = place;
  const git = openGit(at.variables, token === void 0 ? [] : [{ url, token }]);
  const top = resolve(at.cwd, at.topDir);
  const folder = cloneFolder(top, url);
  await makeTopFolder(top);
  const warn = (message) => at.talk.warn({ code: "meta/full-copy", message });
  const clone = await metaFailures(place, () => patiently(at.clock, () => openClone(git, url, folder, warn)));
  const objects = openObjects(git, clone.view);
  const remote = openRemote(git, clone);
  const source = { place, git, clone, objects, trees: openTreeReader(objects), remote, now: at.clock.now };
  return {
    ...source,
    index: openRecordIndex(source, at.indexLimits),
    author: authorOf(at),
    deadlineMs: at.deadlineMs ?? DEADLINE_MS,
    sleep: at.clock.sleep,
    random: Math.random
  };
}
async function makeBare(git, folder) {
  const inside = await readdir2(folder).catch((error) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (inside.length > 0) return;
  await mkdir2(folder, { recursive: true });
  await git.output(["init", "--quiet", "--bare", "--initial-branch=main", "--", folder]);
}
async function topNames({ trees }, commit) {
  return (await trees.children(commit, "")).map(({ name }) => name);
}
async function checkIsMeta(landing, { commit }) {
  const { url } = landing.place;
  if (commit === void 0) throw notMeta(url, "it has no commits");
  const [format] = await readFiles(landing, commit, [FORMAT_FILE]);
  checkFormat(url, format);
}
function authorOf({ variables, actor }) {
  return {
    name: variables["GIT_AUTHOR_NAME"] ?? actor,
    // RFC 2606 reserves .invalid: mail to a login name of some machine goes nowhere.
    email: variables["GIT_AUTHOR_EMAIL"] ?? `${actor}@facsimile.invalid`
  };
}
export {
  gitMetaRepo
};
