/** The folder that is shipped beside the program. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileSet } from '../../core/files.ts';
import { openFolder } from './folder.ts';

/**
 * Absolute path of `define/`: in `dist/` when the program was built, at the top of the repository when it runs from
 * source. Found by looking upwards from this file, as a build moves code between folders.
 */
export function shippedFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'define', 'demo'))) {
    if (dirname(folder) === folder) throw new Error('define/ is missing beside the program');
    folder = dirname(folder);
  }
  return join(folder, 'define');
}

/** The same folder as a set of files: `base.yaml` is the weakest layer of every definition. */
export async function shippedFiles(): Promise<FileSet> {
  const files = await openFolder(shippedFolder(), 'facsimile:define');
  if (files === undefined) throw new Error('define/ is missing beside the program');
  return files;
}
