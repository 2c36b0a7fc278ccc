/** From the words after `facs` to a command and its inputs. */
import type { Environment } from '../app/ports/ports.ts';
import { unwrap, usageFailure } from '../core/error.ts';
import type { Inputs, Values } from '../core/inputs/input.ts';
import { isNeeded, parseInputs } from '../core/inputs/parse.ts';
import { didYouMean } from '../core/nearest.ts';
import { type Arguments, readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { COMMANDS, findCommand } from './registry.ts';

/** A command, and what the words say about it. */
export interface Invocation extends Arguments {
  readonly command: Command;
}

/**
 * Finds the command that the words begin with and reads the rest as its flags and places.
 * @throws usage: no such command, an unknown flag, too many words.
 */
export async function readInvocation(words: readonly string[]): Promise<Invocation> {
  const found = findCommand(words);
  if (found === undefined) throw unknownCommand(words);
  const command = await found.load();
  const rest = words.slice(found.name.split(' ').length);
  return { command, ...readArguments(found.name, command.inputs, rest) };
}

/**
 * The inputs of an invocation, named in messages as on a command line.
 * @throws usage: a missing word; input: every value that is wrong.
 */
export function readInputs({ command, given }: Invocation, variables: Environment['variables']): Values<Inputs> {
  for (const [name, input] of Object.entries(command.inputs)) {
    if (input.positional && given[name] === undefined && isNeeded(input, given)) {
      throw usageFailure(`${nameInput(name, true)} is missing: ${input.help}`, command.name);
    }
  }
  return unwrap(parseInputs(command.inputs, given, variables, nameInput));
}

function nameInput(name: string, positional: boolean): string {
  return positional ? name.toUpperCase() : `--${name}`;
}

function unknownCommand(words: readonly string[]) {
  const names = Object.keys(COMMANDS);
  const [first = '', second = ''] = words;
  const family = names.filter((name) => name.startsWith(`${first} `));
  const said = family.length > 0 && !second.startsWith('-') ? `${first} ${second}`.trim() : first;
  const near = didYouMean(`${first} ${second}`, names) ?? (family.length > 0 ? undefined : didYouMean(first, names));
  const hint = near ?? (family.length > 0 ? `there are ${family.join(', ')}` : undefined);
  return usageFailure(`unknown command ${said}${hint === undefined ? '' : ` (${hint})`}`);
}
