/** What the index follows one by one: a folder of records, or the deployments of one instance. */
import { RECORD_FOLDERS } from '../../../../core/meta/paths.ts';
import type { FolderPair } from '../record-changes.ts';
import type { TreeReader } from '../tree-reader.ts';

/** Units by path, each with the hash of its tree. Equal hashes: nothing in there has changed. */
export type Units = ReadonlyMap<string, string>;

/** The units of a commit that lie in `folder` (`''`: all of meta), or in which it lies. */
export async function readUnits(trees: TreeReader, commit: string, folder: string): Promise<Units> {
  const [project, kind, instance] = folder.split('/').filter((part) => part !== '');
  const projects = await foldersIn(trees, commit, '', project);
  const kinds = await Promise.all(projects.map(({ path }) => foldersIn(trees, commit, path, kind)));
  const records = kinds.flat().filter(({ name }) => RECORD_FOLDERS.includes(name));
  const units = await Promise.all(
    records.map(async (each) => (each.name === 'deployments' ? foldersIn(trees, commit, each.path, instance) : [each])),
  );
  return new Map(units.flat().map(({ path, hash }) => [path, hash]));
}

/** The units that are not as covered. */
export function changedUnits(covered: Units, units: Units): readonly FolderPair[] {
  return [...units]
    .map(([path, now]) => ({ path, before: covered.get(path), now }))
    .filter(({ before, now }) => before !== now);
}

/** True when the unit lies in the folder, or the folder in the unit. */
export function hasToDoWith(unit: string, folder: string): boolean {
  return folder === '' || `${unit}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(`${unit}/`);
}

async function foldersIn(trees: TreeReader, commit: string, parent: string, only: string | undefined) {
  const folders = (await trees.children(commit, parent)).filter(({ kind }) => kind === 'folder');
  return folders
    .filter(({ name }) => only === undefined || name === only)
    .map(({ name, hash }) => ({ name, hash, path: parent === '' ? name : `${parent}/${name}` }));
}
