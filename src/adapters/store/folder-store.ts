/** A folder as a store: whole files that appear once. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isFailure } from '../../core/error.ts';
import { alreadyThere, denied, missing, tooLong, unreachable } from './store-failure.ts';

/** Writes a file that must not be there yet, whole or not at all. The same bytes again are a no-op. */
export async function putInFolder(path: string, bytes: Uint8Array): Promise<void> {
  await diskFailures(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await writeSynced(temporary, bytes);
      // Unlike rename, link never replaces: of two writers one wins, and the other looks at what is there.
      await link(temporary, path);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (Buffer.compare(await readFile(path), bytes) !== 0) throw alreadyThere(path);
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

/** All bytes of a file. @param size Bytes that it may have at most. */
export function readFromFolder(path: string, size: number): Promise<Uint8Array> {
  return diskFailures(path, async () => {
    if ((await stat(path)).size > size) throw tooLong(path, size);
    return new Uint8Array(await readFile(path));
  });
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function diskFailures<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isFailure(error)) throw error;
    const { message } = error as Error;
    if (codeOf(error) === 'ENOENT') throw missing(path);
    if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')) throw denied(path, message, error);
    throw unreachable(path, message, error);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
