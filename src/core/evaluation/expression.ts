/** Which texts of a definition say how to compute a value, and which keys never do. */
import type { ScalarNode, ValueNode } from '../definition/value-node.ts';

/** Stands for the home of whoever runs the command (F-26). */
export const HOMEDIR = '%HOMEDIR%';

/**
 * Keys at the top that are read as they are written: who reads them does not know yet which instance, or even which
 * project, is meant.
 */
export const LITERAL_KEYS: ReadonlySet<string> = new Set([
  'inherit',
  'environ',
  'instances',
  'projects',
  'facsimile',
  'repo',
]);

/** A text that says how to compute its value. */
export type ExpressionNode = ScalarNode & { readonly value: string };

/** True for a text with Liquid in it. */
export function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

const computed = new WeakMap<ValueNode, boolean>();

/** True when any text in the layer has to be computed; looked for once. */
export function isComputed(root: ValueNode): boolean {
  const known = computed.get(root) ?? holdsText(root, (text) => hasLiquid(text) || text.includes(HOMEDIR));
  computed.set(root, known);
  return known;
}

/** True for a scalar whose value has to be computed. */
export function isExpression(node: ValueNode): node is ExpressionNode {
  return (
    node.kind === 'scalar' && typeof node.value === 'string' && (hasLiquid(node.value) || node.value.includes(HOMEDIR))
  );
}

/** True when a text anywhere in it, at any depth, passes. */
export function holdsText(node: ValueNode, test: (text: string) => boolean): boolean {
  if (node.kind === 'scalar') return typeof node.value === 'string' && test(node.value);
  if (node.kind === 'list') return node.items.some((item) => holdsText(item, test));
  for (const member of node.members.values()) if (holdsText(member.value, test)) return true;
  return false;
}
