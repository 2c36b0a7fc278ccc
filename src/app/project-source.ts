/** The project that a work tree holds, and the repository that its definitions name for it. */
import { chooseProject } from '../core/definition/instances.ts';
import { isFailure, unwrap } from '../core/error.ts';
import { findRepo, nameProject } from './definitions.ts';
import { findOnDisk } from './definitions-on-disk.ts';
import type { DefinePlace } from './layer-files.ts';
import type { DefinitionInputs } from './open-definition.ts';
import type { Ports } from './ports/ports.ts';

/** `repo` is absent where the definitions, or the lack of them, leave it to the work tree. */
export interface ProjectSource {
  readonly project: string;
  readonly repo?: string;
}

/** Definitions may be kept elsewhere: a project that is named needs none here. @throws input as `nameProject`. */
export async function findProjectSource(
  inputs: Omit<DefinitionInputs, 'instance'>,
  ports: Ports,
): Promise<ProjectSource> {
  const place = await findDefinitions(inputs, ports);
  if (place === undefined) return { project: unwrap(chooseProject(inputs.project, undefined)) };
  const project = await nameProject(place, inputs.project);
  const repo = await findRepo(place, project);
  return { project, ...(repo === undefined ? {} : { repo }) };
}

async function findDefinitions(
  inputs: Omit<DefinitionInputs, 'instance'>,
  ports: Ports,
): Promise<DefinePlace | undefined> {
  try {
    return await findOnDisk(inputs, ports);
  } catch (error) {
    const isNone = isFailure(error) && error.kind === 'input' && error.issues[0]?.code === 'definition/no-folder';
    if (isNone && inputs.define === undefined) return undefined;
    throw error;
  }
}
