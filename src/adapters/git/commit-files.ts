/** The files of a commit, read from git's objects: neither umask nor filters nor line endings touch them. */
import { comparePaths, type FileEntry, type FileSet } from '../../core/files.ts';
import { type ObjectReader, openObjects } from './object-reader.ts';
import type { Git } from './run-git.ts';

/** One entry of `ls-tree -r -z`: `object` is a blob, for a submodule the commit that it is pinned to. */
export interface TreeLine {
  readonly path: string;
  readonly kind: FileEntry['kind'];
  readonly object: string;
}

/** What an entry is, by its mode. @source git-ls-tree(1); modes are those of git's fast-import documentation. */
export const KINDS: Readonly<Record<string, FileEntry['kind']>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'executable',
  '120000': 'link',
  '160000': 'submodule',
};

/**
 * The files below `folder` of a commit of the repository at `repository`, with paths counted from `folder`.
 *
 * @param label How the user knows it; in front of paths in messages.
 */
export async function openCommit(
  git: Git,
  repository: string,
  { githash, folder, label }: { readonly githash: string; readonly folder: string; readonly label: string },
): Promise<FileSet> {
  const lines = await listCommit(git, repository, { githash, folder });
  return toFileSet(lines, openObjects(git, repository), folder === '' ? label : `${label}/${folder}`);
}

/** All entries below `folder` of a commit, with paths counted from it, in order of path bytes. */
export async function listCommit(
  git: Git,
  repository: string,
  { githash, folder }: { readonly githash: string; readonly folder: string },
): Promise<readonly TreeLine[]> {
  const below = folder === '' ? '' : `${folder}/`;
  const words = ['ls-tree', '-r', '-z', '--full-tree', githash, ...(below === '' ? [] : ['--', below])];
  const text = await git.text(words, { cwd: repository });
  const lines = text.split('\0').filter((line) => line !== '');
  return lines.map((line) => parseLine(line, below.length)).sort((a, b) => comparePaths(a.path, b.path));
}

function parseLine(line: string, skipped: number): TreeLine {
  const tab = line.indexOf('\t');
  const [mode = '', , object = ''] = line.slice(0, tab).split(' ');
  return { path: line.slice(tab + 1 + skipped), kind: KINDS[mode] ?? 'file', object };
}

function toFileSet(lines: readonly TreeLine[], objects: ObjectReader, label: string): FileSet {
  const byPath = new Map(lines.map((line) => [line.path, line]));
  return {
    label,
    locate: (path) => (path === '' ? label : `${label}/${path}`),
    list: async (folder) => {
      const below = folder === '' ? '' : `${folder}/`;
      return lines.filter(({ path }) => path.startsWith(below)).map(({ path, kind }) => ({ path, kind }));
    },
    read: async (path) => {
      const line = byPath.get(path);
      return line === undefined || line.kind === 'submodule' ? undefined : objects.read(line.object);
    },
  };
}
