/** Help texts, from the declarations. */
import type { Command } from '../commands/command.ts';
import { COMMANDS } from '../commands/registry.ts';
import type { Input } from '../core/inputs/input.ts';

/** Characters of a line, and of the names in its first column. */
const LINE = 100;
const NAMES = 40;

/** All commands, a line each. */
export async function mainHelp(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const rows = commands.map((command) => [usageOf(command), command.summary] as const);
  return ['Usage: facs COMMAND …', '', ...columns(rows), '', 'facs COMMAND --help shows the flags of one.'].join('\n');
}

/** One command: its words, then every flag with its meaning and default. */
export function commandHelp(command: Command): string {
  const inputs = Object.entries(command.inputs);
  const words = inputs
    .filter(([, input]) => input.positional)
    .map(([, input]) => [input.placeholder, input.help] as const);
  const flags = inputs
    .filter(([, input]) => !input.positional)
    .map(([name, input]) => [flagForm(name, input), flagHelp(input)] as const);
  const common = [
    ['--json', 'Print data as JSON on stdout.'],
    ['--help', 'Show this.'],
  ] as const;
  return [
    `Usage: facs ${usageOf(command)} [FLAGS]`,
    '',
    command.summary,
    '',
    ...columns([...words, ...flags, ...common]),
  ].join('\n');
}

/** `deploy [PROJECT] INSTANCE [VERSION]`. */
export function usageOf(command: Command): string {
  const words = Object.values(command.inputs)
    .filter((input) => input.positional)
    .map((input) => (input.required && input.unless === undefined ? input.placeholder : `[${input.placeholder}]`));
  return [command.name, ...words].join(' ');
}

function flagForm(name: string, input: Input<unknown>): string {
  return input.kind === 'flag' ? `--${name}` : `--${name} ${input.placeholder}`;
}

function flagHelp(input: Input<unknown>): string {
  const preset = input.default === undefined || input.kind === 'flag' ? '' : ` Default: ${input.default}.`;
  const env = input.env === undefined ? '' : ` Also read from ${input.env}.`;
  return `${input.help}${preset}${env}`;
}

/** Two columns of {@link LINE} characters in all; what does not fit goes on in the next line of its column. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(NAMES, Math.max(...rows.map(([left]) => left.length)));
  return rows.flatMap(([left, right]) => {
    const [first = '', ...more] = wrap(right, LINE - width - 4);
    const rest = more.map((line) => `${' '.repeat(width + 4)}${line}`);
    if (left.length > width) return [`  ${left}`, `${' '.repeat(width + 4)}${first}`, ...rest];
    return [`  ${left.padEnd(width)}  ${first}`, ...rest];
  });
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
