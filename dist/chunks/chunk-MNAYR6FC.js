// src/adapters/fs/file-lock.ts
const { randomUUID } = process.getBuiltinModule("node:crypto");
const { link, mkdir, readFile, rename, rm, writeFile } = process.getBuiltinModule("node:fs/promises");
const { dirname } = process.getBuiltinModule("node:path");
const { setTimeout: sleep } = process.getBuiltinModule("node:timers/promises");
import { operationFailure$75 as operationFailure } from "./common.js";
import { slowRefusals$6 as slowRefusals } from "./common.js";
var WAIT_MS = 20;
var PATIENCE_MS = 1e4;
async function whileHolding(path, work, shown = path) {
  const lock = `${path}.lock`;
  await slowRefusals(shown, () => waitFor(lock, shown));
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}
async function waitFor(lock, shown) {
  await mkdir(dirname(lock), { recursive: true });
  const deadline = Date.now() + PATIENCE_MS;
  while (!await take(lock)) {
    if (Date.now() > deadline) throw busy(shown, lock);
    if (!await clearDead(lock)) await sleep(WAIT_MS);
  }
}
async function take(lock) {
  const own = `${lock}.${randomUUID()}`;
  try {
    await writeFile(own, String(process.pid));
    await link(own, lock);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  } finally {
    await rm(own, { force: true });
  }
}
async function clearDead(lock) {
  const holder = await readHolder(lock);
  if (holder === void 0) return true;
  if (isAlive(holder)) return false;
  const aside = `${lock}.${randomUUID()}`;
  await rename(lock, aside).catch(unlessGone);
  if (await readHolder(aside) !== holder) await link(aside, lock).catch(unlessGone);
  await rm(aside, { force: true });
  return true;
}
async function readHolder(lock) {
  const text = await readFile(lock, "utf8").catch(unlessGone);
  return text === void 0 ? void 0 : Number(text);
}
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
function unlessGone(error) {
  if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  return void 0;
}
function busy(path, lock) {
  return operationFailure({
    code: "disk/busy",
    message: `${path} is being changed by another process`,
    target: path,
    retry: "safe",
    next: `wait for it; when there is none, remove ${lock}`
  });
}

export {
  whileHolding
};
