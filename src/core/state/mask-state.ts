/** A state that can be shown: stand-ins in the place of its secrets. */
import { MASK } from '../definition/sealed-layer.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { reveal, type Secret, secret } from '../secret.ts';
import type { State } from './state.ts';

/** The same state without a secret in it: what is rendered from it can be shown to anybody. */
export function maskState(state: State): State {
  return {
    ...state,
    passwords: new Map([...state.passwords.keys()].map((name) => [name, secret(MASK)])),
    values: maskValues(state.values),
    hosts: new Map([...state.hosts].map(([name, values]) => [name, maskValues(values)])),
  };
}

function maskValues(values: Secret<JsonObject>): Secret<JsonObject> {
  return secret(maskValue(reveal(values)) as JsonObject);
}

/** The form stays, so that templates find what they look for; the values are the same for all. */
export function maskValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(maskValue);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskValue(item)]));
  if (typeof value === 'string') return MASK;
  return typeof value === 'number' ? 0 : value === null ? null : false;
}
