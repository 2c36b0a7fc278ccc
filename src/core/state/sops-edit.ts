/** Putting values into a SOPS document: what did not change keeps its very bytes, comments stay where they are. */
import { type Document, isMap, isScalar, isSeq, type Node, type Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { placeOf, toPlain, toValue, type ValueCipher } from './sops-leaf.ts';

/** How values are encrypted, and which keys never may be in clear text. */
export interface Editing {
  readonly document: Document;
  readonly cipher: ValueCipher;
  /** As in the file's metadata. A value that it would leave in clear text is refused. */
  readonly encrypts: (path: readonly string[]) => boolean;
}

/** What YAML 1.1 readers, Go's among them, take for something else than text; quoted it is text to all. */
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_./-]*$/;
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * Makes the document hold exactly `value` (besides `sops:`), encrypting what is new or changed.
 * @throws Error with `clearText`, the path of a value that the file's rules would leave unencrypted.
 */
export function editDocument(value: JsonObject, editing: Editing): void {
  editMap(editing.document.contents as YAMLMap, value, [], editing);
}

/** The path of a value that would have been written in clear text, if that is what the error is about. */
export function clearTextOf(error: unknown): string | undefined {
  return error instanceof Error && 'clearText' in error ? String(error.clearText) : undefined;
}

/** Text that no reader of YAML takes for anything else. */
export function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function editMap(map: YAMLMap, value: JsonObject, path: readonly string[], editing: Editing): void {
  const isMetadata = (name: unknown) => path.length === 0 && name === 'sops';
  map.items = map.items.filter(({ key }) => isMetadata(nameOf(key)) || Object.hasOwn(value, String(nameOf(key))));
  for (const [name, member] of Object.entries(value)) {
    const pair = map.items.find(({ key }) => nameOf(key) === name);
    if (pair !== undefined) editPair(pair, member, [...path, name], editing);
    else {
      const end = map.items.findIndex(({ key }) => isMetadata(nameOf(key)));
      const added = editing.document.createPair(toKey(name), toNode(member, [...path, name], editing));
      map.items.splice(end < 0 ? map.items.length : end, 0, added);
    }
  }
}

function editPair(pair: Pair, member: Json, path: readonly string[], editing: Editing): void {
  const node = pair.value as Node | null;
  if (isMap(node) && isObject(member)) editMap(node, member, path, editing);
  else if (!holds(node, member, path, editing)) pair.value = toNode(member, path, editing);
}

/** True when the node stands for that value already. */
function holds(node: Node | null, value: Json, path: readonly string[], editing: Editing): boolean {
  if (isSeq(node)) {
    const items = node.items.filter((item) => !isComment(item as Node, path, editing));
    return (
      Array.isArray(value) &&
      items.length === value.length &&
      items.every((item, i) => holds(item as Node, value[i] ?? null, path, editing))
    );
  }
  if (isMap(node)) {
    const names = node.items.map(({ key }) => String(nameOf(key)));
    if (!isObject(value) || names.length !== Object.keys(value).length) return false;
    return node.items.every(({ key, value: item }) => {
      const name = String(nameOf(key));
      return Object.hasOwn(value, name) && holds(item as Node, value[name] ?? null, [...path, name], editing);
    });
  }
  return (openScalar(node, path, editing) ?? null) === value;
}

function isComment(node: Node, path: readonly string[], editing: Editing): boolean {
  return isScalar(node) && openScalar(node, path, editing) === undefined;
}

function openScalar(node: Node | null, path: readonly string[], { cipher, encrypts }: Editing): Json | undefined {
  if (!isScalar(node)) return null;
  if (typeof node.value !== 'string' || node.value === '' || !encrypts(path)) return node.value as Json;
  const plain = cipher.open(node.value, placeOf(path));
  return plain === undefined ? null : toValue(plain);
}

function toNode(value: Json, path: readonly string[], editing: Editing): Node {
  const { document, cipher, encrypts } = editing;
  if (Array.isArray(value)) {
    const list = new YAMLSeq(document.schema);
    list.items = value.map((item) => toNode(item, path, editing));
    return list;
  }
  if (isObject(value)) {
    const map = new YAMLMap(document.schema);
    map.items = Object.entries(value).map(([name, item]) =>
      document.createPair(toKey(name), toNode(item, [...path, name], editing)),
    );
    return map;
  }
  if (value === null) return document.createNode(null);
  if (!encrypts(path)) throw Object.assign(new Error('clear text'), { clearText: path.join('.') });
  return value === '' ? quoted('') : new Scalar(cipher.seal(toPlain(value), placeOf(path)));
}

function toKey(name: string): Scalar {
  return PLAIN_KEY.test(name) && !WORDS.test(name) ? new Scalar(name) : quoted(name);
}

function nameOf(key: unknown): unknown {
  return isScalar(key) ? key.value : key;
}
