/** The place of a value in a file of secrets, as people write it, and changing what stands there. */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { invalid, type Result, valid } from '../result.ts';

/**
 * `passwd.db`: keys with dots between them, where a key that exists may hold dots itself; or sops's own form for
 * whatever a key may hold, `["hosts"]["web1.example.com"]`. Issue: `state/key`.
 */
export function parsePlace(root: JsonObject, text: string): Result<readonly string[]> {
  const keys = text.startsWith('[') ? bracketed(text) : dotted(root, text);
  if (keys !== undefined && keys.length > 0 && keys.every((key) => key !== '') && keys[0] !== 'sops')
    return valid(keys);
  const hint = 'write passwd.db, or ["passwd"]["db"] where keys hold dots';
  return invalid({ code: 'state/key', message: `"${text}" is no place in a file of secrets`, hint });
}

/** What stands there; undefined for nothing. */
export function valueAt(root: Json, place: readonly string[]): Json | undefined {
  return place.reduce<Json | undefined>((value, key) => {
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, root);
}

/** The data with that value there, or without one; mappings on the way are made. Undefined where something else is in the way. */
export function withValueAt(
  root: JsonObject,
  place: readonly string[],
  value: Json | undefined,
): JsonObject | undefined {
  const [key = '', ...rest] = place;
  const others = Object.entries(root).filter(([name]) => name !== key);
  const before = Object.hasOwn(root, key) ? root[key] : undefined;
  if (rest.length === 0 && value === undefined) return Object.fromEntries(others);
  if (rest.length > 0 && before !== undefined && before !== null && !isObject(before)) return undefined;
  const changed = rest.length === 0 ? value : withValueAt(isObject(before) ? before : {}, rest, value);
  if (changed === undefined) return undefined;
  const entries: [string, Json][] = Object.entries(root).map(([name, member]) => [
    name,
    name === key ? changed : member,
  ]);
  return Object.fromEntries(before === undefined ? [...entries, [key, changed]] : entries);
}

function bracketed(text: string): readonly string[] | undefined {
  const parts = [...text.matchAll(/\[("(?:[^"\\]|\\.)*")\]/g)];
  if (parts.map(([whole]) => whole).join('') !== text) return undefined;
  try {
    return parts.map(([, key = '""']) => String(JSON.parse(key)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function dotted(value: Json | undefined, text: string): readonly string[] {
  const known = isObject(value) ? Object.keys(value) : [];
  const longest = known
    .filter((key) => text === key || text.startsWith(`${key}.`))
    .sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return text.split('.');
  const rest = text.slice(longest.length + 1);
  return text === longest ? [longest] : [longest, ...dotted(isObject(value) ? value[longest] : undefined, rest)];
}
