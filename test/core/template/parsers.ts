/** The real parsers of the formats that templates write, each reading many values in one process. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTool, tool } from '../../support/tools.ts';

/** Texts as the filter wrote them → texts as the parser reads them. */
export type Parser = (written: readonly string[]) => readonly string[];

const NOBODY = 65_534;

/** The words of a shell, by a script that prints each. */
export function shell(name: string): Parser {
  return (written) => {
    const script = written.map((word) => `printf '%s\\0' ${word}\n`).join('');
    return inFile(script, (path) => run(name, [path]))
      .split('\0')
      .slice(0, -1);
  };
}

/** Literals of SQLite, by its library: its command line takes away the carriage return of every line that ends in one. */
export const sqlite: Parser = (written) => {
  const program = [
    'import sqlite3',
    'database = sqlite3.connect(":memory:")',
    'literals = json.load(open(path, encoding="utf-8"))',
    'print(json.dumps([database.execute("select " + each).fetchone()[0] for each in literals]))',
  ];
  return python(program.join('\n'), JSON.stringify(written));
};

/** Literals of PostgreSQL, by its own parser. */
export const postgres: Parser = (written) => {
  const program = [
    'import { readFileSync } from "node:fs"',
    'import { loadModule, parseSync } from "libpg-query"',
    'await loadModule()',
    'const query = parseSync(readFileSync(process.argv[1], "utf8"))',
    'const selected = query.stmts[0].stmt.SelectStmt.targetList ?? []',
    // An empty text is a value that says nothing.
    'console.log(JSON.stringify(selected.map(({ ResTarget }) => ResTarget.val.A_Const.sval.sval ?? "")))',
  ];
  const words = ['--input-type=module', '--eval', program.join('\n')];
  return JSON.parse(inFile(`select ${written.join(',\n')}`, (path) => run('node', [...words, path])));
};

/** What a program in Python makes of a file, as JSON. @param program Has the file's path in `path`, and prints. */
// biome-ignore lint/suspicious/noExplicitAny: whatever it prints
export function python(program: string, file: string): any {
  const script = `import json, sys\npath = sys.argv[1]\n${program}`;
  return JSON.parse(inFile(file, (path) => run('python3', ['-X', 'utf8', '-c', script, path])));
}

/** True when Python is there and has the module. */
export function hasPythonModule(name: string): boolean {
  if (findTool('python3') === undefined) return false;
  try {
    execFileSync(tool('python3'), ['-c', `import ${name}`], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if ((error as { status?: number }).status === 1) return false;
    throw error;
  }
}

/** Values of lines, as Python's configparser reads them. @param how Arguments of `ConfigParser`. */
export function configparser(how: string): Parser {
  return (written) => {
    const file = `[all]\n${written.map((value, i) => `k${i} = ${value}\n`).join('')}`;
    const program = [
      'import configparser',
      `parser = configparser.ConfigParser(${how})`,
      'parser.read(path, encoding="utf-8")',
      `print(json.dumps([parser["all"][f"k{i}"] for i in range(${written.length})]))`,
    ];
    return python(program.join('\n'), file);
  };
}

/** Values of git's configuration. */
export const gitConfig: Parser = (written) => {
  const file = `[all]\n${written.map((value) => `\tk = ${value}\n`).join('')}`;
  const found = inFile(file, (path) => run('git', ['config', '--file', path, '--null', '--get-all', 'all.k']));
  return found.split('\0').slice(0, -1);
};

/** Assignments `V<number>=…` of `Environment=`, as systemd itself reads them. */
export const systemd: Parser = (written) =>
  valuesOf(loadedUnit([...written, '"END=x"'].map((word) => `Environment=${word}`)), written.length);

/** Words of `ExecStart=` as systemd reads them; it takes `$$` for `$` when it runs them. @source systemd.service(5) */
export const systemdCommand: Parser = (written) => {
  const line = loadedUnit([`ExecStart=/bin/true ${written.join(' ')}`]).match(
    /\n\t+Command Line: \/bin\/true ?([^\n]*)\n/,
  );
  const words = (line?.[1] ?? '').match(/"(\\.|[^"\\])*"|[^ "]+/gs) ?? [];
  return words.map((word) => (word.startsWith('"') ? unescaped(word.slice(1, -1)) : word).replaceAll('$$', '$'));
};

/** How systemd shows a word: control characters as C has them. @source quote_command_line in src/basic/escape.c */
function unescaped(shown: string): string {
  const named: Record<string, string> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
  const octal = (digits: string) => String.fromCharCode(Number.parseInt(digits, 8));
  return shown.replace(/\\([0-7]{3}|.)/gs, (_, it: string) => (it.length === 3 ? octal(it) : (named[it] ?? it)));
}

/**
 * What systemd tells of a service with these settings: it loads the unit, starting nothing.
 * @source systemd(1), `--test`. It refuses to do so for root.
 */
function loadedUnit(settings: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'facs-systemd-'));
  try {
    const start = settings.some((line) => line.startsWith('ExecStart=')) ? [] : ['ExecStart=/bin/true'];
    const lines = ['[Unit]', 'DefaultDependencies=no', '[Service]', ...start, ...settings, ''];
    writeFileSync(join(folder, 'x.service'), lines.join('\n'));
    for (const name of ['basic', 'shutdown'])
      writeFileSync(join(folder, `${name}.target`), '[Unit]\nDefaultDependencies=no\n');
    mkdirSync(join(folder, 'run'));
    chmodSync(folder, 0o755);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) chownSync(join(folder, 'run'), NOBODY, NOBODY);
    const told = execFileSync(tool('systemd'), ['--test', '--user', '--unit=x.service'], {
      env: {
        XDG_RUNTIME_DIR: join(folder, 'run'),
        SYSTEMD_UNIT_PATH: folder,
        SYSTEMD_LOG_TARGET: 'console',
        HOME: folder,
      },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 50_000_000,
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    });
    return told.slice(told.indexOf('-> Unit x.service'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each value is `V<number>=…`, and may have line breaks in it: it ends where the next one begins. */
function valuesOf(own: string, count: number): readonly string[] {
  const start = (name: string) => `\t\tEnvironment: ${name}=`;
  return Array.from({ length: count }, (_, i) => {
    const from = own.indexOf(start(`V${i}`));
    const to = own.indexOf(`\n${start(i + 1 < count ? `V${i + 1}` : 'END')}`);
    if (from < 0 || to < 0) throw new Error(`systemd did not take value ${i} or the one after it`);
    return own.slice(from + start(`V${i}`).length, to);
  });
}

function run(name: string, words: readonly string[], input = ''): string {
  return execFileSync(tool(name), words, { input, encoding: 'utf8', maxBuffer: 50_000_000 });
}

function inFile<T>(text: string, use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'facs-parse-'));
  try {
    writeFileSync(join(folder, 'file'), text);
    return use(join(folder, 'file'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
