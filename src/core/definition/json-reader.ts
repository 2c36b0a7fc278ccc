/** Reads JSON in one pass. The first mistake in its syntax ends it; all else that is wrong is collected. */
import { type FileOrigin, fileOrigin, type Issue } from '../issue.ts';
import { MAX_DEPTH, MAX_TEXT, MAX_VALUES, problemOfKey, problemOfNumber, problemOfText } from './limits.ts';
import type { Member, ScalarNode, ValueNode } from './value-node.ts';

const SPACE = /[ \t\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = { true: true, false: false, null: null } as const;

/** One text. Lists, mappings and null stand where their key does, other values where they begin. */
export class JsonReader {
  readonly issues: Issue[] = [];
  private at = 0;
  private line = 1;
  private start = 0;
  private values = 0;
  private readonly text: string;
  private readonly file: string;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
  }

  /** The one value of the text; undefined when it cannot be read to its end, which is then among the issues. */
  readAll(): ValueNode | undefined {
    if (this.text.length > MAX_TEXT) return this.refuse('too-large', `more than ${MAX_TEXT} characters`);
    this.skipSpace();
    const value = this.read(this.place(), 0);
    this.skipSpace();
    return value === undefined || this.at === this.text.length
      ? value
      : this.refuse('syntax', this.unexpected('the end of the file'));
  }

  private read(origin: FileOrigin, depth: number): ValueNode | undefined {
    this.values += 1;
    if (this.values > MAX_VALUES) return this.refuse('too-large', `more than ${MAX_VALUES} values`);
    if (depth > MAX_DEPTH) return this.refuse('too-large', `nested deeper than ${MAX_DEPTH}`);
    const first = this.text[this.at];
    if (first === '{') return this.readMapping(origin, depth);
    if (first === '[') return this.readList(origin, depth);
    const place = this.place();
    const value = first === '"' ? this.readText() : this.readWord();
    return value === undefined ? undefined : this.scalar(value, value === null ? origin : place);
  }

  private scalar(value: ScalarNode['value'], origin: FileOrigin): ScalarNode {
    const wrong =
      typeof value === 'number' ? problemOfNumber(value) : typeof value === 'string' ? problemOfText(value) : undefined;
    if (wrong !== undefined) this.refuse('syntax', wrong, origin);
    return { kind: 'scalar', value, origin };
  }

  private readList(origin: FileOrigin, depth: number): ValueNode | undefined {
    const items: ValueNode[] = [];
    const whole = this.eachUntil(']', () => {
      const item = this.read(this.place(), depth + 1);
      if (item !== undefined) items.push(item);
      return item !== undefined;
    });
    return whole ? { kind: 'list', items, origin } : undefined;
  }

  private readMapping(origin: FileOrigin, depth: number): ValueNode | undefined {
    const members = new Map<string, Member>();
    const whole = this.eachUntil('}', () => {
      const key = this.place();
      const name = this.text[this.at] === '"' ? this.readText() : this.refuse('syntax', this.unexpected('a key in "'));
      if (name === undefined || !this.take(':')) return false;
      const value = this.read(key, depth + 1);
      if (value === undefined) return false;
      this.checkKey(name, key, members.get(name));
      members.set(name, { key, value });
      return true;
    });
    return whole ? { kind: 'mapping', members, origin } : undefined;
  }

  private checkKey(name: string, origin: FileOrigin, before: Member | undefined): void {
    const wrong = problemOfKey(name);
    if (wrong !== undefined) this.refuse('syntax', wrong, origin);
    if (before !== undefined)
      this.refuse('duplicate-key', `"${name}" is written twice: first on line ${before.key.line}`, origin);
  }

  /** Reads members, with commas between them, up to a closing bracket. False: there was a mistake. */
  private eachUntil(close: string, readOne: () => boolean): boolean {
    this.at += 1;
    this.skipSpace();
    if (this.text[this.at] === close) {
      this.at += 1;
      return true;
    }
    while (readOne()) {
      this.skipSpace();
      if (this.text[this.at] === close) {
        this.at += 1;
        return true;
      }
      if (!this.take(',', `, or ${close}`)) return false;
    }
    return false;
  }

  private take(sign: string, wanted = sign): boolean {
    this.skipSpace();
    if (this.text[this.at] !== sign) {
      this.refuse('syntax', this.unexpected(wanted));
      return false;
    }
    this.at += 1;
    this.skipSpace();
    return true;
  }

  private readText(): string | undefined {
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    try {
      const text: string = JSON.parse(this.text.slice(this.at, end + 1));
      this.at = end + 1;
      return text;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return this.refuse('syntax', 'not JSON: this text has no end, or a character that must be escaped');
    }
  }

  private readWord(): null | boolean | number | undefined {
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    const word = Object.keys(WORDS).find((each) => this.text.startsWith(each, this.at)) as keyof typeof WORDS;
    const found = number ?? word;
    if (found === undefined) return this.refuse('syntax', this.unexpected('a value'));
    this.at += found.length;
    return number === undefined ? WORDS[word] : Number(number);
  }

  private skipSpace(): void {
    for (;;) {
      SPACE.lastIndex = this.at;
      SPACE.test(this.text);
      this.at = SPACE.lastIndex;
      if (this.text[this.at] !== '\n') return;
      this.at += 1;
      this.line += 1;
      this.start = this.at;
    }
  }

  private place(): FileOrigin {
    return fileOrigin(this.file, this.line, this.at - this.start + 1);
  }

  private unexpected(wanted: string): string {
    const found = this.text.codePointAt(this.at);
    const shown = found === undefined ? 'the end of the file' : JSON.stringify(String.fromCodePoint(found));
    return `not JSON: ${shown} stands where ${wanted} is meant`;
  }

  private refuse(what: string, message: string, origin = this.place()): undefined {
    this.issues.push({ code: `definition/${what}`, message, origin });
  }
}
