/** Keys, and values that stand on one line of plain YAML: texts, numbers, `[a, b]`, `{ a: b }`. */
import type { FileOrigin } from '../issue.ts';
import type { PlainLines } from './plain-lines.ts';
import { toPlainValue } from './plain-scalar.ts';
import type { Member, ValueNode } from './value-node.ts';

/** A value and where it ends. */
export interface ReadValue {
  readonly value: ValueNode;
  readonly end: number;
}

const KEY = /([A-Za-z_$][\w.*/+-]*|"[^"\\\n]+"|'[^'\n]+')[ ]*:(?=[ \n]|$)/y;
const DOUBLE = /"([^"\\\n]*)"/y;
const SINGLE = /'((?:[^'\n]|'')*)'/y;
const BLOCK_TEXT = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|[-?:](?=[^\s]))(?:[^\s:#]+|:(?=[^\s])|#|[ ]+(?=[^\s#]))*/y;
const FLOW_TEXT =
  /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=[^\s,[\]{}]))(?:[^\s:#,[\]{}]+|:(?=[^\s,[\]{}])|#|[ ]+(?=[^\s#,[\]{}]))*/y;
const MAX_KEY = 200;
const MAX_DEPTH = 20;

/** The key that begins at `at`: its name, and where its colon ends. Undefined: none that is plain. */
export function readKey(text: string, at: number): { readonly name: string; readonly end: number } | undefined {
  KEY.lastIndex = at;
  const found = KEY.exec(text)?.[1];
  if (found === undefined || found.length > MAX_KEY) return undefined;
  const name = /^["']/.test(found) ? found.slice(1, -1) : found;
  return name === '__proto__' ? undefined : { name, end: KEY.lastIndex };
}

/** The value that begins at `at` and ends on the same line. Undefined: it is not plain. */
export function readLineValue(lines: PlainLines, at: number): ReadValue | undefined {
  const isFlow = lines.text[at] === '[' || lines.text[at] === '{';
  return isFlow ? readFlow(lines, at, 0) : readScalar(lines, at, BLOCK_TEXT);
}

/** Lists, mappings and null are shown where their key is; other values where they stand. */
export function underKey(value: ValueNode, key: FileOrigin): ValueNode {
  return value.kind === 'scalar' && value.value !== null ? value : { ...value, origin: key };
}

function readFlow(lines: PlainLines, at: number, depth: number): ReadValue | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (lines.text[at] === '[') return readList(lines, at, depth);
  if (lines.text[at] === '{') return readMapping(lines, at, depth);
  return readScalar(lines, at, FLOW_TEXT);
}

function readList(lines: PlainLines, at: number, depth: number): ReadValue | undefined {
  const items: ValueNode[] = [];
  let next = lines.skipSpaces(at + 1);
  while (lines.text[next] !== ']') {
    const item = readFlow(lines, next, depth + 1);
    if (item === undefined || lines.odd) return undefined;
    const end = endOfMember(lines, item.end, ']');
    if (end === undefined) return undefined;
    items.push(item.value);
    next = end;
  }
  return { value: { kind: 'list', items, origin: lines.place(at) }, end: next + 1 };
}

function readMapping(lines: PlainLines, at: number, depth: number): ReadValue | undefined {
  const members = new Map<string, Member>();
  let next = lines.skipSpaces(at + 1);
  while (lines.text[next] !== '}') {
    const key = readKey(lines.text, next);
    if (key === undefined || members.has(key.name)) return undefined;
    const read = readFlow(lines, lines.skipSpaces(key.end), depth + 1);
    if (read === undefined || lines.odd) return undefined;
    const end = endOfMember(lines, read.end, '}');
    if (end === undefined) return undefined;
    const origin = lines.place(next);
    members.set(key.name, { key: origin, value: underKey(read.value, origin) });
    next = end;
  }
  return { value: { kind: 'mapping', members, origin: lines.place(at) }, end: next + 1 };
}

/** Behind a member: where the next one begins, or where the closing bracket stands. */
function endOfMember(lines: PlainLines, at: number, close: string): number | undefined {
  const next = lines.skipSpaces(at);
  if (lines.text[next] === close) return next;
  return lines.text[next] === ',' ? lines.skipSpaces(next + 1) : undefined;
}

function readScalar(lines: PlainLines, at: number, unquoted: RegExp): ReadValue | undefined {
  const quote = lines.text[at];
  const shape = quote === '"' ? DOUBLE : quote === "'" ? SINGLE : unquoted;
  shape.lastIndex = at;
  const found = shape.exec(lines.text);
  if (found === null) return undefined;
  const value = shape === unquoted ? toPlainValue(found[0]) : unquote(found[1] ?? '', quote);
  if (value === undefined) return undefined;
  return { value: { kind: 'scalar', value, origin: lines.place(at) }, end: shape.lastIndex };
}

function unquote(text: string, quote: string | undefined): string {
  return quote === "'" ? text.replaceAll("''", "'") : text;
}
