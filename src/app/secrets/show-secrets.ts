/** What a file of secrets holds: for eyes that were asked for, or only its keys. */
import { inputFailure, unwrap } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import { isObject, type Json, type JsonObject } from '../../core/json.ts';
import { parsePlace, valueAt } from '../../core/sops/value-place.ts';
import type { GatherInputs } from '../gather/places.ts';
import type { Environment, Ports } from '../ports/ports.ts';
import { findSecrets, type SecretsFile } from './secrets-file.ts';

/** The instance; `key` for one value of it. `reveal`: in clear. */
export interface ShowInputs extends GatherInputs {
  readonly key?: string | undefined;
  readonly reveal: boolean;
}

/** `value`: all of it, or what stands at `key`; `***` in the place of every value that is not to be seen. */
export interface ShownSecrets extends Pick<SecretsFile, 'project' | 'instance'> {
  readonly path: string;
  readonly value: Json;
  /** As the file would be in clear, with its comments; absent for one value, and for what is not to be seen. */
  readonly text?: string;
}

/** @throws input `state/key`; and as `findSecrets` and `StateFiles.open`. */
export async function showSecrets(inputs: ShowInputs, ports: Ports, environment: Environment): Promise<ShownSecrets> {
  const { project, instance, store, bytes } = await findSecrets(inputs, ports, environment);
  const files = await ports.stateFiles();
  const whole = await files.open(store.shown, bytes);
  const value = inputs.key === undefined ? whole : pick(whole, inputs.key);
  const shown = { project, instance, path: store.shown, value: inputs.reveal ? value : masked(value) };
  if (!inputs.reveal || inputs.key !== undefined) return shown;
  return { ...shown, text: await files.openText(store.shown, bytes) };
}

function pick(whole: JsonObject, key: string): Json {
  const value = valueAt(whole, unwrap(parsePlace(whole, key)));
  if (value !== undefined) return value;
  const message = `nothing is kept at "${key}"`;
  throw inputFailure({
    code: 'state/key',
    message,
    hint: `there are ${Object.keys(whole).join(', ')}`,
    origin: inputOrigin('--key'),
  });
}

function masked(value: Json): Json {
  if (Array.isArray(value)) return value.map(masked);
  if (!isObject(value)) return value === null ? null : '***';
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, masked(member)]));
}
