/** Text of others, so that it can be shown: what it holds must not move the cursor, end a line or fill the screen. */

/** Characters that are still read by people. */
const LONGEST = 1000;

// Controls, marks that turn the direction of writing, byte order marks, halves of characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const UNSEEN = /[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same, but for what shapes several lines
const UNSEEN_IN_LINES = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** On one line: what would not be seen is written as an escape, what is too long is cut. */
export function printableLine(text: string): string {
  return spellOut(shorten(text), UNSEEN);
}

/** The same for each line of a text; tabs stay. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => spellOut(shorten(line), UNSEEN_IN_LINES))
    .join('\n');
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)} … ${text.slice(-LONGEST / 2)}`;
}

function spellOut(text: string, unseen: RegExp): string {
  return text.replace(unseen, (letter) => {
    const code = letter.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code}`;
  });
}
