/** From the words after `facs` to a command and its inputs. */
import type { Environment, Ports } from '../app/ports/ports.ts';
import { unwrap, usageFailure } from '../core/error.ts';
import type { Inputs, Values } from '../core/inputs/input.ts';
import { type GivenInputs, isNeeded, parseInputs } from '../core/inputs/parse.ts';
import { didYouMean } from '../core/nearest.ts';
import { type Arguments, readArguments, skimArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { COMMANDS, findCommand } from './registry.ts';

/** A command, and what the words say about it. */
export interface Invocation extends Arguments {
  readonly command: Command;
  /** Flags that the command takes besides its own. */
  readonly more: Inputs;
}

/**
 * Finds the command that the words begin with and reads the rest as its flags and places.
 * @param open For the few commands whose flags hang on what lies on disk.
 * @throws usage: no such command, an unknown flag, too many words.
 */
export async function readInvocation(words: readonly string[], open: () => Ports): Promise<Invocation> {
  const found = findCommand(words);
  if (found === undefined) throw unknownCommand(words);
  const command = await found.load();
  const rest = words.slice(found.name.split(' ').length);
  const more = (await command.widen?.(skimArguments(command.inputs, rest), open())) ?? {};
  const read = readArguments(found.name, { ...command.inputs, ...more }, rest);
  return { command, more, ...read, given: foldMore(read.given, more) };
}

/** `--jobs 4` of a flag that is not the command's own as `option` `jobs=4`, as an action is given it. */
function foldMore(given: GivenInputs, more: Inputs): GivenInputs {
  const own = Object.entries(given).filter(([name]) => !Object.hasOwn(more, name));
  const folded = Object.entries(given).flatMap(([name, texts]) =>
    Object.hasOwn(more, name) ? texts.map((text) => `${name}=${text}`) : [],
  );
  if (folded.length === 0) return given;
  return { ...Object.fromEntries(own), option: [...(given['option'] ?? []), ...folded] };
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
