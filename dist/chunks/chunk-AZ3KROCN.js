// src/adapters/fs/change-files.ts
const { randomUUID } = process.getBuiltinModule("node:crypto");
const { closeSync, fchmodSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } = process.getBuiltinModule("node:fs");
const { link, mkdir, rename, rm, symlink } = process.getBuiltinModule("node:fs/promises");
const { dirname } = process.getBuiltinModule("node:path");
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
  writeWhole,
  createWhole,
  linkTo,
  makeFolder,
  renameFolder,
  remove
};
