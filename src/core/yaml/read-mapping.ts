/** Small files of YAML in which everything is text: what they say, with its places. */
import { NodeReader } from '../definition/node-reader.ts';
import type { MappingNode } from '../definition/value-node.ts';
import { invalid, type Result, valid } from '../result.ts';
import { readYaml, type YamlText } from './read-yaml.ts';

/** `thing` begins a sentence: `a channel file`. */
export type SmallFile = Omit<YamlText, 'schema'> & { readonly thing: string };

/**
 * The file as a mapping of texts, lists and mappings; an empty one has no members.
 * Issues: `<area>/syntax`, `<area>/duplicate-key`, `<area>/too-large`.
 */
export function readMapping({ thing, ...file }: SmallFile): Result<MappingNode> {
  const read = readYaml({ ...file, schema: 'failsafe' });
  if (!read.ok) return read;
  const reader = new NodeReader(read.value, { area: file.area, thing });
  const root = reader.readRoot();
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid(root);
}
