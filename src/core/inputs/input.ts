/** What a command takes, declared once: CLI flags, action inputs, help and reference all come from this. */
import { invalid, type Result, valid } from '../result.ts';
import { type Secret, secret } from '../secret.ts';
import { parseDuration } from '../time.ts';

/** How an input is written: decides the flag's form and what the reference says. */
export type InputKind = 'text' | 'flag' | 'integer' | 'duration' | 'list' | 'choice' | 'secret';

/** One declared input. `parse` takes the texts as given (several for a repeated flag) and never guesses. */
export interface Input<T> {
  readonly kind: InputKind;
  readonly help: string;
  readonly required: boolean;
  /** Name of another input: when that is given, this one need not be. */
  readonly unless?: string;
  /** As the user would write it; shown in help and `action.yml`. */
  readonly default?: string;
  /** Word for the value in help: `DIR`, `URL`. */
  readonly placeholder: string;
  /** Taken from the command line by place, not by `--name`. */
  readonly positional: boolean;
  /** Environment variable that gives it when neither flag nor input does. */
  readonly env?: string;
  readonly parse: (texts: readonly string[]) => Result<T>;
}

/** Inputs by name: kebab-case, the same in flags and `action.yml`. */
export type Inputs = Readonly<Record<string, Input<unknown>>>;

/** The parsed values of declared inputs. */
export type Values<I extends Inputs> = { readonly [K in keyof I]: I[K] extends Input<infer T> ? T : never };

interface Common {
  readonly help: string;
  readonly placeholder?: string;
  readonly positional?: boolean;
  readonly env?: string;
}

interface Optional extends Common {
  readonly required?: false;
  readonly default?: string;
}

interface Required extends Common {
  readonly required: true;
  readonly unless?: never;
}

/** Needed, but for runs that say otherwise with the input that `unless` names. */
interface Waivable extends Common {
  readonly required: true;
  readonly unless: string;
}

/** Any text; empty counts as absent. */
export function text(options: Required): Input<string>;
export function text(options: Optional & { default: string }): Input<string>;
export function text(options: Optional | Waivable): Input<string | undefined>;
export function text(options: Required | Optional | Waivable): Input<string | undefined> {
  return input('text', options, 'TEXT', (texts) => valid(texts.at(-1)));
}

/** True when given; `false` may be written too. */
export function flag(options: Common & { readonly default?: 'true' | 'false' }): Input<boolean> {
  return input('flag', { default: 'false', ...options }, '', (texts) => parseFlag(texts.at(-1) ?? 'false'));
}

/** A whole number from 0. `"10abc"` is refused. */
export function integer(options: Optional & { default: string }): Input<number> {
  return input('integer', options, 'N', (texts) => parseInteger(texts.at(-1) ?? ''));
}

/** A length of time in milliseconds, written like `30s` or `10m`. */
export function duration(options: Optional & { default: string }): Input<number> {
  return input('duration', options, 'TIME', (texts) => parseDuration(texts.at(-1) ?? ''));
}

/** Several texts: the flag repeated, or separated by commas or line breaks. Empty when absent. */
export function list(options: Optional): Input<readonly string[]> {
  return input('list', options, 'A,B', (texts) => valid(texts.flatMap(splitList)));
}

/** Several texts that may hold commas: the flag repeated, or a `NAME=VALUE` on each line. Empty when absent. */
export function pairs(options: Optional): Input<readonly string[]> {
  return input('list', options, 'NAME=VALUE', (texts) =>
    valid(texts.flatMap((text) => text.split(/\n(?=[a-z][a-z0-9-]*=)/))),
  );
}

/** One of the named words. */
export function choice<W extends string>(words: readonly W[], options: Optional & { default: W }): Input<W> {
  return input('choice', options, words.join('|'), (texts) => {
    const word = words.find((each) => each === texts.at(-1));
    return word === undefined ? wrong(`"${texts.at(-1)}" is not one of ${words.join(', ')}`) : valid(word);
  });
}

/** A value that is masked wherever it would show. */
export function secretText(options: Required): Input<Secret<string>>;
export function secretText(options: Optional): Input<Secret<string> | undefined>;
export function secretText(options: Required | Optional): Input<Secret<string> | undefined> {
  return input('secret', options, 'SECRET', (texts) => {
    const given = texts.at(-1);
    return valid(given === undefined ? undefined : secret(given));
  });
}

/** Keeps the exact type of a set of inputs. */
export function defineInputs<I extends Inputs>(inputs: I): I {
  return inputs;
}

function input<T>(
  kind: InputKind,
  options: Common & { readonly required?: boolean; readonly unless?: string; readonly default?: string },
  placeholder: string,
  parse: Input<T>['parse'],
): Input<T> {
  return {
    kind,
    help: options.help,
    required: options.required ?? false,
    placeholder: options.placeholder ?? placeholder,
    positional: options.positional ?? false,
    ...(options.unless === undefined ? {} : { unless: options.unless }),
    ...(options.default === undefined ? {} : { default: options.default }),
    ...(options.env === undefined ? {} : { env: options.env }),
    parse,
  };
}

function parseFlag(word: string): Result<boolean> {
  if (word === 'true') return valid(true);
  if (word === 'false') return valid(false);
  return wrong(`"${word}" is neither true nor false`);
}

function parseInteger(word: string): Result<number> {
  return /^\d+$/.test(word) ? valid(Number(word)) : wrong(`"${word}" is not a whole number`);
}

function splitList(given: string): string[] {
  return given
    .split(/[,\n]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function wrong(message: string) {
  return invalid({ code: 'input/value', message });
}
