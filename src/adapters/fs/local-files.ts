/** Reads and writes the disk of this machine. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LocalFiles } from '../../app/ports/local-files.ts';
import { refusals, slowRefusals } from './disk-failure.ts';
import { openFolder } from './folder.ts';
import { ifThere } from './reading.ts';

type Changes = typeof import('./change-files.ts');

/** The disk, with relative paths counted from `cwd`. */
export function localFiles(cwd: string): LocalFiles {
  const at = (path: string) => resolve(cwd, path);
  return {
    folder: (path) => openFolder(at(path), path),
    read: async (path) => refusals(path, () => readIfThere(at(path))),
    write: (file) => change(file.path, ({ writeWhole }) => writeWhole(at(file.path), file)),
    create: (file) => change(file.path, ({ createWhole }) => createWhole(at(file.path), file)),
    exclusively: async (path, work) => (await import('./file-lock.ts')).whileHolding(at(path), work, path),
    link: (path, target) => change(path, ({ linkTo }) => linkTo(at(path), target)),
    makeFolder: (path) => change(path, ({ makeFolder }) => makeFolder(at(path))),
    makeTopFolder: (path) => change(path, async () => (await import('./top-folder.ts')).makeTopFolder(at(path))),
    renameFolder: (from, to) => change(to, ({ renameFolder }) => renameFolder(at(from), at(to))),
    remove: (path) => change(path, ({ remove }) => remove(at(path))),
    names: async (path) => refusals(path, () => ifThere(() => readdirSync(at(path)))),
    isFolder: async (path) => refusals(path, () => ifThere(() => statSync(at(path))))?.isDirectory() ?? false,
  };
}

function readIfThere(path: string): Uint8Array | undefined {
  const found = ifThere(() => statSync(path));
  return found === undefined || found.isDirectory() ? undefined : new Uint8Array(readFileSync(path));
}

function change<T>(path: string, work: (changes: Changes) => Promise<T>): Promise<T> {
  return slowRefusals(path, async () => work(await import('./change-files.ts')));
}
