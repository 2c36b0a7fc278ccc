/** Declared shapes of values: one declaration gives the check, the type and the JSON Schema. */
import { describePath, isObject, type Json, type JsonObject } from '../json.ts';
import { didYouMean } from '../nearest.ts';
import type { ValuePath } from './definition.ts';

/** One problem of a value; `about: 'key'` when its key is what is wrong. */
export interface Problem {
  readonly code: string;
  readonly at: ValuePath;
  readonly message: string;
  readonly hint?: string;
  readonly about?: 'key';
}

/** Takes every problem that a check finds. */
export type Report = (problem: Problem) => void;

/** So many problems of one mapping or list are told one by one: in a file of another kind all of it is one. */
const MOST_TOLD = 100;

/** What a value must look like. */
export interface Shape<T> {
  /** The same as JSON Schema, draft 2020-12. */
  readonly schema: JsonObject;
  /** The typed value; undefined only after a problem was reported. */
  read(value: Json, at: ValuePath, report: Report): T | undefined;
}

/** One key of a mapping: its shape, what it means, and what it is when nobody writes it. */
export interface Field<T> {
  readonly shape: Shape<unknown>;
  readonly doc: string;
  /** As the user would write it. */
  readonly preset?: Json;
  /** Never there: keeps the type. */
  readonly type?: T;
}

/** Keys of a mapping. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** The typed values of declared keys. */
export type FieldValues<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** A key that may be left out: the value is then undefined. */
export function optional<T>(shape: Shape<T>, doc: string): Field<T | undefined> {
  return { shape, doc };
}

/** A key with a default, written as the user would write it. */
export function preset<T>(shape: Shape<T>, value: Json, doc: string): Field<T> {
  return { shape, doc, preset: value };
}

/** Values in order. */
export function list<T>(items: Shape<T>): Shape<readonly T[]> {
  return {
    schema: { type: 'array', items: items.schema },
    read: (value, at, report) => {
      if (!Array.isArray(value)) return refuse(report, at, 'a list');
      const read: T[] = [];
      eachUntilTold(value.entries(), at, report, ([i, item], tell) => {
        const one = items.read(item, [...at, i], tell);
        if (one !== undefined) read.push(one);
      });
      return read.length === value.length ? read : undefined;
    },
  };
}

/** Values by free names, in definition order. `names` is what a name must match, `form` says it in words. */
export function record<T>(values: Shape<T>, names: RegExp = /^/, form = 'a name'): Shape<ReadonlyMap<string, T>> {
  return {
    schema: { type: 'object', propertyNames: { pattern: names.source }, additionalProperties: values.schema },
    read: (value, at, report) => {
      if (!isObject(value)) return refuse(report, at, 'a mapping');
      const read = new Map<string, T>();
      const given = Object.entries(value);
      eachUntilTold(given, at, report, ([name, each], tell) => {
        const one = values.read(each, [...at, name], tell);
        if (one !== undefined) read.set(name, one);
        if (names.test(name)) return;
        const message = `${describePath(at)}: "${name}" is not ${form}`;
        tell({ code: 'definition/value', at: [...at, name], message, about: 'key' });
      });
      return read.size === given.length ? read : undefined;
    },
  };
}

/** Looks at one after the other, until more is wrong than anybody reads: what comes then is not looked at. */
function eachUntilTold<E>(
  all: Iterable<E>,
  at: ValuePath,
  report: Report,
  look: (each: E, tell: Report) => void,
): void {
  let told = 0;
  const tell: Report = (problem) => {
    told += 1;
    report(problem);
  };
  for (const each of all) {
    if (told >= MOST_TOLD) {
      report({ code: 'definition/value', at, message: `${describePath(at)}: the rest was not looked at` });
      return;
    }
    look(each, tell);
  }
}

/** A mapping of known keys and no others. `null` is the same as leaving a key out. */
export function mapping<F extends Fields>(fields: F): Shape<FieldValues<F>> {
  const declared = Object.entries(fields);
  return {
    schema: { type: ['object', 'null'], properties: propertiesOf(fields), additionalProperties: false },
    read: (value, at, report) => {
      // A key with nothing beneath it (`deploy:`) is null.
      if (value !== null && !isObject(value)) return refuse(report, at, 'a mapping');
      const given = value ?? {};
      refuseUnknown(given, fields, at, report);
      const read = readFields(fields, given, at, report);
      return declared.every(([key, field]) => read[key] !== undefined || isAbsent(given[key], field))
        ? (read as FieldValues<F>)
        : undefined;
    },
  };
}

/** The declared keys of a mapping; undefined for what is not there, or is wrong and was reported. */
export function readFields<F extends Fields>(
  fields: F,
  given: JsonObject,
  at: ValuePath,
  report: Report,
): Partial<FieldValues<F>> {
  const read = Object.entries(fields).map(([key, field]) => {
    const value = given[key] ?? field.preset;
    return [key, value === undefined ? undefined : field.shape.read(value, [...at, key], report)] as const;
  });
  return Object.fromEntries(read) as Partial<FieldValues<F>>;
}

/** A shape whose value is turned into something better; `convert` reports what does not fit. */
export function converted<T, U>(
  shape: Shape<T>,
  convert: (value: T, at: ValuePath, report: Report) => U | undefined,
): Shape<U> {
  return {
    schema: shape.schema,
    read: (value, at, report) => {
      const read = shape.read(value, at, report);
      return read === undefined ? undefined : convert(read, at, report);
    },
  };
}

/** Reports that the value at `at` is not what is wanted, said in words by `form`. */
export function refuse(report: Report, at: ValuePath, form: string): undefined {
  report({ code: 'definition/value', at, message: `${describePath(at)} must be ${form}` });
  return undefined;
}

function refuseUnknown(given: JsonObject, fields: Fields, at: ValuePath, report: Report): void {
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(fields, key));
  for (const key of unknown.slice(0, MOST_TOLD)) refuseKey(report, [...at, key], fields);
  const next = unknown[MOST_TOLD];
  if (next === undefined) return;
  const message = `and ${unknown.length - MOST_TOLD} more unknown keys`;
  report({ code: 'definition/unknown-key', at: [...at, next], message, about: 'key' });
}

function refuseKey(report: Report, at: ValuePath, fields: Fields): void {
  const key = String(at.at(-1));
  const known = Object.keys(fields);
  const hint = didYouMean(key, known) ?? `known: ${known.join(', ')}`;
  report({ code: 'definition/unknown-key', at, message: `unknown key ${describePath(at)}`, hint, about: 'key' });
}

function isAbsent(value: Json | undefined, field: Field<unknown>): boolean {
  return (value ?? field.preset) === undefined;
}

/** The properties of a mapping as JSON Schema, with their docs and defaults. */
export function propertiesOf(fields: Fields): JsonObject {
  const properties = Object.entries(fields).map(([key, { shape, doc, preset: value }]): [string, JsonObject] => [
    key,
    { ...shape.schema, description: doc, ...(value === undefined ? {} : { default: value }) },
  ]);
  return Object.fromEntries(properties);
}
