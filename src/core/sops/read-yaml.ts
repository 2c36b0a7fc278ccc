/** YAML as a tree: values as Go reads them, comments at the place where sops sees them. */
import { isAlias, isMap, isNode, isScalar, isSeq, type LineCounter, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { fileOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { composeYaml, findTargets } from '../yaml/compose-yaml.ts';
import { isRefusal, readScalar, refusal } from './read-scalar.ts';
import type { Branch, Comment, List, Tree, TreeNode } from './tree.ts';
import { listComments, type Remarks, remarksOf } from './yaml-comments.ts';

/** What aliases may stand for in all: a file that is larger than it looks is an attack. */
const MAX_ALIASED_VALUES = 10_000;
const MAX_ALIASED_LETTERS = 1_000_000;

/** @param shown The file as the user can open it. Issue: `state/yaml`, with its place. */
export function readYaml(text: string, shown: string): Result<Tree> {
  const { documents, isEmpty, lines, errors } = composeYaml(text, { schema: 'failsafe', uniqueKeys: false });
  const refuse = (message: string, offset: number) => {
    const { line, col } = lines.linePos(offset);
    return invalid({ code: 'state/yaml', message, origin: fileOrigin(shown, Math.max(1, line), Math.max(1, col)) });
  };
  const [error] = errors;
  if (error !== undefined) return refuse(error.message, error.offset);
  const written = isEmpty ? [] : documents;
  try {
    const remarks = remarksOf(listComments(text), lines);
    return valid(
      written.map((document, i) => {
        const targets = findTargets(document);
        const resolve = (node: Node) => (isAlias(node) ? targets.get(node) : undefined);
        const reading = { remarks, resolve, counter: lines, aliased: { values: 0, letters: 0 }, inAlias: false };
        const end = i + 1 < written.length ? document.range?.[2] : undefined;
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
  readonly aliased: { values: number; letters: number };
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
  const names = new Set<string>();
  map.items.forEach(({ key, value }, i) => {
    const at = startOf(key) ?? 0;
    const name = readKey(key as Node);
    if (names.has(name)) throw refusal(`the key "${name}" is there twice`, at);
    names.add(name);
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
  if (reading.inAlias) checkAliased(node, reading.aliased);
  if (isMap(node)) return readBranch(node, limit, reading);
  if (isSeq(node)) return readList(node, limit, reading);
  const plain = isScalar(node) ? readScalar(node) : undefined;
  return plain === undefined ? { kind: 'null' } : { kind: 'leaf', plain };
}

function checkAliased(node: Node | null, aliased: Reading['aliased']): void {
  aliased.values += 1;
  if (isScalar(node)) aliased.letters += String(node.value).length;
  if (aliased.values > MAX_ALIASED_VALUES || aliased.letters > MAX_ALIASED_LETTERS)
    throw refusal('its aliases stand for too much', startOf(node) ?? 0);
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

function readKey(node: Node): string {
  const plain = isScalar(node) ? readScalar(node) : undefined;
  if (plain?.type !== 'str') throw refusal('keys have to be text', node.range?.[0] ?? 0);
  return plain.text;
}
