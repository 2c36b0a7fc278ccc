/** The folder that is shipped beside the program. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

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
