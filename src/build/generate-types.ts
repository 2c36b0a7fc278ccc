/** The types of `facsimile/meta` in one file: what tsc says of the module, and of all that its exports speak of. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = 'src/api/meta';

/** Where they lie, from the root of the repository. */
export const TYPES_PATH = 'define/meta.d.ts';

const COMMENT = String.raw`\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n`;
/** A declaration with its comment, as tsc writes it at the top of a file. */
const DECLARATION = new RegExp(
  String.raw`^(?:${COMMENT})?export (?:declare )?(?:interface|type|function|const) (\w+)[\s\S]*?(?=^(?:${COMMENT})?(?:export|import) |(?![\s\S]))`,
  'gm',
);

/** The text of that file. */
export function describeTypes(): string {
  const work = mkdtempSync(join(tmpdir(), 'facs-types-'));
  try {
    writeFileSync(join(work, 'tsconfig.json'), JSON.stringify(configuration(work)));
    runNode('typescript/bin/tsc', ['--project', work]);
    const wanted = new Map<string, string>();
    const entry = join(work, `${ENTRY}.d.ts`);
    for (const name of readModule(entry).declarations.keys()) collect(entry, name, wanted);
    const text = [purpose(), ...wanted.values()].join('\n');
    return runNode('@biomejs/biome/bin/biome', FORMAT, text);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const FORMAT = ['format', '--config-path', join(root, 'test/lint.json'), '--stdin-file-path', TYPES_PATH];

function configuration(outDir: string) {
  const emit = { noEmit: false, declaration: true, emitDeclarationOnly: true, outDir, rootDir: root };
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { ...emit, typeRoots: [join(root, 'node_modules/@types')] },
    include: [],
    files: [join(root, `${ENTRY}.ts`)],
  };
}

/** One file of declarations: what it declares, and which file a name that it imports comes from. */
interface DeclarationModule {
  readonly declarations: ReadonlyMap<string, string>;
  readonly imports: ReadonlyMap<string, string>;
}

function readModule(path: string): DeclarationModule {
  const text = readFileSync(path, 'utf8');
  const declarations = new Map([...text.matchAll(DECLARATION)].map(([all, name = '']) => [name, all]));
  const imports = new Map<string, string>();
  for (const [, names = '', from = ''] of text.matchAll(/^import (?:type )?\{([^}]*)\} from '(\.[^']*)\.ts';/gm))
    for (const name of names.split(','))
      imports.set(name.replace(/\btype /, '').trim(), join(dirname(path), `${from}.d.ts`));
  return { declarations, imports };
}

/** Adds a declaration, then all that it names. */
function collect(path: string, name: string, wanted: Map<string, string>): void {
  const { declarations, imports } = readModule(path);
  const text = declarations.get(name);
  if (text === undefined || wanted.get(name) === text) return;
  if (wanted.has(name)) throw new Error(`two exports are called ${name}`);
  wanted.set(name, text);
  const code = text.replace(new RegExp(COMMENT, 'g'), '').replace(/'[^']*'/g, '');
  for (const [word] of code.matchAll(/\b[A-Z]\w*\b/g)) collect(imports.get(word) ?? path, word, wanted);
}

/** The module's own first comment, which tsc leaves out. */
function purpose(): string {
  return new RegExp(`^${COMMENT}`).exec(readFileSync(join(root, `${ENTRY}.ts`), 'utf8'))?.[0] ?? '';
}

function runNode(program: string, words: readonly string[], input?: string): string {
  const given = input === undefined ? {} : { input };
  return execFileSync(process.execPath, [join(root, 'node_modules', program), ...words], {
    encoding: 'utf8',
    ...given,
  });
}
