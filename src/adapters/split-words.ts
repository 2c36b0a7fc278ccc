/** Splits a command line into words, without a shell: what sops does with `SOPS_AGE_KEY_CMD` and `EDITOR`. */

/** Quotes and backslashes as in a shell; no variables, no globs. Undefined when a quote is not closed. */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const letter = line[i] ?? '';
    if (letter === '\\' && quote !== "'") {
      i += 1;
      word = (word ?? '') + (line[i] ?? '');
    } else if (quote !== '') {
      if (letter === quote) quote = '';
      else word += letter;
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      word ??= '';
    } else if (/\s/.test(letter)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + letter;
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
}
