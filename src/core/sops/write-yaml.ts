/** A tree as YAML, line for line like sops: whoever wrote a file last, only what changed shows in a diff. */
import { plainOf } from './leaf.ts';
import type { Branch, Comment, List, Member, Tree, TreeNode } from './tree.ts';
import { blockLines, inlineScalar } from './yaml-scalar.ts';

/** Columns per level, as sops sets it. */
const INDENT = 4;
/** Characters of the longest key that YAML takes before a colon is 1024, quotes included. */
const LONGEST_KEY = 1000;

/** The text of a file. @source go.yaml.in/yaml v3.0.4, `emitterc.go`. */
export function writeYaml(tree: Tree): string {
  return tree.map((branch) => `${branchLines(branch, 0).join('\n')}\n`).join('---\n');
}

function branchLines({ items }: Branch, indent: number): string[] {
  if (items.every(isComment)) return [...commentLines(items, indent), `${' '.repeat(indent)}{}`];
  return withComments(items, indent, (member) => memberLines(member, indent));
}

/** The lines of all values, and of the comments between them; `inline` ones behind a value that takes one line. */
function withComments<T extends Member | TreeNode>(
  items: readonly (T | Comment)[],
  indent: number,
  linesOf: (item: T) => string[],
): string[] {
  const lines: string[] = [];
  let waiting: Comment | undefined;
  for (const item of items) {
    const before = waiting === undefined ? [] : [waiting];
    waiting = undefined;
    if (isComment(item)) {
      lines.push(...commentLines(before, indent));
      waiting = item;
      continue;
    }
    const written = linesOf(item);
    const [inline] = before;
    if (inline?.inline && written.length === 1 && isSingle(item)) lines.push(`${written[0]} #${inline.text}`);
    else lines.push(...commentLines(before, indent), ...written);
  }
  return [...lines, ...commentLines(waiting === undefined ? [] : [waiting], indent)];
}

function isSingle(item: Member | TreeNode): boolean {
  const { kind } = item.kind === 'member' ? item.value : item;
  return kind === 'leaf' || kind === 'null';
}

function memberLines({ key, value }: Member, indent: number): string[] {
  const name = inlineScalar(plainOf('str', key));
  const [first = '', ...rest] = valueLines(value, nextLevel(indent));
  const margin = ' '.repeat(indent);
  if (name.length <= LONGEST_KEY) return [`${margin}${name}:${first}`, ...rest];
  return [`${margin}? ${name}`, `${margin}:${first}`, ...rest];
}

/** What comes behind the colon, and the lines below it. */
function valueLines(value: TreeNode, indent: number): string[] {
  if (value.kind === 'leaf' || value.kind === 'null') return scalarLines(value, indent);
  if (value.items.length === 0) return [value.kind === 'list' ? ' []' : ' {}'];
  return ['', ...(value.kind === 'list' ? listLines(value, indent) : branchLines(value, indent))];
}

function listLines({ items }: List, indent: number): string[] {
  if (items.every(isComment)) return [...commentLines(items, indent), `${' '.repeat(indent)}[]`];
  return withComments(items, indent, (item) => itemLines(item, indent));
}

function itemLines(item: TreeNode, indent: number): string[] {
  const margin = ' '.repeat(indent);
  const within = indent + 2;
  if (item.kind === 'leaf' || item.kind === 'null' || item.items.length === 0) {
    const [first, ...rest] = valueLines(item, within);
    return [`${margin}-${first}`, ...rest];
  }
  const lines = item.kind === 'list' ? listLines(item, within) : branchLines(item, within);
  // Comments before the first value of an item stand before its dash: they belong to the same path.
  const heads = lines.findIndex((line) => !line.startsWith('#', within));
  const [first = '', ...rest] = lines.slice(heads);
  return [...lines.slice(0, heads).map((line) => line.slice(2)), `${margin}- ${first.slice(within)}`, ...rest];
}

function scalarLines(node: TreeNode, indent: number): string[] {
  if (node.kind !== 'leaf') return [' null'];
  const [first, ...rest] = blockLines(node.plain) ?? [inlineScalar(node.plain)];
  return [` ${first}`, ...rest.map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`))];
}

function isComment(item: Member | TreeNode | Comment): item is Comment {
  return item.kind === 'comment';
}

function commentLines(comments: readonly Comment[], indent: number): string[] {
  return comments.map(({ text }) => `${' '.repeat(indent)}#${text}`);
}

/** The next multiple: what is in a list stands two columns further than its dash, and only there. */
function nextLevel(indent: number): number {
  return INDENT * (Math.floor(indent / INDENT) + 1);
}
