/**
 * The plain part of YAML that nearly every definition is written in, read in one pass: mappings and lists by
 * indentation, values on one line, comments. What it does not know it does not guess: it gives up, and the whole of YAML
 * reads the file. Both give the same values at the same places, which a test shows.
 */
import { type FileOrigin, fileOrigin } from '../issue.ts';
import { readKey, readLineValue, underKey } from './plain-flow.ts';
import { PlainLines } from './plain-lines.ts';
import type { MappingNode, Member, ValueNode } from './value-node.ts';

const MAX_DEPTH = 60;

/** The values of a file. Undefined: it holds a mistake, or more than this reads. */
export function readPlainYaml(text: string, file: string): MappingNode | undefined {
  const lines = new PlainLines(text, file);
  if (lines.odd || lines.indent > 0) return undefined;
  if (lines.indent === -1) return { kind: 'mapping', members: new Map(), origin: fileOrigin(file) };
  const root = readMapping(lines, lines.place(), 0);
  return lines.odd ? undefined : root;
}

function readMapping(lines: PlainLines, origin: FileOrigin, depth: number): MappingNode {
  const { indent } = lines;
  const members = new Map<string, Member>();
  while (lines.indent === indent && !lines.odd) {
    const key = readKey(lines.text, lines.at);
    const place = lines.place();
    if (key === undefined || members.has(key.name) || depth > MAX_DEPTH) lines.giveUp();
    else members.set(key.name, { key: place, value: readMember(lines, key.end, { place, depth }) });
  }
  endBlock(lines, indent);
  return { kind: 'mapping', members, origin };
}

/** What follows the colon of a key: a value on its line, or a block on the next ones. */
function readMember(lines: PlainLines, end: number, key: { readonly place: FileOrigin; readonly depth: number }) {
  const { indent } = lines;
  if (!lines.endsAt(end)) return underKey(readRest(lines, lines.skipSpaces(end)), key.place);
  lines.moveToNextLine();
  const isBlock = lines.indent > indent || (lines.indent === indent && lines.atItem());
  return isBlock ? readBlock(lines, key.place, key.depth + 1) : nothing(key.place);
}

function readList(lines: PlainLines, origin: FileOrigin, depth: number): ValueNode {
  const { indent } = lines;
  const items: ValueNode[] = [];
  while (lines.indent === indent && lines.atItem() && !lines.odd) items.push(readItem(lines, depth));
  endBlock(lines, indent);
  return { kind: 'list', items, origin };
}

/** What follows a dash. A mapping or list that begins on the same line goes on below its own first column. */
function readItem(lines: PlainLines, depth: number): ValueNode {
  lines.moveTo(lines.skipSpaces(lines.at + 1));
  const isBlock = lines.atItem() || readKey(lines.text, lines.at) !== undefined;
  return isBlock ? readBlock(lines, lines.place(), depth + 1) : readRest(lines, lines.at);
}

function readBlock(lines: PlainLines, origin: FileOrigin, depth: number): ValueNode {
  return lines.atItem() && depth <= MAX_DEPTH ? readList(lines, origin, depth) : readMapping(lines, origin, depth);
}

/** A value that fills the rest of its line. */
function readRest(lines: PlainLines, at: number): ValueNode {
  const read = readLineValue(lines, at);
  if (read === undefined || !lines.endsAt(read.end)) {
    const place = lines.place();
    lines.giveUp();
    return nothing(place);
  }
  lines.moveToNextLine();
  return read.value;
}

/** What is further in than the block that ended is no part of it: a text over several lines, or a mistake. */
function endBlock(lines: PlainLines, indent: number): void {
  if (lines.indent > indent) lines.giveUp();
}

function nothing(origin: FileOrigin): ValueNode {
  return { kind: 'scalar', value: null, origin };
}
