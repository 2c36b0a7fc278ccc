/** TOML 1.0: values with their places. */
import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { type FileOrigin, fileOrigin, type Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { LayerText, ParsedLayer } from './parse-layer.ts';
import { TomlReader } from './toml-reader.ts';

// Far above any honest definition; the parser takes about a kilobyte of memory for each character.
const MAX_LENGTH = 150_000;

/**
 * The values of one file, or what is wrong with it: `definition/syntax`, `definition/too-large`. Dates and times are
 * texts as they were written, which is what the core schema of YAML makes of them too.
 * @source TOML 1.0.0.
 */
export function parseToml({ name, file, text }: LayerText): Result<ParsedLayer> {
  if (text.length > MAX_LENGTH) return invalid(tooLarge(file, `more than ${MAX_LENGTH} characters of TOML`));
  const program = parseText(text, file);
  if (!('body' in program)) return invalid(program);
  const reader = new TomlReader(file);
  const root = reader.readRoot(program.body[0]);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ name, file, root });
}

function parseText(text: string, file: string): AST.TOMLProgram | Issue {
  try {
    return parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    if (error instanceof ParseError) {
      const origin: FileOrigin = fileOrigin(file, error.lineNumber, error.column + 1);
      return { code: 'definition/syntax', message: `not TOML: ${error.message}`, origin };
    }
    // The parser calls itself for each level, down to the end of the stack.
    if (error instanceof RangeError) return tooLarge(file, 'nested too deeply');
    throw error;
  }
}

function tooLarge(file: string, message: string): Issue {
  return { code: 'definition/too-large', message, origin: fileOrigin(file) };
}
