import {
  composeYaml,
  findTargets,
  isAlias,
  isMap,
  isScalar,
  isSeq
} from "./chunk-GXCMU6WR.js";

// src/core/definition/node-reader.ts
import { MAX_DEPTH$43 as MAX_DEPTH, MAX_TEXT$43 as MAX_TEXT, MAX_VALUES$43 as MAX_VALUES, problemOfKey$43 as problemOfKey, problemOfNumber$43 as problemOfNumber, problemOfText$43 as problemOfText } from "./common.js";
var NodeReader = class {
  /** In the order in which they stand in the file. */
  issues = [];
  values = 0;
  letters = 0;
  targets;
  document;
  at;
  subject;
  constructor({ document, at }, subject) {
    this.document = document;
    this.at = at;
    this.subject = subject;
  }
  /**
   * The whole document as a mapping; an empty one has no members.
   * @param listKey A list at the top stands under this key; without, it is refused.
   */
  readRoot(listKey) {
    const { contents } = this.document;
    const origin = this.at(contents?.range?.[0] ?? 0);
    const empty = { kind: "mapping", members: /* @__PURE__ */ new Map(), origin };
    if (contents === null || isScalar(contents) && contents.value === null) return empty;
    const root = this.read(contents, origin, 0);
    if (root.kind === "mapping") return root;
    if (root.kind === "list" && listKey !== void 0)
      return { kind: "mapping", members: /* @__PURE__ */ new Map([[listKey, { key: origin, value: root }]]), origin };
    this.report("syntax", `${this.subject.thing} is a mapping: keys with values`, origin);
    return empty;
  }
  read(node, keyOrigin, depth) {
    this.values += 1;
    if (this.values > MAX_VALUES || this.letters > MAX_TEXT || depth > MAX_DEPTH) {
      const told = this.issues.some(({ code }) => code.endsWith("/too-large"));
      if (!told) this.report("too-large", tooLarge(depth, this.values), keyOrigin);
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
    this.targets ??= findTargets(this.document);
    const target = this.targets.get(alias);
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
    const instead = this.subject.instead ?? "write the keys themselves";
    const wrong = name === "<<" ? `merge keys are no part of YAML 1.2: ${instead}` : problemOfKey(name);
    if (wrong === void 0) return { name, origin };
    this.report("syntax", wrong, origin);
    return void 0;
  }
  readScalar(scalar, keyOrigin) {
    const value = scalar?.value ?? null;
    const origin = value === null ? keyOrigin : this.originOf(scalar, keyOrigin);
    const kept = this.readPlain(value, origin);
    return { kind: "scalar", value: kept, origin };
  }
  readPlain(value, origin) {
    if (typeof value === "string") this.letters += value.length;
    const wrong = typeof value === "number" ? problemOfNumber(value) : typeof value === "string" ? problemOfText(value) : void 0;
    if (wrong !== void 0) this.report("syntax", wrong, origin);
    return value;
  }
  originOf(node, fallback) {
    const range = node?.range;
    return range?.[0] === void 0 ? fallback : this.at(range[0]);
  }
  report(what, message, origin) {
    this.issues.push({ code: `${this.subject.area}/${what}`, message, origin });
  }
};
function tooLarge(depth, values) {
  if (depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH}`;
  const what = values > MAX_VALUES ? `${MAX_VALUES} values` : `${MAX_TEXT} characters`;
  return `more than ${what}, aliases counted out`;
}

// src/core/yaml/read-yaml.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
function readYaml({ text, file, area, schema }) {
  const { documents, lines, errors, warnings } = composeYaml(text, {
    version: "1.2",
    schema,
    merge: false,
    // Tags beyond the schema would make values that JSON has no word for.
    resolveKnownTags: false,
    // Checked by `NodeReader`, which knows that 1 and "1" become the same key.
    uniqueKeys: false
  });
  const at = (offset) => {
    const { line, col } = lines.linePos(offset);
    return fileOrigin(file, Math.max(1, line), Math.max(1, col));
  };
  const issue = (what, message, offset) => {
    return { code: `${area}/${what}`, message, origin: at(offset) };
  };
  const issues = [...errors, ...warnings].map(({ what, message, offset }) => issue(what, message, offset));
  const [document, second] = documents;
  if (second !== void 0)
    issues.push(issue("syntax", "a second document begins here: one is meant", second.range[0]));
  if (document?.directives.yaml.explicit === true && document.directives.yaml.version !== "1.2")
    issues.push(issue("syntax", "YAML 1.2 is meant: remove the %YAML line", 0));
  const lone = text.search(/\r(?!\n)/);
  if (lone >= 0) issues.push(issue("syntax", "a carriage return stands alone: end lines with line feeds", lone));
  if (issues.length > 0) return invalid(...issues);
  if (document === void 0) throw new Error("the composer gave no document");
  return valid({ document, at });
}

export {
  NodeReader,
  readYaml
};
