/** SOPS documents as data: opening one, checking its MAC, and changing values so that the rest stays byte for byte. */
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Json, JsonObject } from '../json.ts';
import { placeOf, toPlain, toValue, type ValueCipher } from './sops-leaf.ts';
import type { SopsMetadata } from './sops-rules.ts';

/** What a document says once opened: its values without `sops:`, and the MAC that belongs to them, in upper-case hex. */
export interface Opened {
  readonly value: JsonObject;
  readonly mac: string;
}

/** A value that is not what was encrypted at its place; `path` names it. */
export interface Tampered {
  readonly tampered: string;
}

// The MAC over encrypted values alone begins with these bytes, so that it never equals the other kind.
const MAC_ONLY_ENCRYPTED = '8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69';

type Rules = Pick<SopsMetadata, 'encrypts' | 'macOnlyEncrypted'>;

/**
 * Decrypts all values in document order. Comments are no values and no part of the MAC.
 * @source getsops/sops 3.13, `sops.go`, `Tree.Decrypt`.
 */
export function openDocument(document: Document, rules: Rules, cipher: ValueCipher): Opened | Tampered {
  const reading: Reading = { document, rules, cipher, hashed: [] };
  if (rules.macOnlyEncrypted) reading.hashed.push(hexBytes(MAC_ONLY_ENCRYPTED));
  try {
    const value = openMap(document.contents as YAMLMap, [], reading);
    return { value, mac: bytesToHex(sha512(concatBytes(...reading.hashed))).toUpperCase() };
  } catch (error) {
    if (isTampered(error)) return { tampered: error.tampered };
    throw error;
  }
}

interface Reading {
  readonly document: Document;
  readonly rules: Rules;
  readonly cipher: ValueCipher;
  /** Plaintext of the values so far. */
  readonly hashed: Uint8Array[];
}

/** The members of a mapping; at the top without `sops`. */
function openMap(map: YAMLMap, path: readonly string[], reading: Reading): JsonObject {
  const value: JsonObject = {};
  for (const { key, value: node } of map.items) {
    const name = isScalar(key) ? key.value : key;
    if (typeof name !== 'string') throw tamperedAt([...path, '(a key that is no text)']);
    if (path.length === 0 && name === 'sops') continue;
    const member = openNode(node as Node | null, [...path, name], reading);
    if (member !== undefined) value[name] = member;
  }
  return value;
}

/** Undefined for a comment that stands as an item of a list. */
function openNode(node: Node | null, path: readonly string[], reading: Reading): Json | undefined {
  if (isAlias(node)) return openNode(node.resolve(reading.document) ?? null, path, reading);
  if (isMap(node)) return openMap(node, path, reading);
  if (isSeq(node)) {
    const items = node.items.map((item) => openNode(item as Node | null, path, reading));
    return items.filter((item) => item !== undefined);
  }
  if (!isScalar(node) || node.value === null) return null;
  return reading.rules.encrypts(path) ? openSealed(node, path, reading) : openPlain(node, path, reading);
}

function openSealed(node: Scalar, path: readonly string[], { cipher, hashed }: Reading): Json | undefined {
  if (node.value === '') return '';
  const plain = typeof node.value === 'string' ? cipher.open(node.value, placeOf(path)) : undefined;
  if (plain === undefined) throw tamperedAt(path);
  const value = toValue(plain);
  if (value !== undefined) hashed.push(plain.bytes);
  return value;
}

function openPlain(node: Scalar, path: readonly string[], { rules, hashed }: Reading): Json {
  const { value, source } = node;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw tamperedAt(path);
  // A whole number is hashed as it is written: it may have more digits than a JavaScript number.
  const digits = typeof value === 'number' && source !== undefined && /^-?\d+$/.test(source);
  if (!rules.macOnlyEncrypted) hashed.push(digits ? utf8ToBytes(source) : toPlain(value).bytes);
  return value;
}

function tamperedAt(path: readonly string[]): Error & Tampered {
  const tampered = path.join('.');
  return Object.assign(new Error(tampered), { tampered });
}

function isTampered(error: unknown): error is Error & Tampered {
  return error instanceof Error && 'tampered' in error;
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
