/** Words of unit files. */

/** Code points that systemd does not call characters: it would ignore the whole setting. @source utf8_is_valid in src/basic/utf8.c */
const NO_CHARACTER = /\p{Noncharacter_Code_Point}/u;

/**
 * One word in double quotes.
 * @param command Of `ExecStart=` and its like, where `$` begins a variable.
 * @source systemd.syntax(7), "Quoting"; systemd.unit(5), "Specifiers"; systemd.service(5), "Command lines".
 */
export function systemdWord(text: string, command: boolean): string {
  if (NO_CHARACTER.test(text)) throw new Error('systemd cannot hold what Unicode calls no character');
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replaceAll('%', '%%')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in a unit file.
    .replace(/[\x01-\x1f\x7f]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `"${command ? escaped.replaceAll('$', '$$$$') : escaped}"`;
}
