/** Reads and writes the disk of this machine. */
import { resolve } from 'node:path';
import type { LocalFiles } from '../../app/ports/local-files.ts';
import { operationFailure } from '../../core/error.ts';
import { openFolder } from './folder.ts';
import { ifThere, readdirSync, readFileSync, type Stats, statSync } from './reading.ts';

type Changes = typeof import('./change-files.ts');

/** The disk, with relative paths counted from `cwd`. */
export function localFiles(cwd: string): LocalFiles {
  const at = (path: string) => resolve(cwd, path);
  return {
    folder: (path) => openFolder(at(path), path),
    read: async (path) => readIfThere(at(path)),
    write: (file) => change(file.path, ({ writeWhole }) => writeWhole(at(file.path), file)),
    create: (file) => change(file.path, ({ createWhole }) => createWhole(at(file.path), file)),
    exclusively: async (path, work) => (await import('./file-lock.ts')).whileHolding(at(path), work),
    link: (path, target) => change(path, ({ linkTo }) => linkTo(at(path), target)),
    makeFolder: (path) => change(path, ({ makeFolder }) => makeFolder(at(path))),
    makeTopFolder: (path) => change(path, async () => (await import('./top-folder.ts')).makeTopFolder(at(path))),
    renameFolder: (from, to) => change(to, ({ renameFolder }) => renameFolder(at(from), at(to))),
    remove: (path) => change(path, ({ remove }) => remove(at(path))),
    names: async (path) => refusals(path, () => ifThere(() => readdirSync(at(path)))),
    isFolder: async (path) => statIfThere(at(path))?.isDirectory() ?? false,
  };
}

function readIfThere(path: string): Uint8Array | undefined {
  const found = statIfThere(path);
  return found === undefined || found.isDirectory() ? undefined : new Uint8Array(readFileSync(path));
}

function statIfThere(path: string): Stats | undefined {
  return refusals(path, () => ifThere(() => statSync(path)));
}

function refusals<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    throw diskFailure(path, error as NodeJS.ErrnoException);
  }
}

async function change<T>(path: string, work: (changes: Changes) => Promise<T>): Promise<T> {
  const changes = await import('./change-files.ts');
  try {
    return await work(changes);
  } catch (error) {
    throw diskFailure(path, error as NodeJS.ErrnoException);
  }
}

function diskFailure(path: string, error: NodeJS.ErrnoException) {
  return operationFailure({
    code: 'disk/refused',
    message: `${path}: ${error.message}`,
    target: path,
    retry: 'safe',
    next: 'free space or rights on this machine, then run the same command again',
    cause: error,
  });
}
