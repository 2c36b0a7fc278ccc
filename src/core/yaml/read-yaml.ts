/** YAML text to the library's nodes, within bounds that no honest file comes near. */
import { Composer, type Document, Lexer, LineCounter, Parser } from 'yaml';
import { type FileOrigin, fileOrigin, type Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';

/** A document without a mistake in its syntax, and the place of each of its offsets. */
export interface YamlDocument {
  readonly document: Document.Parsed;
  readonly at: (offset: number) => FileOrigin;
}

/** What is read, as the user knows it: `area` begins the codes of its issues. */
export interface YamlText {
  readonly text: string;
  readonly file: string;
  readonly area: string;
  /** `failsafe`: everything is text, also a githash of digits alone. */
  readonly schema: 'core' | 'failsafe';
}

// The parser takes some microseconds for each word, sign and line break, and hundreds of bytes; texts are cheap.
const MAX_PIECES = 100_000;
const MAX_LENGTH = 2_000_000;
const MAX_ISSUES = 100;

/**
 * Reads one document of YAML 1.2. Issues, with their places: `<area>/syntax`, and `<area>/too-large` for more than the
 * parser reads in a moment.
 */
export function readYaml({ text, file, area, schema }: YamlText): Result<YamlDocument> {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return fileOrigin(file, Math.max(1, line), Math.max(1, col));
  };
  const issue = (what: string, message: string, offset: number): Issue => ({
    code: `${area}/${what}`,
    message,
    origin: at(offset),
  });
  if (text.length > MAX_LENGTH) return invalid(issue('too-large', `more than ${MAX_LENGTH} characters`, 0));
  const { document, cut, second } = withoutTraces(() => compose(text, schema, lines));
  const wrong = [...document.errors, ...document.warnings].filter(({ pos }) => pos[0] < cut);
  const tooDeep = wrong.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) return invalid(issue('too-large', 'nested too deeply', tooDeep.pos[0]));
  const issues = wrong.slice(0, MAX_ISSUES).map(({ message, pos }) => issue('syntax', firstLine(message), pos[0]));
  if (wrong.length > issues.length)
    issues.push(issue('syntax', `and ${wrong.length - issues.length} more`, wrong[issues.length]?.pos[0] ?? 0));
  if (second !== undefined) issues.push(issue('syntax', 'a second document begins here: one is meant', second));
  if (document.directives.yaml.explicit === true && document.directives.yaml.version !== '1.2')
    issues.push(issue('syntax', 'YAML 1.2 is meant: remove the %YAML line', 0));
  if (issues.length > 0) return invalid(...issues);
  if (cut <= text.length) return invalid(issue('too-large', `more than ${MAX_PIECES} words and signs`, cut));
  return valid({ document, at });
}

interface Composed {
  readonly document: Document.Parsed;
  /** Nothing was read from this offset on: the line on which there was too much. Beyond the text when all was read. */
  readonly cut: number;
  /** Where a second document begins. */
  readonly second?: number;
}

function compose(text: string, schema: YamlText['schema'], lines: LineCounter): Composed {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({
    version: '1.2',
    schema,
    merge: false,
    // Tags beyond the schema would make values that JSON has no word for.
    resolveKnownTags: false,
    // Checked by `NodeReader`, which knows that 1 and "1" become the same key.
    uniqueKeys: false,
  });
  const documents: Document.Parsed[] = [];
  let cut = text.length + 1;
  let pieces = 0;
  lines.addNewLine(0);
  for (const piece of new Lexer().lex(text)) {
    pieces += 1;
    if (pieces > MAX_PIECES) cut = lines.lineStarts.at(-1) ?? 0;
    if (pieces > MAX_PIECES || documents.length > 1) break;
    for (const token of parser.next(piece)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(documents.length === 0, text.length));
  const [document, second] = documents;
  if (document === undefined) throw new Error('the composer gave no document');
  return { document, cut, ...(second === undefined ? {} : { second: second.range[0] }) };
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

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
