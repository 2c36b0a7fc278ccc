/** The folder of `--top-dir`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** State is encrypted and may be shared; caches, clones and logs are of this machine alone. */
const IGNORE =
  '# Written by facs: everything here but the encrypted state stays out of git.\n/*\n!/.gitignore\n!/state/\n';

/**
 * Makes it, with a `.gitignore` of its own. One that is there already is left as it is: it may be somebody's work tree.
 */
export async function makeTopFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await writeFile(join(folder, '.gitignore'), IGNORE);
}
