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

/** The value of a JSON text; undefined for what is none, or has lists and mappings deeper in each other than so many levels. */
export function parseShallowJson(text: string, levels: number): Json | undefined {
  // What is nested without end takes a parser a second, and ends whatever calls itself for each level.
  if (isNestedDeeper(text, levels)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Counts brackets, but for those in texts. */
function isNestedDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '"') quoted = !quoted;
    else if (letter === '\\') i += 1;
    else if (!quoted && (letter === '[' || letter === '{')) depth += 1;
    else if (!quoted && (letter === ']' || letter === '}')) depth -= 1;
    if (depth > levels) return true;
  }
  return false;
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
