/** From the text of a layer file to values with their places. */
import { type Result, valid } from '../result.ts';
import { readMergeWords } from './merge-words.ts';
import { nameModules } from './module-layers.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { sealLayer } from './sealed-layer.ts';
import type { MappingNode } from './value-node.ts';

/** A layer file as it was read; `file` is its path as the user can open it. */
export interface LayerText {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** The key under which a list at the top stands; without it a layer is a mapping. */
  readonly listKey?: string;
}

/** A layer whose file could be read. */
export interface ParsedLayer {
  readonly name: string;
  readonly file: string;
  readonly root: MappingNode;
  /** The text of a SOPS file, in whose `root` values are sealed. */
  readonly sealed?: string;
}

/**
 * The values of one file, or every problem with its syntax: `definition/syntax`, `definition/duplicate-key`,
 * `definition/too-large`; or with its merge words: `definition/operator`; or
 * with its list of modules: `definition/value`. An empty file is an empty layer.
 *
 * Most files are plain and read here and now; the whole of YAML is loaded for the first one that is not.
 * @source YAML 1.2.2, chapters 3 and 10.3; RFC 8259 for `.json`; TOML 1.0.0 for `.toml`.
 */
export async function parseLayer(layer: LayerText): Promise<Result<ParsedLayer>> {
  const parsed = await parseText(layer);
  const read = parsed.ok ? readMergeWords(sealLayer(parsed.value, layer.text)) : parsed;
  return read.ok ? nameModules(read.value) : read;
}

async function parseText(layer: LayerText): Promise<Result<ParsedLayer>> {
  if (layer.file.endsWith('.toml')) return (await import('./parse-toml.ts')).parseToml(layer);
  if (layer.file.endsWith('.json')) return (await import('./parse-json.ts')).parseJson(layer);
  const root = readPlainYaml(layer.text, layer.file);
  if (root !== undefined) return valid({ name: layer.name, file: layer.file, root });
  const { parseYaml } = await import('./parse-yaml.ts');
  return parseYaml(layer);
}
