/** Values of ini files: there is no one format, so whoever reads the file decides. */

/** Where a comment begins for those parsers that know such a thing, and quotes that some take away. */
const READ_OTHERWISE = /^[;#"']|\s[;#]/;

/**
 * By name, a text as the value of a line. Each throws for what its parsers cannot hold.
 *
 * - `plain`: as it stands to the end of the line; for Python's configparser without interpolation, and most others.
 *   What some of them would cut off or take for a comment is refused, rather than read as something else.
 * - `percent`: the same with `%` doubled; for configparser as it is by default.
 * - `quoted`: in double quotes, with backslashes; for git, MySQL and the like.
 */
export const INI_DIALECTS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => plainValue(text),
  percent: (text) => plainValue(text).replaceAll('%', '%%'),
  quoted: (text) => quotedValue(text),
};

function plainValue(text: string): string {
  // Parsers differ on which of them are blanks, and which end a line.
  if (/(?!\t)\p{Cc}/u.test(text)) throw new Error('an ini value cannot hold a line break or another control character');
  if (text !== text.trim()) throw new Error('an ini value cannot begin or end with a blank; ini: "quoted" can');
  if (READ_OTHERWISE.test(text))
    throw new Error('parsers of ini differ on quotes and on ; and #; ini: "quoted" is for those that take quotes');
  return text;
}

/** @source git-config(1), "Syntax". */
function quotedValue(text: string): string {
  if (text.includes('\r')) throw new Error('an ini value cannot hold a carriage return');
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}
