/** `--src-dir`: a work tree in the place of a recorded release. */
import { posix } from 'node:path';
import { inputFailure } from '../../core/error.ts';
import { below, type FileSet, without } from '../../core/files.ts';
import { inputOrigin } from '../../core/issue.ts';
import { findOnDisk } from '../definitions-on-disk.ts';
import { readOwnWorkTree } from '../own-work-tree.ts';
import type { WorkTreeState } from '../ports/source-repos.ts';
import type { ChosenRelease } from '../release-choice.ts';
import { chooseVersion } from './choose-release.ts';
import { toPlainRelease } from './chosen-release.ts';
import { findInCommit } from './commit-place.ts';
import { readDefinition } from './ground.ts';
import { findNamed, isPartOf } from './named-folder.ts';
import { pinWorkTree } from './pinned.ts';
import type { Choice, FoundDefinition, FoundPlace, Places } from './places.ts';
import { readWithSubmodules } from './submodule-files.ts';

/** A definition and the release beside it. */
export interface FromWorkTree extends FoundDefinition {
  readonly release: Omit<ChosenRelease, 'binaries'>;
  /** Absent for the files as they are. */
  readonly origin?: { readonly url: string; readonly within: string };
}

/**
 * With VERSION: that commit of the work tree. Without: the files as they are on disk.
 * @throws input `gather/src-dir-and-meta` unless it is a dry run, `release/unknown`, every issue of the layers.
 */
export async function readWorkTree(places: Places, folder: string): Promise<FromWorkTree> {
  const { inputs, seen } = places;
  if (seen !== undefined && inputs['dry-run'] !== true) {
    throw inputFailure({
      code: 'gather/src-dir-and-meta',
      message: 'a work tree is never recorded: --src-dir and --meta go together only with --dry-run',
      hint: 'leave one of them out, or add --dry-run',
      origin: inputOrigin('--src-dir'),
    });
  }
  return inputs.version === undefined ? readAsItIs(places, folder) : readCommit(places, folder, inputs.version);
}

async function readAsItIs(places: Places, folder: string): Promise<FromWorkTree> {
  const { inputs, ports, repos } = places;
  const state = await readOwnWorkTree(repos, folder);
  const found = (await findChosen(places, state)) ?? (await findAsItIs(places, state));
  const definition = await readDefinition(places, found.place);
  const files = await (await ports.files()).folder(folder);
  if (files === undefined) throw new Error(`${folder} vanished while it was read`);
  const dirty = state.dirty.length > 0;
  const [tag] = dirty ? [] : state.tags;
  const choice: Choice = { ...state.head, ...(tag === undefined ? {} : { tag }) };
  const release = toPlainRelease(definition, choice, state.url);
  const source = below(withoutOwn(files, folder, inputs['top-dir']), definition.settings.srcDir);
  return { ...found, definition, release: { ...release, dirty, source } };
}

/** Definitions that do not hang on the files of the work tree: `--define`, or a commit that `--define-ref` names. */
async function findChosen(places: Places, state: WorkTreeState): Promise<FoundPlace | undefined> {
  const { define, 'define-ref': ref } = places.inputs;
  if (define !== undefined) return findNamed(places, define);
  return ref === undefined ? undefined : pinWorkTree(places.repos, state, ref);
}

async function findAsItIs({ inputs, ports }: Places, { within, url, head, dirty }: WorkTreeState): Promise<FoundPlace> {
  const place = await findOnDisk(inputs, ports);
  const label = place.files.locate(place.folder);
  const isChanged = dirty.some((path) =>
    [place.folder, posix.join(within, place.folder)].some((folder) => isPartOf(path, folder)),
  );
  return { place, at: isChanged ? { label: `${label} (changed)` } : { label, url, githash: head.githash } };
}

/** Our own folder for caches and logs is no part of the source, wherever it lies in the work tree. */
function withoutOwn(files: FileSet, folder: string, topDir: string): FileSet {
  const own = posix.relative(folder, topDir);
  return own === '' || own.startsWith('..') || posix.isAbsolute(own) ? files : without(files, own);
}

async function readCommit(places: Places, folder: string, version: string): Promise<FromWorkTree> {
  const { repos } = places;
  const state = await readOwnWorkTree(repos, folder);
  const { root, within, url: named } = state;
  const { project = folder } = places.inputs;
  const choice = await chooseVersion({ repos }, { project, version, from: { url: root, named } });
  const { githash } = choice;
  const found = (await findChosen(places, state)) ?? (await findInCommit(repos, { url: root, named, githash, within }));
  const definition = await readDefinition(places, found.place);
  const release = toPlainRelease(definition, choice, named);
  const source = below(
    await readWithSubmodules(repos, { url: root, githash, folder: within }),
    definition.settings.srcDir,
  );
  const origin = { url: root, within: posix.join(within, definition.settings.srcDir).replace(/^\.$/, '') };
  return { ...found, definition, release: { ...release, dirty: false, source }, origin };
}
