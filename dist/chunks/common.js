
// package.json
var name = "facsimile";
var version = "0.1.0";
var description = "Exact copies of an environment, from layered definitions in git to plain servers over SSH.";
var license = "Apache-2.0";
var repository = "github:facsimile-ci/facsimile";
var type = "module";
var bin = {
  facs: "dist/cli.js"
};
var exports = {
  "./meta": {
    types: "./define/meta.d.ts",
    default: "./dist/meta.js"
  },
  "./plugin": {
    types: "./define/plugin.d.ts"
  },
  "./package.json": "./package.json"
};
var files = [
  "dist",
  "actions",
  "action.yml",
  "define",
  "workflows",
  "docs",
  "CHANGELOG.md"
];
var engines = {
  node: ">=20.19"
};
var scripts = {
  test: "sh test/run",
  check: "biome check --config-path=test/lint.json --error-on-warnings . && tsc --noEmit && tsc --noEmit -p src/core",
  format: "biome check --config-path=test/lint.json --write .",
  build: "node src/build/bundle.ts",
  generate: "node src/build/generate.ts",
  bench: "node test/bench/run.ts"
};
var devDependencies = {
  "@actions/core": "^3.0.1",
  "@biomejs/biome": "^2.6.8",
  "@bufbuild/buf": "^1.75.0",
  "@bufbuild/protoc-gen-es": "^2.13.0",
  "@octokit/graphql-schema": "^15.26.1",
  "@octokit/webhooks-examples": "^7.6.1",
  "@types/node": "^24.19.2",
  "@types/picomatch": "^4.0.3",
  "@types/ssh2": "^1.15.6",
  "@types/tar-stream": "^3.1.5",
  ajv: "^8.20.0",
  esbuild: "^0.28.2",
  "fast-check": "^4.10.2",
  graphql: "^16.15.0",
  "libpg-query": "^18.1.5",
  node: "^24.21.0",
  typescript: "^7.0.2",
  vitest: "^5.1.1"
};
var dependencies = {
  "@bufbuild/protobuf": "^2.17.0",
  "@noble/hashes": "^2.4.0",
  "@octokit/rest": "^22.0.1",
  "age-encryption": "^0.3.1",
  diff: "^9.0.0",
  liquidjs: "^10.30.1",
  "node-ssh": "^13.2.1",
  picomatch: "^4.0.7",
  ssh2: "^1.17.0",
  "tar-stream": "^3.2.2",
  "toml-eslint-parser": "^1.0.3",
  ulid: "^3.0.2",
  yaml: "^2.9.1"
};
var allowScripts = {
  "@bufbuild/buf": false,
  "cpu-features": false,
  esbuild: false,
  fsevents: false,
  node: true,
  ssh2: false
};
var package_default = {
  name,
  version,
  description,
  license,
  repository,
  type,
  bin,
  exports,
  files,
  engines,
  scripts,
  devDependencies,
  dependencies,
  allowScripts
};

// src/actions/github-talk.ts
const { isAbsolute, relative } = process.getBuiltinModule("node:path");

// src/core/printable.ts
var LONGEST = 1e3;
var UNSEEN = new RegExp("[\\0-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff]|\\p{Surrogate}", "gu");
var UNSEEN_IN_LINES = new RegExp("[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufeff]|\\p{Surrogate}", "gu");
function printableLine(text3) {
  return spellOut(shorten(text3), UNSEEN);
}
function printableLines(text3) {
  return text3.split("\n").map((line) => spellOut(shorten(line), UNSEEN_IN_LINES)).join("\n");
}
function shorten(text3) {
  return text3.length <= LONGEST ? text3 : `${text3.slice(0, LONGEST / 2)} \u2026 ${text3.slice(-LONGEST / 2)}`;
}
function spellOut(text3, unseen) {
  return text3.replace(unseen, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, "0")}` : `\\u${code}`;
  });
}

// src/core/issue.ts
var MOST_SHOWN = 100;
function fileOrigin(file, line = 1, column = 1) {
  return { kind: "file", file, line, column };
}
function inputOrigin(name2) {
  return { kind: "input", name: name2 };
}
function describeOrigin(origin) {
  return origin.kind === "file" ? `${origin.file}:${origin.line}:${origin.column}` : origin.name;
}
function describeIssue(issue) {
  const where = issue.origin === void 0 ? "" : `${printableLine(describeOrigin(issue.origin))}: `;
  const excerpt = issue.excerpt === void 0 ? "" : `
${printableLines(issue.excerpt)}`;
  return `${where}${describeProblem(issue)}${excerpt}`;
}
function describeProblem({ message, hint }) {
  return `${printableLine(message)}${hint === void 0 ? "" : ` (${printableLine(hint)})`}`;
}
function describeIssues(issues) {
  const lines = issues.slice(0, MOST_SHOWN).map(describeIssue);
  return [...lines, ...issues.length > MOST_SHOWN ? [`\u2026 and ${issues.length - MOST_SHOWN} more`] : []].join("\n");
}
function distinctIssues(issues) {
  const keyed = new Map(issues.map((issue) => [JSON.stringify([issue.origin, issue.message]), issue]));
  return [...keyed.values()];
}

// src/core/secret.ts
var hidden = /* @__PURE__ */ new WeakMap();
var Secret = class {
  constructor(value) {
    hidden.set(this, value);
  }
  toString() {
    return "***";
  }
  toJSON() {
    return "***";
  }
  /** What Node's inspector and console print. */
  [/* @__PURE__ */ Symbol.for("nodejs.util.inspect.custom")]() {
    return "***";
  }
};
function secret(value) {
  return new Secret(value);
}
function reveal(wrapped) {
  return hidden.get(wrapped);
}

// src/actions/workflow-command.ts
function toWorkflowCommand(command, message, place = {}) {
  const properties = Object.entries(place).map(([name2, value]) => `${name2}=${escapeProperty(String(value))}`);
  return `::${command}${properties.length === 0 ? "" : ` ${properties.join(",")}`}::${escapeData(message)}`;
}
function toPlainText(text3) {
  if (!/^\s*::|##\[/m.test(text3)) return text3;
  const word2 = crypto.randomUUID();
  return `::stop-commands::${word2}
${text3}
::${word2}::`;
}
function escapeData(text3) {
  return text3.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text3) {
  return escapeData(text3).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

// src/actions/github-talk.ts
function githubTalk({ write, mask }, workspace) {
  let depth = 0;
  return {
    say: (line) => write(toPlainText(line)),
    warn: (issue) => write(annotate("warning", issue, workspace)),
    mask: (value) => mask(reveal(value)),
    group: async (title, work) => {
      write(depth === 0 ? toWorkflowCommand("group", title) : toPlainText(title));
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
        if (depth === 0) write(toWorkflowCommand("endgroup", ""));
      }
    }
  };
}
function annotate(command, issue, workspace) {
  const { origin } = issue;
  const place = origin?.kind === "file" ? { file: shorten2(origin.file, workspace), line: origin.line, col: origin.column } : { ...origin === void 0 ? {} : { title: origin.name } };
  return toWorkflowCommand(command, describeProblem(issue), place);
}
function shorten2(file, workspace) {
  if (!isAbsolute(file)) return file;
  const path = relative(workspace, file);
  return path.startsWith("..") ? file : path;
}

// src/actions/step-files.ts
const { appendFileSync } = process.getBuiltinModule("node:fs");
function appendSummary(file, markdown) {
  if (file !== void 0 && file !== "" && markdown !== "") appendFileSync(file, `${markdown}
`);
}
function appendOutputs(file, outputs) {
  const entries = Object.entries(outputs).map(([name2, value]) => {
    const end = `end_${crypto.randomUUID()}`;
    return `${name2}<<${end}
${value}
${end}
`;
  });
  if (file !== void 0 && file !== "" && entries.length > 0) appendFileSync(file, entries.join(""));
}

// src/app/masked-text.ts
var SHORTEST = 4;
function maskedText() {
  const hidden2 = /* @__PURE__ */ new Set();
  let longestFirst = [];
  return {
    mask: (value) => {
      const text3 = reveal(value);
      const lines = text3.split(/\r?\n/).map((line) => line.trim());
      for (const each of [text3, ...lines]) if (each.length >= SHORTEST) hidden2.add(each);
      longestFirst = [...hidden2].sort((a, b) => b.length - a.length);
    },
    without: (text3) => longestFirst.reduce((shown, each) => shown.replaceAll(each, "***"), text3)
  };
}

// src/actions/step-log.ts
var SHORTEST_LINE = 4;
function stepLog(raw) {
  const masked = maskedText();
  return {
    write: (line) => raw(masked.without(line)),
    mask: (text3) => {
      masked.mask(secret(text3));
      const lines = text3.split(/\r?\n/).map((line) => line.trim());
      const long = lines.filter((line) => line.length >= SHORTEST_LINE);
      for (const each of /* @__PURE__ */ new Set([text3, ...long])) if (each !== "") raw(toWorkflowCommand("add-mask", each));
    }
  };
}

// src/adapters/clock/system-clock.ts
var systemClock = {
  now: () => Date.now(),
  // The promises of node:timers bring the whole of Node's streams with them, which every start would pay.
  sleep: (durationMs) => new Promise((done) => void setTimeout(done, durationMs))
};

// src/core/error.ts
var EXIT = { done: 0, failed: 1, input: 2, drift: 3, usage: 64, bug: 70 };
function inputFailure(...issues) {
  return Object.assign(new Error(describeIssues(issues)), { kind: "input", issues });
}
function usageFailure(message, command) {
  return Object.assign(new Error(message), { kind: "usage", command });
}
function operationFailure(operation) {
  const { message, cause, ...rest } = operation;
  return Object.assign(new Error(message, { cause }), { kind: "operation", ...rest });
}
function isFailure(error) {
  return error instanceof Error && "kind" in error && ["input", "usage", "operation"].includes(String(error.kind));
}
function hasCode(error, code) {
  return isFailure(error) && error.kind === "operation" && error.code === code;
}
function exitCodeOf(error) {
  if (!isFailure(error)) return EXIT.bug;
  if (error.kind === "operation") return exitCodeFor(error);
  return { input: EXIT.input, usage: EXIT.usage }[error.kind];
}
function exitCodeFor({ code }) {
  return code === "verify/drift" ? EXIT.drift : EXIT.failed;
}
function unwrap(result) {
  if (!result.ok) throw inputFailure(...result.issues);
  return result.value;
}

// src/adapters/fs/disk-failure.ts
function refusals(path, look) {
  try {
    return look();
  } catch (error) {
    throw error instanceof Error && isOfTheDisk(error) ? diskFailure(path, error) : error;
  }
}
async function slowRefusals(path, work) {
  try {
    return await work();
  } catch (error) {
    throw isFailure(error) ? error : diskFailure(path, error);
  }
}
function isOfTheDisk(error) {
  return error instanceof Error && "syscall" in error;
}
function diskFailure(path, error) {
  return operationFailure({
    code: "disk/refused",
    message: `${path}: ${error.message}`,
    target: path,
    retry: "safe",
    next: "see to rights and room for it on this machine, then run the same command again",
    cause: error
  });
}

// src/adapters/fs/folder.ts
const { lstatSync, readdirSync, readFileSync, readlinkSync } = process.getBuiltinModule("node:fs");
const { join, posix } = process.getBuiltinModule("node:path");

// src/core/files.ts
function below(set, folder) {
  if (folder === "") return set;
  const inside3 = (path) => path === "" ? folder : `${folder}/${path}`;
  return {
    label: set.label,
    list: async (path, only) => (await set.list(inside3(path), only)).map((entry) => ({ ...entry, path: entry.path.slice(folder.length + 1) })),
    read: (path) => set.read(inside3(path)),
    measure: async (path) => set.measure?.(inside3(path)),
    locate: (path) => set.locate(inside3(path))
  };
}
function without(set, folder) {
  const isOutside = (path) => !path.startsWith(`${folder}/`);
  return {
    ...set,
    list: async (path, only) => (await set.list(path, only)).filter((entry) => isOutside(entry.path)),
    read: async (path) => isOutside(path) ? set.read(path) : void 0,
    measure: async (path) => isOutside(path) ? set.measure?.(path) : void 0
  };
}
function comparePaths(a, b) {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return byteRank(left) - byteRank(right);
  }
  return a.length - b.length;
}
function byteRank(unit) {
  if (unit >= 57344) return unit - 2048;
  return unit >= 55296 ? unit + 8192 : unit;
}

// src/adapters/fs/reading.ts
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
var SMALL_BYTES = 16 * 1024;
async function openFolder(root, shown) {
  const found = refusals(shown, () => ifThere(() => lstatSync(root)));
  if (found === void 0 || !(found.isDirectory() || found.isSymbolicLink())) return void 0;
  return {
    label: shown,
    locate: (path) => posix.join(shown, path),
    list: async (folder, only) => refusals(posix.join(shown, folder), () => walk(root, folder, only)).sort((a, b) => comparePaths(a.path, b.path)),
    read: async (path) => refusals(posix.join(shown, path), () => readEntry(join(root, path))),
    measure: (path) => measure(join(root, path), posix.join(shown, path))
  };
}
function walk(root, folder, only) {
  const children = ifThere(() => readdirSync(join(root, folder), { withFileTypes: true }));
  return (children ?? []).flatMap((child) => {
    if (child.name === ".git") return [];
    const path = folder === "" ? child.name : `${folder}/${child.name}`;
    if (child.isSymbolicLink()) return [{ path, kind: "link" }];
    if (child.isDirectory()) return only !== void 0 ? [] : walk(root, path);
    if (!child.isFile()) return [];
    if (only === "names") return [{ path, kind: "file" }];
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
async function measure(path, shown) {
  const found = refusals(shown, () => ifThere(() => lstatSync(path)));
  if (found === void 0 || !found.isFile() || found.size <= SMALL_BYTES) return void 0;
  const { measureFile } = await import("./large-file-Z3DAQAYD.js");
  return measureFile(path, shown);
}

// src/adapters/fs/local-files.ts
const { readdirSync: readdirSync2, readFileSync: readFileSync2, statSync } = process.getBuiltinModule("node:fs");
const { resolve } = process.getBuiltinModule("node:path");
function localFiles(cwd) {
  const at2 = (path) => resolve(cwd, path);
  return {
    folder: (path) => openFolder(at2(path), path),
    read: async (path) => refusals(path, () => readIfThere(at2(path))),
    write: (file) => change(file.path, ({ writeWhole }) => writeWhole(at2(file.path), file)),
    create: (file) => change(file.path, ({ createWhole }) => createWhole(at2(file.path), file)),
    exclusively: async (path, work) => (await import("./file-lock-W3BLKSL3.js")).whileHolding(at2(path), work, path),
    link: (path, target) => change(path, ({ linkTo }) => linkTo(at2(path), target)),
    makeFolder: (path) => change(path, ({ makeFolder }) => makeFolder(at2(path))),
    makeTopFolder: (path) => change(path, async () => (await import("./top-folder-UWYQMH6F.js")).makeTopFolder(at2(path))),
    renameFolder: (from, to) => change(to, ({ renameFolder }) => renameFolder(at2(from), at2(to))),
    remove: (path) => change(path, ({ remove }) => remove(at2(path))),
    names: async (path) => refusals(path, () => ifThere(() => readdirSync2(at2(path)))),
    isFolder: async (path) => refusals(path, () => ifThere(() => statSync(at2(path))))?.isDirectory() ?? false
  };
}
function readIfThere(path) {
  const found = ifThere(() => statSync(path));
  return found === void 0 || found.isDirectory() ? void 0 : new Uint8Array(readFileSync2(path));
}
function change(path, work) {
  return slowRefusals(path, async () => work(await import("./change-files-SFIEIFKE.js")));
}

// src/adapters/fs/shipped.ts
const { existsSync } = process.getBuiltinModule("node:fs");
const { dirname, join: join2 } = process.getBuiltinModule("node:path");
const { fileURLToPath } = process.getBuiltinModule("node:url");
function shippedFolder() {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join2(folder, "define", "demo"))) {
    if (dirname(folder) === folder) throw new Error("define/ is missing beside the program");
    folder = dirname(folder);
  }
  return join2(folder, "define");
}
async function shippedFiles() {
  const files2 = await openFolder(shippedFolder(), "facsimile:define");
  if (files2 === void 0) throw new Error("define/ is missing beside the program");
  return files2;
}

// src/core/result.ts
function valid(value, warnings = []) {
  return { ok: true, value, warnings };
}
function invalid(...issues) {
  return { ok: false, issues };
}
function collect(results) {
  const issues = results.flatMap((each) => each.ok ? [] : each.issues);
  if (issues.length > 0) return invalid(...issues);
  const passed = results.filter((each) => each.ok);
  return valid(
    passed.map(({ value }) => value),
    passed.flatMap(({ warnings }) => warnings)
  );
}

// src/app/decode-text.ts
var LINE_BREAK = 10;
function decodeText(bytes, file, area) {
  const text3 = decode(bytes);
  if (text3 !== void 0) return valid(text3);
  const origin = fileOrigin(file, firstBrokenLine(bytes));
  return invalid({ code: `${area}/encoding`, message: "no UTF-8 text", hint: "save it as UTF-8", origin });
}
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return void 0;
    throw error;
  }
}
function firstBrokenLine(bytes) {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(LINE_BREAK, start);
    const stop = end < 0 ? bytes.length : end;
    if (decode(bytes.subarray(start, stop)) === void 0) return line;
    start = stop + 1;
  }
  return line;
}

// src/core/nearest.ts
function nearest(word2, names) {
  let best;
  let least = Math.max(1, Math.floor(word2.length / 3)) + 1;
  const written = word2.toLowerCase();
  for (const name2 of names) {
    if (Math.abs(word2.length - name2.length) >= least) continue;
    const distance = editDistance(written, name2.toLowerCase(), least);
    if (distance < least) {
      least = distance;
      best = name2;
    }
  }
  return best;
}
function didYouMean(word2, names) {
  const name2 = nearest(word2, names);
  return name2 === void 0 ? void 0 : `did you mean "${name2}"?`;
}
function editDistance(a, b, limit) {
  let beforeLast = [];
  let last = [];
  for (let j = 0; j <= b.length; j++) last.push(j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let lowest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
      lowest = Math.min(lowest, cost);
    }
    if (lowest > limit) return lowest;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}
function at(row, index) {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

// src/core/definition/names.ts
var SEGMENT = /^[a-z0-9][a-z0-9_-]*$/;
var LAYER = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$/;
var HOST = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
var INSTANCE = /^[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$/;
var INSTANCE_OR_PATTERN = /^[a-z0-9*][a-z0-9_*-]*(\.[a-z0-9*][a-z0-9_*-]*)*$/;
var OPERATING_SYSTEM = /^[a-z0-9]+$/;
function isLayerName(name2) {
  return LAYER.test(name2);
}
function isHostName(name2) {
  return HOST.test(name2);
}
function segmentsOf(instance) {
  return instance.split(".");
}
function isPattern(name2) {
  return name2.includes("*");
}
function matchesPattern(pattern, instance) {
  const expression = pattern.split(/(\*\*|\*)/).map((part) => part === "**" ? ".+" : part === "*" ? "[^.]+" : part.replaceAll(".", "\\.")).join("");
  return new RegExp(`^${expression}$`).test(instance);
}

// src/core/definition/sealed-layer.ts
var ENCRYPT_LESS = "keep it in a plain layer, or let sops encrypt only what is secret: encrypted_regex";
function hiddenKey(key) {
  const message = `${key} is encrypted: it is read before any key is at hand`;
  return { code: "definition/secret", message, hint: ENCRYPT_LESS, path: key };
}
var MASK = "***";
var CIPHERTEXT = /^ENC\[AES256_GCM,data:[^,]*,iv:[^,]*,tag:[^,]*,type:(\w+)\]$/;
function sealLayer(layer, text3) {
  const { root, file } = layer;
  if (!isSopsFile(root)) return layer;
  const members = new Map([...root.members].filter(([key]) => key !== "sops"));
  return { ...layer, root: sealMembers({ ...root, members }, file, []), sealed: text3 };
}
function isSopsFile({ members }) {
  const notes = members.get("sops")?.value;
  return notes?.kind === "mapping" && ["mac", "lastmodified"].every((key) => isText(notes.members.get(key)?.value));
}
function seal(node, file, path) {
  if (node.kind === "mapping") return sealMembers(node, file, path);
  if (node.kind === "scalar")
    return typeOf(node) === void 0 ? node : { kind: "scalar", value: MASK, origin: node.origin, sealed: { file, path } };
  const items = node.items.filter((item) => typeOf(item) !== "comment");
  return { ...node, items: items.map((item, i) => seal(item, file, [...path, i])) };
}
function sealMembers(node, file, path) {
  const members = [...node.members].map(([key, { key: place, value }]) => [
    key,
    { key: place, value: seal(value, file, [...path, key]) }
  ]);
  return { ...node, members: new Map(members) };
}
function typeOf(node) {
  return isText(node) ? CIPHERTEXT.exec(node.value)?.[1] : void 0;
}
function isText(node) {
  return node?.kind === "scalar" && typeof node.value === "string";
}

// src/core/definition/value-node.ts
function toJson(node) {
  if (node.kind === "scalar") return node.unset === true ? toObject([["$unset", true]]) : node.value;
  if (node.kind === "list") return node.edit === void 0 ? node.items.map(toJson) : editToJson(node.edit);
  const value = /* @__PURE__ */ Object.create(null);
  for (const [key, member] of node.members) value[key] = toJson(member.value);
  return node.replaces === true ? toObject([["$replace", value]]) : value;
}
function editToJson({ remove, prepend, append }) {
  const words = Object.entries({ $remove: remove, $prepend: prepend, $append: append });
  const said = words.filter(([, items]) => items.length > 0);
  return toObject((said.length > 0 ? said : words.slice(0, 1)).map(([word2, items]) => [word2, items.map(toJson)]));
}
function holds(node, test) {
  if (node.kind === "scalar") return test(node);
  if (node.kind === "list") return node.items.some((item) => holds(item, test));
  for (const member of node.members.values()) if (holds(member.value, test)) return true;
  return false;
}
function toObject(entries) {
  const object = /* @__PURE__ */ Object.create(null);
  for (const [key, value] of entries) object[key] = value;
  return object;
}
function find(root, path) {
  let found = { key: root.origin, value: root };
  for (const step of path) {
    const next = stepInto(found.value, step);
    if (next === void 0) return { kind: found.value.kind === "mapping" ? "absent" : "cut" };
    found = next;
  }
  return { kind: "found", ...found };
}
function nearestTo(root, path) {
  let found;
  for (const step of path) {
    const next = stepInto(found?.value ?? root, step);
    if (next === void 0) break;
    found = next;
  }
  return found;
}
function stepInto(node, step) {
  if (node.kind === "mapping") return typeof step === "string" ? node.members.get(step) : void 0;
  if (node.kind === "scalar" || typeof step === "string") return void 0;
  const item = node.items[step];
  return item === void 0 ? void 0 : { key: item.origin, value: item };
}

// src/core/definition/layer-order.ts
function projectLayers(project) {
  return [.../* @__PURE__ */ new Set(["facsimile", project])];
}
var INSTALL_LAYER = "config/install";
function instanceLayers(project, instance) {
  return keepLast([...projectLayers(project), ...segmentsOf(instance), instance]);
}
function inheritedBy(layer) {
  return namesOf(layer).map((name2) => name2.value);
}
function missingLayers(roots, known) {
  const inherited = [...known.values()].flatMap((layer) => layer === void 0 ? [] : inheritedBy(layer));
  const wanted = [...roots, ...inherited];
  return [...new Set(wanted)].filter((name2) => !known.has(name2));
}
function orderLayers(roots, known, available) {
  const order = new Orderer(known, available);
  const names = keepLast(roots.flatMap((name2) => order.expand(name2, [])));
  if (order.issues.size > 0) return invalid(...order.issues.values());
  return valid(names.flatMap((name2) => known.get(name2) ?? []));
}
var Orderer = class {
  /** By place, so that a layer reached on two ways complains once. */
  issues = /* @__PURE__ */ new Map();
  expanded = /* @__PURE__ */ new Map();
  known;
  available;
  constructor(known, available) {
    this.known = known;
    this.available = available;
  }
  /** The layer and all that it brings along, weakest first. `above` are the layers that brought it. */
  expand(name2, above) {
    const done = this.expanded.get(name2);
    if (done !== void 0) return done;
    const layer = this.known.get(name2);
    if (layer === void 0) return [];
    this.checkForm(layer);
    const beneath = namesOf(layer).flatMap((inherited) => this.follow(inherited, [...above, name2]));
    const all = keepLast([...beneath, name2]);
    this.expanded.set(name2, all);
    return all;
  }
  follow(inherited, above) {
    const { value: name2, origin } = inherited;
    if (above.includes(name2)) {
      const cycle = [...above.slice(above.indexOf(name2)), name2].join(" \u2192 ");
      this.add({ code: "definition/inherit-cycle", message: `layers inherit in a circle: ${cycle}`, origin });
      return [];
    }
    if (this.known.get(name2) === void 0) {
      const hint = didYouMean(name2, this.available) ?? `layers here: ${this.available.join(", ")}`;
      this.add({ code: "definition/no-layer", message: `there is no layer "${name2}" to inherit`, hint, origin });
    }
    return this.expand(name2, above);
  }
  checkForm(layer) {
    const inherit = layer.root.members.get("inherit")?.value;
    if (inherit === void 0) return;
    const isList = inherit.kind === "list" && inherit.edit === void 0;
    for (const item of isList ? inherit.items : [inherit]) {
      if (isList && isName(item)) continue;
      if (holds(item, ({ sealed }) => sealed !== void 0)) this.add({ ...hiddenKey("inherit"), origin: item.origin });
      else {
        const message = "inherit is a list of layer names";
        this.add({ code: "definition/inherit", message, hint: "write inherit: [name]", origin: item.origin });
      }
    }
  }
  add(issue) {
    const key = `${issue.origin.file}:${issue.origin.line}:${issue.origin.column}`;
    if (!this.issues.has(key)) this.issues.set(key, issue);
  }
};
function namesOf(layer) {
  const inherit = layer.root.members.get("inherit")?.value;
  return inherit?.kind === "list" && inherit.edit === void 0 ? inherit.items.filter(isName) : [];
}
function isName(node) {
  return node.kind === "scalar" && typeof node.value === "string" && isLayerName(node.value);
}
function keepLast(names) {
  return names.filter((name2, i) => names.lastIndexOf(name2) === i);
}

// src/core/json.ts
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseShallowJson(text3, levels) {
  if (isNestedDeeper(text3, levels)) return void 0;
  try {
    return JSON.parse(text3);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function isNestedDeeper(text3, levels) {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text3.length; i++) {
    const letter = text3[i];
    if (letter === '"') quoted = !quoted;
    else if (letter === "\\") i += 1;
    else if (!quoted && (letter === "[" || letter === "{")) depth += 1;
    else if (!quoted && (letter === "]" || letter === "}")) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
}
function valueAt(root, path) {
  let value = root;
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === "number" ? value[step] : void 0;
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : void 0;
    else return void 0;
  }
  return value;
}
function describePath(path) {
  return path.reduce((text3, key) => {
    if (typeof key === "number") return `${text3}[${key}]`;
    return text3 === "" ? key : `${text3}.${key}`;
  }, "");
}

// src/core/definition/list-edit.ts
function applyEdit(items, { remove, prepend, append }) {
  return [...prepend, ...without2(items, [...remove, ...prepend, ...append]), ...append];
}
function joinEdits(weaker, stronger) {
  const named = [...stronger.remove, ...stronger.prepend, ...stronger.append];
  const prepend = [...stronger.prepend, ...without2(weaker.prepend, named)];
  const append = [...without2(weaker.append, named), ...stronger.append];
  const removed = [...without2(weaker.remove, stronger.remove), ...stronger.remove];
  return { remove: without2(removed, [...prepend, ...append]), prepend, append };
}
function editNode(edit, origin) {
  return { kind: "list", items: [...edit.prepend, ...edit.append], origin, edit };
}
function identify(node) {
  const text3 = JSON.stringify(inOrder(toJson(node)));
  return holds(node, ({ sealed }) => sealed !== void 0) ? `${text3} at ${describeOrigin(node.origin)}` : text3;
}
function without2(items, named) {
  if (named.length === 0) return items;
  const names = new Set(named.map(identify));
  return items.filter((item) => !names.has(identify(item)));
}
function inOrder(value) {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort();
  return { mapping: keys.map((key) => [key, inOrder(value[key] ?? null)]) };
}

// src/core/definition/merge.ts
var DIRECTIVES = /* @__PURE__ */ new Set(["inherit"]);
var OF_THE_ESTATE = /* @__PURE__ */ new Set(["instances", "projects", "facsimile"]);
function mergeLayers(layers) {
  return toJson(mergeRoots(layers));
}
function mergeRoots(layers, without3 = /* @__PURE__ */ new Set(), clashes = []) {
  const nothing2 = { kind: "mapping", members: /* @__PURE__ */ new Map(), origin: fileOrigin("definition") };
  return settle(layers.map(({ root }) => leaveOut(root, without3)).reduce(mergeMappings, nothing2), clashes);
}
function leaveOut(root, without3) {
  const members = [...root.members].filter(([key]) => !DIRECTIVES.has(key) && !without3.has(key));
  return members.length === root.members.size ? root : { ...root, members: new Map(members) };
}
function mergeNodes(weaker, stronger) {
  if (isEdit(stronger)) return editOver(weaker, stronger);
  if (stronger.kind !== "mapping" || stronger.replaces === true) return stronger;
  return weaker.kind === "mapping" ? mergeMappings(weaker, stronger) : { ...stronger, replaces: true, words: true };
}
function settle(mapping2, clashes) {
  if (mapping2.words !== true) return mapping2;
  const members = /* @__PURE__ */ new Map();
  for (const [key, { key: origin, value }] of mapping2.members) {
    if (value.kind === "scalar" && value.unset === true) continue;
    members.set(key, { key: origin, value: settleValue(value, clashes) });
  }
  return { kind: "mapping", members, origin: mapping2.origin };
}
function settleValue(node, clashes) {
  if (node.kind === "mapping") return settle(node, clashes);
  if (node.kind === "scalar" || node.edit === void 0 && node.clash === void 0) return node;
  if (node.clash !== void 0) clashes.push(node.clash);
  return { kind: "list", items: node.items, origin: node.origin };
}
function mergeMappings(weaker, stronger) {
  const members = new Map(weaker.members);
  let words = weaker.words === true || stronger.words === true;
  for (const [key, member] of stronger.members) {
    const merged = mergeMember(members.get(key), member);
    members.set(key, merged);
    words ||= merged.value.kind === "mapping" && merged.value.words === true;
  }
  const replaces = weaker.replaces === true ? { replaces: weaker.replaces } : {};
  return { kind: "mapping", members, origin: stronger.origin, ...replaces, ...words ? { words } : {} };
}
function mergeMember(weaker, stronger) {
  return weaker === void 0 ? stronger : { key: stronger.key, value: mergeNodes(weaker.value, stronger.value) };
}
function isEdit(node) {
  return node.kind === "list" && node.edit !== void 0;
}
function editOver(weaker, { items, edit, origin }) {
  if (weaker.kind !== "list") {
    const isNothing = weaker.kind === "scalar" && weaker.value === null;
    return { kind: "list", items, origin, ...isNothing ? {} : { clash: { edit: origin, beneath: weaker.origin } } };
  }
  if (weaker.edit !== void 0) return editNode(joinEdits(weaker.edit, edit), origin);
  const { clash } = weaker;
  return { kind: "list", items: applyEdit(weaker.items, edit), origin, ...clash === void 0 ? {} : { clash } };
}

// src/core/definition/module-layers.ts
var MODULES_FILE = "modules";
var MODULES_LAYER = "(modules)";
var OVERLAYS = [
  ["service", "service"],
  ["config", "freeform"]
];
function toModulesLayer({ file, root, sealed }) {
  const { members, origin, words } = root;
  const own = members.get(MODULES_FILE);
  const isWhole = members.size === 1 && own?.value.kind === "mapping" && own.value.replaces === true;
  const modules2 = isWhole ? own : { key: origin, value: root };
  return {
    name: MODULES_LAYER,
    file,
    root: toRoot(modules2, { origin, ...words && { words } }),
    ...sealed && { sealed }
  };
}
function nameModules(layer) {
  const member = layer.root.members.get("modules");
  if (member?.value.kind !== "list") return valid(layer);
  const issues = [];
  const members = new Map(layer.root.members);
  members.set("modules", { key: member.key, value: byName(member.value, issues) });
  return issues.length > 0 ? invalid(...issues) : valid({ ...layer, root: { ...layer.root, members, words: true } });
}
function overlayModules(layers) {
  const isOverlaid = layers.some(({ root }) => OVERLAYS.some(([key]) => root.members.has(key)));
  if (!isOverlaid || !layers.some(({ root }) => root.members.has("modules"))) return layers;
  const users = modulesByUser(layers);
  return layers.flatMap((layer) => [...overlayOf(layer, users), layer]);
}
function byName({ items, edit, origin }, issues) {
  const members = /* @__PURE__ */ new Map();
  const add = (item, i, toValue) => {
    const name2 = item.kind === "mapping" ? item.members.get("name")?.value : item;
    const path = `modules[${i}]`;
    const complain = (message) => issues.push({ code: "definition/value", message: `${path} ${message}`, path, origin: (name2 ?? item).origin });
    if (name2 === void 0) complain("needs a name");
    else if (!isText2(name2)) complain("must be a name, or a mapping with one");
    else if (members.has(name2.value)) complain(`is the second module called ${name2.value}`);
    else members.set(name2.value, { key: name2.origin, value: toValue(name2) });
  };
  for (const [i, item] of items.entries()) add(item, i, (name2) => item.kind === "mapping" ? item : empty(name2));
  for (const [i, item] of edit?.remove.entries() ?? []) add(item, i, unset);
  return { kind: "mapping", members, origin, words: true, ...edit === void 0 && { replaces: true } };
}
function isText2(node) {
  return node.kind === "scalar" && typeof node.value === "string" && node.value !== "";
}
function unset({ origin }) {
  return { kind: "scalar", value: null, origin, unset: true };
}
function empty({ origin }) {
  return { kind: "mapping", members: /* @__PURE__ */ new Map(), origin };
}
function modulesByUser(layers) {
  const merged = mergeLayers(layers.map(onlyModules))["modules"];
  const users = /* @__PURE__ */ new Map();
  for (const [name2, fields4] of Object.entries(isObject(merged) ? merged : {})) {
    const daemon = isObject(fields4) ? fields4["daemon"] : void 0;
    const user = typeof daemon === "string" ? daemon : name2;
    users.set(user, [...users.get(user) ?? [], name2]);
  }
  return users;
}
function onlyModules(layer) {
  return { ...layer, root: toRoot(layer.root.members.get("modules"), layer.root) };
}
function overlayOf(layer, users) {
  const { members, origin } = layer.root;
  const words = layer.root.words && { words: layer.root.words };
  const modules2 = /* @__PURE__ */ new Map();
  for (const [key, part] of OVERLAYS) {
    const overlay = members.get(key)?.value;
    for (const [user, section] of overlay?.kind === "mapping" ? overlay.members : [])
      for (const name2 of users.get(user) ?? [])
        modules2.set(name2, (modules2.get(name2) ?? /* @__PURE__ */ new Map()).set(part, section));
  }
  if (modules2.size === 0) return [];
  const toMember = (inside3) => {
    const [first] = inside3.values();
    const at2 = first?.key ?? origin;
    return { key: at2, value: { kind: "mapping", members: inside3, origin: at2, ...words } };
  };
  const all = new Map([...modules2].map(([name2, parts]) => [name2, toMember(parts)]));
  return [{ ...layer, root: toRoot(toMember(all), { origin, ...words }) }];
}
function toRoot(modules2, like) {
  const members = new Map(modules2 === void 0 ? [] : [[MODULES_FILE, modules2]]);
  return { kind: "mapping", members, origin: like.origin, ...like.words && { words: like.words } };
}

// src/core/definition/subinstance.ts
function parentIn(ordered) {
  const said = ordered.findLast(({ root }) => root.members.has("subinstance_of"));
  const node = said?.root.members.get("subinstance_of")?.value;
  return node?.kind === "scalar" && typeof node.value === "string" && node.value !== "" ? { name: node.value, origin: node.origin } : void 0;
}
function parentsOf(project, instances2, known) {
  if (![...known.values()].some((layer) => layer?.root.members.has("subinstance_of"))) return [];
  const parents = instances2.flatMap((instance) => {
    const ordered = orderLayers(instanceLayers(project, instance), known, []);
    return (ordered.ok ? parentIn(ordered.value)?.name : void 0) ?? [];
  });
  return [...new Set(parents)];
}
function lineOf({ project, instance }, known) {
  const instances2 = [instance];
  const parents = [];
  for (let name2 = instance; ; ) {
    const ordered = orderLayers(instanceLayers(project, name2), known, []);
    const parent = ordered.ok ? parentIn(ordered.value) : void 0;
    if (parent === void 0) return valid({ instances: instances2, parents });
    if (instances2.includes(parent.name)) return invalid(circle([...instances2].reverse(), parent));
    instances2.unshift(parent.name);
    parents.unshift(parent);
    name2 = parent.name;
  }
}
function lineLayers(project, instances2) {
  return [...new Set(instances2.flatMap((name2) => instanceLayers(project, name2)))];
}
function circle(way, { name: name2, origin }) {
  const round = [...way.slice(way.indexOf(name2)), name2].join(" \u2192 ");
  const message = `instances are subinstances of each other in a circle: ${round}`;
  return { code: "definition/subinstance", message, path: "subinstance_of", origin };
}

// src/core/definition/merge-words.ts
var LIST_WORDS = ["$remove", "$prepend", "$append"];
var WORDS = [...LIST_WORDS, "$replace", "$unset"];
function readMergeWords(layer) {
  const reader = new WordReader();
  const root = reader.readRoot(layer.root);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ ...layer, root });
}
var WordReader = class {
  issues = [];
  /** At the top there is nothing to merge with; `$schema` is there for editors. */
  readRoot(root) {
    const members = new Map([...root.members].filter(([key]) => !key.startsWith("$")));
    for (const [key, member] of root.members)
      if (key.startsWith("$") && key !== "$schema")
        this.refuse(`"${key}" stands below a key, not at the top`, member.key);
    return this.readMembers(members.size === root.members.size ? root : { ...root, members });
  }
  read(node) {
    if (node.kind === "scalar") return node;
    if (node.kind === "list") return this.readList(node);
    const words = [...node.members.keys()].filter((key) => key.startsWith("$"));
    return words.length === 0 ? this.readMembers(node) : this.readWords(node, words);
  }
  /** The same object where no word is in it. */
  readMembers(node) {
    const members = /* @__PURE__ */ new Map();
    let words = false;
    for (const [key, member] of node.members) {
      const value = this.read(member.value);
      members.set(key, value === member.value ? member : { key: member.key, value });
      words ||= value !== member.value;
    }
    return words ? { ...node, members, words: true } : node;
  }
  /** A list is taken as a whole, with all that is in it: words there would have nothing to work on. */
  readList(list3) {
    for (const item of list3.items) this.refuseWords(item);
    return list3;
  }
  refuseWords(node) {
    if (node.kind === "list") for (const item of node.items) this.refuseWords(item);
    if (node.kind !== "mapping") return;
    for (const [key, member] of node.members) {
      if (key.startsWith("$")) this.refuse(`"${key}" inside a list: lists are not merged item by item`, member.key);
      else this.refuseWords(member.value);
    }
  }
  readWords(node, words) {
    const unknown = words.filter((word2) => !WORDS.includes(word2));
    for (const word2 of unknown) {
      const hint = didYouMean(word2, WORDS) ?? `merge words are ${WORDS.join(", ")}`;
      this.refuse(`"${word2}" is no merge word`, keyOf(node, word2), hint);
    }
    if (unknown.length > 0) return node;
    const [first = ""] = words;
    const beside = [...node.members.keys()].find((key) => !words.includes(key));
    if (beside !== void 0) {
      const message = `"${first}" says what becomes of the whole value: "${beside}" cannot stand beside it`;
      return this.refuse(message, keyOf(node, first), "move it into a mapping of its own") ?? node;
    }
    if (words.every((word2) => LIST_WORDS.includes(word2))) return this.readEdit(node);
    if (words.length > 1)
      return this.refuse(`${words.join(" and ")} cannot stand together`, keyOf(node, first)) ?? node;
    return first === "$unset" ? this.readUnset(node) : this.readReplace(node);
  }
  readUnset(node) {
    const { key, value } = node.members.get("$unset");
    if (value.kind === "scalar" && value.value === true)
      return { kind: "scalar", value: null, origin: node.origin, unset: true };
    return this.refuse('"$unset" must be true', key) ?? node;
  }
  readReplace(node) {
    const { key, value } = node.members.get("$replace");
    if (value.kind !== "mapping")
      return this.refuse('"$replace" takes a mapping', key, "every other value replaces as it is") ?? node;
    const read = this.read(value);
    if (read.kind === "mapping" && read.replaces === void 0)
      return { ...read, origin: node.origin, replaces: true, words: true };
    return this.refuse('"$replace" takes a plain mapping', key) ?? node;
  }
  readEdit(node) {
    const [remove, prepend, append] = LIST_WORDS.map((word2) => this.readItems(node, word2));
    this.refuseTwice(node);
    const edit = { remove, prepend, append };
    return { kind: "list", items: [...prepend, ...append], origin: node.origin, edit };
  }
  readItems(node, word2) {
    const member = node.members.get(word2);
    if (member === void 0) return [];
    if (member.value.kind === "list") return this.readList(member.value).items;
    this.refuse(`"${word2}" takes a list`, member.key, `write ${word2}: [ \u2026 ]`);
    return [];
  }
  /** An item has one place: first, last or none. */
  refuseTwice(node) {
    const seen = /* @__PURE__ */ new Map();
    for (const [word2, { value }] of node.members) {
      for (const item of value.kind === "list" ? value.items : []) {
        const name2 = identify(item);
        const before = seen.get(name2);
        const where = before === word2 ? `twice in ${word2}` : `in ${before} and in ${word2}`;
        if (before !== void 0) this.refuse(`${JSON.stringify(toJson(item))} stands ${where}`, item.origin);
        seen.set(name2, word2);
      }
    }
  }
  refuse(message, origin, hint) {
    this.issues.push({ code: "definition/operator", message, origin, ...hint === void 0 ? {} : { hint } });
  }
};
function keyOf(node, key) {
  return node.members.get(key)?.key ?? node.origin;
}

// src/core/definition/plain-scalar.ts
var WORDS2 = new Map([
  ...["~", "null", "Null", "NULL"].map((word2) => [word2, null]),
  ...["true", "True", "TRUE"].map((word2) => [word2, true]),
  ...["false", "False", "FALSE"].map((word2) => [word2, false])
]);
var DECIMAL = /^[-+]?(?:\d+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/;
var MAY_BE_A_NUMBER = /^[-+.\d]/;
function toPlainValue(text3) {
  const word2 = WORDS2.get(text3);
  if (word2 !== void 0) return word2;
  if (!MAY_BE_A_NUMBER.test(text3)) return text3;
  if (!DECIMAL.test(text3)) return /^(?:0[ox]|[-+]?\.(?:inf|nan)$)/i.test(text3) ? void 0 : text3;
  const number = Number(text3);
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : void 0;
}

// src/core/definition/plain-flow.ts
var KEY = /([A-Za-z_$][\w.*/+-]*|"[^"\\\n]+"|'[^'\n]+')[ ]*:(?=[ \n]|$)/y;
var DOUBLE = /"([^"\\\n]*)"/y;
var SINGLE = /'((?:[^'\n]|'')*)'/y;
var BLOCK_TEXT = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=[^\s]))(?:[^\s:#]+|:(?=[^\s])|#|[ ]+(?=[^\s#]))*/y;
var FLOW_TEXT = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=[^\s,[\]{}]))(?:[^\s:#,[\]{}]+|:(?=[^\s,[\]{}])|#|[ ]+(?=[^\s#,[\]{}]))*/y;
var MAX_KEY = 200;
var MAX_DEPTH = 20;
function readKey(text3, at2) {
  KEY.lastIndex = at2;
  const found = KEY.exec(text3)?.[1];
  if (found === void 0 || found.length > MAX_KEY) return void 0;
  const name2 = /^["']/.test(found) ? found.slice(1, -1) : found;
  return name2 === "__proto__" ? void 0 : { name: name2, end: KEY.lastIndex };
}
function readLineValue(lines, at2) {
  const isFlow = lines.text[at2] === "[" || lines.text[at2] === "{";
  return isFlow ? readFlow(lines, at2, 0) : readScalar(lines, at2, BLOCK_TEXT);
}
function underKey(value, key) {
  return value.kind === "scalar" && value.value !== null ? value : { ...value, origin: key };
}
function readFlow(lines, at2, depth) {
  if (depth > MAX_DEPTH) return void 0;
  if (lines.text[at2] === "[") return readList(lines, at2, depth);
  if (lines.text[at2] === "{") return readMapping(lines, at2, depth);
  return readScalar(lines, at2, FLOW_TEXT);
}
function readList(lines, at2, depth) {
  const items = [];
  let next = lines.skipSpaces(at2 + 1);
  while (lines.text[next] !== "]") {
    const item = readFlow(lines, next, depth + 1);
    if (item === void 0 || lines.odd) return void 0;
    const end = endOfMember(lines, item.end, "]");
    if (end === void 0) return void 0;
    items.push(item.value);
    next = end;
  }
  return { value: { kind: "list", items, origin: lines.place(at2) }, end: next + 1 };
}
function readMapping(lines, at2, depth) {
  const members = /* @__PURE__ */ new Map();
  let next = lines.skipSpaces(at2 + 1);
  while (lines.text[next] !== "}") {
    const key = readKey(lines.text, next);
    if (key === void 0 || members.has(key.name)) return void 0;
    const read = readFlow(lines, lines.skipSpaces(key.end), depth + 1);
    if (read === void 0 || lines.odd) return void 0;
    const end = endOfMember(lines, read.end, "}");
    if (end === void 0) return void 0;
    const origin = lines.place(next);
    members.set(key.name, { key: origin, value: underKey(read.value, origin) });
    next = end;
  }
  return { value: { kind: "mapping", members, origin: lines.place(at2) }, end: next + 1 };
}
function endOfMember(lines, at2, close) {
  const next = lines.skipSpaces(at2);
  if (lines.text[next] === close) return next;
  return lines.text[next] === "," ? lines.skipSpaces(next + 1) : void 0;
}
function readScalar(lines, at2, unquoted) {
  const quote = lines.text[at2];
  const shape = quote === '"' ? DOUBLE : quote === "'" ? SINGLE : unquoted;
  shape.lastIndex = at2;
  const found = shape.exec(lines.text);
  if (found === null) return void 0;
  const value = shape === unquoted ? toPlainValue(found[0]) : unquote(found[1] ?? "", quote);
  if (value === void 0) return void 0;
  return { value: { kind: "scalar", value, origin: lines.place(at2) }, end: shape.lastIndex };
}
function unquote(text3, quote) {
  return quote === "'" ? text3.replaceAll("''", "'") : text3;
}

// src/core/definition/limits.ts
var MAX_VALUES = 25e4;
var MAX_DEPTH2 = 100;
var MAX_TEXT = 1e7;
function problemOfText(text3) {
  if (text3.includes("\0")) return "a text may hold no NUL";
  return new RegExp("\\p{Surrogate}", "u").test(text3) ? "a text may hold no half of a character (a lone surrogate)" : void 0;
}
function problemOfNumber(value) {
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? void 0 : "a number that cannot be kept exactly: put it in quotes";
}
function problemOfKey(name2) {
  return name2 === "" || name2 === "__proto__" ? `"${name2}" cannot be a key` : problemOfText(name2);
}

// src/core/definition/plain-lines.ts
var NOT_PLAIN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;
var REST_OF_LINE = /[ ]*(?:(?<![^ ])#.*)?(?:\n|$)/y;
var SPACES = /[ ]*/y;
var SPACE = 32;
var MAX_PLACES = 2 * MAX_VALUES;
var PlainLines = class {
  /** Column of what comes next on its line, from 0; -1 at the end of the file, or where it gave up. */
  indent = -1;
  /** Offset of what comes next. */
  at = 0;
  /** It holds more than plain YAML. */
  odd;
  text;
  file;
  places = 0;
  line = 0;
  start = 0;
  next = 0;
  constructor(text3, file) {
    this.text = text3;
    this.file = file;
    this.odd = NOT_PLAIN.test(text3);
    this.moveToNextLine();
  }
  /** To the first thing on the next line that holds more than a comment. */
  moveToNextLine() {
    while (!this.odd && this.next < this.text.length) {
      this.start = this.next;
      this.line += 1;
      this.next = this.text.indexOf("\n", this.start) + 1 || this.text.length;
      this.at = this.skipSpaces(this.start);
      this.indent = this.at - this.start;
      const first = this.text[this.at];
      if (this.at < this.text.length && first !== "\n" && first !== "#") return;
    }
    this.indent = -1;
  }
  /** Takes what stands at `at`, further right on this line, as what comes next. */
  moveTo(at2) {
    if (this.odd) return;
    this.at = at2;
    this.indent = at2 - this.start;
  }
  /** Is it the dash of a list's item? */
  atItem() {
    const behind = this.text[this.at + 1];
    return this.indent >= 0 && this.text[this.at] === "-" && (behind === " " || behind === "\n" || behind === void 0);
  }
  /** Is there nothing more on the line than a comment? */
  endsAt(at2) {
    REST_OF_LINE.lastIndex = at2;
    return REST_OF_LINE.test(this.text);
  }
  /** The first offset from `at` that holds no space. */
  skipSpaces(at2) {
    if (this.text.charCodeAt(at2) !== SPACE) return at2;
    SPACES.lastIndex = at2;
    SPACES.exec(this.text);
    return SPACES.lastIndex;
  }
  /** The place of an offset of the current line. Every value has one, so that it also counts them. */
  place(at2 = this.at) {
    this.places += 1;
    if (this.places > MAX_PLACES) this.giveUp();
    return fileOrigin(this.file, this.line, at2 - this.start + 1);
  }
  /** Ends every loop: the file is for the whole of YAML. */
  giveUp() {
    this.odd = true;
    this.indent = -1;
  }
};

// src/core/definition/plain-yaml.ts
var MAX_DEPTH3 = 60;
function readPlainYaml(text3, file) {
  const lines = new PlainLines(text3, file);
  if (lines.odd || lines.indent > 0) return void 0;
  if (lines.indent === -1) return { kind: "mapping", members: /* @__PURE__ */ new Map(), origin: fileOrigin(file) };
  const root = readMapping2(lines, lines.place(), 0);
  return lines.odd ? void 0 : root;
}
function readMapping2(lines, origin, depth) {
  const { indent } = lines;
  const members = /* @__PURE__ */ new Map();
  while (lines.indent === indent && !lines.odd) {
    const key = readKey(lines.text, lines.at);
    const place = lines.place();
    if (key === void 0 || members.has(key.name) || depth > MAX_DEPTH3) lines.giveUp();
    else members.set(key.name, { key: place, value: readMember(lines, key.end, { place, depth }) });
  }
  endBlock(lines, indent);
  return { kind: "mapping", members, origin };
}
function readMember(lines, end, key) {
  const { indent } = lines;
  if (!lines.endsAt(end)) return underKey(readRest(lines, lines.skipSpaces(end)), key.place);
  lines.moveToNextLine();
  const isBlock = lines.indent > indent || lines.indent === indent && lines.atItem();
  return isBlock ? readBlock(lines, key.place, key.depth + 1) : nothing(key.place);
}
function readList2(lines, origin, depth) {
  const { indent } = lines;
  const items = [];
  while (lines.indent === indent && lines.atItem() && !lines.odd) items.push(readItem(lines, depth));
  endBlock(lines, indent);
  return { kind: "list", items, origin };
}
function readItem(lines, depth) {
  lines.moveTo(lines.skipSpaces(lines.at + 1));
  const isBlock = lines.atItem() || readKey(lines.text, lines.at) !== void 0;
  return isBlock ? readBlock(lines, lines.place(), depth + 1) : readRest(lines, lines.at);
}
function readBlock(lines, origin, depth) {
  return lines.atItem() && depth <= MAX_DEPTH3 ? readList2(lines, origin, depth) : readMapping2(lines, origin, depth);
}
function readRest(lines, at2) {
  const read = readLineValue(lines, at2);
  if (read === void 0 || !lines.endsAt(read.end)) {
    const place = lines.place();
    lines.giveUp();
    return nothing(place);
  }
  lines.moveToNextLine();
  return read.value;
}
function endBlock(lines, indent) {
  if (lines.indent > indent) lines.giveUp();
}
function nothing(origin) {
  return { kind: "scalar", value: null, origin };
}

// src/core/definition/parse-layer.ts
async function parseLayer(layer) {
  const parsed = await parseText(layer);
  const read = parsed.ok ? readMergeWords(sealLayer(parsed.value, layer.text)) : parsed;
  return read.ok ? nameModules(read.value) : read;
}
async function parseText(layer) {
  if (layer.file.endsWith(".toml")) return (await import("./parse-toml-3ADEOQ4H.js")).parseToml(layer);
  if (layer.file.endsWith(".json")) return (await import("./parse-json-QSPGQ6GE.js")).parseJson(layer);
  const root = readPlainYaml(layer.text, layer.file);
  if (root !== void 0) return valid({ name: layer.name, file: layer.file, root });
  const { parseYaml } = await import("./parse-yaml-TEQQ5QJX.js");
  return parseYaml(layer);
}

// src/core/definition/split-layers.ts
function splitLayers({ file, root, sealed }) {
  const misnamed = [...root.members].filter(([name2]) => !isLayerName(name2));
  const issues = misnamed.map(([name2, { key }]) => ({
    code: "definition/layer-name",
    message: `"${name2}" cannot be a layer`,
    hint: "the keys at the top are names of layers: facsimile, projects, parts of instances",
    origin: key
  }));
  const named = [...root.members].filter(([name2]) => isLayerName(name2));
  const layers = named.map(([name2, { key, value }]) => {
    const layer = toLayer(value, { name: name2, file, key });
    return [name2, layer.ok && sealed !== void 0 ? valid({ ...layer.value, sealed }) : layer];
  });
  return new Map(issues.length === 0 ? layers : [...layers, ["facsimile", invalid(...issues)]]);
}
function toLayer(value, { name: name2, file, key }) {
  if (value.kind === "mapping" && value.replaces !== true) return nameModules({ name: name2, file, root: value });
  if (value.kind === "mapping" && name2 === MODULES_FILE) {
    const members = /* @__PURE__ */ new Map([[MODULES_FILE, { key, value }]]);
    return valid({ name: name2, file, root: { kind: "mapping", members, origin: key, words: true } });
  }
  const isEmpty = value.kind === "scalar" && value.value === null && value.unset !== true;
  if (isEmpty) return valid({ name: name2, file, root: { kind: "mapping", members: /* @__PURE__ */ new Map(), origin: key } });
  return invalid({ code: "definition/syntax", message: `layer "${name2}" must be a mapping`, origin: key });
}

// src/app/layer-files.ts
var LAYER_FILE = /^(.+)\.(yaml|yml|json|toml)$/;
var listed = /* @__PURE__ */ new WeakMap();
function listLayerFiles({ files: files2, folder, file }) {
  const places2 = listed.get(files2) ?? /* @__PURE__ */ new Map();
  listed.set(files2, places2);
  const known = places2.get(file ?? folder) ?? (file === void 0 ? listFolder(files2, folder) : listFile(files2, file));
  places2.set(file ?? folder, known);
  return known;
}
async function listInstallFiles(source) {
  const files2 = await listFolder(source, "config", (name2) => name2 === "install" ? INSTALL_LAYER : void 0);
  return files2.get(INSTALL_LAYER) ?? [];
}
async function listFolder(files2, folder, toLayer2 = (name2) => name2) {
  const found = /* @__PURE__ */ new Map();
  for (const entry of await files2.list(folder, "names")) {
    const base = LAYER_FILE.exec(folder === "" ? entry.path : entry.path.slice(folder.length + 1))?.[1];
    const name2 = base === void 0 || base.includes("/") || entry.kind === "submodule" ? void 0 : toLayer2(base);
    if (name2 === void 0) continue;
    const file = new FolderFile(files2, name2, entry);
    const others = found.get(name2);
    if (others === void 0) found.set(name2, [file]);
    else others.push(file);
  }
  return found;
}
var FolderFile = class {
  files;
  name;
  entry;
  constructor(files2, name2, entry) {
    this.files = files2;
    this.name = name2;
    this.entry = entry;
  }
  get shown() {
    return this.files.locate(this.entry.path);
  }
  read() {
    return readLayer(this.files, this.name, this.entry);
  }
};
async function listFile(files2, file) {
  const shown = files2.locate(file);
  const entry = (await files2.list(file.split("/").slice(0, -1).join("/"), "names")).find(({ path }) => path === file);
  if (entry === void 0) return /* @__PURE__ */ new Map();
  const whole = await readLayer(files2, file, entry);
  const layers = whole.ok ? splitLayers(whole.value) : /* @__PURE__ */ new Map([["facsimile", whole]]);
  return new Map([...layers].map(([name2, layer]) => [name2, [{ shown, read: async () => layer }]]));
}
async function readLayer(files2, name2, entry) {
  const file = files2.locate(entry.path);
  const refuse5 = (what, message, hint) => invalid({ code: `definition/${what}`, message, hint, origin: fileOrigin(file) });
  if (entry.kind === "link") return refuse5("link", `layer "${name2}" is a link`, "write inherit: [NAME] in a file");
  const bytes = await files2.read(entry.path);
  if (bytes === void 0) return refuse5("gone", `layer "${name2}" was taken away while it was read`, "run it again");
  const text3 = decodeText(bytes, file, "definition");
  const listKey = name2 === MODULES_FILE ? { listKey: MODULES_FILE } : {};
  return text3.ok ? parseLayer({ name: name2, file, text: text3.value, ...listKey }) : text3;
}

// src/app/define-folder.ts
var HOMES = ["define", "config/facsimile", "facsimile"];
var SINGLE2 = { folder: "config", file: "config/facsimile.json" };
async function findDefineFolder(files2) {
  for (const home of [...HOMES.map((folder) => ({ folder })), SINGLE2]) {
    const { size: size2 } = await listLayerFiles({ files: files2, ...home });
    if (size2 > 0) return { files: files2, ...home };
  }
  return void 0;
}
async function openDefineFolder(files2) {
  const found = await findDefineFolder(files2);
  if (found !== void 0) return found;
  const looked = [...HOMES, SINGLE2.file].map((home) => files2.locate(home)).join(", ");
  throw inputFailure({
    code: "definition/no-folder",
    message: `there are no definitions: looked for layers in ${looked}`,
    hint: "name their folder with --define, or run this where they are"
  });
}
var LayerReader = class {
  /** Problems of the files themselves: syntax, encoding, two files for one layer. */
  issues = [];
  known = /* @__PURE__ */ new Map();
  modules;
  reading;
  place;
  layerFiles;
  constructor(place, layerFiles) {
    this.place = place;
    this.layerFiles = layerFiles;
  }
  /** Everything read so far. */
  get layers() {
    const { files: files2, folder, file } = this.place;
    const known = this.known;
    const { modules: modules2 } = this;
    const available = [...this.layerFiles.keys()].filter((name2) => name2 !== MODULES_FILE);
    return { known, available, looked: files2.locate(file ?? folder), ...modules2 === void 0 ? {} : { modules: modules2 } };
  }
  /** Reads these layers and whatever they inherit, and `modules.<ext>`. A name without a file stays without a layer. */
  async read(names) {
    this.reading ??= this.readModules();
    await this.reading;
    for (let wanted = missingLayers(names, this.known); wanted.length > 0; wanted = missingLayers(names, this.known)) {
      const read = await Promise.all(wanted.map((name2) => this.readLayer(name2)));
      wanted.forEach((name2, i) => {
        const layer = read[i];
        this.known.set(name2, layer === void 0 || layer.ok ? layer?.value : this.standIn(name2));
        if (layer?.ok === false) this.issues.push(...layer.issues);
      });
    }
  }
  /** Reads the layers of these instances, and of all that they are subinstances of. */
  async readInstances(project, instances2) {
    const done = /* @__PURE__ */ new Set();
    for (let wanted = instances2; wanted.length > 0; ) {
      for (const name2 of wanted) done.add(name2);
      await this.read([...new Set(wanted.flatMap((name2) => instanceLayers(project, name2)))]);
      wanted = parentsOf(project, wanted, this.known).filter((name2) => !done.has(name2));
    }
  }
  async readLayer(name2) {
    return name2 === MODULES_FILE ? void 0 : readOne(name2, this.layerFiles.get(name2) ?? []);
  }
  /** `config/install` of a project, which lies with its source, and whatever it inherits. Undefined: there is none. */
  async readInstall(source) {
    const read = await readOne(INSTALL_LAYER, await listInstallFiles(source));
    if (read?.ok === false) this.issues.push(...read.issues);
    if (read?.ok !== true) return void 0;
    await this.read(inheritedBy(read.value));
    return read.value;
  }
  async readModules() {
    const read = await readOne(MODULES_FILE, this.layerFiles.get(MODULES_FILE) ?? []);
    if (read?.ok === true) this.modules = toModulesLayer(read.value);
    if (read?.ok === false) this.issues.push(...read.issues);
  }
  /** In the place of a broken layer, so that the others are looked at too. */
  standIn(name2) {
    const file = this.place.files.locate(name2);
    return { name: name2, file, root: { kind: "mapping", members: /* @__PURE__ */ new Map(), origin: fileOrigin(file) } };
  }
};
async function readOne(name2, files2) {
  const [file, other] = files2;
  if (file === void 0 || other === void 0) return file?.read();
  const message = `two files for one layer "${name2}": ${file.shown} and ${other.shown}`;
  return invalid({ code: "definition/two-files", message, hint: "keep one", origin: fileOrigin(other.shown) });
}

// src/app/definitions-on-disk.ts
const { posix: posix2 } = process.getBuiltinModule("node:path");
async function findOnDisk(inputs, ports) {
  if (inputs.define !== void 0) return openNamedFolder(inputs.define, ports);
  const start = inputs["src-dir"] ?? ".";
  const here = await openFolder2(start, ports);
  const found = await findDefineFolder(here);
  if (found !== void 0) return found;
  const root = await (await ports.sourceRepos(inputs["top-dir"])).root(start);
  return openDefineFolder(root === void 0 ? here : await openFolder2(root, ports));
}
function accept(result, talk) {
  const value = unwrap(result);
  if (result.ok) for (const warning of result.warnings) talk.warn(warning);
  return value;
}
async function openNamedFolder(folder, ports) {
  const name2 = posix2.basename(folder);
  const place = ["", ".", ".."].includes(name2) ? { files: await openFolder2(folder, ports), folder: "" } : { files: await openFolder2(posix2.dirname(folder), ports), folder: name2 };
  if ((await listLayerFiles(place)).size > 0) return place;
  const message = `there are no definitions in ${folder}`;
  const hint = "layers are files like facsimile.yaml right in that folder";
  throw inputFailure({ code: "definition/no-folder", message, hint, origin: inputOrigin("--define") });
}
async function openFolder2(folder, ports) {
  const files2 = await (await ports.files()).folder(folder);
  if (files2 !== void 0) return files2;
  throw inputFailure({ code: "definition/no-folder", message: `the folder ${folder} is not there` });
}

// src/core/meta/names.ts
var RESERVED_PROJECTS = ["define", "state", "events"];
var PROJECT = new RegExp(`^(?!(${RESERVED_PROJECTS.join("|")})$)[A-Za-z0-9][A-Za-z0-9_-]{0,99}$`);
var BINARY = /^(?!.*\.lock$)[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
var SEGMENT2 = "[a-z0-9][a-z0-9_-]*";
var RULES = {
  project: { form: /^[A-Za-z0-9][A-Za-z0-9_-]*$/, words: "letters, digits, - and _" },
  instance: {
    form: new RegExp(`^${SEGMENT2}(\\.${SEGMENT2})*$`),
    words: "lowercase letters, digits, - and _, in parts joined by dots"
  },
  channel: { form: new RegExp(`^${SEGMENT2}$`), words: "lowercase letters, digits, - and _" },
  // The last dot of `<name>.<platform>` parts the two, so a platform has none.
  binary: { form: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, words: "letters, digits, dots, - and _" },
  platform: { form: new RegExp(`^${SEGMENT2}$`), words: "lowercase letters, digits, - and _, like linux-x64" }
};
var GITHASH = /^([0-9a-f]{40}|[0-9a-f]{64})$/;
var SHA256 = /^[0-9a-f]{64}$/;
function parseName(kind, name2) {
  const issue = checkName(kind, name2);
  return issue === void 0 ? valid(name2) : invalid(issue);
}
function isGithash(text3) {
  return GITHASH.test(text3);
}
function isSha256(text3) {
  return SHA256.test(text3);
}
function checkName(kind, name2) {
  const { form, words } = RULES[kind];
  if (!form.test(name2) || name2.length > 100) {
    return { code: "meta/name", message: `"${name2}" is no name for ${describeKind(kind)}`, hint: `use ${words}` };
  }
  if (name2.endsWith(".lock")) return { code: "meta/name", message: `"${name2}" may not end in .lock` };
  if (kind === "project" && RESERVED_PROJECTS.includes(name2)) {
    return {
      code: "meta/name",
      message: `a project may not be called ${name2}: the meta repo has a folder of that name`
    };
  }
  return void 0;
}
function describeKind(kind) {
  return { instance: "an instance", binary: "a binary file" }[kind] ?? `a ${kind}`;
}

// src/core/definition/instances.ts
function findInstance(instances2, instance, origin) {
  const named = parseName("instance", instance);
  if (!named.ok) return named;
  const own = instances2.get(instance);
  if (own !== void 0) return valid(own);
  const names = [...instances2.keys()];
  const found = instances2.get(findEntry(names, instance) ?? "");
  if (found !== void 0) return valid(found);
  const near = didYouMean(
    instance,
    names.filter((each) => !isPattern(each))
  );
  const hint = `${near === void 0 ? "" : `${near} `}instances: ${names.join(", ")}`;
  const message = `there is no instance "${instance}"`;
  return invalid({ code: "definition/unknown-instance", message, hint, origin, path: "instances" });
}
function findEntry(names, instance) {
  if (names.includes(instance)) return instance;
  return names.find((each) => isPattern(each) && matchesPattern(each, instance));
}
function checkUnlisted(instance, available, looked) {
  const named = parseName("instance", instance);
  if (!named.ok) return named;
  const missing3 = segmentsOf(instance).filter((segment) => !available.includes(segment));
  if (missing3.length > 0)
    return invalid(...missing3.map((segment) => noLayer(segment, instance, { available, looked })));
  const message = `there is no list of instances in ${looked}: "${instance}" is taken because each part has a layer`;
  return valid(void 0, [{ code: "definition/no-instances", message, hint: "list it under instances:" }]);
}
function chooseProject(given, projects, instances2) {
  const names = [...projects?.keys() ?? []];
  if (given === void 0) {
    const [only] = names;
    if (only !== void 0 && names.length === 1) return valid(only);
    const hint2 = names.length === 0 ? "name it, or list it under projects: in the facsimile layer" : `projects: ${names.join(", ")}`;
    return invalid({
      code: "definition/which-project",
      message: "which project?",
      hint: hint2,
      origin: inputOrigin("PROJECT")
    });
  }
  const named = parseName("project", given);
  if (!named.ok) return named;
  if (projects === void 0 || projects.has(given)) return valid(given);
  const near = didYouMean(given, names);
  const hint = `${near === void 0 ? "" : `${near} `}projects: ${names.join(", ")}`;
  const message = `there is no project "${given}"`;
  return invalid({
    code: "definition/unknown-project",
    message,
    hint: near === void 0 && instances2?.has(given) ? describeLeftOut(given, names) : hint,
    origin: inputOrigin("PROJECT")
  });
}
function describeLeftOut(instance, projects) {
  const [only = ""] = projects;
  const project = projects.length === 1 ? only : "PROJECT";
  return `"${instance}" is an instance: with more words after it, write the project before it: ${project} ${instance} \u2026`;
}
function noLayer(segment, instance, { available, looked }) {
  const here = available.length === 0 ? "no layers there" : `layers there: ${available.join(", ")}`;
  const hint = [didYouMean(segment, available), here].filter((each) => each !== void 0).join(" ");
  return {
    code: "definition/no-layer",
    message: `instance "${instance}": no layer ${segment}.yaml, .yml, .json or .toml in ${looked}`,
    hint
  };
}

// src/core/definition/known-instances.ts
function knownInstances(instances2, available) {
  const listed2 = [...instances2.keys()];
  const found = new Set(listed2.filter((name2) => !isPattern(name2)));
  const candidates = available.filter((name2) => name2.includes(".") && parseName("instance", name2).ok);
  const names = [];
  const patterns = [];
  for (const entry of listed2) {
    if (!isPattern(entry)) {
      names.push(entry);
      continue;
    }
    const meant = candidates.filter((name2) => !found.has(name2) && matchesPattern(entry, name2));
    for (const name2 of meant) found.add(name2);
    names.push(...meant);
    patterns.push({ pattern: entry, instances: meant });
  }
  return { names, patterns };
}

// src/core/definition/overlay-instance.ts
function overlayInstance(subject2, { known, available, exists }) {
  const { project, instance } = subject2;
  const order = (names) => orderLayers(names, known, available);
  const own = order(instanceLayers(project, instance));
  if (!own.ok) return own;
  if (parentIn(own.value) === void 0) return valid({ roots: instanceLayers(project, instance), root: instance });
  const line = lineOf(subject2, known);
  if (!line.ok) return line;
  const { instances: instances2, parents } = line.value;
  const missing3 = parents.flatMap(({ name: name2, origin }) => {
    const found = exists(name2);
    return found.ok ? [] : found.issues.map((issue) => ({ ...issue, path: "subinstance_of", origin }));
  });
  if (missing3.length > 0) return invalid(...missing3);
  const [root = instance] = instances2;
  const roots = lineLayers(project, instances2);
  const [all, ofRoot] = [order(roots), order(instanceLayers(project, root))];
  if (!all.ok) return all;
  if (!ofRoot.ok) return ofRoot;
  if (scopeOf(all.value) !== scopeOf(ofRoot.value)) return invalid(otherScope(instance, root, all.value));
  return valid({ roots, root });
}
function scopeOf(layers) {
  return mergeLayers(layers)["state_scope"] ?? "instance";
}
function otherScope(instance, root, layers) {
  const said = layers.findLast((layer) => layer.root.members.has("state_scope"));
  const origin = said?.root.members.get("state_scope")?.value.origin ?? fileOrigin("definition");
  const message = `${instance} shares the state of ${root}, and cannot say otherwise whose that is`;
  return { code: "definition/subinstance", message, path: "state_scope", origin };
}

// src/core/definition/project-list.ts
function joinProjects(projects, components, report) {
  if (components === void 0) return projects;
  for (const name2 of components.keys()) {
    if (projects?.has(name2) !== true) continue;
    const message = `project "${name2}" stands under projects: and under facsimile.components`;
    const at2 = ["facsimile", "components", name2];
    report({ code: "definition/two-lists", at: at2, message, hint: "keep the one under projects:", about: "key" });
  }
  const old = [...components].map(([name2, says]) => [name2, { ...says, instances: void 0 }]);
  return new Map([...projects ?? [], ...old]);
}
function joinInstances(own, shared) {
  if (own === void 0 || shared === void 0) return own ?? shared;
  const joined = [...own].map(([name2, says]) => [name2, joinInstance(says, shared.get(name2))]);
  return new Map([...joined, ...[...shared].filter(([name2]) => !own.has(name2))]);
}
function joinInstance(own, shared) {
  return { channel: own.channel ?? shared?.channel, environment: own.environment ?? shared?.environment };
}

// src/core/evaluation/cell.ts
function newCell(node, place) {
  const untouched = { state: "untouched", value: void 0, height: 0, secret: false, failure: void 0 };
  return { ...untouched, node, place, environ: /* @__PURE__ */ new Set() };
}
function pathOf(place) {
  const path = [];
  for (let at2 = place; at2 !== void 0; at2 = at2.within) path.unshift(at2.key);
  return path;
}
function cycleIssue(how, cycle) {
  const start = cycle.reduce((first2, cell, i) => comesBefore(cell, cycle[first2]) ? i : first2, 0);
  const told = [...cycle.slice(start), ...cycle.slice(0, start)];
  const steps = told.map((cell) => `${nameOf(cell)} (${describeOrigin(cell.node.origin)})`);
  const [first] = told;
  if (first === void 0) throw new Error("a cycle has at least one value");
  const message = `values ${how} each other in a circle: ${[...steps, nameOf(first)].join(" \u2192 ")}`;
  return { code: "definition/cycle", message, path: nameOf(first), origin: first.node.origin };
}
function comesBefore({ node: { origin: a } }, other) {
  if (other === void 0) return true;
  const { origin: b } = other.node;
  if (a.file !== b.file) return a.file < b.file;
  return a.line < b.line || a.line === b.line && a.column < b.column;
}
function nameOf({ place }) {
  return describePath(pathOf(place));
}

// src/core/evaluation/interruption.ts
function interruption(reason) {
  return Object.assign(new Error(`a value cannot be read: ${reason.kind}`), { reason });
}
function mistake(issue) {
  return interruption({ kind: "issue", issue });
}
function isInterruption(error) {
  return error instanceof Error && "reason" in error;
}

// src/core/evaluation/environ.ts
var AT_HOME = ["HOME", "USER"];
function allowedVariables(merged) {
  const listed2 = merged.members.get("environ")?.value;
  const items = listed2?.kind === "list" ? listed2.items : [];
  const names = items.flatMap((item) => item.kind === "scalar" && typeof item.value === "string" ? [item.value] : []);
  return hasHosts(merged) ? names : [.../* @__PURE__ */ new Set([...names, ...AT_HOME])];
}
function environScope(variables, allowed, noteRead) {
  const read = (name2) => {
    const value = typeof name2 === "string" && allowed.includes(name2) ? variables[name2] : void 0;
    return value === "" && name2 === "HOME" ? void 0 : value;
  };
  return new Proxy(/* @__PURE__ */ Object.create(null), {
    ownKeys: () => allowed.filter((name2) => read(name2) !== void 0),
    // Every way of reading a property asks for its descriptor first; what only looks whether there is one need not be told.
    getOwnPropertyDescriptor: (_, name2) => {
      if (typeof name2 !== "string") return void 0;
      noteRead(name2);
      if (!allowed.includes(name2)) throw mistake(notAllowed(name2, allowed));
      const value = read(name2);
      return value === void 0 ? void 0 : { value, enumerable: true, configurable: true, writable: true };
    },
    get: (_, name2) => read(name2)
  });
}
function notSet(name2) {
  const message = `the variable ${name2} is not set here`;
  return { code: "definition/environ", message, hint: "set it where the command runs, or write the value itself" };
}
function notAllowed(name2, allowed) {
  const message = `${name2} is not listed: a definition reads only variables that it names under environ`;
  const hint = didYouMean(name2, allowed) ?? `write environ: [${name2}]`;
  return { code: "definition/environ", message, hint };
}
function hasHosts(merged) {
  const deploy2 = merged.members.get("deploy")?.value;
  const nodes = deploy2?.kind === "mapping" ? deploy2.members.get("nodes")?.value : deploy2;
  return nodes !== void 0 && holds(nodes, () => true);
}

// src/core/evaluation/expression.ts
var HOMEDIR = "%HOMEDIR%";
var LITERAL_KEYS = /* @__PURE__ */ new Set([
  "inherit",
  "environ",
  "instances",
  "projects",
  "facsimile",
  "repo"
]);
function hasLiquid(text3) {
  return text3.includes("{{") || text3.includes("{%");
}
function isLiquid({ value }) {
  return typeof value === "string" && hasLiquid(value);
}
function isDeferred(scalar) {
  const { value, sealed } = scalar;
  return sealed !== void 0 || isLiquid(scalar) || typeof value === "string" && value.includes(HOMEDIR);
}
var deferred = /* @__PURE__ */ new WeakMap();
function holdsDeferred(root) {
  const known = deferred.get(root) ?? holds(root, isDeferred);
  deferred.set(root, known);
  return known;
}

// src/core/evaluation/view.ts
function toView(merged, read) {
  const cells = /* @__PURE__ */ new Map();
  const put = (into, key, node, within) => {
    const place = { within, key };
    const literal = within === void 0 && LITERAL_KEYS.has(String(key));
    if (node.kind === "scalar" && isDeferred(node) && !literal) {
      const cell = newCell(node, place);
      const get = () => read(cell);
      cells.set(get, cell);
      Object.defineProperty(into, key, { enumerable: true, configurable: true, get });
    } else Object.assign(into, { [key]: literal ? toJson(node) : build2(node, place) });
  };
  const build2 = (node, place) => {
    if (node.kind === "scalar") return node.value;
    const container = node.kind === "list" ? [] : /* @__PURE__ */ Object.create(null);
    if (node.kind === "list") for (const [i, item] of node.items.entries()) put(container, i, item, place);
    else for (const [key, member] of node.members) put(container, key, member.value, place);
    return container;
  };
  return { root: build2(merged, void 0), cells };
}

// src/core/evaluation/evaluator.ts
var MAX_CHAIN = 50;
var MAX_LETTERS = 1e7;
var Evaluator = class {
  issues = [];
  view;
  running = [];
  environ;
  render;
  unsealing;
  letters = 0;
  constructor(merged, { names, variables, engine }, unsealing) {
    this.unsealing = unsealing;
    this.view = toView(merged, (cell) => this.read(cell));
    this.environ = environScope(variables, allowedVariables(merged), (name2) => {
      this.running.at(-1)?.environ.add(name2);
    });
    const { root } = this.view;
    this.render = engine?.open({ ...names, definition: root, instance: root, env: root, environ: this.environ });
  }
  /** Keeps an issue, with the place of the cell where it has none. */
  report = (issue, cell) => {
    const place = cell === void 0 ? {} : { path: describePath(pathOf(cell.place)), origin: cell.node.origin };
    const placed = { ...place, ...issue };
    this.issues.push(placed);
    return placed;
  };
  read(cell) {
    const since = cell.state === "running" ? this.running.indexOf(cell) : -1;
    if (since >= 0) throw mistake(cycleIssue("need", this.running.slice(since)));
    if (cell.state === "untouched") this.compute(cell);
    if (cell.state === "secret") throw interruption({ kind: "secret" });
    if (cell.state !== "done") throw interruption({ kind: "told", issue: cell.failure });
    if (cell.secret) this.unsealing?.noteSecret();
    this.lean(this.running.at(-1), cell);
    return cell.value;
  }
  compute(cell) {
    const above = this.running.length;
    this.running.push(cell);
    cell.state = "running";
    try {
      if (above >= MAX_CHAIN) throw mistake(tooLong());
      cell.value = this.expand(cell);
      cell.state = "done";
    } catch (error) {
      this.fail(cell, error instanceof RangeError ? mistake(tooMuch()) : error);
    } finally {
      this.running.length = above;
    }
  }
  fail(cell, error) {
    cell.state = "untouched";
    if (!isInterruption(error)) throw error;
    const { reason } = error;
    cell.state = reason.kind === "secret" ? "secret" : "failed";
    if (reason.kind !== "secret")
      cell.failure = reason.kind === "told" ? reason.issue : this.report(reason.issue, cell);
  }
  expand(cell) {
    const { value, sealed } = cell.node;
    if (sealed !== void 0) return this.unseal(cell, sealed);
    const text3 = String(value);
    const computed = hasLiquid(text3) ? this.evaluate(text3) : text3.replaceAll(HOMEDIR, () => this.home());
    if (typeof computed === "string") this.letters += computed.length;
    if (this.letters <= MAX_LETTERS) return computed;
    throw mistake({ code: "definition/failed", message: `values come to more than ${MAX_LETTERS} letters` });
  }
  unseal(cell, sealed) {
    if (this.unsealing === void 0) throw interruption({ kind: "secret" });
    cell.secret = true;
    return this.unsealing.open(sealed);
  }
  evaluate(text3) {
    const evaluated = this.render?.(text3, () => this.running.at(-1)?.secret === true);
    if (evaluated === void 0) throw new Error("there is Liquid in a value, and nothing to read it");
    if (evaluated.ok) return evaluated.value;
    const [issue] = evaluated.issues;
    throw issue === void 0 ? new Error("an engine says what is wrong") : mistake(issue);
  }
  home() {
    if (!Object.hasOwn(this.environ, "HOME")) throw mistake(notSet("HOME"));
    return this.environ["HOME"] ?? "";
  }
  /** Heights do not hang on who asked first, so neither does what is too long a row. */
  lean(above, below2) {
    if (above === void 0) return;
    above.secret ||= below2.secret;
    above.height = Math.max(above.height, below2.height + 1);
    if (above.height >= MAX_CHAIN) throw mistake(tooLong());
  }
};
function tooMuch() {
  return { code: "definition/failed", message: "tags and values are nested too deeply, or come to too much text" };
}
function tooLong() {
  return { code: "definition/failed", message: `more than ${MAX_CHAIN} values in a row lean on each other` };
}

// src/core/evaluation/materialize.ts
var MAX_VALUES2 = 1e6;
var MAX_DEPTH4 = 100;
var SECRET = /* @__PURE__ */ Symbol("secret");
var NOTHING = { json: null, size: 1, depth: 0 };
var Materializer = class {
  done = /* @__PURE__ */ new Map();
  /** Containers that are being read, with the number of cells above each. */
  open = /* @__PURE__ */ new Map();
  above = [];
  latest;
  cells;
  report;
  constructor(cells, report) {
    this.cells = cells;
    this.report = report;
  }
  /** The data, `SECRET` where one is; `null`, or for all of it nothing, where an issue was reported. */
  read(root) {
    const { json } = this.enter(root);
    return isObject(json) ? json : toObject([]);
  }
  convert(value) {
    if (value === null || value === void 0) return NOTHING;
    if (typeof value === "string" || typeof value === "boolean" || value === SECRET || isExact(value))
      return { json: value, size: 1, depth: 0 };
    return isContainer(value) ? this.enter(value) : this.refuse(describe(value));
  }
  enter(container) {
    const known = this.done.get(container);
    if (known !== void 0) return known;
    const since = this.open.get(container);
    if (since !== void 0) return this.refuseCycle(this.above.slice(since));
    this.open.set(container, this.above.length);
    const members = Object.keys(container).map((key) => [key, this.readMember(container, key)]);
    this.open.delete(container);
    const plain2 = this.join(container, members);
    this.done.set(container, plain2);
    return plain2;
  }
  readMember(container, key) {
    const property = Object.getOwnPropertyDescriptor(container, key);
    const cell = this.cells.get(property?.get);
    if (cell === void 0) return this.convert(property?.value);
    this.above.push(cell);
    this.latest = cell;
    const plain2 = this.convert(readCell(property?.get));
    this.above.pop();
    return plain2;
  }
  join(container, members) {
    const size2 = members.reduce((sum, [, plain2]) => sum + plain2.size, 1);
    const depth = members.reduce((most, [, plain2]) => Math.max(most, plain2.depth), 0) + 1;
    if (size2 > MAX_VALUES2) return this.refuse(`this comes to more than ${MAX_VALUES2} values`);
    if (depth > MAX_DEPTH4) return this.refuse(`this comes to more than ${MAX_DEPTH4} levels`);
    const json = Array.isArray(container) ? members.map(([, plain2]) => plain2.json) : toObject(members.map(([key, plain2]) => [key, plain2.json]));
    return { json, size: size2, depth };
  }
  refuse(message) {
    this.report({ code: "definition/failed", message }, this.above.at(-1) ?? this.latest);
    return NOTHING;
  }
  refuseCycle(cycle) {
    this.report(cycleIssue("hold", cycle), cycle[0]);
    return NOTHING;
  }
};
function readCell(get) {
  try {
    return get?.();
  } catch (error) {
    if (isInterruption(error)) return error.reason.kind === "secret" ? SECRET : null;
    throw error;
  }
}
function isExact(value) {
  if (typeof value !== "number") return false;
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}
function isContainer(value) {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}
function describe(value) {
  return typeof value === "number" ? "this comes to a number that cannot be kept exactly" : "this comes to no value that a definition can hold";
}

// src/core/evaluation/evaluate.ts
function evaluate(merged, context) {
  const { view, issues, report } = new Evaluator(merged, context);
  const value = new Materializer(view.cells, report).read(view.root);
  const cells = [...view.cells.values()];
  const computed = cells.filter(({ node }) => node.sealed === void 0);
  return {
    value,
    issues: distinctIssues(issues),
    computed: new Map(computed.map(({ node, environ }) => [node, [...environ]])),
    failed: new Set(cells.flatMap(({ node, state }) => state === "failed" ? [node] : [])),
    sealed: new Set(cells.flatMap(({ node }) => node.sealed?.file ?? []))
  };
}
function plainly(merged) {
  const value = toJson(merged);
  return { value, issues: [], computed: /* @__PURE__ */ new Map(), failed: /* @__PURE__ */ new Set(), sealed: /* @__PURE__ */ new Set() };
}
function openValues(merged, context, unsealing) {
  return new Evaluator(merged, context, unsealing).view.root;
}
function hideSecrets(value) {
  return hide(value);
}
function hide(value) {
  if (value === SECRET) return MASK;
  if (Array.isArray(value)) return value.map(hide);
  return isObject(value) ? toObject(Object.entries(value).map(([key, each]) => [key, hide(each)])) : value;
}

// src/core/definition/facs.ts
function facsOf({ project, instance, environment }) {
  return {
    name: project,
    project,
    instance,
    segments: [...segmentsOf(instance)],
    release_environment: instance,
    environment: environment ?? null
  };
}

// src/core/time.ts
var UNITS_MS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
var DURATION_FORM = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;
var PART = /(\d+(?:\.\d+)?)(ms|s|m|h|d)/g;
function parseDuration(text3) {
  const trimmed = text3.trim();
  if (!DURATION_FORM.test(trimmed)) {
    return invalid({
      code: "time/duration",
      message: `"${text3}" is not a duration`,
      hint: "write it like 30s, 10m or 1h30m"
    });
  }
  let totalMs = 0;
  for (const [, amount2, unit] of trimmed.matchAll(PART)) totalMs += Number(amount2) * (UNITS_MS[unit ?? ""] ?? 0);
  return valid(totalMs);
}
function describeDuration(durationMs) {
  if (durationMs < 1e3) return `${Math.round(durationMs)} ms`;
  if (durationMs < 6e4) return `${(durationMs / 1e3).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1e3);
  return `${Math.floor(seconds / 60)} m ${String(seconds % 60).padStart(2, "0")} s`;
}

// src/core/definition/shape.ts
var MOST_TOLD = 100;
function optional(shape, doc) {
  return { shape, doc };
}
function preset(shape, value, doc) {
  return { shape, doc, preset: value };
}
function list(items) {
  return {
    schema: { type: "array", items: items.schema },
    read: (value, at2, report) => {
      if (!Array.isArray(value)) return refuse(report, at2, "a list");
      const read = [];
      eachUntilTold(value.entries(), at2, report, ([i, item], tell) => {
        const one = items.read(item, [...at2, i], tell);
        if (one !== void 0) read.push(one);
      });
      return read.length === value.length ? read : void 0;
    }
  };
}
function record(values, names = /^/, form = "a name") {
  return {
    schema: { type: "object", propertyNames: { pattern: names.source }, additionalProperties: values.schema },
    read: (value, at2, report) => {
      if (!isObject(value)) return refuse(report, at2, "a mapping");
      const read = /* @__PURE__ */ new Map();
      const given = Object.entries(value);
      eachUntilTold(given, at2, report, ([name2, each], tell) => {
        const one = values.read(each, [...at2, name2], tell);
        if (one !== void 0) read.set(name2, one);
        if (names.test(name2)) return;
        const message = `${describePath(at2)}: "${name2}" is not ${form}`;
        tell({ code: "definition/value", at: [...at2, name2], message, about: "key" });
      });
      return read.size === given.length ? read : void 0;
    }
  };
}
function eachUntilTold(all, at2, report, look) {
  let told = 0;
  const tell = (problem) => {
    told += 1;
    report(problem);
  };
  for (const each of all) {
    if (told >= MOST_TOLD) {
      report({ code: "definition/value", at: at2, message: `${describePath(at2)}: the rest was not looked at` });
      return;
    }
    look(each, tell);
  }
}
function mapping(fields4) {
  const declared = Object.entries(fields4);
  return {
    schema: { type: ["object", "null"], properties: propertiesOf(fields4), additionalProperties: false },
    read: (value, at2, report) => {
      if (value !== null && !isObject(value)) return refuse(report, at2, "a mapping");
      const given = value ?? {};
      refuseUnknown(given, fields4, at2, report);
      const read = readFields(fields4, given, at2, report);
      return declared.every(([key, field]) => read[key] !== void 0 || isAbsent(given[key], field)) ? read : void 0;
    }
  };
}
function readFields(fields4, given, at2, report) {
  const read = Object.entries(fields4).map(([key, field]) => {
    const value = given[key] ?? field.preset;
    return [key, value === void 0 ? void 0 : field.shape.read(value, [...at2, key], report)];
  });
  return Object.fromEntries(read);
}
function converted(shape, convert) {
  return {
    schema: shape.schema,
    read: (value, at2, report) => {
      const read = shape.read(value, at2, report);
      return read === void 0 ? void 0 : convert(read, at2, report);
    }
  };
}
function refuse(report, at2, form) {
  report({ code: "definition/value", at: at2, message: `${describePath(at2)} must be ${form}` });
  return void 0;
}
function refuseUnknown(given, fields4, at2, report) {
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(fields4, key));
  for (const key of unknown.slice(0, MOST_TOLD)) refuseKey(report, [...at2, key], fields4);
  const next = unknown[MOST_TOLD];
  if (next === void 0) return;
  const message = `and ${unknown.length - MOST_TOLD} more unknown keys`;
  report({ code: "definition/unknown-key", at: [...at2, next], message, about: "key" });
}
function refuseKey(report, at2, fields4) {
  const key = String(at2.at(-1));
  const known = Object.keys(fields4);
  const hint = didYouMean(key, known) ?? `known: ${known.join(", ")}`;
  report({ code: "definition/unknown-key", at: at2, message: `unknown key ${describePath(at2)}`, hint, about: "key" });
}
function isAbsent(value, field) {
  return (value ?? field.preset) === void 0;
}
function propertiesOf(fields4) {
  const properties = Object.entries(fields4).map(([key, { shape, doc, preset: value }]) => [
    key,
    { ...shape.schema, description: doc, ...value === void 0 ? {} : { default: value } }
  ]);
  return Object.fromEntries(properties);
}

// src/core/definition/scalars.ts
var WRITTEN_DURATION = DURATION_FORM.source.replace("^", "^\\s*").replace("$", "\\s*$");
function text(pattern, form = "text") {
  const schema = pattern === void 0 ? {} : { pattern: pattern.source };
  return plain(
    { type: "string", minLength: 1, ...schema },
    form,
    (value) => typeof value === "string" && value !== "" && (pattern === void 0 || pattern.test(value)) ? value : void 0
  );
}
var word = plain(
  { type: ["string", "number", "boolean"] },
  "a word",
  (value) => ["string", "number", "boolean"].includes(typeof value) ? String(value) : void 0
);
var flag = plain(
  { type: "boolean" },
  "true or false",
  (value) => typeof value === "boolean" ? value : void 0
);
function choice(...words) {
  return plain(
    { type: "string", enum: [...words] },
    words.join(" or "),
    (value) => words.find((each) => each === value)
  );
}
function integer(minimum, maximum) {
  return plain(
    { type: "integer", minimum, maximum },
    `a whole number from ${minimum} to ${maximum}`,
    (value) => typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum ? value : void 0
  );
}
var duration = plain(
  { type: "string", pattern: WRITTEN_DURATION },
  "a duration like 30s or 10m",
  (value) => {
    const parsed = typeof value === "string" ? parseDuration(value) : void 0;
    return parsed?.ok === true ? parsed.value : void 0;
  }
);
function plain(schema, form, accept2) {
  return { schema, read: (value, at2, report) => accept2(value) ?? refuse(report, at2, form) };
}

// src/core/definition/build.ts
var inside = text(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/, "a path inside the project\u2019s folder, without ..");
var variable = text(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of a variable");
var program = text(new RegExp("^(\\/\\P{Cc}+|[A-Za-z0-9][A-Za-z0-9._-]*)$", "u"), "the name of a program, or its absolute path");
var fields = mapping({
  type: preset(choice("command", "python"), "command", "command, or python: a virtual environment."),
  command: optional(text(void 0, "a command"), "Shell command, run in the project\u2019s folder of a clean export."),
  binaries: optional(
    record(inside, BINARY, "a binary: letters, digits, dots, - and _"),
    "Binaries by name: the file or folder that the command makes."
  ),
  name: optional(
    text(BINARY, "a binary: letters, digits, dots, - and _"),
    "Of type python: the binary that the environment becomes; python by default."
  ),
  requirements: optional(inside, "Of type python: what pip installs; requirements.txt by default."),
  python: optional(program, "Of type python: the interpreter, which hosts need too; python3 by default."),
  pip: optional(list(text()), "Of type python: further words for pip install."),
  environ: preset(list(variable), [], "Variables of whoever runs it that the build may see. No others are.")
});
var OF_TYPE = {
  command: ["command", "binaries"],
  python: ["name", "requirements", "python", "pip"]
};
var build = converted(fields, (given, at2, report) => {
  const { type: type2 } = given;
  const other = type2 === "python" ? "command" : "python";
  const strays = OF_TYPE[other].filter((key) => given[key] !== void 0);
  for (const key of strays) {
    const message = `${describePath([...at2, key])} is for a build of type ${other}`;
    report({ code: "definition/value", at: [...at2, key], message, about: "key" });
  }
  if (strays.length > 0) return void 0;
  return type2 === "python" ? toPython(given) : toCommand(given, at2, report);
});
function toCommand({ command, binaries, environ }, at2, report) {
  const outputs = [...binaries ?? []].map(([name2, path]) => ({ name: name2, path }));
  if (command === void 0) return missing("a build needs a command", at2, report);
  if (outputs.length === 0) return missing("a build needs binaries: what the command makes, by name", at2, report);
  return { type: "command", command, binaries: outputs, environ };
}
function toPython({ name: name2 = "python", requirements, python, pip, environ }) {
  return {
    type: "python",
    binaries: [{ name: name2, path: "" }],
    requirements: requirements ?? "requirements.txt",
    python: python ?? "python3",
    pip: pip ?? [],
    environ
  };
}
function missing(message, at2, report) {
  report({ code: "definition/missing", at: at2, message: `${describePath(at2)}: ${message}` });
  return void 0;
}

// src/core/definition/amount.ts
var PARTS = { 0: /^(\d{1,2}|100)%$/, 1: /^([1-9]\d?|100)%$/ };
function amount(minimum) {
  const part = PARTS[minimum];
  return {
    schema: {
      anyOf: [
        { type: "integer", minimum },
        { type: "string", pattern: part.source }
      ]
    },
    read: (value, at2, report) => {
      if (typeof value === "number" && Number.isInteger(value) && value >= minimum)
        return { kind: "count", count: value };
      const percent = typeof value === "string" ? part.exec(value)?.[1] : void 0;
      if (percent !== void 0) return { kind: "percent", percent: Number(percent) };
      return refuse(report, at2, `a number of hosts from ${minimum} on, or a part like "25%"`);
    }
  };
}
function countOf(given, all) {
  return given.kind === "count" ? given.count : Math.ceil(given.percent / 100 * all);
}

// src/core/definition/health.ts
var fields2 = mapping({
  command: optional(text(), "Succeeds on the host, in the new release folder."),
  url: optional(text(/^https?:\/\/[^\s/]+/, "an http or https URL"), "Answers with 2xx or 3xx, asked from the host."),
  tcp: optional(text(/^(\S+:)?\d{1,5}$/, "host:port, or a port in quotes"), "Takes a connection, from the host."),
  within: preset(duration, "1m", "How long it may take until the first good answer.")
});
var health = converted(fields2, (given, at2, report) => {
  const { command, url, tcp, within: withinMs } = given;
  const written = [command, url, tcp].filter((each) => each !== void 0);
  if (written.length !== 1) return refuse2(at2, report);
  if (command !== void 0) return { kind: "command", command, withinMs };
  return url !== void 0 ? { kind: "url", url, withinMs } : { kind: "tcp", ...splitTcp(tcp ?? ""), withinMs };
});
function splitTcp(tcp) {
  const colon = tcp.lastIndexOf(":");
  const address = colon < 0 ? "127.0.0.1" : tcp.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  return { address, port: Number(tcp.slice(colon + 1)) };
}
function refuse2(at2, report) {
  report({ code: "definition/value", at: at2, message: `${describePath(at2)} must have exactly one of command, url, tcp` });
  return void 0;
}

// src/core/definition/waves.ts
var ALL = { kind: "percent", percent: 100 };
var size = amount(1);
var several = list(size);
var sizes = {
  schema: { anyOf: [size.schema, { ...several.schema, minItems: 1 }] },
  read: (value, at2, report) => {
    if (Array.isArray(value))
      return value.length === 0 ? refuse(report, at2, "one size or more") : several.read(value, at2, report);
    const one = size.read(value, at2, report);
    return one === void 0 ? void 0 : [one];
  }
};
var fields3 = mapping({
  size: optional(sizes, 'Hosts of a wave: a number, a part like "25%", or a list of them; the last counts on.'),
  by: optional(text(), "`region`, or the name of a label: hosts where it differs are in different waves."),
  pause: preset(duration, "0s", "Rest between two waves.")
});
var waves = {
  schema: { anyOf: [sizes.schema, fields3.schema] },
  read: (value, at2, report) => {
    if (!isObject(value)) {
      const read2 = sizes.read(value, at2, report);
      return read2 && { sizes: read2, pauseMs: 0 };
    }
    const read = fields3.read(value, at2, report);
    if (read === void 0) return void 0;
    const { size: given = [ALL], by, pause: pauseMs } = read;
    return { sizes: given, ...by === void 0 ? {} : { by }, pauseMs };
  }
};

// src/core/definition/deploy-keys.ts
var userName = text(/^[A-Za-z_][A-Za-z0-9_.-]*\$?$/, "a user name");
var remoteFolder = text(
  new RegExp("^(?![\\s\\S]*\\p{Cc})(\\/|~(\\/|$))(?!(.*\\/)?\\.\\.(\\/|$))", "u"),
  "an absolute path, or one that begins with ~/"
);
var sharedPath = text(new RegExp("^(?![\\s\\S]*\\p{Cc})(?![/~])(?!(.*\\/)?\\.{1,2}(\\/|$))", "u"), "a path inside the release, without ..");
var rootPath = text(new RegExp("^(?![\\s\\S]*\\p{Cc})\\/(?!(.*\\/)?\\.{1,2}(\\/|$))[^/].*$", "u"), "an absolute path, without ..");
var commands = list(text(void 0, "a command"));
var library = text(new RegExp("^\\P{Cc}*[^/\\p{Cc}]$", "u"), "a library, by name or path: libssl.so.3");
var hooks = mapping({
  once: preset(
    commands,
    [],
    "Commands run on one host, after every host has staged and before any activates: migrations."
  ),
  before: preset(commands, [], "Commands run on every host in the new release folder, before `current` moves."),
  after: preset(commands, [], "Commands run on every host in the new release folder, after `current` moved."),
  drain: preset(commands, [], "Commands run on every host first of all: out of the load balancer."),
  readd: preset(commands, [], "Commands run on a drained host when it works, and when it went back: in again.")
});
var deploy = mapping({
  user: optional(userName, "Who logs in on hosts that do not say otherwise."),
  home: optional(remoteFolder, "Folder on hosts for releases, current and shared; stronger than the top-level `home`."),
  nodes: preset(
    record(list(text()), SEGMENT, "a target: small letters, digits, - and _"),
    {},
    "Targets, each with the names of its hosts. A host in two targets is one host."
  ),
  destdir: optional(
    text(new RegExp("^\\P{Cc}+$", "u"), "a folder"),
    "Folder on this machine: deploys there, when there are no `nodes`."
  ),
  layout: preset(
    choice("releases", "inplace"),
    "releases",
    "`releases`: each in a folder of its own below `home`, and `current` points at one. `inplace`: files right in `home`."
  ),
  shared: preset(list(sharedPath), [], "Paths of a release that live in `shared` and outlast it: uploads, logs."),
  root_allow: preset(
    list(rootPath),
    [],
    "Absolute paths outside the release that templates in `_ROOT_/` may write: globs of files, or of folders with all in them."
  ),
  keep_releases: preset(integer(1, 1e3), 5, "Good releases to keep on a host."),
  health: optional(health, "How a host proves that it works, before the deployment counts."),
  hooks: preset(hooks, {}, "Commands around the switch; the first that fails stops the host."),
  waves: optional(
    waves,
    'Hosts to activate at a time: a number, a part like "25%", a list of them, or `{size, by, pause}`. Absent: all at once.'
  ),
  failure_budget: optional(
    amount(0),
    "Hosts that may fail, a number or a part; when more do, all that changed go back. Absent: those that work stay."
  ),
  rollback: preset(
    choice("automatic", "forward-only"),
    "automatic",
    "forward-only: what fails stays as it is, because the release cannot be taken back (a migration)."
  ),
  unreachable: preset(
    choice("fail", "skip-and-record"),
    "fail",
    "What a host means that cannot be reached: nothing is done, or the others go on and facs resume brings it later."
  ),
  postcmd: preset(
    commands,
    [],
    "Commands run on every host after the switch, each on its own; the first that fails stops."
  ),
  restart: preset(
    record(text(void 0, "a command or a systemd unit")),
    {},
    "Glob of changed files: the command to run, or the systemd unit to restart."
  ),
  libcheck: preset(flag, false, "Refuse what needs a library that a host lacks, before anything changes there."),
  libcheck_ignorelist: preset(
    record(list(library), SEGMENT, "a target: small letters, digits, - and _"),
    {},
    "Libraries that `libcheck` passes over, by target: names or paths."
  ),
  lock_wait: preset(duration, "10m", "Longest wait for another deployment of the same instance."),
  allow_empty: preset(flag, false, "A selected target may have no hosts.")
});

// src/core/definition/install-groups.ts
var inside2 = text(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/, "a path inside the source, without ..");
var regex = text(void 0, "a regular expression");
var common = {
  system: optional(
    text(OPERATING_SYSTEM, "an operating system, the first part of a platform: linux"),
    "Only for hosts of this operating system."
  )
};
var copy = mapping({
  type: preset(choice("copy"), "copy", "copy (the default), binary or tmpl."),
  files: preset(list(inside2), [], "Files of the source at the release."),
  optfiles: preset(list(inside2), [], "The same, but those that are not there are left out."),
  dir: optional(inside2, "Folder of the source, with all in it."),
  glob: preset(list(inside2), [], "Only files of dir, or of the whole source, that match one of these: **/*.css"),
  pattern: optional(regex, "What of each path to replace, everywhere it matches."),
  replace: optional({ schema: { type: "string" }, read: readReplace }, "What to put there; $1 is the first group."),
  ...common
});
var binary = mapping({
  type: preset(choice("binary"), "binary", "binary"),
  name: optional(text(), "Name of the release\u2019s binary."),
  into: preset(
    { schema: { ...inside2.schema, minLength: 0 }, read: readInto },
    "",
    "Folder of the tree to unpack into; its root by default."
  ),
  ...common
});
var tmpl = mapping({
  type: preset(choice("tmpl"), "tmpl", "tmpl"),
  dir: optional(inside2, "Folder of templates, beside or in the define folder."),
  skip: optional(regex, "Folders and file names that match are left out."),
  render_files: preset(flag, true, "false: files are copied as they are."),
  ...common
});
var kinds = { copy, binary, tmpl };
var schemas = [
  { ...copy.schema, type: "object", anyOf: ["files", "optfiles", "dir", "glob"].map((key) => needs(key)) },
  { ...binary.schema, type: "object", ...needs("type", "name") },
  { ...tmpl.schema, type: "object", ...needs("type", "dir") }
];
var installGroups = list({
  schema: { anyOf: schemas },
  read: readGroup
});
function readGroup(value, at2, report) {
  const given = isObject(value) ? value["type"] ?? "copy" : "copy";
  if (given === "copy") return readCopy(value, at2, report);
  if (given === "binary") return readBinary(value, at2, report);
  if (given === "tmpl") return readTmpl(value, at2, report);
  const message = `${describePath(at2)}.type must be one of ${Object.keys(kinds).join(", ")}`;
  report({ code: "definition/value", at: [...at2, "type"], message });
  return void 0;
}
function readCopy(value, at2, report) {
  const group = copy.read(value, at2, report);
  if (group === void 0) return void 0;
  const { files: files2, optfiles, dir, glob, pattern, replace } = group;
  if (files2.length + optfiles.length + glob.length === 0 && dir === void 0)
    missing2(at2, report, "a copy group needs files, optfiles, dir or glob");
  if (pattern === void 0 !== (replace === void 0)) missing2(at2, report, "pattern and replace go together");
  if (pattern !== void 0) checkRegex(pattern, [...at2, "pattern"], report);
  return {
    type: "copy",
    files: files2,
    optfiles,
    glob,
    ...dir === void 0 ? {} : { dir },
    ...pattern === void 0 ? {} : { pattern },
    ...replace === void 0 ? {} : { replace },
    ...systemOf(group),
    at: at2
  };
}
function readBinary(value, at2, report) {
  const group = binary.read(value, at2, report);
  if (group?.name !== void 0) return { type: "binary", name: group.name, into: group.into, ...systemOf(group), at: at2 };
  if (group !== void 0) missing2(at2, report, "a binary group needs the name of a binary");
  return void 0;
}
function readTmpl(value, at2, report) {
  const group = tmpl.read(value, at2, report);
  if (group?.skip !== void 0) checkRegex(group.skip, [...at2, "skip"], report);
  if (group?.dir === void 0) {
    if (group !== void 0) missing2(at2, report, "a tmpl group needs dir");
    return void 0;
  }
  const { dir, skip, render_files: renderFiles } = group;
  return { type: "tmpl", dir, ...skip === void 0 ? {} : { skip }, renderFiles, ...systemOf(group), at: at2 };
}
function systemOf({ system }) {
  return system === void 0 ? {} : { system };
}
function readReplace(value, at2, report) {
  if (typeof value === "string") return value;
  report({ code: "definition/value", at: at2, message: `${describePath(at2)} must be text` });
  return void 0;
}
function readInto(value, at2, report) {
  return value === "" ? "" : inside2.read(value, at2, report);
}
function checkRegex(source, at2, report) {
  try {
    new RegExp(source);
  } catch (error) {
    report({ code: "definition/value", at: at2, message: `${describePath(at2)}: ${error.message}` });
  }
}
function missing2(at2, report, message) {
  report({ code: "definition/missing", at: at2, message: `${describePath(at2)}: ${message}` });
}
function needs(...keys) {
  const something = { not: { enum: [null, []] } };
  return { required: [...keys], allOf: [{ properties: Object.fromEntries(keys.map((key) => [key, something])) }] };
}

// src/core/definition/modules.ts
var MOST_CLONES = 255;
var MODULE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
var NAME = "letters, digits, dots, - and _";
var COMPUTED = ["clones", "instance_name", "password", "uiid", "username"];
var sectionFields = {
  name: optional(text(), "Name of the service; by default the user name with a d behind it."),
  n_instances: preset(integer(1, MOST_CLONES), 1, "How many clones of the module an instance has.")
};
var moduleFields = {
  name: optional(text(MODULE, NAME), "The same as its key; needed in a list."),
  daemon: optional(
    text(MODULE, NAME),
    "The program that serves it, and the user that it acts as; by default its name."
  ),
  logical_name: optional(text(), "What it is to its clients; with a service, each clone then has a number (uiid)."),
  genconfig: preset(flag, true, "False leaves its templates in tmpl/_MODULE_ alone."),
  service: optional(
    open(sectionFields, ["uiid", "logical_name", "instance_name"]),
    "How it runs; other keys are free."
  ),
  freeform: optional(open({}, []), "Its configuration, in words of its own.")
};
var moduleShape = open(moduleFields, COMPUTED);
var modules = {
  schema: {
    anyOf: [
      { type: "array", items: { anyOf: [{ type: "string" }, { ...moduleShape.schema, required: ["name"] }] } },
      { type: "object", additionalProperties: moduleShape.schema }
    ]
  },
  read: (value, at2, report) => {
    if (!isObject(value)) return refuse3(report, at2, "must be a list or a mapping of modules");
    return Object.entries(value).flatMap(
      ([name2, given]) => readModule(name2, given, { at: [...at2, name2], report }) ?? []
    );
  }
};
function readModule(name2, given, { at: at2, report }) {
  if (!MODULE.test(name2)) return refuse3(report, at2, `cannot be a module: a name is ${NAME}`);
  const read = moduleShape.read(given, at2, report);
  if (read === void 0) return void 0;
  if (read.name !== void 0 && read.name !== name2)
    return refuse3(report, [...at2, "name"], `must be ${name2}, as its key`);
  const { service, logical_name: logicalName, daemon: username = name2, genconfig = true } = read;
  const count = service?.n_instances ?? 1;
  if (count > 1 && logicalName === void 0) {
    const message = `${describePath(at2)} has ${count} clones, which need a logical_name to be told apart by`;
    report({ code: "definition/missing", at: [...at2, "service", "n_instances"], message });
  }
  const fields4 = { ...isObject(given) ? given : {} };
  if (isObject(fields4["service"])) fields4["service"] = { ...fields4["service"], name: service?.name ?? `${username}d` };
  return {
    ...{ name: name2, username, count, genconfig },
    logicalName: service === void 0 ? void 0 : logicalName,
    fields: toObject(Object.entries(fields4))
  };
}
function open(fields4, computed) {
  return {
    schema: { type: ["object", "null"], properties: propertiesOf(fields4) },
    read: (value, at2, report) => {
      if (value !== null && !isObject(value)) return refuse3(report, at2, "must be a mapping, or empty");
      for (const key of computed.filter((word2) => Object.hasOwn(value ?? {}, word2)))
        refuse3(report, [...at2, key], "is not written by hand: the product finds it out, or keeps it in the state");
      return readFields(fields4, value ?? {}, at2, report);
    }
  };
}
function refuse3(report, at2, message) {
  report({ code: "definition/value", at: at2, message: `${describePath(at2)} ${message}` });
  return void 0;
}

// src/core/definition/schema.ts
var PROJECT_FORM = "a project: letters, digits, - and _";
var hostKey = text(
  /^(ssh-|ecdsa-sha2-|sk-)\S+ [A-Za-z0-9+/=]+( .*)?$/,
  "a public host key as ssh-keyscan prints it, without the host: ssh-ed25519 AAAA\u2026"
);
var hostFields = {
  address: optional(
    text(/^[A-Za-z0-9_.:%-]+$/, "a name or an IP address"),
    "Where to connect; the host\u2019s name by default."
  ),
  port: preset(integer(1, 65535), 22, "Port of its sshd."),
  user: optional(userName, "Who logs in; `deploy.user` by default."),
  home: optional(remoteFolder, "Folder for releases, current and shared; `deploy.home` by default."),
  region: optional(text(), "Where it stands."),
  labels: preset(record(word), {}, "Free words to select hosts by."),
  platform: optional(text(/^[a-z0-9]+-[a-z0-9_]+$/, "a platform like linux-x64"), "Chooses the binary: linux-x64."),
  host_keys: preset(list(hostKey), [], "Its public keys. Only these are accepted.")
};
var instanceFields = {
  channel: optional(text(/^[a-z0-9][a-z0-9_-]*$/, "a channel"), "The channel whose release it runs."),
  environment: optional(text(), "The environment on GitHub that guards it.")
};
var instances = record(mapping(instanceFields), INSTANCE_OR_PATTERN, "an instance or a pattern like dev.*");
var sourceFields = {
  repo: optional(text(), "Its git repository; without: the work tree that the command runs in."),
  src_dir: optional(
    text(
      /^(?![/.])(?!(.*\/)?\.\.(\/|$))/,
      "a folder inside the repository; a work tree on this machine is named with --src-dir"
    ),
    "Folder of the repository that holds it; the whole repository by default."
  )
};
var projectFields = {
  ...sourceFields,
  instances: optional(instances, "Instances of this project alone; stronger than those of `instances`.")
};
var componentFields = {
  class: optional(
    text(
      /^Facsimile$/,
      "Facsimile: what another class did belongs in a plugin beside the layers, NAME.mjs (docs/running.md)"
    ),
    "The kind of project; there is only one now."
  ),
  ...sourceFields
};
var topFields = {
  repo: optional(text(), "The project\u2019s git repository; without: the work tree that the command runs in."),
  home: optional(remoteFolder, "Folder on hosts for releases, current and shared."),
  deploy: preset(deploy, {}, "How and where an instance is deployed."),
  hosts: preset(
    record(mapping(hostFields), HOST, "a host: letters, digits, dots, - and _"),
    {},
    "What is known of hosts, by name."
  ),
  install: preset(
    mapping({ groups: preset(installGroups, [], "What goes into the tree, in order.") }),
    {},
    "What hosts get."
  ),
  environ: preset(
    list(text(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of a variable")),
    [],
    "Variables of the environment that values may read, as `environ.NAME`."
  ),
  state_scope: preset(
    choice("instance", "project"),
    "instance",
    "Whose state the instance has: one for all projects of that instance, or the project\u2019s own."
  ),
  subinstance_of: optional(
    text(INSTANCE, "an instance"),
    "The instance that this one lies over like one more layer, and whose state it shares."
  ),
  build: optional(build, "How binaries are made; `facs run` does it. A deploy never builds."),
  modules: preset(modules, {}, "Pieces of the project that want a config, a password or a number of their own."),
  instances: optional(
    instances,
    "Every instance there is, by name or pattern, with what it follows. In the facsimile or project layer."
  ),
  projects: optional(
    record(mapping(projectFields), PROJECT, PROJECT_FORM),
    "Every project there is. In the facsimile layer."
  ),
  facsimile: optional(
    mapping({
      components: optional(
        record(mapping(componentFields), PROJECT, PROJECT_FORM),
        "Every project, in the words of Facsimile 1.1.1."
      )
    }),
    "What Facsimile 1.1.1 kept in facsimile.json; `projects` says the same. In the facsimile layer."
  )
};
var UNSUPPORTED = ["rollout"];
var OVERRIDES = "overrides";
var KNOWN_KEYS = ["inherit", ...Object.keys(topFields), OVERRIDES];

// src/core/definition/read-layers.ts
var ASIDE = /* @__PURE__ */ new Set([...OF_THE_ESTATE, OVERRIDES]);
function readLayers(written, reader) {
  const layers = overlayModules(written);
  const clashes = [];
  const merged = mergeRoots(layers, ASIDE, clashes);
  const evaluation = computeValues(merged, written, reader);
  const problems = [];
  const report = (problem) => {
    const source = nearestTo(merged, problem.at)?.value;
    const isTold = source?.kind === "scalar" && evaluation.failed.has(source);
    const isSecret = valueAt(evaluation.value, problem.at) === SECRET;
    if (!isTold) problems.push(isSecret ? secretSetting(problem) : problem);
  };
  const checked2 = readFields(topFields, evaluation.value, [], report);
  const value = evaluation.sealed.size === 0 ? evaluation.value : hideSecrets(evaluation.value);
  return { written, layers, merged, value, checked: checked2, evaluation, clashes, problems, report };
}
function computeValues(merged, written, reader) {
  const isPlain = !written.some((layer) => holdsDeferred(layer.root));
  return isPlain ? plainly(merged) : evaluate(merged, contextOf(reader));
}
function secretSetting({ at: at2 }) {
  const message = `${describePath(at2)} is a secret, and only templates can have one`;
  return { code: "definition/secret", at: at2, message, hint: ENCRYPT_LESS };
}
function contextOf({ project, instance, standing, computing: computing2 }) {
  const { channel, environment } = standing;
  return { ...computing2, names: { facs: facsOf({ project, instance, environment }), channel: channel ?? null } };
}

// src/core/definition/written.ts
function writtenAt(layers, path) {
  return layers.toReversed().flatMap((layer) => {
    const { node, alone } = follow(layer.root, path);
    if (node === void 0 && !alone) return [];
    return [{ layer, alone, ...node === void 0 ? {} : { node } }];
  });
}
function isSettled(node) {
  return node.kind === "mapping" ? node.replaces === true : node.kind === "scalar" || node.edit === void 0;
}
function follow(root, path) {
  let node = root;
  let alone = false;
  for (const step of path) {
    alone ||= isSettled(node);
    const next = stepInto(node, step)?.value;
    if (next === void 0) return { alone };
    node = next;
  }
  const isGone = node.kind === "scalar" && node.unset === true;
  return isGone ? { alone: true } : { node, alone };
}

// src/core/definition/list-trail.ts
function findEdited({ layers, root }, path) {
  const found = find(root, path);
  if (found.kind !== "found" || found.value.kind !== "list") return void 0;
  const sources = [];
  for (const { layer, node, alone } of writtenAt(layers, path)) {
    if (node?.kind === "list") sources.push({ layer: layer.name, list: node });
    if (alone || node === void 0 || isSettled(node)) break;
  }
  return sources[0]?.list.edit === void 0 ? void 0 : { items: found.value.items, sources };
}
function settingOfItem({ sources }, item) {
  const source = sources.find(({ list: list3 }) => list3.items.includes(item));
  return { value: toJson(item), layer: source?.layer ?? "", origin: item.origin };
}
function lostItems({ items, sources }) {
  return sources.flatMap(
    ({ layer, list: list3 }) => list3.items.filter((item) => !items.includes(item)).map((item) => ({ value: toJson(item), layer, origin: item.origin }))
  );
}
function itemTrail(list3, [step = 0, ...rest], value) {
  const item = list3.items[Number(step)];
  const found = item === void 0 ? void 0 : find(item, rest);
  if (item === void 0 || found?.kind !== "found") return void 0;
  const { layer } = settingOfItem(list3, item);
  const name2 = identify(item);
  const before = list3.sources.flatMap(
    (source) => source.list.items.filter((each) => each !== item && identify(each) === name2).map((each) => ({ value: toJson(each), layer: source.layer, origin: each.origin }))
  );
  return { value, layer, origin: found.value.origin, overrode: rest.length === 0 ? before : [] };
}

// src/core/definition/trail.ts
function trailOf(merged, path, value) {
  const inList = path.findIndex((step) => typeof step === "number");
  const around = inList < 0 ? void 0 : findEdited(merged, path.slice(0, inList));
  if (around !== void 0) return itemTrail(around, path.slice(inList), value);
  const overrode = [];
  let winner;
  let merging = true;
  for (const { layer, node, alone } of writtenAt(merged.layers, path)) {
    if (node !== void 0) {
      const setting = { value: toJson(node), layer: layer.name, origin: node.origin };
      const joins = merging && (node.kind === "mapping" ? isObject(value) : node.kind === "list" && Array.isArray(value));
      if (winner === void 0) winner = setting;
      else if (!joins) overrode.push(setting);
    }
    if (alone || node !== void 0 && isSettled(node)) merging = false;
  }
  if (winner === void 0) return void 0;
  const edited = findEdited(merged, path);
  if (edited === void 0) return { ...winner, value, overrode };
  const items = edited.items.map((item) => settingOfItem(edited, item));
  return { ...winner, value, overrode: [...lostItems(edited), ...overrode], items };
}

// src/core/definition/explain-value.ts
function explainValue(reading, path) {
  const isAside = ASIDE.has(String(path[0]));
  const root = isAside ? mergeRoots(reading.layers) : reading.merged;
  const value = valueAt(isAside ? toJson(root) : reading.value, path);
  const written = writtenPart(root, path);
  const found = find(root, written);
  if (value === void 0 || found.kind !== "found") return void 0;
  const trail = trailOf({ layers: reading.layers, root }, written, toJson(found.value));
  if (trail === void 0) return void 0;
  const inside3 = path.slice(written.length);
  return {
    ...inside3.length === 0 ? trail : partOf(trail, inside3),
    value,
    ...computing(found.value, reading.evaluation.computed)
  };
}
function everythingSaid({ layers, value }) {
  const said = toJson(mergeRoots(layers));
  return Object.assign(said, value);
}
function writtenPart(root, path) {
  let node = root;
  for (const [i, step] of path.entries()) {
    const next = stepInto(node, step)?.value;
    if (next === void 0) return path.slice(0, i);
    node = next;
  }
  return path;
}
function partOf({ layer, origin, value, overrode }, inside3) {
  const parts = overrode.flatMap((setting) => {
    const part = valueAt(setting.value, inside3);
    return part === void 0 ? [] : [{ ...setting, value: part }];
  });
  return { layer, origin, value, overrode: parts };
}
function computing(node, computed) {
  const environ = /* @__PURE__ */ new Set();
  let isComputed = false;
  if (node.kind === "mapping") return {};
  holds(node, (scalar) => {
    const read = computed.get(scalar);
    isComputed ||= read !== void 0;
    for (const name2 of read ?? []) environ.add(name2);
    return false;
  });
  if (!isComputed) return {};
  return { written: toJson(node), ...environ.size === 0 ? {} : { environ: [...environ] } };
}

// src/core/definition/layer-rules.ts
var checked = /* @__PURE__ */ new WeakMap();
function checkLayer(layer) {
  const issues = checked.get(layer) ?? [...checkNode(layer.root), ...[...layer.root.members].flatMap(checkLiteral)];
  checked.set(layer, issues);
  return issues;
}
function checkNode(node) {
  if (node.kind === "list") return node.items.flatMap(checkNode);
  if (node.kind === "scalar") return [];
  return [...node.members].flatMap(([key, member]) => [...checkKey(key, member), ...checkNode(member.value)]);
}
function checkKey(key, { key: origin }) {
  if (!hasLiquid(key)) return [];
  const message = "Liquid in a key: only values are computed";
  return [{ code: "definition/expression", message, hint: "write the key itself", origin }];
}
function checkLiteral([key, { value, key: origin }]) {
  if (!LITERAL_KEYS.has(key)) return [];
  if (holds(value, ({ sealed }) => sealed !== void 0)) return [{ ...hiddenKey(key), origin }];
  if (!holds(value, isLiquid)) return [];
  const message = `Liquid in ${key}: it is read before anything can be computed`;
  return [{ code: "definition/expression", message, hint: "write the value itself", path: key, origin }];
}

// src/core/definition/overrides.ts
var MAY_DIFFER = /* @__PURE__ */ new Set(["home", "deploy", "install"]);
var DEPLOY_MAY_DIFFER = /* @__PURE__ */ new Set(["user", "home"]);
function overridesOf(written) {
  const said = written.flatMap(({ root }) => root.members.get(OVERRIDES) ?? []);
  const [first, ...stronger] = said;
  if (first === void 0) return { layers: /* @__PURE__ */ new Map(), issues: [] };
  const all = stronger.reduce((weak, strong) => ({ ...strong, value: mergeNodes(weak.value, strong.value) }), first);
  const issues = [];
  const layers = /* @__PURE__ */ new Map();
  const hasModules = written.some(({ root }) => root.members.has("modules"));
  for (const [os, member] of blocksOf(all, issues)) {
    const root = toRoot2(os, member, issues);
    if (root === void 0) continue;
    const refused = refusedKeys(root, hasModules);
    for (const [name2, key] of refused) {
      const message = `${name2} is the same for all hosts of an instance: it cannot stand under overrides`;
      issues.push(refuse4("misplaced", message, { key, path: `${OVERRIDES}.${os}.${name2}` }));
    }
    const members = new Map([...root.members].filter(([key]) => !refused.has(key)));
    layers.set(os, { name: `${OVERRIDES}.${os}`, file: root.origin.file, root: { ...root, members } });
  }
  return { layers, issues };
}
function osOf(platform) {
  return platform?.split("-")[0];
}
function systemOf2({ os, platform }) {
  return os ?? osOf(platform);
}
function definitionFor(definition, host) {
  return definition.overridden.get(systemOf2(host) ?? "") ?? definition;
}
function definitionForHost(definition, name2) {
  const { hosts } = definition.settings;
  const host = hosts.find((each) => each.name === name2);
  if (host !== void 0) return valid(definitionFor(definition, host));
  const names = hosts.map((each) => each.name);
  const there = names.length === 0 ? "the instance has no hosts" : `there are ${names.join(", ")}`;
  const hint = didYouMean(name2, names) ?? there;
  return invalid({ code: "host/unknown", message: `there is no host ${name2}`, hint, origin: inputOrigin("--host") });
}
function blocksOf({ key, value }, issues) {
  if (value.kind === "mapping") return value.members;
  if (value.kind !== "scalar" || value.value !== null)
    issues.push(
      refuse4("value", "overrides must be a mapping by operating system: linux, darwin", { key, path: OVERRIDES })
    );
  return /* @__PURE__ */ new Map();
}
function toRoot2(os, { key, value }, issues) {
  const path = `${OVERRIDES}.${os}`;
  if (!OPERATING_SYSTEM.test(os))
    issues.push(
      refuse4("value", `overrides: "${os}" is no operating system: the first part of a platform, like linux`, {
        key,
        path
      })
    );
  if (value.kind === "scalar" && value.value === null) return void 0;
  if (value.kind === "mapping") return withoutReplace(value);
  issues.push(refuse4("value", `${path} must be a mapping`, { key, path }));
  return void 0;
}
function withoutReplace({ replaces, ...mapping2 }) {
  return mapping2;
}
function refusedKeys(root, hasModules) {
  const deploy2 = root.members.get("deploy")?.value;
  const ofModules = hasModules ? OVERLAYS.map(([key]) => key) : [];
  const known = new Set([...KNOWN_KEYS, ...UNSUPPORTED, ...ofModules].filter((key) => !MAY_DIFFER.has(key)));
  const top = [...root.members].filter(([key]) => known.has(key));
  const inner = deploy2?.kind === "mapping" ? [...deploy2.members].filter(([key]) => !DEPLOY_MAY_DIFFER.has(key)) : [];
  const refused = [...top, ...inner.map(([key, member]) => [`deploy.${key}`, member])];
  return new Map(refused.map(([name2, { key }]) => [name2, key]));
}
function refuse4(what, message, { key, path }) {
  return { code: `definition/${what}`, message, path, origin: key };
}

// src/core/definition/to-settings.ts
function toSettings({ checked: checked2, report }, standing, otherwise) {
  const { deploy: deploy2, hosts: known, install, modules: modules2 } = checked2;
  if (deploy2 === void 0 || known === void 0 || install === void 0 || modules2 === void 0) return void 0;
  const targets = [...deploy2.nodes].map(([name2, hosts]) => ({ name: name2, hosts: [...new Set(hosts)] }));
  if (deploy2.destdir !== void 0 && targets.length > 0) {
    const message = "deploy.destdir is for a deploy without nodes: remove one of them";
    report({ code: "definition/value", at: ["deploy", "destdir"], message });
  }
  const repo = checked2.repo ?? standing.repo;
  const { channel, environment, srcDir = "" } = standing;
  return {
    ...repo === void 0 ? {} : { repo },
    srcDir,
    ...channel === void 0 ? {} : { channel },
    ...environment === void 0 ? {} : { environment },
    deploy: toDeploy(deploy2),
    hosts: toHosts(targets, { checked: checked2, known, report, otherwise }),
    targets,
    install: install.groups,
    state: {
      instance: standing.stateOf ?? standing.instance,
      ...checked2.state_scope === "project" ? { project: standing.project } : {}
    },
    ...checked2.build === void 0 ? {} : { build: checked2.build },
    modules: modules2
  };
}
function toDeploy(deploy2) {
  const { destdir, health: health2, hooks: hooks2, shared, postcmd, restart, waves: waves2, failure_budget: failureBudget } = deploy2;
  return {
    layout: deploy2.layout,
    ...destdir === void 0 ? {} : { destdir },
    shared,
    keepReleases: deploy2.keep_releases,
    rootAllow: deploy2.root_allow,
    ...health2 === void 0 ? {} : { health: health2 },
    hooks: hooks2,
    postcmd,
    restart: [...restart].map(([glob, command]) => ({ glob, command: toCommand2(command) })),
    ...deploy2.libcheck ? { libcheck: { ignored: Object.fromEntries(deploy2.libcheck_ignorelist) } } : {},
    ...waves2 === void 0 ? {} : { waves: waves2 },
    ...failureBudget === void 0 ? {} : { failureBudget },
    forwardOnly: deploy2.rollback === "forward-only",
    skipUnreachable: deploy2.unreachable === "skip-and-record",
    lockWaitMs: deploy2.lock_wait,
    allowEmpty: deploy2.allow_empty
  };
}
function toCommand2(written) {
  return /^[\w@.:-]+\.(service|socket|timer|target|path)$/.test(written) ? `systemctl restart ${written}` : written;
}
function toHosts(targets, sources) {
  const names = new Set(targets.flatMap((target) => target.hosts));
  return [...names].flatMap((name2) => {
    const listed2 = targets.filter((target) => target.hosts.includes(name2)).map((target) => target.name);
    return toHost(name2, listed2, sources) ?? [];
  });
}
function toHost(name2, targets, { checked: checked2, known, report, otherwise }) {
  const own = known.get(name2);
  const { deploy: deploy2, home: general } = (otherwise.get(osOf(own?.platform) ?? "") ?? { checked: checked2 }).checked;
  const user = own?.user ?? deploy2?.user;
  const home = own?.home ?? deploy2?.home ?? general;
  const at2 = ["deploy", "nodes", targets[0] ?? ""];
  if (otherwise.size > 0 && own?.platform === void 0) {
    const message = `host ${name2} has no platform, and overrides go by it: set hosts.${name2}.platform`;
    report({ code: "definition/missing", at: at2, message });
  }
  if (!isHostName(name2)) {
    const hint = "names are letters, digits, dots, - and _; anything else goes to hosts.NAME.address";
    report({ code: "definition/value", at: at2, message: `${describePath(at2)}: "${name2}" cannot be a host`, hint });
  }
  if (user === void 0) reportMissing("user", name2, { at: at2, known, report });
  if (home === void 0) reportMissing("home", name2, { at: at2, known, report });
  if (user === void 0 || home === void 0) return void 0;
  return {
    name: name2,
    targets,
    address: own?.address ?? name2,
    port: own?.port ?? 22,
    user,
    home,
    ...own?.region === void 0 ? {} : { region: own.region },
    labels: Object.fromEntries(own?.labels ?? []),
    ...own?.platform === void 0 ? {} : { platform: own.platform },
    hostKeys: own?.host_keys ?? []
  };
}
function reportMissing(what, name2, { at: at2, known, report }) {
  const hint = didYouMean(
    name2,
    [...known.keys()].filter((each) => each !== name2)
  );
  const places2 = what === "home" ? "home, deploy.home" : "deploy.user";
  report({
    code: "definition/missing",
    at: at2,
    message: `host ${name2} has no ${what}: set ${places2} or hosts.${name2}.${what}`,
    ...hint === void 0 ? {} : { hint }
  });
}

// src/core/definition/resolve-definition.ts
function resolveDefinition(subject2) {
  const { project, instance, layers: written, shared, standing } = subject2;
  const reading = readLayers(written, subject2);
  const overrides = overridesOf(written);
  const otherwise = new Map([...overrides.layers].map(([os, layer]) => [os, readLayers([...written, layer], subject2)]));
  const all = [reading, ...otherwise.values()];
  const isNews = all.every(({ evaluation, problems }) => evaluation.issues.length === 0 && problems.every(isNoHome));
  const settings = isNews ? toSettings(reading, { ...standing, project, instance }, otherwise) : void 0;
  const issues = [
    ...written.flatMap(checkLayer),
    ...reading.evaluation.issues,
    ...written.filter((layer) => !shared.has(layer.name)).flatMap(misplacedKeys),
    ...written.flatMap(unsupportedKeys),
    ...overrides.issues,
    ...all.flatMap(issuesOf)
  ];
  if (issues.length > 0 || settings === void 0) return invalid(...distinctIssues(issues));
  const overridden = new Map([...otherwise].map(([os, over]) => [os, toOverridden(over, subject2, settings)]));
  const definition = { ...toDefinition(reading, subject2, settings), overridden };
  return valid(definition, nearMisses(reading.value, reading.merged));
}
function isNoHome({ at: at2 }) {
  return at2[0] !== "home";
}
function issuesOf({ evaluation, clashes, problems, merged }) {
  return [...evaluation.issues, ...clashes.map(describeClash), ...problems.map((problem) => toIssue(problem, merged))];
}
function toOverridden(reading, subject2, settings) {
  const { install, modules: modules2 } = reading.checked;
  const own = { install: install?.groups ?? settings.install, modules: modules2 ?? settings.modules };
  return toDefinition(reading, subject2, { ...settings, ...own });
}
function toDefinition(reading, subject2, settings) {
  const { project, instance, instances: instances2 } = subject2;
  const { written, layers, merged, value, evaluation } = reading;
  return {
    project,
    instance,
    layers: written.map(({ name: name2, file }) => ({ name: name2, file })),
    value,
    settings,
    excludes: subject2.excludes,
    overridden: /* @__PURE__ */ new Map(),
    instances: instances2,
    isSecret: (path) => valueAt(evaluation.value, path) === SECRET,
    sealed: new Map(
      layers.flatMap(({ file, sealed }) => sealed && evaluation.sealed.has(file) ? [[file, sealed]] : [])
    ),
    open: (unsealing) => evaluation.sealed.size === 0 ? value : openValues(merged, contextOf(subject2), unsealing),
    everything: () => everythingSaid(reading),
    trail: (path) => explainValue(reading, path)
  };
}
function toIssue(problem, merged) {
  const path = describePath(problem.at);
  const found = nearestTo(merged, problem.at);
  const origin = problem.about === "key" ? found?.key : found?.value.origin;
  return {
    code: problem.code,
    message: problem.message,
    path,
    ...origin === void 0 ? {} : { origin },
    ...problem.hint === void 0 ? {} : { hint: problem.hint }
  };
}
function describeClash({ edit, beneath }) {
  const message = `there is no list to add to or take from: what is beneath stands at ${describeOrigin(beneath)}`;
  return { code: "definition/operator", message, hint: "write the whole list", origin: edit };
}
function misplacedKeys(layer) {
  return ["instances", "projects", "facsimile"].flatMap((key) => {
    const member = layer.root.members.get(key);
    if (member === void 0) return [];
    const message = `${key} belongs in the facsimile layer${key === "instances" ? " or that of the project" : ""}`;
    return [{ code: "definition/misplaced", message, path: key, origin: member.key }];
  });
}
function unsupportedKeys(layer) {
  return UNSUPPORTED.flatMap((key) => {
    const member = layer.root.members.get(key);
    if (member === void 0) return [];
    return [
      {
        code: "definition/unsupported",
        message: `${key} is not supported by this version`,
        path: key,
        origin: member.key
      }
    ];
  });
}
function nearMisses(value, merged) {
  return Object.keys(value).flatMap((key) => {
    const near = KNOWN_KEYS.includes(key) ? void 0 : nearest(key, KNOWN_KEYS);
    if (near === void 0 || near in value) return [];
    const origin = merged.members.get(key)?.key ?? merged.origin;
    return [
      {
        code: "definition/near-miss",
        message: `${key} is a free key`,
        path: key,
        hint: `did you mean "${near}"?`,
        origin
      }
    ];
  });
}

// src/core/definition/resolve-instance.ts
function readShared(layers, project) {
  const roots = project === void 0 ? ["facsimile"] : projectLayers(project);
  const ordered = orderLayers(roots, layers.known, layers.available);
  if (!ordered.ok) return ordered;
  const problems = [];
  const report = (problem) => problems.push(problem);
  const { facsimile, instances: list3, projects: registry, repo } = topFields;
  const fields4 = { facsimile, instances: list3, projects: registry, repo };
  const merged = mergeRoots(ordered.value);
  const read = readFields(fields4, toJson(merged), [], report);
  const projects = joinProjects(read.projects, read.facsimile?.components, report);
  const own = project === void 0 ? void 0 : read.projects?.get(project)?.instances;
  const instances2 = joinInstances(own, read.instances);
  if (problems.length > 0) return invalid(...problems.map((problem) => toIssue(problem, merged)));
  return valid({
    layers: ordered.value,
    ...instances2 === void 0 ? {} : { instances: instances2 },
    ...projects === void 0 ? {} : { projects },
    ...read.repo === void 0 ? {} : { repo: read.repo }
  });
}
function resolveInstance(layers, subject2, { shipped, shared = readShared(layers, subject2.project), ...computing2 }) {
  const overlaid = overlayInstance(subject2, {
    ...layers,
    exists: (name2) => shared.ok ? findStanding(shared.value, layers, { ...subject2, instance: name2 }) : shared
  });
  if (!overlaid.ok) return overlaid;
  const ordered = orderAll(layers, overlaid.value.roots);
  if (!ordered.ok) return ordered;
  if (shared.ok && ordered.value.length === 0) return nothingFound(layers, subject2);
  const standing = shared.ok ? findStanding(shared.value, layers, subject2) : shared;
  const resolved = resolveDefinition({
    ...subject2,
    layers: [shipped, ...layers.modules === void 0 ? [] : [layers.modules], ...ordered.value],
    shared: new Set(shared.ok ? shared.value.layers.map((layer) => layer.name) : layers.available),
    instances: () => namesOf2(shared, layers, subject2.instance),
    standing: { ...standing.ok ? standing.value : {}, stateOf: overlaid.value.root },
    excludes: layers.excludes ?? [],
    computing: computing2
  });
  if (!standing.ok) return invalid(...distinctIssues([...resolved.ok ? [] : resolved.issues, ...standing.issues]));
  return resolved.ok ? valid(resolved.value, [...standing.warnings, ...resolved.warnings]) : resolved;
}
function namesOf2(shared, { available }, instance) {
  const listed2 = shared.ok ? shared.value.instances : void 0;
  return listed2 === void 0 ? [instance] : knownInstances(listed2, available).names;
}
function orderAll({ known, available, install }, roots) {
  if (install === void 0) return orderLayers(roots, known, available);
  return orderLayers([...roots, INSTALL_LAYER], new Map([...known, [INSTALL_LAYER, install]]), available);
}
function findStanding({ instances: instances2, projects, layers: shared }, layers, { project, instance }) {
  const { repo, src_dir: srcDir } = projects?.get(project) ?? {};
  const place = { ...repo === void 0 ? {} : { repo }, ...srcDir === void 0 ? {} : { srcDir } };
  if (instances2 === void 0) {
    const checked2 = checkUnlisted(instance, layers.available, layers.looked);
    return checked2.ok ? valid(place, checked2.warnings) : checked2;
  }
  const found = findInstance(
    instances2,
    instance,
    originOf(shared, ["instances"], ["projects", project, "instances"]) ?? fileOrigin(layers.looked)
  );
  if (!found.ok) return found;
  const { channel, environment } = found.value;
  return valid({
    ...place,
    ...channel === void 0 ? {} : { channel },
    ...environment === void 0 ? {} : { environment }
  });
}
function originOf(layers, ...keys) {
  const found = keys.flatMap((key) => layers.map((layer) => find(layer.root, key)).toReversed());
  return found.flatMap((each) => each.kind === "found" ? [each.key] : [])[0];
}
function nothingFound(layers, { project, instance }) {
  const wanted = instanceLayers(project, instance).join(", ");
  const there = layers.available.length === 0 ? "it has no layers" : `layers there: ${layers.available.join(", ")}`;
  const message = `no layer for instance "${instance}" of project "${project}" in ${layers.looked}: looked for ${wanted}`;
  return invalid({ code: "definition/no-layer", message, hint: there });
}

// src/app/exclude-file.ts
var NAME2 = "exclude.rsync";
async function readExcludes({ files: files2, folder, file }) {
  if (file !== void 0) return valid([]);
  const path = folder === "" ? NAME2 : `${folder}/${NAME2}`;
  const bytes = await files2.read(path);
  if (bytes === void 0) return valid([]);
  const text3 = decodeText(bytes, files2.locate(path), "exclude");
  const { parseExcludeRules } = await import("./exclude-rules-AU7A6OLZ.js");
  return text3.ok ? parseExcludeRules(text3.value, files2.locate(path)) : text3;
}

// src/app/definitions.ts
var SHIPPED_LAYER = "(shipped)";
async function loadDefinition(wanted, ports) {
  const reader = new LayerReader(wanted, await listLayerFiles(wanted));
  const chosen = await pickProject(reader, wanted.project);
  if (!chosen.ok) return chosen;
  const { project, srcDir, shared } = chosen.value;
  const subject2 = { project, instance: wanted.instance };
  await reader.readInstances(project, [subject2.instance]);
  const source = wanted.source ?? below(wanted.files, srcDir);
  const install = source === "elsewhere" ? void 0 : await reader.readInstall(source);
  const excludes = await readExcludes(wanted);
  const broken = [...reader.issues, ...excludes.ok ? [] : excludes.issues];
  if (!excludes.ok || broken.length > 0) return invalid(...broken);
  const layers = { ...reader.layers, excludes: excludes.value, ...install === void 0 ? {} : { install } };
  return resolveInstance(layers, subject2, { ...await openSurroundings(everyLayer(layers), ports), shared });
}
async function openSurroundings(layers, { shipped, variables }) {
  const [base, engine] = await Promise.all([readShippedLayer(await shipped()), openEngine(layers)]);
  return { shipped: base, variables, engine };
}
function everyLayer({ known, modules: modules2, install }) {
  return [...known.values(), modules2, install];
}
async function openEngine(layers) {
  const isWanted = [...layers].some((layer) => layer !== void 0 && holds(layer.root, isLiquid));
  return isWanted ? (await import("./value-engine-UU6SHPUU.js")).createValueEngine() : void 0;
}
async function listInstances(place, project) {
  return (await loadShared(place, project)).instances;
}
async function listProjects(place) {
  return (await loadShared(place, void 0)).projects;
}
async function findRepo(place, project) {
  const { repo, projects } = await loadShared(place, project);
  return repo ?? projects?.get(project)?.repo;
}
async function nameProject(place, given) {
  return unwrap(await pickProject(new LayerReader(place, await listLayerFiles(place)), given)).project;
}
async function pickProject(reader, given) {
  await reader.read(projectLayers(given ?? "facsimile"));
  const shared = readShared(reader.layers, given);
  if (reader.issues.length > 0 && given === void 0) return invalid(...reader.issues);
  if (!shared.ok && given === void 0) return shared;
  const { projects, instances: instances2 } = shared.ok ? shared.value : {};
  const chosen = chooseProject(given, projects, instances2);
  if (!chosen.ok) return chosen;
  const srcDir = projects?.get(chosen.value)?.src_dir ?? "";
  return valid({ project: chosen.value, srcDir, ...given === void 0 ? {} : { shared } });
}
async function loadShared(place, project) {
  const reader = new LayerReader(place, await listLayerFiles(place));
  await reader.read(projectLayers(project ?? "facsimile"));
  if (reader.issues.length > 0) unwrap(invalid(...reader.issues));
  return unwrap(readShared(reader.layers, project));
}
async function readShippedLayer(shipped) {
  const bytes = await shipped.read("base.yaml");
  if (bytes === void 0) throw new Error("define/base.yaml is missing beside the program");
  const text3 = new TextDecoder().decode(bytes);
  return unwrap(await parseLayer({ name: SHIPPED_LAYER, file: shipped.locate("base.yaml"), text: text3 }));
}

// src/app/open-definition.ts
async function openDefinition(inputs, ports) {
  const isOnDisk = inputs.define !== void 0 || inputs.version === void 0 && inputs.meta === void 0;
  if (!isOnDisk || inputs["define-ref"] !== void 0) {
    const { gatherDefinition } = await import("./gather-SK4X7VK7.js");
    return (await gatherDefinition(inputs, ports)).definition;
  }
  const place = await findOnDisk(inputs, ports);
  const { project, instance } = inputs;
  return accept(await loadDefinition({ ...place, project, instance }, ports), ports.talk);
}
async function openForHost(inputs, ports) {
  const definition = await openDefinition(inputs, ports);
  return inputs.host === void 0 ? definition : unwrap(definitionForHost(definition, inputs.host));
}

// src/app/own-instance.ts
const { posix: posix3 } = process.getBuiltinModule("node:path");

// src/core/definition/own-instance.ts
function parseOwnInstance(text3, file) {
  const name2 = text3.trim();
  const origin = fileOrigin(file);
  const hint = "write one line: dev.alice";
  if (name2 === "" || /[\r\n]/.test(name2))
    return invalid({ code: "instance/pointer", message: "this file names one instance", hint, origin });
  const parsed = parseName("instance", name2);
  return parsed.ok ? parsed : invalid(...parsed.issues.map((issue) => ({ ...issue, origin })));
}
function standsFor(word2, own) {
  return own.startsWith(`${word2}.`);
}

// src/app/own-instance.ts
async function toOwnInstance(name2, topDir, { files: files2, talk }) {
  const file = posix3.join(topDir, "instance");
  const bytes = await (await files2()).read(file);
  if (bytes === void 0) return name2;
  const own = unwrap(parseOwnInstance(unwrap(decodeText(bytes, file, "instance")), file));
  if (!standsFor(name2, own)) return name2;
  talk.say(`${name2} is ${own} here, by ${file}`);
  return own;
}

// package.json with { type: 'json' }
var package_default2 = {
  name: "facsimile",
  version: "0.1.0",
  description: "Exact copies of an environment, from layered definitions in git to plain servers over SSH.",
  license: "Apache-2.0",
  repository: "github:facsimile-ci/facsimile",
  type: "module",
  bin: {
    facs: "dist/cli.js"
  },
  exports: {
    "./meta": {
      types: "./define/meta.d.ts",
      default: "./dist/meta.js"
    },
    "./plugin": {
      types: "./define/plugin.d.ts"
    },
    "./package.json": "./package.json"
  },
  files: [
    "dist",
    "actions",
    "action.yml",
    "define",
    "workflows",
    "docs",
    "CHANGELOG.md"
  ],
  engines: {
    node: ">=20.19"
  },
  scripts: {
    test: "sh test/run",
    check: "biome check --config-path=test/lint.json --error-on-warnings . && tsc --noEmit && tsc --noEmit -p src/core",
    format: "biome check --config-path=test/lint.json --write .",
    build: "node src/build/bundle.ts",
    generate: "node src/build/generate.ts",
    bench: "node test/bench/run.ts"
  },
  devDependencies: {
    "@actions/core": "^3.0.1",
    "@biomejs/biome": "^2.6.8",
    "@bufbuild/buf": "^1.75.0",
    "@bufbuild/protoc-gen-es": "^2.13.0",
    "@octokit/graphql-schema": "^15.26.1",
    "@octokit/webhooks-examples": "^7.6.1",
    "@types/node": "^24.19.2",
    "@types/picomatch": "^4.0.3",
    "@types/ssh2": "^1.15.6",
    "@types/tar-stream": "^3.1.5",
    ajv: "^8.20.0",
    esbuild: "^0.28.2",
    "fast-check": "^4.10.2",
    graphql: "^16.15.0",
    "libpg-query": "^18.1.5",
    node: "^24.21.0",
    typescript: "^7.0.2",
    vitest: "^5.1.1"
  },
  dependencies: {
    "@bufbuild/protobuf": "^2.17.0",
    "@noble/hashes": "^2.4.0",
    "@octokit/rest": "^22.0.1",
    "age-encryption": "^0.3.1",
    diff: "^9.0.0",
    liquidjs: "^10.30.1",
    "node-ssh": "^13.2.1",
    picomatch: "^4.0.7",
    ssh2: "^1.17.0",
    "tar-stream": "^3.2.2",
    "toml-eslint-parser": "^1.0.3",
    ulid: "^3.0.2",
    yaml: "^2.9.1"
  },
  allowScripts: {
    "@bufbuild/buf": false,
    "cpu-features": false,
    esbuild: false,
    fsevents: false,
    node: true,
    ssh2: false
  }
};

// src/cli/version.ts
var VERSION = package_default2.version;
var REPOSITORY = package_default2.repository.replace(/^github:/, "");
var MAJOR_TAG = `v${VERSION.split(".")[0]}`;

// src/cli/describe-failure.ts
var ISSUES_URL = `https://github.com/${REPOSITORY}/issues/new`;
function describeFailure(error, debug) {
  if (isOperation(error)) return describeOperation(error, debug);
  if (!isFailure(error)) return describeBug(error);
  return describeExpected(error);
}
function describeExpected(failure) {
  if (failure.kind === "usage") {
    return `facs: ${printableLines(failure.message)}
See: facs ${failure.command === void 0 ? "" : `${failure.command} `}--help`;
  }
  return failure.kind === "input" ? describeIssues(failure.issues) : printableLines(failure.message);
}
function describeOperation(operation, debug) {
  const lines = [`facs: ${printableLines(operation.message)}`];
  if (operation.left !== void 0) lines.push(`  changed already: ${printableLines(operation.left)}`);
  if (operation.next !== void 0) lines.push(`  next: ${printableLines(operation.next)}`);
  if (debug && operation.cause instanceof Error) lines.push(String(operation.cause.stack));
  return lines.join("\n");
}
function describeBug(error) {
  const stack = error instanceof Error ? error.stack : String(error);
  return `facs: this is a bug of ours. Please report it at ${ISSUES_URL} with the lines below.
${stack}`;
}
function isOperation(error) {
  return typeof error === "object" && error !== null && "kind" in error && error.kind === "operation";
}

// src/cli/environment.ts
const { userInfo } = process.getBuiltinModule("node:os");
function toEnvironment(variables, cwd, login) {
  const runUrl = toRunUrl(variables);
  return {
    variables,
    cwd,
    onCi: variables["CI"] === "true",
    ...runUrl === void 0 ? {} : { runUrl },
    actor: variables["GITHUB_ACTOR"] ?? variables["USER"] ?? login,
    platform: `${process.platform}-${process.arch}`
  };
}
function readLogin(read = userInfo) {
  try {
    return read().username;
  } catch (error) {
    if (error.code !== "ERR_SYSTEM_ERROR") throw error;
    return `uid ${process.getuid?.() ?? "unknown"}`;
  }
}
function toRunUrl(variables) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository2, GITHUB_RUN_ID: run } = variables;
  return server && repository2 && run ? `${server}/${repository2}/actions/runs/${run}` : void 0;
}

// src/commands/registry.ts
var COMMANDS = {
  demo: async () => (await import("./demo-X5O534ZX.js")).demoCommand,
  init: async () => (await import("./init-KFCVBTTT.js")).initCommand,
  resolve: async () => (await import("./resolve-J6ZKNPUW.js")).resolveCommand,
  explain: async () => (await import("./explain-YPGS42EO.js")).explainCommand,
  diff: async () => (await import("./diff-IRII73GF.js")).diffCommand,
  hosts: async () => (await import("./hosts-TDCHR5QN.js")).hostsCommand,
  render: async () => (await import("./render-75UGBI6B.js")).renderCommand,
  run: async () => (await import("./run-XTU7SLD3.js")).runCommand,
  "release create": async () => (await import("./release-create-TB3PP4BO.js")).releaseCreateCommand,
  "release list": async () => (await import("./release-list-TYKLTRPJ.js")).releaseListCommand,
  "release show": async () => (await import("./release-show-EVCH5MKW.js")).releaseShowCommand,
  "release checkout": async () => (await import("./release-checkout-FXKFCQK3.js")).releaseCheckoutCommand,
  "release lock": async () => (await import("./release-lock-U7X7CF6N.js")).releaseLockCommand,
  "version bump": async () => (await import("./version-bump-WJUPK5HP.js")).versionBumpCommand,
  "version release": async () => (await import("./version-release-36CHDAOJ.js")).versionReleaseCommand,
  "binary add": async () => (await import("./binary-add-LQEVRTDB.js")).binaryAddCommand,
  "binary list": async () => (await import("./binary-list-ARB6Q2PJ.js")).binaryListCommand,
  plan: async () => (await import("./plan-GLLHG5DQ.js")).planCommand,
  deploy: async () => (await import("./deploy-L4Y4IRHI.js")).deployCommand,
  rollback: async () => (await import("./rollback-YY7VC3KE.js")).rollbackCommand,
  resume: async () => (await import("./resume-BGRNKCKE.js")).resumeCommand,
  verify: async () => (await import("./verify-667TIFHG.js")).verifyCommand,
  status: async () => (await import("./status-GXBI7X3Y.js")).statusCommand,
  lock: async () => (await import("./lock-IRAAY3RX.js")).lockCommand,
  "channel list": async () => (await import("./channel-list-277CFOZQ.js")).channelListCommand,
  "channel show": async () => (await import("./channel-show-E5JTQKL7.js")).channelShowCommand,
  "channel set": async () => (await import("./channel-set-SB3P37PH.js")).channelSetCommand,
  "channel hold": async () => (await import("./channel-hold-UFSCXSRF.js")).channelHoldCommand,
  "channel history": async () => (await import("./channel-history-UYW5PYWJ.js")).channelHistoryCommand,
  promote: async () => (await import("./promote-I4XLEK5O.js")).promoteCommand,
  rollout: async () => (await import("./rollout-CQ4L2LMJ.js")).rolloutCommand,
  trace: async () => (await import("./trace-ZCFNQBH3.js")).traceCommand,
  "event add": async () => (await import("./event-add-XLTT6RGD.js")).eventAddCommand,
  "secrets show": async () => (await import("./secrets-show-4ZG3GNFV.js")).secretsShowCommand,
  "secrets set": async () => (await import("./secrets-set-ZNY4IBKL.js")).secretsSetCommand,
  "secrets edit": async () => (await import("./secrets-edit-PPP5X4TK.js")).secretsEditCommand,
  "secrets rotate": async () => (await import("./secrets-rotate-DLEXZXNN.js")).secretsRotateCommand,
  "secrets import": async () => (await import("./secrets-import-SOQH22D5.js")).secretsImportCommand,
  "secrets recipients": async () => (await import("./secrets-recipients-53YM5NDT.js")).secretsRecipientsCommand,
  "secrets updatekeys": async () => (await import("./secrets-updatekeys-7KHT55JI.js")).secretsUpdatekeysCommand,
  "meta init": async () => (await import("./meta-init-HDHRJDXJ.js")).metaInitCommand,
  "meta log": async () => (await import("./meta-log-VLCTZN6J.js")).metaLogCommand,
  "meta cat": async () => (await import("./meta-cat-UMJ7UQKQ.js")).metaCatCommand,
  "meta fsck": async () => (await import("./meta-fsck-LF46DZ6B.js")).metaFsckCommand,
  "meta check": async () => (await import("./meta-check-BKP2GYOH.js")).metaCheckCommand
};
function findCommand(words) {
  for (const count of [2, 1]) {
    const name2 = words.slice(0, count).join(" ");
    const load = COMMANDS[name2];
    if (load !== void 0 && words.length >= count) return { name: name2, load };
  }
  return void 0;
}

// src/cli/help.ts
var LINE = 100;
var NAMES = 40;
async function mainHelp() {
  const commands2 = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const rows = commands2.map((command) => [usageOf(command), command.summary]);
  return ["Usage: facs COMMAND \u2026", "", ...columns(rows), "", "facs COMMAND --help shows the flags of one."].join("\n");
}
function commandHelp(command) {
  const inputs = Object.entries(command.inputs);
  const words = inputs.filter(([, input2]) => input2.positional).map(([, input2]) => [input2.placeholder, input2.help]);
  const flags = inputs.filter(([, input2]) => !input2.positional).map(([name2, input2]) => [flagForm(name2, input2), flagHelp(input2)]);
  const common2 = [
    ["--json", "Print data as JSON on stdout."],
    ["--help", "Show this."]
  ];
  return [
    `Usage: facs ${usageOf(command)} [FLAGS]`,
    "",
    command.summary,
    "",
    ...columns([...words, ...flags, ...common2])
  ].join("\n");
}
function usageOf(command) {
  const words = Object.values(command.inputs).filter((input2) => input2.positional).map((input2) => input2.required && input2.unless === void 0 ? input2.placeholder : `[${input2.placeholder}]`);
  return [command.name, ...words].join(" ");
}
function flagForm(name2, input2) {
  return input2.kind === "flag" ? `--${name2}` : `--${name2} ${input2.placeholder}`;
}
function flagHelp(input2) {
  const preset2 = input2.default === void 0 || input2.kind === "flag" ? "" : ` Default: ${input2.default}.`;
  const env = input2.env === void 0 ? "" : ` Also read from ${input2.env}.`;
  return `${input2.help}${preset2}${env}`;
}
function columns(rows) {
  const width = Math.min(NAMES, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const [first = "", ...more] = wrap(right, LINE - width - 4);
    const rest = more.map((line) => `${" ".repeat(width + 4)}${line}`);
    if (left.length > width) return [`  ${left}`, `${" ".repeat(width + 4)}${first}`, ...rest];
    return [`  ${left.padEnd(width)}  ${first}`, ...rest];
  });
}
function wrap(text3, width) {
  const lines = [""];
  for (const word2 of text3.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + word2.length > width) lines.push(word2);
    else lines[lines.length - 1] = line === "" ? word2 : `${line} ${word2}`;
  }
  return lines;
}

// src/cli/standard-output.ts
const { writeSync } = process.getBuiltinModule("node:fs");
var STDOUT = 1;
function writeOut(text3) {
  const bytes = Buffer.from(text3);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      const { code } = error;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      waitForReader();
    }
  }
}
function waitForReader() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

// src/cli/stray-failures.ts
function watchStrayFailures(show) {
  process.once("uncaughtException", (error) => {
    show(error);
    process.exit(exitCodeOf(error));
  });
}

// src/cli/terminal-screen.ts
function terminalScreen(variables, isTerminal = () => process.stdout.isTTY === true) {
  return {
    get colors() {
      return !variables["NO_COLOR"] && variables["TERM"] !== "dumb" && isTerminal();
    },
    get interactive() {
      return process.stdin.isTTY === true && isTerminal();
    },
    print: (line) => writeOut(`${line}
`)
  };
}

// src/cli/terminal-talk.ts
function terminalTalk(stream) {
  let depth = 0;
  const say = (line) => void stream.write(`${"  ".repeat(depth)}${line}
`);
  return {
    say,
    warn: (issue) => say(`warning: ${describeIssue(issue)}`),
    mask: stream.mask,
    group: async (title, work) => {
      say(title);
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
      }
    }
  };
}

// src/commands/arguments.ts
const { parseArgs } = process.getBuiltinModule("node:util");

// src/core/inputs/parse.ts
function parseInputs(inputs, given, env, nameInput2) {
  const issues = [];
  const values = {};
  for (const [name2, input2] of Object.entries(inputs)) {
    const origin = inputOrigin(nameInput2(name2, input2.positional));
    const texts = textsFor(given[name2] ?? [], input2.env === void 0 ? void 0 : env[input2.env], input2.default);
    if (texts.length === 0 && isNeeded(input2, given)) {
      issues.push({ code: "input/missing", message: "is required", hint: input2.help, origin });
      continue;
    }
    if (texts.length === 0 && input2.kind !== "list") continue;
    const parsed = input2.parse(texts);
    if (parsed.ok) values[name2] = parsed.value;
    else issues.push(...parsed.issues.map((issue) => ({ ...issue, origin })));
  }
  return issues.length > 0 ? invalid(...issues) : valid(values);
}
function isNeeded({ required, unless }, given) {
  const waiving = unless === void 0 ? [] : given[unless] ?? [];
  return required && !waiving.some((text3) => text3 !== "" && text3 !== "false");
}
function textsFor(given, fromEnv, preset2) {
  const written = given.filter((text3) => text3 !== "");
  if (written.length > 0) return written;
  if (fromEnv !== void 0 && fromEnv !== "") return [fromEnv];
  return preset2 === void 0 ? [] : [preset2];
}

// src/commands/arguments.ts
function readArguments(command, inputs, words) {
  const given = {};
  const common2 = { json: false, help: false };
  const places2 = [];
  for (const token of tokenize(command, inputs, words)) {
    if (token.kind === "positional") places2.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name === "json" || token.name === "help") common2[token.name] = true;
    else given[token.name] = [...given[token.name] ?? [], token.value ?? "true"];
  }
  return { ...common2, given: { ...given, ...placePositionals(command, inputs, { places: places2, given }) } };
}
function skimArguments(inputs, words) {
  const given = {};
  const places2 = [];
  for (const token of parseArgs({ ...parsing(words), options: optionsOf(inputs) }).tokens) {
    if (token.kind === "positional") places2.push(token.value);
    else if (token.kind === "option" && token.value !== void 0) given[token.name] = [token.value];
  }
  return { places: places2, given };
}
function parsing(words) {
  return { args: [...words], strict: false, allowPositionals: true, tokens: true };
}
function optionsOf(inputs) {
  const options = {
    json: { type: "boolean" },
    help: { type: "boolean", short: "h" }
  };
  for (const [name2, input2] of Object.entries(inputs)) {
    if (!input2.positional) options[name2] = { type: input2.kind === "flag" ? "boolean" : "string" };
  }
  return options;
}
function tokenize(command, inputs, words) {
  const options = optionsOf(inputs);
  const { tokens } = parseArgs({ ...parsing(words), options });
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = options[token.name];
    if (option === void 0) {
      const hint = didYouMean(
        token.rawName,
        Object.keys(options).map((name2) => `--${name2}`)
      );
      throw usageFailure(`unknown flag ${token.rawName}${hint === void 0 ? "" : ` (${hint})`}`, command);
    }
    if (option.type === "string" && token.value === void 0)
      throw usageFailure(`${token.rawName} needs a value`, command);
  }
  return tokens;
}
function placePositionals(command, inputs, { places: places2, given }) {
  const positional = Object.entries(inputs).filter(([, input2]) => input2.positional);
  let spare = places2.length - positional.filter(([, input2]) => isNeeded(input2, given)).length;
  const rest = [...places2];
  const placed = {};
  for (const [name2, input2] of positional) {
    if (input2.kind === "list") placed[name2] = rest.splice(0);
    else if (rest.length > 0 && (isNeeded(input2, given) || spare-- > 0)) placed[name2] = rest.splice(0, 1);
  }
  if (rest.length > 0) throw usageFailure(`too many words: ${rest.join(" ")}`, command);
  return placed;
}

// src/commands/command.ts
var INSTANCES = ["instance", "other"];
function defineCommand(command) {
  const named = INSTANCES.filter((name2) => command.inputs[name2]?.kind === "text");
  if (named.length === 0) return command;
  return { ...command, run: async (inputs, context) => command.run(await pointToOwn(inputs, named, context), context) };
}
async function pointToOwn(inputs, named, { ports }) {
  const topDir = inputs["top-dir"];
  const meant = {};
  for (const name2 of named) {
    const given = inputs[name2];
    if (typeof given === "string" && typeof topDir === "string")
      meant[name2] = await toOwnInstance(given, topDir, ports);
  }
  return { ...inputs, ...meant };
}

// src/commands/invocation.ts
async function readInvocation(words, open2) {
  const found = findCommand(words);
  if (found === void 0) throw unknownCommand(words);
  const command = await found.load();
  const rest = words.slice(found.name.split(" ").length);
  const more = await command.widen?.(skimArguments(command.inputs, rest), open2()) ?? {};
  const read = readArguments(found.name, { ...command.inputs, ...more }, rest);
  return { command, more, ...read, given: foldMore(read.given, more) };
}
function foldMore(given, more) {
  const own = Object.entries(given).filter(([name2]) => !Object.hasOwn(more, name2));
  const folded = Object.entries(given).flatMap(
    ([name2, texts]) => Object.hasOwn(more, name2) ? texts.map((text3) => `${name2}=${text3}`) : []
  );
  if (folded.length === 0) return given;
  return { ...Object.fromEntries(own), option: [...given["option"] ?? [], ...folded] };
}
function readInputs({ command, given }, variables) {
  for (const [name2, input2] of Object.entries(command.inputs)) {
    if (input2.positional && given[name2] === void 0 && isNeeded(input2, given)) {
      throw usageFailure(`${nameInput(name2, true)} is missing: ${input2.help}`, command.name);
    }
  }
  return unwrap(parseInputs(command.inputs, given, variables, nameInput));
}
function nameInput(name2, positional) {
  return positional ? name2.toUpperCase() : `--${name2}`;
}
function unknownCommand(words) {
  const names = Object.keys(COMMANDS);
  const [first = "", second = ""] = words;
  const family = names.filter((name2) => name2.startsWith(`${first} `));
  const said = family.length > 0 && !second.startsWith("-") ? `${first} ${second}`.trim() : first;
  const near = didYouMean(`${first} ${second}`, names) ?? (family.length > 0 ? void 0 : didYouMean(first, names));
  const hint = near ?? (family.length > 0 ? `there are ${family.join(", ")}` : void 0);
  return usageFailure(`unknown command ${said}${hint === void 0 ? "" : ` (${hint})`}`);
}

// src/core/definition/to-yaml.ts
var WORD = String.raw`[\w./@+~-]+(?::[\w./@+~-]+)*`;
var PLAIN = new RegExp(`^(?=[A-Za-z_/]|~/)${WORD}(?: ${WORD})*$|^(?:\\d+(?:ms|s|m|h|d))+$`);
var TYPED = /^(null|true|false|yes|no|on|off|y|n)$/i;
var BLOCK = /^(?! )[^\p{Cc}\p{Cf}\u2028\u2029\ufeff]+(?:\n[^\p{Cc}\p{Cf}\u2028\u2029\ufeff]*)*$/u;
function toYaml(value) {
  return render(value, "").trimStart();
}
function render(value, indent) {
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item) => `
${indent}-${inItem(item, `${indent}  `)}`).join("");
  }
  if (isObject(value) && Object.keys(value).length > 0) {
    const entries = Object.entries(value);
    return entries.map(([key, below2]) => `
${indent}${renderText(key)}:${render(below2, `${indent}  `)}`).join("");
  }
  return ` ${renderScalar(value, indent)}`;
}
function inItem(item, indent) {
  return render(item, indent).replace(/^\n */, " ");
}
function renderScalar(value, indent) {
  if (typeof value === "string") return renderBlock(value, indent) ?? renderText(value);
  if (typeof value !== "number") return JSON.stringify(value);
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0.0" : String(value);
  return Number.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
}
function renderText(text3) {
  return PLAIN.test(text3) && !TYPED.test(text3) ? text3 : JSON.stringify(text3);
}
function renderBlock(text3, indent) {
  const body = text3.replace(/\n$/, "");
  if (!text3.includes("\n") || body.endsWith("\n") || body.trim() === "" || !BLOCK.test(body)) return void 0;
  const lines = body.split("\n").map((line) => line === "" ? "" : `${indent || "  "}${line}`);
  return [text3.endsWith("\n") ? "|" : "|-", ...lines].join("\n");
}

// src/core/inputs/input.ts
function text2(options) {
  return input("text", options, "TEXT", (texts) => valid(texts.at(-1)));
}
function flag2(options) {
  return input("flag", { default: "false", ...options }, "", (texts) => parseFlag(texts.at(-1) ?? "false"));
}
function integer2(options) {
  return input("integer", options, "N", (texts) => parseInteger(texts.at(-1) ?? ""));
}
function duration2(options) {
  return input("duration", options, "TIME", (texts) => parseDuration(texts.at(-1) ?? ""));
}
function list2(options) {
  return input("list", options, "A,B", (texts) => valid(texts.flatMap(splitList)));
}
function pairs(options) {
  return input(
    "list",
    options,
    "NAME=VALUE",
    (texts) => valid(texts.flatMap((text3) => text3.split(/\n(?=[a-z][a-z0-9-]*=)/)))
  );
}
function choice2(words, options) {
  return input("choice", options, words.join("|"), (texts) => {
    const word2 = words.find((each) => each === texts.at(-1));
    return word2 === void 0 ? wrong(`"${texts.at(-1)}" is not one of ${words.join(", ")}`) : valid(word2);
  });
}
function secretText(options) {
  return input("secret", options, "SECRET", (texts) => {
    const given = texts.at(-1);
    return valid(given === void 0 ? void 0 : secret(given));
  });
}
function defineInputs(inputs) {
  return inputs;
}
function input(kind, options, placeholder, parse) {
  return {
    kind,
    help: options.help,
    required: options.required ?? false,
    placeholder: options.placeholder ?? placeholder,
    positional: options.positional ?? false,
    ...options.unless === void 0 ? {} : { unless: options.unless },
    ...options.default === void 0 ? {} : { default: options.default },
    ...options.env === void 0 ? {} : { env: options.env },
    parse
  };
}
function parseFlag(word2) {
  if (word2 === "true") return valid(true);
  if (word2 === "false") return valid(false);
  return wrong(`"${word2}" is neither true nor false`);
}
function parseInteger(word2) {
  return /^\d+$/.test(word2) ? valid(Number(word2)) : wrong(`"${word2}" is not a whole number`);
}
function splitList(given) {
  return given.split(/[,\n]/).map((item) => item.trim()).filter((item) => item !== "");
}
function wrong(message) {
  return invalid({ code: "input/value", message });
}

// src/core/inputs/shared.ts
var subject = {
  project: text2({
    positional: true,
    placeholder: "PROJECT",
    help: "The project. May be left out where there is only one."
  }),
  instance: text2({
    positional: true,
    required: true,
    placeholder: "INSTANCE",
    help: "The instance, for example production.eu."
  })
};
var version2 = {
  version: text2({
    positional: true,
    placeholder: "VERSION",
    help: "Githash (7 digits or more), version or tag. Absent: what the channel of the instance maps to."
  })
};
var channelInput = {
  channel: text2({ positional: true, required: true, placeholder: "CHANNEL", help: "The channel, for example stable." })
};
var definitionsPin = {
  "define-ref": text2({
    placeholder: "REF",
    help: "Read the definitions at this commit, branch or tag of the repository that they come from."
  })
};
var workPlaces = {
  define: text2({
    placeholder: "DIR",
    help: "Folder of the definitions, instead of define/, config/facsimile/ or facsimile/."
  }),
  meta: text2({
    placeholder: "URL|DIR",
    env: "FACS_META",
    help: "The meta repo: a git URL, a local repository, or github:OWNER/REPO to go through GitHub\u2019s API."
  }),
  "meta-token": secretText({
    placeholder: "TOKEN",
    env: "FACS_META_TOKEN",
    help: "Token for a meta repo behind HTTPS or GitHub\u2019s API. SSH uses the keys and known hosts that ssh itself would use."
  }),
  "src-dir": text2({ placeholder: "DIR", help: "Use this work tree as the source instead of a recorded release." }),
  "top-dir": text2({ placeholder: "DIR", default: ".facsimile", help: "Folder for caches and logs." })
};
var places = { ...workPlaces, ...definitionsPin };
var metaPlaces = { meta: places.meta, "meta-token": places["meta-token"], "top-dir": places["top-dir"] };
var storePlaces = {
  store: text2({
    placeholder: "URL|DIR",
    env: "FACS_STORE",
    help: "Where binaries are kept: a folder, or the URL of an HTTP server that takes PUT."
  }),
  "store-token": secretText({
    placeholder: "TOKEN",
    env: "FACS_STORE_TOKEN",
    help: "Token for a store behind HTTPS, sent as a bearer token. Deploying reads it from the variable alone."
  })
};
var selection = {
  target: list2({ placeholder: "TARGET", help: "Only hosts of these targets (names or globs)." }),
  host: list2({ placeholder: "HOST", help: "Only these hosts (names or globs)." }),
  region: list2({ placeholder: "REGION", help: "Only hosts in these regions (names, globs, or label=value)." })
};
var asHost = {
  host: text2({ placeholder: "HOST", help: "The definition as this host gets it, with the overrides of its system." })
};
var dryRun = {
  "dry-run": flag2({ help: "Show what would be done and change nothing." })
};
var consent = {
  rollback: flag2({ help: "The channel may go back, to an older release." }),
  force: flag2({ help: "Neither the order of channels nor a freeze counts; needs --reason." }),
  reason: text2({ placeholder: "WORDS", help: "Why, for the history." })
};
var access = {
  "ssh-key": secretText({
    placeholder: "KEY",
    env: "FACS_SSH_KEY",
    help: "Private SSH key: its text (beginning with -----BEGIN) or the path of its file. Absent: the ssh-agent."
  })
};

// src/core/json-pieces.ts
var INDENT = "  ";
var LEVELS = 2;
function* jsonPieces(value, level = 0) {
  const members = level < LEVELS ? membersOf(value) : [];
  const margin = `
${INDENT.repeat(level)}`;
  if (members.length === 0) {
    yield JSON.stringify(value, null, INDENT).replaceAll("\n", margin);
    return;
  }
  yield Array.isArray(value) ? "[" : "{";
  for (const [i, [key, member]] of members.entries()) {
    yield `${i === 0 ? "" : ","}${margin}${INDENT}${key}`;
    yield* jsonPieces(member, level + 1);
  }
  yield `${margin}${Array.isArray(value) ? "]" : "}"}`;
}
function membersOf(value) {
  if (Array.isArray(value)) return value.map((item) => ["", item]);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(
    ([key, member]) => member === void 0 ? [] : [[`${JSON.stringify(key)}: `, member]]
  );
}

// src/core/table.ts
function describeTable(rows) {
  const widths = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map(
    (row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ").trimEnd()
  );
}

// src/wire.ts
function wire(environment, talk) {
  return {
    variables: environment.variables,
    clock: systemClock,
    talk,
    interruption: async () => (await import("./interruption-TU5VUL6R.js")).watchInterruption(talk.say),
    ids: async () => (await import("./random-ids-H63PSW6I.js")).randomIds,
    // Nearly every command reads files: loading these two apart would only cost it time.
    files: async () => localFiles(environment.cwd),
    shipped: shippedFiles,
    sourceRepos: async (topDir) => {
      const { sourceRepos } = await import("./source-repos-MMBKD3KG.js");
      const { variables, cwd } = environment;
      return sourceRepos({ variables, cwd, topDir });
    },
    metaRepo: async (topDir) => openMetaRepos(environment, topDir, talk),
    metaHistories: async (topDir) => openHistories(environment, topDir, talk),
    versionRepo: async (folder, topDir) => {
      const { gitVersionRepo } = await import("./git-version-repo-LKFCY7LQ.js");
      const { variables, cwd } = environment;
      return gitVersionRepo({ variables, cwd, topDir, folder });
    },
    stateFiles: async () => (await import("./sops-files-7AW72BR5.js")).sopsFiles({
      variables: environment.variables,
      clock: systemClock
    }),
    person: async () => {
      const { terminalPerson } = await import("./terminal-person-XVIQT2YS.js");
      return terminalPerson({ variables: environment.variables, talk });
    },
    hosts: async () => (await import("./ssh-hosts-243XFSAE.js")).sshHosts(environment.variables),
    archives: async () => (await import("./tar-archives-BKVJKWF5.js")).tarArchives,
    binaryStores: async () => {
      const { binaryStores } = await import("./binary-stores-M7K6L2SH.js");
      const { FACS_STORE: store, FACS_STORE_TOKEN: token } = environment.variables;
      const access2 = store && token ? { store, token: secret(token) } : void 0;
      return binaryStores(environment.cwd, systemClock, access2);
    },
    signatures: async () => (await import("./ssh-keygen-ILCG6NDO.js")).sshKeygen,
    forge: () => openForge(environment),
    playgrounds: async () => {
      return (await import("./playground-VI3CIARY.js")).playgrounds(environment.variables["PATH"] ?? "");
    },
    programs: async () => (await import("./shell-programs-7Q6KFNRN.js")).shellPrograms(environment.cwd),
    plugins: async () => (await import("./module-plugins-567ELJC2.js")).modulePlugins(environment.cwd),
    elsewhere: wire
  };
}
async function openMetaRepos(environment, topDir, talk) {
  const { metaRepoByAddress } = await import("./by-address-ZQVZO4FD.js");
  const { variables, cwd, actor } = environment;
  return metaRepoByAddress({
    git: async () => {
      const { gitMetaRepo } = await import("./git-meta-repo-YRC2P7HJ.js");
      return gitMetaRepo({ variables, cwd, topDir, actor, clock: systemClock, talk });
    },
    github: async () => {
      const { githubMetaRepo } = await import("./github-meta-repo-5YGWNCXB.js");
      return githubMetaRepo({ ...githubAccess(environment), cwd, topDir, clock: systemClock, talk });
    }
  });
}
async function openHistories(environment, topDir, talk) {
  const { gitHistories } = await import("./open-history-S2ZLSEAG.js");
  const { toGitAddress } = await import("./address-VPMRWWUJ.js");
  const { variables, cwd } = environment;
  const histories = gitHistories({ variables, cwd, topDir, clock: systemClock, talk });
  return { open: async (address) => histories.open(toGitAddress(address, githubAccess(environment))) };
}
async function openForge(environment) {
  const { githubForge } = await import("./github-forge-S7KCSMKD.js");
  return githubForge(githubAccess(environment));
}
function githubAccess({ variables }) {
  const token = variables["GITHUB_TOKEN"];
  return {
    serverUrl: variables["GITHUB_SERVER_URL"] || "https://github.com",
    apiUrl: variables["GITHUB_API_URL"] || "https://api.github.com",
    token: token ? secret(token) : void 0
  };
}
export {
  ASIDE as ASIDE$60,
  BINARY as BINARY$91,
  COMMANDS as COMMANDS$31,
  DURATION_FORM as DURATION_FORM$97,
  ENCRYPT_LESS as ENCRYPT_LESS$65,
  EXIT as EXIT$75,
  Evaluator as Evaluator$79,
  HOMEDIR as HOMEDIR$80,
  HOST as HOST$50,
  INSTALL_LAYER as INSTALL_LAYER$41,
  INSTANCE as INSTANCE$50,
  INSTANCE_OR_PATTERN as INSTANCE_OR_PATTERN$50,
  KNOWN_KEYS as KNOWN_KEYS$64,
  LITERAL_KEYS as LITERAL_KEYS$80,
  LayerReader as LayerReader$12,
  MAJOR_TAG as MAJOR_TAG$27,
  MASK as MASK$65,
  MAX_DEPTH2 as MAX_DEPTH$43,
  MAX_TEXT as MAX_TEXT$43,
  MAX_VALUES as MAX_VALUES$43,
  MODULES_FILE as MODULES_FILE$48,
  Materializer as Materializer$82,
  OF_THE_ESTATE as OF_THE_ESTATE$47,
  OPERATING_SYSTEM as OPERATING_SYSTEM$50,
  OVERLAYS as OVERLAYS$48,
  OVERRIDES as OVERRIDES$64,
  PROJECT as PROJECT$91,
  PlainLines as PlainLines$56,
  REPOSITORY as REPOSITORY$27,
  SECRET as SECRET$82,
  SEGMENT as SEGMENT$50,
  SHIPPED_LAYER as SHIPPED_LAYER$14,
  Secret as Secret$95,
  UNSUPPORTED as UNSUPPORTED$64,
  VERSION as VERSION$27,
  accept as accept$13,
  access as access$87,
  allowScripts as allowScripts$0,
  allowedVariables as allowedVariables$77,
  amount as amount$32,
  annotate as annotate$1,
  appendOutputs as appendOutputs$2,
  appendSummary as appendSummary$2,
  applyEdit as applyEdit$44,
  asHost as asHost$87,
  below as below$84,
  bin as bin$0,
  build as build$33,
  channelInput as channelInput$87,
  checkLayer as checkLayer$42,
  checkUnlisted as checkUnlisted$39,
  choice as choice$63,
  choice2 as choice$85,
  chooseProject as chooseProject$39,
  collect as collect$94,
  commandHelp as commandHelp$22,
  comparePaths as comparePaths$84,
  consent as consent$87,
  contextOf as contextOf$60,
  converted as converted$66,
  countOf as countOf$32,
  cycleIssue as cycleIssue$76,
  decodeText as decodeText$11,
  package_default as default$0,
  defineCommand as defineCommand$29,
  defineInputs as defineInputs$85,
  definitionFor as definitionFor$52,
  definitionForHost as definitionForHost$52,
  definitionsPin as definitionsPin$87,
  dependencies as dependencies$0,
  deploy as deploy$34,
  describeDuration as describeDuration$97,
  describeFailure as describeFailure$20,
  describeIssue as describeIssue$88,
  describeIssues as describeIssues$88,
  describeOrigin as describeOrigin$88,
  describePath as describePath$90,
  describeProblem as describeProblem$88,
  describeTable as describeTable$96,
  description as description$0,
  devDependencies as devDependencies$0,
  didYouMean as didYouMean$92,
  distinctIssues as distinctIssues$88,
  dryRun as dryRun$87,
  duration as duration$63,
  duration2 as duration$85,
  editNode as editNode$44,
  engines as engines$0,
  environScope as environScope$77,
  evaluate as evaluate$78,
  everyLayer as everyLayer$14,
  everythingSaid as everythingSaid$35,
  exitCodeFor as exitCodeFor$75,
  exitCodeOf as exitCodeOf$75,
  explainValue as explainValue$35,
  exports as exports$0,
  facsOf as facsOf$36,
  fileOrigin as fileOrigin$88,
  files as files$0,
  find as find$72,
  findCommand as findCommand$31,
  findDefineFolder as findDefineFolder$12,
  findEdited as findEdited$45,
  findEntry as findEntry$39,
  findInstance as findInstance$39,
  findOnDisk as findOnDisk$13,
  findRepo as findRepo$14,
  flag as flag$63,
  flag2 as flag$85,
  githubTalk as githubTalk$1,
  hasCode as hasCode$75,
  hasLiquid as hasLiquid$80,
  health as health$37,
  hiddenKey as hiddenKey$65,
  hideSecrets as hideSecrets$78,
  holds as holds$72,
  holdsDeferred as holdsDeferred$80,
  identify as identify$44,
  ifThere as ifThere$9,
  inheritedBy as inheritedBy$41,
  inputFailure as inputFailure$75,
  inputOrigin as inputOrigin$88,
  installGroups as installGroups$38,
  instanceLayers as instanceLayers$41,
  integer as integer$63,
  integer2 as integer$85,
  interruption as interruption$81,
  invalid as invalid$94,
  isDeferred as isDeferred$80,
  isFailure as isFailure$75,
  isGithash as isGithash$91,
  isHostName as isHostName$50,
  isInterruption as isInterruption$81,
  isLayerName as isLayerName$50,
  isLiquid as isLiquid$80,
  isNeeded as isNeeded$86,
  isObject as isObject$90,
  isOfTheDisk as isOfTheDisk$6,
  isPattern as isPattern$50,
  isSettled as isSettled$74,
  isSha256 as isSha256$91,
  itemTrail as itemTrail$45,
  joinEdits as joinEdits$44,
  joinInstances as joinInstances$59,
  joinProjects as joinProjects$59,
  jsonPieces as jsonPieces$89,
  knownInstances as knownInstances$40,
  license as license$0,
  lineLayers as lineLayers$68,
  lineOf as lineOf$68,
  list as list$66,
  list2 as list$85,
  listInstallFiles as listInstallFiles$16,
  listInstances as listInstances$14,
  listLayerFiles as listLayerFiles$16,
  listProjects as listProjects$14,
  loadDefinition as loadDefinition$14,
  localFiles as localFiles$8,
  lostItems as lostItems$45,
  mainHelp as mainHelp$22,
  mapping as mapping$66,
  maskedText as maskedText$17,
  matchesPattern as matchesPattern$50,
  mergeLayers as mergeLayers$47,
  mergeNodes as mergeNodes$47,
  mergeRoots as mergeRoots$47,
  metaPlaces as metaPlaces$87,
  missingLayers as missingLayers$41,
  mistake as mistake$81,
  modules as modules$49,
  name as name$0,
  nameModules as nameModules$48,
  nameProject as nameProject$14,
  nearest as nearest$92,
  nearestTo as nearestTo$72,
  newCell as newCell$76,
  notSet as notSet$77,
  openDefineFolder as openDefineFolder$12,
  openDefinition as openDefinition$18,
  openFolder as openFolder$7,
  openForHost as openForHost$18,
  openNamedFolder as openNamedFolder$13,
  openSurroundings as openSurroundings$14,
  openValues as openValues$78,
  operationFailure as operationFailure$75,
  optional as optional$66,
  orderLayers as orderLayers$41,
  osOf as osOf$52,
  overlayInstance as overlayInstance$51,
  overlayModules as overlayModules$48,
  overridesOf as overridesOf$52,
  pairs as pairs$85,
  parentIn as parentIn$68,
  parentsOf as parentsOf$68,
  parseDuration as parseDuration$97,
  parseInputs as parseInputs$86,
  parseLayer as parseLayer$54,
  parseName as parseName$91,
  parseOwnInstance as parseOwnInstance$53,
  parseShallowJson as parseShallowJson$90,
  pathOf as pathOf$76,
  places as places$87,
  plainly as plainly$78,
  preset as preset$66,
  printableLine as printableLine$93,
  printableLines as printableLines$93,
  problemOfKey as problemOfKey$43,
  problemOfNumber as problemOfNumber$43,
  problemOfText as problemOfText$43,
  projectLayers as projectLayers$41,
  propertiesOf as propertiesOf$66,
  readArguments as readArguments$28,
  readExcludes as readExcludes$15,
  readFields as readFields$66,
  readInputs as readInputs$30,
  readInvocation as readInvocation$30,
  readKey as readKey$55,
  readLayers as readLayers$60,
  readLineValue as readLineValue$55,
  readLogin as readLogin$21,
  readMergeWords as readMergeWords$46,
  readPlainYaml as readPlainYaml$58,
  readShared as readShared$62,
  record as record$66,
  refusals as refusals$6,
  refuse as refuse$66,
  remoteFolder as remoteFolder$34,
  repository as repository$0,
  resolveDefinition as resolveDefinition$61,
  resolveInstance as resolveInstance$62,
  reveal as reveal$95,
  scripts as scripts$0,
  sealLayer as sealLayer$65,
  secret as secret$95,
  secretText as secretText$85,
  segmentsOf as segmentsOf$50,
  selection as selection$87,
  settingOfItem as settingOfItem$45,
  settle as settle$47,
  shippedFiles as shippedFiles$10,
  shippedFolder as shippedFolder$10,
  skimArguments as skimArguments$28,
  slowRefusals as slowRefusals$6,
  splitLayers as splitLayers$67,
  standsFor as standsFor$53,
  stepInto as stepInto$72,
  stepLog as stepLog$3,
  storePlaces as storePlaces$87,
  subject as subject$87,
  systemClock as systemClock$5,
  systemOf2 as systemOf$52,
  terminalScreen as terminalScreen$25,
  terminalTalk as terminalTalk$26,
  text as text$63,
  text2 as text$85,
  toEnvironment as toEnvironment$21,
  toIssue as toIssue$61,
  toJson as toJson$72,
  toModulesLayer as toModulesLayer$48,
  toObject as toObject$72,
  toOwnInstance as toOwnInstance$19,
  toPlainText as toPlainText$4,
  toPlainValue as toPlainValue$57,
  toSettings as toSettings$69,
  toView as toView$83,
  toWorkflowCommand as toWorkflowCommand$4,
  toYaml as toYaml$70,
  topFields as topFields$64,
  trailOf as trailOf$71,
  type as type$0,
  underKey as underKey$55,
  unwrap as unwrap$75,
  usageFailure as usageFailure$75,
  usageOf as usageOf$22,
  userName as userName$34,
  valid as valid$94,
  valueAt as valueAt$90,
  version as version$0,
  version2 as version$87,
  watchStrayFailures as watchStrayFailures$24,
  waves as waves$73,
  wire as wire$98,
  without as without$84,
  word as word$63,
  workPlaces as workPlaces$87,
  writeOut as writeOut$23,
  writtenAt as writtenAt$74
};
