/** A folder on disk as a set of files. */
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { comparePaths, type FileEntry, type FileSet } from '../../core/files.ts';

/** The files below `root`, shown to the user below `shown`; undefined when it is no folder. `.git` is left out. */
export async function openFolder(root: string, shown: string): Promise<FileSet | undefined> {
  const found = await lstatIfThere(root);
  if (found === undefined || !(found.isDirectory() || found.isSymbolicLink())) return undefined;
  return {
    label: shown,
    locate: (path) => posix.join(shown, path),
    list: async (folder, direct) => (await walk(root, folder, direct)).sort((a, b) => comparePaths(a.path, b.path)),
    read: (path) => readEntry(join(root, path)),
  };
}

async function walk(root: string, folder: string, direct?: 'direct'): Promise<FileEntry[]> {
  const children = await readdir(join(root, folder), { withFileTypes: true }).catch(ignoreAbsence);
  const found = await Promise.all(
    (children ?? []).map(async (child): Promise<FileEntry[]> => {
      const path = folder === '' ? child.name : posix.join(folder, child.name);
      if (child.isSymbolicLink()) return [{ path, kind: 'link' }];
      if (child.isDirectory()) return child.name === '.git' || direct ? [] : walk(root, path);
      if (!child.isFile()) return [];
      // Not found, as a name that is not UTF-8 or a file that was just removed: listed all the same, and told by the reader.
      const found = await lstatIfThere(join(root, path));
      return [{ path, kind: ((found?.mode ?? 0) & 0o100) === 0 ? 'file' : 'executable' }];
    }),
  );
  return found.flat();
}

async function readEntry(path: string): Promise<Uint8Array | undefined> {
  const found = await lstatIfThere(path);
  if (found === undefined || found.isDirectory()) return undefined;
  if (found.isSymbolicLink()) return new TextEncoder().encode(await readlink(path));
  return new Uint8Array(await readFile(path));
}

function lstatIfThere(path: string) {
  return lstat(path).catch(ignoreAbsence);
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
  throw error;
}
