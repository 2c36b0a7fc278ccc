/** Builds `dist/` from nothing: one CLI, one entry per action, `facsimile/meta`, shared chunks, the shipped definitions, the licences. */
import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile, type OutputFile } from 'esbuild';
import { COMMANDS } from '../commands/registry.ts';
import { COMMON_ENTRY, commonChunk, findCommonModules } from './common-chunk.ts';
import { finishOutput } from './finish-output.ts';
import { actionCommands } from './generate-actions.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Writes the whole of `dist` into `folder`, which is emptied first. Gives what esbuild says of its outputs. */
export async function bundle(folder: string): Promise<Metafile> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const common = await findCommonModules(root);
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [
      { in: 'src/cli/cli.ts', out: 'cli' },
      { in: 'src/api/meta.ts', out: 'meta' },
      { in: COMMON_ENTRY, out: 'chunks/common' },
      ...(await actionEntries()),
    ],
    plugins: [commonChunk(root, common)],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    chunkNames: 'chunks/[name]-[hash]',
    // The same code as ES modules: without a wrapper around each of its files it starts a third faster.
    alias: { yaml: './node_modules/yaml/browser/index.js' },
    // Native addons of ssh2 are optional: it falls back to Node's own crypto.
    external: ['*.node', 'cpu-features'],
    legalComments: 'none',
    // Names in the output follow the paths of the inputs: they must not depend on where packages really lie.
    preserveSymlinks: true,
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  await writeOutputs(folder, outputFiles, metafile.outputs);
  await cp(join(root, 'define'), join(folder, 'define'), { recursive: true });
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ type: 'module' })}\n`);
  await writeFile(join(folder, 'licenses.txt'), await licences(metafile));
  await chmod(join(folder, 'cli.js'), 0o755);
  return metafile;
}

async function writeOutputs(folder: string, files: readonly OutputFile[], outputs: Metafile['outputs']) {
  const pathOf = (path: string) => relative(folder, resolve(root, path)).replaceAll(sep, '/');
  const byPath = Object.fromEntries(Object.entries(outputs).map(([path, output]) => [pathOf(path), output]));
  await mkdir(join(folder, 'chunks'), { recursive: true });
  for (const { path, text } of files) await writeFile(path, finishOutput(pathOf(path), text, byPath));
}

async function actionEntries() {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return actionCommands(commands).map(({ action }) => ({ in: `src/actions/${action.name}.ts`, out: action.name }));
}

/** The licence text of every package that ended up in the bundle, in order of name. */
async function licences(metafile: Metafile): Promise<string> {
  const packages = new Set<string>();
  for (const file of Object.keys(metafile.inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[0];
    if (name !== undefined) packages.add(name);
  }
  const texts = await Promise.all([...packages].sort().map(licence));
  return texts.join('\n\n');
}

async function licence(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const file = (await readdir(join(root, folder))).sort().find((name) => /^licen[cs]e/i.test(name));
  const text = file === undefined ? '' : `\n\n${(await readFile(join(root, folder, file), 'utf8')).trim()}`;
  return `${manifest.name} ${manifest.version} (${manifest.license})${text}`;
}

if (process.argv[1] !== undefined && basename(process.argv[1]) === 'bundle.ts') {
  await bundle(process.argv[2] ?? join(root, 'dist'));
}
