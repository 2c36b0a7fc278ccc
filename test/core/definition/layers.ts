/** Layers for tests: written as text, resolved as a folder would be. */
import type { Definition } from '../../../src/core/definition/definition.ts';
import { missingLayers } from '../../../src/core/definition/layer-order.ts';
import type { ParsedLayer } from '../../../src/core/definition/parse-layer.ts';
import { parseYaml } from '../../../src/core/definition/parse-yaml.ts';
import { type Layers, resolveInstance } from '../../../src/core/definition/resolve-instance.ts';
import { unwrap } from '../../../src/core/error.ts';
import { describeIssue } from '../../../src/core/issue.ts';
import type { Result } from '../../../src/core/result.ts';

/** File texts by name of the layer; a text that begins with `{` is JSON. */
export type Texts = Readonly<Record<string, string>>;

/** The layer of a text. @throws input: its issues. */
export function layer(name: string, text: string): ParsedLayer {
  const file = `define/${name}.${text.startsWith('{') ? 'json' : 'yaml'}`;
  return unwrap(parseYaml({ name, file, text }));
}

/** All of them, read. */
export function folder(texts: Texts): Layers {
  const known = new Map(Object.entries(texts).map(([name, text]) => [name, layer(name, text)] as const));
  const all = new Map<string, ParsedLayer | undefined>(known);
  for (const name of missingLayers([], known)) all.set(name, undefined);
  return { known: all, available: Object.keys(texts), looked: 'define' };
}

/** The definition of an instance of project `p`, with nothing shipped beneath. */
export function resolve(texts: Texts, instance: string): Result<Definition> {
  return resolveInstance(folder(texts), { project: 'p', instance }, layer('(shipped)', ''));
}

/** The same as lines for people: none when all is well. */
export function issuesOf(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.issues.map(describeIssue);
}
