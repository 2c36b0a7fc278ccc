import {
  sha256
} from "./chunk-TRFWPX5H.js";
import {
  hmac
} from "./chunk-5AGWX3EY.js";
import {
  bytesToHex,
  hexToBytes,
  utf8ToBytes
} from "./chunk-XPSAQ6XK.js";

// src/core/tree/format.ts
import { comparePaths$84 as comparePaths } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { reveal$95 as reveal } from "./common.js";
var HEADER = "facsimile-tree-v1\n";
function makeTree(entries) {
  const ordered = [...entries].sort((a, b) => comparePaths(a.path, b.path));
  return { digest: bytesToHex(sha256(utf8ToBytes(encodeTree(ordered)))), entries: ordered };
}
function encodeTree(entries) {
  return HEADER + entries.map(({ mode, content, path }) => `${mode} ${encodeContent(content)}	${path}
`).join("");
}
function keyedDigest(key, sha256Hex) {
  return bytesToHex(hmac(sha256, reveal(key), hexToBytes(sha256Hex)));
}
function encodeContent(content) {
  if (content.kind === "file") return `sha256:${content.sha256} ${content.size}`;
  if (content.kind === "secret") return `hmac-sha256:${content.hmac}`;
  return content.kind === "link" ? `link:${digestOf(content.target)}` : "dir";
}
function digestOf(target) {
  return bytesToHex(sha256(utf8ToBytes(target)));
}

export {
  makeTree,
  keyedDigest
};
