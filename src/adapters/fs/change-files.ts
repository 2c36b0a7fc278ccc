/** Changing the disk. Apart from reading, which is all that most commands do: what this needs takes long to load. */
import { randomUUID } from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { link, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LocalFile } from '../../app/ports/local-files.ts';

/** Writes through a temporary file and a rename: whole or not at all; one that is fresh right where it stays. */
export async function writeWhole(path: string, file: LocalFile): Promise<void> {
  if (file.fresh === true) return fill(path, file);
  await throughTemporary(path, file, async (temporary) => renameSync(temporary, path));
}

/** The same where nothing is yet; false when something is. */
export async function createWhole(path: string, file: LocalFile): Promise<boolean> {
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
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await fill(temporary, file);
    await place(temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * 0600 until it is whole: a secret is never readable by others, not even for a moment. Without promises but for the
 * bytes: where there are many small files, each trip to a thread and back would cost more than the writing.
 */
async function fill(path: string, { content, mode, passing }: LocalFile): Promise<void> {
  const handle = openIn(path);
  try {
    if (content instanceof Uint8Array) writeFileSync(handle, content);
    else for await (const chunk of content) writeFileSync(handle, chunk);
    fchmodSync(handle, mode);
    if (passing !== true) fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A new file; its folder is made where it is not there. */
function openIn(path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'wx', 0o600);
  }
}

/** A symbolic link in place of whatever file was there. */
export async function linkTo(path: string, target: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await symlink(target, path);
}

/** A folder with its parents. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

/** Gives a folder the name of nothing that is there; false when something is. */
export async function renameFolder(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return false;
  }
}

/** Takes a file or folder away, whether it is there or not. */
export async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}
