/** A SOPS document as data, the same for YAML and JSON: values by key in the order written, and comments among them. */
import type { Plain } from './leaf.ts';

/** A mapping, as sops calls it. A document is one. */
export interface Branch {
  readonly kind: 'branch';
  readonly items: readonly (Member | Comment)[];
}

/** A value under its key. */
export interface Member {
  readonly kind: 'member';
  readonly key: string;
  readonly value: TreeNode;
}

/** A list. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly (TreeNode | Comment)[];
}

/** A single value. In a sealed tree it is `str` with the text `ENC[…]` where the rules encrypt. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly plain: Plain;
}

/** `null`, which is never encrypted. */
export interface Null {
  readonly kind: 'null';
}

/** One comment: `text` is what stands behind the `#`. `inline`: on the line of the value that comes next. */
export interface Comment {
  readonly kind: 'comment';
  readonly text: string;
  readonly inline?: boolean;
}

/** What stands under a key or in a list. */
export type TreeNode = Branch | List | Leaf | Null;

/** A whole file: YAML may hold several documents. */
export type Tree = readonly Branch[];

/** The member of that name. */
export function memberOf(branch: Branch, key: string): TreeNode | undefined {
  const found = branch.items.find((item) => item.kind === 'member' && item.key === key);
  return found?.kind === 'member' ? found.value : undefined;
}

/** The branch without that member. */
export function withoutMember(branch: Branch, key: string): Branch {
  return { kind: 'branch', items: branch.items.filter((item) => item.kind === 'comment' || item.key !== key) };
}
