/** From the YAML parser's nodes to values that know their place. */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { FileOrigin, Issue } from '../issue.ts';
import { findTargets } from '../yaml/compose-yaml.ts';
import type { YamlDocument } from '../yaml/read-yaml.ts';
import { MAX_DEPTH, MAX_TEXT, MAX_VALUES, problemOfKey, problemOfNumber, problemOfText } from './limits.ts';
import type { MappingNode, Member, ValueNode } from './value-node.ts';

/** What the file is: `area` begins the codes of issues, `thing` a sentence (`a layer`). */
export interface Subject {
  readonly area: string;
  readonly thing: string;
  /** What to write instead of a merge key. */
  readonly instead?: string;
}

/**
 * Turns the parser's nodes into ours, and collects what YAML allows and our files do not:
 * `<area>/syntax`, `<area>/duplicate-key`, `<area>/too-large`.
 */
export class NodeReader {
  /** In the order in which they stand in the file. */
  readonly issues: Issue[] = [];
  private values = 0;
  private letters = 0;
  private targets: ReadonlyMap<Alias, Node> | undefined;
  private readonly document: YamlDocument['document'];
  private readonly at: YamlDocument['at'];
  private readonly subject: Subject;

  constructor({ document, at }: YamlDocument, subject: Subject) {
    this.document = document;
    this.at = at;
    this.subject = subject;
  }

  /**
   * The whole document as a mapping; an empty one has no members.
   * @param listKey A list at the top stands under this key; without, it is refused.
   */
  readRoot(listKey?: string): MappingNode {
    const { contents } = this.document;
    const origin = this.at(contents?.range?.[0] ?? 0);
    const empty: MappingNode = { kind: 'mapping', members: new Map(), origin };
    if (contents === null || (isScalar(contents) && contents.value === null)) return empty;
    const root = this.read(contents, origin, 0);
    if (root.kind === 'mapping') return root;
    if (root.kind === 'list' && listKey !== undefined)
      return { kind: 'mapping', members: new Map([[listKey, { key: origin, value: root }]]), origin };
    this.report('syntax', `${this.subject.thing} is a mapping: keys with values`, origin);
    return empty;
  }

  private read(node: unknown, keyOrigin: FileOrigin, depth: number): ValueNode {
    this.values += 1;
    if (this.values > MAX_VALUES || this.letters > MAX_TEXT || depth > MAX_DEPTH) {
      const told = this.issues.some(({ code }) => code.endsWith('/too-large'));
      if (!told) this.report('too-large', tooLarge(depth, this.values), keyOrigin);
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
    this.targets ??= findTargets(this.document);
    const target = this.targets.get(alias);
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
    const instead = this.subject.instead ?? 'write the keys themselves';
    const wrong = name === '<<' ? `merge keys are no part of YAML 1.2: ${instead}` : problemOfKey(name);
    if (wrong === undefined) return { name, origin };
    this.report('syntax', wrong, origin);
    return undefined;
  }

  private readScalar(scalar: Scalar | null, keyOrigin: FileOrigin): ValueNode {
    // A scalar is shown where it stands; an empty value where its key does.
    const value = scalar?.value ?? null;
    const origin = value === null ? keyOrigin : this.originOf(scalar, keyOrigin);
    const kept = this.readPlain(value, origin);
    return { kind: 'scalar', value: kept, origin };
  }

  private readPlain(value: unknown, origin: FileOrigin): null | boolean | number | string {
    if (typeof value === 'string') this.letters += value.length;
    const wrong =
      typeof value === 'number' ? problemOfNumber(value) : typeof value === 'string' ? problemOfText(value) : undefined;
    if (wrong !== undefined) this.report('syntax', wrong, origin);
    return value as null | boolean | number | string;
  }

  private originOf(node: unknown, fallback: FileOrigin) {
    const range = (node as { range?: readonly number[] | null } | null)?.range;
    return range?.[0] === undefined ? fallback : this.at(range[0]);
  }

  private report(what: string, message: string, origin: FileOrigin): void {
    this.issues.push({ code: `${this.subject.area}/${what}`, message, origin });
  }
}

function tooLarge(depth: number, values: number): string {
  if (depth > MAX_DEPTH) return `nested deeper than ${MAX_DEPTH}`;
  const what = values > MAX_VALUES ? `${MAX_VALUES} values` : `${MAX_TEXT} characters`;
  return `more than ${what}, aliases counted out`;
}
