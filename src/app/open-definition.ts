/** The definition that a command which only looks at definitions is about. */
import type { Definition } from '../core/definition/definition.ts';
import { definitionForHost } from '../core/definition/overrides.ts';
import { unwrap } from '../core/error.ts';
import { loadDefinition } from './definitions.ts';
import { accept, findOnDisk } from './definitions-on-disk.ts';
import type { GatherInputs } from './gather/places.ts';
import type { Ports } from './ports/ports.ts';

/** The inputs `subject`, `version` and `places`. */
export type DefinitionInputs = GatherInputs;

/**
 * The definition as it lies on disk; with VERSION, `--meta` or `--define-ref` as `gather` finds it. Warnings are said.
 * @throws input: every issue of its layers at once; and as `findOnDisk` and `gather`.
 */
export async function openDefinition(inputs: DefinitionInputs, ports: Ports): Promise<Definition> {
  const isOnDisk = inputs.define !== undefined || (inputs.version === undefined && inputs.meta === undefined);
  if (!isOnDisk || inputs['define-ref'] !== undefined) {
    // Git and meta take longer to load than a plain look at a folder takes in all.
    const { gatherDefinition } = await import('./gather.ts');
    return (await gatherDefinition(inputs, ports)).definition;
  }
  const place = await findOnDisk(inputs, ports);
  const { project, instance } = inputs;
  return accept(await loadDefinition({ ...place, project, instance }, ports), ports.talk);
}

/** The same as one of its hosts gets it. @throws also input `host/unknown`. */
export async function openForHost(inputs: DefinitionInputs & { readonly host?: string | undefined }, ports: Ports) {
  const definition = await openDefinition(inputs, ports);
  return inputs.host === undefined ? definition : unwrap(definitionForHost(definition, inputs.host));
}
