/** `modules:` — the pieces of a project that want a config, a password or a number of their own (F-33 … F-36). */
import { describePath, isObject, type Json, type JsonObject } from '../json.ts';
import type { ValuePath } from './definition.ts';
import { flag, integer, text } from './scalars.ts';
import {
  type Fields,
  type FieldValues,
  optional,
  preset,
  propertiesOf,
  type Report,
  readFields,
  type Shape,
} from './shape.ts';
import { toObject } from './value-node.ts';

/** A module of an instance, with everything that its layers say of it. */
export interface Module {
  readonly name: string;
  /** The user that it acts as, whose password it has: its `daemon`, else its name. Modules of one daemon share it. */
  readonly username: string;
  /** With a `service` and this, each of its clones has a number (uiid). */
  readonly logicalName: string | undefined;
  /** Clones, 1 or more. */
  readonly count: number;
  /** False: `tmpl/_MODULE_/<name>` is left alone. */
  readonly genconfig: boolean;
  /** What the definition says, with the default name of its service. */
  readonly fields: JsonObject;
}

// More would not get a number: a uiid fits into a byte.
const MOST_CLONES = 255;
const MODULE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;
const NAME = 'letters, digits, dots, - and _';

// What the product finds out itself; written by hand it would be overridden in silence.
const COMPUTED = ['clones', 'instance_name', 'password', 'uiid', 'username'];

const sectionFields = {
  name: optional(text(), 'Name of the service; by default the user name with a d behind it.'),
  n_instances: preset(integer(1, MOST_CLONES), 1, 'How many clones of the module an instance has.'),
};

const moduleFields = {
  name: optional(text(MODULE, NAME), 'The same as its key; needed in a list.'),
  daemon: optional(
    text(MODULE, NAME),
    'The program that serves it, and the user that it acts as; by default its name.',
  ),
  logical_name: optional(text(), 'What it is to its clients; with a service, each clone then has a number (uiid).'),
  genconfig: preset(flag, true, 'False leaves its templates in tmpl/_MODULE_ alone.'),
  service: optional(
    open(sectionFields, ['uiid', 'logical_name', 'instance_name']),
    'How it runs; other keys are free.',
  ),
  freeform: optional(open({}, []), 'Its configuration, in words of its own.'),
};

const moduleShape = open(moduleFields, COMPUTED);

/**
 * Modules by name, in definition order, once lists are mappings (`module-layers.ts`). Other keys of a module are free.
 * Issues: `definition/value`, `definition/missing`.
 */
export const modules: Shape<readonly Module[]> = {
  schema: {
    anyOf: [
      { type: 'array', items: { anyOf: [{ type: 'string' }, { ...moduleShape.schema, required: ['name'] }] } },
      { type: 'object', additionalProperties: moduleShape.schema },
    ],
  },
  read: (value, at, report) => {
    if (!isObject(value)) return refuse(report, at, 'must be a list or a mapping of modules');
    return Object.entries(value).flatMap(
      ([name, given]) => readModule(name, given, { at: [...at, name], report }) ?? [],
    );
  },
};

interface Place {
  readonly at: ValuePath;
  readonly report: Report;
}

function readModule(name: string, given: Json, { at, report }: Place): Module | undefined {
  if (!MODULE.test(name)) return refuse(report, at, `cannot be a module: a name is ${NAME}`);
  const read = moduleShape.read(given, at, report);
  if (read === undefined) return undefined;
  if (read.name !== undefined && read.name !== name)
    return refuse(report, [...at, 'name'], `must be ${name}, as its key`);
  const { service, logical_name: logicalName, daemon: username = name, genconfig = true } = read;
  const count = service?.n_instances ?? 1;
  if (count > 1 && logicalName === undefined) {
    const message = `${describePath(at)} has ${count} clones, which need a logical_name to be told apart by`;
    report({ code: 'definition/missing', at: [...at, 'service', 'n_instances'], message });
  }
  const fields = { ...(isObject(given) ? given : {}) };
  if (isObject(fields['service'])) fields['service'] = { ...fields['service'], name: service?.name ?? `${username}d` };
  return {
    ...{ name, username, count, genconfig },
    logicalName: service === undefined ? undefined : logicalName,
    fields: toObject(Object.entries(fields)),
  };
}

/** A mapping of these keys and any others but `computed`. `null` is the same as an empty one. */
function open<F extends Fields>(fields: F, computed: readonly string[]): Shape<Partial<FieldValues<F>>> {
  return {
    schema: { type: ['object', 'null'], properties: propertiesOf(fields) },
    read: (value, at, report) => {
      if (value !== null && !isObject(value)) return refuse(report, at, 'must be a mapping, or empty');
      for (const key of computed.filter((word) => Object.hasOwn(value ?? {}, word)))
        refuse(report, [...at, key], 'is not written by hand: the product finds it out, or keeps it in the state');
      return readFields(fields, value ?? {}, at, report);
    },
  };
}

function refuse(report: Report, at: ValuePath, message: string): undefined {
  report({ code: 'definition/value', at, message: `${describePath(at)} ${message}` });
  return undefined;
}
