/** `--src-dir`: a work tree in the place of a recorded release. */
import { posix } from 'node:path';
import { inputFailure } from '../../core/error.ts';
import { below, type FileSet, without } from '../../core/files.ts';
import { inputOrigin } from '../../core/issue.ts';
import { findDefineFolder, openDefineFolder } from '../define-folder.ts';
import { findOnDisk } from '../definitions-on-disk.ts';
import type { ChosenRelease } from '../release-choice.ts';
import { chooseVersion } from './choose-release.ts';
import { toPlainRelease } from './chosen-release.ts';
import { readDefinition } from './ground.ts';
import type { Choice, FoundDefinition, Places } from './places.ts';

/** A definition and the release beside it. */
export interface FromWorkTree extends FoundDefinition {
  readonly release: Omit<ChosenRelease, 'binaries'>;
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
  const state = await repos.workTree(folder);
  const place = await findOnDisk(inputs, ports);
  const definition = await readDefinition(places, place);
  const files = await (await ports.files()).folder(folder);
  if (files === undefined) throw new Error(`${folder} vanished while it was read`);
  const dirty = state.dirty.length > 0;
  const [tag] = dirty ? [] : state.tags;
  const choice: Choice = { ...state.head, ...(tag === undefined ? {} : { tag }) };
  const release = toPlainRelease(definition, choice, state.url);
  const label = `${place.files.locate(place.folder)}${dirty ? ' (changed)' : ''}`;
  const at = inputs.define === undefined ? { label, githash: state.head.githash } : { label: inputs.define };
  const source = below(withoutOwn(files, folder, inputs['top-dir']), definition.settings.srcDir);
  return { place, at, definition, release: { ...release, dirty, source } };
}

/** Our own folder for caches and logs is no part of the source, wherever it lies in the work tree. */
function withoutOwn(files: FileSet, folder: string, topDir: string): FileSet {
  const own = posix.relative(folder, topDir);
  return own === '' || own.startsWith('..') || posix.isAbsolute(own) ? files : without(files, own);
}

async function readCommit(places: Places, folder: string, version: string): Promise<FromWorkTree> {
  const { inputs, ports, repos } = places;
  const { root, within, url } = await repos.workTree(folder);
  const { project = folder } = inputs;
  const choice = await chooseVersion({ repos }, { project, version, from: { url: root, named: url } });
  const { githash } = choice;
  const [whole, files] = await Promise.all([repos.files(root, githash, ''), repos.files(root, githash, within)]);
  const place =
    inputs.define === undefined
      ? ((await findDefineFolder(files)) ?? (await openDefineFolder(whole)))
      : await findOnDisk(inputs, ports);
  const definition = await readDefinition(places, place);
  const release = toPlainRelease(definition, choice, url);
  const source = below(files, definition.settings.srcDir);
  const at = inputs.define === undefined ? { label: place.files.label, githash } : { label: inputs.define };
  return { place, at, definition, release: { ...release, dirty: false, source } };
}
