import {
  parseStore
} from "./chunk-KUFUGPLX.js";

// src/adapters/store/binary-stores.ts
const { resolve } = process.getBuiltinModule("node:path");
const { fileURLToPath, pathToFileURL } = process.getBuiltinModule("node:url");
import { unwrap$75 as unwrap } from "./common.js";

// src/adapters/store/folder-store.ts
const { randomUUID } = process.getBuiltinModule("node:crypto");
const { link, mkdir, open, readFile, rm, stat } = process.getBuiltinModule("node:fs/promises");
const { dirname } = process.getBuiltinModule("node:path");
import { isFailure$75 as isFailure } from "./common.js";

// src/adapters/store/store-failure.ts
import { operationFailure$75 as operationFailure } from "./common.js";
function alreadyThere(url) {
  return operationFailure({
    code: "store/exists",
    message: `${url} holds other bytes; what was stored once is never replaced`,
    target: url,
    retry: "never",
    next: "look at who else writes to this store; nothing was recorded"
  });
}
function missing(url) {
  return operationFailure({
    code: "store/missing",
    message: `${url} is not there`,
    target: url,
    retry: "never",
    next: "put the recorded bytes back into the store, or release again from a new commit"
  });
}
function tooLong(url, size) {
  return operationFailure({
    code: "store/size",
    message: `${url} is longer than the ${size} bytes that were recorded`,
    target: url,
    retry: "never",
    next: "the store does not hold what was released: look at who writes to it"
  });
}
function denied(url, why, cause) {
  return operationFailure({
    code: "store/denied",
    message: `${url}: ${why}`,
    target: url,
    retry: "safe",
    next: "check the token (--store-token; to read, FACS_STORE and FACS_STORE_TOKEN), or the rights of the folder",
    cause
  });
}
function refused(url, why) {
  return operationFailure({
    code: "store/refused",
    message: `${url}: ${why}`,
    target: url,
    retry: "never",
    next: "check that the store takes PUT at this URL"
  });
}
function unreachable(url, why, cause) {
  return operationFailure({
    code: "store/unreachable",
    message: `${url}: ${why}`,
    target: url,
    retry: "safe",
    next: "check the network and the store, then run the same command again",
    cause
  });
}

// src/adapters/store/folder-store.ts
async function putInFolder(path, bytes) {
  await diskFailures(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await writeSynced(temporary, bytes);
      await link(temporary, path);
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      if (Buffer.compare(await readFile(path), bytes) !== 0) throw alreadyThere(path);
    } finally {
      await rm(temporary, { force: true });
    }
  });
}
function readFromFolder(path, size) {
  return diskFailures(path, async () => {
    if ((await stat(path)).size > size) throw tooLong(path, size);
    return new Uint8Array(await readFile(path));
  });
}
async function writeSynced(path, bytes) {
  const file = await open(path, "wx", 420);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
async function diskFailures(path, work) {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error)) throw error;
    const { message } = error;
    if (codeOf(error) === "ENOENT") throw missing(path);
    if (["EACCES", "EPERM", "EROFS"].includes(codeOf(error) ?? "")) throw denied(path, message, error);
    throw unreachable(path, message, error);
  }
}
function codeOf(error) {
  return error.code;
}

// src/adapters/store/http-store.ts
import { hasCode$75 as hasCode } from "./common.js";
import { reveal$95 as reveal } from "./common.js";
var TRIES = 4;
var FIRST_WAIT_MS = 250;
var PASSING = /* @__PURE__ */ new Set([408, 425, 429, 500, 502, 503, 504]);
var OCCUPIED = /* @__PURE__ */ new Set([409, 412]);
async function putOverHttp(clock, object, bytes) {
  const there = await ask(clock, object, { method: "HEAD" });
  await there.body?.cancel();
  if (there.ok) return checkSame(clock, object, bytes);
  if (there.status === 401) throw failureOf(object.url, there);
  const headers = { "if-none-match": "*", "content-type": "application/gzip" };
  const answer = await ask(clock, object, { method: "PUT", headers, body: bytes });
  await answer.body?.cancel();
  if (OCCUPIED.has(answer.status)) return checkSame(clock, object, bytes);
  if (!answer.ok) throw failureOf(object.url, answer);
}
async function fetchOverHttp(clock, object, size) {
  const answer = await ask(clock, object, { method: "GET", headers: { "accept-encoding": "identity" } });
  if (!answer.ok) {
    await answer.body?.cancel();
    throw failureOf(object.url, answer);
  }
  const chunks = [];
  let length = 0;
  for await (const chunk of chunksOf(object.url, answer)) {
    length += chunk.length;
    if (length > size) throw tooLong(object.url, size);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
async function checkSame(clock, object, bytes) {
  const stored = await fetchOverHttp(clock, object, bytes.length).catch((error) => {
    throw hasCode(error, "store/size") ? alreadyThere(object.url) : error;
  });
  if (Buffer.compare(stored, bytes) !== 0) throw alreadyThere(object.url);
}
async function ask(clock, { url, token }, request) {
  const headers = new Headers(request.headers);
  if (token !== void 0) headers.set("authorization", `Bearer ${reveal(token)}`);
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(url, { ...request, headers }).catch((error) => {
      if (attempt === TRIES) throw unreachable(url, reasonOf(error), error);
      return void 0;
    });
    if (answer !== void 0 && (!PASSING.has(answer.status) || attempt === TRIES)) return answer;
    await answer?.body?.cancel();
    await clock.sleep(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
  }
}
async function* chunksOf(url, answer) {
  try {
    for await (const chunk of answer.body ?? []) yield chunk;
  } catch (error) {
    throw unreachable(url, `the answer broke off: ${reasonOf(error)}`, error);
  }
}
function failureOf(url, { status, statusText }) {
  const why = `the store answered ${status} ${statusText}`.trimEnd();
  if (status === 404 || status === 410) return missing(url);
  if (status === 401 || status === 403) return denied(url, why);
  return PASSING.has(status) ? unreachable(url, why) : refused(url, why);
}
function reasonOf(error) {
  const { message, cause } = error;
  return cause instanceof Error ? cause.message : message;
}

// src/adapters/store/binary-stores.ts
var HTTP = /^https?:\/\//i;
function binaryStores(cwd, clock, access) {
  return {
    put: async ({ store, name, bytes, token }) => {
      const place = unwrap(parseStore(store, token !== void 0));
      if (place.kind === "http") {
        const url = new URL(name, place.url).href;
        await putOverHttp(clock, { url, token }, bytes);
        return url;
      }
      const path = resolve(cwd, place.path, name);
      await putInFolder(path, bytes);
      return pathToFileURL(path).href;
    },
    fetch: async (url, size = Number.POSITIVE_INFINITY) => {
      if (HTTP.test(url)) return fetchOverHttp(clock, { url, token: tokenFor(url, access) }, size);
      const path = url.startsWith("file://") ? fileURLToPath(url) : resolve(cwd, url);
      return readFromFolder(path, size);
    }
  };
}
function tokenFor(url, access) {
  if (access === void 0) return void 0;
  const place = unwrap(parseStore(access.store, true));
  return place.kind === "http" && url.startsWith(place.url) ? access.token : void 0;
}
export {
  binaryStores
};
