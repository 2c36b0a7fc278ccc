import {
  generateX25519Identity,
  identityToRecipient
} from "./chunk-ESAIMTLA.js";
import {
  require_lib
} from "./chunk-CGNWJEBL.js";
import "./chunk-TRFWPX5H.js";
import {
  commandLine,
  quote
} from "./chunk-BLVV6LKW.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import {
  __toESM
} from "./chunk-SEWDMQ6Q.js";

// src/adapters/demo/playground.ts
const { rmSync } = process.getBuiltinModule("node:fs");
const { cp, mkdir: mkdir2, mkdtemp, readFile, realpath, writeFile: writeFile2 } = process.getBuiltinModule("node:fs/promises");
const { tmpdir } = process.getBuiltinModule("node:os");
const { join: join2 } = process.getBuiltinModule("node:path");
import { operationFailure$75 as operationFailure4 } from "./common.js";
import { shippedFolder$10 as shippedFolder } from "./common.js";

// src/adapters/demo/abrupt-end.ts
var SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
function onAbruptEnd(cleanUp) {
  const interrupted = (signal) => {
    callOff();
    cleanUp();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };
  const callOff = () => {
    process.off("exit", cleanUp);
    for (const signal of SIGNALS) process.off(signal, interrupted);
  };
  process.on("exit", cleanUp);
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return callOff;
}

// src/adapters/demo/demo-host.ts
const { mkdir } = process.getBuiltinModule("node:fs/promises");
const { createServer } = process.getBuiltinModule("node:net");
const { delimiter, dirname } = process.getBuiltinModule("node:path");

// src/adapters/demo/ssh-host.ts
var import_ssh2 = __toESM(require_lib(), 1);
const { connect } = process.getBuiltinModule("node:net");
import { operationFailure$75 as operationFailure } from "./common.js";

// src/adapters/demo/process-groups.ts
const { spawn } = process.getBuiltinModule("node:child_process");
function openProcessGroups() {
  const leaders = /* @__PURE__ */ new Set();
  return {
    start(command, options) {
      const child = spawn("/bin/sh", ["-c", command], { ...options, detached: true, stdio: "pipe" });
      const { pid } = child;
      if (pid === void 0) return child;
      leaders.add(pid);
      child.once("exit", () => {
        if (!signalGroup(pid, 0)) leaders.delete(pid);
      });
      return child;
    },
    signal(shell, name) {
      if (shell.pid !== void 0 && leaders.has(shell.pid)) signalGroup(shell.pid, name);
    },
    killAll() {
      for (const pid of leaders) signalGroup(pid, "SIGKILL");
      leaders.clear();
    }
  };
}
function signalGroup(leader, name) {
  try {
    return process.kill(-leader, name);
  } catch (error) {
    if (error.code === "ESRCH") return false;
    throw error;
  }
}

// src/adapters/demo/ssh-session.ts
function serveSession(session, shells) {
  let running;
  session.on("exec", (accept, _reject, { command }) => {
    running = shells.start(command);
    joinStreams(running, accept());
  });
  session.on("signal", (accept, _reject, { name }) => {
    if (running !== void 0) shells.signal(running, `SIG${name}`);
    accept?.();
  });
}
function joinStreams(child, channel) {
  const [stdin, stdout, stderr] = [child.stdin, child.stdout, child.stderr];
  if (stdin === null || stdout === null || stderr === null) throw new Error("the shell was started without pipes");
  stdin.on("error", () => channel.resume());
  channel.pipe(stdin);
  stdout.pipe(channel, { end: false });
  stderr.pipe(channel.stderr, { end: false });
  child.once("error", () => channel.close());
  child.once("close", async (code, signal) => {
    await Promise.all([flush(channel), flush(channel.stderr)]);
    endChannel(channel, code, signal);
  });
  channel.once("close", () => {
    stdin.end();
    for (const stream of [stdout, stderr]) stream.destroy();
  });
}
function flush(stream) {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
function endChannel(channel, code, signal) {
  if (signal !== null) channel.exit(signal.slice("SIG".length), false, "");
  else channel.exit(code ?? 1);
  channel.end();
}

// src/adapters/demo/ssh-host.ts
async function openSshHost(options) {
  const groups = openProcessGroups();
  const place = { cwd: options.home, env: { ...options.variables, HOME: options.home } };
  const shells = { ...groups, start: (command) => groups.start(command, place) };
  const clients = /* @__PURE__ */ new Set();
  const authorized = parsePublicKey(options.authorizedKey);
  const server = new import_ssh2.default.Server({ hostKeys: [options.hostKey] }, (client) => {
    clients.add(client);
    client.setNoDelay(true);
    client.on("error", () => client.end());
    client.once("close", () => clients.delete(client));
    client.on("authentication", (attempt) => authenticate(attempt, authorized));
    client.on("session", (accept) => serveSession(accept(), shells));
    client.on("tcpip", (accept, reject, { destIP, destPort }) => {
      forward(destIP, options.ports.get(destPort) ?? destPort, { accept, reject });
    });
  });
  const port = await listen(server, options.port);
  return {
    port,
    killAll: () => groups.killAll(),
    async close() {
      groups.killAll();
      for (const client of clients) client.end();
      await new Promise((resolve) => server.close(() => resolve()));
    }
  };
}
function parsePublicKey(text) {
  const key = import_ssh2.default.utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
}
function authenticate(attempt, authorized) {
  if (attempt.method === "publickey" && holdsKey(attempt, authorized)) attempt.accept();
  else attempt.reject(["publickey"]);
}
function holdsKey(attempt, authorized) {
  if (attempt.key.algo !== authorized.type || !attempt.key.data.equals(authorized.getPublicSSH())) return false;
  if (attempt.signature === void 0 || attempt.blob === void 0) return true;
  return authorized.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true;
}
function forward(address, port, answer) {
  const socket = connect(port, address);
  socket.once("error", answer.reject);
  socket.once("connect", () => {
    socket.off("error", answer.reject);
    const channel = answer.accept();
    channel.pipe(socket).pipe(channel);
    socket.on("error", () => channel.end());
    channel.once("close", () => socket.destroy());
  });
}
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => reject(portTaken(port, cause)));
    server.listen(port, "127.0.0.1", () => resolve(server.address().port));
  });
}
function portTaken(port, cause) {
  return operationFailure({
    code: "demo/port",
    message: `127.0.0.1:${port} cannot be listened on: ${cause.message}`,
    target: `127.0.0.1:${port}`,
    retry: "safe",
    next: "end the program that uses this port, then run the same command again",
    cause
  });
}

// src/adapters/demo/ssh-keys.ts
var import_ssh22 = __toESM(require_lib(), 1);
function generateSshKeys() {
  for (; ; ) {
    const pair = import_ssh22.default.utils.generateKeyPairSync("ed25519");
    const readable = [pair.public, pair.private].every((key) => !(import_ssh22.default.utils.parseKey(key) instanceof Error));
    if (readable) return { publicKey: pair.public, privateKey: pair.private };
  }
}

// src/adapters/demo/demo-host.ts
var SERVICE_PORT = 8080;
async function openDemoHost(name, home, authorizedKey, path) {
  await mkdir(home, { recursive: true });
  const hostKey = generateSshKeys();
  const servicePort = await findFreePort();
  const server = await openSshHost({
    home,
    hostKey: hostKey.privateKey,
    authorizedKey,
    port: 0,
    ports: /* @__PURE__ */ new Map([[SERVICE_PORT, servicePort]]),
    variables: {
      // The services of the demo run on the same Node as the demo.
      PATH: [dirname(process.execPath), path].join(delimiter),
      PORT: String(servicePort),
      USER: "demo",
      LOGNAME: "demo",
      SHELL: "/bin/sh"
    }
  });
  const url = `http://127.0.0.1:${servicePort}/`;
  return {
    described: { name, home, address: "127.0.0.1", port: server.port, hostKey: hostKey.publicKey, url },
    server
  };
}
function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// src/adapters/demo/demo-keys.ts
async function generateDemoKeys() {
  const ageIdentity = await generateX25519Identity();
  return { ssh: generateSshKeys(), ageIdentity, ageRecipient: await identityToRecipient(ageIdentity) };
}

// src/adapters/demo/fetch-page.ts
const { setTimeout: wait } = process.getBuiltinModule("node:timers/promises");
import { operationFailure$75 as operationFailure2 } from "./common.js";
var PATIENCE_MS = 5e3;
var PAUSE_MS = 20;
async function fetchPage(url) {
  const deadline = Date.now() + PATIENCE_MS;
  for (; ; ) {
    try {
      const headers = { connection: "close" };
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
      return await response.text();
    } catch (cause) {
      if (Date.now() > deadline) throw noAnswer(url, cause);
      await wait(PAUSE_MS);
    }
  }
}
function noAnswer(url, cause) {
  return operationFailure2({
    code: "demo/page",
    message: `nobody answers at ${url}`,
    target: url,
    retry: "safe",
    cause
  });
}

// src/adapters/demo/kept-settings.ts
const { writeFile } = process.getBuiltinModule("node:fs/promises");
const { join } = process.getBuiltinModule("node:path");
async function writeKeptSettings(folder, keys) {
  const sshKey = join(folder, "ssh.key");
  const ageKey = join(folder, "age.key");
  await writeFile(sshKey, keys.ssh.privateKey, { mode: 384 });
  await writeFile(ageKey, `${keys.ageIdentity}
`, { mode: 384 });
  const file = join(folder, "env.sh");
  const program = commandLine([process.execPath, ...process.execArgv, process.argv[1] ?? "facs"]);
  const lines = [
    `facs() { ${program} "$@"; }`,
    `export FACS_META=${quote(join(folder, "meta.git"))}`,
    `export FACS_STORE=${quote(join(folder, "store"))}`,
    `export FACS_SSH_KEY="$(cat ${quote(sshKey)})"`,
    `export SOPS_AGE_KEY_FILE=${quote(ageKey)}`,
    `cd ${quote(join(folder, "estate"))}`
  ];
  await writeFile(file, `${lines.join("\n")}
`);
  return file;
}

// src/adapters/demo/run-program.ts
const { execFile } = process.getBuiltinModule("node:child_process");
import { operationFailure$75 as operationFailure3 } from "./common.js";
function runProgram(program, words, place) {
  return new Promise((resolve, reject) => {
    execFile(program, words, { ...place, maxBuffer: 16e6 }, (cause, stdout, stderr) => {
      if (cause === null) resolve(stdout.trim());
      else reject(programFailure([program, ...words].join(" "), stderr.trim(), cause));
    });
  });
}
function programFailure(command, stderr, cause) {
  const program = command.split(" ")[0] ?? command;
  const absent = cause.code === "ENOENT";
  return operationFailure3({
    code: "demo/program",
    message: absent ? `${program} cannot be run here` : `${command} failed: ${stderr || cause.message}`,
    target: program,
    retry: "safe",
    next: absent ? `install ${program}, then run the same command again` : "see the message above",
    cause
  });
}

// src/adapters/demo/user-free-git.ts
var SETTINGS = {
  "init.defaultBranch": "main",
  "core.autocrlf": "false",
  "core.hooksPath": "/dev/null",
  "commit.gpgSign": "false",
  "tag.gpgSign": "false",
  // Repacking in the background would outlive the folder that it works in.
  "gc.auto": "0",
  "maintenance.auto": "false",
  "receive.autogc": "false",
  // What is thrown away in a moment need not survive a power cut.
  "core.fsync": "none"
};
function userFreeGit() {
  const settings = Object.entries(SETTINGS).flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value]
  ]);
  return {
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_COUNT: String(Object.keys(SETTINGS).length),
    ...Object.fromEntries(settings),
    GIT_AUTHOR_NAME: "Demo",
    GIT_AUTHOR_EMAIL: "demo@example.com",
    GIT_COMMITTER_NAME: "Demo",
    GIT_COMMITTER_EMAIL: "demo@example.com",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C"
  };
}

// src/adapters/demo/playground.ts
function playgrounds(path) {
  return { open: async () => openPlayground(await makeFolder(), await generateDemoKeys(), path) };
}
async function openPlayground(folder, keys, path) {
  const hosts = [];
  const starting = [];
  let kept = false;
  const removeFolder = () => {
    if (!kept) removeWhole(folder);
  };
  const callOff = onAbruptEnd(() => {
    for (const { server } of hosts) server.killAll();
    removeFolder();
  });
  const env = { PATH: path, HOME: await makeHome(folder), ...userFreeGit() };
  return {
    folder,
    recipient: keys.ageRecipient,
    variables: {
      ...env,
      FACS_META: join2(folder, "meta.git"),
      FACS_STORE: join2(folder, "store"),
      FACS_SSH_KEY: keys.ssh.privateKey,
      SOPS_AGE_KEY: keys.ageIdentity
    },
    copyEstate: () => cp(join2(shippedFolder(), "demo"), folder, { recursive: true }),
    write: (path2, text) => writeFile2(join2(folder, path2), text),
    replace: (path2, what, by) => replaceIn(join2(folder, path2), what, by),
    async startHost(name) {
      const opening = openDemoHost(name, join2(folder, "hosts", name), keys.ssh.publicKey, path);
      starting.push(opening);
      const host = await opening;
      hosts.push(host);
      return host.described;
    },
    git: (at, words) => runProgram("git", words, { cwd: join2(folder, at), env }),
    runScript: async (at, script) => void await runProgram("sh", [script], { cwd: join2(folder, at), env }),
    fetchPage,
    async keep() {
      kept = true;
      return writeKeptSettings(folder, keys);
    },
    async close() {
      await Promise.allSettled(starting);
      await Promise.all(hosts.map(({ server }) => server.close()));
      removeFolder();
      callOff();
    }
  };
}
async function makeFolder() {
  try {
    return await realpath(await mkdtemp(join2(tmpdir(), "facs-demo-")));
  } catch (cause) {
    throw operationFailure4({
      code: "demo/folder",
      message: `no temporary folder can be made in ${tmpdir()}`,
      target: tmpdir(),
      retry: "safe",
      next: "free space there, or set TMPDIR to a folder that can be written",
      cause
    });
  }
}
function removeWhole(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 20 });
  } catch (cause) {
    throw operationFailure4({
      code: "demo/folder-left",
      message: `${folder} cannot be removed`,
      target: folder,
      retry: "never",
      next: `when nothing writes to it any more: rm -rf ${quote(folder)}`,
      cause
    });
  }
}
async function replaceIn(file, what, by) {
  const text = await readFile(file, "utf8");
  if (!text.includes(what)) throw new Error(`${file} does not hold ${what}`);
  await writeFile2(
    file,
    text.replaceAll(what, () => by)
  );
}
async function makeHome(folder) {
  const home = join2(folder, "home");
  await mkdir2(home);
  return home;
}
export {
  playgrounds
};
