/** Definitions as they lie in a folder: of one instance, and the lists of what exists. */
import type { Definition } from '../core/definition/definition.ts';
import { chooseProject } from '../core/definition/instances.ts';
import { projectLayers } from '../core/definition/layer-order.ts';
import { type ParsedLayer, parseLayer } from '../core/definition/parse-layer.ts';
import type { Instances, Projects } from '../core/definition/project-list.ts';
import {
  type Layers,
  readShared,
  resolveInstance,
  type Shared,
  type Surroundings,
} from '../core/definition/resolve-instance.ts';
import { holds } from '../core/definition/value-node.ts';
import { unwrap } from '../core/error.ts';
import type { ValueEngine } from '../core/evaluation/evaluator.ts';
import { isLiquid } from '../core/evaluation/expression.ts';
import { below, type FileSet } from '../core/files.ts';
import { invalid, type Result, valid } from '../core/result.ts';
import { LayerReader } from './define-folder.ts';
import { readExcludes } from './exclude-file.ts';
import { type DefinePlace, listLayerFiles } from './layer-files.ts';
import type { Ports } from './ports/ports.ts';

/** Which definition is wanted. The project may be left out where `projects:` lists only one. */
export interface Wanted extends DefinePlace {
  readonly project?: string | undefined;
  readonly instance: string;
  /**
   * The project's folder in its source, which may have a layer of its own, `config/install`. Absent: the files around
   * the layers are the source; `elsewhere`: it is not at hand.
   */
  readonly source?: FileSet | 'elsewhere';
}

/** The ports that a definition is made with. */
export type DefinitionPorts = Pick<Ports, 'shipped' | 'variables'>;

/** Name of the product's own layer in lists and trails: no file of a user can have it. */
export const SHIPPED_LAYER = '(shipped)';

/** The definition of an instance, or every problem of every layer of it. */
export async function loadDefinition(wanted: Wanted, ports: DefinitionPorts): Promise<Result<Definition>> {
  const reader = new LayerReader(wanted, await listLayerFiles(wanted));
  const chosen = await pickProject(reader, wanted.project);
  if (!chosen.ok) return chosen;
  const { project, srcDir, shared } = chosen.value;
  const subject = { project, instance: wanted.instance };
  await reader.readInstances(project, [subject.instance]);
  const source = wanted.source ?? below(wanted.files, srcDir);
  const install = source === 'elsewhere' ? undefined : await reader.readInstall(source);
  const excludes = await readExcludes(wanted);
  const broken = [...reader.issues, ...(excludes.ok ? [] : excludes.issues)];
  if (!excludes.ok || broken.length > 0) return invalid(...broken);
  const layers = { ...reader.layers, excludes: excludes.value, ...(install === undefined ? {} : { install }) };
  return resolveInstance(layers, subject, { ...(await openSurroundings(everyLayer(layers), ports)), shared });
}

/** What instances are resolved with besides their layers: for many of them the same. */
export async function openSurroundings(
  layers: Iterable<ParsedLayer | undefined>,
  { shipped, variables }: DefinitionPorts,
): Promise<Omit<Surroundings, 'shared'>> {
  const [base, engine] = await Promise.all([readShippedLayer(await shipped()), openEngine(layers)]);
  return { shipped: base, variables, engine };
}

/** All that was read, undefined for names without a file. */
export function everyLayer({ known, modules, install }: Layers): readonly (ParsedLayer | undefined)[] {
  return [...known.values(), modules, install];
}

/** Liquid takes longer to load than all of a definition without any. */
async function openEngine(layers: Iterable<ParsedLayer | undefined>): Promise<ValueEngine | undefined> {
  const isWanted = [...layers].some((layer) => layer !== undefined && holds(layer.root, isLiquid));
  return isWanted ? (await import('../core/template/value-engine.ts')).createValueEngine() : undefined;
}

/** Instances and patterns with what they follow, in definition order; undefined where nothing lists them. */
export async function listInstances(place: DefinePlace, project: string): Promise<Instances | undefined> {
  return (await loadShared(place, project)).instances;
}

/** Projects with their repos, in definition order; undefined where nothing lists them. */
export async function listProjects(place: DefinePlace): Promise<Projects | undefined> {
  return (await loadShared(place, undefined)).projects;
}

/** The git repository that the definitions name for a project; undefined: the work tree that the command runs in. */
export async function findRepo(place: DefinePlace, project: string): Promise<string | undefined> {
  const { repo, projects } = await loadShared(place, project);
  return repo ?? projects?.get(project)?.repo;
}

/** The project given, or the only one that is listed. @throws input, as `chooseProject`. */
export async function nameProject(place: DefinePlace, given: string | undefined): Promise<string> {
  return unwrap(await pickProject(new LayerReader(place, await listLayerFiles(place)), given)).project;
}

/** The project, and what all its instances share where that was read on the way. */
interface Picked {
  readonly project: string;
  /** Its folder in its repository. */
  readonly srcDir: string;
  readonly shared?: Result<Shared>;
}

async function pickProject(reader: LayerReader, given: string | undefined): Promise<Result<Picked>> {
  await reader.read(projectLayers(given ?? 'facsimile'));
  const shared = readShared(reader.layers, given);
  // A broken list is reported with everything else, once the project is known; without it there is no project.
  if (reader.issues.length > 0 && given === undefined) return invalid(...reader.issues);
  if (!shared.ok && given === undefined) return shared;
  const { projects, instances }: Partial<Shared> = shared.ok ? shared.value : {};
  const chosen = chooseProject(given, projects, instances);
  if (!chosen.ok) return chosen;
  const srcDir = projects?.get(chosen.value)?.src_dir ?? '';
  return valid({ project: chosen.value, srcDir, ...(given === undefined ? {} : { shared }) });
}

async function loadShared(place: DefinePlace, project: string | undefined): Promise<Shared> {
  const reader = new LayerReader(place, await listLayerFiles(place));
  await reader.read(projectLayers(project ?? 'facsimile'));
  if (reader.issues.length > 0) unwrap(invalid(...reader.issues));
  return unwrap(readShared(reader.layers, project));
}

/** The weakest layer of all: it comes with the product. */
async function readShippedLayer(shipped: FileSet): Promise<ParsedLayer> {
  const bytes = await shipped.read('base.yaml');
  if (bytes === undefined) throw new Error('define/base.yaml is missing beside the program');
  const text = new TextDecoder().decode(bytes);
  return unwrap(await parseLayer({ name: SHIPPED_LAYER, file: shipped.locate('base.yaml'), text }));
}
