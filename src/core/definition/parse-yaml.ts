/** The whole of YAML 1.2 with its core schema: values with their places. */
import { invalid, type Result, valid } from '../result.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { NodeReader } from './node-reader.ts';
import type { LayerText, ParsedLayer } from './parse-layer.ts';

const LAYER = { area: 'definition', thing: 'a layer', instead: 'use "inherit:" for a layer' };

/**
 * The values of one file, or every problem with its syntax: `definition/syntax`, `definition/duplicate-key`,
 * `definition/too-large`. An empty file is an empty layer.
 * @source YAML 1.2.2, chapters 3 and 10.3.
 */
export function parseYaml({ name, file, text, listKey }: LayerText): Result<ParsedLayer> {
  const read = readYaml({ text, file, area: 'definition', schema: 'core' });
  if (!read.ok) return read;
  const reader = new NodeReader(read.value, LAYER);
  const root = reader.readRoot(listKey);
  return reader.issues.length > 0 ? invalid(...reader.issues) : valid({ name, file, root });
}
