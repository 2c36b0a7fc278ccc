const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  parseName
} from "./chunk-2XE6ZA5R.js";
import {
  LineCounter,
  describePath,
  isAlias,
  isMap,
  isObject,
  isScalar,
  isSeq,
  parseDocument
} from "./chunk-NSLUIHBZ.js";
import {
  parseDuration
} from "./chunk-Q3EEZFWH.js";
import {
  didYouMean,
  nearest
} from "./chunk-MQ4C672U.js";
import {
  fileOrigin,
  inputFailure,
  inputOrigin,
  unwrap
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";

// src/core/definition/names.ts
var SEGMENT = /^[a-z0-9][a-z0-9_-]*$/;
var LAYER = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$/;
var HOST = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
function isSegment(name) {
  return SEGMENT.test(name);
}
function isLayerName(name) {
  return LAYER.test(name);
}
function isHostName(name) {
  return HOST.test(name);
}
function segmentsOf(instance) {
  return instance.split(".");
}
function isPattern(name) {
  return name.includes("*");
}
function matchesPattern(pattern, instance) {
  const expression = pattern.split(/(\*\*|\*)/).map((part) => part === "**" ? ".+" : part === "*" ? "[^.]+" : part.replaceAll(".", "\\.")).join("");
  return new RegExp(`^${expression}$`).test(instance);
}

// src/core/definition/instances.ts
function findInstance(instances, instance, origin) {
  const named = parseName("instance", instance);
  if (!named.ok) return named;
  const names = [...instances.keys()];
  const name = findEntry(names, instance);
  const found = name === void 0 ? void 0 : instances.get(name);
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
  const missing2 = segmentsOf(instance).filter((segment) => !available.includes(segment));
  if (missing2.length > 0)
    return invalid(...missing2.map((segment) => noLayer(segment, instance, { available, looked })));
  const message = `there is no list of instances in ${looked}: "${instance}" is taken because each part has a layer`;
  return valid(void 0, [{ code: "definition/no-instances", message, hint: "list it under instances:" }]);
}
function chooseProject(given, projects, instances) {
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
    hint: near === void 0 && instances?.has(given) ? describeLeftOut(given, names) : hint,
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
    message: `instance "${instance}": no layer ${segment}.yaml, .yml or .json in ${looked}`,
    hint
  };
}

// src/core/definition/layer-order.ts
function projectLayers(project) {
  return [.../* @__PURE__ */ new Set(["facsimile", project])];
}
function instanceLayers(project, instance) {
  return keepLast([...projectLayers(project), ...segmentsOf(instance), instance]);
}
function missingLayers(roots, known) {
  const inherited = [...known.values()].flatMap((layer) => layer === void 0 ? [] : namesOf(layer));
  const wanted = [...roots, ...inherited.map((name) => name.value)];
  return [...new Set(wanted)].filter((name) => !known.has(name));
}
function orderLayers(roots, known, available) {
  const order = new Orderer(known, available);
  const names = keepLast(roots.flatMap((name) => order.expand(name, [])));
  if (order.issues.size > 0) return invalid(...order.issues.values());
  return valid(names.flatMap((name) => known.get(name) ?? []));
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
  expand(name, above) {
    const done = this.expanded.get(name);
    if (done !== void 0) return done;
    const layer = this.known.get(name);
    if (layer === void 0) return [];
    this.checkForm(layer);
    const beneath = namesOf(layer).flatMap((inherited) => this.follow(inherited, [...above, name]));
    const all = keepLast([...beneath, name]);
    this.expanded.set(name, all);
    return all;
  }
  follow(inherited, above) {
    const { value: name, origin } = inherited;
    if (above.includes(name)) {
      const cycle = [...above.slice(above.indexOf(name)), name].join(" \u2192 ");
      this.add({ code: "definition/inherit-cycle", message: `layers inherit in a circle: ${cycle}`, origin });
      return [];
    }
    if (this.known.get(name) === void 0) {
      const hint = didYouMean(name, this.available) ?? `layers here: ${this.available.join(", ")}`;
      this.add({ code: "definition/no-layer", message: `there is no layer "${name}" to inherit`, hint, origin });
    }
    return this.expand(name, above);
  }
  checkForm(layer) {
    const inherit = layer.root.members.get("inherit")?.value;
    if (inherit === void 0) return;
    const items = inherit.kind === "list" ? inherit.items : [inherit];
    for (const item of items) {
      if (inherit.kind === "list" && isName(item)) continue;
      const message = "inherit is a list of layer names";
      this.add({ code: "definition/inherit", message, hint: "write inherit: [name]", origin: item.origin });
    }
  }
  add(issue2) {
    const key = `${issue2.origin.file}:${issue2.origin.line}:${issue2.origin.column}`;
    if (!this.issues.has(key)) this.issues.set(key, issue2);
  }
};
function namesOf(layer) {
  const inherit = layer.root.members.get("inherit")?.value;
  return inherit?.kind === "list" ? inherit.items.filter(isName) : [];
}
function isName(node) {
  return node.kind === "scalar" && typeof node.value === "string" && isLayerName(node.value);
}
function keepLast(names) {
  return names.filter((name, i) => names.lastIndexOf(name) === i);
}

// src/core/definition/node-reader.ts
var MAX_VALUES = 1e5;
var MAX_DEPTH = 100;
var NodeReader = class {
  /** In the order in which they stand in the file. */
  issues = [];
  count = 0;
  document;
  at;
  constructor(document, at) {
    this.document = document;
    this.at = at;
  }
  /** The whole document as a mapping; an empty one has no members. */
  readRoot() {
    const { contents } = this.document;
    const origin = this.at(contents?.range?.[0] ?? 0);
    const empty = { kind: "mapping", members: /* @__PURE__ */ new Map(), origin };
    if (contents === null || isScalar(contents) && contents.value === null) return empty;
    const root = this.read(contents, origin, 0);
    if (root.kind === "mapping") return root;
    this.report("syntax", "a layer is a mapping: keys with values", origin);
    return empty;
  }
  read(node, keyOrigin, depth) {
    this.count += 1;
    if (this.count > MAX_VALUES || depth > MAX_DEPTH) {
      if (this.issues.at(-1)?.code !== "definition/too-large") this.report("too-large", tooLarge(depth), keyOrigin);
      return { kind: "scalar", value: null, origin: keyOrigin };
    }
    if (isAlias(node)) return this.readAlias(node, depth);
    if (isMap(node)) return this.readMapping(node, keyOrigin, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item, this.originOf(item, keyOrigin), depth + 1));
      return { kind: "list", items, origin: keyOrigin };
    }
    return this.readScalar(node, keyOrigin);
  }
  readAlias(alias, depth) {
    const origin = this.originOf(alias, this.at(0));
    const target = alias.resolve(this.document);
    if (target === void 0)
      this.report("syntax", `*${alias.source} stands for nothing: no &${alias.source} before it`, origin);
    return this.read(target, origin, depth + 1);
  }
  readMapping(map, origin, depth) {
    const members = /* @__PURE__ */ new Map();
    for (const pair of map.items) {
      const key = this.readKey(pair, origin);
      if (key === void 0) continue;
      const before = members.get(key.name);
      if (before !== void 0) {
        this.report("duplicate-key", `"${key.name}" is written twice: first on line ${before.key.line}`, key.origin);
        continue;
      }
      members.set(key.name, { key: key.origin, value: this.read(pair.value, key.origin, depth + 1) });
    }
    return { kind: "mapping", members, origin };
  }
  readKey({ key }, within) {
    const origin = this.originOf(key, within);
    if (!isScalar(key)) {
      this.report("syntax", "a key must be a plain text", origin);
      return void 0;
    }
    const name = typeof key.value === "string" ? key.value : key.source ?? String(key.value);
    if (name === "<<") {
      this.report("syntax", 'merge keys are no part of YAML 1.2: use "inherit:" for a layer', origin);
      return void 0;
    }
    if (name === "" || name === "__proto__") {
      this.report("syntax", `"${name}" cannot be a key`, origin);
      return void 0;
    }
    return { name, origin };
  }
  readScalar(scalar, keyOrigin) {
    const value = scalar?.value ?? null;
    const origin = value === null ? keyOrigin : this.originOf(scalar, keyOrigin);
    const kept = this.readPlain(value, origin);
    return { kind: "scalar", value: kept, origin };
  }
  readPlain(value, origin) {
    if (typeof value === "number" && (!Number.isFinite(value) || Number.isInteger(value) && !Number.isSafeInteger(value)))
      this.report("syntax", "a number that cannot be kept exactly: put it in quotes", origin);
    if (typeof value === "string" && value.includes("\0")) this.report("syntax", "a text may hold no NUL", origin);
    return value;
  }
  originOf(node, fallback) {
    const range = node?.range;
    return range?.[0] === void 0 ? fallback : this.at(range[0]);
  }
  report(what, message, origin) {
    this.issues.push({ code: `definition/${what}`, message, origin });
  }
};
function tooLarge(depth) {
  return depth > MAX_DEPTH ? `nested deeper than ${MAX_DEPTH}` : `more than ${MAX_VALUES} values, aliases counted out`;
}

// src/core/definition/parse-layer.ts
function parseLayer({ name, file, text: text2 }) {
  const lines = new LineCounter();
  const at = (offset) => {
    const { line, col } = lines.linePos(offset);
    return fileOrigin(file, Math.max(1, line), Math.max(1, col));
  };
  const document = parseText(text2, lines);
  const wrong = [...document.errors, ...document.warnings];
  const tooDeep = wrong.find((each) => each.code === "RESOURCE_EXHAUSTION");
  if (tooDeep !== void 0) return invalid(issue("too-large", "nested too deeply", at(tooDeep.pos[0])));
  if (wrong.length > 0)
    return invalid(...wrong.map(({ message, pos }) => issue("syntax", firstLine(message), at(pos[0]))));
  if (file.endsWith(".json")) {
    const strict = jsonProblem(text2);
    if (strict !== void 0) return invalid(issue("syntax", `not JSON: ${strict}`, fileOrigin(file)));
  }
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== "1.2")
    return invalid(issue("syntax", "definitions are YAML 1.2: remove the %YAML line", fileOrigin(file)));
  const reader = new NodeReader(document, at);
  const root = reader.readRoot();
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ name, file, root });
}
function parseText(text2, lineCounter) {
  return parseDocument(text2, {
    version: "1.2",
    schema: "core",
    merge: false,
    // Tags beyond the core schema would make values that JSON has no word for.
    resolveKnownTags: false,
    // Checked by `NodeReader`, which knows that 1 and "1" become the same key.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter
  });
}
function jsonProblem(text2) {
  if (text2.trim() === "") return void 0;
  try {
    JSON.parse(text2.replace(/^\uFEFF/, ""));
    return void 0;
  } catch (error) {
    return error.message;
  }
}
function issue(what, message, origin) {
  return { code: `definition/${what}`, message, origin };
}
function firstLine(message) {
  return message.split("\n")[0] ?? message;
}

// src/app/define-folder.ts
var HOMES = ["define", "config/facsimile", "facsimile"];
var LAYER_FILE = /^(.+)\.(yaml|yml|json|toml)$/;
async function findDefineFolder(files) {
  for (const folder of HOMES) {
    const { size } = await listLayerFiles({ files, folder });
    if (size > 0) return { files, folder };
  }
  return void 0;
}
async function openDefineFolder(files) {
  const found = await findDefineFolder(files);
  if (found !== void 0) return found;
  const looked = HOMES.map((home) => files.locate(home)).join(", ");
  throw inputFailure({
    code: "definition/no-folder",
    message: `there are no definitions: looked for layers in ${looked}`,
    hint: "name their folder with --define, or run this where they are"
  });
}
async function listLayerFiles({ files, folder }) {
  const found = /* @__PURE__ */ new Map();
  for (const entry of await files.list(folder, "direct")) {
    const { path, kind } = entry;
    const name = LAYER_FILE.exec(folder === "" ? path : path.slice(folder.length + 1))?.[1];
    if (name === void 0 || name.includes("/") || kind === "submodule") continue;
    found.set(name, [...found.get(name) ?? [], entry]);
  }
  return found;
}
var LayerReader = class {
  /** Problems of the files themselves: syntax, encoding, two files for one layer. */
  issues = [];
  known = /* @__PURE__ */ new Map();
  place;
  layerFiles;
  constructor(place, layerFiles) {
    this.place = place;
    this.layerFiles = layerFiles;
  }
  /** Everything read so far. */
  get layers() {
    const { files, folder } = this.place;
    const known = this.known;
    return { known, available: [...this.layerFiles.keys()], looked: files.locate(folder) };
  }
  /** Reads these layers and whatever they inherit. A name without a file stays without a layer. */
  async read(names) {
    for (let wanted = missingLayers(names, this.known); wanted.length > 0; wanted = missingLayers(names, this.known)) {
      const read = await Promise.all(wanted.map((name) => this.readLayer(name)));
      wanted.forEach((name, i) => {
        const layer = read[i];
        this.known.set(name, layer === void 0 || layer.ok ? layer?.value : this.standIn(name));
        if (layer?.ok === false) this.issues.push(...layer.issues);
      });
    }
  }
  async readLayer(name) {
    const entries = this.layerFiles.get(name);
    return entries === void 0 ? void 0 : readLayerFile(this.place.files, name, entries);
  }
  /** In the place of a broken layer, so that the others are looked at too. */
  standIn(name) {
    const file = this.place.files.locate(name);
    return { name, file, root: { kind: "mapping", members: /* @__PURE__ */ new Map(), origin: fileOrigin(file) } };
  }
};
async function readLayerFile(files, name, entries) {
  const shown = entries.map(({ path }) => files.locate(path));
  const file = shown.at(-1) ?? "";
  const refuse4 = (what, message, hint) => invalid({ code: `definition/${what}`, message, hint, origin: fileOrigin(file) });
  const [entry] = entries;
  if (entry === void 0 || shown.length > 1)
    return refuse4("two-files", `two files for one layer "${name}": ${shown.join(" and ")}`, "keep one");
  if (entry.path.endsWith(".toml")) return refuse4("codec", `layer "${name}" is TOML`, "write it in YAML or JSON");
  if (entry.kind === "link") return refuse4("link", `layer "${name}" is a link`, "write inherit: [NAME] in a file");
  const bytes = await files.read(entry.path);
  const text2 = bytes === void 0 ? void 0 : decode(bytes);
  return text2 === void 0 ? refuse4("encoding", "no UTF-8 text", "save it as UTF-8") : parseLayer({ name, file, text: text2 });
}
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return void 0;
    throw error;
  }
}

// src/core/definition/value-node.ts
function toJson(node) {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toJson);
  return toObject([...node.members].map(([key, member]) => [key, toJson(member.value)]));
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
function stepInto(node, step) {
  if (node.kind === "mapping") return typeof step === "string" ? node.members.get(step) : void 0;
  if (node.kind === "scalar" || typeof step === "string") return void 0;
  const item = node.items[step];
  return item === void 0 ? void 0 : { key: item.origin, value: item };
}

// src/core/definition/merge.ts
var DIRECTIVES = /* @__PURE__ */ new Set(["inherit"]);
function mergeLayers(layers) {
  const merged = layers.map((layer) => toJson(layer.root)).reduce(merge, toObject([]));
  return toObject(Object.entries(merged).filter(([key]) => !DIRECTIVES.has(key)));
}
function merge(weaker, stronger) {
  if (!isObject(weaker) || !isObject(stronger)) return stronger;
  const merged = toObject(Object.entries(weaker));
  for (const [key, value] of Object.entries(stronger)) {
    const before = merged[key];
    merged[key] = before === void 0 ? value : merge(before, value);
  }
  return merged;
}

// src/core/definition/layer-rules.ts
function checkLayer(layer) {
  return checkNode(layer.root);
}
function checkNode(node) {
  if (node.kind === "list") return node.items.flatMap(checkNode);
  if (node.kind === "scalar") return typeof node.value === "string" ? checkText(node.value, node) : [];
  return [...node.members].flatMap(([key, member]) => {
    const issues = checkNode(member.value);
    if (!key.startsWith("$")) return issues;
    const message = `"${key}" is no known merge word: keys that begin with $ are kept for those`;
    return [{ code: "definition/operator", message, hint: "name the key otherwise", origin: member.key }, ...issues];
  });
}
function checkText(text2, { origin }) {
  const word2 = /\{\{|\{%|%HOMEDIR%/.exec(text2)?.[0];
  if (word2 === void 0) return [];
  const message = `"${word2}" in a value: definitions are not rendered, only templates are`;
  return [{ code: "definition/expression", message, hint: "write the value itself", origin }];
}

// src/core/definition/shape.ts
function optional(shape, doc) {
  return { shape, doc };
}
function preset(shape, value, doc) {
  return { shape, doc, preset: value };
}
function text(pattern, form = "text") {
  const schema = pattern === void 0 ? { minLength: 1 } : { pattern: pattern.source };
  return plain(
    { type: "string", ...schema },
    form,
    (value) => typeof value === "string" && value !== "" && (pattern === void 0 || pattern.test(value)) ? value : void 0
  );
}
var word = plain(
  { type: ["string", "number", "boolean"] },
  "a word",
  (value) => typeof value === "object" ? void 0 : String(value)
);
var flag = plain(
  { type: "boolean" },
  "true or false",
  (value) => typeof value === "boolean" ? value : void 0
);
function integer(minimum, maximum) {
  return plain(
    { type: "integer", minimum, maximum },
    `a whole number from ${minimum} to ${maximum}`,
    (value) => typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum ? value : void 0
  );
}
var duration = plain({ type: "string" }, "a duration like 30s or 10m", (value) => {
  const parsed = typeof value === "string" ? parseDuration(value) : void 0;
  return parsed?.ok === true ? parsed.value : void 0;
});
function list(items) {
  return {
    schema: { type: "array", items: items.schema },
    read: (value, at, report) => {
      if (!Array.isArray(value)) return refuse(report, at, "a list");
      const read = value.map((item, i) => items.read(item, [...at, i], report));
      return read.every((item) => item !== void 0) ? read : void 0;
    }
  };
}
function record(values, isName2 = () => true, form = "a name") {
  return {
    schema: { type: "object", additionalProperties: values.schema },
    read: (value, at, report) => {
      if (!isObject(value)) return refuse(report, at, "a mapping");
      const read = /* @__PURE__ */ new Map();
      for (const [name, each] of Object.entries(value)) {
        const one = values.read(each, [...at, name], report);
        if (one !== void 0) read.set(name, one);
        if (isName2(name)) continue;
        report({
          code: "definition/value",
          at: [...at, name],
          message: `${describePath(at)}: "${name}" is not ${form}`,
          about: "key"
        });
      }
      return read.size === Object.keys(value).length ? read : void 0;
    }
  };
}
function mapping(fields2) {
  return {
    schema: { type: ["object", "null"], properties: propertiesOf(fields2), additionalProperties: false },
    read: (value, at, report) => {
      if (value !== null && !isObject(value)) return refuse(report, at, "a mapping");
      const given = value ?? {};
      for (const key of Object.keys(given)) if (!Object.hasOwn(fields2, key)) refuseKey(report, [...at, key], fields2);
      const read = readFields(fields2, given, at, report);
      return Object.entries(fields2).every(([key, field]) => read[key] !== void 0 || isAbsent(given[key], field)) ? read : void 0;
    }
  };
}
function readFields(fields2, given, at, report) {
  const read = Object.entries(fields2).map(([key, field]) => {
    const value = given[key] ?? field.preset;
    return [key, value === void 0 ? void 0 : field.shape.read(value, [...at, key], report)];
  });
  return Object.fromEntries(read);
}
function converted(shape, convert) {
  return {
    schema: shape.schema,
    read: (value, at, report) => {
      const read = shape.read(value, at, report);
      return read === void 0 ? void 0 : convert(read, at, report);
    }
  };
}
function plain(schema, form, accept) {
  return { schema, read: (value, at, report) => accept(value) ?? refuse(report, at, form) };
}
function refuse(report, at, form) {
  report({ code: "definition/value", at, message: `${describePath(at)} must be ${form}` });
  return void 0;
}
function refuseKey(report, at, fields2) {
  const key = String(at.at(-1));
  const known = Object.keys(fields2);
  const hint = didYouMean(key, known) ?? `known: ${known.join(", ")}`;
  report({ code: "definition/unknown-key", at, message: `unknown key ${describePath(at)}`, hint, about: "key" });
}
function isAbsent(value, field) {
  return (value ?? field.preset) === void 0;
}
function propertiesOf(fields2) {
  const properties = Object.entries(fields2).map(([key, { shape, doc, preset: value }]) => [
    key,
    { ...shape.schema, description: doc, ...value === void 0 ? {} : { default: value } }
  ]);
  return Object.fromEntries(properties);
}

// src/core/definition/health.ts
var fields = mapping({
  command: optional(text(), "Succeeds on the host, in the new release folder."),
  url: optional(text(/^https?:\/\/[^\s/]+/, "an http or https URL"), "Answers with 2xx or 3xx, asked from the host."),
  tcp: optional(text(/^(\S+:)?\d{1,5}$/, "host:port, or a port in quotes"), "Takes a connection, from the host."),
  within: preset(duration, "1m", "How long it may take until the first good answer.")
});
var health = converted(fields, (given, at, report) => {
  const { command, url, tcp, within: withinMs } = given;
  const written = [command, url, tcp].filter((each) => each !== void 0);
  if (written.length !== 1) return refuse2(at, report);
  if (command !== void 0) return { kind: "command", command, withinMs };
  return url !== void 0 ? { kind: "url", url, withinMs } : { kind: "tcp", ...splitTcp(tcp ?? ""), withinMs };
});
function splitTcp(tcp) {
  const colon = tcp.lastIndexOf(":");
  const address = colon < 0 ? "127.0.0.1" : tcp.slice(0, colon).replace(/^\[(.*)\]$/, "$1");
  return { address, port: Number(tcp.slice(colon + 1)) };
}
function refuse2(at, report) {
  report({ code: "definition/value", at, message: `${describePath(at)} must have exactly one of command, url, tcp` });
  return void 0;
}

// src/core/definition/install-groups.ts
var inside = text(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/, "a path inside the source, without ..");
var regex = text(void 0, "a regular expression");
var type = text();
var copy = mapping({
  type: preset(type, "copy", "copy (the default), binary or tmpl."),
  files: preset(list(inside), [], "Files of the source at the release."),
  dir: optional(inside, "Folder of the source, with all in it."),
  pattern: optional(regex, "What of each path to replace, everywhere it matches."),
  replace: optional({ schema: { type: "string" }, read: readReplace }, "What to put there; $1 is the first group.")
});
var binary = mapping({
  type: preset(type, "binary", "binary"),
  name: optional(text(), "Name of the release\u2019s binary."),
  into: preset(
    { schema: { type: "string" }, read: readInto },
    "",
    "Folder of the tree to unpack into; its root by default."
  )
});
var tmpl = mapping({
  type: preset(type, "tmpl", "tmpl"),
  dir: optional(inside, "Folder of templates, beside or in the define folder."),
  skip: optional(regex, "Folders and file names that match are left out.")
});
var kinds = { copy, binary, tmpl };
var installGroups = list({
  schema: { anyOf: Object.values(kinds).map((kind) => kind.schema) },
  read: readGroup
});
function readGroup(value, at, report) {
  const given = isObject(value) ? value["type"] ?? "copy" : "copy";
  if (given === "copy") return readCopy(value, at, report);
  if (given === "binary") return readBinary(value, at, report);
  if (given === "tmpl") return readTmpl(value, at, report);
  const message = `${describePath(at)}.type must be one of ${Object.keys(kinds).join(", ")}`;
  report({ code: "definition/value", at: [...at, "type"], message });
  return void 0;
}
function readCopy(value, at, report) {
  const group = copy.read(value, at, report);
  if (group === void 0) return void 0;
  const { files, dir, pattern, replace } = group;
  if (files.length === 0 && dir === void 0) missing(at, report, "a copy group needs files or dir");
  if (pattern === void 0 !== (replace === void 0)) missing(at, report, "pattern and replace go together");
  if (pattern !== void 0) checkRegex(pattern, [...at, "pattern"], report);
  return {
    type: "copy",
    files,
    ...dir === void 0 ? {} : { dir },
    ...pattern === void 0 ? {} : { pattern },
    ...replace === void 0 ? {} : { replace },
    at
  };
}
function readBinary(value, at, report) {
  const group = binary.read(value, at, report);
  if (group?.name !== void 0) return { type: "binary", name: group.name, into: group.into, at };
  if (group !== void 0) missing(at, report, "a binary group needs the name of a binary");
  return void 0;
}
function readTmpl(value, at, report) {
  const group = tmpl.read(value, at, report);
  if (group?.skip !== void 0) checkRegex(group.skip, [...at, "skip"], report);
  if (group?.dir !== void 0)
    return { type: "tmpl", dir: group.dir, ...group.skip === void 0 ? {} : { skip: group.skip }, at };
  if (group !== void 0) missing(at, report, "a tmpl group needs dir");
  return void 0;
}
function readReplace(value, at, report) {
  if (typeof value === "string") return value;
  report({ code: "definition/value", at, message: `${describePath(at)} must be text` });
  return void 0;
}
function readInto(value, at, report) {
  return value === "" ? "" : inside.read(value, at, report);
}
function checkRegex(source, at, report) {
  try {
    new RegExp(source);
  } catch (error) {
    report({ code: "definition/value", at, message: `${describePath(at)}: ${error.message}` });
  }
}
function missing(at, report, message) {
  report({ code: "definition/missing", at, message: `${describePath(at)}: ${message}` });
}

// src/core/definition/module-names.ts
var USER = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
var UNSUPPORTED = ["clones", "freeform", "genconfig", "logical_name", "service"];
var moduleNames = {
  schema: { type: ["array", "object"] },
  read: (value, at, report) => {
    const named = entriesOf(value, at);
    if (named === void 0) return refuse3(report, at, "must be a list or a mapping of modules");
    const names = named.map(({ name, module, where }) => userName(name, module, { at: where, report }));
    return [...new Set(names.filter((name) => name !== void 0))];
  }
};
function entriesOf(value, at) {
  if (isObject(value))
    return Object.entries(value).map(([name, module]) => ({ name, module: module ?? {}, where: [...at, name] }));
  if (!Array.isArray(value)) return void 0;
  return value.map((item, i) => ({
    name: isObject(item) ? item["name"] : item,
    module: isObject(item) ? item : {},
    where: [...at, i]
  }));
}
function userName(name, module, place) {
  const { at, report } = place;
  if (!isObject(module)) return refuse3(report, at, "must be a mapping, or empty");
  refuseUnsupported(module, place);
  const user = module["daemon"] ?? name;
  if (typeof user === "string" && USER.test(user)) return user;
  return refuse3(report, at, user === void 0 ? "needs a name" : "name and daemon are letters, digits, dots, - and _");
}
function refuseUnsupported(module, { at, report }) {
  for (const key of UNSUPPORTED.filter((word2) => Object.hasOwn(module, word2))) {
    const message = `${describePath([...at, key])} is not supported by this version`;
    report({ code: "definition/unsupported", at: [...at, key], message, about: "key" });
  }
}
function refuse3(report, at, message) {
  report({ code: "definition/value", at, message: `${describePath(at)} ${message}` });
  return void 0;
}

// src/core/definition/schema.ts
var commands = list(text(void 0, "a command"));
var userName2 = text(/^[A-Za-z_][A-Za-z0-9_.-]*\$?$/, "a user name");
var remoteFolder = text(
  new RegExp("^(?![\\s\\S]*\\p{Cc})(\\/|~(\\/|$))(?!(.*\\/)?\\.\\.(\\/|$))", "u"),
  "an absolute path, or one that begins with ~/"
);
var sharedPath = text(new RegExp("^(?![\\s\\S]*\\p{Cc})(?![/~])(?!(.*\\/)?\\.{1,2}(\\/|$))", "u"), "a path inside the release, without ..");
var hostKey = text(
  /^(ssh-|ecdsa-sha2-|sk-)\S+ [A-Za-z0-9+/=]+( .*)?$/,
  "a public host key as ssh-keyscan prints it, without the host: ssh-ed25519 AAAA\u2026"
);
var hooks = mapping({
  once: preset(
    commands,
    [],
    "Commands run on one host, after every host has staged and before any activates: migrations."
  ),
  before: preset(commands, [], "Commands run on every host in the new release folder, before `current` moves."),
  after: preset(commands, [], "Commands run on every host in the new release folder, after `current` moved.")
});
var deploy = mapping({
  user: optional(userName2, "Who logs in on hosts that do not say otherwise."),
  home: optional(remoteFolder, "Folder on hosts for releases, current and shared; stronger than the top-level `home`."),
  nodes: preset(
    record(list(text()), isSegment, "a target: small letters, digits, - and _"),
    {},
    "Targets, each with the names of its hosts. A host in two targets is one host."
  ),
  destdir: optional(
    text(new RegExp("^\\P{Cc}+$", "u"), "a folder"),
    "Folder on this machine: deploys there, when there are no `nodes`."
  ),
  shared: preset(list(sharedPath), [], "Paths of a release that live in `shared` and outlast it: uploads, logs."),
  keep_releases: preset(integer(1, 1e3), 5, "Good releases to keep on a host."),
  health: optional(health, "How a host proves that it works, before the deployment counts."),
  hooks: preset(hooks, {}, "Commands around the switch; the first that fails stops the host."),
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
  lock_wait: preset(duration, "10m", "Longest wait for another deployment of the same instance."),
  allow_empty: preset(flag, false, "A selected target may have no hosts.")
});
var hostFields = {
  address: optional(
    text(/^[A-Za-z0-9_.:%-]+$/, "a name or an IP address"),
    "Where to connect; the host\u2019s name by default."
  ),
  port: preset(integer(1, 65535), 22, "Port of its sshd."),
  user: optional(userName2, "Who logs in; `deploy.user` by default."),
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
var projectFields = {
  repo: optional(text(), "Its git repository; without: the work tree that the command runs in."),
  src_dir: optional(
    text(/^(?![/.])(?!(.*\/)?\.\.(\/|$))/, "a folder inside the repository"),
    "Folder of the repository that holds it; the whole repository by default."
  )
};
var topFields = {
  repo: optional(text(), "The project\u2019s git repository; without: the work tree that the command runs in."),
  home: optional(remoteFolder, "Folder on hosts for releases, current and shared."),
  deploy: preset(deploy, {}, "How and where an instance is deployed."),
  hosts: preset(
    record(mapping(hostFields), isHostName, "a host: letters, digits, dots, - and _"),
    {},
    "What is known of hosts, by name."
  ),
  install: preset(
    mapping({ groups: preset(installGroups, [], "What goes into the tree, in order.") }),
    {},
    "What hosts get."
  ),
  modules: preset(moduleNames, [], "Pieces of the project that want a password of their own."),
  instances: optional(
    record(mapping(instanceFields), isInstanceOrPattern, "an instance or a pattern like dev.*"),
    "Every instance there is, by name or pattern, with what it follows. In the facsimile or project layer."
  ),
  projects: optional(
    record(mapping(projectFields), (name) => parseName("project", name).ok, "a project: letters, digits, - and _"),
    "Every project there is. In the facsimile layer."
  )
};
var UNSUPPORTED2 = ["environ", "overrides", "rollout", "state_scope", "subinstance_of"];
function isInstanceOrPattern(name) {
  const segments = segmentsOf(name);
  return segments.every((segment) => isSegment(isPattern(segment) ? segment.replaceAll("*", "x") : segment));
}

// src/core/definition/to-settings.ts
function toSettings(checked, standing, report) {
  const { deploy: deploy2, hosts: known, install, modules } = checked;
  if (deploy2 === void 0 || known === void 0 || install === void 0 || modules === void 0) return void 0;
  const targets = [...deploy2.nodes].map(([name, hosts]) => ({ name, hosts: [...new Set(hosts)] }));
  if (deploy2.destdir !== void 0 && targets.length > 0) {
    const message = "deploy.destdir is for a deploy without nodes: remove one of them";
    report({ code: "definition/value", at: ["deploy", "destdir"], message });
  }
  const repo = checked.repo ?? standing.repo;
  const { channel, environment, srcDir = "" } = standing;
  return {
    ...repo === void 0 ? {} : { repo },
    srcDir,
    ...channel === void 0 ? {} : { channel },
    ...environment === void 0 ? {} : { environment },
    deploy: toDeploy(deploy2),
    hosts: toHosts(targets, { checked, deploy: deploy2, known, report }),
    targets,
    install: install.groups,
    modules
  };
}
function toDeploy(deploy2) {
  const { destdir, health: health2, hooks: hooks2, shared, postcmd, restart } = deploy2;
  return {
    ...destdir === void 0 ? {} : { destdir },
    shared,
    keepReleases: deploy2.keep_releases,
    ...health2 === void 0 ? {} : { health: health2 },
    hooks: hooks2,
    postcmd,
    restart: [...restart].map(([glob, command]) => ({ glob, command: toCommand(command) })),
    lockWaitMs: deploy2.lock_wait,
    allowEmpty: deploy2.allow_empty
  };
}
function toCommand(written) {
  return /^[\w@.:-]+\.(service|socket|timer|target|path)$/.test(written) ? `systemctl restart ${written}` : written;
}
function toHosts(targets, sources) {
  const names = new Set(targets.flatMap((target) => target.hosts));
  return [...names].flatMap((name) => {
    const listed = targets.filter((target) => target.hosts.includes(name)).map((target) => target.name);
    return toHost(name, listed, sources) ?? [];
  });
}
function toHost(name, targets, { checked, deploy: deploy2, known, report }) {
  const own = known.get(name);
  const user = own?.user ?? deploy2.user;
  const home = own?.home ?? deploy2.home ?? checked.home;
  const at = ["deploy", "nodes", targets[0] ?? ""];
  if (!isHostName(name)) {
    const hint = "names are letters, digits, dots, - and _; anything else goes to hosts.NAME.address";
    report({ code: "definition/value", at, message: `${describePath(at)}: "${name}" cannot be a host`, hint });
  }
  if (user === void 0) reportMissing("user", name, { at, known, report });
  if (home === void 0) reportMissing("home", name, { at, known, report });
  if (user === void 0 || home === void 0) return void 0;
  return {
    name,
    targets,
    address: own?.address ?? name,
    port: own?.port ?? 22,
    user,
    home,
    ...own?.region === void 0 ? {} : { region: own.region },
    labels: Object.fromEntries(own?.labels ?? []),
    ...own?.platform === void 0 ? {} : { platform: own.platform },
    hostKeys: own?.host_keys ?? []
  };
}
function reportMissing(what, name, { at, known, report }) {
  const hint = didYouMean(
    name,
    [...known.keys()].filter((each) => each !== name)
  );
  const places = what === "home" ? "home, deploy.home" : "deploy.user";
  report({
    code: "definition/missing",
    at,
    message: `host ${name} has no ${what}: set ${places} or hosts.${name}.${what}`,
    ...hint === void 0 ? {} : { hint }
  });
}

// src/core/definition/trail.ts
function trailOf(layers, path, merged) {
  const overrode = [];
  let winner;
  let merging = isObject(merged);
  for (const layer of layers.toReversed()) {
    const found = find(layer.root, path);
    if (found.kind === "cut") merging = false;
    if (found.kind !== "found") continue;
    const value = toJson(found.value);
    const setting = { value, layer: layer.name, origin: found.value.origin };
    if (!isObject(value)) merging = false;
    if (winner === void 0) winner = setting;
    else if (!merging) overrode.push(setting);
  }
  return winner === void 0 ? void 0 : { ...winner, value: merged, overrode };
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

// src/core/definition/resolve-definition.ts
function resolveDefinition({ project, instance, layers, shared, standing }) {
  const value = mergeLayers(layers);
  const problems = [];
  const checked = readFields(topFields, value, [], (problem) => problems.push(problem));
  const homeIsWrong = problems.some(({ at }) => at[0] === "home");
  const settings = homeIsWrong ? void 0 : toSettings(checked, standing, (problem) => problems.push(problem));
  const issues = [
    ...layers.flatMap(checkLayer),
    ...layers.filter((layer) => !shared.has(layer.name)).flatMap(misplacedKeys),
    ...layers.flatMap(unsupportedKeys),
    ...problems.map((problem) => toIssue(problem, layers))
  ];
  if (issues.length > 0 || settings === void 0) return invalid(...distinct(issues));
  const definition = {
    project,
    instance,
    layers: layers.map(({ name, file }) => ({ name, file })),
    value,
    settings,
    trail: (path) => {
      const merged = valueAt(value, path);
      return merged === void 0 ? void 0 : trailOf(layers, path, merged);
    }
  };
  return valid(definition, nearMisses(value, layers));
}
function toIssue(problem, layers) {
  const path = describePath(problem.at);
  const origin = originOf(problem.at, layers, problem.about === "key");
  return {
    code: problem.code,
    message: problem.message,
    path,
    ...origin === void 0 ? {} : { origin },
    ...problem.hint === void 0 ? {} : { hint: problem.hint }
  };
}
function originOf(path, layers, ofKey) {
  for (const layer of layers.toReversed()) {
    const found = find(layer.root, path);
    if (found.kind === "found") return ofKey ? found.key : found.value.origin;
  }
  return path.length === 0 ? void 0 : originOf(path.slice(0, -1), layers, ofKey);
}
function misplacedKeys(layer) {
  return ["instances", "projects"].flatMap((key) => {
    const member = layer.root.members.get(key);
    if (member === void 0) return [];
    const message = `${key} belongs in the facsimile layer${key === "instances" ? " or that of the project" : ""}`;
    return [{ code: "definition/misplaced", message, path: key, origin: member.key }];
  });
}
function unsupportedKeys(layer) {
  return UNSUPPORTED2.flatMap((key) => {
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
function nearMisses(value, layers) {
  const known = Object.keys(topFields);
  return Object.keys(value).flatMap((key) => {
    const near = known.includes(key) ? void 0 : nearest(key, known);
    if (near === void 0 || near in value) return [];
    const origin = originOf([key], layers, true) ?? fileOrigin("definition");
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
function distinct(issues) {
  const keyed = new Map(issues.map((issue2) => [JSON.stringify([issue2.origin, issue2.message]), issue2]));
  return [...keyed.values()];
}

// src/core/definition/resolve-instance.ts
function readShared(layers, project) {
  const roots = project === void 0 ? ["facsimile"] : projectLayers(project);
  const ordered = orderLayers(roots, layers.known, layers.available);
  if (!ordered.ok) return ordered;
  const problems = [];
  const { instances, projects, repo } = topFields;
  const read = readFields({ instances, projects, repo }, mergeLayers(ordered.value), [], (each) => problems.push(each));
  if (problems.length > 0) return invalid(...problems.map((problem) => toIssue(problem, ordered.value)));
  return valid({
    layers: ordered.value,
    ...read.instances === void 0 ? {} : { instances: read.instances },
    ...read.projects === void 0 ? {} : { projects: read.projects },
    ...read.repo === void 0 ? {} : { repo: read.repo }
  });
}
function resolveInstance(layers, subject, shipped) {
  const { project, instance } = subject;
  const ordered = orderLayers(instanceLayers(project, instance), layers.known, layers.available);
  if (!ordered.ok) return ordered;
  const shared = readShared(layers, project);
  if (shared.ok && ordered.value.length === 0) return nothingFound(layers, subject);
  const standing = shared.ok ? findStanding(shared.value, layers, subject) : valid({});
  const resolved = resolveDefinition({
    ...subject,
    layers: [shipped, ...ordered.value],
    shared: new Set(shared.ok ? shared.value.layers.map((layer) => layer.name) : layers.available),
    standing: standing.ok ? standing.value : {}
  });
  if (!standing.ok) return invalid(...standing.issues, ...resolved.ok ? [] : resolved.issues);
  return resolved.ok ? valid(resolved.value, [...standing.warnings, ...resolved.warnings]) : resolved;
}
function findStanding({ instances, projects, layers: shared }, layers, { project, instance }) {
  const { repo, src_dir: srcDir } = projects?.get(project) ?? {};
  const place = { ...repo === void 0 ? {} : { repo }, ...srcDir === void 0 ? {} : { srcDir } };
  if (instances === void 0) {
    const checked = checkUnlisted(instance, layers.available, layers.looked);
    return checked.ok ? valid(place, checked.warnings) : checked;
  }
  const found = findInstance(instances, instance, originOf2("instances", shared) ?? fileOrigin(layers.looked));
  if (!found.ok) return found;
  const { channel, environment } = found.value;
  return valid({
    ...place,
    ...channel === void 0 ? {} : { channel },
    ...environment === void 0 ? {} : { environment }
  });
}
function originOf2(key, layers) {
  const found = layers.map((layer) => find(layer.root, [key])).findLast((each) => each.kind === "found");
  return found?.kind === "found" ? found.key : void 0;
}
function nothingFound(layers, { project, instance }) {
  const wanted = instanceLayers(project, instance).join(", ");
  const there = layers.available.length === 0 ? "it has no layers" : `layers there: ${layers.available.join(", ")}`;
  const message = `no layer for instance "${instance}" of project "${project}" in ${layers.looked}: looked for ${wanted}`;
  return invalid({ code: "definition/no-layer", message, hint: there });
}

// src/app/definitions.ts
var SHIPPED_LAYER = "(shipped)";
async function loadDefinition(wanted, shipped) {
  const reader = new LayerReader(wanted, await listLayerFiles(wanted));
  const chosen = await pickProject(reader, wanted.project);
  if (!chosen.ok) return chosen;
  const subject = { project: chosen.value, instance: wanted.instance };
  const [base] = await Promise.all([
    readShippedLayer(shipped),
    reader.read(instanceLayers(subject.project, subject.instance))
  ]);
  return reader.issues.length > 0 ? invalid(...reader.issues) : resolveInstance(reader.layers, subject, base);
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
  return unwrap(await pickProject(new LayerReader(place, await listLayerFiles(place)), given));
}
async function pickProject(reader, given) {
  await reader.read(projectLayers(given ?? "facsimile"));
  const shared = readShared(reader.layers, given);
  if (reader.issues.length > 0 && given === void 0) return invalid(...reader.issues);
  if (shared.ok) return chooseProject(given, shared.value.projects, shared.value.instances);
  return given === void 0 ? shared : chooseProject(given, void 0);
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
  const text2 = new TextDecoder().decode(bytes);
  return unwrap(parseLayer({ name: SHIPPED_LAYER, file: shipped.locate("base.yaml"), text: text2 }));
}

export {
  isPattern,
  matchesPattern,
  findEntry,
  chooseProject,
  findDefineFolder,
  openDefineFolder,
  listLayerFiles,
  loadDefinition,
  listInstances,
  listProjects,
  findRepo,
  nameProject
};
