import {
  require_tar_stream
} from "./chunk-VIIJITEE.js";
import {
  pathProblem
} from "./chunk-57LPI4FI.js";
import {
  __toESM
} from "./chunk-SEWDMQ6Q.js";

// src/adapters/archive/tar-archives.ts
var import_tar_stream2 = __toESM(require_tar_stream(), 1);
const { promisify } = process.getBuiltinModule("node:util");
const { gunzip, gzip } = process.getBuiltinModule("node:zlib");
import { comparePaths$84 as comparePaths } from "./common.js";

// src/adapters/archive/unpack-tar.ts
var import_tar_stream = __toESM(require_tar_stream(), 1);
const { posix } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure, isFailure$75 as isFailure } from "./common.js";
async function unpackTar(bytes) {
  const members = /* @__PURE__ */ new Map();
  const reader = (0, import_tar_stream.extract)();
  reader.end(bytes);
  try {
    for await (const member of reader) {
      const chunks = [];
      for await (const chunk of member) chunks.push(chunk);
      const entry = toEntry(member.header, Buffer.concat(chunks), members);
      if (entry !== void 0) members.set(entry.path, entry);
    }
  } catch (error) {
    if (isFailure(error)) throw error;
    throw refusal("archive/unreadable", `this is no tar or tar.gz that we can read: ${error.message}`);
  }
  const entries = [...members.values()];
  for (const { path } of entries) checkParents(path, members);
  return entries;
}
function toEntry(header, bytes, earlier) {
  const path = toPath(header.name);
  if (path === "") return void 0;
  const common = {
    path,
    mode: header.mode & 511,
    mtime: Math.floor(header.mtime.getTime() / 1e3)
  };
  switch (header.type) {
    case "file":
    case "contiguous-file":
      return { ...common, kind: "file", size: bytes.length, open: () => once(bytes) };
    case "directory":
      return { ...common, kind: "dir", size: 0, open: nothing };
    case "symlink":
      return { ...common, kind: "link", size: 0, target: checkTarget(path, header.linkname), open: nothing };
    case "link": {
      const original = earlier.get(toPath(header.linkname));
      if (original?.kind === "file") return { ...original, path };
      throw refusal("archive/unsafe", `${path} is a hard link to ${header.linkname}, which is no file before it`);
    }
    default:
      throw refusal("archive/unsafe", `${path} is a ${header.type}: only files, folders and links`);
  }
}
function checkParents(path, members) {
  const parts = path.split("/");
  const parents = parts.slice(1).map((_, i) => parts.slice(0, i + 1).join("/"));
  const link = parents.find((parent) => members.get(parent)?.kind === "link");
  if (link !== void 0) throw refusal("archive/unsafe", `${path} lies below ${link}, which is a link`);
}
function checkTarget(path, target) {
  if (target === void 0 || target === "") throw refusal("archive/unsafe", `${path} is a link to nothing`);
  if (/[\0\n]/.test(target)) throw refusal("archive/unsafe", `${path} is a link to a path with a line break or a NUL`);
  if (target.startsWith("/")) return target;
  const climbed = posix.normalize(posix.join(posix.dirname(path), target));
  if (climbed.split("/")[0] === "..")
    throw refusal("archive/unsafe", `${path} is a link to ${target}, which lies outside of the archive`);
  return target;
}
function toPath(name) {
  const path = name.replace(/^(\.\/+)+/, "").replace(/\/+$/, "");
  if (path === "" || path === ".") return name.startsWith("/") ? unsafe("it is absolute") : "";
  const problem = pathProblem(path);
  return problem === void 0 ? path : unsafe(problem);
}
function unsafe(problem) {
  throw refusal("archive/unsafe", `the archive holds a path that is not safe: ${problem}`);
}
function refusal(code, message) {
  return inputFailure({ code, message });
}
async function* once(bytes) {
  yield bytes;
}
async function* nothing() {
}

// src/adapters/archive/tar-archives.ts
var GZIP_SYSTEM_BYTE = 9;
var UNKNOWN_SYSTEM = 255;
var GZIP_LEVEL = 6;
var tarArchives = {
  stream: (entries) => streamTar(entries),
  pack: async (entries) => packTar([...entries]),
  unpack: async (bytes) => unpackTar(isGzip(bytes) ? await unzip(bytes) : bytes)
};
async function* streamTar(entries) {
  const pack = (0, import_tar_stream2.pack)();
  let failure;
  const filling = fill(pack, entries).catch((error) => {
    failure = error;
    pack.destroy();
  });
  try {
    for await (const chunk of pack) yield chunk;
  } catch (error) {
    throw failure ?? error;
  } finally {
    pack.destroy();
  }
  await filling;
  if (failure !== void 0) throw failure;
}
async function fill(pack, entries) {
  for await (const entry of entries) await addEntry(pack, entry);
  pack.finalize();
}
function addEntry(pack, entry) {
  return new Promise((resolve, reject) => {
    const done = (error) => error === void 0 || error === null ? resolve() : reject(error);
    const common = { name: entry.path, mode: entry.mode, mtime: new Date(entry.mtime * 1e3), uid: 0, gid: 0 };
    if (entry.kind === "dir") pack.entry({ ...common, type: "directory" }, done);
    else if (entry.kind === "link") pack.entry({ ...common, type: "symlink", linkname: entry.target ?? "" }, done);
    else writeFile(pack.entry({ ...common, type: "file", size: entry.size }, done), entry).catch(reject);
  });
}
async function writeFile(sink, entry) {
  for await (const chunk of entry.open()) {
    if (!sink.write(chunk)) await new Promise((resolve) => sink.once("drain", () => resolve()));
  }
  sink.end(null);
}
async function packTar(entries) {
  const sorted = entries.toSorted((a, b) => comparePaths(a.path, b.path)).map((entry) => ({ ...entry, mtime: 0 }));
  const chunks = [];
  for await (const chunk of streamTar(sorted)) chunks.push(chunk);
  const packed = await promisify(gzip)(Buffer.concat(chunks), { level: GZIP_LEVEL });
  packed[GZIP_SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return new Uint8Array(packed);
}
function isGzip(bytes) {
  return bytes[0] === 31 && bytes[1] === 139;
}
async function unzip(bytes) {
  return promisify(gunzip)(bytes).catch(() => bytes.subarray(0, 1));
}
export {
  tarArchives
};
