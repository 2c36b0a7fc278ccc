/** The modules of a definition, and the users that they act as. */
import type { Definition } from '../definition/definition.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** A module: its name, what the definition says of it, and the user whose password it has (two may share one, F-35). */
export interface Module {
  readonly name: string;
  readonly username: string;
  readonly fields: JsonObject;
}

/** `modules:` as a mapping by name, a list of names or a list of mappings; in definition order. */
export function modulesOf(definition: Definition): readonly Module[] {
  return named(definition.value['modules']).flatMap(([name, value]) => {
    if (typeof name !== 'string') return [];
    const fields = isObject(value) ? value : {};
    const daemon = fields['daemon'];
    return [{ name, username: typeof daemon === 'string' && daemon !== '' ? daemon : name, fields }];
  });
}

function named(modules: Json | undefined): (readonly [Json | undefined, Json])[] {
  if (Array.isArray(modules)) return modules.map((item) => [isObject(item) ? item['name'] : item, item]);
  return isObject(modules) ? Object.entries(modules) : [];
}
