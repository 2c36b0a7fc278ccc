/** What no layer may hold, wherever it stands: words that would not mean what they say. */
import { hasLiquid, isLiquid, LITERAL_KEYS } from '../evaluation/expression.ts';
import type { Issue } from '../issue.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { hiddenKey } from './sealed-layer.ts';
import { holds, type Member, type ValueNode } from './value-node.ts';

/** A layer takes part in many instances, and its rules hold in all of them alike. */
const checked = new WeakMap<ParsedLayer, readonly Issue[]>();

/** `definition/expression` for Liquid, `definition/secret` for secrets, where neither is known yet. */
export function checkLayer(layer: ParsedLayer): readonly Issue[] {
  const issues = checked.get(layer) ?? [...checkNode(layer.root), ...[...layer.root.members].flatMap(checkLiteral)];
  checked.set(layer, issues);
  return issues;
}

function checkNode(node: ValueNode): Issue[] {
  if (node.kind === 'list') return node.items.flatMap(checkNode);
  if (node.kind === 'scalar') return [];
  return [...node.members].flatMap(([key, member]) => [...checkKey(key, member), ...checkNode(member.value)]);
}

function checkKey(key: string, { key: origin }: Member): Issue[] {
  if (!hasLiquid(key)) return [];
  const message = 'Liquid in a key: only values are computed';
  return [{ code: 'definition/expression', message, hint: 'write the key itself', origin }];
}

function checkLiteral([key, { value, key: origin }]: readonly [string, Member]): Issue[] {
  if (!LITERAL_KEYS.has(key)) return [];
  if (holds(value, ({ sealed }) => sealed !== undefined)) return [{ ...hiddenKey(key), origin }];
  if (!holds(value, isLiquid)) return [];
  const message = `Liquid in ${key}: it is read before anything can be computed`;
  return [{ code: 'definition/expression', message, hint: 'write the value itself', path: key, origin }];
}
