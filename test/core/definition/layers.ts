/** Layers for tests: written as text, resolved as a folder would be. */
import type { Definition } from '../../../src/core/definition/definition.ts';
import { missingLayers } from '../../../src/core/definition/layer-order.ts';
import { readMergeWords } from '../../../src/core/definition/merge-words.ts';
import { MODULES_FILE, nameModules, toModulesLayer } from '../../../src/core/definition/module-layers.ts';
import type { ParsedLayer } from '../../../src/core/definition/parse-layer.ts';
import { parseYaml } from '../../../src/core/definition/parse-yaml.ts';
import { type Layers, resolveInstance } from '../../../src/core/definition/resolve-instance.ts';
import { sealLayer } from '../../../src/core/definition/sealed-layer.ts';
import { unwrap } from '../../../src/core/error.ts';
import type { Variables } from '../../../src/core/evaluation/environ.ts';
import { describeIssue } from '../../../src/core/issue.ts';
import { collect, type Result } from '../../../src/core/result.ts';
import { createValueEngine } from '../../../src/core/template/value-engine.ts';

/** File texts by name of the layer, and that of `modules.yaml`; a text that begins with `{` is JSON. */
export type Texts = Readonly<Record<string, string>>;

/** The layer of a text. @throws input: its issues. */
export function layer(name: string, text: string): ParsedLayer {
  return unwrap(read(name, text));
}

/** All of them, read. */
export function folder({ modules, ...texts }: Texts): Layers {
  const known = new Map(Object.entries(texts).map(([name, text]) => [name, layer(name, text)] as const));
  const all = new Map<string, ParsedLayer | undefined>(known);
  for (const name of missingLayers([], known)) all.set(name, undefined);
  const listed = modules === undefined ? undefined : toModulesLayer(layer('modules', modules));
  return { known: all, available: Object.keys(texts), looked: 'define', ...(listed && { modules: listed }) };
}

/** The definition of an instance of project `p`, with nothing shipped beneath. */
export function resolve(texts: Texts, instance: string, variables: Variables = {}): Result<Definition> {
  const layers = collect(Object.entries(texts).map(([name, text]) => read(name, text)));
  const surroundings = { shipped: layer('(shipped)', ''), variables, engine: createValueEngine() };
  return layers.ok ? resolveInstance(folder(texts), { project: 'p', instance }, surroundings) : layers;
}

/** The same as lines for people: none when all is well. */
export function issuesOf(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.issues.map(describeIssue);
}

function read(name: string, text: string): Result<ParsedLayer> {
  const file = `define/${name}.${text.startsWith('{') ? 'json' : 'yaml'}`;
  const listKey = name === MODULES_FILE ? { listKey: MODULES_FILE } : {};
  const parsed = parseYaml({ name, file, text, ...listKey });
  const worded = parsed.ok ? readMergeWords(sealLayer(parsed.value, text)) : parsed;
  return worded.ok ? nameModules(worded.value) : worded;
}
