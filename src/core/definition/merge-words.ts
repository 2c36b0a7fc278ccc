/** Reading what a layer says about merging: `$append`, `$prepend`, `$remove`, `$replace`, `$unset`. */
import type { FileOrigin, Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';
import { identify } from './list-edit.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type ListEdit, type ListNode, type MappingNode, type Member, toJson, type ValueNode } from './value-node.ts';

const LIST_WORDS = ['$remove', '$prepend', '$append'];
const WORDS = [...LIST_WORDS, '$replace', '$unset'];

/** The layer with its merge words understood, or every one that is wrong: `definition/operator`. */
export function readMergeWords(layer: ParsedLayer): Result<ParsedLayer> {
  const reader = new WordReader();
  const root = reader.readRoot(layer.root);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ ...layer, root });
}

class WordReader {
  readonly issues: Issue[] = [];

  /** At the top there is nothing to merge with; `$schema` is there for editors. */
  readRoot(root: MappingNode): MappingNode {
    const members = new Map([...root.members].filter(([key]) => !key.startsWith('$')));
    for (const [key, member] of root.members)
      if (key.startsWith('$') && key !== '$schema')
        this.refuse(`"${key}" stands below a key, not at the top`, member.key);
    return this.readMembers(members.size === root.members.size ? root : { ...root, members });
  }

  private read(node: ValueNode): ValueNode {
    if (node.kind === 'scalar') return node;
    if (node.kind === 'list') return this.readList(node);
    const words = [...node.members.keys()].filter((key) => key.startsWith('$'));
    return words.length === 0 ? this.readMembers(node) : this.readWords(node, words);
  }

  /** The same object where no word is in it. */
  private readMembers(node: MappingNode): MappingNode {
    const members = new Map<string, Member>();
    let words = false;
    for (const [key, member] of node.members) {
      const value = this.read(member.value);
      members.set(key, value === member.value ? member : { key: member.key, value });
      words ||= value !== member.value;
    }
    return words ? { ...node, members, words: true } : node;
  }

  /** A list is taken as a whole, with all that is in it: words there would have nothing to work on. */
  private readList(list: ListNode): ListNode {
    for (const item of list.items) this.refuseWords(item);
    return list;
  }

  private refuseWords(node: ValueNode): void {
    if (node.kind === 'list') for (const item of node.items) this.refuseWords(item);
    if (node.kind !== 'mapping') return;
    for (const [key, member] of node.members) {
      if (key.startsWith('$')) this.refuse(`"${key}" inside a list: lists are not merged item by item`, member.key);
      else this.refuseWords(member.value);
    }
  }

  private readWords(node: MappingNode, words: readonly string[]): ValueNode {
    const unknown = words.filter((word) => !WORDS.includes(word));
    for (const word of unknown) {
      const hint = didYouMean(word, WORDS) ?? `merge words are ${WORDS.join(', ')}`;
      this.refuse(`"${word}" is no merge word`, keyOf(node, word), hint);
    }
    if (unknown.length > 0) return node;
    const [first = ''] = words;
    const beside = [...node.members.keys()].find((key) => !words.includes(key));
    if (beside !== undefined) {
      const message = `"${first}" says what becomes of the whole value: "${beside}" cannot stand beside it`;
      return this.refuse(message, keyOf(node, first), 'move it into a mapping of its own') ?? node;
    }
    if (words.every((word) => LIST_WORDS.includes(word))) return this.readEdit(node);
    if (words.length > 1)
      return this.refuse(`${words.join(' and ')} cannot stand together`, keyOf(node, first)) ?? node;
    return first === '$unset' ? this.readUnset(node) : this.readReplace(node);
  }

  private readUnset(node: MappingNode): ValueNode {
    const { key, value } = node.members.get('$unset') as Member;
    if (value.kind === 'scalar' && value.value === true)
      return { kind: 'scalar', value: null, origin: node.origin, unset: true };
    return this.refuse('"$unset" must be true', key) ?? node;
  }

  private readReplace(node: MappingNode): ValueNode {
    const { key, value } = node.members.get('$replace') as Member;
    if (value.kind !== 'mapping')
      return this.refuse('"$replace" takes a mapping', key, 'every other value replaces as it is') ?? node;
    const read = this.read(value);
    if (read.kind === 'mapping' && read.replaces === undefined)
      return { ...read, origin: node.origin, replaces: true, words: true };
    return this.refuse('"$replace" takes a plain mapping', key) ?? node;
  }

  private readEdit(node: MappingNode): ValueNode {
    const [remove, prepend, append] = LIST_WORDS.map((word) => this.readItems(node, word)) as [Items, Items, Items];
    this.refuseTwice(node);
    const edit: ListEdit = { remove, prepend, append };
    return { kind: 'list', items: [...prepend, ...append], origin: node.origin, edit };
  }

  private readItems(node: MappingNode, word: string): Items {
    const member = node.members.get(word);
    if (member === undefined) return [];
    if (member.value.kind === 'list') return this.readList(member.value).items;
    this.refuse(`"${word}" takes a list`, member.key, `write ${word}: [ … ]`);
    return [];
  }

  /** An item has one place: first, last or none. */
  private refuseTwice(node: MappingNode): void {
    const seen = new Map<string, string>();
    for (const [word, { value }] of node.members) {
      for (const item of value.kind === 'list' ? value.items : []) {
        const name = identify(item);
        const before = seen.get(name);
        const where = before === word ? `twice in ${word}` : `in ${before} and in ${word}`;
        if (before !== undefined) this.refuse(`${JSON.stringify(toJson(item))} stands ${where}`, item.origin);
        seen.set(name, word);
      }
    }
  }

  private refuse(message: string, origin: FileOrigin, hint?: string): undefined {
    this.issues.push({ code: 'definition/operator', message, origin, ...(hint === undefined ? {} : { hint }) });
  }
}

type Items = readonly ValueNode[];

function keyOf(node: MappingNode, key: string): FileOrigin {
  return node.members.get(key)?.key ?? node.origin;
}
