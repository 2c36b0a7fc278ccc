/** Walks through plain YAML line by line; knows where each line begins, and when to give up. */
import { type FileOrigin, fileOrigin } from '../issue.ts';
import { MAX_VALUES } from './limits.ts';

// Tabs, returns, other controls, byte order marks, and what lies beyond the basic plane.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const NOT_PLAIN = /[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;
const REST_OF_LINE = /[ ]*(?:(?<![^ ])#.*)?(?:\n|$)/y;
const SPACES = /[ ]*/y;
const SPACE = 0x20;
/** A key has one, and so has its value. */
const MAX_PLACES = 2 * MAX_VALUES;

/** The lines of one file. */
export class PlainLines {
  /** Column of what comes next on its line, from 0; -1 at the end of the file, or where it gave up. */
  indent = -1;
  /** Offset of what comes next. */
  at = 0;
  /** It holds more than plain YAML. */
  odd: boolean;
  readonly text: string;
  private readonly file: string;
  private places = 0;
  private line = 0;
  private start = 0;
  private next = 0;

  constructor(text: string, file: string) {
    this.text = text;
    this.file = file;
    this.odd = NOT_PLAIN.test(text);
    this.moveToNextLine();
  }

  /** To the first thing on the next line that holds more than a comment. */
  moveToNextLine(): void {
    while (!this.odd && this.next < this.text.length) {
      this.start = this.next;
      this.line += 1;
      this.next = this.text.indexOf('\n', this.start) + 1 || this.text.length;
      this.at = this.skipSpaces(this.start);
      this.indent = this.at - this.start;
      const first = this.text[this.at];
      if (this.at < this.text.length && first !== '\n' && first !== '#') return;
    }
    this.indent = -1;
  }

  /** Takes what stands at `at`, further right on this line, as what comes next. */
  moveTo(at: number): void {
    if (this.odd) return;
    this.at = at;
    this.indent = at - this.start;
  }

  /** Is it the dash of a list's item? */
  atItem(): boolean {
    const behind = this.text[this.at + 1];
    return (
      this.indent >= 0 && this.text[this.at] === '-' && (behind === ' ' || behind === '\n' || behind === undefined)
    );
  }

  /** Is there nothing more on the line than a comment? */
  endsAt(at: number): boolean {
    REST_OF_LINE.lastIndex = at;
    return REST_OF_LINE.test(this.text);
  }

  /** The first offset from `at` that holds no space. */
  skipSpaces(at: number): number {
    // Most often there is none, and to ask a pattern costs ten times as much.
    if (this.text.charCodeAt(at) !== SPACE) return at;
    SPACES.lastIndex = at;
    SPACES.exec(this.text);
    return SPACES.lastIndex;
  }

  /** The place of an offset of the current line. Every value has one, so that it also counts them. */
  place(at = this.at): FileOrigin {
    this.places += 1;
    if (this.places > MAX_PLACES) this.giveUp();
    return fileOrigin(this.file, this.line, at - this.start + 1);
  }

  /** Ends every loop: the file is for the whole of YAML. */
  giveUp(): void {
    this.odd = true;
    this.indent = -1;
  }
}
