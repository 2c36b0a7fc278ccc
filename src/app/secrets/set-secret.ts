/** Keeping one value, or keeping it no longer. */
import { problemOfKey, problemOfNumber, problemOfText } from '../../core/definition/limits.ts';
import { inputFailure, unwrap } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { didYouMean } from '../../core/nearest.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { reveal, type Secret } from '../../core/secret.ts';
import { parsePlace, valueAt, withValueAt } from '../../core/sops/value-place.ts';
import { parseState, SECTIONS } from '../../core/state/state.ts';
import { type ChangedState, changeState } from '../change-state.ts';
import type { GatherInputs } from '../gather/places.ts';
import { gatherState } from '../gather-state.ts';
import type { Environment, Ports } from '../ports/ports.ts';

/** The instance, the place, and what the value is: text, or JSON (a number, a list, a mapping). */
export interface SetInputs extends GatherInputs {
  readonly key: string;
  readonly as: 'text' | 'json';
  /** Take the value away instead. */
  readonly unset: boolean;
}

/** How it went. */
export interface SetSecret extends Pick<ChangedState, 'path' | 'outcome'> {
  readonly project: string;
  readonly instance: string;
}

/**
 * The value comes from the person or stdin, never from the command line. A state that is not there yet is made.
 * @throws input `state/key`, `state/value`, `state/form`; operation `person/gone`; and as `gatherState` and `changeState`.
 */
export async function setSecret(inputs: SetInputs, ports: Ports, environment: Environment): Promise<SetSecret> {
  const { definition, state } = await gatherState(inputs, ports, environment);
  const { project, instance } = definition;
  const value = inputs.unset ? undefined : unwrap(await askValue(inputs, ports));
  const { path, outcome } = await changeState(state, ports, async (before) => {
    if (before === undefined && value === undefined) throw noState(inputs.key);
    const root = before?.value ?? {};
    const place = unwrap(parsePlace(root, inputs.key));
    unwrap(requireSection(root, place));
    if (before !== undefined && isSame(valueAt(root, place), value)) return undefined;
    const changed = withValueAt(root, place, value);
    if (changed === undefined) throw inTheWay(inputs.key);
    unwrap(parseState(changed, 'the state'));
    return { value: changed, what: `${place.join('.')} ${value === undefined ? 'taken away' : 'set'}` };
  });
  return { project, instance, path, outcome };
}

/** Nothing reads what stands elsewhere: a slip of the pen would be kept, and missing where it is wanted. */
function requireSection(root: JsonObject, [first = '']: readonly string[]): Result<undefined> {
  if (Object.hasOwn(root, first) || SECTIONS.some((name) => name === first)) return valid(undefined);
  const message = `nothing reads "${first}" in a state`;
  const hint = didYouMean(first, SECTIONS) ?? `what is yours stands below values: values.${first}`;
  return invalid({ code: 'state/key', message, hint, origin: inputOrigin('KEY') });
}

async function askValue({ key, as }: SetInputs, ports: Ports): Promise<Result<Json>> {
  const told = await (await ports.person()).tellSecret(`${key}: `);
  ports.talk.mask(told);
  return as === 'text' ? valid(reveal(told)) : parseJson(told);
}

function parseJson(told: Secret<string>): Result<Json> {
  try {
    const value: Json = JSON.parse(reveal(told));
    const wrong = problemIn(value);
    return wrong === undefined ? valid(value) : invalid({ code: 'state/value', message: `the value holds ${wrong}` });
  } catch (error) {
    // What JSON.parse says quotes the text.
    if (error instanceof SyntaxError) return invalid({ code: 'state/value', message: 'the value is no JSON' });
    throw error;
  }
}

/** What no file of ours may hold, without a word of the value itself. */
function problemIn(value: Json): string | undefined {
  if (typeof value === 'number') return problemOfNumber(value);
  if (typeof value === 'string') return problemOfText(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  if (keys.some((key) => problemOfKey(key) !== undefined)) return 'a key that cannot be one';
  return Object.values(value)
    .map(problemIn)
    .find((problem) => problem !== undefined);
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function inTheWay(key: string) {
  const message = `${key} lies below something that is no mapping`;
  return inputFailure({ code: 'state/key', message, origin: inputOrigin('KEY') });
}

function noState(key: string) {
  const message = `there is no state yet to take "${key}" out of`;
  return inputFailure({ code: 'state/key', message, origin: inputOrigin('KEY') });
}
