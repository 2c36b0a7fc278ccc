/** What each layer wrote at a path, and whether it left anything of what is beneath. */
import type { ValuePath } from './definition.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { stepInto, type ValueNode } from './value-node.ts';

/** `node` is absent where a layer only did away with what was there; `alone` when nothing weaker counts any more. */
export interface Written {
  readonly layer: ParsedLayer;
  readonly node?: ValueNode;
  readonly alone: boolean;
}

/** What layers wrote at `path`, or did to what was there, strongest first. */
export function writtenAt(layers: readonly ParsedLayer[], path: ValuePath): readonly Written[] {
  return layers.toReversed().flatMap((layer) => {
    const { node, alone } = follow(layer.root, path);
    if (node === undefined && !alone) return [];
    return [{ layer, alone, ...(node === undefined ? {} : { node }) }];
  });
}

/** True for a value that leaves nothing of what is beneath it. */
export function isSettled(node: ValueNode): boolean {
  return node.kind === 'mapping' ? node.replaces === true : node.kind === 'scalar' || node.edit === undefined;
}

function follow(root: ValueNode, path: ValuePath): { readonly node?: ValueNode; readonly alone: boolean } {
  let node = root;
  let alone = false;
  for (const step of path) {
    alone ||= isSettled(node);
    const next = stepInto(node, step)?.value;
    if (next === undefined) return { alone };
    node = next;
  }
  const isGone = node.kind === 'scalar' && node.unset === true;
  return isGone ? { alone: true } : { node, alone };
}
