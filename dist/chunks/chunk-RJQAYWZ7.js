import {
  gitFailure
} from "./chunk-ZG3CA6L3.js";

// src/adapters/git/git-environment.ts
import { reveal$95 as reveal, secret$95 as secret } from "./common.js";
var REPO_VARIABLES = /* @__PURE__ */ new Set([
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_CEILING_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_CONFIG",
  "GIT_CONFIG_PARAMETERS",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_NAMESPACE",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_TRACE_REDACT",
  "GIT_WORK_TREE"
]);
var OURS = /^(INPUT_|FACS_|SOPS_|ACTIONS_)/;
var PATIENCE = { GIT_HTTP_LOW_SPEED_LIMIT: "1", GIT_HTTP_LOW_SPEED_TIME: "120" };
function gitEnvironment(variables, access) {
  const environment = { ...PATIENCE };
  for (const [name, value] of Object.entries(variables)) {
    if (value !== void 0 && !REPO_VARIABLES.has(name) && !OURS.test(name)) environment[name] = value;
  }
  Object.assign(environment, { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C" });
  addConfig(environment, access.flatMap(headerConfig));
  return environment;
}
function workflowAccess(variables) {
  const { GITHUB_SERVER_URL: url, GITHUB_TOKEN: token } = variables;
  return url && token ? [{ url, token: secret(token) }] : [];
}
function addConfig(environment, config) {
  const first = Number(environment["GIT_CONFIG_COUNT"] ?? "0") || 0;
  config.forEach(([key, value], i) => {
    environment[`GIT_CONFIG_KEY_${first + i}`] = key;
    environment[`GIT_CONFIG_VALUE_${first + i}`] = value;
  });
  if (config.length > 0) environment["GIT_CONFIG_COUNT"] = String(first + config.length);
}
function headerConfig({ url, token }) {
  const server = serverOf(url);
  if (server === void 0) return [];
  const key = `http.${server}/.extraheader`;
  const credentials = Buffer.from(`x-access-token:${reveal(token)}`).toString("base64");
  return [
    [key, ""],
    [key, `Authorization: Basic ${credentials}`]
  ];
}
function serverOf(url) {
  if (!URL.canParse(url)) return void 0;
  const { protocol, host, hostname } = new URL(url);
  const local = hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]";
  return protocol === "https:" || protocol === "http:" && local ? `${protocol}//${host}` : void 0;
}

// src/adapters/git/run-git.ts
const { spawn } = process.getBuiltinModule("node:child_process");
const { existsSync } = process.getBuiltinModule("node:fs");
const { Readable } = process.getBuiltinModule("node:stream");
const { pipeline } = process.getBuiltinModule("node:stream/promises");
import { operationFailure$75 as operationFailure } from "./common.js";
function openGit(variables, access = []) {
  const environment = gitEnvironment(variables, access);
  const toSpawn = (options) => ({
    cwd: options.cwd,
    env: { ...environment, ...options.env },
    ...options.signal === void 0 ? {} : { signal: options.signal }
  });
  const start = (words, options = {}) => spawn("git", words, { ...toSpawn(options), stdio: "pipe" });
  const run = (words, options = {}) => {
    const { outputTo } = options;
    if (outputTo === void 0) return finish(start(words, options), options);
    const child = spawn("git", words, { ...toSpawn(options), stdio: ["pipe", outputTo, "pipe"] });
    return finish(child, options);
  };
  const output = async (words, options) => {
    const finished = await run(words, options);
    if (finished.ending.kind !== "exit" || finished.ending.code !== 0) throw gitFailure(words, finished);
    return finished.stdout;
  };
  const text = async (words, options) => new TextDecoder().decode(await output(words, options)).replace(/\n$/, "");
  return { start, run, output, text };
}
async function finish(child, options) {
  const fed = feed(child, options.input);
  const stdout = child.stdout === null ? new Uint8Array() : collect(child.stdout);
  const done = Promise.all([ended(child, options.cwd), stdout, collect(child.stderr)]);
  const [ending, bytes, stderr] = await Promise.race([done, fed.then(() => done)]);
  return { ending, stdout: bytes, stderr: new TextDecoder().decode(stderr) };
}
async function feed(child, input) {
  const chunks = input === void 0 ? [] : typeof input === "string" || input instanceof Uint8Array ? [input] : input;
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), child.stdin);
  } catch (error) {
    const code = error.code;
    if (code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ECONNRESET") return;
    child.kill();
    throw error;
  }
}
function ended(child, cwd) {
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      if (error.name !== "AbortError") reject(notStarted(error, cwd));
    });
    child.on("close", (code, signal) => {
      if (signal !== null) resolve({ kind: "signal", signal });
      else resolve(code === null ? { kind: "closed" } : { kind: "exit", code });
    });
  });
}
function notStarted(error, cwd) {
  const noFolder = cwd !== void 0 && !existsSync(cwd);
  return operationFailure({
    code: noFolder ? "git/no-folder" : "git/missing",
    message: noFolder ? `${cwd} is not there` : `git could not be started: ${error.message}`,
    target: cwd ?? "git",
    retry: "safe",
    next: noFolder ? "name a folder that exists" : "install git, or put it on PATH",
    cause: error
  });
}
async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

export {
  workflowAccess,
  openGit
};
