/** Options that a plugin declares: from plain objects to inputs like our own, and from words to their values. */
import type { Option, OptionValue } from '../../../define/plugin.d.ts';
import { choice, duration, flag, type Input, type Inputs, integer, list, text } from '../inputs/input.ts';
import { type GivenInputs, parseInputs } from '../inputs/parse.ts';
import { type Issue, inputOrigin } from '../issue.ts';
import { isObject, type Json } from '../json.ts';
import { didYouMean } from '../nearest.ts';
import { invalid, type Result, valid } from '../result.ts';

/** Values of options by name; what was not given and has no default is null. */
export type OptionValues = Readonly<Record<string, OptionValue>>;

const NAME = /^[a-z][a-z0-9-]*$/;
const KINDS = ['text', 'flag', 'integer', 'duration', 'list', 'choice'];
const TEXTS = ['help', 'default', 'placeholder', 'env'];
const KEYS = ['kind', 'required', 'words', ...TEXTS];
/** Every command has these. */
const COMMON = ['json', 'help'];

type Problem = Omit<Issue, 'origin'>;

/** The declared options as inputs; with problems, those that are right. @param taken Names of other flags. */
export function toOptionInputs(
  options: unknown,
  taken: readonly string[],
): { readonly inputs: Inputs; readonly problems: readonly Problem[] } {
  if (!isObject(options as Json)) return { inputs: {}, problems: [problem('options must be an object')] };
  const entries = Object.entries(options as object);
  const problems = entries.flatMap(([name, option]) => checkOption(name, option, [...taken, ...COMMON]));
  if (problems.length > 0) return { inputs: {}, problems };
  const inputs = Object.fromEntries(entries.map(([name, option]) => [name, toInput(option)]));
  return { inputs, problems: checkDefaults(inputs) };
}

/**
 * The values of a plugin's options.
 * @param words `NAME=VALUE`. @param variables What may stand in for options that name a variable.
 */
export function parseOptions(
  words: readonly string[],
  inputs: Inputs,
  variables: Readonly<Record<string, string | undefined>>,
): Result<OptionValues> {
  const given: Record<string, string[]> = {};
  const issues: Issue[] = [];
  for (const word of words) {
    const [, name = word, value] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (value !== undefined && Object.hasOwn(inputs, name)) given[name] = [...(given[name] ?? []), value];
    else issues.push(unknownOption(name, Object.keys(inputs), value));
  }
  const parsed = parseInputs(inputs, given as GivenInputs, variables, (name) => `--${name}`);
  if (!parsed.ok || issues.length > 0) return invalid(...issues, ...(parsed.ok ? [] : parsed.issues));
  const values = Object.keys(inputs).map((name) => [name, (parsed.value[name] ?? null) as OptionValue]);
  return valid(Object.fromEntries(values));
}

function unknownOption(name: string, known: readonly string[], value: string | undefined): Issue {
  const hint = value === undefined ? 'write NAME=VALUE' : (didYouMean(name, known) ?? describeKnown(known));
  const message = value === undefined ? `"${name}" has no value` : `the project has no option ${name}`;
  return { code: 'input/value', message, hint, origin: inputOrigin('--option') };
}

function describeKnown(known: readonly string[]): string {
  return known.length === 0 ? 'it has no plugin with options' : `it has ${known.join(', ')}`;
}

function checkOption(name: string, option: unknown, taken: readonly string[]): Problem[] {
  if (!NAME.test(name)) return [problem(`option "${name}": a name is small letters, digits and -`)];
  if (taken.includes(name)) return [problem(`option ${name}: facs run has a flag of that name`)];
  if (!isObject(option as Json)) return [problem(`option ${name} must be an object: {kind, help}`)];
  const given = option as Readonly<Record<string, unknown>>;
  const wrong = (what: string, hint?: string) => problem(`option ${name}: ${what}`, hint);
  const { kind, required, words } = given;
  return [
    ...Object.keys(given).flatMap((key) =>
      KEYS.includes(key) ? [] : [wrong(`unknown key ${key}`, didYouMean(key, KEYS))],
    ),
    ...(KINDS.includes(String(kind)) ? [] : [wrong(`kind must be one of ${KINDS.join(', ')}`)]),
    ...(typeof given['help'] === 'string' ? [] : [wrong('help must say what it means')]),
    ...TEXTS.flatMap((key) =>
      given[key] === undefined || typeof given[key] === 'string' ? [] : [wrong(`${key} must be text`)],
    ),
    ...(required === undefined || typeof required === 'boolean' ? [] : [wrong('required must be true or false')]),
    ...(kind === 'choice' && !isWords(words) ? [wrong('a choice needs words: what may be chosen')] : []),
  ];
}

function isWords(words: unknown): boolean {
  return Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string');
}

function toInput({ kind, words = [], ...options }: Option): Input<unknown> {
  const { help, required = false, default: preset, placeholder, env } = options;
  const common = {
    help,
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(env === undefined ? {} : { env }),
    ...(preset === undefined ? {} : { default: preset }),
  };
  return { ...MAKERS[kind](common, words), required };
}

type Common = { readonly help: string; readonly default?: string };

// Whether a default is there is checked when values are read: the types of our own inputs know it beforehand.
const MAKERS: Readonly<Record<Option['kind'], (common: Common, words: readonly string[]) => Input<unknown>>> = {
  text: (common) => text(common),
  flag: (common) => flag(common as Parameters<typeof flag>[0]),
  integer: (common) => integer(common as Parameters<typeof integer>[0]),
  duration: (common) => duration(common as Parameters<typeof duration>[0]),
  list: (common) => list(common),
  choice: (common, words) => choice(words, common as Parameters<typeof choice>[1]),
};

function checkDefaults(inputs: Inputs): Problem[] {
  return Object.entries(inputs).flatMap(([name, input]) => {
    const parsed = input.default === undefined ? valid(undefined) : input.parse([input.default]);
    return parsed.ok ? [] : parsed.issues.map(({ message }) => problem(`option ${name}: its default ${message}`));
  });
}

function problem(message: string, hint?: string): Problem {
  return { code: 'plugin/option', message, ...(hint === undefined ? {} : { hint }) };
}
