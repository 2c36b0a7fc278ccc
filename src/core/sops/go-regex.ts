/** Regular expressions as Go writes them, which sops matches with. */

/** What JavaScript spells otherwise. @source https://pkg.go.dev/regexp/syntax */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\(\?P</g, '(?<'],
  [/\\A/g, '(?<![\\s\\S])'],
  [/\\z/g, '(?![\\s\\S])'],
  [/\[:alpha:\]/g, 'A-Za-z'],
  [/\[:digit:\]/g, '0-9'],
  [/\[:alnum:\]/g, '0-9A-Za-z'],
  [/\[:lower:\]/g, 'a-z'],
  [/\[:upper:\]/g, 'A-Z'],
  [/\[:space:\]/g, '\\s'],
  [/\[:word:\]/g, '\\w'],
];

/** Says whether a text holds a match; undefined for what is no regular expression, or one that only Go knows. */
export function goRegex(text: string): ((subject: string) => boolean) | undefined {
  // Go writes flags in front, JavaScript behind.
  const [, flags = '', written = ''] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(text) ?? [];
  const source = SPELLINGS.reduce((done, [from, to]) => done.replace(from, to), written);
  const expression = compile(source, `${flags}u`) ?? compile(source, flags);
  return expression === undefined ? undefined : (subject) => expression.test(subject);
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
