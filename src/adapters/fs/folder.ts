/** A folder on disk as a set of files. */
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import { comparePaths, type FileEntry, type FileSet, type Only } from '../../core/files.ts';
import type { Content } from '../../core/tree/tree.ts';
import { refusals } from './disk-failure.ts';
import { ifThere } from './reading.ts';

/** What is no larger is read whole. */
const SMALL_BYTES = 16 * 1024;

/** The files below `root`, shown to the user below `shown`; undefined when it is no folder. `.git` is left out. */
export async function openFolder(root: string, shown: string): Promise<FileSet | undefined> {
  const found = refusals(shown, () => ifThere(() => lstatSync(root)));
  if (found === undefined || !(found.isDirectory() || found.isSymbolicLink())) return undefined;
  return {
    label: shown,
    locate: (path) => posix.join(shown, path),
    list: async (folder, only) =>
      refusals(posix.join(shown, folder), () => walk(root, folder, only)).sort((a, b) => comparePaths(a.path, b.path)),
    read: async (path) => refusals(posix.join(shown, path), () => readEntry(join(root, path))),
    measure: (path) => measure(join(root, path), posix.join(shown, path)),
  };
}

function walk(root: string, folder: string, only?: Only): FileEntry[] {
  const children = ifThere(() => readdirSync(join(root, folder), { withFileTypes: true }));
  return (children ?? []).flatMap((child): FileEntry[] => {
    // A folder in the repository itself, a file in a submodule.
    if (child.name === '.git') return [];
    const path = folder === '' ? child.name : `${folder}/${child.name}`;
    if (child.isSymbolicLink()) return [{ path, kind: 'link' }];
    if (child.isDirectory()) return only !== undefined ? [] : walk(root, path);
    if (!child.isFile()) return [];
    if (only === 'names') return [{ path, kind: 'file' }];
    // Not found, as a name that is not UTF-8 or a file that was just removed: listed all the same, and told by the reader.
    const found = ifThere(() => lstatSync(join(root, path)));
    return [{ path, kind: ((found?.mode ?? 0) & 0o100) === 0 ? 'file' : 'executable' }];
  });
}

function readEntry(path: string): Uint8Array | undefined {
  const found = ifThere(() => lstatSync(path));
  if (found === undefined || found.isDirectory()) return undefined;
  if (found.isSymbolicLink()) return new TextEncoder().encode(readlinkSync(path));
  return new Uint8Array(readFileSync(path));
}

async function measure(path: string, shown: string): Promise<Content | undefined> {
  const found = refusals(shown, () => ifThere(() => lstatSync(path)));
  if (found === undefined || !found.isFile() || found.size <= SMALL_BYTES) return undefined;
  const { measureFile } = await import('./large-file.ts');
  return measureFile(path, shown);
}
