/** From texts, as flags or action inputs gave them, to checked values. */
import { type Issue, inputOrigin } from '../issue.ts';
import { invalid, type Result, valid } from '../result.ts';
import type { Input, Inputs, Values } from './input.ts';

/** What was given, by input name; several texts for a repeated flag. Empty texts count as not given. */
export type GivenInputs = Readonly<Record<string, readonly string[]>>;

/** How a place names its inputs: `--define` on the command line, `input define` in a workflow. */
export type NameInput = (name: string, positional: boolean) => string;

/**
 * The values of all inputs, or every problem with them.
 * @param env Variables that may stand in for inputs that declare one.
 */
export function parseInputs<I extends Inputs>(
  inputs: I,
  given: GivenInputs,
  env: Readonly<Record<string, string | undefined>>,
  nameInput: NameInput,
): Result<Values<I>> {
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const origin = inputOrigin(nameInput(name, input.positional));
    const texts = textsFor(given[name] ?? [], input.env === undefined ? undefined : env[input.env], input.default);
    if (texts.length === 0 && isNeeded(input, given)) {
      issues.push({ code: 'input/missing', message: 'is required', hint: input.help, origin });
      continue;
    }
    if (texts.length === 0 && input.kind !== 'list') continue;
    const parsed = input.parse(texts);
    if (parsed.ok) values[name] = parsed.value;
    else issues.push(...parsed.issues.map((issue) => ({ ...issue, origin })));
  }
  return issues.length > 0 ? invalid(...issues) : valid(values as Values<I>);
}

/** True for an input that must be given, as nothing that was given waives it. */
export function isNeeded({ required, unless }: Input<unknown>, given: GivenInputs): boolean {
  const waiving = unless === undefined ? [] : (given[unless] ?? []);
  return required && !waiving.some((text) => text !== '' && text !== 'false');
}

function textsFor(
  given: readonly string[],
  fromEnv: string | undefined,
  preset: string | undefined,
): readonly string[] {
  const written = given.filter((text) => text !== '');
  if (written.length > 0) return written;
  if (fromEnv !== undefined && fromEnv !== '') return [fromEnv];
  return preset === undefined ? [] : [preset];
}
