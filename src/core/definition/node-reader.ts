/** From the YAML parser's nodes to values that know their place. */
import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { FileOrigin, Issue } from '../issue.ts';
import type { MappingNode, Member, ValueNode } from './value-node.ts';

// Far above any honest definition; far below what a handful of nested aliases can blow up to.
const MAX_VALUES = 100_000;
const MAX_DEPTH = 100;

/**
 * Turns the parser's nodes into ours, and collects what YAML allows and definitions do not:
 * `definition/syntax`, `definition/duplicate-key`, `definition/too-large`.
 */
export class NodeReader {
  /** In the order in which they stand in the file. */
  readonly issues: Issue[] = [];
  private count = 0;
  private readonly document: Document.Parsed;
  private readonly at: (offset: number) => FileOrigin;

  constructor(document: Document.Parsed, at: (offset: number) => FileOrigin) {
    this.document = document;
    this.at = at;
  }

  /** The whole document as a mapping; an empty one has no members. */
  readRoot(): MappingNode {
    const { contents } = this.document;
    const origin = this.at(contents?.range?.[0] ?? 0);
    const empty: MappingNode = { kind: 'mapping', members: new Map(), origin };
    if (contents === null || (isScalar(contents) && contents.value === null)) return empty;
    const root = this.read(contents, origin, 0);
    if (root.kind === 'mapping') return root;
    this.report('syntax', 'a layer is a mapping: keys with values', origin);
    return empty;
  }

  private read(node: unknown, keyOrigin: FileOrigin, depth: number): ValueNode {
    this.count += 1;
    if (this.count > MAX_VALUES || depth > MAX_DEPTH) {
      if (this.issues.at(-1)?.code !== 'definition/too-large') this.report('too-large', tooLarge(depth), keyOrigin);
      return { kind: 'scalar', value: null, origin: keyOrigin };
    }
    if (isAlias(node)) return this.readAlias(node, depth);
    if (isMap(node)) return this.readMapping(node, keyOrigin, depth);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.read(item, this.originOf(item, keyOrigin), depth + 1));
      return { kind: 'list', items, origin: keyOrigin };
    }
    return this.readScalar(node as Scalar | null, keyOrigin);
  }

  private readAlias(alias: Alias, depth: number): ValueNode {
    const origin = this.originOf(alias, this.at(0));
    const target = alias.resolve(this.document);
    if (target === undefined)
      this.report('syntax', `*${alias.source} stands for nothing: no &${alias.source} before it`, origin);
    // An alias inside its own anchor has no end: the depth finds it.
    return this.read(target, origin, depth + 1);
  }

  private readMapping(map: YAMLMap, origin: FileOrigin, depth: number): MappingNode {
    const members = new Map<string, Member>();
    for (const pair of map.items) {
      const key = this.readKey(pair, origin);
      if (key === undefined) continue;
      const before = members.get(key.name);
      if (before !== undefined) {
        this.report('duplicate-key', `"${key.name}" is written twice: first on line ${before.key.line}`, key.origin);
        continue;
      }
      members.set(key.name, { key: key.origin, value: this.read(pair.value, key.origin, depth + 1) });
    }
    return { kind: 'mapping', members, origin };
  }

  private readKey({ key }: Pair, within: FileOrigin) {
    const origin = this.originOf(key, within);
    if (!isScalar(key)) {
      this.report('syntax', 'a key must be a plain text', origin);
      return undefined;
    }
    const name = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    if (name === '<<') {
      this.report('syntax', 'merge keys are no part of YAML 1.2: use "inherit:" for a layer', origin);
      return undefined;
    }
    if (name === '' || name === '__proto__') {
      this.report('syntax', `"${name}" cannot be a key`, origin);
      return undefined;
    }
    return { name, origin };
  }

  private readScalar(scalar: Scalar | null, keyOrigin: FileOrigin): ValueNode {
    // A scalar is shown where it stands; an empty value where its key does.
    const value = scalar?.value ?? null;
    const origin = value === null ? keyOrigin : this.originOf(scalar, keyOrigin);
    const kept = this.readPlain(value, origin);
    return { kind: 'scalar', value: kept, origin };
  }

  private readPlain(value: unknown, origin: FileOrigin): null | boolean | number | string {
    if (
      typeof value === 'number' &&
      (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    )
      this.report('syntax', 'a number that cannot be kept exactly: put it in quotes', origin);
    if (typeof value === 'string' && value.includes('\0')) this.report('syntax', 'a text may hold no NUL', origin);
    return value as null | boolean | number | string;
  }

  private originOf(node: unknown, fallback: FileOrigin) {
    const range = (node as { range?: readonly number[] | null } | null)?.range;
    return range?.[0] === undefined ? fallback : this.at(range[0]);
  }

  private report(what: string, message: string, origin: FileOrigin): void {
    this.issues.push({ code: `definition/${what}`, message, origin });
  }
}

function tooLarge(depth: number): string {
  return depth > MAX_DEPTH ? `nested deeper than ${MAX_DEPTH}` : `more than ${MAX_VALUES} values, aliases counted out`;
}
