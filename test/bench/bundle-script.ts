/** A script of ours as the program itself is shipped. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * As `src/build/bundle.ts` does it, so that neither side of a race pays for more files, types that are taken out, or another
 * module format.
 * @param name Of a file in this folder: `ssh-true.ts` becomes `ssh-true.js` in `folder`.
 */
export async function bundleScript(name: string, folder: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    outdir: folder,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = '';",
    },
    external: ['*.node', 'cpu-features'],
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
}
