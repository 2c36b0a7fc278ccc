/** Sealing and opening whole trees of values, with the MAC over them. */
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { isSealed, type Plain, placeOf, plainOf, type ValueCipher } from './leaf.ts';
import { compileRule, type EncryptionRule, type Standing } from './rules.ts';
import type { Branch, Comment, Leaf, List, Tree, TreeNode } from './tree.ts';

/** A tree in plaintext or as it is written, the MAC of its values in upper-case hex, and what is in clear text there. */
export interface Walked {
  readonly tree: Tree;
  readonly mac: string;
  /** Paths of the values that the rule leaves in clear text. */
  readonly clear: readonly string[];
}

/** A value that is not what was encrypted at its place; `tampered` is its path. */
export interface Tampered {
  readonly tampered: string;
}

// The MAC over encrypted values alone begins with these bytes, so that it never equals the other kind.
const MAC_ONLY_ENCRYPTED = '8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69';

/**
 * Decrypts all values in document order. Comments are no part of the MAC, and one that does not open was in clear.
 * @source getsops/sops 3.13, `sops.go`, `Tree.Decrypt`.
 */
export function openTree(tree: Tree, rule: EncryptionRule, cipher: ValueCipher): Walked | Tampered {
  const mac = startMac(rule);
  const clear: string[] = [];
  try {
    const opened = walk(tree, rule, {
      leaf: (leaf, { path }, encrypted) => {
        const plain = encrypted ? openLeaf(leaf, path, cipher) : leaf.plain;
        if (plain.type === 'comment') return { kind: 'comment', text: plain.text };
        mac.add(plain, encrypted);
        if (!encrypted) clear.push(path.join('.'));
        return { kind: 'leaf', plain };
      },
      comment: (comment, { path }, encrypted) => {
        const plain = encrypted ? cipher.open(comment.text, placeOf(path)) : undefined;
        return plain === undefined ? comment : { ...comment, text: plain.text };
      },
    });
    return { tree: opened, mac: mac.digest(), clear };
  } catch (error) {
    if (isTampered(error)) return { tampered: error.tampered };
    throw error;
  }
}

/** Encrypts what the rule says, comments too. @source getsops/sops 3.13, `sops.go`, `Tree.Encrypt`. */
export function sealTree(tree: Tree, rule: EncryptionRule, cipher: ValueCipher): Walked {
  const mac = startMac(rule);
  const clear: string[] = [];
  const seal = (plain: Plain, path: readonly string[]) => (plain.text === '' ? '' : cipher.seal(plain, placeOf(path)));
  const sealed = walk(tree, rule, {
    leaf: (leaf, { path }, encrypted) => {
      mac.add(leaf.plain, encrypted);
      if (encrypted) return { kind: 'leaf', plain: plainOf('str', seal(leaf.plain, path)) };
      clear.push(path.join('.'));
      return leaf;
    },
    comment: (comment, { path }, encrypted, isItem) => {
      if (!encrypted || comment.text === '') return comment;
      const text = seal(plainOf('comment', comment.text), path);
      // What stands in a list is an item of it, once it is encrypted.
      return isItem ? { kind: 'leaf', plain: plainOf('str', text) } : { ...comment, text };
    },
  });
  return { tree: sealed, mac: mac.digest(), clear };
}

/** The values of a sealed tree, as far as they can be told apart without a key. Empty texts and `null` are never sealed. */
export interface ListedValues {
  /** Paths of those in clear that the rule would have encrypted. */
  readonly plain: readonly string[];
  /** How many are encrypted, and how many the rule leaves in clear. */
  readonly sealed: number;
  readonly clear: number;
}

/** What stands in a sealed tree. */
export function listValues(tree: Tree, rule: EncryptionRule): ListedValues {
  const plain: string[] = [];
  let [sealed, clear] = [0, 0];
  walk(tree, rule, {
    leaf: (leaf, { path }, encrypted) => {
      const { type, text } = leaf.plain;
      if (type === 'str' && isSealed(text)) sealed += 1;
      else if (type === 'str' && text === '') return leaf;
      else if (encrypted) plain.push(path.join('.'));
      else clear += 1;
      return leaf;
    },
    comment: (comment) => comment,
  });
  return { plain, sealed, clear };
}

interface Visitor {
  leaf(leaf: Leaf, standing: Standing, encrypted: boolean): Leaf | Comment;
  comment(comment: Comment, standing: Standing, encrypted: boolean, isItem: boolean): Leaf | Comment;
}

function walk(tree: Tree, rule: EncryptionRule, visitor: Visitor): Tree {
  const isEncrypted = compileRule(rule);
  const visitLeaf = (leaf: Leaf, standing: Standing) => visitor.leaf(leaf, standing, isEncrypted(standing));
  const visitComment = (comment: Comment, standing: Standing, isItem: boolean) =>
    visitor.comment(comment, standing, isEncrypted(standing), isItem);

  const visit = (node: TreeNode, standing: Standing): TreeNode | Comment => {
    if (node.kind === 'branch') return visitBranch(node, standing);
    if (node.kind === 'list') return visitList(node, standing);
    return node.kind === 'null' ? node : visitLeaf(node, standing);
  };
  const visitBranch = (branch: Branch, { path, comments: above }: Standing): Branch => {
    const items: Branch['items'][number][] = [];
    for (const { item, comments } of withComments(branch.items, above)) {
      if (item.kind === 'comment') {
        const visited = visitComment(item, { path, comments, isComment: true }, false);
        if (visited.kind === 'comment') items.push(visited);
      } else {
        const value = visit(item.value, { path: [...path, item.key], comments, isComment: false });
        if (value.kind === 'comment') throw tamperedAt([...path, item.key]);
        items.push({ ...item, value });
      }
    }
    return { kind: 'branch', items };
  };
  const visitList = (list: List, { path, comments: above }: Standing): List => ({
    kind: 'list',
    items: [...withComments(list.items, above)].map(({ item, comments }) =>
      item.kind === 'comment'
        ? visitComment(item, { path, comments, isComment: true }, true)
        : visit(item, { path, comments, isComment: false }),
    ),
  });
  return tree.map((branch) => visitBranch(branch, { path: [], comments: [], isComment: false }));
}

/** Each item with the comments that stand before it since the last value, beneath those from above. */
function* withComments<T extends { readonly kind: string }>(
  items: readonly (T | Comment)[],
  above: Standing['comments'],
): Generator<{ readonly item: T | Comment; readonly comments: Standing['comments'] }> {
  let before: readonly string[] = [];
  for (const item of items) {
    const isComment = item.kind === 'comment' && 'text' in item;
    if (isComment) before = [...before, item.text];
    yield { item, comments: [...above, before] };
    if (!isComment) before = [];
  }
}

function openLeaf({ plain }: Leaf, path: readonly string[], cipher: ValueCipher): Plain {
  if (plain.type === 'str' && plain.text === '') return plain;
  const opened = plain.type === 'str' ? cipher.open(plain.text, placeOf(path)) : undefined;
  if (opened === undefined) throw tamperedAt(path);
  return opened;
}

function startMac({ macOnlyEncrypted }: EncryptionRule) {
  const hash = sha512.create();
  if (macOnlyEncrypted) hash.update(hexToBytes(MAC_ONLY_ENCRYPTED));
  return {
    add: ({ bytes }: Plain, encrypted: boolean) => {
      if (encrypted || !macOnlyEncrypted) hash.update(bytes);
    },
    digest: () => bytesToHex(hash.digest()).toUpperCase(),
  };
}

function tamperedAt(path: readonly string[]): Error & Tampered {
  const tampered = path.join('.');
  return Object.assign(new Error(tampered), { tampered });
}

function isTampered(error: unknown): error is Error & Tampered {
  return error instanceof Error && 'tampered' in error;
}
