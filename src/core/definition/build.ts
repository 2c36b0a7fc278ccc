/** `build:`: how the project makes its binaries. */
import { describePath } from '../json.ts';
import { BINARY } from '../meta/names.ts';
import type { ValuePath } from './definition.ts';
import { choice, text } from './scalars.ts';
import { converted, list, mapping, optional, preset, type Report, record, type Shape } from './shape.ts';

/** A file or folder that a build makes, and what the binary is called that it becomes. */
export interface BuildOutput {
  readonly name: string;
  /** Counted from the project's folder. */
  readonly path: string;
}

/** A command of the project's own. */
export interface CommandBuild {
  readonly type: 'command';
  /** For `sh -c`, in the project's folder. */
  readonly command: string;
  /** In definition order. */
  readonly binaries: readonly BuildOutput[];
  /** Names of the caller's variables that it may see. */
  readonly environ: readonly string[];
}

/** A virtual environment of Python with what the project requires, as one binary that runs wherever it lies. */
export interface PythonBuild {
  readonly type: 'python';
  /** The one binary; its path is decided by the build. */
  readonly binaries: readonly [BuildOutput];
  /** Counted from the project's folder. */
  readonly requirements: string;
  /** The interpreter: a name on PATH, or an absolute path, which is then the one that hosts need. */
  readonly python: string;
  /** Further words for `pip install`. */
  readonly pip: readonly string[];
  readonly environ: readonly string[];
}

/** How binaries are made. */
export type Build = CommandBuild | PythonBuild;

const inside = text(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/, 'a path inside the project’s folder, without ..');
const variable = text(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable');
const program = text(/^(\/\P{Cc}+|[A-Za-z0-9][A-Za-z0-9._-]*)$/u, 'the name of a program, or its absolute path');

const fields = mapping({
  type: preset(choice('command', 'python'), 'command', 'command, or python: a virtual environment.'),
  command: optional(text(undefined, 'a command'), 'Shell command, run in the project’s folder of a clean export.'),
  binaries: optional(
    record(inside, BINARY, 'a binary: letters, digits, dots, - and _'),
    'Binaries by name: the file or folder that the command makes.',
  ),
  name: optional(
    text(BINARY, 'a binary: letters, digits, dots, - and _'),
    'Of type python: the binary that the environment becomes; python by default.',
  ),
  requirements: optional(inside, 'Of type python: what pip installs; requirements.txt by default.'),
  python: optional(program, 'Of type python: the interpreter, which hosts need too; python3 by default.'),
  pip: optional(list(text()), 'Of type python: further words for pip install.'),
  environ: preset(list(variable), [], 'Variables of whoever runs it that the build may see. No others are.'),
});

type Fields = NonNullable<ReturnType<typeof fields.read>>;

const OF_TYPE = {
  command: ['command', 'binaries'],
  python: ['name', 'requirements', 'python', 'pip'],
} as const;

/** The kind of build by its `type`. A build without binaries would leave nothing behind. */
export const build: Shape<Build> = converted(fields, (given, at, report) => {
  const { type } = given;
  const other = type === 'python' ? 'command' : 'python';
  const strays = OF_TYPE[other].filter((key) => given[key] !== undefined);
  for (const key of strays) {
    const message = `${describePath([...at, key])} is for a build of type ${other}`;
    report({ code: 'definition/value', at: [...at, key], message, about: 'key' });
  }
  if (strays.length > 0) return undefined;
  return type === 'python' ? toPython(given) : toCommand(given, at, report);
});

function toCommand({ command, binaries, environ }: Fields, at: ValuePath, report: Report): CommandBuild | undefined {
  const outputs = [...(binaries ?? [])].map(([name, path]) => ({ name, path }));
  if (command === undefined) return missing('a build needs a command', at, report);
  if (outputs.length === 0) return missing('a build needs binaries: what the command makes, by name', at, report);
  return { type: 'command', command, binaries: outputs, environ };
}

function toPython({ name = 'python', requirements, python, pip, environ }: Fields): PythonBuild {
  return {
    type: 'python',
    binaries: [{ name, path: '' }],
    requirements: requirements ?? 'requirements.txt',
    python: python ?? 'python3',
    pip: pip ?? [],
    environ,
  };
}

function missing(message: string, at: ValuePath, report: Report): undefined {
  report({ code: 'definition/missing', at, message: `${describePath(at)}: ${message}` });
  return undefined;
}
