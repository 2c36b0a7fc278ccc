/** The merged definition as an expression sees it: what has to be computed is, when it is read. */
import { type MappingNode, toJson, type ValueNode } from '../definition/value-node.ts';
import { type Cell, newCell, type Place } from './cell.ts';
import { isDeferred, LITERAL_KEYS } from './expression.ts';

/** The view, and the cell behind each of its getters. */
export interface View {
  readonly root: object;
  readonly cells: ReadonlyMap<unknown, Cell>;
}

/**
 * One pass over all values. Mappings have no prototype; a value to compute stands behind a getter.
 * @param read Gives the value of a cell, or throws.
 */
export function toView(merged: MappingNode, read: (cell: Cell) => unknown): View {
  const cells = new Map<unknown, Cell>();
  const put = (into: object, key: string | number, node: ValueNode, within: Place | undefined) => {
    const place = { within, key };
    const literal = within === undefined && LITERAL_KEYS.has(String(key));
    if (node.kind === 'scalar' && isDeferred(node) && !literal) {
      const cell = newCell(node, place);
      const get = () => read(cell);
      cells.set(get, cell);
      Object.defineProperty(into, key, { enumerable: true, configurable: true, get });
    } else Object.assign(into, { [key]: literal ? toJson(node) : build(node, place) });
  };
  const build = (node: ValueNode, place: Place | undefined): unknown => {
    if (node.kind === 'scalar') return node.value;
    const container: object = node.kind === 'list' ? [] : Object.create(null);
    if (node.kind === 'list') for (const [i, item] of node.items.entries()) put(container, i, item, place);
    else for (const [key, member] of node.members) put(container, key, member.value, place);
    return container;
  };
  return { root: build(merged, undefined) as object, cells };
}
