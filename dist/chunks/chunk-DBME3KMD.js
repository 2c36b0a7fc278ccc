import {
  resolveScalar
} from "./chunk-FSSPOVIT.js";
import {
  plainOf
} from "./chunk-FT4SZ23G.js";
import {
  bytesToHex
} from "./chunk-XPSAQ6XK.js";
import {
  Lexer,
  composeYaml,
  findTargets,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq
} from "./chunk-GXCMU6WR.js";

// src/core/sops/read-yaml.ts
import { fileOrigin$88 as fileOrigin } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";

// src/core/sops/read-scalar.ts
function refusal(message, offset) {
  return Object.assign(new Error(message), { offset });
}
function isRefusal(error) {
  return error instanceof Error && "offset" in error;
}
function readScalar(node) {
  const { value, tag, source } = node;
  const offset = node.range?.[0] ?? 0;
  if (value instanceof Uint8Array) return binaryPlain(new Uint8Array(value));
  const text = source ?? String(value);
  const resolved = resolveScalar(text);
  if (tag === void 0) return node.type === "PLAIN" ? resolved : plainOf("str", text);
  const type = /^tag:yaml\.org,2002:(str|merge|int|float|bool|null|timestamp)$/.exec(tag)?.[1];
  if (type === "str" || type === "merge") return plainOf("str", text);
  if (type === "null" && resolved === void 0) return void 0;
  const wanted = type === "timestamp" ? "time" : type;
  if (wanted === "float" && resolved?.type === "int") return plainOf("float", resolved.text);
  if (resolved === void 0 || resolved.type !== wanted) throw refusal(`this is no ${tag}`, offset);
  return resolved;
}
function binaryPlain(bytes) {
  const escaped = `%${bytesToHex(bytes).match(/../g)?.join("%") ?? ""}`;
  try {
    return { type: "str", bytes, text: bytes.length === 0 ? "" : decodeURIComponent(escaped) };
  } catch (error) {
    if (error instanceof URIError) return { type: "str", bytes, text: String.fromCharCode(...bytes) };
    throw error;
  }
}

// src/core/sops/yaml-comments.ts
function listComments(text) {
  const comments = [];
  let offset = 0;
  let isScalar2 = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === "" || lexeme === "" || lexeme === "") {
      isScalar2 = lexeme === "";
      continue;
    }
    if (lexeme.startsWith("#") && !isScalar2) comments.push({ offset, text: lexeme.slice(1).trimEnd() });
    isScalar2 = false;
    offset += lexeme.length;
  }
  return comments;
}
function remarksOf(comments, counter) {
  let taken = 0;
  const lineOf = (offset) => counter.linePos(offset).line;
  const columnOf = (offset) => counter.linePos(offset).col;
  const takeWhile = (wanted) => {
    const start = taken;
    while (taken < comments.length && wanted(comments[taken]?.offset ?? 0)) taken += 1;
    return comments.slice(start, taken).map(({ text }) => ({ kind: "comment", text }));
  };
  return {
    takeBefore: (limit) => takeWhile((offset) => offset < limit),
    takeBelow: (limit, start) => {
      const column = columnOf(start);
      return takeWhile((offset) => offset < limit && columnOf(offset) >= column);
    },
    takeLine: (at, limit) => {
      const line = lineOf(at);
      return takeWhile((offset) => offset < limit && lineOf(offset) <= line);
    }
  };
}

// src/core/sops/read-yaml.ts
var MAX_ALIASED_VALUES = 1e4;
var MAX_ALIASED_LETTERS = 1e6;
function readYaml(text, shown) {
  const { documents, isEmpty, lines, errors } = composeYaml(text, { schema: "failsafe", uniqueKeys: false });
  const refuse = (message, offset) => {
    const { line, col } = lines.linePos(offset);
    return invalid({ code: "state/yaml", message, origin: fileOrigin(shown, Math.max(1, line), Math.max(1, col)) });
  };
  const [error] = errors;
  if (error !== void 0) return refuse(error.message, error.offset);
  const written = isEmpty ? [] : documents;
  try {
    const remarks = remarksOf(listComments(text), lines);
    return valid(
      written.map((document, i) => {
        const targets = findTargets(document);
        const resolve = (node) => isAlias(node) ? targets.get(node) : void 0;
        const reading = { remarks, resolve, counter: lines, aliased: { values: 0, letters: 0 }, inAlias: false };
        const end = i + 1 < written.length ? document.range?.[2] : void 0;
        return readDocument(document.contents, end ?? text.length + 1, reading);
      })
    );
  } catch (error2) {
    if (isRefusal(error2)) return refuse(error2.message, error2.offset);
    if (error2 instanceof RangeError) return refuse("this is nested too deep", 0);
    throw error2;
  }
}
function readDocument(node, limit, reading) {
  if (isMap(node)) {
    const before = reading.remarks.takeBefore(node.range?.[0] ?? 0);
    const { items } = readBranch(node, limit, reading);
    return { kind: "branch", items: [...before, ...items, ...reading.remarks.takeBefore(limit)] };
  }
  const empty = node === null || isScalar(node) && node.type === "PLAIN" && node.value === "";
  if (!empty) throw refusal("the top of a document has to be a mapping", node.range?.[0] ?? 0);
  return { kind: "branch", items: reading.remarks.takeBefore(limit) };
}
function readBranch(map, limit, reading) {
  const { remarks } = reading;
  const items = [];
  const names = /* @__PURE__ */ new Set();
  map.items.forEach(({ key, value }, i) => {
    const at = startOf(key) ?? 0;
    const name = readKey(key);
    if (names.has(name)) throw refusal(`the key "${name}" is there twice`, at);
    names.add(name);
    items.push(...remarks.takeBefore(at));
    const read = readValue(
      value,
      { at, limit: startOf(map.items[i + 1]?.key) ?? endOf(map, limit) },
      reading
    );
    items.push(...read.comments, { kind: "member", key: name, value: read.value });
  });
  return { kind: "branch", items: [...items, ...takeEnd(map, limit, reading)] };
}
function readList(list, limit, reading) {
  const items = list.items.flatMap((item, i) => {
    const at = startOf(item) ?? 0;
    const before = reading.remarks.takeBefore(at);
    const read = readValue(
      item,
      { at, limit: startOf(list.items[i + 1]) ?? endOf(list, limit) },
      reading
    );
    return [...before, ...read.comments, read.value];
  });
  return { kind: "list", items: [...items, ...takeEnd(list, limit, reading)] };
}
function takeEnd(node, limit, { remarks }) {
  const [start, end] = node.range ?? [0, 0];
  return node.flow ? remarks.takeBefore(end) : remarks.takeBelow(limit, start);
}
function readValue(node, { at, limit }, reading) {
  const [start, end] = node?.range ?? [at, at];
  const { remarks, counter } = reading;
  const last = Math.max(start, end - 1);
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const comments2 = remarks.takeLine(at, start);
    return { value: readNode(node, limit, reading), comments: comments2 };
  }
  const value = readNode(node, limit, reading);
  const comments = remarks.takeLine(Math.max(at, last), limit);
  const isShort = isScalar(node) && counter.linePos(at).line === counter.linePos(last).line;
  return { value, comments: isShort ? comments.map((comment) => ({ ...comment, inline: true })) : comments };
}
function readNode(node, limit, reading) {
  if (isAlias(node)) return readAlias(node, reading);
  if (reading.inAlias) checkAliased(node, reading.aliased);
  if (isMap(node)) return readBranch(node, limit, reading);
  if (isSeq(node)) return readList(node, limit, reading);
  const plain = isScalar(node) ? readScalar(node) : void 0;
  return plain === void 0 ? { kind: "null" } : { kind: "leaf", plain };
}
function checkAliased(node, aliased) {
  aliased.values += 1;
  if (isScalar(node)) aliased.letters += String(node.value).length;
  if (aliased.values > MAX_ALIASED_VALUES || aliased.letters > MAX_ALIASED_LETTERS)
    throw refusal("its aliases stand for too much", startOf(node) ?? 0);
}
function endOf({ flow, range }, limit) {
  return flow ? range?.[1] ?? limit : limit;
}
function startOf(node) {
  return isNode(node) ? node.range?.[0] : void 0;
}
function readAlias(node, reading) {
  const meant = reading.resolve(node);
  if (meant === void 0) throw refusal("this alias leads nowhere", node.range?.[0] ?? 0);
  return readNode(meant, 0, { ...reading, inAlias: true, remarks: remarksOf([], reading.counter) });
}
function readKey(node) {
  const plain = isScalar(node) ? readScalar(node) : void 0;
  if (plain?.type !== "str") throw refusal("keys have to be text", node.range?.[0] ?? 0);
  return plain.text;
}

export {
  readYaml
};
