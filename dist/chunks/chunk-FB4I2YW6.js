import {
  isSealed,
  placeOf,
  plainOf,
  toPlain,
  toValue
} from "./chunk-FT4SZ23G.js";
import {
  DEFAULT_RULE,
  RULE_NAMES,
  compileRule,
  isPresent,
  readRule
} from "./chunk-KAA3P3CP.js";
import {
  sha512
} from "./chunk-TRFWPX5H.js";
import {
  bytesToHex,
  hexToBytes
} from "./chunk-XPSAQ6XK.js";

// src/core/sops/tree.ts
function memberOf(branch, key) {
  const found = branch.items.find((item) => item.kind === "member" && item.key === key);
  return found?.kind === "member" ? found.value : void 0;
}
function withoutMember(branch, key) {
  return { kind: "branch", items: branch.items.filter((item) => item.kind === "comment" || item.key !== key) };
}

// src/core/sops/tree-values.ts
import { isObject$90 as isObject } from "./common.js";
function toJson(branch) {
  const value = {};
  for (const item of branch.items) {
    if (item.kind === "comment") continue;
    const property = { value: nodeValue(item.value), writable: true, enumerable: true, configurable: true };
    Object.defineProperty(value, item.key, property);
  }
  return value;
}
function toTree(value) {
  const items = Object.entries(value).map(([key, member]) => ({ kind: "member", key, value: toNode(member) }));
  return { kind: "branch", items };
}
function mergeTree(branch, value) {
  const kept = branch.items.filter((item) => item.kind === "comment" || Object.hasOwn(value, item.key));
  const merged = kept.map(
    (item) => item.kind === "comment" ? item : { ...item, value: mergeNode(item.value, value[item.key] ?? null) }
  );
  const known = new Set(kept.flatMap((item) => item.kind === "comment" ? [] : [item.key]));
  const added = Object.entries(value).filter(([key]) => !known.has(key));
  return { kind: "branch", items: [...merged, ...toTree(Object.fromEntries(added)).items] };
}
function mergeNode(node, value) {
  if (node.kind === "branch" && isObject(value)) return mergeTree(node, value);
  return isSame(nodeValue(node), value) ? node : toNode(value);
}
function nodeValue(node) {
  if (node.kind === "branch") return toJson(node);
  if (node.kind === "null") return null;
  if (node.kind === "leaf") return toValue(node.plain) ?? null;
  return node.items.flatMap((item) => item.kind === "comment" ? [] : [nodeValue(item)]);
}
function toNode(value) {
  if (value === null) return { kind: "null" };
  if (isObject(value)) return toTree(value);
  if (!Array.isArray(value)) return { kind: "leaf", plain: toPlain(value) };
  const list2 = { kind: "list", items: value.map(toNode) };
  return list2;
}
function isSame(a, b) {
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i] ?? null));
  if (!isObject(a)) return Object.is(a, b);
  if (!isObject(b) || Object.keys(a).length !== Object.keys(b).length) return false;
  return Object.keys(a).every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null));
}

// src/core/sops/metadata.ts
import { isObject$90 as isObject2 } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
var SOPS_VERSION = "3.13.0";
var FOREIGN = ["pgp", "kms", "gcp_kms", "hckms", "azure_kv", "hc_vault", "plugins"];
var OWN = ["age", "lastmodified", "mac", "mac_only_encrypted", "key_groups", ...RULE_NAMES];
function readMetadata(branch) {
  const node = branch === void 0 ? void 0 : memberOf(branch, "sops");
  const sops = node?.kind === "branch" ? toJson(node) : {};
  const { mac, lastmodified } = sops;
  if (node?.kind !== "branch" || typeof mac !== "string" || typeof lastmodified !== "string")
    return invalid({ code: "state/not-sops", message: "this is no file that sops encrypted" });
  const keys = readKeys(sops);
  if (!keys.ok) return keys;
  const rule = readRule(sops);
  if (!rule.ok) return rule;
  const rest = node.items.filter((item) => item.kind === "member" && !OWN.includes(item.key));
  return valid({ ...keys.value, lastmodified, mac, rule: rule.value, rest });
}
function newMetadata(rule) {
  const rest = { kind: "member", key: "version", value: text(SOPS_VERSION) };
  return { age: [], foreign: [], lastmodified: "", mac: "", rule: rule ?? DEFAULT_RULE, rest: [rest] };
}
function writeMetadata({ age, lastmodified, mac, rule, rest }) {
  const own = {
    age: age.map(({ recipient, enc }) => ({ enc: enc.endsWith("\n") ? enc : `${enc}
`, recipient })),
    lastmodified,
    mac,
    [rule.name]: rule.argument,
    ...rule.macOnlyEncrypted ? { mac_only_encrypted: true } : {}
  };
  const items = [...toTree(own).items, ...rest];
  return { kind: "branch", items: items.sort((a, b) => a.key < b.key ? -1 : 1) };
}
function readKeys(sops) {
  const groups = list(sops["key_groups"]).filter(isObject2);
  if (groups.length > 1)
    return unsupported(`its key is split among ${groups.length} groups (Shamir), which only sops itself can open`);
  const [group] = groups;
  const all = [sops, ...group === void 0 ? [] : [group]];
  const age = all.flatMap((one) => list(one["age"])).flatMap(toSealedKey);
  const foreign = FOREIGN.filter((kind) => all.some((one) => isPresent(one[kind])));
  if (age.length > 0) return valid({ age, foreign });
  return unsupported(
    foreign.length === 0 ? "it has no recipient at all" : `only ${foreign.join(" and ")} keys open it, and no age key`,
    "add an age recipient with the program sops: sops rotate --add-age RECIPIENT -i FILE"
  );
}
function unsupported(message, hint) {
  return invalid({ code: "state/unsupported", message, ...hint === void 0 ? {} : { hint } });
}
function toSealedKey(value) {
  if (!isObject2(value) || typeof value["recipient"] !== "string" || typeof value["enc"] !== "string") return [];
  return [{ recipient: value["recipient"], enc: value["enc"] }];
}
function list(value) {
  return Array.isArray(value) ? value : [];
}
function text(content) {
  return { kind: "leaf", plain: plainOf("str", content) };
}

// src/core/sops/tree-cipher.ts
var MAC_ONLY_ENCRYPTED = "8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69";
function openTree(tree, rule, cipher) {
  const mac = startMac(rule);
  const clear = [];
  try {
    const opened = walk(tree, rule, {
      leaf: (leaf, { path }, encrypted) => {
        const plain = encrypted ? openLeaf(leaf, path, cipher) : leaf.plain;
        if (plain.type === "comment") return { kind: "comment", text: plain.text };
        mac.add(plain, encrypted);
        if (!encrypted) clear.push(path.join("."));
        return { kind: "leaf", plain };
      },
      comment: (comment, { path }, encrypted) => {
        const plain = encrypted ? cipher.open(comment.text, placeOf(path)) : void 0;
        return plain === void 0 ? comment : { ...comment, text: plain.text };
      }
    });
    return { tree: opened, mac: mac.digest(), clear };
  } catch (error) {
    if (isTampered(error)) return { tampered: error.tampered };
    throw error;
  }
}
function sealTree(tree, rule, cipher) {
  const mac = startMac(rule);
  const clear = [];
  const seal = (plain, path) => plain.text === "" ? "" : cipher.seal(plain, placeOf(path));
  const sealed = walk(tree, rule, {
    leaf: (leaf, { path }, encrypted) => {
      mac.add(leaf.plain, encrypted);
      if (encrypted) return { kind: "leaf", plain: plainOf("str", seal(leaf.plain, path)) };
      clear.push(path.join("."));
      return leaf;
    },
    comment: (comment, { path }, encrypted, isItem) => {
      if (!encrypted || comment.text === "") return comment;
      const text2 = seal(plainOf("comment", comment.text), path);
      return isItem ? { kind: "leaf", plain: plainOf("str", text2) } : { ...comment, text: text2 };
    }
  });
  return { tree: sealed, mac: mac.digest(), clear };
}
function listValues(tree, rule) {
  const plain = [];
  let [sealed, clear] = [0, 0];
  walk(tree, rule, {
    leaf: (leaf, { path }, encrypted) => {
      const { type, text: text2 } = leaf.plain;
      if (type === "str" && isSealed(text2)) sealed += 1;
      else if (type === "str" && text2 === "") return leaf;
      else if (encrypted) plain.push(path.join("."));
      else clear += 1;
      return leaf;
    },
    comment: (comment) => comment
  });
  return { plain, sealed, clear };
}
function walk(tree, rule, visitor) {
  const isEncrypted = compileRule(rule);
  const visitLeaf = (leaf, standing) => visitor.leaf(leaf, standing, isEncrypted(standing));
  const visitComment = (comment, standing, isItem) => visitor.comment(comment, standing, isEncrypted(standing), isItem);
  const visit = (node, standing) => {
    if (node.kind === "branch") return visitBranch(node, standing);
    if (node.kind === "list") return visitList(node, standing);
    return node.kind === "null" ? node : visitLeaf(node, standing);
  };
  const visitBranch = (branch, { path, comments: above }) => {
    const items = [];
    for (const { item, comments } of withComments(branch.items, above)) {
      if (item.kind === "comment") {
        const visited = visitComment(item, { path, comments, isComment: true }, false);
        if (visited.kind === "comment") items.push(visited);
      } else {
        const value = visit(item.value, { path: [...path, item.key], comments, isComment: false });
        if (value.kind === "comment") throw tamperedAt([...path, item.key]);
        items.push({ ...item, value });
      }
    }
    return { kind: "branch", items };
  };
  const visitList = (list2, { path, comments: above }) => ({
    kind: "list",
    items: [...withComments(list2.items, above)].map(
      ({ item, comments }) => item.kind === "comment" ? visitComment(item, { path, comments, isComment: true }, true) : visit(item, { path, comments, isComment: false })
    )
  });
  return tree.map((branch) => visitBranch(branch, { path: [], comments: [], isComment: false }));
}
function* withComments(items, above) {
  let before = [];
  for (const item of items) {
    const isComment = item.kind === "comment" && "text" in item;
    if (isComment) before = [...before, item.text];
    yield { item, comments: [...above, before] };
    if (!isComment) before = [];
  }
}
function openLeaf({ plain }, path, cipher) {
  if (plain.type === "str" && plain.text === "") return plain;
  const opened = plain.type === "str" ? cipher.open(plain.text, placeOf(path)) : void 0;
  if (opened === void 0) throw tamperedAt(path);
  return opened;
}
function startMac({ macOnlyEncrypted }) {
  const hash = sha512.create();
  if (macOnlyEncrypted) hash.update(hexToBytes(MAC_ONLY_ENCRYPTED));
  return {
    add: ({ bytes }, encrypted) => {
      if (encrypted || !macOnlyEncrypted) hash.update(bytes);
    },
    digest: () => bytesToHex(hash.digest()).toUpperCase()
  };
}
function tamperedAt(path) {
  const tampered = path.join(".");
  return Object.assign(new Error(tampered), { tampered });
}
function isTampered(error) {
  return error instanceof Error && "tampered" in error;
}

export {
  memberOf,
  withoutMember,
  toJson,
  toTree,
  mergeTree,
  readMetadata,
  newMetadata,
  writeMetadata,
  openTree,
  sealTree,
  listValues
};
