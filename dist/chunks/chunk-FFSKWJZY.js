import {
  describeLack,
  lackOf
} from "./chunk-3QE2B653.js";
import {
  clonesOf,
  needsOf
} from "./chunk-OEAUEXIH.js";
import {
  DEPLOY,
  assembleTree,
  openBinary,
  rootIssue
} from "./chunk-YODFIPFU.js";
import {
  require_picomatch
} from "./chunk-HIPR4ACX.js";
import {
  isLfsPointer,
  mapBounded,
  readBytes,
  readPiece
} from "./chunk-DBGHAI7F.js";
import {
  MODE
} from "./chunk-OUXSVDOY.js";
import {
  nameIssues,
  pathProblem
} from "./chunk-57LPI4FI.js";
import {
  contentOf
} from "./chunk-QXTDGWVD.js";
import {
  isExcluded
} from "./chunk-DSJUAHFZ.js";
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
} from "./chunk-Z4AQQSQI.js";
import {
  NodeReader,
  readYaml
} from "./chunk-VCFYUUPC.js";
import {
  __toESM
} from "./chunk-SEWDMQ6Q.js";

// src/app/state-standing.ts
import { operationFailure$75 as operationFailure } from "./common.js";
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
import { definitionFor$52 as definitionFor } from "./common.js";
import { hasCode$75 as hasCode2, inputFailure$75 as inputFailure } from "./common.js";
import { describeIssue$88 as describeIssue } from "./common.js";
import { collect$94 as collect5, invalid$94 as invalid9, valid$94 as valid12 } from "./common.js";

// src/core/state/mask-state.ts
import { MASK$65 as MASK } from "./common.js";
import { isObject$90 as isObject } from "./common.js";
import { reveal$95 as reveal, secret$95 as secret } from "./common.js";
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
import { isInterruption$81 as isInterruption } from "./common.js";

// src/core/template/context.ts
import { facsOf$36 as facsOf } from "./common.js";
import { reveal$95 as reveal2 } from "./common.js";

// src/core/template/module-scope.ts
import { isObject$90 as isObject2 } from "./common.js";
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
    const around = { file, set: set2, scope, filters: Object.keys(engine.filters), missed, secret: witness.has("secret") };
    return { kind: "issue", issue: toIssue(error, around) };
  }
}
function parse(engine, { text, path }) {
  const problem = problemOfTemplate(text);
  if (problem !== void 0) throw new Error(problem);
  return engine.parse(text, path);
}

// src/app/open-secrets.ts
import { hasCode$75 as hasCode } from "./common.js";
import { describePath$90 as describePath, valueAt$90 as valueAt } from "./common.js";
import { secret$95 as secret2 } from "./common.js";
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
import { systemOf$52 as systemOf } from "./common.js";
import { fileOrigin$88 as fileOrigin3 } from "./common.js";
import { invalid$94 as invalid8, valid$94 as valid11 } from "./common.js";

// src/core/install/copy-group.ts
var import_picomatch = __toESM(require_picomatch(), 1);
import { didYouMean$92 as didYouMean } from "./common.js";
import { collect$94 as collect, invalid$94 as invalid2, valid$94 as valid3 } from "./common.js";

// src/core/install/rewrite.ts
import { valid$94 as valid2 } from "./common.js";

// src/core/install/source-path.ts
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var ROOT = "/src";
var BUILT = "what a build makes is a binary of the release: write { type: binary, name: NAME, into: FOLDER }";
var GONE = {
  BUILD_DIR: BUILT,
  DEPLOY_DIR: "what earlier groups put into the tree is there already; files come from the source, or from a binary",
  CONFIGURATION_NAME: BUILT
};
function replaceTokens(text) {
  for (const [token, hint] of Object.entries(GONE)) {
    if (text.includes(`$${token}$`))
      return invalid({ code: "install/token", message: `$${token}$ has no meaning here`, hint });
  }
  return valid(text.replaceAll("$SRC_DIR$", ROOT));
}
function parseSourcePath(text) {
  const replaced = replaceTokens(text);
  if (!replaced.ok) return replaced;
  const written = replaced.value;
  const rooted = isRooted(written);
  const parts = (rooted ? written.slice(ROOT.length) : written).split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || written.startsWith("/") && !rooted)
    return invalid({
      code: "install/outside",
      message: `${text} is not inside the source`,
      hint: "write it from the root of the source, or begin with $SRC_DIR$"
    });
  return valid({ written: rooted ? [ROOT, ...parts].join("/") : parts.join("/"), path: parts.join("/"), rooted });
}
function isRooted(written) {
  return written === ROOT || written.startsWith(`${ROOT}/`);
}

// src/core/install/rewrite.ts
function createRewrite(pattern, replace) {
  if (pattern === void 0 || replace === void 0) return valid2((written) => written);
  const source = replaceTokens(pattern);
  if (!source.ok) return source;
  const expression = new RegExp(source.value, "g");
  return valid2(
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
  const files = collect([...readFiles(group.files, "files", place), ...readFiles(group.optfiles, "optfiles", place)]);
  const folder = dir === void 0 ? valid3(void 0) : locate(parseSourcePath(dir), place("dir"));
  const globs = collect(group.glob.map((written, i) => readGlob(written, place("glob", i))));
  const rewrite = locate(createRewrite(pattern, replace), place("pattern"));
  const issues = [files, folder, globs, rewrite].flatMap((read) => read.ok ? [] : read.issues);
  if (!files.ok || !folder.ok || !globs.ok || !rewrite.ok) return invalid2(...issues);
  const wish = { files: files.value, folder: folder.value, globs: globs.value, rewrite: rewrite.value, place };
  const near = wish.files.flatMap(({ source: { path } }) => [parentOf(path), path]);
  const folders = [...new Set(near)].map((path) => ({ path, only: "direct" }));
  return valid3({
    folders: folder.value === void 0 ? folders : [...folders, { path: folder.value.path }],
    plan: (listing) => planCopies(listing, wish)
  });
}
function readGlob(written, origin) {
  const tokens = locate(replaceTokens(written), origin);
  return tokens.ok ? valid3({ written, origin }) : tokens;
}
function readFiles(written, key, place) {
  return written.map((file, i) => {
    const origin = place(key, i);
    const source = locate(parseSourcePath(file), origin);
    return source.ok ? valid3({ source: source.value, mayBeMissing: key === "optfiles", origin }) : source;
  });
}
function planCopies(listing, wish) {
  const byPath = new Map(listing.map((entry) => [entry.path, entry]));
  const copies = wish.files.flatMap(({ source, mayBeMissing, origin }) => {
    const from = byPath.get(source.path);
    if (from !== void 0) return [locate(toCopy(from, fileDestination(wish.rewrite(source.written))), origin)];
    return mayBeMissing ? [] : [locate(invalid2(missingFile(source, listing)), origin)];
  });
  if (wish.folder !== void 0) copies.push(...planFolder([...byPath.values()], wish.folder, wish));
  return collect(copies);
}
function planFolder(listing, folder, wish) {
  const { globs, rewrite, place } = wish;
  const inside = listing.filter(({ path }) => folder.path === "" || path.startsWith(`${folder.path}/`));
  const where = folder.path === "" ? "the source" : `the folder ${folder.path}`;
  const nothing2 = folder.path === "" ? "the source is empty" : `the source has no folder ${folder.path}`;
  if (inside.length === 0) return [locate(invalid2({ code: "install/missing", message: nothing2 }), place("dir"))];
  const chosen = globs.map(({ written, origin }) => {
    const matches = (0, import_picomatch.default)(written, { dot: true });
    const found = inside.filter(({ path }) => matches(fromFolder(path, folder)));
    const message = `${where} has no file that matches ${written}`;
    return found.length > 0 ? valid3(found) : locate(invalid2({ code: "install/missing", message }), origin);
  });
  const all = collect(chosen);
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
    return invalid2({
      code: "install/submodule",
      message: `${from.path} is a submodule, and .gitmodules does not say where its repository is`,
      hint: "name it there, or pack what you need of it into a binary"
    });
  const problem = pathProblem(to);
  if (problem === void 0) return valid3({ from, to });
  return invalid2({ code: "install/name", message: `${from.path} cannot be copied: ${problem}` });
}
function missingFile({ path }, listing) {
  const message = `the source has no file ${path}`;
  if (listing.some((entry) => entry.path.startsWith(`${path}/`)))
    return { code: "install/missing", message, hint: "it is a folder: write it as dir" };
  const names = listing.map((entry) => entry.path);
  const hint = didYouMean(path, names);
  return { code: "install/missing", message, ...hint === void 0 ? {} : { hint } };
}
function parentOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
function locate(result, origin) {
  if (result.ok || origin === void 0) return result;
  return invalid2(...result.issues.map((issue) => ({ origin, ...issue })));
}

// src/app/tree/copy-pieces.ts
import { collect$94 as collect2, invalid$94 as invalid3, valid$94 as valid4 } from "./common.js";
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
  if (issues.length > 0) return invalid3(...issues);
  return always(await mapBounded(listing, (entry) => readPiece(extra, entry, DEPLOY + entry.path)));
}
function always(read) {
  const pieces = collect2(read);
  return pieces.ok ? valid4(() => pieces) : pieces;
}
function whereWritten(definition, path) {
  for (let length = path.length; length > 0; length--) {
    const trail = definition.trail(path.slice(0, length));
    if (trail !== void 0) return trail.origin;
  }
  return void 0;
}

// src/app/tree/project-folders.ts
import { below$84 as below } from "./common.js";
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { invalid$94 as invalid4, valid$94 as valid5 } from "./common.js";
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
  return found !== void 0 && other !== void 0 ? invalid4(twoFolders(name, found, other)) : valid5(found);
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
import { collect$94 as collect4, invalid$94 as invalid7, valid$94 as valid10 } from "./common.js";

// src/core/template/folders.ts
import { instanceLayers$41 as instanceLayers } from "./common.js";
import { didYouMean$92 as didYouMean2 } from "./common.js";
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
    hint: didYouMean2(folder, GENERAL) ?? `folders are ${GENERAL.join(", ")}, and one per layer`,
    origin: { kind: "file", file: locate2(path), line: 1, column: 1 }
  }));
}

// src/app/tree/load-template.ts
import { valid$94 as valid7 } from "./common.js";

// src/core/template/front-matter.ts
import { didYouMean$92 as didYouMean3 } from "./common.js";
import { invalid$94 as invalid5, valid$94 as valid6 } from "./common.js";
var FRONT = /^---\r?\n([\s\S]*?\r?\n)??---(\r?\n|$)/;
var MODE2 = /^0?([4-7][0-7]{2})$/;
var KNOWN = ["path", "mode", "render"];
function parseFrontMatter(text, shown) {
  const [before, inner = ""] = FRONT.exec(text) ?? [""];
  if (before === "") return valid6({ text, before, render: true });
  const yaml = readYaml({ text: `#--
${inner}`, file: shown, area: "template", schema: "failsafe" });
  if (!yaml.ok) return yaml;
  const reader = new NodeReader(yaml.value, { area: "template", thing: "front matter" });
  const { members } = reader.readRoot();
  const issues = [...reader.issues];
  for (const [key, member] of members) issues.push(...issuesOf(key, member));
  if (issues.length > 0) return invalid5(...issues);
  const [path, mode, render] = KNOWN.map((key) => members.get(key)?.value);
  return valid6({
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
  const hint = didYouMean3(key, KNOWN) ?? `known: ${KNOWN.join(", ")}; ${own}`;
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
    return piece.ok ? valid7({ piece: piece.value }) : piece;
  }
  const shown = folder.locate(entry.path);
  const front = parseFrontMatter(text, shown);
  if (!front.ok) return front;
  const file = { path, layer, shown, text: front.value.text, before: front.value.before };
  return valid7({ file, front: front.value, executable: entry.kind === "executable" });
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
import { collect$94 as collect3, valid$94 as valid9 } from "./common.js";

// src/app/tree/template-output.ts
import { fileOrigin$88 as fileOrigin2 } from "./common.js";
import { invalid$94 as invalid6, valid$94 as valid8 } from "./common.js";
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
    if (!path.ok || path.value === void 0) return path.ok ? valid8(void 0) : path;
    const file = this.fileAt(loaded.file, path.value);
    const rendered = this.plain ?? this.rendering.render(file, set2, reader);
    if (rendered.kind === "issue") return invalid6(rendered.issue);
    if (rendered.kind === "missing") return this.note(reader, path.value, rendered.wanted);
    return this.allowed(this.toPiece(loaded, file.path, rendered));
  }
  pathFor({ file }, set2, reader) {
    if (this.naming === void 0) return valid8(file.path);
    const named = this.rendering.render(this.naming, set2, reader);
    if (named.kind === "issue") return invalid6({ ...named.issue, origin: this.whereNamed() });
    if (named.kind === "missing") return this.note(reader, file.path, named.wanted);
    if (named.secret)
      return invalid6({ code: "template/path", message: "a path may hold no secret", origin: this.whereNamed() });
    return valid8(named.text);
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
    return issue === void 0 ? valid8(piece) : invalid6(issue);
  }
  note({ host }, path, wanted) {
    this.rendering.needs.push({ host: host.name, path, wanted });
    return valid8(void 0);
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
  return issues.length > 0 ? invalid6(...issues) : valid8(made.map(({ piece }) => piece));
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
  const read = collect3(await mapBounded(wanted, readOne));
  if (!read.ok) return read;
  const templates = wanted.map((one, i) => {
    const loaded = read.value[i];
    return { ...one, loaded, output: new TemplateOutput(loaded, rendering) };
  });
  return valid9((set2, host, skip) => {
    const made = templates.filter(({ path }) => !isSkipped(path, skip)).map((each) => makeAll(each, set2, host));
    const all = collect3(made);
    return all.ok ? eachAlone(all.value.flat(), "template/clones", HINT) : all;
  });
}
function makeAll({ layer, clones, loaded, output }, set2, host) {
  const readers = "piece" in loaded ? [{ host, of: layer }] : clones.map((clone) => ({ host, clone, of: clone.configName }));
  const made = collect3(readers.map((reader) => output.make(set2, reader)));
  if (!made.ok) return made;
  return valid9(made.value.flatMap((piece, i) => piece === void 0 ? [] : [{ piece, of: readers[i]?.of ?? layer }]));
}

// src/app/tree/template-pieces.ts
async function openTemplates(folder, group, hosts, rendering) {
  const listing = await folder.list("");
  const locate2 = (path) => folder.locate(path);
  const issues = [...folderIssues(listing, locate2), ...nameIssues(listing, locate2)];
  if (issues.length > 0) return invalid7(...issues);
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
  return valid10((host) => {
    const chosen = choose(host);
    const set2 = sets.get(chosen) ?? toSet(chosen, loaded);
    sets.set(chosen, set2);
    return together([modules.value(set2.templates, host, skip), makeAll2(set2, host, skip)]);
  });
}
function together(results) {
  const all = collect4(results);
  return all.ok ? valid10(all.value.flat()) : all;
}
async function load(choices, readOne, rendering) {
  const wanted = /* @__PURE__ */ new Map();
  for (const chosen of new Set(choices)) for (const one of chosen.values()) wanted.set(one.entry.path, one);
  const read = collect4(await mapBounded([...wanted.values()], readOne));
  if (!read.ok) return read;
  const outputs = [...wanted].map(([path, { layer }], i) => {
    const loaded = read.value[i];
    return [path, { loaded, layer, output: new TemplateOutput(loaded, rendering) }];
  });
  return valid10(new Map(outputs));
}
function toSet(chosen, outputs) {
  const all = [...chosen].map(([path, one]) => [path, outputs.get(one.entry.path)]);
  const templates = all.flatMap(([path, { loaded }]) => "file" in loaded ? [[path, loaded.file]] : []);
  return { all, templates: new Map(templates) };
}
function makeAll2({ all, templates }, host, skip) {
  const wanted = all.filter(([path]) => !isSkipped(path, skip));
  const made = collect4(wanted.map(([, { output }]) => output.make(templates, { host })));
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
    valid11(versionFile(inputs))
  ]);
  const issues = opened2.flatMap((source) => source.ok ? [] : source.issues);
  return issues.length > 0 ? invalid8(...issues) : valid11(opened2.flatMap((source) => source.ok ? [source.value] : []));
}
async function openDefaultTemplates(inputs, opening) {
  const folder = await findFolder("tmpl", inputs);
  if (!folder.ok) return folder;
  return folder.value === void 0 ? valid11(nothing) : open(folder.value, { renderFiles: true }, inputs, opening);
}
async function openExtras(inputs) {
  const folder = await findFolder("extra", inputs);
  if (!folder.ok) return folder;
  return folder.value === void 0 ? valid11(nothing) : openExtra(folder.value);
}
async function openGroup(group, inputs, opening) {
  const { system } = group;
  if (system === void 0) return openForAll(group, inputs, opening);
  const origin = whereWritten(inputs.definition, [...group.at, "system"]);
  const silent = inputs.hosts.filter((host) => systemOf(host) === void 0);
  if (silent.length > 0) return invalid8(...silent.map(({ name }) => unknownSystem(name, origin)));
  const hosts = inputs.hosts.filter((host) => systemOf(host) === system);
  if (hosts.length === 0) return valid11(nothing);
  const opened2 = await openForAll(group, { ...inputs, hosts }, opening);
  return opened2.ok ? valid11((host) => systemOf(host) === system ? opened2.value(host) : valid11([])) : opened2;
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
  return invalid8({ ...issue, ...origin === void 0 ? {} : { origin } });
}
function open(folder, group, inputs, opening) {
  return openTemplates(folder, group, inputs.hosts, opening.rendering);
}
function nothing() {
  return valid11([]);
}
function versionFile({ definition, release }) {
  const path = `${DEPLOY}etc/${definition.project}.version`;
  const text = `${release.version === "" ? release.githash : release.version}
`;
  const body = { kind: "file", content: contentOf(new TextEncoder().encode(text)), secret: false };
  const piece = { path, mode: MODE.file, body, origin: fileOrigin3(release.source.label) };
  return () => valid11([piece]);
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
  const pieces = collect5(hosts.map((host) => gatherPieces(sources.value, host)));
  if (!pieces.ok) return pieces;
  const trees = collect5(pieces.value.map((each) => assembleTree(withoutExcluded(each, definition), digestKey)));
  return trees.ok ? valid12(trees.value.map((tree, i) => [hosts[i]?.name ?? "", tree])) : trees;
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
  return issues.length > 0 ? invalid9(...issues) : valid12(given.flatMap((pieces) => pieces.ok ? pieces.value : []));
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
  sayWhatLacks,
  buildTrees,
  buildKnownTrees,
  isTreeUnknown
};
