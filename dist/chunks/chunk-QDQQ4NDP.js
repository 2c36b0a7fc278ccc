const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  comparePaths
} from "./chunk-RB4T4KKB.js";

// src/adapters/fs/shipped.ts
import { dirname, join as join2 } from "node:path";
import { fileURLToPath } from "node:url";

// src/adapters/fs/folder.ts
import { join, posix } from "node:path";

// src/adapters/fs/reading.ts
var fs = process.getBuiltinModule("node:fs");
var { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } = fs;
function ifThere(look) {
  try {
    return look();
  } catch (error) {
    const { code } = error;
    if (code === "ENOENT" || code === "ENOTDIR") return void 0;
    throw error;
  }
}

// src/adapters/fs/folder.ts
async function openFolder(root, shown) {
  const found = ifThere(() => lstatSync(root));
  if (found === void 0 || !(found.isDirectory() || found.isSymbolicLink())) return void 0;
  return {
    label: shown,
    locate: (path) => posix.join(shown, path),
    list: async (folder, direct) => walk(root, folder, direct).sort((a, b) => comparePaths(a.path, b.path)),
    read: async (path) => readEntry(join(root, path))
  };
}
function walk(root, folder, direct) {
  const children = ifThere(() => readdirSync(join(root, folder), { withFileTypes: true }));
  return (children ?? []).flatMap((child) => {
    const path = folder === "" ? child.name : posix.join(folder, child.name);
    if (child.isSymbolicLink()) return [{ path, kind: "link" }];
    if (child.isDirectory()) return child.name === ".git" || direct ? [] : walk(root, path);
    if (!child.isFile()) return [];
    const found = ifThere(() => lstatSync(join(root, path)));
    return [{ path, kind: ((found?.mode ?? 0) & 64) === 0 ? "file" : "executable" }];
  });
}
function readEntry(path) {
  const found = ifThere(() => lstatSync(path));
  if (found === void 0 || found.isDirectory()) return void 0;
  if (found.isSymbolicLink()) return new TextEncoder().encode(readlinkSync(path));
  return new Uint8Array(readFileSync(path));
}

// src/adapters/fs/shipped.ts
function shippedFolder() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join2(folder, "define", "demo"))) {
    if (dirname(folder) === folder) throw new Error("define/ is missing beside the program");
    folder = dirname(folder);
  }
  return join2(folder, "define");
}
async function shippedFiles() {
  const files = await openFolder(shippedFolder(), "facsimile:define");
  if (files === void 0) throw new Error("define/ is missing beside the program");
  return files;
}

export {
  readdirSync,
  readFileSync,
  statSync,
  ifThere,
  openFolder,
  shippedFolder,
  shippedFiles
};
