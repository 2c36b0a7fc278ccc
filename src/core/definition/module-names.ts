/** `modules:` — the pieces of a project that want a password, as user names (F-33, F-34). */
import { describePath, isObject, type Json, type JsonObject } from '../json.ts';
import type { ValuePath } from './definition.ts';
import type { Report, Shape } from './shape.ts';

const USER = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

// Words of the product that this version does not act on; all other keys of a module are free, for templates.
const UNSUPPORTED = ['clones', 'freeform', 'genconfig', 'logical_name', 'service'];

/** A list of names, a list of mappings with `name`, or a mapping by name; each once, in definition order. */
export const moduleNames: Shape<readonly string[]> = {
  schema: { type: ['array', 'object'] },
  read: (value, at, report) => {
    const named = entriesOf(value, at);
    if (named === undefined) return refuse(report, at, 'must be a list or a mapping of modules');
    const names = named.map(({ name, module, where }) => userName(name, module, { at: where, report }));
    return [...new Set(names.filter((name) => name !== undefined))];
  },
};

interface Named {
  readonly name: Json | undefined;
  readonly module: Json;
  readonly where: ValuePath;
}

function entriesOf(value: Json, at: ValuePath): readonly Named[] | undefined {
  if (isObject(value))
    return Object.entries(value).map(([name, module]) => ({ name, module: module ?? {}, where: [...at, name] }));
  if (!Array.isArray(value)) return undefined;
  return value.map((item, i) => ({
    name: isObject(item) ? item['name'] : item,
    module: isObject(item) ? item : {},
    where: [...at, i],
  }));
}

/** The user name is the `daemon` if the module has one, else its name: modules of one daemon share a password. */
function userName(name: Json | undefined, module: Json, place: { at: ValuePath; report: Report }): string | undefined {
  const { at, report } = place;
  if (!isObject(module)) return refuse(report, at, 'must be a mapping, or empty');
  refuseUnsupported(module, place);
  const user = module['daemon'] ?? name;
  if (typeof user === 'string' && USER.test(user)) return user;
  return refuse(report, at, user === undefined ? 'needs a name' : 'name and daemon are letters, digits, dots, - and _');
}

function refuseUnsupported(module: JsonObject, { at, report }: { at: ValuePath; report: Report }): void {
  for (const key of UNSUPPORTED.filter((word) => Object.hasOwn(module, word))) {
    const message = `${describePath([...at, key])} is not supported by this version`;
    report({ code: 'definition/unsupported', at: [...at, key], message, about: 'key' });
  }
}

function refuse(report: Report, at: ValuePath, message: string): undefined {
  report({ code: 'definition/value', at, message: `${describePath(at)} ${message}` });
  return undefined;
}
