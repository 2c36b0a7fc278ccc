const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  describeLack,
  lackOf
} from "./chunk-CH6KZLHF.js";
import {
  clonesOf,
  needsOf
} from "./chunk-G4KROG7V.js";
import {
  require_picomatch
} from "./chunk-CA7WRWC6.js";
import {
  MODE,
  isLfsPointer,
  mapBounded,
  readBytes,
  readPiece
} from "./chunk-XG7CI2P5.js";
import {
  nameIssues,
  pathProblem
} from "./chunk-UJXTZZJW.js";
import {
  contentOf,
  sha256Of
} from "./chunk-HIRML4IV.js";
import {
  sha256
} from "./chunk-M3KARG6Z.js";
import {
  MAX_LENGTH,
  createEngine,
  isStateMissing,
  missing,
  passwordOf,
  problemOfTemplate,
  renderLimits,
  require_liquid_node,
  rootCause,
  toIssue,
  watch
} from "./chunk-KTXLSXGL.js";
import {
  hmac
} from "./chunk-HRNK2V7D.js";
import {
  bytesToHex,
  hexToBytes,
  utf8ToBytes
} from "./chunk-ITJBLXQ5.js";
import {
  isExcluded
} from "./chunk-BEHKEDDN.js";
import {
  NodeReader,
  readYaml
} from "./chunk-CVLLTGDD.js";
import {
  __toESM
} from "./chunk-QNEN4M7J.js";

// src/app/state-standing.ts
import { operationFailure$72 as operationFailure } from "#common";
function sayWhatLacks(standing, needs, talk) {
  if (standing.kind === "locked") return;
  const lack = lackOf(standing.kind === "open" ? standing.state : void 0, needs);
  if (lack === void 0 || standing.kind === "absent" && needs.usernames.length === 0) return;
  const done = standing.kind === "open" ? "completed" : "created";
  talk.say(`${standing.path}: would be ${done}, with ${describeLack(lack)}`);
}
function stateNeeded(standing, needs) {
  if (standing.kind === "locked") return standing.failure;
  const next = "a deploy makes passwords and uiids; facs secrets set keeps values";
  if (standing.kind === "absent") {
    const message = `${standing.path} would be created: it does not exist yet, and would hold the ${needs.join(", the ")}`;
    return operationFailure({ code: "state/absent", message, target: standing.path, retry: "never", next });
  }
  return operationFailure({
    code: "state/incomplete",
    message: `the state has no ${needs.join(", no ")} yet`,
    retry: "never",
    next
  });
}

// src/app/build-trees.ts
import { definitionFor$49 as definitionFor } from "#common";
import { hasCode$72 as hasCode2, inputFailure$72 as inputFailure } from "#common";
import { describeIssue$85 as describeIssue } from "#common";
import { collect$91 as collect6, invalid$91 as invalid12, valid$91 as valid15 } from "#common";

// src/core/state/mask-state.ts
import { MASK$62 as MASK } from "#common";
import { isObject$87 as isObject } from "#common";
import { reveal$92 as reveal, secret$92 as secret } from "#common";
function maskState(state) {
  return {
    ...state,
    passwords: new Map([...state.passwords.keys()].map((name) => [name, secret(MASK)])),
    values: maskValues(state.values),
    hosts: new Map([...state.hosts].map(([name, values]) => [name, maskValues(values)]))
  };
}
function maskValues(values) {
  return secret(maskValue(reveal(values)));
}
function maskValue(value) {
  if (Array.isArray(value)) return value.map(maskValue);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskValue(item)]));
  if (typeof value === "string") return MASK;
  return typeof value === "number" ? 0 : value === null ? null : false;
}

// src/core/template/render.ts
var import_liquidjs = __toESM(require_liquid_node(), 1);
import { isInterruption$78 as isInterruption } from "#common";

// src/core/template/context.ts
import { facsOf$33 as facsOf } from "#common";
import { reveal$92 as reveal2 } from "#common";

// src/core/template/module-scope.ts
import { isObject$87 as isObject2 } from "#common";
function createModules(modules, sources) {
  const scopes = {
    module: /* @__PURE__ */ Object.create(null),
    clones: /* @__PURE__ */ Object.create(null)
  };
  for (const module of modules) {
    const all = clonesOf(module).map((clone) => describeClone(clone, sources));
    const first = clonesOf(module)[0];
    scopes.clones[module.name] = all;
    if (first === void 0) continue;
    scopes.module[module.name] = Object.assign(describeClone(first, sources), { clones: all });
  }
  for (const { name, username } of modules)
    if (!Object.hasOwn(scopes.module, username))
      Object.defineProperty(scopes.module, username, { enumerable: false, value: scopes.module[name] });
  return scopes;
}
function describeClone(clone, { values, state, witness }) {
  const { module, index, instanceName, configName } = clone;
  const { name, username, logicalName, fields } = module;
  const scope = openFields(fields, memberOf(memberOf(values, "modules"), name));
  set(scope, { name, username, index, config_name: configName });
  watch(scope, "password", { witness, uses: ["secret"] }, () => passwordOf(state, username));
  if (instanceName === void 0) return scope;
  const numbered = (on, show) => watch(on, "uiid", { witness, uses: [] }, () => show(uiidOf(state, instanceName)));
  const service = openFields(fields["service"], memberOf(memberOf(memberOf(values, "modules"), name), "service"));
  set(service, { logical_name: logicalName, instance_name: instanceName });
  numbered(service, String);
  set(scope, { instance_name: instanceName, service });
  numbered(scope, (uiid) => uiid);
  return scope;
}
function openFields(fields, open2) {
  const scope = {};
  for (const [key, field] of Object.entries(isObject2(fields) ? fields : {})) {
    const property = isObject2(open2) ? Object.getOwnPropertyDescriptor(open2, key) : void 0;
    if (property?.get !== void 0)
      Object.defineProperty(scope, key, { enumerable: true, configurable: true, get: property.get });
    else set(scope, { [key]: isObject2(field) ? openFields(field, property?.value) : property?.value ?? field });
  }
  return scope;
}
function memberOf(value, key) {
  return isObject2(value) ? value[key] : void 0;
}
function set(on, properties) {
  for (const [key, value] of Object.entries(properties))
    Object.defineProperty(on, key, { value, enumerable: true, configurable: true, writable: true });
}
function uiidOf(state, instanceName) {
  const uiid = state?.uiids.get(instanceName);
  if (uiid === void 0) throw missing(`uiid of ${instanceName}`);
  return uiid;
}

// src/core/template/context.ts
function openDefinition({ definition, openSecret }) {
  const open2 = {
    values: definition.open({ open: openSecret, noteSecret: () => open2.witness.add("secret") }),
    witness: /* @__PURE__ */ new Set()
  };
  return open2;
}
function openScope(world, { host, clone }, open2) {
  const { definition, release, state } = world;
  const { settings } = definition;
  const { values } = open2;
  const witness = { add: (use) => open2.witness.add(use) };
  const scope = {
    facs: { ...facsOf({ ...definition, environment: settings.environment }), version: release.version },
    definition: values,
    instance: values,
    env: values,
    ...createModules(settings.modules, { values, state, witness }),
    ...clone === void 0 ? {} : { clone: describeClone(clone, { values, state, witness }) },
    state: describeState(world, host, witness),
    release: describeRelease(release),
    channel: settings.channel ?? null,
    options: world.options ?? {},
    filename: ""
  };
  Object.defineProperty(scope, "instances", { enumerable: true, get: () => definition.instances() });
  Object.defineProperty(scope, "hosts", { enumerable: true, get: () => settings.hosts.map(describeHost) });
  watch(scope, "target", { witness, uses: ["target"] }, () => host.targets[0]);
  watch(scope, "host", { witness, uses: ["host"] }, () => describeHost(host));
  const shared = Object.getOwnPropertyDescriptors(scope);
  return (filename) => Object.assign(Object.defineProperties({}, shared), { filename });
}
function describeState({ definition, state }, host, witness) {
  const scope = {};
  const { usernames } = needsOf(definition.settings.modules);
  watch(
    scope,
    "passwd",
    { witness, uses: ["secret"] },
    () => Object.fromEntries(usernames.map((name) => [name, passwordOf(state, name)]))
  );
  watch(scope, "values", { witness, uses: ["secret"] }, () => reveal2(opened(state, "values").values));
  watch(scope, "host", { witness, uses: ["secret", "host"] }, () => {
    const own = opened(state, `values of host ${host.name}`).hosts.get(host.name);
    return own === void 0 ? {} : reveal2(own);
  });
  watch(scope, "uiids", { witness, uses: [] }, () => Object.fromEntries(opened(state, "uiids").uiids));
  watch(scope, "directories", { witness, uses: [] }, () => opened(state, "directories").directories);
  return scope;
}
function opened(state, wanted) {
  if (state === void 0) throw missing(wanted);
  return state;
}
function describeHost(host) {
  return {
    name: host.name,
    address: host.address,
    port: host.port,
    user: host.user,
    home: host.home,
    region: host.region ?? null,
    platform: host.platform ?? null,
    labels: host.labels,
    targets: host.targets
  };
}
function describeRelease(release) {
  return {
    githash: release.githash,
    version: release.version,
    tag: release.tag,
    committed_at: release.committedAt,
    dirty: release.dirty,
    repos: release.repos
  };
}

// src/core/template/render.ts
function createRenderer(world) {
  let set2 = /* @__PURE__ */ new Map();
  let partials = /* @__PURE__ */ new Map();
  const engine = createEngine((path) => {
    partials.set(path, set2.get(path));
    return set2.get(path)?.text;
  });
  const open2 = openDefinition(world);
  const scopeOf = keepScopes((reader) => openScope(world, reader, open2));
  const done = new Memory();
  const parsed = /* @__PURE__ */ new Map();
  return (file, templates, reader) => {
    const same = done.find(file, templates, reader);
    if (same !== void 0) return same.rendered;
    set2 = templates;
    partials = /* @__PURE__ */ new Map();
    const witness = /* @__PURE__ */ new Set();
    open2.witness = witness;
    const scope = scopeOf(reader)(file.path);
    const rendered = attempt(engine, file, { scope, witness, partials, set: set2, parsed });
    done.add(file, { rendered, used: witness, reader, partials });
    return rendered;
  };
}
function keepScopes(open2) {
  const kept = /* @__PURE__ */ new Map();
  return (reader) => {
    const ofHost = kept.get(reader.host) ?? /* @__PURE__ */ new Map();
    const scope = ofHost.get(reader.clone) ?? open2(reader);
    kept.set(reader.host, ofHost.set(reader.clone, scope));
    return scope;
  };
}
var Memory = class {
  done = /* @__PURE__ */ new Map();
  find(file, set2, reader) {
    const ofFile = this.done.get(file);
    const near = [ofFile?.get(void 0), ofFile?.get(reader.host.name)];
    return near.flatMap((all) => all?.find((one) => holdsFor(one, set2, reader)) ?? [])[0];
  }
  add(file, one) {
    const ofFile = this.done.get(file) ?? /* @__PURE__ */ new Map();
    const host = one.used.has("host") ? one.reader.host.name : void 0;
    this.done.set(file, ofFile.set(host, [...ofFile.get(host) ?? [], one]));
  }
};
function holdsFor({ used, reader, partials }, set2, other) {
  if (reader.clone !== other.clone) return false;
  if (used.has("host") && reader.host.name !== other.host.name) return false;
  if (used.has("target") && reader.host.targets[0] !== other.host.targets[0]) return false;
  return [...partials].every(([path, file]) => set2.get(path) === file);
}
function attempt(engine, file, { scope, witness, partials, set: set2, parsed }) {
  try {
    const templates = parsed.get(file) ?? parse(engine, file);
    parsed.set(file, templates);
    const context = new import_liquidjs.Context(scope, engine.options, { sync: true }, { liquid: engine });
    Object.assign(context, renderLimits());
    const text = String(engine.renderSync(templates, context));
    if (text.length > MAX_LENGTH) throw new Error(`this gives more than ${MAX_LENGTH} characters`);
    return { kind: "text", text, secret: witness.has("secret") };
  } catch (error) {
    const cause = rootCause(error);
    if (isStateMissing(cause)) return { kind: "missing", wanted: cause.wanted };
    if (isInterruption(cause) && cause.reason.kind !== "secret" && cause.reason.issue !== void 0)
      return { kind: "issue", issue: cause.reason.issue };
    const missed = [...partials].flatMap(([path, found]) => found === void 0 ? [path] : []);
    return { kind: "issue", issue: toIssue(error, { file, set: set2, scope, filters: Object.keys(engine.filters), missed }) };
  }
}
function parse(engine, { text, path }) {
  const problem = problemOfTemplate(text);
  if (problem !== void 0) throw new Error(problem);
  return engine.parse(text, path);
}

// src/core/tree/assemble.ts
import { describeOrigin$85 as describeOrigin } from "#common";
import { invalid$91 as invalid2, valid$91 as valid2 } from "#common";

// src/core/template/root.ts
var import_picomatch = __toESM(require_picomatch(), 1);
var ROOT = "_ROOT_/";
function rootIssue(path, allowed, origin) {
  if (!path.startsWith(ROOT)) return void 0;
  const absolute = path.slice(ROOT.length - 1);
  const matches = allowed.map((glob) => (0, import_picomatch.default)(glob, { dot: true }));
  if (withParents(absolute).some((each) => matches.some((fits) => fits(each)))) return void 0;
  const message = `${absolute} lies outside the release folder, and deploy.root_allow does not name it`;
  return { code: "tree/root", message, hint: "name the file or its folder there, or put it under _DEPLOY_/", origin };
}
function withParents(path) {
  const parts = path.split("/");
  return parts.slice(1).map((_, i) => parts.slice(0, i + 2).join("/"));
}

// src/core/tree/format.ts
import { comparePaths$81 as comparePaths } from "#common";
import { invalid$91 as invalid, valid$91 as valid } from "#common";
import { reveal$92 as reveal3 } from "#common";
var HEADER = "facsimile-tree-v1\n";
function makeTree(entries) {
  const ordered = [...entries].sort((a, b) => comparePaths(a.path, b.path));
  return { digest: bytesToHex(sha256(utf8ToBytes(encodeTree(ordered)))), entries: ordered };
}
function encodeTree(entries) {
  return HEADER + entries.map(({ mode, content, path }) => `${mode} ${encodeContent(content)}	${path}
`).join("");
}
function keyedDigest(key, sha256Hex) {
  return bytesToHex(hmac(sha256, reveal3(key), hexToBytes(sha256Hex)));
}
function encodeContent(content) {
  if (content.kind === "file") return `sha256:${content.sha256} ${content.size}`;
  if (content.kind === "secret") return `hmac-sha256:${content.hmac}`;
  return content.kind === "link" ? `link:${digestOf(content.target)}` : "dir";
}
function digestOf(target) {
  return bytesToHex(sha256(utf8ToBytes(target)));
}

// src/core/tree/assemble.ts
var DEPLOY = "_DEPLOY_/";
function assembleTree(pieces, digestKey) {
  const byPath = /* @__PURE__ */ new Map();
  for (const piece of pieces) byPath.set(piece.path, piece);
  const issues = [...byPath.values()].flatMap(nameIssues2);
  const folders = foldersOf(byPath.values());
  issues.push(...[...folders.values()].flatMap((inside) => clashIssues(inside, byPath)));
  if (issues.length > 0) return invalid2(...issues);
  const kept = [...byPath.values()].filter((piece) => piece.body.kind !== "dir" || !folders.has(piece.path));
  const deployed = kept.filter(isForHosts);
  return valid2({
    tree: makeTree(
      deployed.map((piece) => ({ path: piece.path, mode: piece.mode, content: toEntry(piece, digestKey) }))
    ),
    contents: new Map(deployed.flatMap(toContent)),
    artefacts: new Map(kept.filter((piece) => !isForHosts(piece)).map((piece) => [piece.path, piece]))
  });
}
function isForHosts({ path }) {
  return path.startsWith(DEPLOY) || path.startsWith(ROOT);
}
function nameIssues2(piece) {
  const problem = pathProblem(piece.path);
  return problem === void 0 ? [] : [{ code: "tree/name", message: problem, origin: piece.origin }];
}
function foldersOf(pieces) {
  const folders = /* @__PURE__ */ new Map();
  for (const piece of pieces) {
    for (let end = piece.path.lastIndexOf("/"); end > 0; end = piece.path.lastIndexOf("/", end - 1)) {
      const folder = piece.path.slice(0, end);
      if (folders.has(folder)) break;
      folders.set(folder, { folder, piece });
    }
  }
  return folders;
}
function clashIssues(inside, byPath) {
  const file = byPath.get(inside.folder);
  if (file === void 0 || file.body.kind === "dir") return [];
  const message = `${inside.folder} is a file (${describeOrigin(file.origin)}) and cannot be the folder of ${inside.piece.path}`;
  return [{ code: "tree/clash", message, origin: inside.piece.origin }];
}
function toEntry({ path, body }, digestKey) {
  if (body.kind !== "file") return body;
  const { sha256: sha2562, size } = body.content;
  if (!body.secret) return { kind: "file", sha256: sha2562, size };
  if (digestKey === void 0) throw new Error(`${path} holds a secret, but there is no key for its digest`);
  return { kind: "secret", hmac: keyedDigest(digestKey, sha2562) };
}
function toContent({ path, body }) {
  return body.kind === "file" ? [[path, body.content]] : [];
}

// src/app/open-secrets.ts
import { hasCode$72 as hasCode } from "#common";
import { describePath$87 as describePath, valueAt$87 as valueAt } from "#common";
import { secret$92 as secret2 } from "#common";
var SHORTEST_MASKED = 4;
async function openSecrets(files, ports) {
  const opened2 = /* @__PURE__ */ new Map();
  for (const [file, text] of files) opened2.set(file, await openFile(file, text, ports));
  let refused;
  return {
    open: ({ file, path }) => {
      const values = opened2.get(file);
      if (values === void 0) throw new Error(`${file} holds no secret of this definition`);
      if (isFailure(values)) {
        refused ??= values;
        throw missing(`${describePath(path)} of ${file}`);
      }
      const value = valueAt(values, path);
      if (value === void 0) throw new Error(`${file} has nothing at ${describePath(path)}`);
      if (typeof value === "string" && value.length >= SHORTEST_MASKED) ports.talk.mask(secret2(value));
      return value;
    },
    refused: () => refused
  };
}
async function openFile(file, text, ports) {
  try {
    return await (await ports.stateFiles()).open(file, new TextEncoder().encode(text));
  } catch (error) {
    if (hasCode(error, "state/no-key")) return error;
    throw error;
  }
}
function isFailure(opened2) {
  return opened2 instanceof Error;
}

// src/app/tree/open-sources.ts
import { systemOf$49 as systemOf } from "#common";
import { fileOrigin$85 as fileOrigin3 } from "#common";
import { invalid$91 as invalid11, valid$91 as valid14 } from "#common";

// src/app/tree/binary-pieces.ts
import { didYouMean$89 as didYouMean } from "#common";
import { invalid$91 as invalid3, valid$91 as valid3 } from "#common";

// src/app/tree/fetch-binary.ts
import { posix } from "node:path";
import { operationFailure$72 as operationFailure2 } from "#common";
async function fetchBinary(binary, topDir, ports) {
  const files = await ports.files();
  const path = posix.join(topDir, "cache", "binaries", binary.sha256);
  const kept = await files.read(path);
  if (kept !== void 0 && isThat(binary, kept)) return kept;
  const bytes = await (await ports.binaryStores()).fetch(binary.url, binary.size);
  if (!isThat(binary, bytes)) throw corrupt(binary);
  await files.makeTopFolder(topDir);
  await files.write({ path, mode: 420, content: bytes, passing: true });
  return bytes;
}
function isThat({ sha256: recorded }, bytes) {
  return sha256Of(bytes) === recorded;
}
function corrupt(binary) {
  return operationFailure2({
    code: "binary/corrupt",
    message: `${binary.url} is not the binary ${binary.name} (${binary.platform}) that the release recorded: its sha256 differs from ${binary.sha256}`,
    target: binary.url,
    retry: "never",
    next: "put the recorded bytes back, or record them in another store"
  });
}

// src/app/tree/binary-pieces.ts
async function openBinary(inputs, ports) {
  const choices = inputs.hosts.map((host) => chooseBinary(inputs, host));
  const issues = choices.flatMap((choice) => choice.ok ? [] : choice.issues);
  if (issues.length > 0) return invalid3(...issues);
  const wanted = new Set(choices.flatMap((choice) => choice.ok ? [choice.value] : []));
  const unpacked = /* @__PURE__ */ new Map();
  for (const binary of wanted) unpacked.set(binary, await unpack(binary, inputs, ports));
  return valid3((host) => {
    const choice = chooseBinary(inputs, host);
    return choice.ok ? valid3(unpacked.get(choice.value) ?? []) : choice;
  });
}
function chooseBinary({ group, binaries, origin }, host) {
  const named = binaries.filter((binary) => binary.name === group.name);
  const refuse2 = (code, message, hint) => {
    const issue = {
      code,
      message,
      ...hint === void 0 ? {} : { hint },
      ...origin === void 0 ? {} : { origin }
    };
    return invalid3(issue);
  };
  if (named.length === 0) {
    const names = binaries.map((binary) => binary.name);
    return refuse2(
      "binary/missing",
      `the release has no binary ${group.name}`,
      didYouMean(group.name, names) ?? "facs binary add records one"
    );
  }
  const [first] = host.platform === void 0 ? named : named.filter((binary) => binary.platform === host.platform);
  const platforms = `it has ${named.map((binary) => binary.platform).join(", ")}`;
  if (first === void 0)
    return refuse2(
      "binary/missing",
      `the release has no binary ${group.name} for ${host.platform} (host ${host.name})`,
      platforms
    );
  if (host.platform !== void 0 || named.length === 1) return valid3(first);
  return refuse2(
    "binary/platform",
    `which binary ${group.name} does host ${host.name} need?`,
    `${platforms}: set hosts.${host.name}.platform`
  );
}
async function unpack(binary, { group: { into }, topDir }, ports) {
  const bytes = await fetchBinary(binary, topDir, ports);
  const prefix = into === "" ? DEPLOY : `${DEPLOY}${into}/`;
  const entries = await (await ports.archives()).unpack(bytes);
  return Promise.all(entries.map((entry) => toPiece(entry, prefix + entry.path, binary)));
}
async function toPiece(entry, path, binary) {
  const origin = { kind: "file", file: binary.url, line: 1, column: 1 };
  if (entry.kind === "dir") return { path, mode: MODE.dir, body: { kind: "dir" }, origin };
  if (entry.kind === "link")
    return { path, mode: MODE.link, body: { kind: "link", target: entry.target ?? "" }, origin };
  const content = contentOf(await collect(entry.open()));
  const mode = (entry.mode & 64) === 0 ? MODE.file : MODE.executable;
  return { path, mode, body: { kind: "file", content, secret: false }, origin };
}
async function collect(chunks) {
  const parts = [];
  for await (const chunk of chunks) parts.push(chunk);
  const [only] = parts;
  if (parts.length === 1 && only !== void 0) return only;
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// src/core/install/copy-group.ts
var import_picomatch2 = __toESM(require_picomatch(), 1);
import { didYouMean$89 as didYouMean2 } from "#common";
import { collect$91 as collect2, invalid$91 as invalid5, valid$91 as valid6 } from "#common";

// src/core/install/rewrite.ts
import { valid$91 as valid5 } from "#common";

// src/core/install/source-path.ts
import { invalid$91 as invalid4, valid$91 as valid4 } from "#common";
var ROOT2 = "/src";
var BUILT = "what a build makes is a binary of the release: write { type: binary, name: NAME, into: FOLDER }";
var GONE = {
  BUILD_DIR: BUILT,
  DEPLOY_DIR: "what earlier groups put into the tree is there already; files come from the source, or from a binary",
  CONFIGURATION_NAME: BUILT
};
function replaceTokens(text) {
  for (const [token, hint] of Object.entries(GONE)) {
    if (text.includes(`$${token}$`))
      return invalid4({ code: "install/token", message: `$${token}$ has no meaning here`, hint });
  }
  return valid4(text.replaceAll("$SRC_DIR$", ROOT2));
}
function parseSourcePath(text) {
  const replaced = replaceTokens(text);
  if (!replaced.ok) return replaced;
  const written = replaced.value;
  const rooted = isRooted(written);
  const parts = (rooted ? written.slice(ROOT2.length) : written).split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || written.startsWith("/") && !rooted)
    return invalid4({
      code: "install/outside",
      message: `${text} is not inside the source`,
      hint: "write it from the root of the source, or begin with $SRC_DIR$"
    });
  return valid4({ written: rooted ? [ROOT2, ...parts].join("/") : parts.join("/"), path: parts.join("/"), rooted });
}
function isRooted(written) {
  return written === ROOT2 || written.startsWith(`${ROOT2}/`);
}

// src/core/install/rewrite.ts
function createRewrite(pattern, replace) {
  if (pattern === void 0 || replace === void 0) return valid5((written) => written);
  const source = replaceTokens(pattern);
  if (!source.ok) return source;
  const expression = new RegExp(source.value, "g");
  return valid5(
    (written) => written.replace(
      expression,
      (...match) => replace.replace(
        /\$\$|[$\\](\d)/g,
        (whole, index) => index === void 0 ? whole.slice(1) : String(match[Number(index)] ?? "")
      )
    )
  );
}

// src/core/install/copy-group.ts
function readCopyGroup(group, place) {
  const { dir = group.glob.length > 0 ? "." : void 0, pattern, replace } = group;
  const files = collect2([...readFiles(group.files, "files", place), ...readFiles(group.optfiles, "optfiles", place)]);
  const folder = dir === void 0 ? valid6(void 0) : locate(parseSourcePath(dir), place("dir"));
  const globs = collect2(group.glob.map((written, i) => readGlob(written, place("glob", i))));
  const rewrite = locate(createRewrite(pattern, replace), place("pattern"));
  const issues = [files, folder, globs, rewrite].flatMap((read) => read.ok ? [] : read.issues);
  if (!files.ok || !folder.ok || !globs.ok || !rewrite.ok) return invalid5(...issues);
  const wish = { files: files.value, folder: folder.value, globs: globs.value, rewrite: rewrite.value, place };
  const near = wish.files.flatMap(({ source: { path } }) => [parentOf(path), path]);
  const folders = [...new Set(near)].map((path) => ({ path, only: "direct" }));
  return valid6({
    folders: folder.value === void 0 ? folders : [...folders, { path: folder.value.path }],
    plan: (listing) => planCopies(listing, wish)
  });
}
function readGlob(written, origin) {
  const tokens = locate(replaceTokens(written), origin);
  return tokens.ok ? valid6({ written, origin }) : tokens;
}
function readFiles(written, key, place) {
  return written.map((file, i) => {
    const origin = place(key, i);
    const source = locate(parseSourcePath(file), origin);
    return source.ok ? valid6({ source: source.value, mayBeMissing: key === "optfiles", origin }) : source;
  });
}
function planCopies(listing, wish) {
  const byPath = new Map(listing.map((entry) => [entry.path, entry]));
  const copies = wish.files.flatMap(({ source, mayBeMissing, origin }) => {
    const from = byPath.get(source.path);
    if (from !== void 0) return [locate(toCopy(from, fileDestination(wish.rewrite(source.written))), origin)];
    return mayBeMissing ? [] : [locate(invalid5(missingFile(source, listing)), origin)];
  });
  if (wish.folder !== void 0) copies.push(...planFolder([...byPath.values()], wish.folder, wish));
  return collect2(copies);
}
function planFolder(listing, folder, wish) {
  const { globs, rewrite, place } = wish;
  const inside = listing.filter(({ path }) => folder.path === "" || path.startsWith(`${folder.path}/`));
  const where = folder.path === "" ? "the source" : `the folder ${folder.path}`;
  const nothing2 = folder.path === "" ? "the source is empty" : `the source has no folder ${folder.path}`;
  if (inside.length === 0) return [locate(invalid5({ code: "install/missing", message: nothing2 }), place("dir"))];
  const chosen = globs.map(({ written, origin }) => {
    const matches = (0, import_picomatch2.default)(written, { dot: true });
    const found = inside.filter(({ path }) => matches(fromFolder(path, folder)));
    const message = `${where} has no file that matches ${written}`;
    return found.length > 0 ? valid6(found) : locate(invalid5({ code: "install/missing", message }), origin);
  });
  const all = collect2(chosen);
  if (!all.ok) return [all];
  const wanted = globs.length === 0 ? inside : [...new Set(all.value.flat())];
  return wanted.map((entry) => locate(toCopy(entry, folderDestination(entry.path, folder, rewrite)), place("dir")));
}
function fileDestination(written) {
  return isRooted(written) ? written.slice(written.lastIndexOf("/") + 1) : written;
}
function folderDestination(path, folder, rewrite) {
  const inner = fromFolder(path, folder);
  const written = rewrite(folder.written === "" ? path : `${folder.written}/${inner}`);
  return isRooted(written) ? inner : written;
}
function fromFolder(path, folder) {
  return folder.path === "" ? path : path.slice(folder.path.length + 1);
}
function toCopy(from, to) {
  if (from.kind === "submodule")
    return invalid5({
      code: "install/submodule",
      message: `${from.path} is a submodule, and .gitmodules does not say where its repository is`,
      hint: "name it there, or pack what you need of it into a binary"
    });
  const problem = pathProblem(to);
  if (problem === void 0) return valid6({ from, to });
  return invalid5({ code: "install/name", message: `${from.path} cannot be copied: ${problem}` });
}
function missingFile({ path }, listing) {
  const message = `the source has no file ${path}`;
  if (listing.some((entry) => entry.path.startsWith(`${path}/`)))
    return { code: "install/missing", message, hint: "it is a folder: write it as dir" };
  const names = listing.map((entry) => entry.path);
  const hint = didYouMean2(path, names);
  return { code: "install/missing", message, ...hint === void 0 ? {} : { hint } };
}
function parentOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function locate(result, origin) {
  if (result.ok || origin === void 0) return result;
  return invalid5(...result.issues.map((issue) => ({ origin, ...issue })));
}

// src/app/tree/copy-pieces.ts
import { collect$91 as collect3, invalid$91 as invalid6, valid$91 as valid7 } from "#common";
async function openCopies(source, group, definition) {
  const read = readCopyGroup(group, (...at) => whereWritten(definition, [...group.at, ...at]));
  if (!read.ok) return read;
  const lists = await Promise.all(read.value.folders.map(({ path, only }) => source.list(path, only)));
  const planned = read.value.plan(lists.flat());
  if (!planned.ok) return planned;
  return always(await mapBounded(planned.value, ({ from, to }) => readPiece(source, from, DEPLOY + to)));
}
async function openExtra(extra) {
  const listing = await extra.list("");
  const issues = nameIssues(listing, (path) => extra.locate(path));
  if (issues.length > 0) return invalid6(...issues);
  return always(await mapBounded(listing, (entry) => readPiece(extra, entry, DEPLOY + entry.path)));
}
function always(read) {
  const pieces = collect3(read);
  return pieces.ok ? valid7(() => pieces) : pieces;
}
function whereWritten(definition, path) {
  for (let length = path.length; length > 0; length--) {
    const trail = definition.trail(path.slice(0, length));
    if (trail !== void 0) return trail.origin;
  }
  return void 0;
}

// src/app/tree/project-folders.ts
import { below$81 as below } from "#common";
import { fileOrigin$85 as fileOrigin } from "#common";
import { invalid$91 as invalid7, valid$91 as valid8 } from "#common";
var IN_SOURCE = ["", "define", "config/facsimile", "facsimile"];
async function findFolder(name, { define, release }) {
  const near = await findAmong(define.files, [.../* @__PURE__ */ new Set([define.folder, ""])], name);
  if (!near.ok || near.value !== void 0) return near;
  return findAmong(release.source, IN_SOURCE, name);
}
async function findAmong(files, folders, name) {
  const sets = folders.map((folder) => below(files, folder === "" ? name : `${folder}/${name}`));
  const lists = await Promise.all(sets.map((set2) => set2.list("")));
  const [found, other] = sets.filter((_, i) => lists[i]?.length !== 0);
  return found !== void 0 && other !== void 0 ? invalid7(twoFolders(name, found, other)) : valid8(found);
}
function twoFolders(name, one, other) {
  return {
    code: "template/two-folders",
    message: `there are two folders ${name}: ${one.locate("")} and ${other.locate("")}`,
    hint: "keep one: in the define folder, or beside it",
    origin: fileOrigin(other.locate(""))
  };
}

// src/app/tree/template-pieces.ts
import { collect$91 as collect5, invalid$91 as invalid10, valid$91 as valid13 } from "#common";

// src/core/template/folders.ts
import { instanceLayers$38 as instanceLayers } from "#common";
import { didYouMean$89 as didYouMean3 } from "#common";
var GENERAL = ["_ALL_", "_MODULE_", "_TARGET_", "_HOST_"];
function foldersFor(definition, host) {
  const targets = host.targets.map((target) => `_TARGET_/${target}`);
  return ["_ALL_", ...layerFolders(definition), ...targets, `_HOST_/${host.name}`];
}
function layerFolders({ project, instance, settings, layers }) {
  const written = layers.map(({ name }) => name);
  const possible = [...instanceLayers(project, settings.state.instance), ...instanceLayers(project, instance)];
  const folders = /* @__PURE__ */ new Set();
  for (const [i, name] of possible.entries()) {
    if (possible.includes(name, i + 1)) continue;
    for (const before of written.slice(0, written.indexOf(name) + 1)) folders.add(before);
    folders.add(name);
  }
  return [...folders, ...written.filter((name) => !folders.has(name))];
}
function chooseTemplates(listing, folders) {
  const chosen = /* @__PURE__ */ new Map();
  for (const layer of folders) {
    const prefix = `${layer}/`;
    for (const entry of listing) {
      if (!entry.path.startsWith(prefix)) continue;
      const path = entry.path.slice(prefix.length);
      chosen.set(path, { path, layer, entry });
    }
  }
  return chosen;
}
function isSkipped(path, skip) {
  if (skip === void 0) return false;
  const slash = path.lastIndexOf("/");
  const folder = path.slice(0, Math.max(0, slash));
  return folder !== "" && skip.test(folder) || skip.test(path.slice(slash + 1));
}
function folderIssues(listing, locate2) {
  const unknown = /* @__PURE__ */ new Map();
  for (const { path } of listing) {
    const [folder = "", inside] = path.split("/");
    if (inside !== void 0 && /^_.*_$/.test(folder) && !GENERAL.includes(folder) && !unknown.has(folder))
      unknown.set(folder, path);
  }
  return [...unknown].map(([folder, path]) => ({
    code: "template/folder",
    message: `this version has no use for the folder ${folder} of templates`,
    hint: didYouMean3(folder, GENERAL) ?? `folders are ${GENERAL.join(", ")}, and one per layer`,
    origin: { kind: "file", file: locate2(path), line: 1, column: 1 }
  }));
}

// src/app/tree/load-template.ts
import { valid$91 as valid10 } from "#common";

// src/core/template/front-matter.ts
import { didYouMean$89 as didYouMean4 } from "#common";
import { invalid$91 as invalid8, valid$91 as valid9 } from "#common";
var FRONT = /^---\r?\n([\s\S]*?\r?\n)??---(\r?\n|$)/;
var MODE2 = /^0?([4-7][0-7]{2})$/;
var KNOWN = ["path", "mode", "render"];
function parseFrontMatter(text, shown) {
  const [before, inner = ""] = FRONT.exec(text) ?? [""];
  if (before === "") return valid9({ text, before, render: true });
  const yaml = readYaml({ text: `#--
${inner}`, file: shown, area: "template", schema: "failsafe" });
  if (!yaml.ok) return yaml;
  const reader = new NodeReader(yaml.value, { area: "template", thing: "front matter" });
  const { members } = reader.readRoot();
  const issues = [...reader.issues];
  for (const [key, member] of members) issues.push(...issuesOf(key, member));
  if (issues.length > 0) return invalid8(...issues);
  const [path, mode, render] = KNOWN.map((key) => members.get(key)?.value);
  return valid9({
    ...path === void 0 ? {} : { path: { text: textOf(path), origin: path.origin } },
    ...mode === void 0 ? {} : { mode: textOf(mode).padStart(4, "0") },
    render: render === void 0 || textOf(render) === "true",
    text: text.slice(before.length),
    before
  });
}
function issuesOf(key, { key: keyOrigin, value }) {
  if (!KNOWN.includes(key)) return [unknownKey(key, keyOrigin)];
  const written = textOf(value);
  if (key === "path" && written === "")
    return [refuse("path must be a text", "put what begins with { into quotes", value)];
  if (key === "mode" && !MODE2.test(written))
    return [
      refuse("mode must be three octal digits that let the owner read: 0640", "without setuid and the like", value)
    ];
  if (key === "render" && written !== "true" && written !== "false")
    return [refuse("render must be true or false", "false: the text goes out as it is", value)];
  return [];
}
function textOf(node) {
  return node.kind === "scalar" && typeof node.value === "string" ? node.value : "";
}
function unknownKey(key, origin) {
  const own = "for a file that begins with --- itself, write an empty front matter before it";
  const hint = didYouMean4(key, KNOWN) ?? `known: ${KNOWN.join(", ")}; ${own}`;
  return { code: "template/front-matter", message: `unknown key ${key} before the template`, hint, origin };
}
function refuse(message, hint, { origin }) {
  return { code: "template/front-matter", message, hint, origin };
}

// src/app/tree/load-template.ts
async function loadTemplate(folder, { path, layer, entry }, asItIs) {
  const bytes = asItIs || entry.kind === "link" ? void 0 : await readBytes(folder, entry.path);
  const text = bytes === void 0 || isLfsPointer(bytes) ? void 0 : toText(bytes);
  if (text === void 0) {
    const piece = await readPiece(folder, entry, path);
    return piece.ok ? valid10({ piece: piece.value }) : piece;
  }
  const shown = folder.locate(entry.path);
  const front = parseFrontMatter(text, shown);
  if (!front.ok) return front;
  const file = { path, layer, shown, text: front.value.text, before: front.value.before };
  return valid10({ file, front: front.value, executable: entry.kind === "executable" });
}
function toText(bytes) {
  if (bytes.includes(0)) return void 0;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return void 0;
    throw error;
  }
}

// src/app/tree/module-pieces.ts
import { collect$91 as collect4, valid$91 as valid12 } from "#common";

// src/app/tree/template-output.ts
import { fileOrigin$85 as fileOrigin2 } from "#common";
import { invalid$91 as invalid9, valid$91 as valid11 } from "#common";
var TemplateOutput = class {
  loaded;
  rendering;
  naming;
  files = /* @__PURE__ */ new Map();
  pieces = /* @__PURE__ */ new Map();
  plain;
  constructor(loaded, rendering) {
    this.loaded = loaded;
    this.rendering = rendering;
    if ("piece" in loaded) return;
    const { file, front } = loaded;
    this.naming = front.path && { path: file.path, layer: file.layer, shown: file.shown, text: front.path.text };
    this.plain = front.render ? void 0 : { kind: "text", text: file.text, secret: false };
  }
  /** Undefined where a secret is not at hand: the need is noted. Issues: those of templates, `template/path`, `tree/root`. */
  make(set2, reader) {
    const { loaded } = this;
    if ("piece" in loaded) return this.allowed(loaded.piece);
    const path = this.pathFor(loaded, set2, reader);
    if (!path.ok || path.value === void 0) return path.ok ? valid11(void 0) : path;
    const file = this.fileAt(loaded.file, path.value);
    const rendered = this.plain ?? this.rendering.render(file, set2, reader);
    if (rendered.kind === "issue") return invalid9(rendered.issue);
    if (rendered.kind === "missing") return this.note(reader, path.value, rendered.wanted);
    return this.allowed(this.toPiece(loaded, file.path, rendered));
  }
  pathFor({ file }, set2, reader) {
    if (this.naming === void 0) return valid11(file.path);
    const named = this.rendering.render(this.naming, set2, reader);
    if (named.kind === "issue") return invalid9({ ...named.issue, origin: this.whereNamed() });
    if (named.kind === "missing") return this.note(reader, file.path, named.wanted);
    if (named.secret)
      return invalid9({ code: "template/path", message: "a path may hold no secret", origin: this.whereNamed() });
    return valid11(named.text);
  }
  /** The same object for the same path: what was rendered is remembered by it. */
  fileAt(file, path) {
    if (path === file.path) return file;
    const known = this.files.get(path) ?? { ...file, path };
    this.files.set(path, known);
    return known;
  }
  /** 0600 where it is secret, unless its front matter says otherwise. The same object for the same output: hashed once. */
  toPiece({ file, front, executable }, path, output) {
    const known = this.pieces.get(output);
    if (known?.path === path) return known;
    const content = contentOf(new TextEncoder().encode(output.text));
    const mode = front.mode ?? `0${executable ? 7 : 6}${output.secret ? "00" : executable ? "55" : "44"}`;
    const body = { kind: "file", content, secret: output.secret };
    const piece = { path, mode, body, origin: fileOrigin2(file.shown) };
    this.pieces.set(output, piece);
    return piece;
  }
  allowed(piece) {
    const issue = rootIssue(piece.path, this.rendering.definition.settings.deploy.rootAllow, this.whereNamed());
    return issue === void 0 ? valid11(piece) : invalid9(issue);
  }
  note({ host }, path, wanted) {
    this.rendering.needs.push({ host: host.name, path, wanted });
    return valid11(void 0);
  }
  /** Where a person finds what says the path. */
  whereNamed() {
    if ("piece" in this.loaded) return this.loaded.piece.origin;
    return this.loaded.front.path?.origin ?? fileOrigin2(this.loaded.file.shown);
  }
};
function eachAlone(made, code, hint) {
  const first = /* @__PURE__ */ new Map();
  const issues = made.flatMap((one) => {
    const { path, origin } = one.piece;
    const other = first.get(path);
    if (other === void 0) first.set(path, one);
    return other === void 0 ? [] : [{ code, message: `${other.of} and ${one.of} would both be written to ${path}`, hint, origin }];
  });
  return issues.length > 0 ? invalid9(...issues) : valid11(made.map(({ piece }) => piece));
}

// src/app/tree/module-pieces.ts
var HINT = "begin the template with ---, path: _DEPLOY_/etc/{{ clone.config_name }}.conf, ---";
async function openModuleTemplates(listing, rendering, readOne) {
  const wanted = rendering.definition.settings.modules.flatMap((module) => {
    if (!module.genconfig) return [];
    const layer = `_MODULE_/${module.name}`;
    const clones = clonesOf(module);
    const entries = listing.filter(({ path }) => path.startsWith(`${layer}/`));
    return entries.map((entry) => ({ layer, clones, entry, path: entry.path.slice(layer.length + 1) }));
  });
  const read = collect4(await mapBounded(wanted, readOne));
  if (!read.ok) return read;
  const templates = wanted.map((one, i) => {
    const loaded = read.value[i];
    return { ...one, loaded, output: new TemplateOutput(loaded, rendering) };
  });
  return valid12((set2, host, skip) => {
    const made = templates.filter(({ path }) => !isSkipped(path, skip)).map((each) => makeAll(each, set2, host));
    const all = collect4(made);
    return all.ok ? eachAlone(all.value.flat(), "template/clones", HINT) : all;
  });
}
function makeAll({ layer, clones, loaded, output }, set2, host) {
  const readers = "piece" in loaded ? [{ host, of: layer }] : clones.map((clone) => ({ host, clone, of: clone.configName }));
  const made = collect4(readers.map((reader) => output.make(set2, reader)));
  if (!made.ok) return made;
  return valid12(made.value.flatMap((piece, i) => piece === void 0 ? [] : [{ piece, of: readers[i]?.of ?? layer }]));
}

// src/app/tree/template-pieces.ts
async function openTemplates(folder, group, hosts, rendering) {
  const listing = await folder.list("");
  const locate2 = (path) => folder.locate(path);
  const issues = [...folderIssues(listing, locate2), ...nameIssues(listing, locate2)];
  if (issues.length > 0) return invalid10(...issues);
  const present = new Set(listing.map(({ path }) => path.split("/", 2).join("/")));
  const choices = /* @__PURE__ */ new Map();
  const choose = (host) => {
    const folders = foldersFor(rendering.definition, host);
    const key = JSON.stringify(folders.filter((name) => !name.startsWith("_HOST_/") || present.has(name)));
    const chosen = choices.get(key) ?? chooseTemplates(listing, folders);
    choices.set(key, chosen);
    return chosen;
  };
  const read = (chosen) => loadTemplate(folder, chosen, !group.renderFiles);
  const loading = await load(hosts.map(choose), read, rendering);
  if (!loading.ok) return loading;
  const loaded = loading.value;
  const modules = await openModuleTemplates(listing, rendering, read);
  if (!modules.ok) return modules;
  const skip = group.skip === void 0 ? void 0 : new RegExp(group.skip);
  const sets = /* @__PURE__ */ new Map();
  return valid13((host) => {
    const chosen = choose(host);
    const set2 = sets.get(chosen) ?? toSet(chosen, loaded);
    sets.set(chosen, set2);
    return together([modules.value(set2.templates, host, skip), makeAll2(set2, host, skip)]);
  });
}
function together(results) {
  const all = collect5(results);
  return all.ok ? valid13(all.value.flat()) : all;
}
async function load(choices, readOne, rendering) {
  const wanted = /* @__PURE__ */ new Map();
  for (const chosen of new Set(choices)) for (const one of chosen.values()) wanted.set(one.entry.path, one);
  const read = collect5(await mapBounded([...wanted.values()], readOne));
  if (!read.ok) return read;
  const outputs = [...wanted].map(([path, { layer }], i) => {
    const loaded = read.value[i];
    return [path, { loaded, layer, output: new TemplateOutput(loaded, rendering) }];
  });
  return valid13(new Map(outputs));
}
function toSet(chosen, outputs) {
  const all = [...chosen].map(([path, one]) => [path, outputs.get(one.entry.path)]);
  const templates = all.flatMap(([path, { loaded }]) => "file" in loaded ? [[path, loaded.file]] : []);
  return { all, templates: new Map(templates) };
}
function makeAll2({ all, templates }, host, skip) {
  const wanted = all.filter(([path]) => !isSkipped(path, skip));
  const made = collect5(wanted.map(([, { output }]) => output.make(templates, { host })));
  if (!made.ok) return made;
  const pieces = made.value.flatMap((piece, i) => {
    const [path = "", one] = wanted[i] ?? [];
    return piece === void 0 ? [] : [{ piece, of: `${one?.layer}/${path}` }];
  });
  return eachAlone(pieces, "template/path", "give one of them another path");
}

// src/app/tree/open-sources.ts
async function openSources(inputs, opening) {
  const groups = inputs.definition.settings.install;
  const implied = groups.some((group) => group.type === "tmpl") ? [] : [openDefaultTemplates(inputs, opening)];
  const opened2 = await Promise.all([
    ...implied,
    openExtras(inputs),
    ...groups.map((group) => openGroup(group, inputs, opening)),
    valid14(versionFile(inputs))
  ]);
  const issues = opened2.flatMap((source) => source.ok ? [] : source.issues);
  return issues.length > 0 ? invalid11(...issues) : valid14(opened2.flatMap((source) => source.ok ? [source.value] : []));
}
async function openDefaultTemplates(inputs, opening) {
  const folder = await findFolder("tmpl", inputs);
  if (!folder.ok) return folder;
  return folder.value === void 0 ? valid14(nothing) : open(folder.value, { renderFiles: true }, inputs, opening);
}
async function openExtras(inputs) {
  const folder = await findFolder("extra", inputs);
  if (!folder.ok) return folder;
  return folder.value === void 0 ? valid14(nothing) : openExtra(folder.value);
}
async function openGroup(group, inputs, opening) {
  const { system } = group;
  if (system === void 0) return openForAll(group, inputs, opening);
  const origin = whereWritten(inputs.definition, [...group.at, "system"]);
  const silent = inputs.hosts.filter((host) => systemOf(host) === void 0);
  if (silent.length > 0) return invalid11(...silent.map(({ name }) => unknownSystem(name, origin)));
  const hosts = inputs.hosts.filter((host) => systemOf(host) === system);
  if (hosts.length === 0) return valid14(nothing);
  const opened2 = await openForAll(group, { ...inputs, hosts }, opening);
  return opened2.ok ? valid14((host) => systemOf(host) === system ? opened2.value(host) : valid14([])) : opened2;
}
function unknownSystem(name, origin) {
  const message = `host ${name} has no platform, and this group goes by it: set hosts.${name}.platform`;
  return { code: "install/system", message, ...origin === void 0 ? {} : { origin } };
}
async function openForAll(group, inputs, opening) {
  const { definition, release, hosts, topDir } = inputs;
  if (group.type === "copy") return openCopies(release.source, group, definition);
  const origin = whereWritten(definition, group.at);
  if (group.type === "binary")
    return openBinary({ group, binaries: release.binaries, hosts, origin, topDir }, opening.ports);
  const folder = await findFolder(group.dir, inputs);
  if (!folder.ok) return folder;
  if (folder.value !== void 0) return open(folder.value, group, inputs, opening);
  const issue = { code: "template/no-folder", message: `there is no folder ${group.dir} with templates` };
  return invalid11({ ...issue, ...origin === void 0 ? {} : { origin } });
}
function open(folder, group, inputs, opening) {
  return openTemplates(folder, group, inputs.hosts, opening.rendering);
}
function nothing() {
  return valid14([]);
}
function versionFile({ definition, release }) {
  const path = `${DEPLOY}etc/${definition.project}.version`;
  const text = `${release.version === "" ? release.githash : release.version}
`;
  const body = { kind: "file", content: contentOf(new TextEncoder().encode(text)), secret: false };
  const piece = { path, mode: MODE.file, body, origin: fileOrigin3(release.source.label) };
  return () => valid14([piece]);
}

// src/app/build-trees.ts
async function buildTrees(inputs, ports) {
  const { state } = inputs;
  const { trees, needs, refused } = await buildKnownTrees(inputs, ports);
  if (refused !== void 0) throw refused;
  const isKeyless = state.kind === "open" && state.state.digestKey === void 0;
  const wanted = isKeyless ? ["key of its digests"] : [...new Set(needs.map((need) => need.wanted))];
  if (needs.length > 0) throw stateNeeded(state, wanted);
  return trees;
}
async function buildKnownTrees(inputs, ports) {
  const needs = [];
  const built = [];
  const groups = byDefinition(inputs);
  const secrets = await openSecrets(new Map(groups.flatMap(({ definition }) => [...definition.sealed])), ports);
  for (const alike of groups) built.push(await buildAlike(alike, ports, { needs, secrets }));
  throwIssues(built);
  const found = new Map(built.flatMap((each) => each.ok ? each.value : []));
  const shared = /* @__PURE__ */ new Map();
  const byHost = inputs.hosts.flatMap(({ name }) => {
    const tree = found.get(name);
    return tree === void 0 ? [] : [[name, share(shared, tree)]];
  });
  return { trees: new Map(byHost), needs, refused: secrets.refused() };
}
function byDefinition(inputs) {
  const groups = /* @__PURE__ */ new Map();
  for (const host of inputs.hosts) {
    const definition = definitionFor(inputs.definition, host);
    const alike = groups.get(definition);
    if (alike === void 0) groups.set(definition, [host]);
    else alike.push(host);
  }
  return [...groups].map(([definition, hosts]) => ({ ...inputs, definition, hosts }));
}
async function buildAlike(inputs, ports, { needs, secrets }) {
  const { definition, release, state, hosts } = inputs;
  const opened2 = state.kind === "open" ? state.state : void 0;
  const digestKey = opened2?.digestKey;
  const shared = { definition, release, ...inputs.options && { options: inputs.options } };
  const render = createRenderer(
    digestKey === void 0 ? { ...shared, state: void 0, openSecret: nameless(secrets) } : { ...shared, state: opened2, openSecret: inputs.masked ? masked(secrets) : secrets.open }
  );
  const sources = await openSources(inputs, { rendering: { definition, render, needs }, ports });
  if (!sources.ok) return sources;
  const pieces = collect6(hosts.map((host) => gatherPieces(sources.value, host)));
  if (!pieces.ok) return pieces;
  const trees = collect6(pieces.value.map((each) => assembleTree(withoutExcluded(each, definition), digestKey)));
  return trees.ok ? valid15(trees.value.map((tree, i) => [hosts[i]?.name ?? "", tree])) : trees;
}
function isTreeUnknown(error) {
  return ["state/no-key", "state/absent", "state/incomplete", "build/pending"].some((code) => hasCode2(error, code));
}
function nameless(secrets) {
  return (sealed) => {
    secrets.open(sealed);
    throw missing("key of its digests");
  };
}
function masked(secrets) {
  return (sealed) => maskValue(secrets.open(sealed));
}
function gatherPieces(sources, host) {
  const given = sources.map((source) => source(host));
  const issues = given.flatMap((pieces) => pieces.ok ? [] : pieces.issues);
  return issues.length > 0 ? invalid12(...issues) : valid15(given.flatMap((pieces) => pieces.ok ? pieces.value : []));
}
function withoutExcluded(pieces, { excludes }) {
  if (excludes.length === 0) return pieces;
  return pieces.filter(({ path }) => !path.startsWith(DEPLOY) || !isExcluded(excludes, path.slice(DEPLOY.length)));
}
function throwIssues(results) {
  const issues = /* @__PURE__ */ new Map();
  for (const result of results) {
    if (!result.ok) for (const issue of result.issues) issues.set(describeIssue(issue), issue);
  }
  if (issues.size > 0) throw inputFailure(...issues.values());
}
function share(shared, built) {
  const beside = [...built.artefacts.values()].map(({ path, mode, body }) => [
    path,
    mode,
    body.kind === "file" ? body.content.sha256 : body.kind === "link" ? body.target : ""
  ]);
  const name = JSON.stringify([built.tree.digest, beside]);
  const first = shared.get(name) ?? built;
  shared.set(name, first);
  return first;
}

export {
  maskState,
  ROOT,
  keyedDigest,
  sayWhatLacks,
  buildTrees,
  buildKnownTrees,
  isTreeUnknown
};
