/** What a text without quotes means in YAML. */

/** A value, or `undefined` where only the whole of YAML can tell. */
type Plain = null | boolean | number | string | undefined;

const WORDS = new Map<string, null | boolean>([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const DECIMAL = /^[-+]?(?:\d+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)$/;
const MAY_BE_A_NUMBER = /^[-+.\d]/;

/**
 * The value of a plain scalar. Numbers that a person may have meant otherwise (hexadecimal, octal, infinite, too large
 * to be exact) are left to the parser that knows them all.
 * @source YAML 1.2.2, 10.3.2 (core schema, tag resolution).
 */
export function toPlainValue(text: string): Plain {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!MAY_BE_A_NUMBER.test(text)) return text;
  if (!DECIMAL.test(text)) return /^(?:0[ox]|[-+]?\.(?:inf|nan)$)/i.test(text) ? undefined : text;
  const number = Number(text);
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}
