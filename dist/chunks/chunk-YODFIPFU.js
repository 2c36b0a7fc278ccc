import {
  keyedDigest,
  makeTree
} from "./chunk-UWRVC44L.js";
import {
  require_picomatch
} from "./chunk-HIPR4ACX.js";
import {
  MODE
} from "./chunk-OUXSVDOY.js";
import {
  pathProblem
} from "./chunk-57LPI4FI.js";
import {
  contentOf,
  sha256Of
} from "./chunk-QXTDGWVD.js";
import {
  __toESM
} from "./chunk-SEWDMQ6Q.js";

// src/core/template/root.ts
var import_picomatch = __toESM(require_picomatch(), 1);
var ROOT = "_ROOT_/";
function rootIssue(path, allowed, origin) {
  if (!path.startsWith(ROOT)) return void 0;
  const absolute = path.slice(ROOT.length - 1);
  const matches = allowed.map((glob) => (0, import_picomatch.default)(glob, { dot: true }));
  if (withParents(absolute).some((each) => matches.some((fits) => fits(each)))) return void 0;
  const message = `${absolute} lies outside the release folder, and deploy.root_allow does not name it`;
  return { code: "tree/root", message, hint: "name the file or its folder there, or put it under _DEPLOY_/", origin };
}
function withParents(path) {
  const parts = path.split("/");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 2).join("/"));
}

// src/core/tree/assemble.ts
import { describeOrigin$88 as describeOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var DEPLOY = "_DEPLOY_/";
function assembleTree(pieces, digestKey) {
  const byPath = /* @__PURE__ */ new Map();
  for (const piece of pieces) byPath.set(piece.path, piece);
  const issues = [...byPath.values()].flatMap(nameIssues);
  const folders = foldersOf(byPath.values());
  issues.push(...[...folders.values()].flatMap((inside) => clashIssues(inside, byPath)));
  if (issues.length > 0) return invalid(...issues);
  const kept = [...byPath.values()].filter((piece) => piece.body.kind !== "dir" || !folders.has(piece.path));
  const deployed = kept.filter(isForHosts);
  return valid({
    tree: makeTree(
      deployed.map((piece) => ({ path: piece.path, mode: piece.mode, content: toEntry(piece, digestKey) }))
    ),
    contents: new Map(deployed.flatMap(toContent)),
    artefacts: new Map(kept.filter((piece) => !isForHosts(piece)).map((piece) => [piece.path, piece]))
  });
}
function isForHosts({ path }) {
  return path.startsWith(DEPLOY) || path.startsWith(ROOT);
}
function nameIssues(piece) {
  const problem = pathProblem(piece.path);
  return problem === void 0 ? [] : [{ code: "tree/name", message: problem, origin: piece.origin }];
}
function foldersOf(pieces) {
  const folders = /* @__PURE__ */ new Map();
  for (const piece of pieces) {
    for (let end = piece.path.lastIndexOf("/"); end > 0; end = piece.path.lastIndexOf("/", end - 1)) {
      const folder = piece.path.slice(0, end);
      if (folders.has(folder)) break;
      folders.set(folder, { folder, piece });
    }
  }
  return folders;
}
function clashIssues(inside, byPath) {
  const file = byPath.get(inside.folder);
  if (file === void 0 || file.body.kind === "dir") return [];
  const message = `${inside.folder} is a file (${describeOrigin(file.origin)}) and cannot be the folder of ${inside.piece.path}`;
  return [{ code: "tree/clash", message, origin: inside.piece.origin }];
}
function toEntry({ path, body }, digestKey) {
  if (body.kind !== "file") return body;
  const { sha256, size } = body.content;
  if (!body.secret) return { kind: "file", sha256, size };
  if (digestKey === void 0) throw new Error(`${path} holds a secret, but there is no key for its digest`);
  return { kind: "secret", hmac: keyedDigest(digestKey, sha256) };
}
function toContent({ path, body }) {
  return body.kind === "file" ? [[path, body.content]] : [];
}

// src/app/tree/binary-pieces.ts
import { didYouMean$92 as didYouMean } from "./common.js";
import { invalid$94 as invalid2, valid$94 as valid2 } from "./common.js";

// src/app/tree/fetch-binary.ts
const { posix } = process.getBuiltinModule("node:path");
import { operationFailure$75 as operationFailure } from "./common.js";
async function fetchBinary(binary, topDir, ports) {
  const files = await ports.files();
  const path = posix.join(topDir, "cache", "binaries", binary.sha256);
  const kept = await files.read(path);
  if (kept !== void 0 && isThat(binary, kept)) return kept;
  const bytes = await (await ports.binaryStores()).fetch(binary.url, binary.size);
  if (!isThat(binary, bytes)) throw corrupt(binary);
  await files.makeTopFolder(topDir);
  await files.write({ path, mode: 420, content: bytes, passing: true });
  return bytes;
}
function isThat({ sha256: recorded }, bytes) {
  return sha256Of(bytes) === recorded;
}
function corrupt(binary) {
  return operationFailure({
    code: "binary/corrupt",
    message: `${binary.url} is not the binary ${binary.name} (${binary.platform}) that the release recorded: its sha256 differs from ${binary.sha256}`,
    target: binary.url,
    retry: "never",
    next: "put the recorded bytes back, or record them in another store"
  });
}

// src/app/tree/binary-pieces.ts
async function openBinary(inputs, ports) {
  const choices = inputs.hosts.map((host) => chooseBinary(inputs, host));
  const issues = choices.flatMap((choice) => choice.ok ? [] : choice.issues);
  if (issues.length > 0) return invalid2(...issues);
  const wanted = new Set(choices.flatMap((choice) => choice.ok ? [choice.value] : []));
  const unpacked = /* @__PURE__ */ new Map();
  for (const binary of wanted) unpacked.set(binary, await unpack(binary, inputs, ports));
  return valid2((host) => {
    const choice = chooseBinary(inputs, host);
    return choice.ok ? valid2(unpacked.get(choice.value) ?? []) : choice;
  });
}
function chooseBinary({ group, binaries, origin }, host) {
  const named = binaries.filter((binary) => binary.name === group.name);
  const refuse = (code, message, hint) => {
    const issue = {
      code,
      message,
      ...hint === void 0 ? {} : { hint },
      ...origin === void 0 ? {} : { origin }
    };
    return invalid2(issue);
  };
  if (named.length === 0) {
    const names = binaries.map((binary) => binary.name);
    return refuse(
      "binary/missing",
      `the release has no binary ${group.name}`,
      didYouMean(group.name, names) ?? "facs binary add records one"
    );
  }
  const [first] = host.platform === void 0 ? named : named.filter((binary) => binary.platform === host.platform);
  const platforms = `it has ${named.map((binary) => binary.platform).join(", ")}`;
  if (first === void 0)
    return refuse(
      "binary/missing",
      `the release has no binary ${group.name} for ${host.platform} (host ${host.name})`,
      platforms
    );
  if (host.platform !== void 0 || named.length === 1) return valid2(first);
  return refuse(
    "binary/platform",
    `which binary ${group.name} does host ${host.name} need?`,
    `${platforms}: set hosts.${host.name}.platform`
  );
}
async function unpack(binary, { group: { into }, topDir }, ports) {
  const bytes = await fetchBinary(binary, topDir, ports);
  const prefix = into === "" ? DEPLOY : `${DEPLOY}${into}/`;
  const entries = await (await ports.archives()).unpack(bytes);
  return Promise.all(entries.map((entry) => toPiece(entry, prefix + entry.path, binary)));
}
async function toPiece(entry, path, binary) {
  const origin = { kind: "file", file: binary.url, line: 1, column: 1 };
  if (entry.kind === "dir") return { path, mode: MODE.dir, body: { kind: "dir" }, origin };
  if (entry.kind === "link")
    return { path, mode: MODE.link, body: { kind: "link", target: entry.target ?? "" }, origin };
  const content = contentOf(await collect(entry.open()));
  const mode = (entry.mode & 64) === 0 ? MODE.file : MODE.executable;
  return { path, mode, body: { kind: "file", content, secret: false }, origin };
}
async function collect(chunks) {
  const parts = [];
  for await (const chunk of chunks) parts.push(chunk);
  const [only] = parts;
  if (parts.length === 1 && only !== void 0) return only;
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export {
  ROOT,
  rootIssue,
  DEPLOY,
  assembleTree,
  openBinary,
  chooseBinary
};
