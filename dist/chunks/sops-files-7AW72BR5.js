import {
  splitWords
} from "./chunk-LXQYCNIS.js";
import {
  Decrypter,
  Encrypter,
  Stanza,
  armor_exports,
  identityToRecipient
} from "./chunk-ESAIMTLA.js";
import {
  memberOf,
  mergeTree,
  newMetadata,
  openTree,
  readMetadata,
  sealTree,
  toJson,
  toTree,
  withoutMember,
  writeMetadata
} from "./chunk-FB4I2YW6.js";
import {
  SEALED,
  formatFloat,
  parseFloatText,
  plainOf,
  readPlain,
  toInt64,
  toPlain,
  toValue
} from "./chunk-FT4SZ23G.js";
import "./chunk-KAA3P3CP.js";
import "./chunk-TRFWPX5H.js";
import "./chunk-5AGWX3EY.js";
import "./chunk-SEBKJMWE.js";
import "./chunk-XPSAQ6XK.js";
import {
  describeMoment
} from "./chunk-JAWLCWRX.js";

// src/adapters/sops/sops-files.ts
import { inputFailure$75 as inputFailure3, unwrap$75 as unwrap4 } from "./common.js";
import { fileOrigin$88 as fileOrigin4 } from "./common.js";
import { valid$94 as valid4 } from "./common.js";

// src/adapters/sops/data-key.ts
import { unwrap$75 as unwrap2 } from "./common.js";
import { invalid$94 as invalid, valid$94 as valid } from "./common.js";
import { reveal$95 as reveal } from "./common.js";

// src/adapters/sops/ssh-age.ts
const {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync
} = process.getBuiltinModule("node:crypto");
var TYPE = "ssh-ed25519";
var LABEL = "age-encryption.org/v1/ssh-ed25519";
var AEAD = "chacha20-poly1305";
var TAG_BYTES = 16;
var FILE_KEY_BYTES = 16;
var NONCE = Buffer.alloc(12);
function sshRecipient(key) {
  return {
    wrapFileKey: (fileKey) => {
      const { publicKey, privateKey } = generateKeyPairSync("x25519");
      const share = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
      const theirs = toMontgomery(key.point);
      const secret2 = diffieHellman({ privateKey, publicKey: publicX25519(theirs) });
      const cipher = createCipheriv(AEAD, wrappingKey(key, secret2, { share, theirs }), NONCE, {
        authTagLength: TAG_BYTES
      });
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
      return [new Stanza([TYPE, fingerprint(key), base64(share)], new Uint8Array(body))];
    }
  };
}
function sshIdentity(key) {
  const secret2 = createHash("sha512").update(key.seed).digest().subarray(0, 32);
  return {
    unwrapFileKey: (stanzas) => {
      for (const { args, body } of stanzas) {
        const [type, name, text = ""] = args;
        const share = Buffer.from(text, "base64");
        if (type !== TYPE || name !== fingerprint(key) || share.length !== 32 || base64(share) !== text) continue;
        const opened = unwrap(key, { secret: secret2, share, body });
        if (opened !== void 0) return opened;
      }
      return null;
    }
  };
}
function unwrap(key, { secret: secret2, share, body }) {
  if (body.length !== FILE_KEY_BYTES + TAG_BYTES) return void 0;
  try {
    const shared = diffieHellman({ privateKey: privateX25519(secret2), publicKey: publicX25519(share) });
    const wrapping = wrappingKey(key, shared, { share, theirs: toMontgomery(key.point) });
    const cipher = createDecipheriv(AEAD, wrapping, NONCE, { authTagLength: TAG_BYTES });
    cipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
    return new Uint8Array(Buffer.concat([cipher.update(body.subarray(0, FILE_KEY_BYTES)), cipher.final()]));
  } catch {
    return void 0;
  }
}
function wrappingKey({ wire }, shared, { share, theirs }) {
  const tweak = Buffer.from(hkdfSync("sha256", Buffer.alloc(0), wire, LABEL, 32));
  const tweaked = diffieHellman({ privateKey: privateX25519(tweak), publicKey: publicX25519(shared) });
  return Buffer.from(hkdfSync("sha256", tweaked, Buffer.concat([share, theirs]), LABEL, 32));
}
var PRIME = 2n ** 255n - 19n;
function toMontgomery(point) {
  const bytes = Buffer.from(point).reverse();
  const y = BigInt(`0x${bytes.toString("hex")}`) & 2n ** 255n - 1n;
  const u = ((1n + y) * inverse(PRIME + 1n - y) % PRIME).toString(16).padStart(64, "0");
  return Buffer.from(u, "hex").reverse();
}
function inverse(value) {
  let [result, base] = [1n, value % PRIME];
  for (let power = PRIME - 2n; power > 0n; power >>= 1n) {
    if (power & 1n) result = result * base % PRIME;
    base = base * base % PRIME;
  }
  return result;
}
var PKCS8 = Buffer.from("302e020100300506032b656e04220420", "hex");
var SPKI = Buffer.from("302a300506032b656e032100", "hex");
function privateX25519(scalar) {
  return createPrivateKey({ key: Buffer.concat([PKCS8, scalar]), format: "der", type: "pkcs8" });
}
function publicX25519(point) {
  return createPublicKey({ key: Buffer.concat([SPKI, point]), format: "der", type: "spki" });
}
function fingerprint({ wire }) {
  return base64(createHash("sha256").update(wire).digest().subarray(0, 4));
}
function base64(bytes) {
  return Buffer.from(bytes).toString("base64").replace(/=+$/, "");
}

// src/adapters/sops/ssh-keys.ts
const { isDeepStrictEqual } = process.getBuiltinModule("node:util");
var TYPE2 = "ssh-ed25519";
var MAGIC = "openssh-key-v1\0";
var PEM = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END OPENSSH PRIVATE KEY-----/;
function parsePublicKey(line) {
  const [type, text = ""] = line.trim().split(/\s+/);
  return type === TYPE2 ? readWire(Buffer.from(text, "base64")) : void 0;
}
function describePublicKey({ wire }) {
  return `${TYPE2} ${Buffer.from(wire).toString("base64")}`;
}
function parsePrivateKey(pem) {
  const text = PEM.exec(pem)?.[1];
  if (text === void 0) return "is no OpenSSH private key";
  const bytes = Buffer.from(text, "base64");
  if (bytes.subarray(0, MAGIC.length).toString("latin1") !== MAGIC) return "is no OpenSSH private key";
  try {
    const outer = readerOf(bytes.subarray(MAGIC.length));
    const [cipher] = [outer.string().toString(), outer.string(), outer.string()];
    if (cipher !== "none") return "has a passphrase, which cannot be asked for here";
    if (outer.number() !== 1) return "holds several keys";
    const key = readWire(outer.string());
    if (key === void 0) return "is no ed25519 key";
    const inner = readerOf(outer.string());
    const [check, again] = [inner.number(), inner.number()];
    const [, point, secret2] = [inner.string(), inner.string(), inner.string()];
    const isWhole = check === again && secret2.length === 64 && isDeepStrictEqual(new Uint8Array(point), key.point);
    return isWhole ? { ...key, seed: new Uint8Array(secret2.subarray(0, 32)) } : "is damaged";
  } catch (error) {
    if (error instanceof RangeError) return "is damaged";
    throw error;
  }
}
function readWire(wire) {
  try {
    const reader = readerOf(wire);
    const [type, point] = [reader.string().toString("latin1"), reader.string()];
    return type === TYPE2 && point.length === 32 && reader.isAtEnd() ? { point: new Uint8Array(point), wire: new Uint8Array(wire) } : void 0;
  } catch (error) {
    if (error instanceof RangeError) return void 0;
    throw error;
  }
}
function readerOf(bytes) {
  let at = 0;
  const number = () => {
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  return {
    number,
    string: () => {
      const length = number();
      if (at + length > bytes.length) throw new RangeError("the key ends too early");
      at += length;
      return bytes.subarray(at - length, at);
    },
    isAtEnd: () => at === bytes.length
  };
}

// src/adapters/sops/data-key.ts
var DATA_KEY_BYTES = 32;
async function openDataKey(sealed, keys) {
  if (keys.length === 0) return void 0;
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(toIdentity(key));
  for (const { enc } of sealed) {
    const opened = await tryDecrypt(decrypter, enc);
    if (opened?.length === DATA_KEY_BYTES) return opened;
  }
  return void 0;
}
async function sealDataKey(dataKey, recipients) {
  unwrap2(checkRecipients(recipients));
  return Promise.all(
    recipients.map(async (recipient) => {
      const encrypter = new Encrypter();
      encrypter.addRecipient(toRecipient(recipient));
      return { recipient, enc: armor_exports.encode(await encrypter.encrypt(dataKey)) };
    })
  );
}
function checkRecipients(recipients) {
  const issues = recipients.flatMap((recipient) => {
    try {
      new Encrypter().addRecipient(toRecipient(recipient));
      return [];
    } catch (error) {
      const message = `"${recipient}" is no age recipient: ${error.message}`;
      return [{ code: "state/recipients", message, hint: "age-keygen -y prints that of a key" }];
    }
  });
  return issues.length === 0 ? valid(void 0) : invalid(...issues);
}
async function recipientOf(key) {
  const ssh = parsePrivateKey(reveal(key));
  return typeof ssh === "string" ? identityToRecipient(reveal(key)) : describePublicKey(ssh);
}
function toIdentity(key) {
  const ssh = parsePrivateKey(reveal(key));
  return typeof ssh === "string" ? reveal(key) : sshIdentity(ssh);
}
function toRecipient(recipient) {
  if (!recipient.startsWith("ssh-")) return recipient;
  const key = parsePublicKey(recipient);
  if (key === void 0) throw new Error("of SSH keys only ed25519 can be used");
  return sshRecipient(key);
}
async function tryDecrypt(decrypter, enc) {
  try {
    return await decrypter.decrypt(armor_exports.decode(enc));
  } catch {
    return void 0;
  }
}

// src/adapters/sops/age-keys.ts
const { execFile } = process.getBuiltinModule("node:child_process");
const { readFile } = process.getBuiltinModule("node:fs/promises");
const { homedir } = process.getBuiltinModule("node:os");
const { join } = process.getBuiltinModule("node:path");
const { promisify } = process.getBuiltinModule("node:util");
import { secret$95 as secret } from "./common.js";
var KEY = /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+$/;
async function findKeys(variables) {
  const given = variables["SOPS_AGE_KEY"];
  const file = variables["SOPS_AGE_KEY_FILE"];
  const sshFile = variables["SOPS_AGE_SSH_PRIVATE_KEY_FILE"];
  const ownSsh = join(homeOf(variables), ".ssh", "id_ed25519");
  return joined(
    await Promise.all([
      given === void 0 ? none : parseKeys(given.split(/\s+/), "SOPS_AGE_KEY"),
      file === void 0 ? none : readKeys(file, { shown: `SOPS_AGE_KEY_FILE (${file})`, expected: true }),
      readKeys(userFile(variables), { shown: userFile(variables), expected: false }),
      sshFile === void 0 ? none : readKeys(sshFile, {
        shown: `SOPS_AGE_SSH_PRIVATE_KEY_FILE (${sshFile})`,
        expected: true,
        parse: parseSshKey
      }),
      readKeys(ownSsh, { shown: ownSsh, expected: false, parse: parseSshKey })
    ])
  );
}
async function askForKeys(variables, recipient) {
  const asked = { ...variables, SOPS_AGE_RECIPIENT: recipient };
  return joined([
    await runCommand("SOPS_AGE_KEY_CMD", asked, (text, shown) => parseKeys(text.split(/\r?\n/), shown)),
    await runCommand("SOPS_AGE_SSH_PRIVATE_KEY_CMD", asked, parseSshKey)
  ]);
}
function userFile(variables) {
  const home = homeOf(variables);
  const system = process.platform === "darwin" ? join(home, "Library", "Application Support") : join(home, ".config");
  const config = variables["XDG_CONFIG_HOME"] ?? "";
  return join(config === "" ? system : config, "sops", "age", "keys.txt");
}
var none = { keys: [], problems: [] };
function joined(found) {
  return { keys: found.flatMap(({ keys }) => keys), problems: found.flatMap(({ problems }) => problems) };
}
function homeOf(variables) {
  return variables["HOME"] ?? homedir();
}
async function runCommand(name, variables, parse) {
  const command = variables[name];
  if (command === void 0 || command === "") return none;
  const [program, ...words] = splitWords(command) ?? [];
  if (program === void 0) return { keys: [], problems: [`${name} is no command`] };
  try {
    const { stdout } = await promisify(execFile)(program, words, { env: variables });
    return parse(stdout, name);
  } catch (error) {
    const { code } = error;
    return { keys: [], problems: [`${name} (${program}) failed: ${code ?? "it was killed"}`] };
  }
}
async function readKeys(path, { shown, expected, parse }) {
  try {
    const text = await readFile(path, "utf8");
    return parse === void 0 ? parseKeys(text.split(/\r?\n/), shown) : parse(text, shown);
  } catch (error) {
    const { code } = error;
    if (!expected && (code === "ENOENT" || code === "ENOTDIR")) return none;
    return { keys: [], problems: [`${shown} cannot be read: ${code}`] };
  }
}
function parseSshKey(text, shown) {
  const key = parsePrivateKey(text);
  return typeof key === "string" ? { keys: [], problems: [`${shown} ${key}`] } : { keys: [secret(text)], problems: [] };
}
function parseKeys(lines, shown) {
  const words = lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  const keys = words.filter(isKey);
  const strange = words.length - keys.length;
  return {
    keys: keys.map((key) => secret(key)),
    problems: strange === 0 ? [] : [`${shown} holds ${strange} line${strange > 1 ? "s" : ""} that are no age key`]
  };
}
function isKey(word) {
  if (!KEY.test(word)) return false;
  try {
    new Decrypter().addIdentity(word);
    return true;
  } catch {
    return false;
  }
}

// src/adapters/sops/sops-failure.ts
import { inputFailure$75 as inputFailure, operationFailure$75 as operationFailure } from "./common.js";
import { fileOrigin$88 as fileOrigin } from "./common.js";
function noKey(path, recipients, { problems, userFile: userFile2 }) {
  const trouble = problems.length === 0 ? "" : ` (${problems.join("; ")})`;
  return operationFailure({
    code: "state/no-key",
    message: `no key here opens ${path}: it is encrypted to ${recipients.join(", ")}${trouble}`,
    target: path,
    retry: "never",
    next: `put the key of one of these recipients into SOPS_AGE_KEY, a file that SOPS_AGE_KEY_FILE names, or ${userFile2}`
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
function otherKeys(path, kinds) {
  return inputFailure({
    code: "state/unsupported",
    message: `${kinds.join(" and ")} keys open this file too: only sops itself can give them a new data key`,
    hint: `run: sops rotate -i ${path}`,
    origin: fileOrigin(path)
  });
}

// src/adapters/sops/key-search.ts
async function findDataKey(path, sealed, variables) {
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
  const recipients = sealed.map(({ recipient }) => recipient);
  throw noKey(path, recipients, { problems: [...new Set(problems)], userFile: userFile(variables) });
}
async function ownRecipients(variables) {
  const found = await findKeys(variables);
  const keys = found.keys.length > 0 ? found.keys : (await askForKeys(variables, "")).keys;
  return [...new Set(await Promise.all(keys.map(recipientOf)))];
}

// src/adapters/sops/opened-file.ts
const { randomBytes: randomBytes2 } = process.getBuiltinModule("node:crypto");
import { unwrap$75 as unwrap3 } from "./common.js";

// src/core/sops/kept-values.ts
function keepingCipher(cipher) {
  const kept = /* @__PURE__ */ new Map();
  const nameOf = (plain, place) => `${place}
${plain.type}
${plain.bytes.join()}`;
  return {
    open: (sealed, place) => {
      const plain = cipher.open(sealed, place);
      if (plain !== void 0) {
        const name = nameOf(plain, place);
        kept.set(name, [...kept.get(name) ?? [], sealed]);
      }
      return plain;
    },
    seal: (plain, place) => {
      const known = kept.get(nameOf(plain, place));
      if (known === void 0) return cipher.seal(plain, place);
      return known.length > 1 ? known.shift() : known[0];
    }
  };
}

// src/adapters/sops/sops-file.ts
import { fileOrigin$88 as fileOrigin3 } from "./common.js";
import { invalid$94 as invalid3, valid$94 as valid3 } from "./common.js";

// src/core/sops/read-json.ts
import { MAX_TEXT$43 as MAX_TEXT, MAX_VALUES$43 as MAX_VALUES } from "./common.js";
import { fileOrigin$88 as fileOrigin2 } from "./common.js";
import { invalid$94 as invalid2, valid$94 as valid2 } from "./common.js";
var SPACE = /[ \t\r\n]*/y;
var TOKEN = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|[{}[\],:]/y;
function readJson(text, shown) {
  const source = { text, at: 0, values: 0 };
  try {
    if (text.length > MAX_TEXT) throw refusal(`this is more than ${MAX_TEXT} characters`, 0);
    const node = readNode(source);
    if (node.kind !== "branch") throw refusal("the top has to be an object", 0);
    const rest = nextToken(source, true);
    if (rest !== "") throw refusal("there is something behind the end", source.at - rest.length);
    return valid2([node]);
  } catch (error) {
    if (error instanceof RangeError) return refuse("this is nested too deep", text, shown, 0);
    if (error instanceof Error && "offset" in error) return refuse(error.message, text, shown, Number(error.offset));
    throw error;
  }
}
function readNode(source, token = nextToken(source)) {
  source.values += 1;
  if (source.values > MAX_VALUES) throw refusal(`this is more than ${MAX_VALUES} values`, source.at);
  if (token === "{") return readBranch(source);
  if (token === "[") return readList(source);
  if (token === "null") return { kind: "null" };
  if (token === "true" || token === "false") return leaf(plainOf("bool", token === "true" ? "True" : "False"));
  if (token.startsWith('"')) return leaf(plainOf("str", readText(source, token)));
  if (!/^[-0-9]/.test(token)) throw refusal(`a value is missing before ${token}`, source.at - token.length);
  return leaf(readNumber(token));
}
function readBranch(source) {
  const items = [];
  const keys = /* @__PURE__ */ new Set();
  for (let token = nextToken(source); token !== "}"; token = nextToken(source)) {
    if (items.length > 0) token = afterComma(source, token, "}");
    if (!token.startsWith('"')) throw refusal(`a key is missing before ${token}`, source.at - token.length);
    const key = readText(source, token);
    if (keys.has(key)) throw refusal(`the key "${key}" is there twice`, source.at - token.length);
    keys.add(key);
    if (nextToken(source) !== ":") throw refusal("a colon is missing", source.at - 1);
    items.push({ kind: "member", key, value: readNode(source) });
  }
  return { kind: "branch", items };
}
function readList(source) {
  const items = [];
  for (let token = nextToken(source); token !== "]"; token = nextToken(source))
    items.push(readNode(source, items.length > 0 ? afterComma(source, token, "]") : token));
  return { kind: "list", items };
}
function afterComma(source, token, end) {
  if (token !== ",") throw refusal(`a comma or ${end} is missing`, source.at - token.length);
  return nextToken(source);
}
function readNumber(digits) {
  const fitting = /^-?\d{1,19}$/.test(digits) ? toInt64(BigInt(digits)) : void 0;
  return fitting === void 0 ? plainOf("float", formatFloat(Number(digits))) : plainOf("int", fitting);
}
function readText(source, token) {
  try {
    return JSON.parse(token);
  } catch (error) {
    if (error instanceof SyntaxError) throw refusal("this text is out of form", source.at - token.length);
    throw error;
  }
}
function nextToken(source, mayEnd = false) {
  SPACE.lastIndex = source.at;
  source.at += SPACE.exec(source.text)?.[0].length ?? 0;
  TOKEN.lastIndex = source.at;
  const token = source.text[source.at] === '"' ? textToken(source) : TOKEN.exec(source.text)?.[0] ?? "";
  if (token === "" && !(mayEnd && source.at === source.text.length)) throw refusal("this is no JSON", source.at);
  source.at += token.length;
  return token;
}
function textToken({ text, at }) {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return text.slice(at, end + 1);
}
function leaf(plain) {
  return { kind: "leaf", plain };
}
function refusal(message, offset) {
  return Object.assign(new Error(message), { offset });
}
function refuse(message, text, shown, offset) {
  const lines = text.slice(0, offset).split("\n");
  const origin = fileOrigin2(shown, lines.length, (lines.at(-1)?.length ?? 0) + 1);
  return invalid2({ code: "state/json", message, origin });
}

// src/core/sops/write-json.ts
import { inputFailure$75 as inputFailure2 } from "./common.js";
function writeJson(tree) {
  return tree.map((branch) => `${nodeText(branch, "")}
`).join("");
}
function nodeText(node, indent) {
  if (node.kind === "null") return "null";
  if (node.kind === "leaf") return leafText(node.plain);
  const inner = `${indent}	`;
  const written = node.kind === "branch" ? memberTexts(node, inner) : itemTexts(node, inner);
  const [open2, close] = node.kind === "branch" ? ["{", "}"] : ["[", "]"];
  return written.length === 0 ? `${open2}${close}` : `${open2}
${written.join(",\n")}
${indent}${close}`;
}
function memberTexts({ items }, indent) {
  return items.flatMap(
    (item) => item.kind === "comment" ? [] : [`${indent}${textOf(item.key)}: ${nodeText(item.value, indent)}`]
  );
}
function itemTexts({ items }, indent) {
  return items.flatMap((item) => item.kind === "comment" ? [] : [`${indent}${nodeText(item, indent)}`]);
}
function leafText({ type, text }) {
  if (type === "bool") return text.toLowerCase();
  if (type === "int") return text;
  if (type !== "float") return textOf(text);
  const value = parseFloatText(text);
  if (!Number.isFinite(value)) throw inputFailure2({ code: "state/json", message: `JSON has no number ${text}` });
  return Object.is(value, -0) ? "-0.0" : JSON.stringify(value);
}
function textOf(text) {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

// src/adapters/sops/sops-file.ts
async function parseSopsFile(path, bytes) {
  const tree = await readTree(path, bytes);
  if (!tree.ok) return tree;
  const metadata = readMetadata(tree.value[0]);
  if (!metadata.ok) return invalid3(...metadata.issues.map((issue) => atFile(path, issue)));
  return valid3({ tree: tree.value.map((branch) => withoutMember(branch, "sops")), metadata: metadata.value });
}
async function composeSopsFile(path, { tree, metadata }) {
  const sops = { kind: "member", key: "sops", value: writeMetadata(metadata) };
  const whole = (tree.length === 0 ? [{ kind: "branch", items: [] }] : tree).map((branch) => ({
    ...branch,
    items: [...branch.items, sops]
  }));
  return new TextEncoder().encode(await writeTree(path, whole));
}
async function readTree(path, bytes) {
  const text = decode(bytes);
  if (text === void 0)
    return invalid3({ code: "state/not-sops", message: "this is no UTF-8 text", origin: fileOrigin3(path) });
  if (path.endsWith(".json")) return readJson(text, path);
  const { readYaml } = await import("./read-yaml-VGBCFHQN.js");
  return readYaml(text, path);
}
async function writeTree(path, tree) {
  if (path.endsWith(".json")) return writeJson(tree);
  const { writeYaml } = await import("./write-yaml-6LLSMCHC.js");
  return writeYaml(tree);
}
function atFile(path, issue) {
  return { ...issue, origin: fileOrigin3(path) };
}
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return void 0;
    throw error;
  }
}

// src/adapters/sops/value-cipher.ts
const { createCipheriv: createCipheriv2, createDecipheriv: createDecipheriv2, randomBytes } = process.getBuiltinModule("node:crypto");
var IV_BYTES = 32;
var TAG_BYTES2 = 16;
var ALGORITHM = "aes-256-gcm";
function valueCipher(dataKey) {
  return { open: (sealed, place) => open(sealed, place, dataKey), seal: (plain, place) => seal(plain, place, dataKey) };
}
function open(sealed, place, dataKey) {
  const [, data, iv, tag, type] = SEALED.exec(sealed) ?? [];
  const [content, nonce, mark] = [data, iv, tag].map(decode2);
  if (content === void 0 || nonce === void 0 || mark?.length !== TAG_BYTES2 || type === void 0)
    return void 0;
  const cipher = createDecipheriv2(ALGORITHM, dataKey, nonce, { authTagLength: TAG_BYTES2 });
  cipher.setAAD(Buffer.from(place)).setAuthTag(mark);
  const bytes = cipher.update(content);
  try {
    cipher.final();
  } catch {
    return void 0;
  }
  return readPlain(type, new Uint8Array(bytes), bytes.toString("utf8"));
}
function decode2(text) {
  const bytes = Buffer.from(text ?? "", "base64");
  return bytes.length > 0 && bytes.toString("base64") === text ? bytes : void 0;
}
function seal({ type, bytes }, place, dataKey) {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv2(ALGORITHM, dataKey, iv, { authTagLength: TAG_BYTES2 });
  cipher.setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(bytes), cipher.final()]).toString("base64");
  return `ENC[AES256_GCM,data:${data},iv:${iv.toString("base64")},tag:${cipher.getAuthTag().toString("base64")},type:${type}]`;
}

// src/adapters/sops/opened-file.ts
async function openFile(path, bytes, { variables }) {
  const { tree, metadata } = unwrap3(await parseSopsFile(path, bytes));
  const dataKey = await findDataKey(path, metadata.age, variables);
  const cipher = keepingCipher(valueCipher(dataKey));
  const opened = openTree(tree, metadata.rule, cipher);
  if ("tampered" in opened) throw tampered(path, `the value of ${opened.tampered} is not what was encrypted there`);
  const mac = valueCipher(dataKey).open(metadata.mac, metadata.lastmodified);
  if (mac === void 0 || toValue(mac) !== opened.mac) throw tampered(path, "its MAC does not fit its values");
  return { tree: opened.tree, metadata, dataKey, cipher, clear: opened.clear };
}
function newFile(rule) {
  return withFreshKey({ tree: [toTree({})], metadata: newMetadata(rule), clear: [] });
}
function withFreshKey(file) {
  const dataKey = new Uint8Array(randomBytes2(DATA_KEY_BYTES));
  return { ...file, metadata: { ...file.metadata, age: [] }, dataKey, cipher: valueCipher(dataKey) };
}
async function addressTo(file, recipients) {
  const known = new Map(file.metadata.age.map((key) => [key.recipient, key]));
  const added = recipients.filter((recipient) => !known.has(recipient));
  for (const key of await sealDataKey(file.dataKey, added)) known.set(key.recipient, key);
  const age = recipients.flatMap((recipient) => known.get(recipient) ?? []);
  return { ...file, metadata: { ...file.metadata, age } };
}
async function sealFile(path, { tree, metadata, cipher, dataKey }, { clock }) {
  const sealed = sealTree(tree, metadata.rule, cipher);
  const check = openTree(sealed.tree, metadata.rule, valueCipher(dataKey));
  if ("tampered" in check || check.mac !== sealed.mac) throw new Error("what was just sealed does not open");
  const lastmodified = describeMoment(clock.now());
  const mac = cipher.seal(toPlain(sealed.mac), lastmodified);
  const bytes = await composeSopsFile(path, { tree: sealed.tree, metadata: { ...metadata, lastmodified, mac } });
  return { bytes, clear: sealed.clear };
}

// src/adapters/sops/sops-files.ts
function sopsFiles(surroundings) {
  const open2 = (path, bytes) => openFile(path, bytes, surroundings);
  const seal2 = (path, file, tree) => sealWhole(path, file, tree, surroundings);
  return {
    open: async (path, bytes) => toJson((await open2(path, bytes)).tree[0] ?? toTree({})),
    seal: async (path, value, { previous, recipients, ...sealing }) => {
      const rule = "rule" in sealing ? sealing.rule : void 0;
      const before = previous === void 0 ? newFile(rule) : await open2(path, previous);
      const file = recipients === void 0 ? before : await addressTo(before, recipients);
      return seal2(path, file, mergeFirst(file.tree, value));
    },
    openText: async (path, bytes) => writeTree(path, (await open2(path, bytes)).tree),
    sealText: async (path, text, previous) => {
      const file = await open2(path, previous);
      const tree = await readPlainTree(path, text);
      const isSame = await writeTree(path, tree) === await writeTree(path, file.tree);
      return isSame ? void 0 : seal2(path, file, tree);
    },
    rotate: async (path, bytes) => {
      const file = await open2(path, bytes);
      const { age, foreign } = file.metadata;
      if (foreign.length > 0) throw otherKeys(path, foreign);
      const recipients = age.map(({ recipient }) => recipient);
      return seal2(path, await addressTo(withFreshKey(file), recipients), file.tree);
    },
    rewrap: async (path, bytes, recipients) => {
      const { metadata } = await addressTo(await open2(path, bytes), recipients);
      const { tree } = unwrap4(await parseSopsFile(path, bytes));
      return composeSopsFile(path, { tree, metadata });
    },
    inspect: async (path, bytes) => {
      const file = await parseSopsFile(path, bytes);
      if (!file.ok) return file;
      const { age, foreign, lastmodified } = file.value.metadata;
      return valid4({ recipients: age.map(({ recipient }) => recipient), foreign, changedAt: lastmodified });
    },
    checkRecipients,
    ownRecipients: () => ownRecipients(surroundings.variables)
  };
}
async function sealWhole(path, file, tree, surroundings) {
  const { bytes, clear } = await sealFile(path, { ...file, tree }, surroundings);
  const shown = clear.filter((place) => !file.clear.includes(place));
  if (shown.length > 0) throw clearText(path, shown);
  return bytes;
}
async function readPlainTree(path, text) {
  const tree = unwrap4(await readTree(path, new TextEncoder().encode(text)));
  if (tree.every((branch) => memberOf(branch, "sops") === void 0)) return tree;
  const message = "the key sops is taken: sops keeps its own notes there";
  throw inputFailure3({ code: "state/form", message, origin: fileOrigin4(path) });
}
function mergeFirst([first = toTree({}), ...more], value) {
  return [mergeTree(first, value), ...more];
}
function clearText(path, places) {
  return inputFailure3(
    ...places.map((place) => ({
      code: "state/clear-text",
      message: `${place} would be written in clear text, by the rule in the file's own sops mapping`,
      hint: "give it another name, or encrypt the file with another rule",
      origin: fileOrigin4(path)
    }))
  );
}
export {
  sopsFiles
};
