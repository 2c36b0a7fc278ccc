/** From the layers of a define folder to one instance of one project. */
import type { ExcludeRule } from '../install/exclude-rules.ts';
import { distinctIssues, fileOrigin } from '../issue.ts';
import type { JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { Definition, ValuePath } from './definition.ts';
import { checkUnlisted, findInstance } from './instances.ts';
import { knownInstances } from './known-instances.ts';
import { INSTALL_LAYER, instanceLayers, type KnownLayers, orderLayers, projectLayers } from './layer-order.ts';
import { mergeRoots } from './merge.ts';
import { overlayInstance } from './overlay-instance.ts';
import type { ParsedLayer } from './parse-layer.ts';
import { type Instances, joinInstances, joinProjects, type Projects } from './project-list.ts';
import type { Computing } from './read-layers.ts';
import { resolveDefinition, toIssue } from './resolve-definition.ts';
import { topFields } from './schema.ts';
import { type Problem, readFields } from './shape.ts';
import type { Standing } from './to-settings.ts';
import { find, toJson } from './value-node.ts';

/** Layers of a folder, as far as they were read. */
export interface Layers {
  readonly known: KnownLayers;
  /** What `modules.<ext>` says; absent where there is no such file. */
  readonly modules?: ParsedLayer;
  /** What `config/install` of the project's source says; absent where there is no such file, or no source at hand. */
  readonly install?: ParsedLayer;
  /** What `exclude.rsync` says; absent where there is no such file. */
  readonly excludes?: readonly ExcludeRule[];
  /** Names of all layer files of the folder. */
  readonly available: readonly string[];
  /** The folder as the user knows it. */
  readonly looked: string;
}

/** What all instances share. */
export interface Shared {
  /** Weakest first. */
  readonly layers: readonly ParsedLayer[];
  readonly instances?: Instances;
  readonly projects?: Projects;
  /** The project's git repository; absent where no layer of it says. */
  readonly repo?: string;
}

/** What the layers of a project say of all its instances; without a project, what `facsimile` says of all projects. */
export function readShared(layers: Layers, project: string | undefined): Result<Shared> {
  const roots = project === undefined ? ['facsimile'] : projectLayers(project);
  const ordered = orderLayers(roots, layers.known, layers.available);
  if (!ordered.ok) return ordered;
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const { facsimile, instances: list, projects: registry, repo } = topFields;
  const fields = { facsimile, instances: list, projects: registry, repo };
  const merged = mergeRoots(ordered.value);
  const read = readFields(fields, toJson(merged) as JsonObject, [], report);
  const projects = joinProjects(read.projects, read.facsimile?.components, report);
  const own = project === undefined ? undefined : read.projects?.get(project)?.instances;
  const instances = joinInstances(own, read.instances);
  if (problems.length > 0) return invalid(...problems.map((problem) => toIssue(problem, merged)));
  return valid({
    layers: ordered.value,
    ...(instances === undefined ? {} : { instances }),
    ...(projects === undefined ? {} : { projects }),
    ...(read.repo === undefined ? {} : { repo: read.repo }),
  });
}

/** What belongs to no layer of the folder. */
export interface Surroundings extends Computing {
  /** The product's own layer: the weakest. */
  readonly shipped: ParsedLayer;
  /** What all instances of the project share: for many of them it is read once. */
  readonly shared?: Result<Shared> | undefined;
}

/** The definition of an instance, beneath it the defaults of the product. All issues of its layers at once. */
export function resolveInstance(
  layers: Layers,
  subject: { readonly project: string; readonly instance: string },
  { shipped, shared = readShared(layers, subject.project), ...computing }: Surroundings,
): Result<Definition> {
  const overlaid = overlayInstance(subject, {
    ...layers,
    exists: (name) => (shared.ok ? findStanding(shared.value, layers, { ...subject, instance: name }) : shared),
  });
  if (!overlaid.ok) return overlaid;
  const ordered = orderAll(layers, overlaid.value.roots);
  if (!ordered.ok) return ordered;
  if (shared.ok && ordered.value.length === 0) return nothingFound(layers, subject);
  const standing = shared.ok ? findStanding(shared.value, layers, subject) : shared;
  const resolved = resolveDefinition({
    ...subject,
    layers: [shipped, ...(layers.modules === undefined ? [] : [layers.modules]), ...ordered.value],
    shared: new Set(shared.ok ? shared.value.layers.map((layer) => layer.name) : layers.available),
    instances: () => namesOf(shared, layers, subject.instance),
    standing: { ...(standing.ok ? standing.value : {}), stateOf: overlaid.value.root },
    excludes: layers.excludes ?? [],
    computing,
  });
  if (!standing.ok) return invalid(...distinctIssues([...(resolved.ok ? [] : resolved.issues), ...standing.issues]));
  return resolved.ok ? valid(resolved.value, [...standing.warnings, ...resolved.warnings]) : resolved;
}

/** Asked for by the few templates that speak of other instances: there may be thousands. */
function namesOf(shared: Result<Shared>, { available }: Layers, instance: string): readonly string[] {
  const listed = shared.ok ? shared.value.instances : undefined;
  return listed === undefined ? [instance] : knownInstances(listed, available).names;
}

function orderAll({ known, available, install }: Layers, roots: readonly string[]) {
  if (install === undefined) return orderLayers(roots, known, available);
  return orderLayers([...roots, INSTALL_LAYER], new Map([...known, [INSTALL_LAYER, install]]), available);
}

function findStanding(
  { instances, projects, layers: shared }: Shared,
  layers: Layers,
  { project, instance }: { readonly project: string; readonly instance: string },
): Result<Standing> {
  const { repo, src_dir: srcDir } = projects?.get(project) ?? {};
  const place = { ...(repo === undefined ? {} : { repo }), ...(srcDir === undefined ? {} : { srcDir }) };
  if (instances === undefined) {
    const checked = checkUnlisted(instance, layers.available, layers.looked);
    return checked.ok ? valid(place, checked.warnings) : checked;
  }
  const found = findInstance(
    instances,
    instance,
    originOf(shared, ['instances'], ['projects', project, 'instances']) ?? fileOrigin(layers.looked),
  );
  if (!found.ok) return found;
  const { channel, environment } = found.value;
  return valid({
    ...place,
    ...(channel === undefined ? {} : { channel }),
    ...(environment === undefined ? {} : { environment }),
  });
}

/** Where the strongest layer writes the first of these that is there. */
function originOf(layers: readonly ParsedLayer[], ...keys: readonly ValuePath[]) {
  const found = keys.flatMap((key) => layers.map((layer) => find(layer.root, key)).toReversed());
  return found.flatMap((each) => (each.kind === 'found' ? [each.key] : []))[0];
}

function nothingFound(layers: Layers, { project, instance }: { readonly project: string; readonly instance: string }) {
  const wanted = instanceLayers(project, instance).join(', ');
  const there = layers.available.length === 0 ? 'it has no layers' : `layers there: ${layers.available.join(', ')}`;
  const message = `no layer for instance "${instance}" of project "${project}" in ${layers.looked}: looked for ${wanted}`;
  return invalid({ code: 'definition/no-layer', message, hint: there });
}
