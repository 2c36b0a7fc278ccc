import {
  gitFailure
} from "./chunk-ZG3CA6L3.js";

// src/adapters/git/object-reader.ts
const { open, readFile, rm } = process.getBuiltinModule("node:fs/promises");
import { operationFailure$75 as operationFailure } from "./common.js";
var IDLE_MS = 250;
function openObjects(git, folder) {
  let batch;
  return {
    read: (githash) => {
      if (batch === void 0 || batch.ended)
        batch = new Batch(git.start(["cat-file", "--batch"], { cwd: folder }), folder);
      return batch.ask(githash);
    }
  };
}
var Batch = class {
  ended = false;
  child;
  folder;
  due = [];
  asked = "";
  chunks = [];
  length = 0;
  /** Bytes to wait for before looking again: a large object is put together once, not with every chunk. */
  needed = 0;
  idle;
  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    child.stdout.on("data", (chunk) => this.take(chunk));
    child.stdin.on("error", () => this.end());
    child.on("error", () => this.end());
    child.on("close", () => this.end());
    child.stderr.resume();
  }
  ask(githash) {
    return new Promise((answer, fail) => {
      clearTimeout(this.idle);
      this.due.push({ answer, fail });
      this.keepAlive(true);
      if (this.asked === "") queueMicrotask(() => this.send());
      this.asked += `${githash}
`;
    });
  }
  send() {
    this.child.stdin.write(this.asked);
    this.asked = "";
  }
  take(chunk) {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length < this.needed) return;
    let rest = Buffer.concat(this.chunks);
    for (let answer = readAnswer(rest); ; answer = readAnswer(rest)) {
      this.needed = answer.end;
      if (answer.end > rest.length) break;
      rest = rest.subarray(answer.end);
      this.due.shift()?.answer(answer.bytes);
    }
    this.chunks = [rest];
    this.length = rest.length;
    if (this.due.length === 0) this.rest();
  }
  rest() {
    this.keepAlive(false);
    this.idle = setTimeout(() => {
      this.ended = true;
      this.child.stdin.end();
    }, IDLE_MS).unref();
  }
  end() {
    this.ended = true;
    for (const question of this.due.splice(0)) question.fail(brokenOff(this.folder));
  }
  keepAlive(alive) {
    const change = alive ? "ref" : "unref";
    this.child[change]();
    for (const stream of [this.child.stdin, this.child.stdout, this.child.stderr])
      stream[change]();
  }
};
async function readObjects(git, folder, hashes, scratch) {
  const file = await open(scratch, "wx+");
  try {
    const words = ["cat-file", "--batch", "--buffer"];
    const options = { cwd: folder, input: `${hashes.join("\n")}
`, outputTo: file.fd };
    const finished = hashes.length === 0 ? void 0 : await git.run(words, options);
    if (finished === void 0) return [];
    if (finished.ending.kind !== "exit" || finished.ending.code !== 0) throw gitFailure(words, finished);
    return readAnswers(await readFile(scratch), hashes.length);
  } finally {
    await file.close();
    await rm(scratch, { force: true });
  }
}
function readAnswers(all, count) {
  const found = [];
  for (let rest = all; found.length < count; ) {
    const { end, bytes } = readAnswer(rest);
    if (end > rest.length) throw new Error(`git cat-file gave ${found.length} of ${count} objects`);
    found.push(bytes);
    rest = rest.subarray(end);
  }
  return found;
}
function readAnswer(buffer) {
  const line = buffer.indexOf("\n");
  if (line < 0) return { end: buffer.length + 1 };
  const header = buffer.toString("utf8", 0, line);
  if (header.endsWith(" missing")) return { end: line + 1 };
  const start = line + 1;
  const end = start + Number(header.split(" ")[2]) + 1;
  return end > buffer.length ? { end } : { end, bytes: new Uint8Array(buffer.subarray(start, end - 1)) };
}
function brokenOff(folder) {
  return operationFailure({
    code: "git/broken-off",
    message: `git cat-file ended before it had read all of ${folder}`,
    target: folder,
    retry: "safe",
    next: "check the repository with git fsck, then run the same command again"
  });
}

// src/adapters/git/commit-files.ts
import { comparePaths$84 as comparePaths } from "./common.js";
var KINDS = {
  "100644": "file",
  "100664": "file",
  "100755": "executable",
  "120000": "link",
  "160000": "submodule"
};
async function openCommit(git, repository, { githash, folder, label }) {
  const lines = await listCommit(git, repository, { githash, folder });
  return toFileSet(lines, openObjects(git, repository), folder === "" ? label : `${label}/${folder}`);
}
async function listCommit(git, repository, { githash, folder }) {
  const below = folder === "" ? "" : `${folder}/`;
  const words = ["ls-tree", "-r", "-z", "--full-tree", githash, ...below === "" ? [] : ["--", below]];
  const text = await git.text(words, { cwd: repository });
  const lines = text.split("\0").filter((line) => line !== "");
  return lines.map((line) => parseLine(line, below.length)).sort((a, b) => comparePaths(a.path, b.path));
}
function parseLine(line, skipped) {
  const tab = line.indexOf("	");
  const [mode = "", , object = ""] = line.slice(0, tab).split(" ");
  return { path: line.slice(tab + 1 + skipped), kind: KINDS[mode] ?? "file", object };
}
function toFileSet(lines, objects, label) {
  const byPath = new Map(lines.map((line) => [line.path, line]));
  return {
    label,
    locate: (path) => path === "" ? label : `${label}/${path}`,
    list: async (folder) => {
      const below = folder === "" ? "" : `${folder}/`;
      return lines.filter(({ path }) => path.startsWith(below)).map(({ path, kind }) => ({ path, kind }));
    },
    read: async (path) => {
      const line = byPath.get(path);
      return line === void 0 || line.kind === "submodule" ? void 0 : objects.read(line.object);
    }
  };
}

export {
  openObjects,
  readObjects,
  KINDS,
  openCommit,
  listCommit
};
