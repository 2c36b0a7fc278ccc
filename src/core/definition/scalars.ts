/** Declared shapes of single values: texts, numbers, truth values. */
import type { Json, JsonObject } from '../json.ts';
import { DURATION_FORM, parseDuration } from '../time.ts';
import { refuse, type Shape } from './shape.ts';

const WRITTEN_DURATION = DURATION_FORM.source.replace('^', '^\\s*').replace('$', '\\s*$');

/** Text that is not empty; with a pattern, `form` says in words what is wanted. */
export function text(pattern?: RegExp, form = 'text'): Shape<string> {
  const schema: JsonObject = pattern === undefined ? {} : { pattern: pattern.source };
  return plain({ type: 'string', minLength: 1, ...schema }, form, (value) =>
    typeof value === 'string' && value !== '' && (pattern === undefined || pattern.test(value)) ? value : undefined,
  );
}

/** A text, or a number or truth value written where a text is meant. */
export const word: Shape<string> = plain({ type: ['string', 'number', 'boolean'] }, 'a word', (value) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined,
);

/** True or false. */
export const flag: Shape<boolean> = plain({ type: 'boolean' }, 'true or false', (value) =>
  typeof value === 'boolean' ? value : undefined,
);

/** One of the named words. */
export function choice<W extends string>(...words: readonly [W, ...W[]]): Shape<W> {
  return plain({ type: 'string', enum: [...words] }, words.join(' or '), (value) =>
    words.find((each) => each === value),
  );
}

/** A whole number from `minimum` to `maximum`. */
export function integer(minimum: number, maximum: number): Shape<number> {
  return plain({ type: 'integer', minimum, maximum }, `a whole number from ${minimum} to ${maximum}`, (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum ? value : undefined,
  );
}

/** A length of time, written with its unit; in milliseconds. */
export const duration: Shape<number> = plain(
  { type: 'string', pattern: WRITTEN_DURATION },
  'a duration like 30s or 10m',
  (value) => {
    const parsed = typeof value === 'string' ? parseDuration(value) : undefined;
    return parsed?.ok === true ? parsed.value : undefined;
  },
);

function plain<T>(schema: JsonObject, form: string, accept: (value: Json) => T | undefined): Shape<T> {
  return { schema, read: (value, at, report) => accept(value) ?? refuse(report, at, form) };
}
