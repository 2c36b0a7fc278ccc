/** Which texts of a definition say how to compute a value, and which keys never do. */
import { holds, type ScalarNode, type ValueNode } from '../definition/value-node.ts';

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

/** True for a text with Liquid in it. */
export function hasLiquid(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/** True for a scalar with Liquid in it. */
export function isLiquid({ value }: ScalarNode): boolean {
  return typeof value === 'string' && hasLiquid(value);
}

/** True for a scalar that does not stand for itself: a text to compute, or a secret to open. */
export function isDeferred(scalar: ScalarNode): boolean {
  const { value, sealed } = scalar;
  return sealed !== undefined || isLiquid(scalar) || (typeof value === 'string' && value.includes(HOMEDIR));
}

const deferred = new WeakMap<ValueNode, boolean>();

/** True when any value of a layer is such; looked for once. */
export function holdsDeferred(root: ValueNode): boolean {
  const known = deferred.get(root) ?? holds(root, isDeferred);
  deferred.set(root, known);
  return known;
}
