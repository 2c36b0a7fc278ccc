/** The plugin of a project: found beside its layers, on this machine's disk alone. */
import { isFailure, unwrap } from '../../core/error.ts';
import { NO_PLUGIN, type Plugin, parsePlugin } from '../../core/run/plugin.ts';
import { listProjects, nameProject } from '../definitions.ts';
import { findOnDisk } from '../definitions-on-disk.ts';
import type { GatherInputs } from '../gather/places.ts';
import type { DefinePlace } from '../layer-files.ts';
import type { Ports } from '../ports/ports.ts';

/** Which plugin is wanted. */
export interface PluginWish extends Pick<GatherInputs, 'define' | 'src-dir' | 'top-dir' | 'project'> {
  /** Flags of the command: no option may have their names. */
  readonly taken: readonly string[];
}

/** Names the modules of the wish's project and of all projects, the first that is there counts. */
const nameModules = (project: string | undefined) => [
  ...(project === undefined ? [] : [`${project}.mjs`]),
  'facsimile.mjs',
];

/**
 * `PROJECT.mjs` of the define folder, else its `facsimile.mjs`. It is code that runs with the user's rights: it is never
 * taken from meta, from a commit or from anywhere but the folder that the user stands in or names.
 *
 * @throws input `plugin/broken`, `plugin/export`, `plugin/stage`, `plugin/option`.
 */
export async function openPlugin(wish: PluginWish, ports: Ports): Promise<Plugin> {
  const place = await findPlace(wish, ports);
  if (place === undefined) return NO_PLUGIN;
  const { files, folder } = place;
  const project = wish.project ?? (await guessProject(place));
  const names = (await files.list(folder, 'names')).map(({ path }) => path);
  const paths = nameModules(project).map((name) => (folder === '' ? name : `${folder}/${name}`));
  const path = paths.find((each) => names.includes(each));
  if (path === undefined) return NO_PLUGIN;
  const file = files.locate(path);
  return unwrap(parsePlugin(await (await ports.plugins()).load(file), file, wish.taken));
}

/** The project among the first words of a command line, before anybody knows which of them are values of flags. */
export async function findProjectWord(
  places: readonly string[],
  wish: Omit<PluginWish, 'taken'>,
  ports: Ports,
): Promise<string | undefined> {
  const place = await findPlace(wish, ports);
  const listed = place === undefined ? undefined : await unlessBroken(listProjects(place));
  return listed === undefined ? places[0] : places.find((word) => listed.has(word));
}

async function findPlace(wish: Omit<PluginWish, 'taken'>, ports: Ports): Promise<DefinePlace | undefined> {
  try {
    return await findOnDisk(wish, ports);
  } catch (error) {
    // That there are no definitions is said, with everything else, by whoever needs them.
    if (isFailure(error) && error.kind === 'input') return undefined;
    throw error;
  }
}

async function guessProject(place: DefinePlace): Promise<string | undefined> {
  return unlessBroken(nameProject(place, undefined));
}

/** Mistakes in layers are told when the definition is read, with all others. */
async function unlessBroken<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isFailure(error) && error.kind === 'input') return undefined;
    throw error;
  }
}
