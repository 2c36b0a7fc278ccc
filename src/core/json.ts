/** Plain data, as YAML and JSON hold it. */

/** A scalar, list or mapping; mappings keep the order in which they were written. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A mapping with text keys. */
export interface JsonObject {
  [key: string]: Json;
}

/** True for a mapping: not null, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path inside data; undefined where nothing does. */
export function valueAt(root: Json, path: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = root;
  for (const step of path) {
    if (Array.isArray(value)) value = typeof step === 'number' ? value[step] : undefined;
    else if (isObject(value)) value = Object.hasOwn(value, step) ? value[step] : undefined;
    else return undefined;
  }
  return value;
}

/** `deploy.nodes.web[0]`: how a path inside data is shown. */
export function describePath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
