/** From the TOML parser's nodes to values that know their place. */
import type { AST } from 'toml-eslint-parser';
import { type FileOrigin, fileOrigin, type Issue } from '../issue.ts';
import type { ListNode, MappingNode, Member, ScalarNode, ValueNode } from './value-node.ts';

const MAX_DEPTH = 100;

/** A mapping that is still being filled: TOML writes one in several places. */
interface Table extends MappingNode {
  readonly members: Map<string, Member>;
}

/** Tables that are written one by one, each under `[[name]]`. */
interface Tables extends ListNode {
  readonly items: ValueNode[];
}

interface Key {
  readonly name: string;
  readonly origin: FileOrigin;
}

/** Turns the parser's nodes into ours; it has refused what is written twice. Issues: `definition/syntax`, `definition/too-large`. */
export class TomlReader {
  /** In the order in which they stand in the file. */
  readonly issues: Issue[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** The whole file as a mapping. */
  readRoot({ body }: AST.TOMLTopLevelTable): MappingNode {
    const root = this.table(body[0] === undefined ? fileOrigin(this.file) : this.at(body[0]));
    for (const part of body) {
      if (part.type === 'TOMLKeyValue') this.readPair(part, root, 0);
      else this.readTable(part, root);
    }
    return root;
  }

  private readTable({ key, kind, body }: AST.TOMLTable, root: Table): void {
    const { last, table: within } = this.descend(key, root, 0) ?? {};
    if (last === undefined || within === undefined) return;
    const table = kind === 'array' ? this.append(last, within) : this.enter(last, within);
    for (const pair of body) this.readPair(pair, table, key.keys.length);
  }

  private readPair({ key, value }: AST.TOMLKeyValue, root: Table, depth: number): void {
    const { last, table } = this.descend(key, root, depth) ?? {};
    if (last === undefined || table === undefined) return;
    const below = depth + key.keys.length;
    table.members.set(last.name, { key: last.origin, value: this.read(value, last.origin, below) });
  }

  /** Enters all tables that a dotted key names but the last. Undefined: a name in it was refused. */
  private descend(key: AST.TOMLKey, root: Table, depth: number): { last: Key; table: Table } | undefined {
    if (depth + key.keys.length > MAX_DEPTH) return this.refuse('too-large', tooDeep, this.at(key));
    const names = key.keys.map((part) => this.readKey(part));
    const last = names.pop();
    if (last === undefined) return undefined;
    let table = root;
    for (const name of names) {
      if (name === undefined) return undefined;
      table = this.enter(name, table);
    }
    return { last, table };
  }

  private readKey(part: AST.TOMLBare | AST.TOMLQuoted): Key | undefined {
    const name = part.type === 'TOMLBare' ? part.name : part.value;
    const origin = this.at(part);
    if (name === '' || name === '__proto__') return this.refuse('syntax', `"${name}" cannot be a key`, origin);
    return { name, origin };
  }

  /** The table of that name, of several the last; made when it is not there yet. */
  private enter({ name, origin }: Key, within: Table): Table {
    const found = within.members.get(name)?.value;
    const table = found?.kind === 'list' ? found.items.at(-1) : found;
    if (table?.kind === 'mapping') return table as Table;
    const made = this.table(origin);
    within.members.set(name, { key: origin, value: made });
    return made;
  }

  private append({ name, origin }: Key, within: Table): Table {
    const table = this.table(origin);
    const list = within.members.get(name)?.value;
    if (list?.kind === 'list') (list as Tables).items.push(table);
    else within.members.set(name, { key: origin, value: { kind: 'list', items: [table], origin } });
    return table;
  }

  private read(node: AST.TOMLContentNode, origin: FileOrigin, depth: number): ValueNode {
    if (depth > MAX_DEPTH) {
      this.refuse('too-large', tooDeep, this.at(node));
      return { kind: 'scalar', value: null, origin };
    }
    if (node.type === 'TOMLArray') {
      const items = node.elements.map((item) => this.read(item, this.at(item), depth + 1));
      return { kind: 'list', items, origin };
    }
    if (node.type === 'TOMLValue') return this.readScalar(node);
    const table = this.table(origin);
    for (const pair of node.body) this.readPair(pair, table, depth + 1);
    return table;
  }

  private readScalar(node: AST.TOMLValue): ScalarNode {
    const origin = this.at(node);
    if (typeof node.value === 'number' && !isExact(node.value, node.kind))
      this.refuse('syntax', 'a number that cannot be kept exactly: put it in quotes', origin);
    if (typeof node.value === 'string' && node.value.includes('\0'))
      this.refuse('syntax', 'a text may hold no NUL', origin);
    return { kind: 'scalar', value: 'datetime' in node ? node.datetime : node.value, origin };
  }

  private table(origin: FileOrigin): Table {
    return { kind: 'mapping', members: new Map(), origin };
  }

  private at({ loc }: AST.TOMLNode): FileOrigin {
    return fileOrigin(this.file, loc.start.line, loc.start.column + 1);
  }

  private refuse(what: string, message: string, origin: FileOrigin): undefined {
    const told = what === 'too-large' && this.issues.some((issue) => issue.message === message);
    if (!told) this.issues.push({ code: `definition/${what}`, message, origin });
  }
}

const tooDeep = `nested deeper than ${MAX_DEPTH}`;

function isExact(value: number, kind: string): boolean {
  return Number.isFinite(value) && (kind === 'float' || Number.isSafeInteger(value));
}
