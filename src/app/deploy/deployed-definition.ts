/** The definition of what is deployed already, for commands that bring nothing new. */
import type { Definition } from '../../core/definition/definition.ts';
import { isFailure } from '../../core/error.ts';
import type { DefinitionsAt, GatherInputs } from '../gather/places.ts';
import { gatherDefinition } from '../gather.ts';
import { readInstance } from '../instance-state.ts';
import { openDefinition } from '../open-definition.ts';
import type { Meta } from '../ports/meta-repo.ts';
import type { Ports } from '../ports/ports.ts';
import { chooseProject } from '../projects.ts';

/** A definition, and which commit it is of. */
export interface DeployedDefinition {
  readonly definition: Definition;
  readonly at: DefinitionsAt;
}

/**
 * Without meta as it lies on disk: nothing says more. Else as `gatherDefinition`; for an instance that follows no
 * channel, as it was at the release of its last deployment.
 * @throws as `gatherDefinition` and `openDefinition`.
 */
export async function gatherDeployed(
  inputs: GatherInputs,
  ports: Ports,
  meta: Meta | undefined,
): Promise<DeployedDefinition> {
  if (meta === undefined) return { definition: await openDefinition(inputs, ports), at: { label: '' } };
  try {
    return await gatherDefinition(inputs, ports);
  } catch (error) {
    const isWithoutChannel =
      isFailure(error) && error.kind === 'input' && error.issues.some(({ code }) => code === 'release/no-channel');
    const version = isWithoutChannel ? await lastRelease(inputs, meta) : undefined;
    if (version === undefined) throw error;
    return gatherDefinition({ ...inputs, version }, ports);
  }
}

async function lastRelease({ project, instance }: GatherInputs, meta: Meta): Promise<string | undefined> {
  const snapshot = await meta.snapshot();
  const state = await readInstance(snapshot, { project: await chooseProject(snapshot, project), instance });
  return state?.deployments.at(-1)?.begin.release;
}
