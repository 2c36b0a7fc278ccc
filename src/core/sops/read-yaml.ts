/** YAML as a tree: values as Go reads them, comments at the place where sops sees them. */
import { bytesToHex } from '@noble/hashes/utils.js';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { fileOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { resolveScalar } from './go-scalar.ts';
import { type Plain, plainOf } from './leaf.ts';
import type { Branch, Comment, List, Tree, TreeNode } from './tree.ts';
import { listComments, type Remarks, remarksOf } from './yaml-comments.ts';

/** Values that aliases may stand for in all: a file that is larger than it looks is an attack. */
const ALIAS_LIMIT = 10_000;

/** @param shown The file as the user can open it. Issue: `state/yaml`, with its place. */
export function readYaml(text: string, shown: string): Result<Tree> {
  const counter = new LineCounter();
  const refuse = (message: string, offset: number) => {
    const { line, col } = counter.linePos(offset);
    return invalid({ code: 'state/yaml', message, origin: fileOrigin(shown, line, col) });
  };
  try {
    const found = parseAllDocuments(text, { schema: 'failsafe', lineCounter: counter, prettyErrors: false });
    const documents = Array.isArray(found) ? found : [];
    const [error] = documents.flatMap(({ errors }) => errors);
    if (error !== undefined) return refuse(error.message.split('\n')[0] ?? '', error.pos[0]);
    const remarks = remarksOf(listComments(text), counter);
    return valid(
      documents.map((document, i) => {
        const resolve = (node: Node) => (isAlias(node) ? node.resolve(document) : undefined);
        const reading = { remarks, resolve, counter, aliased: { count: 0 }, inAlias: false };
        const end = i + 1 < documents.length ? document.range?.[2] : undefined;
        return readDocument(document.contents as Node | null, end ?? text.length + 1, reading);
      }),
    );
  } catch (error) {
    if (isRefusal(error)) return refuse(error.message, error.offset);
    if (error instanceof RangeError) return refuse('this is nested too deep', 0);
    throw error;
  }
}

interface Reading {
  readonly remarks: Remarks;
  readonly resolve: (node: Node) => Node | undefined;
  readonly counter: LineCounter;
  readonly aliased: { count: number };
  readonly inAlias: boolean;
}

function readDocument(node: Node | null, limit: number, reading: Reading): Branch {
  if (isMap(node)) {
    const before = reading.remarks.takeBefore(node.range?.[0] ?? 0);
    const { items } = readBranch(node, limit, reading);
    return { kind: 'branch', items: [...before, ...items, ...reading.remarks.takeBefore(limit)] };
  }
  const empty = node === null || (isScalar(node) && node.type === 'PLAIN' && node.value === '');
  if (!empty) throw refusal('the top of a document has to be a mapping', node.range?.[0] ?? 0);
  return { kind: 'branch', items: reading.remarks.takeBefore(limit) };
}

function readBranch(map: YAMLMap, limit: number, reading: Reading): Branch {
  const { remarks } = reading;
  const items: Branch['items'][number][] = [];
  map.items.forEach(({ key, value }, i) => {
    const at = startOf(key) ?? 0;
    const name = readKey(key as Node);
    items.push(...remarks.takeBefore(at));
    const read = readValue(
      value as Node | null,
      { at, limit: startOf(map.items[i + 1]?.key) ?? endOf(map, limit) },
      reading,
    );
    items.push(...read.comments, { kind: 'member', key: name, value: read.value });
  });
  return { kind: 'branch', items: [...items, ...takeEnd(map, limit, reading)] };
}

function readList(list: YAMLSeq, limit: number, reading: Reading): List {
  const items = list.items.flatMap((item, i): (TreeNode | Comment)[] => {
    const at = startOf(item) ?? 0;
    const before = reading.remarks.takeBefore(at);
    const read = readValue(
      item as Node | null,
      { at, limit: startOf(list.items[i + 1]) ?? endOf(list, limit) },
      reading,
    );
    return [...before, ...read.comments, read.value];
  });
  return { kind: 'list', items: [...items, ...takeEnd(list, limit, reading)] };
}

/** The comments behind the last value of a collection that still belong to it. */
function takeEnd(node: YAMLMap | YAMLSeq, limit: number, { remarks }: Reading): Comment[] {
  const [start, end] = node.range ?? [0, 0];
  return node.flow ? remarks.takeBefore(end) : remarks.takeBelow(limit, start);
}

/** A value and the comments that are about it: those in the line of its key, and behind it. */
function readValue(
  node: Node | null,
  { at, limit }: { readonly at: number; readonly limit: number },
  reading: Reading,
): { readonly value: TreeNode; readonly comments: readonly Comment[] } {
  const [start, end] = node?.range ?? [at, at];
  const { remarks, counter } = reading;
  const last = Math.max(start, end - 1);
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const comments = remarks.takeLine(at, start);
    return { value: readNode(node, limit, reading), comments };
  }
  const value = readNode(node, limit, reading);
  const comments = remarks.takeLine(Math.max(at, last), limit);
  const isShort = isScalar(node) && counter.linePos(at).line === counter.linePos(last).line;
  return { value, comments: isShort ? comments.map((comment) => ({ ...comment, inline: true })) : comments };
}

function readNode(node: Node | null, limit: number, reading: Reading): TreeNode {
  if (isAlias(node)) return readAlias(node, reading);
  if (reading.inAlias && ++reading.aliased.count > ALIAS_LIMIT)
    throw refusal('its aliases stand for too much', startOf(node) ?? 0);
  if (isMap(node)) return readBranch(node, limit, reading);
  if (isSeq(node)) return readList(node, limit, reading);
  const plain = isScalar(node) ? readScalar(node) : undefined;
  return plain === undefined ? { kind: 'null' } : { kind: 'leaf', plain };
}

/** Behind a closing bracket nothing belongs to what it closes. */
function endOf({ flow, range }: YAMLMap | YAMLSeq, limit: number): number {
  return flow ? (range?.[1] ?? limit) : limit;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function readAlias(node: Node, reading: Reading): TreeNode {
  const meant = reading.resolve(node);
  if (meant === undefined) throw refusal('this alias leads nowhere', node.range?.[0] ?? 0);
  return readNode(meant, 0, { ...reading, inAlias: true, remarks: remarksOf([], reading.counter) });
}

function readScalar(node: Scalar): Plain | undefined {
  const { value, tag, source } = node;
  const offset = node.range?.[0] ?? 0;
  if (value instanceof Uint8Array) return binaryPlain(new Uint8Array(value));
  // The value itself may have become something else already, by its tag.
  const text = source ?? String(value);
  const resolved = resolveScalar(text);
  if (tag === undefined) return node.type === 'PLAIN' ? resolved : plainOf('str', text);
  const type = /^tag:yaml\.org,2002:(str|merge|int|float|bool|null|timestamp)$/.exec(tag)?.[1];
  // Go tags the text << so, wherever it stands.
  if (type === 'str' || type === 'merge') return plainOf('str', text);
  if (type === 'null' && resolved === undefined) return undefined;
  const wanted = type === 'timestamp' ? 'time' : type;
  if (wanted === 'float' && resolved?.type === 'int') return plainOf('float', resolved.text);
  if (resolved === undefined || resolved.type !== wanted) throw refusal(`this is no ${tag}`, offset);
  return resolved;
}

/** sops takes bytes for text, whatever they are. */
function binaryPlain(bytes: Uint8Array): Plain {
  const escaped = `%${bytesToHex(bytes).match(/../g)?.join('%') ?? ''}`;
  try {
    return { type: 'str', bytes, text: bytes.length === 0 ? '' : decodeURIComponent(escaped) };
  } catch (error) {
    if (error instanceof URIError) return { type: 'str', bytes, text: String.fromCharCode(...bytes) };
    throw error;
  }
}

function readKey(node: Node): string {
  const plain = isScalar(node) ? readScalar(node) : undefined;
  if (plain?.type !== 'str') throw refusal('keys have to be text', node.range?.[0] ?? 0);
  return plain.text;
}

interface Refusal {
  readonly offset: number;
}

function refusal(message: string, offset: number): Error & Refusal {
  return Object.assign(new Error(message), { offset });
}

function isRefusal(error: unknown): error is Error & Refusal {
  return error instanceof Error && 'offset' in error;
}
