/** A file that only its owner can read, in memory where there is such a place, and nothing is left of it. */
import { closeSync, existsSync, openSync, readdirSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A text while it lies on disk. */
export interface PrivateFile {
  readonly path: string;
  /** Undefined when somebody took it away. */
  read(): Promise<string | undefined>;
  /** Overwrites and removes it, with whatever else a program left beside it. At once: a signal may be waiting. */
  wipe(): void;
}

/** File systems that are memory. @source linux/include/uapi/linux/magic.h: TMPFS_MAGIC, RAMFS_MAGIC. */
const IN_MEMORY = [0x01021994, 0x858458f6];

/** @param runtimeDir The user's own folder in memory, `$XDG_RUNTIME_DIR`. */
export async function writePrivateFile(
  name: string,
  text: string,
  runtimeDir: string | undefined,
): Promise<PrivateFile> {
  const folder = await makeFolder([...(runtimeDir ? [runtimeDir] : []), '/dev/shm'].filter(isInMemory));
  const path = join(folder, name);
  const file = { path, read: () => readIfThere(path), wipe: () => wipe(folder) };
  try {
    await writeFile(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    file.wipe();
    throw error;
  }
  return file;
}

async function readIfThere(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}

/** Of mode 0700, in the first of these places that lets us, else where temporary files lie. */
async function makeFolder([place, ...others]: readonly string[]): Promise<string> {
  try {
    return await mkdtemp(join(place ?? tmpdir(), 'facs-edit-'));
  } catch (error) {
    if (place === undefined) throw error;
    return makeFolder(others);
  }
}

function isInMemory(folder: string): boolean {
  try {
    return IN_MEMORY.includes(statfsSync(folder).type);
  } catch {
    // No such folder here: whatever the reason, it is no place for us.
    return false;
  }
}

function wipe(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) overwrite(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
}

function overwrite(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) return;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(found.size));
  closeSync(file);
}
