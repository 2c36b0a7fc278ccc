/** Who needs a password: modules and the users that they act as. */
import type { Definition } from '../definition/definition.ts';
import { isObject } from '../json.ts';

/** A module that wants a password, and the user name that keys it: two modules with one daemon share it (F-35). */
export interface ModuleUser {
  readonly module: string;
  readonly username: string;
}

/** One entry per module that wants a password, in definition order. The user is its `daemon`, else its own name (F-34). */
export function moduleUsers(definition: Definition): readonly ModuleUser[] {
  const defined = definition.value['modules'];
  return definition.settings.modules.map((module) => {
    const fields = isObject(defined) ? defined[module] : undefined;
    const daemon = isObject(fields) ? fields['daemon'] : undefined;
    return { module, username: typeof daemon === 'string' && daemon !== '' ? daemon : module };
  });
}
