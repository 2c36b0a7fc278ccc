/** Reads and writes the disk of this machine. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, link, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LocalFile, LocalFiles } from '../../app/ports/local-files.ts';
import { operationFailure } from '../../core/error.ts';
import { openFolder } from './folder.ts';

/** The disk, with relative paths counted from `cwd`. */
export function localFiles(cwd: string): LocalFiles {
  const at = (path: string) => resolve(cwd, path);
  return {
    folder: (path) => openFolder(at(path), path),
    read: (path) => readIfThere(at(path)),
    write: (file) => refusals(file.path, () => writeWhole(at(file.path), file)),
    create: (file) => refusals(file.path, () => createWhole(at(file.path), file)),
    link: (path, target) => refusals(path, () => linkTo(at(path), target)),
    makeFolder: (path) => refusals(path, async () => void (await mkdir(at(path), { recursive: true }))),
    remove: (path) => refusals(path, () => rm(at(path), { recursive: true, force: true })),
    names: (path) => namesIfThere(at(path)),
    isFolder: async (path) => (await statIfThere(at(path)))?.isDirectory() ?? false,
  };
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  const found = await statIfThere(path);
  if (found === undefined || found.isDirectory()) return undefined;
  return new Uint8Array(await readFile(path));
}

async function statIfThere(path: string) {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw diskFailure(path, error);
  });
}

async function namesIfThere(path: string): Promise<readonly string[] | undefined> {
  return readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw diskFailure(path, error);
  });
}

async function writeWhole(path: string, file: LocalFile): Promise<void> {
  await throughTemporary(path, file, (temporary) => rename(temporary, path));
}

async function createWhole(path: string, file: LocalFile): Promise<boolean> {
  let created = true;
  await throughTemporary(path, file, async (temporary) => {
    // Unlike rename(2), link(2) never takes the place of a file.
    await link(temporary, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      created = false;
    });
    await rm(temporary, { force: true });
  });
  return created;
}

async function throughTemporary(
  path: string,
  file: LocalFile,
  place: (temporary: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const bytes = file.content instanceof Uint8Array ? [file.content] : file.content;
    // 0600 until it is whole: a secret is never readable by others, not even for a moment.
    await pipeline(Readable.from(bytes), createWriteStream(temporary, { mode: 0o600, flush: file.passing !== true }));
    await chmod(temporary, file.mode);
    await place(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function linkTo(path: string, target: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await symlink(target, path);
}

async function refusals<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
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
