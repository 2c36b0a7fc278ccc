/** How much one file may hold, and what no value of it may be, in whatever form it is written. */

/** Values of one file, what aliases stand for counted each time. Ten times what 10,000 hosts need. */
export const MAX_VALUES = 250_000;

/** Lists and mappings inside each other. */
export const MAX_DEPTH = 100;

/** Characters of one file, what aliases stand for counted each time. */
export const MAX_TEXT = 10_000_000;

/** What is wrong with a text; undefined for one that every file and every program can hold. */
export function problemOfText(text: string): string | undefined {
  if (text.includes('\0')) return 'a text may hold no NUL';
  return /\p{Surrogate}/u.test(text) ? 'a text may hold no half of a character (a lone surrogate)' : undefined;
}

/** What is wrong with a number; undefined for one that keeps its value in every program. */
export function problemOfNumber(value: number): string | undefined {
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? undefined : 'a number that cannot be kept exactly: put it in quotes';
}

/** What is wrong with a key; undefined for one that can name a value. */
export function problemOfKey(name: string): string | undefined {
  return name === '' || name === '__proto__' ? `"${name}" cannot be a key` : problemOfText(name);
}
