/** YAML text of one document to the library's nodes. */
import type { Document } from 'yaml';
import { type FileOrigin, fileOrigin, type Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { composeYaml } from './compose-yaml.ts';

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

/**
 * Reads one document of YAML 1.2. Issues, with their places: `<area>/syntax`, and `<area>/too-large` for more than the
 * parser reads in a moment.
 */
export function readYaml({ text, file, area, schema }: YamlText): Result<YamlDocument> {
  const { documents, lines, errors, warnings } = composeYaml(text, {
    version: '1.2',
    schema,
    merge: false,
    // Tags beyond the schema would make values that JSON has no word for.
    resolveKnownTags: false,
    // Checked by `NodeReader`, which knows that 1 and "1" become the same key.
    uniqueKeys: false,
  });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return fileOrigin(file, Math.max(1, line), Math.max(1, col));
  };
  const issue = (what: string, message: string, offset: number): Issue => {
    return { code: `${area}/${what}`, message, origin: at(offset) };
  };
  const issues = [...errors, ...warnings].map(({ what, message, offset }) => issue(what, message, offset));
  const [document, second] = documents;
  if (second !== undefined)
    issues.push(issue('syntax', 'a second document begins here: one is meant', second.range[0]));
  if (document?.directives.yaml.explicit === true && document.directives.yaml.version !== '1.2')
    issues.push(issue('syntax', 'YAML 1.2 is meant: remove the %YAML line', 0));
  // YAML breaks a line there, the library does not: what is written again would be read otherwise.
  const lone = text.search(/\r(?!\n)/);
  if (lone >= 0) issues.push(issue('syntax', 'a carriage return stands alone: end lines with line feeds', lone));
  if (issues.length > 0) return invalid(...issues);
  if (document === undefined) throw new Error('the composer gave no document');
  return valid({ document, at });
}
