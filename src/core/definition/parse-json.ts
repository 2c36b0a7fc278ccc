/** JSON: values with their places, and of a mistake the very place. */
import { fileOrigin, type Issue } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { JsonReader } from './json-reader.ts';
import type { LayerText, ParsedLayer } from './parse-layer.ts';

/**
 * The values of one file, or what is wrong with it: `definition/syntax` (the first mistake), `definition/duplicate-key`,
 * `definition/too-large`. An empty file is an empty layer.
 * @source RFC 8259.
 */
export function parseJson({ name, file, text, listKey }: LayerText): Result<ParsedLayer> {
  if (text.trim() === '') return valid({ name, file, root: emptyRoot(file) });
  const reader = new JsonReader(text, file);
  const root = reader.readAll();
  if (reader.issues.length > 0) return invalid(...reader.issues);
  if (root?.kind === 'list' && listKey !== undefined) {
    const members = new Map([[listKey, { key: root.origin, value: root }]]);
    return valid({ name, file, root: { kind: 'mapping', members, origin: root.origin } });
  }
  return root?.kind === 'mapping' ? valid({ name, file, root }) : invalid(noMapping(file));
}

function emptyRoot(file: string): ParsedLayer['root'] {
  return { kind: 'mapping', members: new Map(), origin: fileOrigin(file) };
}

function noMapping(file: string): Issue {
  const message = 'a layer is a mapping: keys with values';
  return { code: 'definition/syntax', message, origin: fileOrigin(file) };
}
