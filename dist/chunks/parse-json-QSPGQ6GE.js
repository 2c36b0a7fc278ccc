
// src/core/definition/parse-json.ts
import { fileOrigin$88 as fileOrigin2 } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";

// src/core/definition/json-reader.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { MAX_DEPTH$43 as MAX_DEPTH, MAX_TEXT$43 as MAX_TEXT, MAX_VALUES$43 as MAX_VALUES, problemOfKey$43 as problemOfKey, problemOfNumber$43 as problemOfNumber, problemOfText$43 as problemOfText } from "./common.js";
var SPACE = /[ \t\r]*/y;
var NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
var WORDS = { true: true, false: false, null: null };
var JsonReader = class {
  issues = [];
  at = 0;
  line = 1;
  start = 0;
  values = 0;
  text;
  file;
  constructor(text, file) {
    this.text = text;
    this.file = file;
  }
  /** The one value of the text; undefined when it cannot be read to its end, which is then among the issues. */
  readAll() {
    if (this.text.length > MAX_TEXT) return this.refuse("too-large", `more than ${MAX_TEXT} characters`);
    this.skipSpace();
    const value = this.read(this.place(), 0);
    this.skipSpace();
    return value === void 0 || this.at === this.text.length ? value : this.refuse("syntax", this.unexpected("the end of the file"));
  }
  read(origin, depth) {
    this.values += 1;
    if (this.values > MAX_VALUES) return this.refuse("too-large", `more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) return this.refuse("too-large", `nested deeper than ${MAX_DEPTH}`);
    const first = this.text[this.at];
    if (first === "{") return this.readMapping(origin, depth);
    if (first === "[") return this.readList(origin, depth);
    const place = this.place();
    const value = first === '"' ? this.readText() : this.readWord();
    return value === void 0 ? void 0 : this.scalar(value, value === null ? origin : place);
  }
  scalar(value, origin) {
    const wrong = typeof value === "number" ? problemOfNumber(value) : typeof value === "string" ? problemOfText(value) : void 0;
    if (wrong !== void 0) this.refuse("syntax", wrong, origin);
    return { kind: "scalar", value, origin };
  }
  readList(origin, depth) {
    const items = [];
    const whole = this.eachUntil("]", () => {
      const item = this.read(this.place(), depth + 1);
      if (item !== void 0) items.push(item);
      return item !== void 0;
    });
    return whole ? { kind: "list", items, origin } : void 0;
  }
  readMapping(origin, depth) {
    const members = /* @__PURE__ */ new Map();
    const whole = this.eachUntil("}", () => {
      const key = this.place();
      const name = this.text[this.at] === '"' ? this.readText() : this.refuse("syntax", this.unexpected('a key in "'));
      if (name === void 0 || !this.take(":")) return false;
      const value = this.read(key, depth + 1);
      if (value === void 0) return false;
      this.checkKey(name, key, members.get(name));
      members.set(name, { key, value });
      return true;
    });
    return whole ? { kind: "mapping", members, origin } : void 0;
  }
  checkKey(name, origin, before) {
    const wrong = problemOfKey(name);
    if (wrong !== void 0) this.refuse("syntax", wrong, origin);
    if (before !== void 0)
      this.refuse("duplicate-key", `"${name}" is written twice: first on line ${before.key.line}`, origin);
  }
  /** Reads members, with commas between them, up to a closing bracket. False: there was a mistake. */
  eachUntil(close, readOne) {
    this.at += 1;
    this.skipSpace();
    if (this.text[this.at] === close) {
      this.at += 1;
      return true;
    }
    while (readOne()) {
      this.skipSpace();
      if (this.text[this.at] === close) {
        this.at += 1;
        return true;
      }
      if (!this.take(",", `, or ${close}`)) return false;
    }
    return false;
  }
  take(sign, wanted = sign) {
    this.skipSpace();
    if (this.text[this.at] !== sign) {
      this.refuse("syntax", this.unexpected(wanted));
      return false;
    }
    this.at += 1;
    this.skipSpace();
    return true;
  }
  readText() {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    try {
      const text = JSON.parse(this.text.slice(this.at, end + 1));
      this.at = end + 1;
      return text;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return this.refuse("syntax", "not JSON: this text has no end, or a character that must be escaped");
    }
  }
  readWord() {
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    const word = Object.keys(WORDS).find((each) => this.text.startsWith(each, this.at));
    const found = number ?? word;
    if (found === void 0) return this.refuse("syntax", this.unexpected("a value"));
    this.at += found.length;
    return number === void 0 ? WORDS[word] : Number(number);
  }
  skipSpace() {
    for (; ; ) {
      SPACE.lastIndex = this.at;
      SPACE.test(this.text);
      this.at = SPACE.lastIndex;
      if (this.text[this.at] !== "\n") return;
      this.at += 1;
      this.line += 1;
      this.start = this.at;
    }
  }
  place() {
    return fileOrigin(this.file, this.line, this.at - this.start + 1);
  }
  unexpected(wanted) {
    const found = this.text.codePointAt(this.at);
    const shown = found === void 0 ? "the end of the file" : JSON.stringify(String.fromCodePoint(found));
    return `not JSON: ${shown} stands where ${wanted} is meant`;
  }
  refuse(what, message, origin = this.place()) {
    this.issues.push({ code: `definition/${what}`, message, origin });
  }
};

// src/core/definition/parse-json.ts
function parseJson({ name, file, text, listKey }) {
  if (text.trim() === "") return valid({ name, file, root: emptyRoot(file) });
  const reader = new JsonReader(text, file);
  const root = reader.readAll();
  if (reader.issues.length > 0) return invalid(...reader.issues);
  if (root?.kind === "list" && listKey !== void 0) {
    const members = /* @__PURE__ */ new Map([[listKey, { key: root.origin, value: root }]]);
    return valid({ name, file, root: { kind: "mapping", members, origin: root.origin } });
  }
  return root?.kind === "mapping" ? valid({ name, file, root }) : invalid(noMapping(file));
}
function emptyRoot(file) {
  return { kind: "mapping", members: /* @__PURE__ */ new Map(), origin: fileOrigin2(file) };
}
function noMapping(file) {
  const message = "a layer is a mapping: keys with values";
  return { code: "definition/syntax", message, origin: fileOrigin2(file) };
}
export {
  parseJson
};
