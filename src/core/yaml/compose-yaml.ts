/** The library's parser at work, within bounds that no honest file comes near. */
import {
  type Alias,
  Composer,
  type Document,
  type DocumentOptions,
  isAlias,
  Lexer,
  LineCounter,
  type Node,
  type ParseOptions,
  Parser,
  type SchemaOptions,
  visit,
} from 'yaml';

/** What a text holds, as far as it was read. */
export interface ComposedYaml {
  /** At least one, unless there was too much to read: an empty text is a document without contents. */
  readonly documents: readonly Document.Parsed[];
  /** There is nothing in the text but comments. */
  readonly isEmpty: boolean;
  readonly lines: LineCounter;
  /** Mistakes in order, at most about a hundred. */
  readonly errors: readonly YamlProblem[];
  /** What can be read and says nothing here: tags that no schema knows. */
  readonly warnings: readonly YamlProblem[];
}

/** One mistake. */
export interface YamlProblem {
  readonly what: 'syntax' | 'too-large';
  readonly message: string;
  readonly offset: number;
}

// The parser takes some microseconds for each word, sign and line break, and hundreds of bytes; texts are cheap.
const MAX_PIECES = 100_000;
const MAX_LENGTH = 2_000_000;
const MAX_PROBLEMS = 100;

/** Reads all documents of a text, or as many of them as can be read in a moment. */
export function composeYaml(text: string, options: ParseOptions & DocumentOptions & SchemaOptions): ComposedYaml {
  const lines = new LineCounter();
  if (text.length > MAX_LENGTH) {
    lines.addNewLine(0);
    const errors = [tooLarge(`more than ${MAX_LENGTH} characters`, 0)];
    return { documents: [], isEmpty: false, lines, errors, warnings: [] };
  }
  const { documents, isEmpty, cut } = withoutTraces(() => compose(text, options, lines));
  const warnings = documents.flatMap((document) => document.warnings);
  return { documents, isEmpty, lines, errors: listErrors(documents, cut), warnings: tell(warnings) };
}

/** What each alias stands for: the nearest anchor of its name before it. Found in one walk, as there may be many. */
export function findTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      const target = isAlias(node) ? anchors.get(node.source) : undefined;
      if (isAlias(node) && target !== undefined) targets.set(node, target);
      if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

interface Composed {
  readonly documents: readonly Document.Parsed[];
  readonly isEmpty: boolean;
  /** Nothing was read from this line on, for there was too much. */
  readonly cut?: number;
}

function compose(text: string, options: ParseOptions & DocumentOptions, lines: LineCounter): Composed {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ ...options, prettyErrors: false });
  const documents: Document.Parsed[] = [];
  let cut: number | undefined;
  let pieces = 0;
  lines.addNewLine(0);
  for (const piece of new Lexer().lex(text)) {
    pieces += 1;
    if (pieces > MAX_PIECES) cut = lines.lineStarts.at(-1) ?? 0;
    if (pieces > MAX_PIECES) break;
    for (const token of parser.next(piece)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  const isEmpty = documents.length === 0;
  if (isEmpty) documents.push(...composer.end(true, text.length));
  return { documents, isEmpty, ...(cut === undefined ? {} : { cut }) };
}

function listErrors(documents: readonly Document.Parsed[], cut = Number.POSITIVE_INFINITY): readonly YamlProblem[] {
  // Behind the cut everything is wrong.
  const wrong = documents.flatMap(({ errors }) => errors).filter(({ pos }) => pos[0] < cut);
  const tooDeep = wrong.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) return [tooLarge('nested too deeply', tooDeep.pos[0])];
  if (wrong.length === 0 && cut < Number.POSITIVE_INFINITY)
    return [tooLarge(`more than ${MAX_PIECES} words and signs`, cut)];
  return tell(wrong);
}

function tell(wrong: Document.Parsed['errors'] | Document.Parsed['warnings']): readonly YamlProblem[] {
  const told = wrong.slice(0, MAX_PROBLEMS).map(({ message, pos }) => syntax(firstLine(message), pos[0]));
  const next = wrong[told.length];
  return next === undefined ? told : [...told, syntax(`and ${wrong.length - told.length} more`, next.pos[0])];
}

function tooLarge(message: string, offset: number): YamlProblem {
  return { what: 'too-large', message, offset };
}

function syntax(message: string, offset: number): YamlProblem {
  return { what: 'syntax', message, offset };
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}

/** Most of the cost of an error is to find out who made it, and a text has room for as many errors as letters. */
function withoutTraces<T>(work: () => T): T {
  const errors = Error as typeof Error & { stackTraceLimit?: number };
  const before = errors.stackTraceLimit ?? 0;
  errors.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    errors.stackTraceLimit = before;
  }
}
