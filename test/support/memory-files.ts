/** A set of files as a value, for tests that do not care where files come from. */
import { comparePaths, type FileEntry, type FileSet } from '../../src/core/files.ts';

/** A file to be: text or bytes, or a link, or an executable. */
export type MemoryFile = string | Uint8Array | { readonly link: string } | { readonly run: string };

/** Files by path; `shown` is put in front of a path in messages. */
export function memoryFiles(files: Readonly<Record<string, MemoryFile>>, shown = 'source'): FileSet {
  const entries: readonly FileEntry[] = Object.entries(files)
    .map(([path, file]): FileEntry => ({ path, kind: kindOf(file) }))
    .sort((a, b) => comparePaths(a.path, b.path));
  return {
    label: shown,
    list: async (folder) => entries.filter(({ path }) => folder === '' || path.startsWith(`${folder}/`)),
    read: async (path) => bytesOf(files[path]),
    locate: (path) => (path === '' ? shown : `${shown}/${path}`),
  };
}

function kindOf(file: MemoryFile): FileEntry['kind'] {
  if (typeof file === 'string' || file instanceof Uint8Array) return 'file';
  return 'link' in file ? 'link' : 'executable';
}

function bytesOf(file: MemoryFile | undefined): Uint8Array | undefined {
  if (file === undefined || file instanceof Uint8Array) return file;
  const text = typeof file === 'string' ? file : 'link' in file ? file.link : file.run;
  return new TextEncoder().encode(text);
}
