/** The CLI: finds the command, runs it, prints what it gives, and ends with the right exit code. */
import { userInfo } from 'node:os';
import type { Environment } from '../app/ports/ports.ts';
import type { Command, Outcome } from '../commands/command.ts';
import { COMMANDS, findCommand } from '../commands/registry.ts';
import { EXIT, exitCodeOf, unwrap, usageFailure } from '../core/error.ts';
import { parseInputs } from '../core/inputs/parse.ts';
import { didYouMean } from '../core/nearest.ts';
import { wire } from '../wire.ts';
import { readArguments } from './arguments.ts';
import { describeFailure } from './describe-failure.ts';
import { commandHelp, mainHelp } from './help.ts';
import { terminalTalk } from './terminal-talk.ts';
import { VERSION } from './version.ts';

/** Runs the words after `facs`; gives the exit code. stdout is data, stderr is talk. */
export async function main(words: readonly string[], variables: Environment['variables']): Promise<number> {
  const debug = variables['FACS_DEBUG'] === '1';
  try {
    return await dispatch(words, variables);
  } catch (error) {
    process.stderr.write(`${describeFailure(error, debug)}\n`);
    return exitCodeOf(error);
  }
}

async function dispatch(words: readonly string[], variables: Environment['variables']): Promise<number> {
  const [first] = words;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') return print(await mainHelp());
  if (first === '--version') return print(VERSION);
  const found = findCommand(words);
  if (found === undefined) throw unknownCommand(words);
  const command = await found.load();
  const rest = words.slice(found.name.split(' ').length);
  const { given, json, help } = readArguments(found.name, command.inputs, rest);
  if (help) return print(commandHelp(command));
  return show(await run(command, given, variables), json);
}

async function run(command: Command, given: Parameters<typeof parseInputs>[1], variables: Environment['variables']) {
  const nameInput = (name: string, positional: boolean) => (positional ? name.toUpperCase() : `--${name}`);
  for (const [name, input] of Object.entries(command.inputs)) {
    if (input.positional && input.required && given[name] === undefined) {
      throw usageFailure(`${nameInput(name, true)} is missing: ${input.help}`, command.name);
    }
  }
  const inputs = unwrap(parseInputs(command.inputs, given, variables, nameInput));
  const environment = readEnvironment(variables);
  const ports = wire(environment, terminalTalk(process.stderr));
  return command.run(inputs, { ports, environment });
}

function show(outcome: Outcome, json: boolean): number {
  if (json) print(JSON.stringify(outcome.data, null, 2));
  else if (outcome.text !== '') print(outcome.text);
  if (outcome.failed === undefined) return EXIT.done;
  process.stderr.write(`${describeFailure({ kind: 'operation', ...outcome.failed }, false)}\n`);
  return EXIT.failed;
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return EXIT.done;
}

function readEnvironment(variables: Environment['variables']): Environment {
  return {
    variables,
    cwd: process.cwd(),
    onCi: variables['CI'] === 'true',
    actor: variables['USER'] ?? userInfo().username,
  };
}

function unknownCommand(words: readonly string[]) {
  const hint =
    didYouMean(words.slice(0, 2).join(' '), Object.keys(COMMANDS)) ?? didYouMean(words[0] ?? '', Object.keys(COMMANDS));
  return usageFailure(`unknown command ${words[0]}${hint === undefined ? '' : ` (${hint})`}`);
}
