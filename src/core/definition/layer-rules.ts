/** What no layer may hold, wherever it stands: words that will mean something, and must not pass for plain text. */
import type { Issue } from '../issue.ts';
import type { ParsedLayer } from './parse-layer.ts';
import type { ValueNode } from './value-node.ts';

/** A layer takes part in many instances, and its rules hold in all of them alike. */
const checked = new WeakMap<ParsedLayer, readonly Issue[]>();

/** `definition/expression` for Liquid in values. */
export function checkLayer(layer: ParsedLayer): readonly Issue[] {
  const issues = checked.get(layer) ?? checkNode(layer.root);
  checked.set(layer, issues);
  return issues;
}

function checkNode(node: ValueNode): Issue[] {
  if (node.kind === 'list') return node.items.flatMap(checkNode);
  if (node.kind === 'scalar') return typeof node.value === 'string' ? checkText(node.value, node) : [];
  return [...node.members.values()].flatMap((member) => checkNode(member.value));
}

function checkText(text: string, { origin }: ValueNode): Issue[] {
  const word = /\{\{|\{%|%HOMEDIR%/.exec(text)?.[0];
  if (word === undefined) return [];
  const message = `"${word}" in a value: definitions are not rendered, only templates are`;
  return [{ code: 'definition/expression', message, hint: 'write the value itself', origin }];
}
