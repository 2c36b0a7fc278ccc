/** Finding `tmpl/` and `extra/`: in the define folder, or beside it. */
import { below, type FileSet } from '../../core/files.ts';
import { fileOrigin } from '../../core/issue.ts';
import { invalid, type Result, valid } from '../../core/result.ts';

/** Where a source may keep the folder when its definitions lie elsewhere, in a repo of their own. */
const IN_SOURCE = ['define', 'config/facsimile', 'facsimile'];

/**
 * The folder `name`, wherever it has files: in the define folder, else at the root of the source, else in a define folder
 * of the source. Undefined when there is none. Two of the first kind are an issue (`template/two-folders`): one of them
 * would be left out in silence.
 */
export async function findFolder(
  name: string,
  { define, release }: { readonly define: FileSet; readonly release: { readonly source: FileSet } },
): Promise<Result<FileSet | undefined>> {
  const { source } = release;
  const [inside, beside] = [below(define, name), below(source, name)];
  const [hasInside, hasBeside] = await Promise.all([hasFiles(inside), hasFiles(beside)]);
  if (hasInside && hasBeside && inside.locate('') !== beside.locate(''))
    return invalid(twoFolders(name, inside, beside));
  if (hasInside) return valid(inside);
  if (hasBeside) return valid(beside);
  for (const folder of IN_SOURCE) {
    const set = below(source, `${folder}/${name}`);
    if (await hasFiles(set)) return valid(set);
  }
  return valid(undefined);
}

async function hasFiles(set: FileSet): Promise<boolean> {
  return (await set.list('')).length > 0;
}

function twoFolders(name: string, inside: FileSet, beside: FileSet) {
  return {
    code: 'template/two-folders',
    message: `there are two folders ${name}: ${inside.locate('')} and ${beside.locate('')}`,
    hint: 'keep one: in the define folder, or beside it',
    origin: fileOrigin(beside.locate('')),
  };
}
