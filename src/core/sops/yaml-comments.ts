/** Comments of a YAML text by their places: the parser itself forgets in which column they stood, and that says where they belong. */
import { Lexer, type LineCounter } from 'yaml';
import type { Comment } from './tree.ts';

/** A comment and the offset of its `#`. */
export interface PlacedComment {
  readonly offset: number;
  readonly text: string;
}

/** All comments in order. */
export function listComments(text: string): readonly PlacedComment[] {
  const comments: PlacedComment[] = [];
  let offset = 0;
  let isScalar = false;
  for (const lexeme of new Lexer().lex(text)) {
    // Marks of the lexer, of no length: a document begins, a flow ends in an error, a scalar follows.
    if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') {
      isScalar = lexeme === '\u001f';
      continue;
    }
    if (lexeme.startsWith('#') && !isScalar) comments.push({ offset, text: lexeme.slice(1).trimEnd() });
    isScalar = false;
    offset += lexeme.length;
  }
  return comments;
}

/** The comments of a text, taken in order while its values are read. */
export interface Remarks {
  /** All that stand before the offset. */
  takeBefore(offset: number): Comment[];
  /** Those before `limit` that are indented at least like what begins at `start`. */
  takeBelow(limit: number, start: number): Comment[];
  /** Those before `limit` in the line of `at`, or above it. */
  takeLine(at: number, limit: number): Comment[];
}

/** The comments, none of them taken yet. */
export function remarksOf(comments: readonly PlacedComment[], counter: LineCounter): Remarks {
  let taken = 0;
  const lineOf = (offset: number) => counter.linePos(offset).line;
  const columnOf = (offset: number) => counter.linePos(offset).col;
  const takeWhile = (wanted: (offset: number) => boolean): Comment[] => {
    const start = taken;
    while (taken < comments.length && wanted(comments[taken]?.offset ?? 0)) taken += 1;
    return comments.slice(start, taken).map(({ text }) => ({ kind: 'comment', text }));
  };
  return {
    takeBefore: (limit) => takeWhile((offset) => offset < limit),
    takeBelow: (limit, start) => {
      const column = columnOf(start);
      return takeWhile((offset) => offset < limit && columnOf(offset) >= column);
    },
    takeLine: (at, limit) => {
      const line = lineOf(at);
      return takeWhile((offset) => offset < limit && lineOf(offset) <= line);
    },
  };
}
