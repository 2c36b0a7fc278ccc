/** From argv to texts by input name. */
import { parseArgs } from 'node:util';
import { usageFailure } from '../core/error.ts';
import type { Inputs } from '../core/inputs/input.ts';
import { type GivenInputs, isNeeded } from '../core/inputs/parse.ts';
import { didYouMean } from '../core/nearest.ts';

/** Flags that every command takes. */
export interface CommonFlags {
  readonly json: boolean;
  readonly help: boolean;
}

/** What the words after the command's name say. */
export interface Arguments extends CommonFlags {
  readonly given: GivenInputs;
}

/**
 * Reads flags and positional words as the inputs declare them. Where the first of several positional inputs may be
 * left out (`project`), too few words fill the required ones first.
 * @throws usage: an unknown flag, a flag without its value, or too many words.
 */
export function readArguments(command: string, inputs: Inputs, words: readonly string[]): Arguments {
  const given: Record<string, string[]> = {};
  const common = { json: false, help: false };
  const places: string[] = [];
  for (const token of tokenize(command, inputs, words)) {
    if (token.kind === 'positional') places.push(token.value);
    if (token.kind !== 'option') continue;
    if (token.name === 'json' || token.name === 'help') common[token.name] = true;
    else given[token.name] = [...(given[token.name] ?? []), token.value ?? 'true'];
  }
  return { ...common, given: { ...given, ...placePositionals(command, inputs, { places, given }) } };
}

/**
 * What can be told of the words before all flags are known: those that are not, and what follows them, are taken as they
 * come.
 */
export function skimArguments(inputs: Inputs, words: readonly string[]): Words {
  const given: Record<string, string[]> = {};
  const places: string[] = [];
  for (const token of parseArgs({ ...parsing(words), options: optionsOf(inputs) }).tokens) {
    if (token.kind === 'positional') places.push(token.value);
    else if (token.kind === 'option' && token.value !== undefined) given[token.name] = [token.value];
  }
  return { places, given };
}

function parsing(words: readonly string[]) {
  return { args: [...words], strict: false, allowPositionals: true, tokens: true } as const;
}

function optionsOf(inputs: Inputs) {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string }> = {
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  };
  for (const [name, input] of Object.entries(inputs)) {
    if (!input.positional) options[name] = { type: input.kind === 'flag' ? 'boolean' : 'string' };
  }
  return options;
}

function tokenize(command: string, inputs: Inputs, words: readonly string[]) {
  const options = optionsOf(inputs);
  const { tokens } = parseArgs({ ...parsing(words), options });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = options[token.name];
    if (option === undefined) {
      const hint = didYouMean(
        token.rawName,
        Object.keys(options).map((name) => `--${name}`),
      );
      throw usageFailure(`unknown flag ${token.rawName}${hint === undefined ? '' : ` (${hint})`}`, command);
    }
    if (option.type === 'string' && token.value === undefined)
      throw usageFailure(`${token.rawName} needs a value`, command);
  }
  return tokens;
}

/** Words that stand by themselves, in order, and texts of flags by name. */
export interface Words {
  readonly places: readonly string[];
  readonly given: GivenInputs;
}

function placePositionals(command: string, inputs: Inputs, { places, given }: Words): Record<string, string[]> {
  const positional = Object.entries(inputs).filter(([, input]) => input.positional);
  let spare = places.length - positional.filter(([, input]) => isNeeded(input, given)).length;
  const rest = [...places];
  const placed: Record<string, string[]> = {};
  for (const [name, input] of positional) {
    if (input.kind === 'list') placed[name] = rest.splice(0);
    else if (rest.length > 0 && (isNeeded(input, given) || spare-- > 0)) placed[name] = rest.splice(0, 1);
  }
  if (rest.length > 0) throw usageFailure(`too many words: ${rest.join(' ')}`, command);
  return placed;
}
