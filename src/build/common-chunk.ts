/**
 * What nearly every command loads at its start, as one file. Left to itself the bundler makes a chunk for each set of
 * commands that shares something: dozens of small files, and to find and open each of them takes Node about a
 * millisecond.
 */
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/** The name by which everything else imports it until the path from its own place to it is known. */
export const COMMON = '#common';

/** Entry point of the bundle that becomes it. */
export const COMMON_ENTRY = 'common-chunk';

/** What they export, by path of the module from the top of the repository. */
export type CommonModules = ReadonlyMap<string, readonly string[]>;

/** The shortest roads from a start to a result: what lies on them is common. */
const ROADS = ['src/cli/main.ts', 'src/actions/run-action.ts', 'src/commands/resolve.ts'];

/** Modules of ours that the roads load at once; none that is loaded on demand. */
export async function findCommonModules(root: string): Promise<CommonModules> {
  const { inputs } = await analyse(root, { entryPoints: ROADS, bundle: true, splitting: true, packages: 'external' });
  const imports = (path: string) => inputs[path]?.imports.filter(({ external }) => !external) ?? [];
  const onDemand = Object.keys(inputs).flatMap((path) =>
    imports(path).flatMap((each) => (each.kind === 'dynamic-import' ? [each.path] : [])),
  );
  const found = new Set(ROADS);
  for (const path of found)
    for (const each of imports(path)) if (each.kind === 'import-statement') found.add(each.path);
  const common = [...found].filter((path) => !onDemand.includes(path) && !ROADS.includes(path)).sort();
  const { outputs } = await analyse(root, { entryPoints: common });
  return new Map(Object.values(outputs).map(({ entryPoint = '', exports }) => [entryPoint, exports.sort()]));
}

/** Everything outside imports the common modules from the one file that holds them. */
export function commonChunk(root: string, common: CommonModules): Plugin {
  const pathOf = (folder: string, word: string) => relative(root, join(folder, word));
  return {
    name: 'common-chunk',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^common-chunk$/ }, ({ path }) => ({ path, namespace: COMMON_ENTRY }));
      onLoad({ filter: /^/, namespace: COMMON_ENTRY }, () => ({ contents: describeEntry(common), resolveDir: root }));
      onResolve({ filter: /^#common$/ }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        if (common.has(relative(root, path))) return undefined;
        const text = await readFile(path, 'utf8');
        return { contents: redirectImports(text, common, (word) => pathOf(dirname(path), word)), loader: 'ts' };
      });
      onResolve({ filter: /^\..*\.ts$/ }, ({ path, importer, kind, resolveDir, namespace }) => {
        const isInside =
          namespace === COMMON_ENTRY || kind !== 'import-statement' || common.has(relative(root, importer));
        if (isInside || !common.has(pathOf(resolveDir, path))) return undefined;
        // It would be in the program twice, and what one copy remembers the other would not know.
        return { errors: [{ text: `${importer} must import from ${path} by name` }] };
      });
    },
  };
}

/** The source of a module with its imports of common modules led to the one file. */
function redirectImports(text: string, common: CommonModules, locate: (word: string) => string): string {
  return text.replace(/^(import|export) \{([^}]*)\} from '(\.[^']+)';/gm, (statement, verb, list, word) => {
    const index = [...common.keys()].indexOf(locate(word));
    if (index === -1) return statement;
    const names = (list as string)
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '));
    const renamed = names.map((name) => {
      const [own = '', alias = own] = name.split(' as ');
      return `${uniqueName(own, index)} as ${alias}`;
    });
    return `${verb} { ${renamed.join(', ')} } from ${JSON.stringify(COMMON)};`;
  });
}

/** All exports of all of them, each under a name of its own. */
function describeEntry(common: CommonModules): string {
  const lines = [...common].map(([path, names], i) => {
    const list = names.map((name) => `${name} as ${uniqueName(name, i)}`).join(', ');
    return `export { ${list} } from ${JSON.stringify(`./${path}`)};`;
  });
  return lines.join('\n');
}

function uniqueName(name: string, index: number): string {
  return `${name}$${index}`;
}

async function analyse(root: string, options: BuildOptions): Promise<Metafile> {
  const quiet = { metafile: true, write: false, logLevel: 'error' } as const;
  const { metafile } = await build({
    absWorkingDir: root,
    outdir: root,
    format: 'esm',
    platform: 'node',
    ...options,
    ...quiet,
  });
  return metafile;
}
