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

/** How binaries are made. */
export type Build = CommandBuild;

const inside = text(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/, 'a path inside the project’s folder, without ..');
const variable = text(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable');

const fields = mapping({
  type: preset(choice('command'), 'command', 'command.'),
  command: optional(text(undefined, 'a command'), 'Shell command, run in the project’s folder of a clean export.'),
  binaries: preset(
    record(inside, BINARY, 'a binary: letters, digits, dots, - and _'),
    {},
    'Binaries by name: the file or folder that the command makes.',
  ),
  environ: preset(list(variable), [], 'Variables of whoever runs it that the command may see. No others are.'),
});

/** The kind of build by its `type`. A build without binaries would leave nothing behind. */
export const build: Shape<Build> = converted(fields, ({ type, command, binaries, environ }, at, report) => {
  const outputs = [...binaries].map(([name, path]) => ({ name, path }));
  if (command === undefined) return missing('a build needs a command', at, report);
  if (outputs.length === 0) return missing('a build needs binaries: what the command makes, by name', at, report);
  return { type, command, binaries: outputs, environ };
});

function missing(message: string, at: ValuePath, report: Report): undefined {
  report({ code: 'definition/missing', at, message: `${describePath(at)}: ${message}` });
  return undefined;
}
