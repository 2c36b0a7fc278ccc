/** The whole of YAML 1.2 with its core schema, and JSON: values with their places. */
import { type Document, LineCounter, parseDocument } from 'yaml';
import { type FileOrigin, fileOrigin, type Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { NodeReader } from './node-reader.ts';
import type { LayerText, ParsedLayer } from './parse-layer.ts';

/**
 * The values of one file, or every problem with its syntax: `definition/syntax`, `definition/duplicate-key`,
 * `definition/too-large`. An empty file is an empty layer.
 * @source YAML 1.2.2, chapters 3 and 10.3; RFC 8259 for `.json`.
 */
export function parseYaml({ name, file, text }: LayerText): Result<ParsedLayer> {
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return fileOrigin(file, Math.max(1, line), Math.max(1, col));
  };
  const document = parseText(text, lines);
  const wrong = [...document.errors, ...document.warnings];
  const tooDeep = wrong.find((each) => each.code === 'RESOURCE_EXHAUSTION');
  if (tooDeep !== undefined) return invalid(issue('too-large', 'nested too deeply', at(tooDeep.pos[0])));
  if (wrong.length > 0)
    return invalid(...wrong.map(({ message, pos }) => issue('syntax', firstLine(message), at(pos[0]))));
  if (file.endsWith('.json')) {
    const strict = jsonProblem(text);
    if (strict !== undefined) return invalid(issue('syntax', `not JSON: ${strict}`, fileOrigin(file)));
  }
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2')
    return invalid(issue('syntax', 'definitions are YAML 1.2: remove the %YAML line', fileOrigin(file)));
  const reader = new NodeReader(document, at);
  const root = reader.readRoot();
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ name, file, root });
}

function parseText(text: string, lineCounter: LineCounter): Document.Parsed {
  return parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    // Tags beyond the core schema would make values that JSON has no word for.
    resolveKnownTags: false,
    // Checked by `NodeReader`, which knows that 1 and "1" become the same key.
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter,
  });
}

function jsonProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function issue(what: string, message: string, origin: FileOrigin): Issue {
  return { code: `definition/${what}`, message, origin };
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
