import {
  MODE
} from "./chunk-OUXSVDOY.js";
import {
  contentOf
} from "./chunk-QXTDGWVD.js";

// src/app/tree/pieces.ts
import { operationFailure$75 as operationFailure } from "./common.js";

// src/core/install/lfs.ts
var MAX_POINTER = 1024;
var BEGINNINGS = ["version https://git-lfs.github.com/spec/", "version https://hawser.github.com/spec/"];
var MAX_BEGINNING = Math.max(...BEGINNINGS.map(({ length }) => length));
function isLfsPointer(bytes) {
  if (bytes.length >= MAX_POINTER) return false;
  const beginning = String.fromCharCode(...bytes.subarray(0, MAX_BEGINNING));
  return BEGINNINGS.some((each) => beginning.startsWith(each));
}
function lfsIssue(path, origin) {
  return {
    code: "install/lfs",
    message: `${path} is a pointer of Git LFS: git does not hold the file itself`,
    hint: "pack the file into a binary of the release (facs binary add) and unpack it with { type: binary }, or keep it in git",
    origin
  };
}

// src/app/tree/pieces.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var KEEP_BYTES = 16 * 1024 * 1024;
var AT_ONCE = 32;
async function readPiece(set, entry, path) {
  const origin = fileOrigin(set.locate(entry.path));
  const mode = entry.kind === "executable" ? MODE.executable : MODE.file;
  const large = await set.measure?.(entry.path);
  if (large !== void 0) return valid({ path, mode, body: { kind: "file", content: large, secret: false }, origin });
  const bytes = await readBytes(set, entry.path);
  if (entry.kind === "link")
    return valid({ path, mode: MODE.link, body: { kind: "link", target: new TextDecoder().decode(bytes) }, origin });
  if (isLfsPointer(bytes)) return invalid(lfsIssue(entry.path, origin));
  const content = toContent(set, entry.path, bytes);
  return valid({ path, mode, body: { kind: "file", content, secret: false }, origin });
}
async function readBytes(set, path) {
  const bytes = await set.read(path);
  if (bytes !== void 0) return bytes;
  throw operationFailure({
    code: "source/changed",
    message: `${set.locate(path)} vanished while the files were read`,
    target: set.locate(path),
    retry: "safe",
    next: "run the same command again, when nothing else writes there"
  });
}
async function mapBounded(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) results[i] = await work(items[i]);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}
var held = /* @__PURE__ */ new WeakMap();
function toContent(set, path, bytes) {
  const content = contentOf(bytes);
  const sum = (held.get(set) ?? 0) + bytes.length;
  if (sum <= KEEP_BYTES) {
    held.set(set, sum);
    return content;
  }
  return {
    size: content.size,
    sha256: content.sha256,
    async *open() {
      yield await readBytes(set, path);
    }
  };
}

export {
  isLfsPointer,
  readPiece,
  readBytes,
  mapBounded
};
