/** A tree as JSON, line for line like sops. Comments have no place in it and are left out. */
import { inputFailure } from '../error.ts';
import { type Plain, parseFloatText } from './leaf.ts';
import type { Branch, List, Tree, TreeNode } from './tree.ts';

/** The text of a file. @throws input `state/json`: a number that JSON cannot hold. */
export function writeJson(tree: Tree): string {
  return tree.map((branch) => `${nodeText(branch, '')}\n`).join('');
}

function nodeText(node: TreeNode, indent: string): string {
  if (node.kind === 'null') return 'null';
  if (node.kind === 'leaf') return leafText(node.plain);
  const inner = `${indent}\t`;
  const written = node.kind === 'branch' ? memberTexts(node, inner) : itemTexts(node, inner);
  const [open, close] = node.kind === 'branch' ? ['{', '}'] : ['[', ']'];
  return written.length === 0 ? `${open}${close}` : `${open}\n${written.join(',\n')}\n${indent}${close}`;
}

function memberTexts({ items }: Branch, indent: string): string[] {
  return items.flatMap((item) =>
    item.kind === 'comment' ? [] : [`${indent}${textOf(item.key)}: ${nodeText(item.value, indent)}`],
  );
}

function itemTexts({ items }: List, indent: string): string[] {
  return items.flatMap((item) => (item.kind === 'comment' ? [] : [`${indent}${nodeText(item, indent)}`]));
}

function leafText({ type, text }: Plain): string {
  if (type === 'bool') return text.toLowerCase();
  if (type === 'int') return text;
  if (type !== 'float') return textOf(text);
  const value = parseFloatText(text);
  if (!Number.isFinite(value)) throw inputFailure({ code: 'state/json', message: `JSON has no number ${text}` });
  return Object.is(value, -0) ? '-0.0' : JSON.stringify(value);
}

/** Go escapes also what could end a script in a web page. @source https://pkg.go.dev/encoding/json#Marshal */
function textOf(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
