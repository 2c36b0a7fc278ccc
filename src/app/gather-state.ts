/** Which state a command is about that looks at nothing else: no release is needed for that. */
import type { Definition } from '../core/definition/definition.ts';
import { loadDefinition } from './definitions.ts';
import { accept, findOnDisk } from './definitions-on-disk.ts';
import type { GatherInputs } from './gather/places.ts';
import type { Environment, Ports } from './ports/ports.ts';
import type { StateInputs } from './state.ts';
import { stateInputsFor } from './state-inputs.ts';

/** The definition that says whose state it is, and that state. */
export interface FoundState {
  readonly definition: Definition;
  readonly state: StateInputs;
}

/**
 * The state of an instance: without `--meta` as the definitions on disk say, else as those say that `gatherDefinition`
 * finds. @throws as these.
 */
export async function gatherState(inputs: GatherInputs, ports: Ports, environment: Environment): Promise<FoundState> {
  const where = { topDir: inputs['top-dir'], cwd: environment.cwd };
  if (inputs.meta === undefined) {
    const define = await findOnDisk(inputs, ports);
    const wanted = { ...define, project: inputs.project, instance: inputs.instance };
    const definition = accept(await loadDefinition(wanted, ports), ports.talk);
    return { definition, state: stateInputsFor({ definition, define }, where) };
  }
  const { gatherDefinition } = await import('./gather.ts');
  const { openMeta } = await import('./open-meta.ts');
  const { definition, place } = await gatherDefinition(inputs, ports);
  const meta = await openMeta(ports, { ...inputs, meta: inputs.meta });
  const seen = { meta, snapshot: await meta.snapshot() };
  return { definition, state: stateInputsFor({ definition, define: place, seen }, where) };
}
