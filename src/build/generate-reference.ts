/** The reference page of all commands and actions, from their declarations. */
import { usageOf } from '../cli/help.ts';
import { MAJOR_TAG, REPOSITORY } from '../cli/version.ts';
import type { Command } from '../commands/command.ts';
import type { Input } from '../core/inputs/input.ts';

/** Markdown: every command in the order given, its inputs as a table, its action where it has one. */
export function describeReference(commands: readonly Command[]): string {
  const head = [
    '# Reference',
    '<!-- Written by `npm run generate` from the declarations in src/commands. -->',
    'Every command of `facs`, and the action that does the same in a workflow. The names of inputs are those of the ' +
      'flags; where a command takes words (`PROJECT`), the action has inputs of those names. All commands take ' +
      '`--json` and `--help`. Exit codes: 0 done, 1 an operation failed, 2 the input is wrong, 3 hosts differ from what they got, 64 bad usage, 70 a bug ' +
      'of ours.',
  ];
  return `${[...head, ...commands.map(describeCommand)].join('\n\n')}\n`;
}

function describeCommand(command: Command): string {
  const inputs = Object.entries(command.inputs).map(([name, input]) => row(inputForm(name, input), meaning(input)));
  const outputs = Object.entries(command.outputs ?? {}).map(([name, help]) => row(`\`${name}\``, help));
  const { action } = command;
  return [
    `## facs ${command.name}`,
    `\`facs ${usageOf(command)}\``,
    command.summary,
    ...(action === undefined ? [] : [`Action: \`${REPOSITORY}/actions/${action.name}@${MAJOR_TAG}\``]),
    ...(inputs.length === 0 ? [] : [table(['input', 'meaning'], inputs)]),
    ...(outputs.length === 0 ? [] : [table(['output', 'meaning'], outputs)]),
  ].join('\n\n');
}

function inputForm(name: string, input: Input<unknown>): string {
  if (input.positional) return `\`${input.placeholder}\` (\`${name}\`)`;
  return input.kind === 'flag' ? `\`--${name}\`` : `\`--${name} ${input.placeholder.replaceAll('|', '\\|')}\``;
}

function meaning(input: Input<unknown>): string {
  const waived = input.unless === undefined ? '' : `, unless \`--${input.unless}\` is given`;
  const needed = input.required ? ` Required${waived}.` : '';
  const preset = input.default === undefined || input.kind === 'flag' ? '' : ` Default: \`${input.default}\`.`;
  const variable = input.env === undefined ? '' : ` Also read from \`${input.env}\`.`;
  return `${input.help}${needed}${preset}${variable}`.replaceAll('|', '\\|');
}

function table(head: readonly [string, string], rows: readonly string[]): string {
  return [row(...head), row('---', '---'), ...rows].join('\n');
}

function row(left: string, right: string): string {
  return `| ${left} | ${right} |`;
}
