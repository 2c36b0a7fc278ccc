/** Keeping one value, or keeping it no longer. */
import { inputFailure, unwrap } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { invalid, type Result, valid } from '../../core/result.ts';
import { reveal, type Secret } from '../../core/secret.ts';
import { parsePlace, valueAt, withValueAt } from '../../core/sops/value-place.ts';
import { parseState } from '../../core/state/state.ts';
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
    const root = before?.value ?? {};
    const place = unwrap(parsePlace(root, inputs.key));
    if (before !== undefined && isSame(valueAt(root, place), value)) return undefined;
    const changed = withValueAt(root, place, value);
    if (changed === undefined) throw inTheWay(inputs.key);
    unwrap(parseState(changed, 'the state'));
    return { value: changed, what: `${place.join('.')} ${value === undefined ? 'taken away' : 'set'}` };
  });
  return { project, instance, path, outcome };
}

async function askValue({ key, as }: SetInputs, ports: Ports): Promise<Result<Json>> {
  const told = await (await ports.person()).tellSecret(`${key}: `);
  ports.talk.mask(told);
  return as === 'text' ? valid(reveal(told)) : parseJson(told);
}

function parseJson(told: Secret<string>): Result<Json> {
  try {
    return valid(JSON.parse(reveal(told)) as JsonObject);
  } catch (error) {
    // What JSON.parse says quotes the text.
    if (error instanceof SyntaxError) return invalid({ code: 'state/value', message: 'the value is no JSON' });
    throw error;
  }
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function inTheWay(key: string) {
  const message = `${key} lies below something that is no mapping`;
  return inputFailure({ code: 'state/key', message, origin: inputOrigin('KEY') });
}
