/** Where the definitions of an instance lie, and how that hangs together with the release. */
import type { Definition } from '../../core/definition/definition.ts';
import { isFailure, unwrap } from '../../core/error.ts';
import { toSourceUrl } from '../../core/source-url.ts';
import { listChannels } from '../channels.ts';
import { type DefinePlace, listLayerFiles, openDefineFolder } from '../define-folder.ts';
import { listProjects, loadDefinition, nameProject } from '../definitions.ts';
import { accept, findOnDisk } from '../definitions-on-disk.ts';
import type { WorkTreeState } from '../ports/source-repos.ts';
import { chooseProject } from '../projects.ts';
import { readRelease } from '../releases.ts';
import { metaFiles } from './meta-files.ts';
import type { FoundDefinition, FoundPlace, Places, SeenMeta } from './places.ts';

/**
 * `apart`: definitions that do not change with the release. `own`: those of the project's repo, whose work tree gives a
 * first look and the release the final word. `released`: those of a repo that only meta leads to.
 */
export type Ground =
  | ({ readonly kind: 'apart' } & FoundDefinition)
  | { readonly kind: 'own'; readonly firstLook: Definition; readonly state: WorkTreeState }
  | { readonly kind: 'released'; readonly project: string; readonly seen: SeenMeta };

/**
 * In this order: `--define` as it is on disk; `define/` of meta at its tip; the working folder, which is a plain
 * folder, or in a repo of definitions alone (read at its last commit), or in the project's own; else what meta leads to.
 * @throws input: `definition/no-folder` when there is nothing of all that; every issue of the layers.
 */
export async function findGround(places: Places): Promise<Ground> {
  const { inputs, ports, seen } = places;
  if (inputs.define !== undefined)
    return readApart(places, { place: await findOnDisk(inputs, ports), at: { label: inputs.define } });
  if (seen !== undefined) {
    const place = { files: metaFiles(seen), folder: 'define' };
    const at = { label: place.files.label, githash: seen.snapshot.commit };
    if ((await listLayerFiles(place)).size > 0) return readApart(places, { place, at });
  }
  return findAround(places);
}

/** The definition at a place, of the project given or the only one there is. Warnings are said. @throws input. */
export async function readDefinition(places: Places, place: DefinePlace, project?: string): Promise<Definition> {
  const { inputs, ports } = places;
  const wanted = { ...place, project: project ?? (await pickProject(places, place)), instance: inputs.instance };
  return accept(await loadDefinition(wanted, await ports.shipped()), ports.talk);
}

async function findAround(places: Places): Promise<Ground> {
  const { inputs, ports, repos, seen } = places;
  const here = await findOnDisk(inputs, ports).catch((error: unknown) => {
    // Without definitions here those of the releases are left; without meta the message says where was looked.
    if (seen !== undefined && isFailure(error) && error.kind === 'input') return undefined;
    throw error;
  });
  if (here === undefined) return released(places);
  if ((await repos.root('.')) === undefined)
    return readApart(places, { place: here, at: { label: here.files.locate(here.folder) } });
  const state = await repos.workTree('.');
  const project = await pickProject(places, here);
  if (await isElsewhere(places, project, { here, state })) return released(places);
  // Its warnings are those of the final word, which says them.
  const firstLook = unwrap(
    await loadDefinition({ ...here, project, instance: inputs.instance }, await ports.shipped()),
  );
  const { repo } = firstLook.settings;
  if (repo === undefined || toSourceUrl(repo) === state.url) return { kind: 'own', firstLook, state };
  return readApart(places, await atLastCommit(places, state));
}

async function readApart(places: Places, found: FoundPlace): Promise<Ground> {
  return { kind: 'apart', ...found, definition: await readDefinition(places, found.place) };
}

/** The project given, or the only one that the definitions list, or the only one of meta. */
async function pickProject({ inputs, seen }: Places, place: DefinePlace): Promise<string> {
  if (inputs.project === undefined && seen !== undefined && (await listProjects(place)) === undefined)
    return chooseProject(seen.snapshot, undefined);
  return nameProject(place, inputs.project);
}

async function released({ inputs, seen }: Places): Promise<Ground> {
  if (seen === undefined) throw new Error('nothing leads to a release without meta');
  return { kind: 'released', project: await chooseProject(seen.snapshot, inputs.project), seen };
}

/** True when the work tree says nothing about the project, and meta knows that its releases come from another repo. */
async function isElsewhere(
  { seen }: Places,
  project: string,
  { here, state }: { readonly here: DefinePlace; readonly state: WorkTreeState },
): Promise<boolean> {
  if (seen === undefined || (await listProjects(here)) !== undefined) return false;
  if ((await listLayerFiles(here)).has(project)) return false;
  const channels = await listChannels(seen.snapshot, project);
  const githash = channels.find((channel) => channel.release !== undefined)?.release;
  const record = githash === undefined ? undefined : await readRelease(seen.snapshot, project, githash);
  return record !== undefined && toSourceUrl(record.repos[0]?.url ?? '') !== state.url;
}

/** A repo of definitions: its last commit, so that what is deployed can be named. */
async function atLastCommit({ repos, ports }: Places, state: WorkTreeState): Promise<FoundPlace> {
  const { githash } = state.head;
  const place = await openDefineFolder(await repos.files(state.root, githash, ''));
  const changed = state.dirty.filter((path) => path.startsWith(`${place.folder}/`));
  if (changed.length > 0) {
    const message = `${changed.length} changed files in ${place.folder}/ are not used: definitions are those of the last commit`;
    ports.talk.warn({ code: 'definition/uncommitted', message, hint: 'commit them, or use --define' });
  }
  return { place, at: { label: place.files.label, githash } };
}
