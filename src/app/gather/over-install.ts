/** `config/install`: what the source of a release says over all other layers (F-23). */
import type { Definition } from '../../core/definition/definition.ts';
import { unwrap } from '../../core/error.ts';
import type { FileSet } from '../../core/files.ts';
import { loadDefinition } from '../definitions.ts';
import { listInstallFiles } from '../layer-files.ts';
import type { FoundDefinition, Places } from './places.ts';

/**
 * The definition that was found, with that layer on top where the source has one.
 * @param source The project's folder at the release.
 * @throws input: every issue of the layers, now that there is one more.
 */
export async function overInstall(
  { ports }: Places,
  { definition, place }: FoundDefinition,
  source: FileSet,
): Promise<Definition> {
  if ((await listInstallFiles(source)).length === 0) return definition;
  const { project, instance } = definition;
  // What it warns of was said when the definition was found.
  return unwrap(await loadDefinition({ ...place, project, instance, source }, ports));
}
