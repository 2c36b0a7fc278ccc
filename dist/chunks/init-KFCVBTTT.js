import {
  hmac
} from "./chunk-5AGWX3EY.js";
import {
  Chi,
  HashMD,
  Maj
} from "./chunk-SEBKJMWE.js";
import {
  clean,
  createHasher,
  rotl,
  utf8ToBytes
} from "./chunk-XPSAQ6XK.js";
import {
  isLocalUrl
} from "./chunk-LHH4TCB6.js";

// src/app/init.ts
const { posix: posix2 } = process.getBuiltinModule("node:path");
import { inputFailure$75 as inputFailure, unwrap$75 as unwrap } from "./common.js";

// src/core/init/first-files.ts
import { toYaml$70 as toYaml } from "./common.js";
var CHANNELS = ["edge", "stable"];
function describeFirstFiles(beginning) {
  const { project, instances, schemaUrl } = beginning;
  const [first = ""] = instances;
  const layer = (name, ...parts) => ({
    path: `define/${name}.yaml`,
    text: [`# yaml-language-server: $schema=${schemaUrl}`, ...parts, ""].join("\n")
  });
  return [
    {
      path: "tmpl/_ALL_/_DEPLOY_/page.html",
      text: "<h1>{{ definition.greeting }} from {{ host.name }}</h1>\n"
    },
    layer(
      project,
      `# What all instances of ${project} share. Keys of your own go beside these: templates see them as definition.KEY.`,
      "greeting: Hello",
      `home: ~/${project}`,
      "deploy:",
      "  health: { command: test -s page.html, within: 10s }"
    ),
    layer(first, `# What is special about ${first}.`, ...describeHosts(beginning)),
    layer(
      "facsimile",
      "# What exists.",
      "projects:",
      `  ${project}: {}`,
      "instances:",
      ...instances.map((name, i) => `  ${name}: { channel: ${CHANNELS[i === 0 ? 0 : 1]} }`)
    )
  ];
}
function describeHosts({ hosts }) {
  if (hosts.length === 0)
    return [
      "# deploy:",
      "#   nodes: { web: [web1] }",
      "# hosts:",
      "#   web1:",
      "#     address: web1.example.com",
      "#     user: deploy",
      "#     host_keys: []   # what ssh-keyscan web1.example.com prints, without the name"
    ];
  const names = [...new Set(hosts.map(({ name }) => name))];
  const known = Object.fromEntries(hosts.map((host) => [host.name, describeHost(host)]));
  return [toYaml({ deploy: { nodes: { web: names } }, hosts: known })];
}
function describeHost({ address, port, user, keys }) {
  return { address, ...port === 22 ? {} : { port }, user, host_keys: [...keys] };
}

// src/core/init/first-host.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var FORM = /^(?:([A-Za-z_][A-Za-z0-9_.-]*\$?)@)?(\[[0-9A-Fa-f:.%a-z]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::(\d{1,5}))?$/;
function parseHost(written, login, index) {
  const [, user = login, bracketed = "", port = "22"] = FORM.exec(written) ?? [];
  if (bracketed === "" || Number(port) < 1 || Number(port) > 65535)
    return invalid({
      code: "init/host",
      message: `"${written}" is no host`,
      hint: "write it like deploy@web1.example.com:22"
    });
  const address = bracketed.replace(/^\[(.*)\]$/, "$1");
  const isNumber = address.includes(":") || /^[\d.]+$/.test(address);
  const name = isNumber ? `web${index}` : address.split(".")[0] ?? address;
  return valid({ name, user, address, port: Number(port) });
}

// src/app/init.ts
import { inputOrigin$88 as inputOrigin } from "./common.js";
import { parseName$91 as parseName } from "./common.js";
import { collect$94 as collect, invalid$94 as invalid2 } from "./common.js";
import { findDefineFolder$12 as findDefineFolder } from "./common.js";

// node_modules/@noble/hashes/legacy.js
var SHA1_IV = /* @__PURE__ */ Uint32Array.from([
  1732584193,
  4023233417,
  2562383102,
  271733878,
  3285377520
]);
var SHA1_W = /* @__PURE__ */ new Uint32Array(80);
var _SHA1 = class extends HashMD {
  A = SHA1_IV[0] | 0;
  B = SHA1_IV[1] | 0;
  C = SHA1_IV[2] | 0;
  D = SHA1_IV[3] | 0;
  E = SHA1_IV[4] | 0;
  constructor() {
    super(64, 20, 8, false);
  }
  get() {
    const { A, B, C, D, E } = this;
    return [A, B, C, D, E];
  }
  set(A, B, C, D, E) {
    this.A = A | 0;
    this.B = B | 0;
    this.C = C | 0;
    this.D = D | 0;
    this.E = E | 0;
  }
  _cloneInto(to) {
    (to ||= new this.constructor()).set(...this.get());
    return this._cloneIntoMeta(to);
  }
  process(view, offset) {
    for (let i = 0; i < 16; i++, offset += 4)
      SHA1_W[i] = view.getUint32(offset, false);
    for (let i = 16; i < 80; i++)
      SHA1_W[i] = rotl(SHA1_W[i - 3] ^ SHA1_W[i - 8] ^ SHA1_W[i - 14] ^ SHA1_W[i - 16], 1);
    let { A, B, C, D, E } = this;
    for (let i = 0; i < 80; i++) {
      let F, K;
      if (i < 20) {
        F = Chi(B, C, D);
        K = 1518500249;
      } else if (i < 40) {
        F = B ^ C ^ D;
        K = 1859775393;
      } else if (i < 60) {
        F = Maj(B, C, D);
        K = 2400959708;
      } else {
        F = B ^ C ^ D;
        K = 3395469782;
      }
      const T = rotl(A, 5) + F + E + K + SHA1_W[i] | 0;
      E = D;
      D = C;
      C = rotl(B, 30);
      B = A;
      A = T;
    }
    A = A + this.A | 0;
    B = B + this.B | 0;
    C = C + this.C | 0;
    D = D + this.D | 0;
    E = E + this.E | 0;
    this.set(A, B, C, D, E);
  }
  roundClean() {
    clean(SHA1_W);
  }
  destroy() {
    this.destroyed = true;
    this.set(0, 0, 0, 0, 0);
    clean(this.buffer);
  }
};
var sha1 = /* @__PURE__ */ createHasher(() => new _SHA1());

// src/app/init/known-hosts.ts
var STANDARD_PORT = 22;
var HASHED = /^\|1\|([A-Za-z0-9+/=]+)\|([A-Za-z0-9+/=]+)$/;
function findHostKeys(knownHosts, address, port) {
  const name = port === STANDARD_PORT ? address : `[${address}]:${port}`;
  return knownHosts.split(/\r?\n/).flatMap((line) => {
    const [names = "", type = "", blob = ""] = line.trim().split(/\s+/);
    if (names === "" || names.startsWith("#") || names.startsWith("@") || blob === "") return [];
    return names.split(",").some((each) => isNamed(each, name)) ? [`${type} ${blob}`] : [];
  });
}
function isNamed(written, name) {
  const [, salt, hash] = HASHED.exec(written) ?? [];
  if (salt === void 0 || hash === void 0) return written.toLowerCase() === name.toLowerCase();
  const hashed = hmac(sha1, Buffer.from(salt, "base64"), utf8ToBytes(name.toLowerCase()));
  return Buffer.from(hashed).toString("base64") === hash;
}

// src/app/init/surroundings.ts
const { posix } = process.getBuiltinModule("node:path");
import { hasCode$75 as hasCode } from "./common.js";
async function findSurroundings(topDir, ports, { cwd }) {
  const repos = await ports.sourceRepos(topDir);
  const top = await repos.root(".");
  const url = top === void 0 ? void 0 : await findUrl(repos, top);
  return { root: posix.relative(cwd, top ?? cwd) || ".", name: toName(url ?? top ?? cwd) };
}
async function findUrl(repos, root) {
  try {
    const { url } = await repos.workTree(root);
    return isLocalUrl(url) ? void 0 : url;
  } catch (error) {
    if (hasCode(error, "git/no-commit")) return void 0;
    throw error;
  }
}
function toName(path) {
  const last = posix.basename(path).replace(/\.git$/, "");
  return last.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[-_]+|-+$/g, "");
}

// src/app/init.ts
import { listLayerFiles$16 as listLayerFiles } from "./common.js";
async function init(inputs, ports, environment) {
  const { root, name } = await findSurroundings(inputs["top-dir"], ports, environment);
  const project = inputs.project ?? name;
  const instances = [...new Set(inputs.instance.length === 0 ? ["staging"] : inputs.instance)];
  checkNames(project, instances);
  const hosts = await knowHosts(inputs.host, ports, environment);
  const files = describeFirstFiles({ project, instances, hosts, schemaUrl: await readSchemaUrl(ports) });
  const found = await findDefinitions(root, files, ports);
  const write = (file) => begin(root, file, inputs["dry-run"], ports);
  const begun = [];
  for (const file of found === void 0 ? files : []) begun.push(await write(file));
  const unpinned = hosts.filter(({ keys }) => keys.length === 0).map(({ address }) => address);
  return { project, instances, files: begun, unpinned, ...found === void 0 ? {} : { found } };
}
function checkNames(project, instances) {
  unwrap(collect([parseName("project", project), ...instances.map((name) => parseName("instance", name))]));
  const taken = instances.filter((name) => name.split(".").some((part) => part === project || part === "facsimile"));
  const issues = taken.map((name) => {
    const message = `instance "${name}" would share a layer with the project or with all projects`;
    return { code: "init/name", message, hint: "name it otherwise", origin: inputOrigin("--instance") };
  });
  if (issues.length > 0) throw inputFailure(...issues);
}
async function knowHosts(written, ports, { variables, actor }) {
  const parsed = collect(written.map((host, i) => parseHost(host, actor, i + 1)));
  const hosts = unwrap(
    parsed.ok ? parsed : invalid2(...parsed.issues.map((issue) => ({ ...issue, origin: inputOrigin("--host") })))
  );
  if (hosts.length === 0) return [];
  const home = variables["HOME"];
  const bytes = home === void 0 ? void 0 : await (await ports.files()).read(posix2.join(home, ".ssh/known_hosts"));
  const known = bytes === void 0 ? "" : new TextDecoder().decode(bytes);
  return hosts.map((host) => ({ ...host, keys: findHostKeys(known, host.address, host.port) }));
}
async function readSchemaUrl(ports) {
  const bytes = await (await ports.shipped()).read("schema.json");
  if (bytes === void 0) throw new Error("define/schema.json is missing beside the program");
  return JSON.parse(new TextDecoder().decode(bytes)).$id;
}
async function findDefinitions(root, ours, ports) {
  const files = await (await ports.files()).folder(root);
  const place = files === void 0 ? void 0 : await findDefineFolder(files);
  if (files === void 0 || place === void 0) return void 0;
  const names = [...(await listLayerFiles(place)).keys()];
  const own = names.every((name) => ours.some(({ path }) => path === `${place.folder}/${name}.yaml`));
  return own && place.folder === "define" ? void 0 : files.locate(place.file ?? place.folder);
}
async function begin(root, { path, text }, dryRun2, ports) {
  const files = await ports.files();
  const full = posix2.join(root, path);
  if (await files.read(full) !== void 0) return { path, change: "kept" };
  const content = new TextEncoder().encode(text);
  const isNew = dryRun2 || await files.create({ path: full, mode: 420, content });
  return isNew ? { path, change: "written", text } : { path, change: "kept" };
}

// src/commands/init.ts
import { defineInputs$85 as defineInputs, list$85 as list } from "./common.js";
import { dryRun$87 as dryRun, places$87 as places, subject$87 as subject } from "./common.js";
import { defineCommand$29 as defineCommand } from "./common.js";
var initCommand = defineCommand({
  name: "init",
  summary: "Begin a project: its first definitions and a template. What is there already stays as it is.",
  inputs: defineInputs({
    project: { ...subject.project, help: "The project. Absent: named like its repository or folder." },
    instance: list({ placeholder: "INSTANCE", help: "Its instances; the first gets the hosts. Absent: staging." }),
    host: list({
      placeholder: "USER@HOST:PORT",
      help: "Hosts of the first instance, as for ssh. Their keys are taken from ~/.ssh/known_hosts."
    }),
    "top-dir": places["top-dir"],
    ...dryRun
  }),
  run: async (inputs, { ports, environment }) => {
    const begun = await init(inputs, ports, environment);
    const next = nextSteps(begun);
    return {
      data: {
        project: begun.project,
        instances: [...begun.instances],
        found: begun.found ?? null,
        files: begun.files.map(({ path, change, text }) => ({ path, change, text: text ?? null })),
        unpinned: [...begun.unpinned],
        next: [...next]
      },
      text: [...describe(begun, inputs["dry-run"]), "", "Next:", ...next.map((line) => `  ${line}`)].join("\n")
    };
  }
});
function describe({ files, unpinned, found }, dryRun2) {
  const there = found === void 0 ? [] : [`${found} has definitions already: they stay as they are`];
  const shown = files.flatMap((file) => [describeFile(file, dryRun2), ...dryRun2 ? indent(file) : []]);
  const keys = unpinned.map((address) => {
    const how = `compare what ssh-keyscan ${address} prints with the machine itself, then write it under host_keys`;
    return `the key of ${address} is not in ~/.ssh/known_hosts: ${how}`;
  });
  return [...there, ...shown, ...keys];
}
function describeFile({ path, change }, dryRun2) {
  if (change === "kept") return `kept      ${path}`;
  return dryRun2 ? `would be ${change}: ${path}` : `${change.padEnd(8)}  ${path}`;
}
function indent({ text = "" }) {
  return text.split("\n").flatMap((line) => line === "" ? [] : [`    ${line}`]);
}
function nextSteps({ instances, found }) {
  if (found !== void 0) return ["facs resolve --all"];
  const [first = ""] = instances;
  return [`facs resolve ${first}`, `facs render ${first} --src-dir . --out ../rendered`];
}
export {
  initCommand
};
