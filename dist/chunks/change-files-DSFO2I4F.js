const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import "./chunk-QNEN4M7J.js";

// src/adapters/fs/change-files.ts
import { randomUUID } from "node:crypto";
import { closeSync, fchmodSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from "node:fs";
import { link, mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname } from "node:path";
async function writeWhole(path, file) {
  if (file.fresh === true) return fill(path, file);
  await throughTemporary(path, file, async (temporary) => renameSync(temporary, path));
}
async function createWhole(path, file) {
  let created = true;
  await throughTemporary(path, file, async (temporary) => {
    await link(temporary, path).catch((error) => {
      if (error.code !== "EEXIST") throw error;
      created = false;
    });
    await rm(temporary, { force: true });
  });
  return created;
}
async function throughTemporary(path, file, place) {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await fill(temporary, file);
    await place(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
async function fill(path, { content, mode, passing }) {
  const handle = openIn(path);
  try {
    if (content instanceof Uint8Array) writeFileSync(handle, content);
    else for await (const chunk of content) writeFileSync(handle, chunk);
    fchmodSync(handle, mode);
    if (passing !== true) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
function openIn(path) {
  try {
    return openSync(path, "wx", 384);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, "wx", 384);
  }
}
async function linkTo(path, target) {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await symlink(target, path);
}
async function makeFolder(path) {
  await mkdir(path, { recursive: true });
}
async function renameFolder(from, to) {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (!["ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(error.code ?? "")) throw error;
    return false;
  }
}
async function remove(path) {
  await rm(path, { recursive: true, force: true });
}
export {
  createWhole,
  linkTo,
  makeFolder,
  remove,
  renameFolder,
  writeWhole
};
