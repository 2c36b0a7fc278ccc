const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import "./chunk-QNEN4M7J.js";

// src/adapters/fs/change-files.ts
import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { chmod, link, mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
async function writeWhole(path, file) {
  await throughTemporary(path, file, (temporary) => rename(temporary, path));
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
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const bytes = file.content instanceof Uint8Array ? [file.content] : file.content;
    await pipeline(Readable.from(bytes), createWriteStream(temporary, { mode: 384, flush: true }));
    await chmod(temporary, file.mode);
    await place(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
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
async function remove(path) {
  await rm(path, { recursive: true, force: true });
}
export {
  createWhole,
  linkTo,
  makeFolder,
  remove,
  writeWhole
};
