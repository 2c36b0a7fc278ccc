/** Where the definitions of an instance lie, and how that hangs together with the release. */
import type { Definition } from '../../core/definition/definition.ts';
import { isFailure, unwrap } from '../../core/error.ts';
import { toSourceUrl } from '../../core/source-url.ts';
import { listChannels } from '../channels.ts';
import { listProjects, loadDefinition, nameProject } from '../definitions.ts';
import { accept, findOnDisk } from '../definitions-on-disk.ts';
import { type DefinePlace, listLayerFiles } from '../layer-files.ts';
import type { WorkTreeState } from '../ports/source-repos.ts';
import { chooseProject } from '../projects.ts';
import { readRelease } from '../releases.ts';
import { findInCommit } from './commit-place.ts';
import { metaPlace } from './meta-files.ts';
import { findNamed } from './named-folder.ts';
import { nothingToPin, pinMeta, pinUrl, pinWorkTree } from './pinned.ts';
import type { FoundPlace, FoundRelease, Places, SeenMeta } from './places.ts';

/**
 * `apart`: definitions that do not change with the release. `own`: those of the project's repo, whose work tree gives a
 * first look and the release the final word. `released`: those of a repo that only meta leads to.
 */
export type Ground =
  | ({ readonly kind: 'apart' } & FoundRelease)
  | { readonly kind: 'own'; readonly firstLook: Definition; readonly state: WorkTreeState }
  | { readonly kind: 'released'; readonly project: string; readonly seen: SeenMeta };

/**
 * In this order: `--define` as it is on disk; `define/` of meta at its tip; the working folder, which is a plain
 * folder, or in a repo of definitions alone (read at its last commit), or in the project's own; else what meta leads to.
 * @throws input: `definition/no-folder` when there is nothing of all that; every issue of the layers.
 */
export async function findGround(places: Places): Promise<Ground> {
  const { inputs, seen } = places;
  if (inputs.define !== undefined) return readApart(places, await findNamed(places, inputs.define));
  const shared = seen === undefined ? undefined : await metaPlace(seen);
  if (seen === undefined || shared === undefined) return findAround(places);
  const ref = inputs['define-ref'];
  return readApart(places, ref === undefined ? shared : await pinMeta(seen, ref));
}

/** The definition at a place, of the project given or the only one there is. Warnings are said. @throws input. */
export async function readDefinition(places: Places, place: DefinePlace, project?: string): Promise<Definition> {
  const { ports } = places;
  const named = project ?? (await pickProject(places, place));
  return accept(await load(places, place, named), ports.talk);
}

/** As long as the source is not at hand: `overInstall` looks there. */
async function load({ inputs, ports }: Places, place: DefinePlace, project: string) {
  const { instance } = inputs;
  return loadDefinition({ ...place, project, instance, source: 'elsewhere' }, ports);
}

async function findAround(places: Places): Promise<Ground> {
  const { inputs, ports, repos, seen } = places;
  const here = await findOnDisk(inputs, ports).catch((error: unknown) => {
    // Without definitions here those of the releases are left; without meta the message says where was looked.
    if (seen !== undefined && isFailure(error) && error.kind === 'input') return undefined;
    throw error;
  });
  if (here === undefined) return released(places);
  const label = here.files.locate(here.folder);
  const ref = inputs['define-ref'];
  if ((await repos.root('.')) === undefined) {
    if (ref !== undefined) throw nothingToPin(label);
    return readApart(places, { place: here, at: { label } });
  }
  const state = await repos.workTree('.');
  const project = await pickProject(places, here);
  if (await isElsewhere(places, project, { here, state })) return released(places);
  if (ref !== undefined) return readPinned(places, state, await pinWorkTree(repos, state, ref));
  // Its warnings are those of the final word, which says them.
  const firstLook = unwrap(await load(places, here, project));
  if (isOwn(firstLook, state)) return { kind: 'own', firstLook, state };
  return readApart(places, await atLastCommit(places, state));
}

/** Pinned definitions of the project's own repo do not change with the release; its code may still be right here. */
async function readPinned(places: Places, state: WorkTreeState, found: FoundPlace): Promise<Ground> {
  const ground = await readApart(places, found);
  return isOwn(ground.definition, state) ? { ...ground, own: state } : ground;
}

function isOwn({ settings: { repo } }: Definition, state: WorkTreeState): boolean {
  return repo === undefined || toSourceUrl(repo) === state.url;
}

async function readApart(places: Places, found: FoundPlace): Promise<Extract<Ground, { kind: 'apart' }>> {
  return { kind: 'apart', ...found, definition: await readDefinition(places, found.place) };
}

/** The project given, or the only one that the definitions list, or the only one of meta. */
async function pickProject({ inputs, seen }: Places, place: DefinePlace): Promise<string> {
  if (inputs.project === undefined && seen !== undefined && (await listProjects(place)) === undefined)
    return chooseProject(seen.snapshot, undefined);
  return nameProject(place, inputs.project);
}

async function released(places: Places): Promise<Ground> {
  const { inputs, repos, seen } = places;
  if (seen === undefined) throw new Error('nothing leads to a release without meta');
  const project = await chooseProject(seen.snapshot, inputs.project);
  const ref = inputs['define-ref'];
  if (ref === undefined) return { kind: 'released', project, seen };
  const url = await findRecordedUrl(seen, project);
  if (url === undefined) throw nothingToPin(`the repository of ${project}`, 'no channel has a release of it yet');
  return readApart(places, await findInCommit(repos, { ...(await pinUrl(repos, url, ref)), within: '' }));
}

/** True when the work tree says nothing about the project, and meta knows that its releases come from another repo. */
async function isElsewhere(
  { seen }: Places,
  project: string,
  { here, state }: { readonly here: DefinePlace; readonly state: WorkTreeState },
): Promise<boolean> {
  if (seen === undefined || (await listProjects(here)) !== undefined) return false;
  if ((await listLayerFiles(here)).has(project)) return false;
  const url = await findRecordedUrl(seen, project);
  return url !== undefined && toSourceUrl(url) !== state.url;
}

/** Where the releases of a project come from. Undefined as long as no channel has one. */
export async function findRecordedUrl({ snapshot }: SeenMeta, project: string): Promise<string | undefined> {
  const channels = await listChannels(snapshot, project);
  const githash = channels.find((channel) => channel.release !== undefined)?.release;
  const record = githash === undefined ? undefined : await readRelease(snapshot, project, githash);
  return record?.repos[0]?.url;
}

/** A repo of definitions: its last commit, so that what is deployed can be named. */
async function atLastCommit({ repos, ports }: Places, state: WorkTreeState): Promise<FoundPlace> {
  const { root, url, head, within } = state;
  const found = await findInCommit(repos, { url: root, named: url, githash: head.githash, within });
  const { folder } = found.place;
  const define = [within, folder].filter((part) => part !== '').join('/');
  const changed = state.dirty.filter((path) => path.startsWith(`${define}/`));
  if (changed.length > 0) {
    const message = `${changed.length} changed files in ${folder}/ are not used: definitions are those of the last commit`;
    ports.talk.warn({ code: 'definition/uncommitted', message, hint: 'commit them, or use --define' });
  }
  return found;
}
