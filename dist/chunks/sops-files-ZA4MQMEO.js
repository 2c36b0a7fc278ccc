const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;
import {
  Decrypter,
  Encrypter,
  armor_exports,
  identityToRecipient
} from "./chunk-CFSZM3EN.js";
import "./chunk-HRNK2V7D.js";
import {
  sha512
} from "./chunk-HQNTYEMP.js";
import {
  bytesToHex,
  concatBytes,
  utf8ToBytes
} from "./chunk-ITJBLXQ5.js";
import {
  describeMoment
} from "./chunk-NH3IMKON.js";
import {
  Document,
  Scalar,
  YAMLMap,
  YAMLSeq,
  isAlias,
  isMap,
  isObject,
  isScalar,
  isSeq,
  parseAllDocuments
} from "./chunk-NSLUIHBZ.js";
import {
  reveal,
  secret
} from "./chunk-ZO5PUFDL.js";
import {
  fileOrigin,
  inputFailure,
  operationFailure,
  unwrap
} from "./chunk-42LGJTFO.js";
import {
  invalid,
  valid
} from "./chunk-WKAFJCNG.js";
import "./chunk-QNEN4M7J.js";

// src/adapters/sops/sops-files.ts
import { randomBytes as randomBytes2 } from "node:crypto";

// src/core/state/sops-leaf.ts
function placeOf(path) {
  return `${path.join(":")}:`;
}
function toPlain(value) {
  if (typeof value === "boolean") return plain("bool", value ? "True" : "False");
  if (typeof value === "string") return plain("str", value);
  if (Number.isSafeInteger(value)) return plain("int", String(value));
  return plain("float", formatFloat(value));
}
function toValue({ type, text }) {
  if (type === "comment") return void 0;
  if (type === "bool") return text.toLowerCase() === "true";
  if (type === "int" && Number.isSafeInteger(Number(text))) return Number(text);
  return type === "float" ? Number(text) : text;
}
function plain(type, text) {
  return { type, text, bytes: utf8ToBytes(text) };
}
function formatFloat(value) {
  const [mantissa = "", exponent] = String(value).split("e");
  if (exponent === void 0) return mantissa;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - whole.length)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, "0")}`;
}

// src/core/state/sops-document.ts
var MAC_ONLY_ENCRYPTED = "8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69";
function openDocument(document, rules, cipher) {
  const reading = { document, rules, cipher, hashed: [] };
  if (rules.macOnlyEncrypted) reading.hashed.push(hexBytes(MAC_ONLY_ENCRYPTED));
  try {
    const value = openMap(document.contents, [], reading);
    return { value, mac: bytesToHex(sha512(concatBytes(...reading.hashed))).toUpperCase() };
  } catch (error) {
    if (isTampered(error)) return { tampered: error.tampered };
    throw error;
  }
}
function openMap(map, path, reading) {
  const value = {};
  for (const { key, value: node } of map.items) {
    const name = isScalar(key) ? key.value : key;
    if (typeof name !== "string") throw tamperedAt([...path, "(a key that is no text)"]);
    if (path.length === 0 && name === "sops") continue;
    const member = openNode(node, [...path, name], reading);
    if (member !== void 0) value[name] = member;
  }
  return value;
}
function openNode(node, path, reading) {
  if (isAlias(node)) return openNode(node.resolve(reading.document) ?? null, path, reading);
  if (isMap(node)) return openMap(node, path, reading);
  if (isSeq(node)) {
    const items = node.items.map((item) => openNode(item, path, reading));
    return items.filter((item) => item !== void 0);
  }
  if (!isScalar(node) || node.value === null) return null;
  return reading.rules.encrypts(path) ? openSealed(node, path, reading) : openPlain(node, path, reading);
}
function openSealed(node, path, { cipher, hashed }) {
  if (node.value === "") return "";
  const plain2 = typeof node.value === "string" ? cipher.open(node.value, placeOf(path)) : void 0;
  if (plain2 === void 0) throw tamperedAt(path);
  const value = toValue(plain2);
  if (value !== void 0) hashed.push(plain2.bytes);
  return value;
}
function openPlain(node, path, { rules, hashed }) {
  const { value, source } = node;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") throw tamperedAt(path);
  const digits = typeof value === "number" && source !== void 0 && /^-?\d+$/.test(source);
  if (!rules.macOnlyEncrypted) hashed.push(digits ? utf8ToBytes(source) : toPlain(value).bytes);
  return value;
}
function tamperedAt(path) {
  const tampered2 = path.join(".");
  return Object.assign(new Error(tampered2), { tampered: tampered2 });
}
function isTampered(error) {
  return error instanceof Error && "tampered" in error;
}
function hexBytes(hex) {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

// src/core/state/sops-edit.ts
var PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_./-]*$/;
var WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
function editDocument(value, editing) {
  editMap(editing.document.contents, value, [], editing);
}
function clearTextOf(error) {
  return error instanceof Error && "clearText" in error ? String(error.clearText) : void 0;
}
function quoted(text) {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}
function editMap(map, value, path, editing) {
  const isMetadata = (name) => path.length === 0 && name === "sops";
  map.items = map.items.filter(({ key }) => isMetadata(nameOf(key)) || Object.hasOwn(value, String(nameOf(key))));
  for (const [name, member] of Object.entries(value)) {
    const pair = map.items.find(({ key }) => nameOf(key) === name);
    if (pair !== void 0) editPair(pair, member, [...path, name], editing);
    else {
      const end = map.items.findIndex(({ key }) => isMetadata(nameOf(key)));
      const added = editing.document.createPair(toKey(name), toNode(member, [...path, name], editing));
      map.items.splice(end < 0 ? map.items.length : end, 0, added);
    }
  }
}
function editPair(pair, member, path, editing) {
  const node = pair.value;
  if (isMap(node) && isObject(member)) editMap(node, member, path, editing);
  else if (!holds(node, member, path, editing)) pair.value = toNode(member, path, editing);
}
function holds(node, value, path, editing) {
  if (isSeq(node)) {
    const items = node.items.filter((item) => !isComment(item, path, editing));
    return Array.isArray(value) && items.length === value.length && items.every((item, i) => holds(item, value[i] ?? null, path, editing));
  }
  if (isMap(node)) {
    const names = node.items.map(({ key }) => String(nameOf(key)));
    if (!isObject(value) || names.length !== Object.keys(value).length) return false;
    return node.items.every(({ key, value: item }) => {
      const name = String(nameOf(key));
      return Object.hasOwn(value, name) && holds(item, value[name] ?? null, [...path, name], editing);
    });
  }
  return (openScalar(node, path, editing) ?? null) === value;
}
function isComment(node, path, editing) {
  return isScalar(node) && openScalar(node, path, editing) === void 0;
}
function openScalar(node, path, { cipher, encrypts }) {
  if (!isScalar(node)) return null;
  if (typeof node.value !== "string" || node.value === "" || !encrypts(path)) return node.value;
  const plain2 = cipher.open(node.value, placeOf(path));
  return plain2 === void 0 ? null : toValue(plain2);
}
function toNode(value, path, editing) {
  const { document, cipher, encrypts } = editing;
  if (Array.isArray(value)) {
    const list2 = new YAMLSeq(document.schema);
    list2.items = value.map((item) => toNode(item, path, editing));
    return list2;
  }
  if (isObject(value)) {
    const map = new YAMLMap(document.schema);
    map.items = Object.entries(value).map(
      ([name, item]) => document.createPair(toKey(name), toNode(item, [...path, name], editing))
    );
    return map;
  }
  if (value === null) return document.createNode(null);
  if (!encrypts(path)) throw Object.assign(new Error("clear text"), { clearText: path.join(".") });
  return value === "" ? quoted("") : new Scalar(cipher.seal(toPlain(value), placeOf(path)));
}
function toKey(name) {
  return PLAIN_KEY.test(name) && !WORDS.test(name) ? new Scalar(name) : quoted(name);
}
function nameOf(key) {
  return isScalar(key) ? key.value : key;
}

// src/core/state/sops-rules.ts
var RULES = {
  unencrypted_suffix: { matches: (key, suffix) => key.endsWith(suffix), whenMatched: false },
  encrypted_suffix: { matches: (key, suffix) => key.endsWith(suffix), whenMatched: true },
  unencrypted_regex: { matches: (key, regex) => new RegExp(regex).test(key), whenMatched: false },
  encrypted_regex: { matches: (key, regex) => new RegExp(regex).test(key), whenMatched: true }
};
var DEFAULT_RULE = { name: "unencrypted_suffix", argument: "_unencrypted" };
var UNSUPPORTED = ["encrypted_comment_regex", "unencrypted_comment_regex", "key_groups", "shamir_threshold"];
function readMetadata(document) {
  const sops = isMap(document.contents) ? metadataNode(document.contents)?.toJSON() : void 0;
  if (!isObject(sops) || typeof sops["mac"] !== "string" || typeof sops["lastmodified"] !== "string")
    return invalid({ code: "state/not-sops", message: "this is no file that sops encrypted" });
  const foreign = UNSUPPORTED.find((key) => present(sops[key]));
  if (foreign !== void 0)
    return invalid({
      code: "state/unsupported",
      message: `a SOPS file with ${foreign} is not supported by this version`
    });
  return valid({
    age: list(sops["age"]).flatMap(toSealedKey),
    lastmodified: sops["lastmodified"],
    mac: sops["mac"],
    macOnlyEncrypted: sops["mac_only_encrypted"] === true,
    encrypts: ruleOf(sops)
  });
}
function metadataNode(root) {
  const pair = root.items.find(({ key }) => isScalar(key) && key.value === "sops");
  return isMap(pair?.value) ? pair.value : void 0;
}
function defaultEncrypts(path) {
  return ruleOf({})(path);
}
function ruleOf(sops) {
  const name = Object.keys(RULES).find((rule2) => present(sops[rule2])) ?? DEFAULT_RULE.name;
  const rule = RULES[name];
  const argument = present(sops[name]) ? String(sops[name]) : DEFAULT_RULE.argument;
  return (path) => {
    const matched = path.some((key) => rule?.matches(key, argument) ?? false);
    return matched === (rule?.whenMatched ?? false);
  };
}
function toSealedKey(value) {
  if (!isObject(value) || typeof value["recipient"] !== "string" || typeof value["enc"] !== "string") return [];
  return [{ recipient: value["recipient"], enc: value["enc"] }];
}
function list(value) {
  return Array.isArray(value) ? value : [];
}
function present(value) {
  return value !== void 0 && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}

// src/adapters/sops/age-keys.ts
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

// src/adapters/sops/split-words.ts
function splitWords(line) {
  const words = [];
  let word;
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const letter = line[i] ?? "";
    if (letter === "\\" && quote !== "'") {
      i += 1;
      word = (word ?? "") + (line[i] ?? "");
    } else if (quote !== "") {
      if (letter === quote) quote = "";
      else word += letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= "";
    } else if (/\s/.test(letter)) {
      if (word !== void 0) words.push(word);
      word = void 0;
    } else word = (word ?? "") + letter;
  }
  if (quote !== "") return void 0;
  return word === void 0 ? words : [...words, word];
}

// src/adapters/sops/age-keys.ts
var KEY = /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+$/;
async function findKeys(variables) {
  const given = variables["SOPS_AGE_KEY"];
  const file = variables["SOPS_AGE_KEY_FILE"];
  const found = await Promise.all([
    given === void 0 ? none : parseKeys(given.split(/\s+/), "SOPS_AGE_KEY"),
    file === void 0 ? none : readKeys(file, `SOPS_AGE_KEY_FILE (${file})`, true),
    readKeys(userFile(variables), userFile(variables), false)
  ]);
  return { keys: found.flatMap((one) => one.keys), problems: found.flatMap((one) => one.problems) };
}
async function askForKeys(variables, recipient) {
  const command = variables["SOPS_AGE_KEY_CMD"];
  if (command === void 0 || command === "") return none;
  const [program, ...words] = splitWords(command) ?? [];
  if (program === void 0) return { keys: [], problems: ["SOPS_AGE_KEY_CMD is no command"] };
  try {
    const env = { ...variables, SOPS_AGE_RECIPIENT: recipient };
    const { stdout } = await promisify(execFile)(program, words, { env });
    return parseKeys(stdout.split(/\r?\n/), "SOPS_AGE_KEY_CMD");
  } catch (error) {
    const { code } = error;
    return { keys: [], problems: [`SOPS_AGE_KEY_CMD (${program}) failed: ${code ?? "it was killed"}`] };
  }
}
function userFile(variables) {
  const home = variables["HOME"] ?? homedir();
  const system = process.platform === "darwin" ? join(home, "Library", "Application Support") : join(home, ".config");
  const config = variables["XDG_CONFIG_HOME"] ?? "";
  return join(config === "" ? system : config, "sops", "age", "keys.txt");
}
var none = { keys: [], problems: [] };
async function readKeys(path, shown, expected) {
  try {
    return parseKeys((await readFile(path, "utf8")).split(/\r?\n/), shown);
  } catch (error) {
    const { code } = error;
    if (!expected && (code === "ENOENT" || code === "ENOTDIR")) return none;
    return { keys: [], problems: [`${shown} cannot be read: ${code}`] };
  }
}
function parseKeys(lines, shown) {
  const words = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  const keys = words.filter((word) => KEY.test(word));
  const strange = words.length - keys.length;
  return {
    keys: keys.map((key) => secret(key)),
    problems: strange === 0 ? [] : [`${shown} holds ${strange} line${strange > 1 ? "s" : ""} that are no age key`]
  };
}

// src/adapters/sops/data-key.ts
var DATA_KEY_BYTES = 32;
async function openDataKey(sealed, keys) {
  if (keys.length === 0) return void 0;
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(reveal(key));
  for (const { enc } of sealed) {
    const opened = await tryDecrypt(decrypter, enc);
    if (opened?.length === DATA_KEY_BYTES) return opened;
  }
  return void 0;
}
async function sealDataKey(dataKey, recipients) {
  return Promise.all(
    recipients.map(async (recipient) => {
      const encrypter = new Encrypter();
      try {
        encrypter.addRecipient(recipient);
      } catch (error) {
        const message = `"${recipient}" is no age recipient: ${error.message}`;
        throw inputFailure({ code: "state/recipients", message });
      }
      return { recipient, enc: armor_exports.encode(await encrypter.encrypt(dataKey)) };
    })
  );
}
function recipientOf(key) {
  return identityToRecipient(reveal(key));
}
async function tryDecrypt(decrypter, enc) {
  try {
    return await decrypter.decrypt(armor_exports.decode(enc));
  } catch {
    return void 0;
  }
}

// src/adapters/sops/metadata.ts
var SOPS_VERSION = "3.13.0";
var ARMOR = /^ {14}-----BEGIN AGE ENCRYPTED FILE-----\n(?: {14}.*\n)*? {14}-----END AGE ENCRYPTED FILE-----$/gm;
function writeMetadata(document, { age, lastmodified, mac }) {
  const root = document.contents;
  const sops = metadataNode(root) ?? newMetadata(document, root);
  const list2 = new YAMLSeq(document.schema);
  list2.items = age.map(({ recipient, enc }) => {
    const text = new Scalar(enc.endsWith("\n") ? enc : `${enc}
`);
    text.type = Scalar.BLOCK_LITERAL;
    const entry = new YAMLMap(document.schema);
    entry.set("enc", text);
    entry.set("recipient", recipient);
    return entry;
  });
  sops.set("age", list2);
  sops.set("lastmodified", quoted(lastmodified));
  sops.set("mac", mac);
  if (!sops.has("version")) sops.set("version", SOPS_VERSION);
}
function writeText(document) {
  const text = document.toString({ indent: 4, lineWidth: 0 });
  return text.replace(ARMOR, (block) => block.replace(/^ {2}/gm, ""));
}
function newMetadata(document, root) {
  const sops = new YAMLMap(document.schema);
  for (const key of ["age", "lastmodified", "mac"]) sops.set(key, null);
  sops.set("unencrypted_suffix", "_unencrypted");
  root.set("sops", sops);
  return sops;
}

// src/adapters/sops/value-cipher.ts
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
var IV_BYTES = 32;
var TAG_BYTES = 16;
var ALGORITHM = "aes-256-gcm";
var SEALED = /^ENC\[AES256_GCM,data:(.+),iv:(.+),tag:(.+),type:(.+)\]/;
function valueCipher(dataKey) {
  return { open: (sealed, place) => open(sealed, place, dataKey), seal: (plain2, place) => seal(plain2, place, dataKey) };
}
function open(sealed, place, dataKey) {
  const [, data, iv, tag, type] = SEALED.exec(sealed) ?? [];
  if (data === void 0 || iv === void 0 || tag === void 0 || type === void 0) return void 0;
  const mark = Buffer.from(tag, "base64");
  if (mark.length !== TAG_BYTES) return void 0;
  const cipher = createDecipheriv(ALGORITHM, dataKey, Buffer.from(iv, "base64"), { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place)).setAuthTag(mark);
  const bytes = cipher.update(Buffer.from(data, "base64"));
  try {
    cipher.final();
  } catch {
    return void 0;
  }
  return { type, bytes: new Uint8Array(bytes), text: bytes.toString("utf8") };
}
function seal({ type, bytes }, place, dataKey) {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, dataKey, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(bytes), cipher.final()]).toString("base64");
  return `ENC[AES256_GCM,data:${data},iv:${iv.toString("base64")},tag:${cipher.getAuthTag().toString("base64")},type:${type}]`;
}

// src/adapters/sops/sops-files.ts
function sopsFiles(surroundings) {
  return {
    open: async (path, bytes) => (await open2(path, bytes, surroundings)).value,
    seal: (path, value, sealing) => seal2(path, value, sealing, surroundings),
    ownRecipients: () => ownRecipients(surroundings)
  };
}
async function open2(path, bytes, surroundings) {
  const document = parse(path, bytes);
  const metadata = unwrap(atFile(path, readMetadata(document)));
  const dataKey = await findDataKey(path, metadata.age, surroundings);
  const cipher = valueCipher(dataKey);
  const opened = openDocument(document, metadata, cipher);
  if ("tampered" in opened) throw tampered(path, `the value of ${opened.tampered} is not what was encrypted there`);
  const mac = cipher.open(metadata.mac, metadata.lastmodified);
  if (mac === void 0 || toValue(mac) !== opened.mac) throw tampered(path, "its MAC does not fit its values");
  return { document, metadata, dataKey, value: opened.value };
}
async function seal2(path, value, sealing, surroundings) {
  const before = sealing.previous === void 0 ? void 0 : await open2(path, sealing.previous, surroundings);
  const document = before?.document ?? new Document({});
  const dataKey = before?.dataKey ?? new Uint8Array(randomBytes2(DATA_KEY_BYTES));
  const rules = before?.metadata ?? { encrypts: defaultEncrypts, macOnlyEncrypted: false };
  const cipher = valueCipher(dataKey);
  edit(path, value, { document, cipher, encrypts: rules.encrypts });
  const opened = openDocument(document, rules, cipher);
  if ("tampered" in opened) throw new Error("what was just sealed does not open");
  const lastmodified = describeMoment(surroundings.clock.now());
  const mac = cipher.seal(toPlain(opened.mac), lastmodified);
  const sealed = before?.metadata.age ?? [];
  const age = sealing.recipients === void 0 ? sealed : await sealKeys(dataKey, sealing.recipients, sealed);
  writeMetadata(document, { age, lastmodified, mac });
  return new TextEncoder().encode(writeText(document));
}
function edit(path, value, editing) {
  try {
    editDocument(value, editing);
  } catch (error) {
    const clearText = clearTextOf(error);
    if (clearText === void 0) throw error;
    throw inputFailure({
      code: "state/clear-text",
      message: `${clearText} would be written in clear text, by the rule in the file's own sops mapping`,
      hint: "give it another name, or encrypt the file with another rule",
      origin: fileOrigin(path)
    });
  }
}
async function sealKeys(dataKey, recipients, before) {
  const known = new Map(before.map((key) => [key.recipient, key]));
  const added = await sealDataKey(
    dataKey,
    recipients.filter((recipient) => !known.has(recipient))
  );
  for (const key of added) known.set(key.recipient, key);
  return recipients.flatMap((recipient) => known.get(recipient) ?? []);
}
async function ownRecipients({ variables }) {
  const found = await findKeys(variables);
  const keys = found.keys.length > 0 ? found.keys : (await askForKeys(variables, "")).keys;
  return [...new Set(await Promise.all(keys.map(recipientOf)))];
}
async function findDataKey(path, sealed, { variables }) {
  const found = await findKeys(variables);
  const problems = [...found.problems];
  const opened = await openDataKey(sealed, found.keys);
  if (opened !== void 0) return opened;
  for (const key of sealed) {
    const asked = await askForKeys(variables, key.recipient);
    problems.push(...asked.problems);
    const byCommand = await openDataKey([key], asked.keys);
    if (byCommand !== void 0) return byCommand;
  }
  throw noKey(path, sealed, [...new Set(problems)], userFile(variables));
}
function noKey(path, sealed, problems, file) {
  const recipients = sealed.map(({ recipient }) => recipient).join(", ");
  const trouble = problems.length === 0 ? "" : ` (${problems.join("; ")})`;
  return operationFailure({
    code: "state/no-key",
    message: `no key here opens ${path}: it is encrypted to ${recipients === "" ? "no age recipient" : recipients}${trouble}`,
    target: path,
    retry: "never",
    next: `put the key of one of these recipients into SOPS_AGE_KEY, a file that SOPS_AGE_KEY_FILE names, or ${file}`
  });
}
function tampered(path, why) {
  return operationFailure({
    code: "state/tampered",
    message: `${path} was changed by other means than sops: ${why}`,
    target: path,
    retry: "never",
    next: "look at its history, and bring the last good version back"
  });
}
function parse(path, bytes) {
  const documents = parseAllDocuments(new TextDecoder().decode(bytes));
  const [first] = Array.isArray(documents) ? documents : [];
  if (first === void 0 || documents.length !== 1 || first.errors.length > 0)
    throw inputFailure({
      code: "state/not-sops",
      message: "this is no single YAML document",
      origin: fileOrigin(path)
    });
  return first;
}
function atFile(path, result) {
  if (result.ok) return result;
  return { ...result, issues: result.issues.map((issue) => ({ ...issue, origin: fileOrigin(path) })) };
}
export {
  sopsFiles
};
