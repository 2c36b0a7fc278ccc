/** The only place where a word is quoted for a shell. */

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/**
 * One POSIX shell word that stands for exactly this text.
 * @throws bug: a NUL, which no shell word can hold; callers refuse it as input before.
 * @source POSIX.1-2017, Shell Command Language 2.2.2.
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw new Error('a shell word cannot hold a NUL character');
  if (PLAIN.test(word) && !word.startsWith('-') && !word.startsWith('=')) return word;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line from words, each quoted. */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(' ');
}
