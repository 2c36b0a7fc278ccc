/** Finding `tmpl/` and `extra/`: in the define folder, or beside it. */
import { below, type FileSet } from '../../core/files.ts';
import { fileOrigin } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import type { DefinePlace } from '../layer-files.ts';

/** Where a source may keep the folder when its definitions lie elsewhere, in a repo of their own. */
const IN_SOURCE = ['', 'define', 'config/facsimile', 'facsimile'];

/** What leads to the folder. */
export interface Places {
  readonly define: DefinePlace;
  readonly release: { readonly source: FileSet };
}

/**
 * The folder `name`: in the define folder or at the root of the files that it lies in, else in the source of the release.
 * Undefined when it is nowhere, or empty. Two in one of these places are an issue (`template/two-folders`): one of them
 * would be left out in silence.
 */
export async function findFolder(name: string, { define, release }: Places): Promise<Result<FileSet | undefined>> {
  const near = await findAmong(define.files, [...new Set([define.folder, ''])], name);
  if (!near.ok || near.value !== undefined) return near;
  return findAmong(release.source, IN_SOURCE, name);
}

async function findAmong(
  files: FileSet,
  folders: readonly string[],
  name: string,
): Promise<Result<FileSet | undefined>> {
  const sets = folders.map((folder) => below(files, folder === '' ? name : `${folder}/${name}`));
  const lists = await Promise.all(sets.map((set) => set.list('')));
  const [found, other] = sets.filter((_, i) => lists[i]?.length !== 0);
  return found !== undefined && other !== undefined ? invalid(twoFolders(name, found, other)) : valid(found);
}

function twoFolders(name: string, one: FileSet, other: FileSet) {
  return {
    code: 'template/two-folders',
    message: `there are two folders ${name}: ${one.locate('')} and ${other.locate('')}`,
    hint: 'keep one: in the define folder, or beside it',
    origin: fileOrigin(other.locate('')),
  };
}
