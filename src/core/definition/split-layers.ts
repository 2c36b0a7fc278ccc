/** Many layers in one file: an object whose keys are their names. */
import type { FileOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import { MODULES_FILE, nameModules } from './module-layers.ts';
import { isLayerName } from './names.ts';
import type { ParsedLayer } from './parse-layer.ts';
import type { ValueNode } from './value-node.ts';

/**
 * The layers by name, each with its places in the file, or what is wrong with it: `definition/layer-name`,
 * `definition/syntax` for something else than a mapping. `null` is an empty layer.
 */
export function splitLayers({ file, root, sealed }: ParsedLayer): ReadonlyMap<string, Result<ParsedLayer>> {
  const misnamed = [...root.members].filter(([name]) => !isLayerName(name));
  const issues = misnamed.map(([name, { key }]) => ({
    code: 'definition/layer-name',
    message: `"${name}" cannot be a layer`,
    hint: 'the keys at the top are names of layers: facsimile, projects, parts of instances',
    origin: key,
  }));
  const named = [...root.members].filter(([name]) => isLayerName(name));
  const layers = named.map(([name, { key, value }]) => {
    const layer = toLayer(value, { name, file, key });
    return [name, layer.ok && sealed !== undefined ? valid({ ...layer.value, sealed }) : layer] as const;
  });
  // Told with the layer that every instance has.
  return new Map(issues.length === 0 ? layers : [...layers, ['facsimile', invalid(...issues)]]);
}

function toLayer(
  value: ValueNode,
  { name, file, key }: { readonly name: string; readonly file: string; readonly key: FileOrigin },
): Result<ParsedLayer> {
  if (value.kind === 'mapping' && value.replaces !== true) return nameModules({ name, file, root: value });
  // A list of modules, as in a file of their own, has become a mapping that replaces.
  if (value.kind === 'mapping' && name === MODULES_FILE) {
    const members = new Map([[MODULES_FILE, { key, value }]]);
    return valid({ name, file, root: { kind: 'mapping', members, origin: key, words: true } });
  }
  const isEmpty = value.kind === 'scalar' && value.value === null && value.unset !== true;
  if (isEmpty) return valid({ name, file, root: { kind: 'mapping', members: new Map(), origin: key } });
  return invalid({ code: 'definition/syntax', message: `layer "${name}" must be a mapping`, origin: key });
}
