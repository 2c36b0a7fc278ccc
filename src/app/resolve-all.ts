/** The definitions of a whole estate: every project, every instance, each layer read once. */
import type { Definition } from '../core/definition/definition.ts';
import { chooseProject } from '../core/definition/instances.ts';
import { type KnownInstances, knownInstances } from '../core/definition/known-instances.ts';
import { projectLayers } from '../core/definition/layer-order.ts';
import type { ParsedLayer } from '../core/definition/parse-layer.ts';
import type { Instances } from '../core/definition/project-list.ts';
import {
  type Layers,
  readShared,
  resolveInstance,
  type Shared,
  type Surroundings,
} from '../core/definition/resolve-instance.ts';
import { below } from '../core/files.ts';
import { distinctIssues, fileOrigin, type Issue } from '../core/issue.ts';
import { collect, invalid, type Result, valid } from '../core/result.ts';
import { LayerReader } from './define-folder.ts';
import { type DefinitionPorts, everyLayer, openSurroundings } from './definitions.ts';
import { accept, findOnDisk } from './definitions-on-disk.ts';
import type { EstatePlaces } from './gather/estate-place.ts';
import { type DefinePlace, listLayerFiles } from './layer-files.ts';
import type { Ports } from './ports/ports.ts';

/** PROJECT, and what leads to the definitions of a whole estate. */
export interface EstateInputs extends EstatePlaces {
  readonly project?: string | undefined;
}

/** A project, with the definitions of all its instances that are known by name. */
export interface ResolvedProject extends KnownInstances {
  readonly project: string;
  /** What each entry of the list follows. */
  readonly listed: Instances;
  readonly definitions: readonly Definition[];
}

/**
 * All of it as it lies on disk, with `--meta` in its folder `define/`, with `--define-ref` at that commit; of PROJECT alone where that is given.
 * Warnings are said.
 * @throws input: every problem of every layer, each once; `definition/no-instances` where nothing lists what exists;
 *   and as `findOnDisk` and `findEstatePlace`.
 */
export async function resolveAll(inputs: EstateInputs, ports: Ports): Promise<readonly ResolvedProject[]> {
  const place = await findEstate(inputs, ports);
  return accept(await loadEstate(place, inputs.project, ports), ports.talk);
}

async function findEstate(inputs: EstateInputs, ports: Ports): Promise<DefinePlace> {
  const isOnDisk = inputs.define !== undefined || inputs.meta === undefined || inputs['src-dir'] !== undefined;
  if (isOnDisk && inputs['define-ref'] === undefined) return findOnDisk(inputs, ports);
  const { findEstatePlace } = await import('./gather/estate-place.ts');
  return findEstatePlace(inputs, ports);
}

interface Roster extends KnownInstances {
  readonly project: string;
  readonly listed: Instances;
  readonly shared: Shared;
}

/** The same of a place, without a word said: PROJECT alone where that is given, else all. */
export async function loadEstate(
  place: DefinePlace,
  given: string | undefined,
  ports: DefinitionPorts,
): Promise<Result<readonly ResolvedProject[]>> {
  const reader = new LayerReader(place, await listLayerFiles(place));
  await reader.read(projectLayers(given ?? 'facsimile'));
  const projects = chooseProjects(reader.layers, given);
  if (!projects.ok) return invalid(...distinctIssues([...reader.issues, ...projects.issues]));
  await reader.read(projects.value.flatMap(projectLayers));
  const rosters = projects.value.map((project) => listProject(reader.layers, project));
  for (const roster of rosters) if (roster.ok) await reader.readInstances(roster.value.project, roster.value.names);
  const installs = await readInstalls(reader, rosters, place);
  const { layers } = reader;
  const surroundings = await openSurroundings([...everyLayer(layers), ...installs], ports);
  const resolved = rosters.map((roster, i) => {
    const install = installs[i];
    const own = install === undefined ? layers : { ...layers, install };
    return roster.ok ? resolveProject(roster.value, own, surroundings) : roster;
  });
  return once(reader.issues, collect(resolved));
}

/** `config/install` of each project whose code lies around the definitions; undefined without. */
async function readInstalls(reader: LayerReader, rosters: readonly Result<Roster>[], { files }: DefinePlace) {
  const installs: (ParsedLayer | undefined)[] = [];
  for (const roster of rosters) {
    const { project = '', shared } = roster.ok ? roster.value : {};
    const srcDir = shared?.projects?.get(project)?.src_dir ?? '';
    installs.push(roster.ok ? await reader.readInstall(below(files, srcDir)) : undefined);
  }
  return installs;
}

function chooseProjects(layers: Layers, given: string | undefined): Result<readonly string[]> {
  const shared = readShared(layers, given);
  if (!shared.ok) return shared;
  const { projects, instances } = shared.value;
  if (given === undefined && projects !== undefined && projects.size > 0) return valid([...projects.keys()]);
  return collect([chooseProject(given, projects, instances)]);
}

function listProject(layers: Layers, project: string): Result<Roster> {
  const shared = readShared(layers, project);
  if (!shared.ok) return shared;
  const { instances } = shared.value;
  if (instances !== undefined)
    return valid({ project, listed: instances, shared: shared.value, ...knownInstances(instances, layers.available) });
  return invalid({
    code: 'definition/no-instances',
    message: `nothing lists the instances of project "${project}"`,
    hint: 'list them under instances: in the facsimile layer',
    origin: fileOrigin(layers.looked),
  });
}

function resolveProject(
  { shared: read, ...roster }: Roster,
  layers: Layers,
  surroundings: Surroundings,
): Result<ResolvedProject> {
  const { project, names } = roster;
  const shared = valid(read);
  const definitions = collect(
    names.map((instance) => resolveInstance(layers, { project, instance }, { ...surroundings, shared })),
  );
  return definitions.ok ? valid({ ...roster, definitions: definitions.value }, definitions.warnings) : definitions;
}

/** Instances have layers in common: a problem in one of them is told once. */
function once<T>(ofFiles: readonly Issue[], result: Result<T>): Result<T> {
  if (!result.ok) return invalid(...distinctIssues([...ofFiles, ...result.issues]));
  return ofFiles.length > 0 ? invalid(...ofFiles) : valid(result.value, distinctIssues(result.warnings));
}
